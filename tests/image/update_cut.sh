# The power goes at ten moments of an update, from its begin into the first start of the new version: what the card
# holds then always starts, with every block of its slot whole, and its data. Every moment is of one update: the
# machine stands still while its card is copied, which is what a cut leaves of what the machine had written. The
# face is not waited for: it is in the slot whose blocks were checked. CUTS names some of the ten; the copies are
# kept until another version is built.
. tests/image/bundles.sh
cuts=$folder/cuts

begin_update() {
    {
        echo "later=$later"
        cat <<'END'
systemctl mask --runtime --quiet kiosk.service
until mountpoint -q /var/lib/kiosk; do sleep 0.2; done
if [ "$(cat /usr/lib/kiosk/version)" = "$later" ]; then
    echo "starts: version $later"
else
    mkdir -p /run/stick
    until mount -o ro,nosuid,nodev,noexec /dev/vdc /run/stick; do sleep 1; done
    head -c 4M /dev/urandom >/var/lib/kiosk/data/kept
    (cd /var/lib/kiosk/data && sha256sum kept >kept.sum)
    sync
    kioskctl update /run/stick/later.raucb && sync && systemctl reboot
fi
wait
END
    } >"$folder/commands"
    errand <"$folder/commands"
    machine_start "$folder/card.img" -drive "if=none,id=stick,format=raw,readonly=on,file=$folder/stick" \
        -device virtio-blk-pci,drive=stick
}

# What the machine says at the moments.
cat >"$folder/moments" <<END
Marking target slot root.1 as non-bootable
writing data to device /dev/disk/by-partlabel/rootB
50% Copying image to root.1
65% Copying image to root.1
writing data to device /dev/disk/by-partlabel/bootB
85% Copying image to boot.1
Marking target slot root.1 as bootable
version $later is written
Reached target shutdown.target
starts: version $later
END

copy_cards() {
    rm -rf "$cuts"
    mkdir -p "$cuts"
    begin_update
    i=0
    while read -r words; do
        i=$((i + 1))
        machine_wait 1800 machine_said "$words" || return 0
        "$programs/monitor" "$folder/qmp" stop
        cp --sparse=always "$folder/card.img" "$cuts/$i.img"
        "$programs/monitor" "$folder/qmp" cont
    done <"$folder/moments"
    cp "$bundles/made" "$cuts/made"
}

if ! cmp -s "$bundles/made" "$cuts/made"; then
    copied=0
    copy_cards
    machine_off
    [ -e "$cuts/made" ] || copied=1
    report $copied "an update is cut at ten moments"
fi
{
    cat <<'END'
systemctl mask --runtime --quiet kiosk.service
until mountpoint -q /var/lib/kiosk && mountpoint -q /boot; do sleep 0.2; done
dd if=/dev/dm-0 of=/dev/null bs=1M 2>/dev/null && (cd /var/lib/kiosk/data && sha256sum --quiet -c kept.sum) &&
    [ ! -e /var/lib/kiosk/lost ] && echo "whole: version $(cat /usr/lib/kiosk/version), $(fw_printenv -n BOOT_ORDER)"
wait
END
} >"$folder/commands"
for i in ${CUTS:-1 2 3 4 5 6 7 8 9 10}; do
    cp --sparse=always "$cuts/$i.img" "$folder/card.img" || break
    errand <"$folder/commands"
    began=$(date +%s)
    machine_start "$folder/card.img"
    up=0
    machine_wait 1800 machine_said "whole: version" || up=1
    report $up "cut at \"$(sed -n "${i}p" "$folder/moments")\": it starts, whole, with its data"
    echo "# $(grep -ao 'whole: version.*' "$folder/said" | tail -n 1) after $(($(date +%s) - began)) s"
    machine_off
done
