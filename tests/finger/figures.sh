#!/bin/sh
# figures.sh: the finger's figures of `make bench`, added to KIOSK_BUILD/bench.json.
#
# Time and memory are measured on generated prints; instructions on some of them, by callgrind. How often the matcher errs is measured when
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
# Callgrind's count of all instructions with so many pictures, and of those in comparing them.
count() { # PICTURE...
	setarch -R valgrind --tool=callgrind --callgrind-out-file="$work/callgrind" "$programs/kiosk-finger" \
		--match "$work/right.iso,$work/left.iso" "$@" >"$work/matched" 2>"$work/log"
	callgrind_annotate --inclusive=yes --auto=no "$work/callgrind" | tr -d , | awk '
		/PROGRAM TOTALS/ { all = $1 }
		/:verify_round( |$)/ && !compared { compared = $1 }
		/:matcher_score( |$)/ && !scored { scored = $1 }
		END { print all, compared, scored }'
}

{
	# The first picture also waits for the sensor.
	"$programs/kiosk-finger" --match "$work/right.iso,$work/left.iso" "$prints"/*.pgm |
		awk 'NR > 1 { print $4, $4 - $5, $5 / 2 }' >"$work/times"
	sort -n "$work/times" | awk '{ ms[NR] = $1 }
		END { print "finger.capture_ms", ms[NR], "ms <=60 one core'"'"'s work: extraction and match of",
			"one capture against two templates, most of", NR }'
	sort -n -k 2 "$work/times" | awk '{ ms[NR] = $2 }
		END { print "finger.extract_ms", ms[int((NR + 1) / 2)], "ms - of them minutiae of a 300x400 picture by libfprint, the middle one" }'
	sort -n -k 3 "$work/times" | awk '{ ms[NR] = $3 }
		END { print "finger.compare_ms", ms[int((NR + 1) / 2)], "ms - of them a comparison with one template, preparing included, the middle one" }'
	# The program's start and the first picture are those of both counts.
	set -- "$prints"/*-right.pgm
	one=$(count "$1")
	three=$(count "$1" "$2" "$3")
	echo "$one $three" | awk '
		{ print "finger.compare_minstr", $6 / 6e6, "Minstr - a comparison of two prepared prints: mean of six"
		  print "finger.extract_minstr", ($4 - $1 - ($5 - $2)) / 2e6, "Minstr - minutiae of a 300x400 picture by libfprint: mean of two" }'
	"$programs/finger-scores" --memory |
		awk '{ print "finger.matcher_mib", $1 / 1048576, "MiB <=4 one capture, two templates" }'
	if [ "${FINGERPRINTS:-}" ]; then
		KIOSK_BUILD=$programs sh tests/finger/evaluate.sh --figures "$FINGERPRINTS"/*/
	fi
} >"$work/figures"
"$programs/note" "$programs/bench.json" <"$work/figures"
