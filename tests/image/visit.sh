# One whole visit in the machine: its reader on a serial port, its sensor and the service outside. The office is
# closed meanwhile, so that the light goes out after it.
stage=$(realpath -m "$folder")/stage
sh tests/bench/stage.sh up "$stage"
sensor_port=$((20000 + $$ % 20000))
fill_data "$stage"
errand <<'END'
until mountpoint -q /var/lib/kiosk; do sleep 0.2; done
sed -i 's/^hours = .*/hours = mon 00.00-00.01\nidle_s = 300/' /var/lib/kiosk/kiosk.conf
nft add rule inet kiosk input tcp dport 7000 accept
mkdir -p /run/systemd/system/kiosk-finger@.service.d /run/finger
chown kiosk-finger /run/finger
cat >/run/systemd/system/kiosk-finger@.service.d/check.conf <<'UNIT'
[Service]
Environment=FP_VIRTUAL_IMAGE=/run/finger/sensor
ReadWritePaths=/run/finger
UNIT
systemctl daemon-reload
systemd-socket-activate -l 7000 /usr/lib/systemd/systemd-socket-proxyd /run/finger/sensor &
wait
END
rm -f "$stage/finger.sock"
systemd-socket-activate -l "$stage/finger.sock" /usr/lib/systemd/systemd-socket-proxyd "127.0.0.1:$sensor_port" &
bridge=$!
machine_start "$folder/card.img" \
    -netdev "user,id=cable,hostfwd=tcp:127.0.0.1:$sensor_port-:7000" -device virtio-net-pci,netdev=cable,romfile= \
    -chardev "serial,id=reader,path=$(realpath "$stage/run/pn532")" -device pci-serial,chardev=reader

step() { # WORDS SENTENCE [PICTURE]
    result=0
    machine_wait 600 machine_said "$1" || result=1
    report $result "$2"
    [ -z "${3-}" ] || { machine_wait 120 machine_rests && machine_shot "$3"; }
}

# As often as a person would: a frame takes its time, and a press is of what was seen.
press_until() { # WORDS SCENE LABEL
    tries=10
    until machine_said "$1" || [ $tries -eq 0 ]; do
        press "$2" "$3"
        tries=$((tries - 1))
        machine_wait 20 machine_said "$1" || true
    done
}

step "card is ready" "the machine finds the reader on its serial port"
step "finger is ready" "and the sensor"
"$programs/bench" -s "$stage" card siti
step "-> CONSENT" "a card leads to the consent" visit-consent
press_until "-> FINGER" consent "Ya, saya setuju"
step "-> FINGER" "the templates come over the cable, to nobody but the courier" visit-finger
"$programs/bench" -s "$stage" finger siti
step "-> OVERVIEW" "the finger opens the result" visit-overview
press_until "-> TAKE_CARD" overview "Selesai"
step "-> TAKE_CARD" "the visit ends"
"$programs/bench" -s "$stage" card off
step "-> START" "and the start screen is there for the next" visit-start
step "light: off" "an office that is closed needs no light, two minutes later" visit-dark
dark=$(machine_pixels)
machine_tap 640 400
result=0
machine_wait 300 machine_differs "$dark" || result=1
report $result "a finger on the glass brings it"
machine_shot visit-light
kill $bridge 2>/dev/null || true
