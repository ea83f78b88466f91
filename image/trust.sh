#!/bin/sh
# trust.sh FOLDER: keys to try an image with, made once. An image believes whose public halves are in
# it: provisioning.pub (the office that provisions) and updates.pem (who signs bundles: the key in
# use, and the next one, for when that is lost). An office that means it makes them elsewhere and
# hands only these two files to `make image TRUST=FOLDER`.
set -eu

folder=$1
umask 077
mkdir -p "$folder"

signer() { # NAME
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -days 7300 -subj "/CN=updates $1" \
        -addext keyUsage=critical,digitalSignature -keyout "$folder/$1.key" -out "$folder/$1.pem" 2>/dev/null
}

if [ ! -e "$folder/provisioning.pub" ]; then
    openssl genpkey -algorithm ed25519 -out "$folder/office.key"
    openssl pkey -in "$folder/office.key" -pubout -outform DER | tail -c 32 | base64 >"$folder/provisioning.pub"
fi
if [ ! -e "$folder/updates.pem" ]; then
    signer now
    signer next
    cat "$folder/now.pem" "$folder/next.pem" >"$folder/updates.pem"
fi
