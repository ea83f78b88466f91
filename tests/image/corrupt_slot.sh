# A rotten block in slot A: refused, and after three tries slot B starts.
offset=$(partition_offset rootA)
dd if=/dev/urandom of="$folder/card.img" bs=4096 count=64 seek=$((offset / 4096 + 8)) conv=notrunc status=none
errand <<'END'
grep -o 'kiosk.slot=.' /proc/cmdline
wait
END
machine_start "$folder/card.img"
other=0
machine_wait 1200 machine_said "kiosk.slot=B" || other=1
report $other "a slot with a rotten block is refused, and the other one starts"
