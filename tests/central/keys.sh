#!/bin/sh
# keys.sh STAGE [next|retire]: makes the keys and certificates of one stage under STAGE/keys, each
# file 0600. next makes the service's second keys (c2, s2), so that kiosks may learn them while c1
# still signs; retire takes the first ones away, so that c2 signs. Restart the service after either.
# What exists already is left alone, so a stage keeps its identity; a fresh stage gets fresh keys.
# Nothing made here belongs in the repository.
#
#   ca.pem ca.key            the authority that signs both ends (P-256, 2 years)
#   server.pem server.key    the service, for localhost and 127.0.0.1
#   device.pem device.key    the kiosk, CN=kiosk-48291
#   device.ed25519[.pub]     the kiosk's message key: raw 32-byte seed and public half
#   central.ed25519          the service's message key: raw 32-byte seed
#   central.x25519           the service's sealing key: raw 32-byte secret
#   central.c2.ed25519       the next of them, during and after a rotation
#   central.s2.x25519
#   inspectorate/x25519      the inspectorate's secret, which the service never reads
#   service.keys             what a kiosk knows of the service: KEYID ed25519|x25519 BASE64
#   inspectorate.keys        the inspectorate's public half: i1 x25519 BASE64
#   devices.keys             what the service knows of kiosks: SENDER KEYID ed25519 BASE64
set -eu

usage() {
    echo "usage: keys.sh STAGE [next|retire]" >&2
    exit 2
}

[ $# -eq 1 ] || [ $# -eq 2 ] || usage
step=${2-}
case $step in
'' | next | retire) ;;
*) usage ;;
esac
umask 077
mkdir -p "$1/keys"
cd "$1/keys"

# A file appears whole or not at all: made beside itself, then renamed.
work=$(mktemp -d ./making.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

private_key() { # FILE
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/key"
    mv "$work/key" "$1"
}

certificate() { # NAME COMMON_NAME USAGE [SUBJECT_ALT_NAME]
    [ -e "$1.key" ] || private_key "$1.key"
    openssl req -new -key "$1.key" -subj "/CN=$2" -out "$work/request"
    {
        echo "basicConstraints=critical,CA:FALSE"
        echo "keyUsage=critical,digitalSignature"
        echo "extendedKeyUsage=$3"
        [ $# -lt 4 ] || echo "subjectAltName=$4"
    } >"$work/extensions"
    openssl x509 -req -in "$work/request" -CA ca.pem -CAkey ca.key -days 365 \
        -set_serial "0x$(openssl rand -hex 15)" -extfile "$work/extensions" \
        -out "$work/certificate" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    mv "$work/certificate" "$1.pem"
}

# The last 32 bytes of the DER forms of RFC 8410 are the bare key, private and public alike.
raw_private() { # ALGORITHM FILE
    openssl genpkey -algorithm "$1" -outform DER -out "$work/der"
    tail -c 32 "$work/der" >"$work/raw"
    mv "$work/raw" "$2"
}

# RFC 8410, 7: what stands before the 32 bytes of a private key (last octet of the OID differs).
raw_public() { # ALGORITHM FILE > 32 bytes
    case $1 in
    ED25519) last='\160' ;;
    X25519) last='\156' ;;
    esac
    # shellcheck disable=SC2059 # the format is the bytes
    {
        printf "\\060\\056\\002\\001\\000\\060\\005\\006\\003\\053\\145$last\\004\\042\\004\\040"
        cat "$2"
    } >"$work/der"
    openssl pkey -inform DER -in "$work/der" -pubout -outform DER | tail -c 32
}

[ -e ca.key ] || private_key ca.key
if [ ! -e ca.pem ]; then
    openssl req -x509 -new -key ca.key -days 730 -subj "/CN=Perlinsos stage authority" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" -out "$work/certificate"
    mv "$work/certificate" ca.pem
fi
# The last is what QEMU calls the machine it runs on.
[ -e server.pem ] || certificate server localhost serverAuth DNS:localhost,IP:127.0.0.1,IP:10.0.2.2
[ -e device.pem ] || certificate device kiosk-48291 clientAuth

[ -e device.ed25519 ] || raw_private ED25519 device.ed25519
[ -e central.ed25519 ] || [ -e central.c2.ed25519 ] || raw_private ED25519 central.ed25519
[ -e central.x25519 ] || [ -e central.s2.x25519 ] || raw_private X25519 central.x25519
mkdir -p inspectorate
[ -e inspectorate/x25519 ] || raw_private X25519 inspectorate/x25519
case $step in
next)
    [ -e central.c2.ed25519 ] || raw_private ED25519 central.c2.ed25519
    [ -e central.s2.x25519 ] || raw_private X25519 central.s2.x25519
    ;;
retire)
    [ -e central.c2.ed25519 ] && [ -e central.s2.x25519 ] || {
        echo "keys.sh: nothing follows the first keys yet" >&2
        exit 1
    }
    rm -f central.ed25519 central.x25519
    ;;
esac

line() { # KEYID ALGORITHM NAME FILE
    [ ! -e "$4" ] || printf '%s %s %s\n' "$1" "$3" "$(raw_public "$2" "$4" | openssl base64 -A)"
}

# Derived, so always written anew: they follow their keys. The first x25519 is used to seal, and
# i1 for complaints only.
raw_public ED25519 device.ed25519 >"$work/public"
mv "$work/public" device.ed25519.pub
{
    line c1 ED25519 ed25519 central.ed25519
    line c2 ED25519 ed25519 central.c2.ed25519
    line s2 X25519 x25519 central.s2.x25519
    line s1 X25519 x25519 central.x25519
} >"$work/lines"
# Its date changes with what it says, and always grows.
if ! grep -v '^#' service.keys 2>/dev/null | cmp -s - "$work/lines"; then
    last=$(sed -n 's/^# issued_at //p' service.keys 2>/dev/null || true)
    issued=$(date +%s)
    [ "$issued" -gt "${last:-0}" ] || issued=$((last + 1))
    { echo "# issued_at $issued"; cat "$work/lines"; } >"$work/keys"
    mv "$work/keys" service.keys
fi
line i1 X25519 x25519 inspectorate/x25519 >"$work/lines"
mv "$work/lines" inspectorate.keys
printf 'kiosk-48291 d1 ed25519 %s\n' "$(openssl base64 -A -in device.ed25519.pub)" >"$work/lines"
mv "$work/lines" devices.keys
