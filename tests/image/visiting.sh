# visiting.sh, to be sourced: what a whole visit in the machine needs around it, and the visit.
#
# visit_stage [FILE PATH]  a stage outside, before which the kiosk of the card stands; FILE is on its data partition
# visit_commands   for the errand: the sensor, which is outside, and an office that is closed
# visit_machine    power on, with a line, the reader on a serial port, and OPTIONs
# visit_play NAME  from the card to the start screen of the next; pictures are NAME-*.png
# visit_end

visit_stage() { # [FILE PATH]
    stage=$(realpath -m "$folder")/stage
    sh tests/bench/stage.sh up "$stage"
    sensor_port=$((20000 + $$ % 20000))
    fill_data "$stage" "$@"
}

visit_commands() {
    cat <<'END'
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
END
}

visit_machine() { # [OPTION...]
    rm -f "$stage/finger.sock"
    systemd-socket-activate -l "$stage/finger.sock" /usr/lib/systemd/systemd-socket-proxyd "127.0.0.1:$sensor_port" &
    bridge=$!
    machine_start "$folder/card.img" \
        -netdev "user,id=cable,hostfwd=tcp:127.0.0.1:$sensor_port-:7000" -device virtio-net-pci,netdev=cable,romfile= \
        -chardev "serial,id=reader,path=$(realpath "$stage/run/pn532")" -device pci-serial,chardev=reader "$@"
}

step() { # WORDS SENTENCE [PICTURE]
    expect 1800 "$1" "$2"
    [ -z "${3-}" ] || { machine_wait 120 machine_rests || true; machine_shot "$3"; }
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

visit_play() { # NAME
    step "card is ready" "the machine finds the reader on its serial port"
    step "finger is ready" "and the sensor"
    "$programs/bench" -s "$stage" card siti
    step "-> CONSENT" "a card leads to the consent" "$1-consent"
    press_until "-> FINGER" consent "Ya, saya setuju"
    step "-> FINGER" "the templates come over the cable, to nobody but the courier" "$1-finger"
    "$programs/bench" -s "$stage" finger siti
    step "-> OVERVIEW" "the finger opens the result" "$1-overview"
    press_until "-> TAKE_CARD" overview "Selesai"
    step "-> TAKE_CARD" "the visit ends"
    machine_mark
    "$programs/bench" -s "$stage" card off
    step "-> START" "and the start screen is there for the next" "$1-start"
}

visit_end() {
    kill $bridge 2>/dev/null || true
}
