# From power to the first screen, on a board to which nothing was done yet: an empty data partition, no
# reader, no sensor, no line, a panel that tells nothing of itself (no EDID), and a clock of 1970.
errand <<'END'
until systemctl is-active --quiet kiosk.service; do sleep 1; done
echo "edid: $(cat /sys/class/drm/card*-*/status) $(cat /sys/class/drm/card*-*/edid | wc -c)"
echo "rtc: $(cat /sys/class/rtc/rtc0/date)"
until systemctl is-active --quiet chrony.service; do sleep 1; done
[ "$(date +%s)" -lt "$(stat -c %Y /usr/lib/clock-epoch)" ] || echo "clock: not before the image"
wait
END
machine_start "$folder/card.img" -global virtio-gpu-device.edid=off -rtc base=1970-01-01T00:00:00
shown=0
machine_wait 600 machine_said "Started kiosk.service" || shown=1
report $shown "the kiosk shows its first frame and says so"
asked=0
machine_wait 120 machine_said "provision is ready" && machine_wait 60 machine_rests || asked=1
report $asked "and asks for the file that makes it a village's"
machine_shot attract
missing=0
{ machine_wait 60 machine_said "edid: connected 0" && machine_wait 60 machine_said "rtc: 1970-01-01"; } || missing=1
report $missing "without its panel's word, with a clock of 1970"
clock=0
machine_wait 300 machine_said "clock: not before the image" || clock=1
report $clock "from which it takes no time: its clock begins with the image's day"
before=$(machine_pixels)
press site_file English
spoken=0
machine_wait 120 machine_differs "$before" || spoken=1
report $spoken "a tap on English changes the words"
machine_shot english
good=0
machine_wait 120 machine_said "Finished board-good.service" || good=1
report $good "and only then the slot is good"
