#!/bin/sh
# central_est.sh: enrolment at the reference service (RFC 7030), with curl and openssl alone. Prints
# TAP. Run from the project's top folder.
set -u

central=${KIOSK_BUILD:-build}/central
stage=${KIOSK_BUILD:-build}/tests/est-stage
work=$stage/work
rm -rf "$stage"
mkdir -p "$work"
. tests/tap.sh
. tests/central/up.sh

# Asks the path, with further options of curl: the body is in $work/body, the status is printed.
est() { # PATH OPTION...
    path=$1
    shift
    curl -sS --noproxy '*' --max-time 30 --cacert "$stage/keys/ca.pem" -o "$work/body" -w '%{http_code}' \
        "$@" "https://localhost:$(cat "$stage/est.port")/.well-known/est/$path"
}

enrol() { # REQUEST OPTION...
    request=$1
    shift
    est simpleenroll -H 'Content-Type: application/pkcs10' --data-binary "@$work/$request" "$@"
}

renew() { # REQUEST OPTION...
    request=$1
    shift
    est simplereenroll -H 'Content-Type: application/pkcs10' --data-binary "@$work/$request" "$@"
}

# A key and a request for it: NAME.key, NAME.csr.
request() { # NAME SUBJECT [OPTION...]
    name=$1 subject=$2
    shift 2
    [ $# -gt 0 ] || set -- ec -pkeyopt ec_paramgen_curve:P-256
    openssl req -new -newkey "$@" -nodes -keyout "$work/$name.key" -subj "$subject" -outform DER \
        2>/dev/null | openssl base64 >"$work/$name.csr"
}

# The certificate in the last answer.
certificate() { # NAME
    openssl base64 -d -in "$work/body" | openssl pkcs7 -inform DER -print_certs -out "$work/$1.pem"
}

is() { # EXPECTED COMMAND...
    expected=$1
    shift
    said=$("$@")
    [ "$said" = "$expected" ] || { echo "$said, and not $expected: $(head -c 200 "$work/body")"; return 1; }
}

says() { # STATUS TEXT COMMAND...
    status=$1 text=$2
    shift 2
    is "$status" "$@" && grep -qx "$text" "$work/body"
}

gives_certificate() { # NAME SERIAL
    certificate "$1" &&
        openssl verify -purpose sslclient -CAfile "$stage/keys/ca.pem" "$work/$1.pem" &&
        openssl x509 -in "$work/$1.pem" -noout -subject | grep -qx "subject=CN = $2"
}

is_ca() {
    certificate chain && openssl x509 -in "$work/chain.pem" -outform DER | cmp - "$work/ca.der"
}

opens_service() { # NAME
    curl -sS --noproxy '*' --max-time 30 --cacert "$stage/keys/ca.pem" --cert "$work/$1.pem" --key "$work/$1.key" \
        "https://localhost:$(cat "$stage/central.port")/kiosk/v1/health" | grep -q ok
}

renewed_is_good() {
    gives_certificate second "$serial" && opens_service second
}

revoke() { # NAME
    openssl x509 -in "$work/$1.pem" -noout -serial | tr A-Z a-z | sed 's/serial=/certificate /' \
        >>"$stage/keys/revoked"
}

make_service --families 100
openssl x509 -in "$stage/keys/ca.pem" -outform DER -out "$work/ca.der"
serve 0

serial=kiosk-00007
request first "/CN=$serial"
request second "/CN=$serial"
request other /CN=kiosk-00008
request long "/CN=$serial/O=Desa"
request rsa "/CN=$serial" rsa:2048
echo "bm8gcmVxdWVzdA==" >"$work/nonsense.csr"
code=$("$central" code "$serial" "$stage")
plain=$(echo "$code" | tr -d - | tr A-Z a-z)

echo "1..22"
check "the authority's certificate is told to whoever asks" is 200 est cacerts
check "and it is the stage's" is_ca
check "without a code nothing is given" is 401 enrol first.csr
check "a wrong code is not taken" is 401 enrol first.csr -u "$serial:0000-0000-0000"
check "nor is the code of another" is 401 enrol other.csr -u "kiosk-00008:$code"
check "nor a request that names another" is 400 enrol other.csr -u "$serial:$code"
check "nor one that names more than the serial" is 400 enrol long.csr -u "$serial:$code"
check "nor one of a key that is not P-256" is 400 enrol rsa.csr -u "$serial:$code"
check "nor what is no request" is 400 enrol nonsense.csr -u "$serial:$code"
check "the code is taken as it is typed" is 200 enrol first.csr -u "$serial:$plain"
check "and gives the kiosk its certificate" gives_certificate first "$serial"
check "with which the service is reached" opens_service first
check "an answer that was lost is given again to the same key" is 200 enrol first.csr -u "$serial:$code"
check "the code is used for any other key" says 403 used enrol second.csr -u "$serial:$code"
check "a certificate is renewed over itself, with a new key" \
    is 200 renew second.csr --cert "$work/first.pem" --key "$work/first.key"
check "and the new one is as good" renewed_is_good
check "a certificate renews no other's" is 400 renew other.csr --cert "$work/second.pem" --key "$work/second.key"
check "without one nothing is renewed" is 401 renew second.csr
revoke second
check "a revoked one renews nothing" is 401 renew second.csr --cert "$work/second.pem" --key "$work/second.key"
old=$("$central" code kiosk-00008 "$stage")
new=$("$central" code kiosk-00008 "$stage")
check "a newer code replaces the older" is 401 enrol other.csr -u "kiosk-00008:$old"
"$central" advance 15 "$stage"
check "a code is good for fourteen days" says 403 expired enrol other.csr -u "kiosk-00008:$new"
for wrong in 1 2 3 4 5; do enrol second.csr -u "$serial:0000-0000-000$wrong" >/dev/null; done
check "after five wrong ones the right one is gone, too" is 401 enrol first.csr -u "$serial:$code"
