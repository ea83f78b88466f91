#!/bin/sh
# seen.sh: the kiosk beside Debian's Chromium with the same screens as a static page, on one
# virtual display (vs_browser.c); figures are added to KIOSK_BUILD/bench.json, and the two start
# screens left as pictures in KIOSK_BUILD/browser. Run from the project's top folder.
set -eu

programs=${KIOSK_BUILD:-build}
stage=$programs/stage-bench
folder=$programs/browser
journey=$programs/journey/result_only
. tests/journeys/display.sh

# shellcheck disable=SC2317 # called by the trap
end() {
    sh tests/bench/stage.sh down "$stage"
    end_display
}

trap end EXIT
trap 'exit 1' HUP INT TERM
rm -rf "$folder"
mkdir -p "$folder"
# Visits with pictures say what the result looks like and where to tap.
sh tests/journeys/run.sh tests/journeys/result_only.journey tests/endurance/whole.journey >"$folder/journey" || {
    cat "$folder/journey"
    exit 1
}
for contrast in default black-on-white white-on-black low; do
    "$programs/kiosk" --scene start --contrast $contrast --out "$folder/$contrast"
done
sh tests/bench/stage.sh up "$stage"
cp "$stage/people/siti.jpg" "$folder/photo.jpg"
"$programs/web-page" photo.jpg "$folder/default.json" "$folder/black-on-white.json" \
    "$folder/white-on-black.json" "$folder/low.json" "$journey"/*-overview.json >"$folder/page.html"
export_display
run_display "$folder" Xvfb -screen 0 1280x800x24 -fbdir "$folder"
"$programs/budget" "$stage" "$programs" "$programs/journey/whole" "$folder" "$programs/bench.json" \
    >"$folder/budget"
"$programs/note" "$programs/bench.json" <"$folder/budget"
# What else runs on this machine is neither's, where that is permitted: display, kiosk and browser
# go before it alike.
first=
! chrt -r 5 true 2>/dev/null || {
    first="chrt -r 5"
    chrt -r -p 5 "$display"
}
# shellcheck disable=SC2086 # a command and its arguments
$first "$programs/vs-browser" "$stage" "$programs" "$journey" "$folder" >"$folder/lines"
"$programs/note" "$programs/bench.json" <"$folder/lines"
