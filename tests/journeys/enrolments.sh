#!/bin/sh
# enrolments.sh [N]: N residents enrolled in a row (20) by one sign-in, each with a card, a NIK and
# four captures of two fingers, as a journey in KIOSK_BUILD that run.sh plays.
set -eu

count=${1:-20}
journey=${KIOSK_BUILD:-build}/enrolments.journey
{
    echo "# $count residents are enrolled in a row by one sign-in of staff and witness"
    printf '%s\n' 'see start' 'text Lapor tanpa KTP' 'tap Bantuan' 'see help' 'text KTP hilang atau rusak' \
        'tap Kembali' 'see start' 'card ratna' 'see consent' 'tap Ya, saya setuju' 'see trouble' \
        'tap Rekam sidik jari' 'see called' 'text Silakan ambil KTP' 'card off' \
        'text Petugas, letakkan KTP petugas.' \
        'card wayan' 'see staff_finger' 'finger wayan' 'see called' 'card off' \
        'text Saksi, letakkan KTP saksi.' 'card made' 'see staff_finger' 'finger made' \
        'see enrol_card' 'card off'
    i=1
    while [ "$i" -le "$count" ]; do
        printf '%s\n' "card ratna+$i" 'see enrol_consent' 'tap Ya, saya setuju' 'see enrol_nik'
        for digit in $(printf '35101562039%05d' "$i" | sed 's/./& /g'); do echo "tap $digit"; done
        printf '%s\n' 'tap Lanjut' 'see enrol_check' 'tap Ya, benar' 'see enrol_finger' \
            'finger ratna' 'finger ratna' 'finger ratna' 'finger ratna' 'text Jari ke-2 dari 2.' \
            'finger ratna-left' 'finger ratna-left' 'finger ratna-left' 'finger ratna-left' \
            'see enrol_done' "text $i dari 30 warga" 'card off' 'see enrol_card'
        i=$((i + 1))
    done
    printf '%s\n' 'tap Selesai' 'see start'
} >"$journey"
exec sh tests/journeys/run.sh "$journey"
