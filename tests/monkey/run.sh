#!/bin/sh
# run.sh: the monkey (monkey.c) on a virtual display and a stage without real time. VISITS (12),
# SEED (1) and FROM (0) say which visits; OUT, if set, is the file for the figure. Prints TAP. Run
# from the project's top folder.
set -eu

programs=${KIOSK_BUILD:-build}
stage=$programs/stage-monkey
. tests/journeys/display.sh

# shellcheck disable=SC2317 # called by the trap
end() {
    sh tests/bench/stage.sh down "$stage"
    end_display
}

mkdir -p "$programs/monkey"
trap end EXIT
trap 'exit 1' HUP INT TERM
start_display "$programs/monkey"
BENCH_OPTIONS="--time none" sh tests/bench/stage.sh up "$stage"
# Nobody waits for what a monkey waits for.
printf 'idle_s = 1\nalert_s = 1\nlifted_s = 1\nremind_s = 1\n' >>"$stage/kiosk.conf"
echo 1..1
status=0
"$programs/monkey-player" "$stage" "$programs" "${VISITS:-12}" "${SEED:-1}" "${FROM:-0}" \
    ${OUT:+"$OUT"} || status=$?
broken=$(grep -lE 'Sanitizer|runtime error' "$stage"/log/* || true)
[ -z "$broken" ] || echo "Bail out! see $broken"
[ -z "$broken" ] || status=1
exit $status
