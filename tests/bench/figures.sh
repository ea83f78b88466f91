#!/bin/sh
# figures.sh: the figures of `make bench`, as a table and in KIOSK_BUILD/bench.json. Run from the
# project's top folder.
set -eu

programs=${KIOSK_BUILD:-build}
stage=$programs/stage-bench
trace=$programs/bench-trace
. tests/journeys/display.sh

# shellcheck disable=SC2317 # called by the trap
end() {
    sh tests/bench/stage.sh down "$stage"
    end_display
}

trap end EXIT
trap 'exit 1' HUP INT TERM
rm -rf "$trace"
mkdir -p "$trace"
start_display "$trace"
sh tests/bench/stage.sh up "$stage"
rm -f "$programs/bench.json"
"$programs/figures" "$stage" "$trace" "$programs" "$programs/bench.json" 2>"$stage/log/kiosk"
"$programs/thin" "$stage" >"$stage/log/thin"
"$programs/note" "$programs/bench.json" <"$stage/log/thin"
end_display
rm -rf "$trace"
mkdir -p "$trace"
start_display "$trace" 1920x1080
# What else runs on this machine is not the glass's.
chrt -f -p 5 "$display" 2>/dev/null || true
"$programs/face-figures" "$stage" "$trace" "$programs" "$programs/bench.json" 2>>"$stage/log/kiosk"
"$programs/paint-figures" "$programs/locale" "$programs/bench.json"
KIOSK_BUILD=$programs sh tests/bench/paint_count.sh
"$programs/voice-figures" "$programs" "$programs/bench.json"
"$programs/identity" "$stage" "$programs/bench.json"
KIOSK_BUILD=$programs VISITS=200 OUT=$programs/bench.json sh tests/monkey/run.sh

# The service with a whole regency, on a stage of its own beside the same people.
regency=$programs/stage-regency
rm -rf "$regency"
mkdir -p "$regency"
sh tests/central/keys.sh "$regency" >"$stage/log/regency-keys" 2>&1
cp -r "$stage/people" "$regency/people"
"$programs/central-figures" "$regency" "$programs" "$programs/bench.json"
# All kiosks of it at once; and those of the country, simulated.
"$programs/central" serve --port 0 "$regency" >"$stage/log/regency" 2>&1 &
regency_service=$!
until [ -s "$regency/central.port" ]; do
    kill -0 $regency_service
    sleep 0.1
done
"$programs/fleet" "$regency" >"$stage/log/fleet"
kill $regency_service
wait $regency_service || true
"$programs/comeback" >>"$stage/log/fleet"
"$programs/note" "$programs/bench.json" <"$stage/log/fleet"
rm -f "$regency"/central.db*
"$programs/recovery" "$stage/recovery" "$programs/bench.json"
"$programs/chip-figure" "$stage/chip" "$programs/bench.json"

# What our programs compute in a whole visit.
KIOSK_BUILD=$programs JOURNEY=tests/endurance/whole.journey VISITS=1 OUT=$programs/bench.json sh tests/endurance/run.sh
# And what of it the kiosk painted for nothing.
between=$(cd "$programs" && pwd)/frames.so
FRAMES=$stage/log/frames LD_PRELOAD=$between KIOSK_BUILD=$programs JOURNEY=tests/endurance/whole.journey VISITS=1 \
    sh tests/endurance/run.sh >"$stage/log/frames-visit"
awk '{ print "paint.twice", $2, "frames <=1 with no pixel changed, of", $1, "in a whole visit: one is asked for by the display, at the start" }' \
    "$stage/log/frames" | "$programs/note" "$programs/bench.json"

# What a visit asks of the person, from what journeys showed.
sh tests/bench/stage.sh down "$stage"
KIOSK_BUILD=$programs sh tests/journeys/run.sh tests/journeys/result_only.journey tests/journeys/objects.journey
"$programs/human" result "$programs/journey/result_only" "$programs/bench.json" 3 150 90
"$programs/human" objection "$programs/journey/objects" "$programs/bench.json"
