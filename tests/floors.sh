#!/bin/sh
# floors.sh [TREE]: a file includes only what its floor may. Prints TAP. TREE (.) is the project's
# top folder, or a copy of it with something wrong in it, to see this test fail.
set -eu
. tests/tap.sh
cd "${1:-.}"

# No clock, no device, no file, no library but libc, JSON and sodium: the same input gives the same
# output wherever they run.
pure="kiosk/session kiosk/listening kiosk/speech kiosk/scan kiosk/ui/utterance kiosk/ui/focus kiosk/ui/aim kiosk/state kiosk/transition kiosk/tap kiosk/receive kiosk/patience kiosk/confirming kiosk/hearing kiosk/handover kiosk/helping kiosk/enrolling kiosk/command kiosk/pages kiosk/card kiosk/choices kiosk/filing kiosk/printing kiosk/hours kiosk/draft kiosk/route kiosk/entry kiosk/ui/scene
    kiosk/afar kiosk/devices kiosk/commission kiosk/siting kiosk/family
    kiosk/ctl/site kiosk/ctl/conf kiosk/ctl/check kiosk/ctl/redaction
    drivers/card/apdu drivers/card/ektp drivers/card/chip drivers/card/biodata
    drivers/card/minutiae
    drivers/finger/template drivers/finger/compact drivers/finger/nbis drivers/finger/minutia
    drivers/finger/matcher drivers/finger/transaction drivers/finger/quality
    drivers/finger/enrolment drivers/finger/repeat
    drivers/courier/breakdown drivers/courier/reading drivers/courier/settings
    drivers/courier/figures drivers/courier/catalogue drivers/courier/roster
    drivers/courier/filing drivers/courier/keyset drivers/courier/templates drivers/courier/envelope
    drivers/courier/receipt drivers/courier/instant drivers/courier/text
    drivers/courier/offer
    drivers/voice/spoken drivers/voice/figure drivers/voice/numeral drivers/voice/abbreviation
    drivers/printer/escpos drivers/printer/charset drivers/printer/status
    drivers/voice/sentence drivers/voice/wave drivers/voice/tone drivers/voice/dial drivers/voice/mixer"
impure='SDL|sqlite|curl|nfc/|winscard|fprint|fp-|glib|gio/|sys/|unistd|fcntl|poll\.h|pthread|signal\.h|libpng|png\.h|ini\.h'
clocks='(clock_gettime|gettimeofday|time|ftime|SDL_GetTicks(64)?)\('

# "FILE INCLUDED" for each include of the sources under the folders, as from the project's top:
# "wire.h" in drivers/card/main.c is drivers/card/wire.h if that exists, else what it says.
includes() { # FOLDER...
    find "$@" -name '*.[ch]' -exec awk '
        match($0, /^[ \t]*#[ \t]*include[ \t]*["<][^">]*[">]/) {
            name = substr($0, RSTART, RLENGTH)
            sub(/^[^"<]*/, "", name)
            local = name ~ /^"/
            gsub(/["<>]/, "", name)
            folder = FILENAME
            sub(/\/[^\/]*$/, "", folder)
            if (local && name ~ /^\.\.?\//) {
                while (sub(/^\.\.\//, "", name))
                    sub(/\/?[^\/]*$/, "", folder)
                sub(/^\.\//, "", name)
                name = (folder == "" ? "" : folder "/") name
            } else if (local && (getline line <(folder "/" name)) >= 0) {
                close(folder "/" name)
                name = folder "/" name
            }
            print FILENAME, name
        }' {} + | sed 's|^\./||'
}

all=$(includes kiosk drivers tests)
among() { # AWK_CONDITION; $1 is the file, $2 what it includes
    echo "$all" | awk "$1"
}

impurities() {
    for file in $pure; do
        [ -e "$file.c" ] || [ -e "$file.h" ] || echo "$file: not there any more"
        for source in "$file.c" "$file.h"; do
            [ -e "$source" ] || continue
            echo "$all" | awk -v file="$source" '$1 == file' | grep -E " .*($impure)" || true
            awk -v clock="(^|[^a-z_])$clocks" '$0 ~ clock { print FILENAME ": " $0 }' "$source"
        done
    done
}

echo "1..8"

# shellcheck disable=SC2016 # the conditions are awk's
{
    none "the kiosk knows of the drivers only their messages" "$(
        among '$1 ~ /^kiosk\// && $2 ~ /^(drivers|tests)\// && $2 != "drivers/wire.h"'
    )"
    none "a driver knows nothing of the kiosk and of tests" "$(
        among '$1 ~ /^drivers\// && $2 ~ /^(kiosk|tests)\//'
    )"
    none "a driver knows nothing of another driver" "$(
        among '{ split($1, a, "/"); split($2, b, "/") }
            a[1] == "drivers" && b[1] == "drivers" && b[3] && a[2] != b[2]'
    )"
    none "the messages stand on libc and sockets alone" "$(
        among '$1 ~ /^drivers\/wire(_[a-z]+)?\.[ch]$/ && $2 !~ /^drivers\/wire(_[a-z]+)?\.h$/ &&
            $2 !~ /^(std[a-z]+|string|errno|limits|unistd|sys\/(socket|types|uio))\.h$/'
    )"
    none "a screen turns a visit into a scene and knows nothing else" "$(
        among '$1 ~ /^kiosk\/screens\// &&
            $2 !~ /^kiosk\/(screens\/[a-z_]+|ui\/scene|session|entry|choices)\.h$/ && $2 != "drivers/wire.h" &&
            $2 !~ /^(libintl|string|stdio|time|stdbool|stdint|stddef|inttypes)\.h$/'
    )"
    none "session, scene, codecs and matcher touch no device, file or clock" "$(
        impurities
    )"
    none "each library belongs to the one program it is for" "$(
        among '$2 ~ /^jansson/ && $1 !~ /^(drivers\/courier\/|tests\/|kiosk\/ctl\/|kiosk\/ui\/dump\.c$)/
            $2 ~ /^(curl\/|sqlite3)/ && $1 !~ /^(drivers\/courier|tests)\//
            $2 ~ /^(nfc\/|winscard)/ && $1 !~ /^(drivers\/card|tests)\//
            $2 ~ /fprint/ && $1 !~ /^(drivers\/finger|tests)\//
            $2 ~ /^(alsa\/|espeak-ng\/|sonic)/ && $1 !~ /^(drivers\/voice|tests)\//
            $2 ~ /SDL/ && $1 !~ /^(kiosk|tests)\//'
    )"
    none "every file has a noun for its name" "$(
        find kiosk drivers tests -name '*util*.[ch]' -o -name 'common*.[ch]' -o \
            -name 'misc*.[ch]' -o -name 'types.[ch]' -o -name 'helper*.[ch]'
    )"
}

[ $failures -eq 0 ]
