# The next version: refused when it is another's or an older one, taken when the key in use or the next
# one signed it, left again when its kiosk shows nothing. With the real U-Boot and its counters.
bundles=$folder/bundles
trust=$image/trust
now=$(cat "$image/slot/version")
epoch=$(date -u -d "$(echo "$now" | sed 's/\(....\)\(..\)\(..\)\(..\)\(..\)\(..\)/\1-\2-\3 \4:\5:\6/')" +%s)
rm -rf "$bundles"
mkdir -p "$bundles/black/usr/lib/kiosk" "$bundles/older" "$bundles/stick"

slot() { # NAME SECONDS [OVER]: one that is so much later
    SOURCE_DATE_EPOCH=$((epoch + $2)) sh image/slot.sh "$image" "$trust" "$bundles/$1" "${3-}" >/dev/null 2>&1
}

bundle() { # SLOT SIGNER NAME
    sh image/bundle.sh "$1" "$trust/$2.pem" "$trust/$2.key" "$bundles/stick/$3.raucb"
}

slot later 60
printf '#!/bin/sh\nexec sleep infinity\n' >"$bundles/black/usr/lib/kiosk/kiosk"
chmod 0755 "$bundles/black/usr/lib/kiosk/kiosk"
slot dark 120 "$bundles/black"
ln "$image/slot/root.img" "$image/slot/boot.img" "$bundles/older/"
echo $((now - 1)) >"$bundles/older/version"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=updates now" -days 3650 \
    -keyout "$bundles/foreign.key" -out "$bundles/foreign.pem" 2>/dev/null
bundle "$bundles/older" now older
bundle "$bundles/later" next later
bundle "$bundles/dark" now dark
sh image/bundle.sh "$bundles/later" "$bundles/foreign.pem" "$bundles/foreign.key" "$bundles/stick/foreign.raucb"
later=$(cat "$bundles/later/version")
dark=$(cat "$bundles/dark/version")
rm -f "$folder/stick"
mke2fs -q -t ext4 -d "$bundles/stick" "$folder/stick" 1500M

{
    echo "later=$later dark=$dark"
    cat <<'END'
version=$(cat /usr/lib/kiosk/version)
echo "starts: version $version slot $(sed -n 's/.*kiosk\.slot=\(.\).*/\1/p' /proc/cmdline)"
# Nobody waits five minutes for a frame that is known not to come.
if [ "$version" = "$dark" ]; then
    mkdir -p /run/systemd/system/board-good.service.d
    printf '[Service]\nTimeoutStartSec=60\n' >/run/systemd/system/board-good.service.d/check.conf
    systemctl daemon-reload
    wait
    exit
fi
until systemctl is-active --quiet board-good.service; do sleep 1; done
echo "good: version $version"
mkdir -p /run/stick
mount -o ro,nosuid,nodev,noexec /dev/vdc /run/stick
if [ -e /var/lib/kiosk/update/refused ]; then
    echo "refused: $(cat /var/lib/kiosk/update/refused), running: $(cat /var/lib/kiosk/update/running)"
    [ ! -e /var/lib/kiosk/data/kept ] || echo "the data is what it was"
elif [ "$version" = "$later" ]; then
    kioskctl update /run/stick/dark.raucb && systemctl reboot
else
    echo mine >/var/lib/kiosk/data/kept
    kioskctl update /run/stick/foreign.raucb || echo "refused: foreign"
    kioskctl update /run/stick/older.raucb || echo "refused: older"
    fw_printenv
    kioskctl update /run/stick/later.raucb && systemctl reboot
fi
wait
END
} | errand
machine_start "$folder/card.img" -drive "if=none,id=stick,format=raw,readonly=on,file=$folder/stick" \
    -device virtio-blk-pci,drive=stick

expect() { # SECONDS WORDS SENTENCE
    result=0
    machine_wait "$1" machine_said "$2" || result=1
    report $result "$3"
}

expect 900 "refused: foreign" "a bundle that somebody else signed is refused"
expect 300 "refused: older" "and an older one"
expect 900 "version $later is written" "a later one, signed by the next key, is written to the other slot"
expect 600 "starts: version $later slot B" "the next start takes it"
expect 600 "good: version $later" "and it shows its first frame"
machine_shot updated
expect 900 "version $dark is written" "the one after that shows nothing"
expect 600 "starts: version $dark slot A" "it is started"
expect 1500 "refused: $dark, running: $later" "and left again by itself: the one before runs, and tells"
expect 60 "the data is what it was" "with all its data"
machine_shot rolled-back
