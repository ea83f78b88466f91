#!/bin/sh
# kiosk_options.sh: what the kiosk does with its command line and settings file. Prints TAP. Run
# from the project's top folder.
set -u

kiosk=${KIOSK_BUILD:-build}/kiosk
folder=${KIOSK_BUILD:-build}/tests/options
rm -rf "$folder"
mkdir -p "$folder"
. tests/tap.sh

refuses() { # WORDS COMMAND...
    words=$1
    shift
    "$@" >"$folder/refused" 2>&1
    [ $? -eq 2 ] && grep -q "$words" "$folder/refused"
}

draws() { # NAME OPTION...
    name=$1
    shift
    "$kiosk" --scene "$name" --out "$folder/$name" "$@" && [ -s "$folder/$name.png" ] &&
        grep -q "\"name\": *\"$name\"" "$folder/$name.json"
}

echo "1..9"
check "a screen is drawn without a display, a card or a service" draws consent
check "a screen is drawn in any panel, size and contrast" \
    draws overview --panel 15 --size largest --contrast white-on-black
check "a screen that is not there is refused" sh -c "! '$kiosk' --scene nowhere --out $folder/no"
check "an unknown option is refused with the usage" refuses usage "$kiosk" --nonsense
check "a size that is none is refused" refuses usage "$kiosk" --size huge

printf '[kiosk]\nprovisioned = yes\n' >"$folder/provisioned.conf"
check "a provisioned device keeps no pictures of visits" \
    refuses "refused" "$kiosk" -c "$folder/provisioned.conf" --trace "$folder/trace"
check "nor was a folder for them made" test ! -e "$folder/trace"
printf '[kiosk]\npanel = 0x0\n' >"$folder/broken.conf"
check "a settings file that is wrong is refused with its line" \
    refuses "broken.conf:2" "$kiosk" -c "$folder/broken.conf"
printf '[kiosk]\nof_the_next_version = 1\n' >"$folder/later.conf"
passes_over() {
    draws start -c "$folder/later.conf" 2>&1 | grep -q "of_the_next_version: not known"
}
check "a setting of a later version is passed over after a roll-back, and told" passes_over
