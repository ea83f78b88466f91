#!/bin/sh
# selftest.sh: kioskctl status and selftest, on a stage with every part there and then without some.
# Prints TAP. Run from the project's top folder.
set -u

programs=${KIOSK_BUILD:-build}
stage=$programs/tests/selftest-stage
sys=$stage/sys
rm -rf "$stage"
. tests/tap.sh

# The report, with its status in $status.
look() {
    status=0
    "$programs/kioskctl" selftest --sys "$sys" -c "$stage/kiosk.conf" >"$stage/report" 2>&1 || status=$?
}

# Whether a part is reported so; the advice stands on the line below.
says() { # PART RESULT [WORDS]
    grep -A1 "^$1 *$2 " "$stage/report" | grep -q -- "${3-}" || { cat "$stage/report"; return 1; }
}

board() { # MILLIDEGREES ALARM
    mkdir -p "$sys/class/thermal/thermal_zone0" "$sys/class/hwmon/hwmon1"
    echo "$1" >"$sys/class/thermal/thermal_zone0/temp"
    echo "$2" >"$sys/class/hwmon/hwmon1/in0_lcrit_alarm"
}

# As the kernel lists input devices: a touch panel on USB, HDMI's remote control, a keyboard.
inputs() { # BUSTYPE KEYS
    number=$(ls "$sys/class/input" 2>/dev/null | wc -l)
    mkdir -p "$sys/class/input/input$number/id" "$sys/class/input/input$number/capabilities"
    echo "$1" >"$sys/class/input/input$number/id/bustype"
    echo "$2" >"$sys/class/input/input$number/capabilities/key"
}
keyboard="1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe"

whole() {
    [ "$status" = 0 ] || { cat "$stage/report"; return 1; }
    for part in reader sensor sound link certificate disk temperature voltage; do
        says $part good || { echo "$part"; return 1; }
    done
}

is_json() {
    "$programs/kioskctl" "$1" --json -c "$stage/kiosk.conf" >"$stage/report" 2>&1
    grep -q "$2" "$stage/report"
}

sh tests/bench/stage.sh up "$stage" >/dev/null || { echo "Bail out! no stage"; exit 1; }
trap 'sh tests/bench/stage.sh down "$stage" >/dev/null 2>&1' EXIT
trap 'exit 1' HUP INT TERM

# The version, and first of what is told to be new what is new in it.
notes() {
    version=$("$programs/kioskctl" version | head -n 1)
    [ "$("$programs/kioskctl" version | sed -n 's/^## //p' | head -n 1)" = "$version" ]
}

echo "1..18"
check "the version is told, with what is new in it" notes
board 48312 0
inputs 0003 "400 0 0 0 0 0"
inputs 001e "$keyboard"
inputs 0003 "$keyboard"
look
check "with every part there the kiosk is ready" whole
check "the report has its date" grep -q "^not provisioned 20..-..-..T..:..:..Z$" "$stage/report"
check "a reader without a SAM is told as such" says sam warn "level tag"
check "a keypad that is plugged in is told" says keypad good
check "the board's temperature is told in degrees" says temperature good "48.3 C"

board 81000 1
rm -r "$sys/class/input/input2"
"$programs/bench" -s "$stage" reader off >/dev/null
"$programs/bench" -s "$stage" sensor off >/dev/null
look
check "a kiosk with a part missing is not ready" test "$status" = 1
check "a reader that is unplugged is told, with what to do" says reader bad "READER_ABSENT"
check "a sensor that is unplugged is told, with what to do" says sensor bad "SENSOR_ABSENT"
check "a keypad that is not there is not called good" says keypad unknown "look at its plug"
check "a board that is too hot is told, with what to do" says temperature bad "81.0 C"
check "a power supply that is too weak is told, with what to do" says voltage bad "was too low"
"$programs/bench" -s "$stage" reader on >/dev/null
"$programs/bench" -s "$stage" sensor on >/dev/null

sh tests/bench/stage.sh service-down "$stage"
look
check "a service that is away is told" says link bad "offline"
sh tests/bench/stage.sh service-ok "$stage"

mv "$stage/keys/device.pem" "$stage/keys/away"
rm -rf "$sys"
look
check "a device without a certificate is told how to come by one" says certificate bad "none"
check "what cannot be asked here is not called good" says voltage unknown "no sensor"
mv "$stage/keys/away" "$stage/keys/device.pem"

check "a program gets the report as JSON" is_json selftest '"part": "reader"'
check "and the status" is_json status '"certificate_ends_at": "20'
check "which counts what waits" is_json status '"records_waiting": 0'
