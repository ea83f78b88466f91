# What fails in the machine: a face that hangs, a driver that dies again and again, a data partition
# that is full.
stage=$(realpath -m "$folder")/stage
sh tests/bench/stage.sh up "$stage"
fill_data "$stage"
errand <<'END'
named() { # PROGRAM: its processes, without starting one for each
    for one in /proc/[0-9]*/comm; do
        name=
        { read -r name <"$one"; } 2>/dev/null || true
        [ "$name" != "$1" ] || { one=${one#/proc/} && echo "${one%/comm}"; }
    done
}
until systemctl is-active --quiet 'kiosk-courier@*.service'; do sleep 1; done

# Emulated, the kiosk has more patience than 15 s (above): the face hangs for good.
before=$(systemctl show kiosk.service -p NRestarts --value)
kill -s STOP $(named kiosk)
until [ "$(systemctl show kiosk.service -p NRestarts --value)" -gt "$before" ]; do sleep 1; done
echo "a hung face was started again"
until systemctl is-active --quiet kiosk.service; do sleep 1; done
echo "and shows its first frame"

i=0
while [ $i -lt 30 ]; do
    driver=$(named kiosk-card)
    [ -z "$driver" ] || { kill -s KILL $driver && i=$((i + 1)); }
    sleep 0.2
done
until systemctl is-active --quiet 'kiosk-card@*.service'; do sleep 1; done
echo "a driver that died thirty times is there"

dd if=/dev/zero of=/var/lib/kiosk/full bs=1M 2>/dev/null
systemctl restart kiosk.service && echo "with a full disk it shows its first frame"
rm /var/lib/kiosk/full
wait
END
machine_start "$folder/card.img" -netdev user,id=cable -device virtio-net-pci,netdev=cable,romfile= \
    -chardev "serial,id=reader,path=$(realpath "$stage/run/pn532")" -device pci-serial,chardev=reader
for fault in "a hung face was started again" "and shows its first frame" "a driver that died thirty times is there" \
    "with a full disk it shows its first frame"; do
    held=0
    machine_wait 1800 machine_said "$fault" || held=1
    report $held "$fault"
done
