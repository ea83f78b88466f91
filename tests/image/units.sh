#!/bin/sh
# units.sh [ROOT]: what systemd says of the image's own units (image/root): each is understood, and
# exposed at most 2.0. Prints TAP.
set -eu

root=$(realpath "${1:-image/root}")
units=$(cd "$root/usr/lib/systemd/system" && ls ./*.service | sed 's#^\./##')
. tests/tap.sh

echo "1..$(($(echo "$units" | wc -l) + 2))"
for unit in $units; do
    held=0
    said=$(systemd-analyze security --offline=true --threshold=20 --no-pager --root="$root" "$unit" 2>&1) || held=1
    echo "$said" | tail -n 1 | sed 's/^/# /'
    report $held "$unit is exposed at most 2.0"
done

# A key or a value that systemd does not know is ignored, and said; of units that wait for each other one is
# left out.
unknown=$(cd "$root/usr/lib/systemd/system" && systemd-analyze verify --root="$root" ./* 2>&1 |
    grep -E 'Unknown (key|lvalue|section)|Failed to parse|ordering cycle' || true)
echo "$unknown" | sed '/^$/d;s/^/# /'
result=0
[ -z "$unknown" ] || result=1
report $result "systemd knows every word of every unit, and no unit waits for itself"

# Whatever the image enables is there: ours here, others' in Debian's packages.
missing=$(grep -E '^(kiosk|board|var-lib)' image/enabled | while read -r unit; do
    [ -e "$root/usr/lib/systemd/system/$unit" ] || echo "$unit"
done)
result=0
[ -z "$missing" ] || result=1
report $result "every unit of ours that the image starts is there"
[ $failures -eq 0 ]
