# What is no next version: signed by somebody else, older, changed after it was signed; brought by the face, by
# root, or by a technician on the card's first partition.
. tests/image/bundles.sh
first="$folder/card.img@@$(partition_offset firmware)"
mmd -i "$first" ::technician
mcopy -i "$first" "$bundles/stick/foreign.raucb" ::technician
{
    cat <<'END'
until mountpoint -q /var/lib/kiosk; do sleep 0.2; done
mkdir -p /run/stick
until mount -o ro,nosuid,nodev,noexec /dev/vdc /run/stick; do sleep 1; done
face="setpriv --reuid kiosk --regid kiosk --clear-groups"
kioskctl update /run/stick/foreign.raucb || echo "refused: foreign"
kioskctl update /run/stick/older.raucb || echo "refused: older"
rauc install /run/stick/older.raucb || echo "refused: RAUC, older"
$face kioskctl update /run/stick/later.raucb || echo "refused: face"
$face rauc install /run/stick/later.raucb || echo "refused: RAUC, face"
echo "before: $(fw_printenv -n BOOT_ORDER), $(fw_printenv -n BOOT_B_LEFT)"
kioskctl update /run/stick/changed.raucb || echo "refused: changed"
echo "after: $(fw_printenv -n BOOT_ORDER), $(fw_printenv -n BOOT_B_LEFT)"
until [ -s /boot/technician/report.txt ]; do sleep 1; done
sed 's/^/report: /' /boot/technician/report.txt
[ -e /boot/technician/foreign.raucb ] || echo "the card was cleared"
[ -e /var/lib/kiosk/update/trying ] || echo "nothing is to be tried"
wait
END
} >"$folder/commands"
errand <"$folder/commands"
machine_start "$folder/card.img" -drive "if=none,id=stick,format=raw,readonly=on,file=$folder/stick" \
    -device virtio-blk-pci,drive=stick
expect 1800 "refused: foreign" "a bundle that somebody else signed is refused"
expect 1800 "refused: older" "and an older one"
expect 1800 "refused: RAUC, older" "also by who writes it"
expect 1800 "refused: face" "the face brings none"
expect 1800 "refused: RAUC, face" "and reaches nobody who would write it"
expect 60 "before: A B, 3" "nothing of the other slot was touched for any of them"
expect 1800 "refused: changed" "one that was changed after it was signed is refused while it is read"
expect 60 "after: A, 0" "and what was written of it is never started"
expect 1800 "/boot/technician/foreign.raucb: it is no bundle" "what a technician brings is held to the same"
expect 60 "the card was cleared" "and goes from the card"
expect 60 "nothing is to be tried" "the version that ran stays"
