#!/bin/sh
# figures.sh: the finger's figures of `make bench`, added to KIOSK_BUILD/bench.json.
#
# Time and memory are measured on generated prints. How often the matcher errs is measured when
# FINGERPRINTS names a folder whose folders are databases (evaluate.sh). Run from the project's
# top folder.
set -eu

programs=${KIOSK_BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$programs/bench" people "$work" >"$work/log"
prints=$work/people
"$programs/kiosk-finger" --extract "$prints/siti-right.pgm" >"$work/right.iso"
"$programs/kiosk-finger" --extract "$prints/siti-left.pgm" >"$work/left.iso"
{
	# The first picture also waits for the sensor.
	"$programs/kiosk-finger" --match "$work/right.iso,$work/left.iso" "$prints"/*.pgm |
		awk 'NR > 1 { print $4 }' | sort -n |
		awk '{ ms[NR] = $1 }
			END { print "finger.capture_ms", ms[NR], "ms <=60 one core'"'"'s work: extraction and match of",
				"one capture against two templates, most of", NR }'
	"$programs/finger-scores" --memory |
		awk '{ print "finger.matcher_mib", $1 / 1048576, "MiB <=4 one capture, two templates" }'
	if [ "${FINGERPRINTS:-}" ]; then
		KIOSK_BUILD=$programs sh tests/finger/evaluate.sh --figures "$FINGERPRINTS"/*/
	fi
} >"$work/figures"
"$programs/note" "$programs/bench.json" <"$work/figures"
