#!/bin/sh
# paint_count.sh: instructions that each screen takes to be laid out and painted, by callgrind: the
# same on every run and every machine of this kind. The whole list is left in
# KIOSK_BUILD/paint-count.txt, the costliest screen and the middle one go to KIOSK_BUILD/bench.json.
# Run from the project's top folder.
set -eu

programs=${KIOSK_BUILD:-build}
list=$programs/paint-count.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Addresses decide how SDL's loops begin: always the same ones.
setarch -R valgrind --tool=callgrind --callgrind-out-file="$work/out" \
    --toggle-collect=show_page --dump-after=show_page \
    "$programs/paint-count" "$programs/locale" >"$work/names" 2>"$work/log" ||
    { cat "$work/log"; exit 1; }
screens=$(wc -l <"$work/names")
n=1
while [ $n -le "$screens" ]; do
    sed -n 's/^\(summary\|totals\): //p' "$work/out.$n" | head -1
    n=$((n + 1))
done | paste - "$work/names" | sort -rn >"$list"
{
    awk -F '\t' 'NR == 1 { printf "paint.worst_minstr %.3f Minstr - layout and frame, 1280x800, the costliest of all: %s\n", $1 / 1e6, $2 }
        { n[NR] = $1 }
        END { printf "paint.median_minstr %.3f Minstr - the same, the middle one of %d pages\n", n[int((NR + 1) / 2)] / 1e6, NR }' "$list"
} >"$work/lines"
"$programs/note" "$programs/bench.json" <"$work/lines"
