#!/bin/sh
# demo.sh: the kiosk with all that stands in for the world around it.
#
# On a desk: the kiosk in a window, and a second window with the people: "KTP" puts a card on the
# reader, "Telunjuk" a finger on the sensor. Closing either window ends everything.
# Without a display: the visit of the journey objects_and_returns plays by itself on a virtual
# display, and its pictures are left in KIOSK_BUILD/demo. Run from the project's top folder.
set -eu

programs=${KIOSK_BUILD:-build}
stage=$programs/stage
kiosk=

# shellcheck disable=SC2317 # called by the trap
end() {
    [ -z "$kiosk" ] || kill "$kiosk" 2>/dev/null || true
    sh tests/bench/stage.sh down "$stage"
}

play() {
    rm -rf "$programs/demo"
    sh tests/journeys/run.sh tests/journeys/objects_and_returns.journey
    cp -r "$programs/journey/objects_and_returns" "$programs/demo"
    echo "The visit's pictures are in $programs/demo:"
    ls "$programs"/demo/*.png
}

show() {
    trap end EXIT
    trap 'exit 1' HUP INT TERM
    export TZ=WIB-7 # the village is in western Indonesia
    BENCH_OPTIONS=--window sh tests/bench/stage.sh up "$stage"
    "$programs/kiosk" -c "$stage/kiosk.conf" --window &
    kiosk=$!
    echo "Put a card on the reader: click KTP beside a name, then follow the kiosk."
    bench=$(cat "$stage/pid/bench")
    while kill -0 "$kiosk" 2>/dev/null && kill -0 "$bench" 2>/dev/null; do
        sleep 0.5
    done
}

if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    show
else
    play
fi
