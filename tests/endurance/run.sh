#!/bin/sh
# run.sh: VISITS (12) visits (those of JOURNEY, visit.journey, again and again) on a stage without real time, all our programs
# watched (endurance.c). OUT, if set, is the file for the figures. Prints TAP. Run from the project's
# top folder.
set -eu

programs=${KIOSK_BUILD:-build}
stage=$programs/stage-endurance
journey=${JOURNEY:-tests/endurance/visit.journey}
. tests/journeys/display.sh

# shellcheck disable=SC2317 # called by the trap
end() {
    sh tests/bench/stage.sh down "$stage"
    end_display
}

# Played once with pictures, which say where to tap.
sh tests/journeys/run.sh "$journey" >"$programs/endurance.log" ||
    { echo "1..1"; cat "$programs/endurance.log"; exit 1; }
trap end EXIT
trap 'exit 1' HUP INT TERM
start_display "$programs"
BENCH_OPTIONS="--time none" sh tests/bench/stage.sh up "$stage"
"$programs/endurance" "$stage" "$programs" "$journey" "$programs/journey/$(basename "$journey" .journey)" \
    "${VISITS:-12}" ${OUT:+"$OUT"}
