# A boot partition without the root's hash: nothing is mounted, and nobody gets a shell.
for part in bootA bootB; do
    offset=$(partition_offset $part)
    printf 'length=4096\n' | mcopy -o -i "$folder/card.img@@$offset" - ::slot.env
done
errand <<'END'
echo "the root was mounted"
wait
END
machine_start "$folder/card.img"
tried=0
machine_wait 600 sh -c "[ \$(grep -ac 'Starting kernel' '$folder/uboot.log') -ge 3 ]" || tried=1
report $tried "without a hash the board starts again and again"
mounted=0
! machine_said "the root was mounted" || mounted=1
report $mounted "and mounts nothing"
