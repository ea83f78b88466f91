# A version that is signed and later, and whose kiosk shows nothing, brought by a technician: it is tried three
# times and left again by itself, with the real U-Boot and its counters.
. tests/image/bundles.sh
first="$folder/card.img@@$(partition_offset firmware)"
mmd -i "$first" ::technician
mcopy -i "$first" "$bundles/stick/dark.raucb" ::technician
{
    echo "dark=$dark"
    cat <<'END'
version=$(cat /usr/lib/kiosk/version)
echo "starts: version $version slot $(sed -n 's/.*kiosk\.slot=\(.\).*/\1/p' /proc/cmdline)"
until mountpoint -q /var/lib/kiosk; do sleep 0.2; done
if [ "$version" = "$dark" ]; then
    # Nobody waits five minutes for a frame that is known not to come; the last drop-in by its name holds.
    printf '[Service]\nTimeoutStartSec=60\n' >/run/systemd/system/board-good.service.d/zz.conf
    systemctl daemon-reload
elif [ -e /var/lib/kiosk/update/running ]; then
    until systemctl is-active --quiet board-good.service; do sleep 1; done
    echo "refused: $(cat /var/lib/kiosk/update/refused), running: $(cat /var/lib/kiosk/update/running)"
    echo "slots: $(fw_printenv -n BOOT_ORDER), $(fw_printenv -n BOOT_A_LEFT) $(fw_printenv -n BOOT_B_LEFT)"
    [ "$(cat /var/lib/kiosk/data/kept)" = mine ] && [ ! -e /var/lib/kiosk/lost ] && echo "the data is what it was"
    [ -e /var/lib/kiosk/update/trying ] || echo "and it is not tried again"
else
    echo mine >/var/lib/kiosk/data/kept
fi
wait
END
} >"$folder/commands"
errand <"$folder/commands"
machine_start "$folder/card.img"
expect 1800 "version $dark is written" "a technician's version is written from the card's first partition"
expect 1800 "starts: version $dark slot B" "the next start takes it"
machine_mark
expect 1800 "starts: version $now slot A" "it shows nothing, and is left by itself"
tries=$(grep -ac "starts: version $dark slot B" "$folder/said")
result=0
[ "$tries" = 3 ] || result=1
report $result "after three tries ($tries)"
machine_mark
expect 1800 "Started kiosk.service" "the version before shows its first frame"
expect 1800 "refused: $dark, running: $now" "and tells which one did not come up"
expect 60 "slots: B A, 3 0" "whose tries are spent"
expect 60 "the data is what it was" "all data is there"
expect 60 "and it is not tried again" "nothing is left to be tried"
machine_shot rolled-back
