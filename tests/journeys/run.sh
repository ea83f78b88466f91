#!/bin/sh
# run.sh [JOURNEY...]: plays journeys (all of tests/journeys) on a virtual display, each from a
# fresh stage, and prints TAP. Pictures, dumps and timeline.json of a journey are left in
# KIOSK_BUILD/journey/NAME. HAND, or NAME.hand: finger, keypad or switches. Run from the project's top folder.
set -eu

programs=${KIOSK_BUILD:-build}
stage=$programs/stage-journey
journeys=$programs/journey
kiosk=
# The address sanitizer keeps what was freed as it was: glibc's M_PERTURB (drivers/finger/main.c) by its name.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}max_free_fill_size=16777216:free_fill_byte=0"
. tests/journeys/display.sh
. tests/bench/clock.sh

# A device in service keeps no pictures, and its sockets are the system's: this one shows what it does.
watched() {
    sed -e '/^provisioned/d' -e 's|^sockets = .*|sockets = run|' "$stage/kiosk.conf" >"$stage/face.conf"
    echo "$stage/face.conf"
}

# Runs the kiosk as its service does: killed, it is started again.
keep_kiosk() { # TRACE
    ending=
    trap 'ending=1; kill "$face" 2>/dev/null || true' TERM
    [ ! -e "$stage/clock" ] || use_clock "$stage"
    [ -z "$unwiped" ] || take_out_wipes
    while :; do
        conf=$stage/kiosk.conf
        [ -z "$new" ] || conf=$(watched)
        # In a process group of its own, by which the player finds it.
        setsid "$programs/kiosk" -c "$conf" --trace "$1" 2>>"$stage/log/kiosk" &
        face=$!
        echo $face >"$stage/pid/kiosk"
        face_status=0
        wait $face || face_status=$?
        if [ -n "$ending" ]; then # it was the signal that ended the waiting
            face_status=0
            wait $face || face_status=$?
        fi
        # It ends by itself when it was provisioned.
        [ $face_status -eq 137 ] || [ "$new$ending$face_status" = yes0 ] || exit $face_status
    done
}

# Ends the kiosk as a desktop would; its status is in kiosk_status.
end_kiosk() {
    [ -n "$kiosk" ] || return 0
    kill "$kiosk" 2>/dev/null || true
    kiosk_status=0
    wait "$kiosk" || kiosk_status=$?
    kiosk=
}

# shellcheck disable=SC2317 # called by the trap
end() {
    end_kiosk
    sh tests/bench/stage.sh down "$stage"
    end_display
}

[ $# -gt 0 ] || set -- tests/journeys/*.journey
mkdir -p "$journeys"
trap end EXIT
trap 'exit 1' HUP INT TERM
start_display "$journeys"

echo "1..$#"
test=0
status=0
for journey; do
    test=$((test + 1))
    name=$(basename "$journey" .journey)
    trace=$journeys/$name
    rm -rf "$trace"
    mkdir -p "$trace"
    clock= sam= ear= unwiped= new=
    ! grep -q '^clock ' "$journey" || clock="file"
    ! grep -q '^canary .* finds ' "$journey" || unwiped=yes
    [ ! -e "${journey%.journey}.sam" ] || sam=yes
    [ ! -e "${journey%.journey}.new" ] || new=yes
    hand=${HAND:-finger}
    [ ! -e "${journey%.journey}.hand" ] || hand=$(cat "${journey%.journey}.hand")
    ! grep -qE '^(headphones|listen) ' "$journey" || ear=yes
    if ! STAGE_CLOCK=$clock STAGE_SAM=$sam STAGE_EAR=$ear STAGE_UNWIPED=$unwiped STAGE_NEW=$new \
        sh tests/bench/stage.sh up "$stage"; then
        echo "not ok $test - $name: no stage"
        status=1
        continue
    fi
    # Settings of this journey alone: lines of the last section, [kiosk].
    [ ! -e "${journey%.journey}.conf" ] || cat "${journey%.journey}.conf" >>"$stage/kiosk.conf"
    keep_kiosk "$trace" &
    kiosk=$!
    played=0
    "$programs/journey-player" -s "$stage" -t "$trace" -n $test -b "$hand" "$journey" >"$trace/tap" ||
        played=$?
    end_kiosk
    sh tests/bench/stage.sh down "$stage"
    cp -r "$stage/log" "$trace/log"
    for receipt in "$stage"/paper/*.escpos; do
        [ ! -e "$receipt" ] || "$programs/paper" "$receipt" "$trace/paper-$(basename "$receipt" .escpos).png"
    done
    # The person saw nothing of it, but a program ended badly or broke a rule of C.
    broken=$(grep -lE 'Sanitizer|runtime error' "$trace"/log/* || true)
    if [ $played -eq 0 ] && { [ "$kiosk_status" -ne 0 ] || [ -n "$broken" ]; }; then
        echo "not ok $test - $name: kiosk ended with status $kiosk_status; see $trace/log $broken"
        played=1
    elif [ -s "$trace/tap" ]; then
        cat "$trace/tap"
    else
        echo "not ok $test - $name: no player"
    fi
    [ $played -eq 0 ] || status=1
done
exit $status
