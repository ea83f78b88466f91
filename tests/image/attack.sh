# Tries each item of the checklist from inside, as whoever broke into the face would, and as root
# where only root can look. What does not fail is printed.
stage=$folder/stage
sh tests/bench/stage.sh up "$stage"
fill_data "$stage"
truncate -s 8M "$folder/stick"
mkfs.vfat "$folder/stick" >/dev/null
{
    echo "port=$(cat "$stage/line.port")"
    cat tests/image/attacks
} >"$folder/commands"
errand <"$folder/commands"
machine_start "$folder/card.img" -netdev user,id=cable -device virtio-net-pci,netdev=cable,romfile= \
    -device usb-hub -drive "if=none,id=stick,format=raw,file=$folder/stick" -device usb-storage,drive=stick
ended=0
machine_wait 900 machine_said "attacks ended" || ended=1
report $ended "every attack was tried"
grep -ao 'held: .*\|FAILED TO FAIL: .*' "$folder/said" | sort -u >"$folder/attacks"
while read -r how what; do
    case $how in
    held:) report 0 "$what" ;;
    *) report 1 "$how $what" ;;
    esac
done <"$folder/attacks"
