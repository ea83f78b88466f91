# The next version: refused when it is another's or an older one, taken when the key in use or the next
# one signed it, left again when its kiosk shows nothing. With the real U-Boot and its counters.
. tests/image/bundles.sh
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
} >"$folder/commands"
errand <"$folder/commands"
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
