#!/bin/sh
# slot.sh OUT TRUST [SLOT [OVER]]: one slot from OUT/root.tar, image/root, our programs in OUT/arm64, the
# catalogues, and whom the image believes (TRUST, trust.sh): root.img, boot.img and version in SLOT
# (OUT/slot). OVER, a folder, is laid over it all. What programs would make differently each time
# (machine id, caches, salts, identifiers) is left out or given here; times are SOURCE_DATE_EPOCH, and
# so is the version, of which every later one is a larger number.
set -eu

out=$1 trust=$2
slot=${3:-$out/slot}
over=${4:-}
here=$(realpath "$(dirname "$0")")
root=$out/root
version_of_slot=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M%S)
boot_mib=64
# Fixed, since the hash tree is made of them: what is secret about a slot is nothing.
uuid=8f1c7a52-6a2e-4d0b-9c55-2f5f1e0d3510
salt=00000000000000000000000000000000000000000000000000000000000035a0

rm -rf "$root" "$slot"
mkdir -p "$root" "$slot"
tar -C "$root" --numeric-owner -xf "$out/root.tar"

echo "  slot"
# The kernel's modules and the Wi-Fi's firmware, without what no kiosk has.
cp -a "$out/unpacked/usr/lib/modules" "$root/usr/lib/"
version=$(ls "$root/usr/lib/modules")
for unused in drivers/gpu/drm/amd drivers/gpu/drm/nouveau drivers/gpu/drm/radeon drivers/gpu/drm/i915 \
    drivers/gpu/drm/xe drivers/infiniband drivers/media drivers/scsi drivers/isdn drivers/iio drivers/nfc \
    drivers/net/ethernet/mellanox drivers/net/ethernet/intel drivers/net/ethernet/chelsio \
    drivers/net/ethernet/broadcom/bnxt drivers/net/ethernet/qlogic drivers/net/wireless/ath \
    drivers/net/wireless/intel drivers/net/wireless/realtek drivers/net/wireless/mediatek drivers/staging fs/ocfs2 \
    fs/gfs2 fs/ceph fs/btrfs fs/xfs fs/f2fs fs/nfsd fs/smb net/nfc net/bluetooth drivers/bluetooth drivers/firewire \
    drivers/accel drivers/crypto/hisilicon drivers/net/can net/can net/sctp net/dccp net/tipc net/batman-adv; do
    rm -rf "$root/usr/lib/modules/$version/kernel/$unused"
done
mkdir -p "$root/usr/lib/firmware/brcm" "$root/usr/lib/firmware/cypress"
cp -a "$out"/unpacked/usr/lib/firmware/brcm/brcmfmac43455-sdio.raspberrypi* \
    "$out"/unpacked/usr/lib/firmware/brcm/brcmfmac43455-sdio.txt \
    "$out"/unpacked/usr/lib/firmware/brcm/brcmfmac43455-sdio.bin \
    "$out"/unpacked/usr/lib/firmware/brcm/brcmfmac43455-sdio.clm_blob "$root/usr/lib/firmware/brcm/"
cp -a "$out"/unpacked/usr/lib/firmware/cypress/cyfmac43455-sdio* "$root/usr/lib/firmware/cypress/"
depmod -b "$root" "$version"

# Ours.
tar -C "$here/root" --owner=0 --group=0 -cf - . | tar -C "$root" -xf -
install -d "$root/usr/lib/kiosk"
for program in kiosk kiosk-card kiosk-finger kiosk-courier kiosk-voice kiosk-printer kioskctl; do
    [ ! -e "$out/arm64/$program" ] ||
        install -m 0755 -s --strip-program=aarch64-linux-gnu-strip "$out/arm64/$program" "$root/usr/lib/kiosk/"
done
# It looks for the others in the folder it really lies in.
ln -s ../lib/kiosk/kioskctl "$root/usr/bin/kioskctl"
install -m 0644 "$here/../assets/RELEASES.md" "$root/usr/lib/kiosk/RELEASES.md"
cp -r "$out/arm64/locale" "$root/usr/lib/kiosk/locale"
chown -R 0:0 "$root/usr/lib/kiosk"
chmod 0600 "$root"/etc/usbguard/*.conf
install -m 0644 "$trust/provisioning.pub" "$trust/updates.pem" -t "$root/etc/kiosk" -D
echo "$version_of_slot" >"$root/usr/lib/kiosk/version"
echo "IMAGE_VERSION=$version_of_slot" >>"$root/usr/lib/os-release"
# Nobody is sent back to what was mended since.
sed -i "s/^\[system\]$/&\nmin-bundle-version=$version_of_slot/" "$root/etc/rauc/system.conf"

# The one locale in which gettext heeds the language a person chose (kiosk/language.c).
localedef --no-archive -i id_ID -f UTF-8 "$root/usr/lib/locale/id_ID.utf8"

systemd-sysusers --root="$root"
# The day on which Debian's part was configured.
sed -i 's/^\([^:]*:[^:]*:\)[0-9]*:/\11:/' "$root/etc/shadow"
while read -r unit; do
    systemctl --quiet --root="$root" enable "$unit"
done <"$here/enabled"
while read -r unit; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit"
done <"$here/masked"
ln -sf multi-user.target "$root/usr/lib/systemd/system/default.target"

cp "$here/packages.lock" "$root/usr/lib/kiosk/packages"

# Nothing here is written at run time: /var is in memory, and what lasts is on the data partition.
rm -rf "$root"/var/cache "$root"/var/lib/apt "$root"/var/log "$root"/var/tmp "$root"/boot "$root"/tmp \
    "$root"/usr/share/doc/*/changelog* "$root"/usr/share/bash-completion "$root"/usr/share/zsh \
    "$root"/usr/share/icons "$root"/usr/share/lintian "$root"/var/lib/dpkg "$root"/etc/*- \
    "$root"/usr/lib/aarch64-linux-gnu/perl* "$root"/usr/share/perl* "$root"/etc/ssh "$root"/root/.??*
mkdir -p "$root/boot" "$root/tmp" "$root/var/lib/kiosk" "$root/var/log" "$root/var/cache" "$root/var/tmp"
: >"$root/etc/machine-id"
: >"$root/etc/ld.so.cache"
ln -sf ../run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"
echo kiosk >"$root/etc/hostname"
printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"
: >"$root/usr/lib/clock-epoch"
touch -d "@$SOURCE_DATE_EPOCH" "$root/usr/lib/clock-epoch"
ldconfig -r "$root" 2>/dev/null || true
rm -rf "$root/var/cache/ldconfig"

[ -z "$over" ] || cp -a "$over/." "$root/"
mkfs.erofs --quiet -zlz4hc,12 -T"$SOURCE_DATE_EPOCH" -U"$uuid" "$slot/root.img" "$root" >/dev/null
# The hash tree lies behind the data in the same partition; only its root is told in boot.img.
length=$(stat -c %s "$slot/root.img")
length=$(((length + 4095) / 4096 * 4096))
truncate -s "$length" "$slot/root.img"
hash=$(veritysetup format --uuid="$uuid" --salt="$salt" --hash-offset="$length" "$slot/root.img" \
    "$slot/root.img" | sed -n 's/^Root hash:[[:space:]]*//p')

depmod -b "$out/unpacked" "$version"
sh "$here/initramfs.sh" "$root" "$out/unpacked" "$slot/initrd"
printf 'hash=%s\nlength=%s\n' "$hash" "$length" >"$slot/slot.env"
echo "$version_of_slot" >"$slot/version"
truncate -s ${boot_mib}M "$slot/boot.img"
mkfs.vfat --invariant -n BOOT "$slot/boot.img" >/dev/null
cp "$out"/unpacked/boot/vmlinuz-* "$slot/vmlinuz"
touch -d "@$SOURCE_DATE_EPOCH" "$slot/vmlinuz" "$slot/initrd" "$slot/slot.env"
mcopy -m -i "$slot/boot.img" "$slot/vmlinuz" "$slot/initrd" "$slot/slot.env" ::
rm "$slot/vmlinuz" "$slot/initrd"

root_mib=$(($(stat -c %s "$slot/root.img") / 1048576))
echo "  root slot: $root_mib MiB"
[ $root_mib -le 350 ] || { echo "more than 350 MiB" >&2 && exit 1; }
