# An image that was not written to its end: what is missing is not guessed at. Nothing of it runs, and who
# writes the card again has lost nothing.
truncate -s 1500M "$folder/card.img"
errand <<'END'
echo "the root was mounted"
wait
END
machine_start "$folder/card.img"
tried=0
machine_wait 300 grep -qa "U-Boot" "$folder/uboot.log" || tried=1
report $tried "a card that ends too early is looked at by U-Boot"
mounted=0
! machine_wait 120 machine_said "the root was mounted" || mounted=1
report $mounted "and nothing of it runs"
