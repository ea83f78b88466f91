#!/bin/sh
# run.sh: the monkey (monkey.c) on a display with a touch panel and a stage without real time. VISITS
# (12), SEED (1) and FROM (0) say which visits; OUT, if set, is the file for the figure. Prints TAP. Run
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

rm -rf "$programs/monkey"
mkdir -p "$programs/monkey/seen"
trap end EXIT
trap 'exit 1' HUP INT TERM
start_panel "$programs/monkey"
BENCH_OPTIONS="--time none" sh tests/bench/stage.sh up "$stage"
# Nobody waits for what a monkey waits for.
printf 'idle_s = 1\nalert_s = 1\nlifted_s = 1\nremind_s = 1\ncall_s = 1\n' >>"$stage/kiosk.conf"
echo 1..1
status=0
"$programs/monkey-player" -s "$stage" -p "$programs" -f "$programs/monkey/fingers" \
    -t "$programs/monkey/seen" ${OUT:+-o "$OUT"} -d "${SEED:-1}" -r "${FROM:-0}" "${VISITS:-12}" ||
    status=$?
broken=$(grep -lE 'Sanitizer|runtime error' "$stage"/log/* || true)
[ -z "$broken" ] || echo "Bail out! see $broken"
[ -z "$broken" ] || status=1
exit $status
