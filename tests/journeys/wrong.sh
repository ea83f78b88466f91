#!/bin/sh
# wrong.sh NAME: what a service gone wrong says instead (`central wrong`), as JSON.
#
# many      10,000 reasons, of which the last decided
# codes     verdict, state, sensitivity and kind of payment that no kiosk knows yet
# missing   nothing but what must be there
# nonsense  a day that does not exist
# other     the record of another card
# nothing   what the service says itself
set -eu

case $1 in
many)
    awk 'BEGIN {
        printf "{\"programmes\":[{\"code\":\"PKH\",\"verdict\":\"not_eligible\",\"reasons\":["
        for (i = 0; i < 9999; i++) printf "{\"id\":\"%d\",\"kind\":\"z\"},", i
        printf "{\"id\":\"k\",\"title\":\"Penentu\",\"source\":\"Polri\",\"effect\":\"against\","
        printf "\"decisive\":true}]}]}"
    }'
    ;;
codes)
    cat <<'END'
{"programmes": [{"code": "PKH", "name": "PKH", "verdict": "suspended", "verdict_text": "Sedang dihitung ulang.",
  "payments": [{"stage": "4", "state": "returned", "state_text": "dikembalikan ke kas negara"}],
  "reasons": [{"id": "r1", "kind": "genome", "title": "Keturunan", "source": "Lembaga baru",
    "says": "Isi yang peka.", "effect": "unknown", "sensitivity": "genetic", "decisive": true}]}],
 "cases": [{"number": "999990000017", "what": "Hal baru", "state": "mediation", "state_text": "sedang dimusyawarahkan"}]}
END
    ;;
missing)
    echo '{"programmes": [{"code": "PKH", "verdict": "not_eligible"}], "grounds": null, "cases": [], "openings": []}'
    ;;
nonsense)
    echo '{"programmes": [{"code": "PKH", "verdict": "queued", "refresh_on": "2026-02-30"}]}'
    ;;
other)
    echo '{"card": {"uid": "04512A7A3B6180"}, "name": "SITI AMINAH"}'
    ;;
nothing)
    echo '{}'
    ;;
*)
    echo "wrong.sh: $1?" >&2
    exit 1
    ;;
esac
