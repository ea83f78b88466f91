# The power goes at CUTS (ten) moments of an update: what the card holds then always starts, with its
# data. Every moment is of one update: the machine stands still while its card is copied, which is
# what a cut leaves of what the machine had written.
. tests/image/bundles.sh
cuts=${CUTS:-10}

{
    cat <<'END'
until systemctl is-active --quiet board-good.service; do sleep 1; done
mkdir -p /run/stick
mount -o ro,nosuid,nodev,noexec /dev/vdc /run/stick
echo mine >/var/lib/kiosk/data/kept
sync
echo "update begins"
kioskctl update /run/stick/later.raucb
echo "update ended"
wait
END
} >"$folder/commands"
errand <"$folder/commands"
machine_start "$folder/card.img" -drive "if=none,id=stick,format=raw,readonly=on,file=$folder/stick" \
    -device virtio-blk-pci,drive=stick
begun=0
machine_wait 900 machine_said "update begins" || begun=1
report $begun "an update begins"

# One more than there was: a line of its progress.
progress() {
    [ "$(grep -ac '%' "$folder/said")" -gt "$1" ] || machine_said "update ended"
}

taken=0
until machine_said "update ended" || [ $taken -ge 40 ]; do
    lines=$(grep -ac '%' "$folder/said" || true)
    "$programs/monitor" "$folder/qmp" stop
    taken=$((taken + 1))
    cp --sparse=always "$folder/card.img" "$folder/cut$taken.img"
    "$programs/monitor" "$folder/qmp" cont
    machine_wait 5 progress "$lines" || true
done
machine_off
[ $taken -ge "$cuts" ] || report 1 "there were $cuts moments to choose from"

{
    cat <<'END'
until systemctl is-active --quiet board-good.service; do sleep 1; done
[ "$(cat /var/lib/kiosk/data/kept)" = mine ] && echo "good: version $(cat /usr/lib/kiosk/version)"
wait
END
} >"$folder/commands"
errand <"$folder/commands"
i=1
while [ $i -le "$cuts" ]; do
    moment=$((taken * i / cuts))
    machine_start "$folder/cut$moment.img"
    up=0
    machine_wait 1200 machine_said "good: version" || up=1
    report $up "cut at moment $moment of $taken: it starts with its data, $(grep -ao 'good: version.*' "$folder/said" | tail -n 1)"
    machine_off
    i=$((i + 1))
done
rm -f "$folder"/cut*.img
