# A data partition that cannot be read: made anew, and told.
offset=$(partition_offset data)
dd if=/dev/urandom of="$folder/card.img" bs=1M count=64 seek=$((offset / 1048576)) conv=notrunc status=none
errand <<'END'
until mountpoint -q /var/lib/kiosk; do sleep 1; done
[ ! -s /var/lib/kiosk/lost ] || echo "it was lost: told"
wait
END
machine_start "$folder/card.img"
made=0
machine_wait 600 machine_said "it was lost: told" || made=1
report $made "a data partition that cannot be read is made again, and that is told"
shown=0
machine_wait 600 machine_said "Started kiosk.service" || shown=1
report $shown "and the kiosk starts"
