#!/bin/sh
# Measures the matcher on any folders of templates and images, one folder a database:
#
#   tests/finger/evaluate.sh [--minutiae] [--thresholds] FOLDER...
#
# A folder holds FINGER_IMPRESSION.iso (ISO/IEC 19794-2:2005) and, of the same fingers, images
# FINGER_IMPRESSION.png or .pgm at 500 dpi, which go the live path: build/kiosk-finger --matrix.
# --minutiae: instead of images, live-xyt/FINGER_IMPRESSION.xyt, as NBIS extracted them before.
# --thresholds: prints drivers/finger/thresholds.h's table instead of the report.
# Run from the project's top folder after `make build/kiosk-finger build/finger-scores
# build/finger-evaluate`; see evaluate.c for what is printed.
set -eu

minutiae= thresholds= triples=
while [ $# -gt 0 ]; do
	case $1 in
	--minutiae) minutiae=yes ;;
	--thresholds) thresholds=--thresholds ;;
	*) break ;;
	esac
	shift
done
[ $# -gt 0 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
for folder; do
	n=$((n + 1))
	find "$folder" -maxdepth 1 -name '*_*.iso' | sort >"$work/$n.templates"
	if [ "$minutiae" ]; then
		find "$folder/live-xyt" -name '*_*.xyt' | sort >"$work/$n.prints"
		build/finger-scores "$work/$n.templates" "$work/$n.prints" >"$work/$n.matrix"
	else
		find "$folder" -maxdepth 1 \( -name '*_*.png' -o -name '*_*.pgm' \) | sort \
			>"$work/$n.prints"
		build/kiosk-finger --matrix "$work/$n.templates" "$work/$n.prints" >"$work/$n.matrix"
	fi
	triples="$triples $work/$n.templates $work/$n.prints $work/$n.matrix"
done
# shellcheck disable=SC2086 # paths of mktemp's own
build/finger-evaluate $thresholds $triples
