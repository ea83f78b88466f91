#!/bin/sh
# reprovision.sh: a device's whole life but for its visits: provisioned for one village, enrolled,
# taken out of service, and provisioned for another one, against the reference service. Prints TAP.
# Run from the project's top folder.
set -u

programs=${KIOSK_BUILD:-build}
central=$programs/central
kioskctl=$programs/kioskctl
stage=$programs/tests/reprovision-stage
device=$stage/device
rm -rf "$stage"
mkdir -p "$device"
. tests/tap.sh
. tests/central/up.sh

refused() { # WORDS COMMAND...
    words=$1
    shift
    "$@" >"$stage/refused" 2>&1 && return 1
    cat "$stage/refused"
    grep -q -- "$words" "$stage/refused"
}

# The office's file, for a village, with a fresh code, signed with its key.
write_site() { # VILLAGE NAME
    code=$("$central" code kiosk-00007 "$stage") || return 1
    {
        sed '/^ca = /,$d' tests/fuzz/corpus/site/cable |
            sed "s|^address = https.*|address = https://localhost:$(cat "$stage/central.port")|
                 s|^enrolment = .*|enrolment = https://localhost:$(cat "$stage/est.port")|"
        sed '1s/^/ca = /; 2,$s/^/ /' "$stage/keys/ca.pem"
        grep -v '^#' "$stage/keys/service.keys" | sed '1s/^/keys = /; 2,$s/^/ /'
        sed -n '/^\[reader\]/,/^\[devices\]/p' tests/fuzz/corpus/site/cable
        echo "kiosk-00007 = $1 $code $2"
    } >"$stage/site.ini"
    sign_site
}

sign_site() {
    openssl pkeyutl -sign -rawin -inkey "$stage/office.pem" -in "$stage/site.ini" \
        -out "$stage/site.ini.sig"
}

provision() {
    "$kioskctl" provision "$stage/site.ini" --serial kiosk-00007 --data "$device" \
        --trust "$stage/provisioning.pub"
}

keys() { # WHAT
    "$kioskctl" keys "$1" -c "$device/kiosk.conf"
}

decommission() { # OPTION...
    "$kioskctl" decommission --data "$device" --code "$code" "$@"
}

# What the service says to a message that is none: 400 to a device it knows, 401 to another.
answers() { # STATUS FOLDER
    status=$(curl -sS --noproxy '*' --max-time 30 --cacert "$stage/keys/ca.pem" \
        --cert "$2/device.pem" --key "$2/device.key" -d '{}' -o "$stage/answer" -w '%{http_code}' \
        "https://localhost:$(cat "$stage/central.port")/kiosk/v1/catalogue")
    echo "$status"
    [ "$status" = "$1" ]
}

wiped() {
    [ ! -e "$device/kiosk.conf" ] && [ -z "$(find "$device" -type f)" ]
}

place() { # WORDS
    grep -q "$1" "$device/kiosk.conf"
}

fleet() { # WORDS
    "$central" fleet "$stage" | tee "$stage/fleet" | grep -q -- "$1" || {
        cat "$stage/fleet"
        return 1
    }
}

told() { # WORDS
    grep -q "$1" "$stage/said"
}

make_service --people tests/bench/people.json
serve 0
openssl genpkey -algorithm ed25519 -out "$stage/office.pem"
openssl pkey -in "$stage/office.pem" -pubout -outform DER | tail -c 32 | openssl base64 \
    >"$stage/provisioning.pub"

echo "1..16"
write_site 35.10.01.2001 Kemiren
check "a signed file makes it the kiosk of Kemiren" provision
check "the one-time code gives its certificate, and the service knows its key" keys enrol
cp -r "$device/keys" "$stage/first"
"$central" set kiosk-00007 idle_s 200 "$stage"
check "the service answers it" answers 400 "$stage/first"
check "nobody takes it out of service without the code" \
    refused "not the code" "$kioskctl" decommission --data "$device" --code 0000-0000-0000
check "and it still is the kiosk of Kemiren" place "name = Kemiren"

kill $service
wait $service 2>/dev/null
check "while the service cannot be told it is not wiped" refused "it could not be told" decommission
check "and still is the kiosk of Kemiren" place "name = Kemiren"
serve "$(sed -n 's|^service = https://localhost:||p' "$device/kiosk.conf")"

decommission >"$stage/said" 2>&1
check "with the code it tells the service" told "the service knows that kiosk-00007 is out of service"
check "and nothing is left of it" wiped
check "its old certificate opens nothing any more" answers 401 "$stage/first"
check "the fleet shows that it is gone" fleet "kiosk-00007 .*OUT OF SERVICE since 20"
sed -i "s|^enrolment = .*|enrolment = https://localhost:$(cat "$stage/est.port")|" "$stage/site.ini"
sign_site
check "the old file with its old code is taken by the device" provision
check "and refused by the service" refused "used by another key" keys enrol

write_site 35.10.01.2002 Pesanggaran
check "another village's file" provision
check "with its new code puts it in service there" keys enrol
check "and the fleet shows it with none of its old settings" fleet "kiosk-00007 .*settings 0 of 0 .*certificate 20[^S]*$"
