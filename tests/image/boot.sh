# From power to the attract screen.
errand <<'END'
wait
END
machine_start "$folder/card.img"
shown=0
machine_wait 600 machine_said "Started kiosk.service" || shown=1
report $shown "the kiosk shows its first frame and says so"
machine_shot attract
