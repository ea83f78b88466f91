# From power to the attract screen.
errand <<'END'
wait
END
machine_start "$folder/card.img"
shown=0
machine_wait 600 machine_said "Started kiosk.service" || shown=1
report $shown "the kiosk shows its first frame and says so"
machine_shot attract
before=$(machine_pixels)
press start English
spoken=0
machine_wait 120 machine_differs "$before" || spoken=1
report $spoken "a tap on English changes the words"
machine_shot english
good=0
machine_wait 120 machine_said "Finished board-good.service" || good=1
report $good "and only then the slot is good"
