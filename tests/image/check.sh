#!/bin/sh
# check.sh CHECK...: boots OUT/kiosk.img (build/image) in QEMU and looks at it from outside; prints TAP.
# Pictures are left in build/image-check, or CHECK_FOLDER. CHECKs are files beside this one: boot, visit, technician,
# faults, attack, corrupt_slot, corrupt_data, no_hash, truncated, update, update_refused, update_dark, update_cut, pace; all of them when none is named. Run from the project's top
# folder; the image must be there (`make image`).
set -eu

programs=${KIOSK_BUILD:-build}
image=$(realpath "${IMAGE:-build/image}")
folder=${CHECK_FOLDER:-$programs/image-check}
machine_folder=$folder
. tests/image/machine.sh
machine_uboot=$image/unpacked/usr/lib/u-boot/qemu_arm64/u-boot.bin
. tests/tap.sh

expect() { # SECONDS WORDS SENTENCE: the machine says them
    result=0
    machine_wait "$1" machine_said "$2" || result=1
    report $result "$3"
}

# A card of its own, where only what differs takes room.
fresh_card() {
    mkdir -p "$folder"
    cp --sparse=always "$image/kiosk.img" "$folder/card.img"
}

end() {
    machine_off
    sh tests/bench/stage.sh down "$folder/stage" 2>/dev/null || true
}
trap end EXIT
trap 'exit 1' HUP INT TERM

# How far the machine came, and why not further; there is no journal yet where the errand was quicker.
journal='{ until ls /run/log/journal/*/*.journal; do sleep 0.1; done >/dev/null 2>&1
exec journalctl --no-hostname -f -o short-monotonic -n all --no-pager; } &'
# Emulated, there is no graphics processor: the compositor and SDL paint with what is quickest.
painting='printf "WLR_RENDERER=pixman\nLIBGL_ALWAYS_SOFTWARE=1\nGALLIUM_DRIVER=softpipe\n" >/run/kiosk-board.env'

# A frame takes seconds so, and what runs beside the machine may hold it up for longer than a kiosk's
# watchdog bears.
patience='for unit in kiosk:WatchdogSec=180 kiosk:TimeoutStartSec=600 board-good:TimeoutStartSec=1200; do
    mkdir -p "/run/systemd/system/${unit%%:*}.service.d"
    printf "[Service]\n%s\n" "${unit#*:}" >"/run/systemd/system/${unit%%:*}.service.d/emulated-${unit#*:}.conf"
done
systemctl daemon-reload'

errand() { # COMMANDS
    printf '%s\n' "$journal" "$painting" "$patience" "systemd-notify --ready" >"$folder/errand.sh"
    cat >>"$folder/errand.sh"
    machine_errand "$folder/errand.sh"
}

partition_offset() { # NAME: bytes
    sfdisk -d "$folder/card.img" | sed -n "s/.*start= *\([0-9]*\),.*name=\"$1\".*/\1/p" | awk '{ print $1 * 512 }'
}

# Where a button is: the same scene on the same panel.
where() { # SCENE LABEL
    "$programs/kiosk" --scene "$1" --panel 10 --out "$folder/where" 2>/dev/null
    jq -r --arg words "$2" '.elements[] | select(.label == $words) | .rect_px |
        "\(.[0] + .[2] / 2 | floor) \(.[1] + .[3] / 2 | floor)"' "$folder/where.json" | head -n 1
}

press() { # SCENE LABEL
    # shellcheck disable=SC2046 # two numbers
    machine_tap $(where "$1" "$2")
}

# A provisioned data partition, as for a kiosk that stands before the service of a stage; FILE is at PATH of it.
fill_data() { # STAGE [FILE PATH]
    data=$folder/data
    passwd=$image/root/etc/passwd
    rm -rf "$data"
    mkdir -p "$data/keys" "$data/data"
    cp "$1"/keys/ca.pem "$1"/keys/device.* "$1"/keys/service.keys "$data/keys/"
    sed -e "s#^reader = .*#reader = pn532_uart:/dev/ttyS0#" \
        -e "s#^service = .*#service = https://10.0.2.2:$(cat "$1/line.port")#" \
        -e "s#^device = file:.*#device = null#" \
        -e "s#^data = data#&\nupdates = update#" \
        -e "s#^sockets = .*#sockets = /run/kiosk#" "$1/kiosk.conf" >"$data/kiosk.conf"
    [ $# -lt 3 ] || { mkdir -p "$data/${3%/*}" && cp "$2" "$data/$3"; }
    for folder_of_courier in keys data; do
        chown -R "$(awk -F: '$1 == "kiosk-courier" { print $3 ":" $4 }' "$passwd")" "$data/$folder_of_courier"
        chmod 0700 "$data/$folder_of_courier"
    done
    offset=$(partition_offset data)
    mke2fs -q -t ext4 -L data -d "$data" -E "offset=$offset" "$folder/card.img" 600M
}

[ $# -gt 0 ] || set -- boot visit technician faults attack corrupt_slot corrupt_data no_hash truncated update update_refused update_dark update_cut pace
for check; do
    fresh_card
    machine_options=
    . "tests/image/$check.sh"
    machine_off
done
echo "1..$test"
[ $failures -eq 0 ]
