#!/bin/sh
# stage.sh up|down|people|service-HOW STAGE, stage.sh central STAGE WORD...: everything a kiosk needs around it, on one machine.
#
# up    makes the folder STAGE (keys, people, the service's village, kiosk.conf), starts the
#       reference service, the stand-in hardware and the drivers' sockets, and returns when
#       all of them answer. The service's keys and people are kept from one time to the next; the
#       device's keys, the service's database and the courier's records start anew.
# people  only the keys, and the cast's photographs and fingers: what `central load` wants
# down  ends all of it, the drivers with it, and returns when nothing is left.
# service-slow    the service takes connections and does not answer
# service-down    it does not run
# service-error   it answers, and refuses this kiosk, whose key it does not know
# service-forged  it signs with a key that no kiosk knows
# service-tampered, service-stale, service-portal, service-garbage: somebody stands before it (gateway.c)
# service-ok      it does its work
# lie-DRIVER      a liar (liar.c) stands in its place
# lied-DRIVER     waits until the liar has told every lie
# honest-DRIVER   it itself does
# disk-full       the courier may not write, as on a disk without room (RLIMIT_FSIZE)
# disk-ok         it may
# certificate-aged     two thirds of the kiosk's certificate are over
# certificate-renewed  kioskctl renews it, as its timer does, and the service takes the old one no more
# site-wiped      nothing of the file below is left
# site-unsigned, site-flawed, site-spent, site-good    a file that provisions is laid into STAGE/stick: signed by
#                 another office, with a field that is wrong, for this kiosk alone and with a code the service
#                 does not know, or whole and for two kiosks
# central         runs a command of it (tests/central/README.md) on the stage, at the stage's time;
#                 `rules +FILE` and `rules -FILE` add a rule file to its own, or take one away, for
#                 the next `compute` or `advance`; `wrong NAME` has wrong.sh write what it says;
#                 `cases N` asks whether it has that many
#
# STAGE_CLOCK=file: all of it takes the time from STAGE/clock (clock.sh), which begins at +0d.
# STAGE_NEW, when not empty: the kiosk is nobody's yet; what makes it one's is taken from STAGE/stick.
# STAGE_UNWIPED, when not empty: no driver wipes anything (unwiped.c).
# STAGE_SAM, when not empty: with a SAM, so that cards are read at level chip; one stage a machine.
# STAGE_EAR, when not empty: with headphones, which are in when STAGE/headphones says 1, and a text
# track of what is said in STAGE/track (track.c).
# KIOSK_BUILD (build) is where the programs are. BENCH_OPTIONS go to `bench serve`. Run from the
# project's top folder. Logs are in STAGE/log, process ids in STAGE/pid.
set -eu
umask 077

programs=${KIOSK_BUILD:-build}
. tests/bench/clock.sh
# sun_path holds 108 bytes with its NUL; the longest name below the stage is /run/courier.sock.
stage_max=90
wait_s=20

fail() {
    echo "stage: $*" >&2
    exit 1
}

# Whether neither the process (on its way into a group of its own) nor any of its group runs; one
# that ended and that nobody has asked about yet (a zombie, in a container for long) does not.
is_gone() { # PROCESS_GROUP
    cat /proc/[0-9]*/stat 2>/dev/null | sed 's/ (.*) / /' |
        awk -v id="$1" '($1 == id || $4 == id) && $2 != "Z" { runs = 1 } END { exit runs }'
}

# A process id in an old file may meanwhile be somebody else's.
is_ours() { # PID
    [ -e "/proc/$1/cmdline" ] && tr '\0' '\n' <"/proc/$1/cmdline" | grep -qF "$stage"
}

# Starts a program in a process group of its own.
start() { # NAME COMMAND...
    name=$1
    shift
    setsid "$@" >"$stage/log/$name" 2>&1 </dev/null &
    echo $! >"$stage/pid/$name"
}

# Waits until a program that was started is ready, which COMMAND tells.
await() { # NAME COMMAND...
    name=$1
    shift
    group=$(cat "$stage/pid/$name")
    tries=$((wait_s * 20))
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ $tries -le 0 ] || is_gone "$group"; then
            fail "$name did not start: $(cat "$stage/log/$name")"
        fi
        sleep 0.05
    done
}

stop() { # NAME
    [ -e "$stage/pid/$1" ] || return 0
    group=$(cat "$stage/pid/$1")
    if is_ours "$group"; then
        kill -s TERM -- "-$group" || true
        kill -s CONT -- "-$group" || true
        tries=$((wait_s * 20))
        until is_gone "$group"; do
            tries=$((tries - 1))
            [ $tries -gt 0 ] || kill -s KILL -- "-$group"
            sleep 0.05
        done
    fi
    rm -f "$stage/pid/$1"
}

# A driver is started by systemd at the first connection, as on a device; that drops the
# environment, so what a driver needs of it is named.
start_driver() { # NAME ENVIRONMENT...
    driver=$1
    shift
    socket=$stage/run/$driver.sock
    rm -f "$socket"
    for name in ASAN_OPTIONS LSAN_OPTIONS UBSAN_OPTIONS $clock_names; do
        eval "value=\${$name-}"
        # shellcheck disable=SC2154 # set by the eval
        [ -z "$value" ] || set -- "$@" -E "$name=$value"
    done
    start "kiosk-$driver" systemd-socket-activate --seqpacket --accept -l "$socket" "$@" \
        "$programs/kiosk-$driver" -c "$stage/kiosk.conf"
}

start_voice() {
    [ -n "${STAGE_EAR-}" ] || {
        start_driver voice
        return
    }
    library=$(cd "$programs" && pwd)
    mkdir -p "$stage/track"
    echo 0 >"$stage/headphones"
    cat >"$stage/asound.conf" <<END
</usr/share/alsa/alsa.conf>
ctl_type.headphones { lib "$library/headphones.so" }
ctl.bench { type headphones file "$stage/headphones" }
END
    # A sanitized program takes no library before its own; this one only writes down.
    ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0 \
        start_driver voice -E "ALSA_CONFIG_PATH=$stage/asound.conf" -E "LD_PRELOAD=$library/track.so" \
        -E "SPEECH_TRACK=$stage/track"
}

is_newer() { # FILE THAN...
    file=$1
    shift
    for than; do
        [ -n "$(find "$file" -newer "$than" 2>/dev/null)" ] || return 1
    done
}

make_keys() {
    sh tests/central/keys.sh "$stage" >"$stage/log/keys" 2>&1 || fail "$(cat "$stage/log/keys")"
}

make_people() {
    is_newer "$stage/people/made" "$programs/bench" "$programs/kiosk-finger" \
        tests/bench/people.json && return 0
    "$programs/bench" people "$stage" || fail "people could not be made"
    for print in "$stage"/people/*.pgm; do
        "$programs/kiosk-finger" --extract "$print" >"${print%.pgm}.iso" 2>"$stage/log/extract" ||
            fail "no template of $print: $(cat "$stage/log/extract")"
    done
    : >"$stage/people/made"
}

write_configuration() {
    cat >"$stage/kiosk.conf.new" <<END
[card]
reader = pn532_uart:$stage/run/pn532
${STAGE_SAM:+sam_secret = keys/sam.secret}
[finger]
[courier]
service = https://localhost:$(cat "$stage/line.port")
enrolment = https://localhost:$(cat "$stage/est.port")
ca = keys/ca.pem
certificate = keys/device.pem
key = keys/device.key
device = 48291
sender = kiosk-48291
signing_key = keys/device.ed25519
signing_key_id = d1
service_id = perlinsos
service_keys = keys/service.keys
data = data
[voice]
device = file:'$stage/sound.raw',raw
${STAGE_EAR:+jack = bench}
[printer]
device = run/printer
[kiosk]
sockets = run
panel = 1280x800
panel_mm = 217.5x136.0
hours = mon-thu 08.00-16.00, fri 08.00-15.00
END
    mv "$stage/kiosk.conf.new" "$stage/kiosk.conf"
}

# Without keys, certificate and settings of its own, as its image comes.
be_new() {
    rm -f "$stage"/keys/device* "$stage/keys/code"
    mkdir "$stage/stick"
    sed -n -e '/^\[courier\]/{p;:a;n;/^\[/!ba}' -e '/^hours/d' -e 'p' "$stage/kiosk.conf" >"$stage/kiosk.conf.new"
    echo "provision = yes" >>"$stage/kiosk.conf.new"
    mv "$stage/kiosk.conf.new" "$stage/kiosk.conf"
    openssl genpkey -algorithm ed25519 -out "$stage/office.pem"
    openssl pkey -in "$stage/office.pem" -pubout -outform DER | tail -c 32 | openssl base64 \
        >"$stage/provisioning.pub"
    start kiosk-provision systemd-socket-activate --seqpacket --accept -l "$stage/run/provision.sock" \
        "$programs/kioskctl" provision --from "$stage/stick" --forget --data "$stage" \
        --trust "$stage/provisioning.pub"
    # As kiosk-keys-enrol.service does: while there is a code, and it was not refused to these settings.
    # shellcheck disable=SC2016 # the other shell's
    start kiosk-keys sh -c 'while :; do
        id=$(sed -n "s/^signing_key_id = //p" "$1/kiosk.conf")
        [ ! -e "$1/keys/code" ] || grep -qs "refused $id" "$1/keys/enrolment" ||
            "$2/kiosk-courier" --keys enrol -c "$1/kiosk.conf" || true
        sleep 0.2
    done' keys "$stage" "$programs"
}

write_site() { # PIXELS CODE OTHERS
    cat <<END
[network]
kind = cable
[panel]
pixels = $1
millimetres = 217.5x136.0
[service]
address = https://localhost:$(cat "$stage/line.port")
enrolment = https://localhost:$(cat "$stage/est.port")
id = perlinsos
$(sed '1s/^/ca = /; 2,$s/^/ /' "$stage/keys/ca.pem")
$(grep -v '^#' "$stage/keys/service.keys" | sed '1s/^/keys = /; 2,$s/^/ /')
[reader]
device = pn532_uart:$stage/run/pn532
[sound]
device = file:'$stage/sound.raw',raw
[printer]
device = run/printer
[languages]
first = id
[clock]
zone = Asia/Jakarta
[hours]
open = mon-thu 08.00-16.00, fri 08.00-15.00
[devices]
kiosk-48291 = 35.10.17.2004 $2 Kemiren
$3
END
}

# It is looked at while it is laid down: the signature comes first, and the file whole.
lay_site() { # unsigned|flawed|spent|good
    others="kiosk-48292 = 35.10.17.2005 0000-0000-0000 Tamansuruh" code=0000-0000-0000 pixels=1280x800
    case $1 in
    flawed) pixels=wide ;;
    spent) others= ;;
    good) code=$("$programs/central" code kiosk-48291 "$stage") ;;
    esac
    write_site $pixels "$code" "$others" >"$stage/site.ini"
    openssl pkeyutl -sign -rawin -inkey "$stage/office.pem" -in "$stage/site.ini" -out "$stage/site.ini.sig"
    [ "$1" != unsigned ] || head -c 64 /dev/zero >"$stage/site.ini.sig"
    rm -f "$stage/stick/site.ini"
    mv "$stage/site.ini.sig" "$stage/stick/site.ini.sig"
    mv "$stage/site.ini" "$stage/stick/site.ini"
}

# On a free port, and on the same one when it comes back: the line leads there.
start_service() {
    [ -e "$stage/service.port" ] || echo 0 >"$stage/service.port"
    start central "$programs/central" serve --port "$(cat "$stage/service.port")" "$stage"
    await central test -s "$stage/central.port"
    cp "$stage/central.port" "$stage/service.port"
}

# The line leads to the service, or to what stands before it. A connection that is there is cut.
lead_to() { # PORT_FILE
    cp "$1" "$stage/central.port.new"
    mv "$stage/central.port.new" "$stage/central.port"
    "$programs/bench" -s "$stage" net off >/dev/null
    "$programs/bench" -s "$stage" net on >/dev/null
}

stand_before() { # FATE
    stop gateway
    rm -f "$stage"/gateway.first* "$stage/gateway.port"
    start gateway "$programs/gateway" "$stage" "$(cat "$stage/service.port")" 1 "$1"
    await gateway test -s "$stage/gateway.port"
    lead_to "$stage/gateway.port"
}

# The service reads the kiosks' keys when it starts.
restart_service_knowing() { # DEVICE
    stop central
    sed "s/^kiosk-[0-9]* /kiosk-$1 /" "$stage/keys/devices.keys" >"$stage/keys/devices.new"
    mv "$stage/keys/devices.new" "$stage/keys/devices.keys"
    [ ! -e "$stage/clock" ] || use_clock "$stage"
    start_service
}

# A command of the service, or what prepares one.
run_central() { # WORD...
    [ ! -e "$stage/clock" ] || use_clock "$stage"
    case $1-${2-} in
    rules-+*)
        cp "${2#+}" "$stage/rules/"
        return
        ;;
    rules--*)
        rm "$stage/rules/${2#-}"
        return
        ;;
    cases-[0-9]*) # as many and no more, of all people
        [ "$("$programs/central" cases "$stage" | wc -l)" -eq "$2" ]
        return
        ;;
    wrong-*)
        sh tests/journeys/wrong.sh "$2" >"$stage/wrong.json"
        set -- wrong "$stage/wrong.json"
        ;;
    esac
    "$programs/central" "$@" "$stage"
}

# The courier becomes, with its next start, that of a kiosk elsewhere: with keys of its own, which it
# enrols, and with nothing in its outbox.
be_another_kiosk() {
    [ ! -e "$stage/clock" ] || use_clock "$stage"
    mkdir -m 700 "$stage/keys/another"
    echo "kiosk-48292 $("$programs/central" code kiosk-48292 "$stage")" >"$stage/keys/another/code"
    sed -e 's/48291/48292/' -e 's|keys/device|keys/another/device|' -e 's|^data = .*|data = data/another|' \
        "$stage/kiosk.conf" >"$stage/kiosk.conf.new"
    mv "$stage/kiosk.conf.new" "$stage/kiosk.conf"
    "$programs/kiosk-courier" --keys enrol -c "$stage/kiosk.conf" >>"$stage/log/keys"
}

up() {
    mkdir -p "$1"
    stage=$(cd "$1" && pwd)
    [ ${#stage} -le $stage_max ] ||
        fail "the path $stage is too long for sockets: ${#stage} of $stage_max bytes"
    down
    rm -rf "$stage/data" "$stage/log" "$stage/pid" "$stage/paper" "$stage/track" "$stage/keys/another" "$stage/stick"
    rm -f "$stage"/keys/device* "$stage/keys/revoked" # a visit before may have changed them
    rm -f "$stage"/central.db* "$stage/sound.raw" "$stage/central.port" "$stage/service.port" \
        "$stage/line.port" "$stage/clock"
    mkdir -p "$stage/data" "$stage/log" "$stage/pid" "$stage/run"

    make_keys
    make_people
    rm -rf "$stage/rules"
    cp -r tests/central/rules "$stage/rules"
    "$programs/central" load --rules "$stage/rules" "$stage" >"$stage/log/load" 2>&1 || fail "$(cat "$stage/log/load")"

    [ "${STAGE_CLOCK-}" != file ] || use_clock "$stage"
    if [ -n "${STAGE_SAM-}" ]; then
        rm -f "$stage/keys/sam.secret"
        start sam "$programs/sam" "$stage/keys/sam.secret"
        await sam test -s "$stage/keys/sam.secret"
    fi
    start_service
    # shellcheck disable=SC2086 # several options
    start bench "$programs/bench" serve "$stage" ${BENCH_OPTIONS-}
    await bench "$programs/bench" -s "$stage" status
    write_configuration
    [ -z "${STAGE_UNWIPED-}" ] || take_out_wipes
    [ -z "${STAGE_NEW-}" ] || be_new
    start_driver card
    start_driver finger -E "FP_VIRTUAL_IMAGE=$stage/finger.sock"
    start_driver courier
    start_voice
    start_driver printer
    for driver in card finger courier voice printer; do
        await "kiosk-$driver" test -S "$stage/run/$driver.sock"
    done
}

down() {
    for program in kiosk-card kiosk-finger kiosk-courier kiosk-voice kiosk-printer kiosk-provision kiosk-keys bench gateway central sam; do
        stop "$program"
    done
    [ ! -e "$stage/keys/honest" ] || mv "$stage/keys/honest" "$stage/keys/central.ed25519"
    rm -f "$stage"/run/*.sock "$stage/bench.sock" "$stage/finger.sock"
}

usage="usage: stage.sh up|down|people|service-ok|service-slow|service-down|service-error|service-tampered|service-stale|service-portal|service-garbage|service-forged|disk-full|disk-ok|kiosk-another|site-unsigned|site-flawed|site-spent|site-good|site-wiped|certificate-aged|certificate-renewed|lie-DRIVER|lied-DRIVER|honest-DRIVER STAGE, stage.sh central STAGE WORD..."
[ $# -eq 2 ] || { [ $# -gt 2 ] && [ "$1" = central ]; } || fail "$usage"
case $1 in
up)
    # What was started does not outlive a start that failed.
    stage=
    trap '[ -z "$stage" ] || down' EXIT
    trap 'exit 1' HUP INT TERM
    up "$2"
    trap - EXIT
    ;;
people)
    mkdir -p "$2/log"
    stage=$(cd "$2" && pwd)
    make_keys
    make_people
    ;;
down)
    [ ! -d "$2" ] || {
        stage=$(cd "$2" && pwd)
        down
    }
    ;;
lie-* | honest-*)
    stage=$(cd "$2" && pwd)
    driver=${1#*-}
    stop "kiosk-$driver"
    rm -f "$stage/run/lie.$driver" "$stage/run/lie.$driver.all" "$stage/run/$driver.sock"
    case $1 in
    lie-*)
        start "kiosk-$driver" systemd-socket-activate --seqpacket --accept \
            -l "$stage/run/$driver.sock" "$programs/liar" "$stage/run/lie.$driver"
        ;;
    *)
        start_driver "$driver" -E "FP_VIRTUAL_IMAGE=$stage/finger.sock"
        ;;
    esac
    await "kiosk-$driver" test -S "$stage/run/$driver.sock"
    ;;
lied-*)
    # Every lie was told (liar.c), each to a connection of its own.
    stage=$(cd "$2" && pwd)
    tries=$((wait_s * 60))
    until [ -e "$stage/run/lie.${1#lied-}.all" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "not every lie was told"
        sleep 0.05
    done
    ;;
site-wiped)
    [ -d "$2/stick" ] && [ -z "$(ls "$2/stick")" ]
    ;;
site-*)
    stage=$(cd "$2" && pwd)
    lay_site "${1#site-}"
    ;;
kiosk-another)
    stage=$(cd "$2" && pwd)
    be_another_kiosk
    ;;
disk-full | disk-ok)
    stage=$(cd "$2" && pwd)
    size=unlimited
    [ "$1" = disk-ok ] || size=0
    # The courier is a child of what listens for it, once the face has called.
    listener=$(cat "$stage/pid/kiosk-courier")
    tries=$((wait_s * 20))
    until couriers=$(cat /proc/[0-9]*/stat 2>/dev/null | sed 's/ (.*) / /' |
        awk -v id="$listener" '$1 != id && ($3 == id || $4 == id) { print $1 }') && [ -n "$couriers" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "no face has called the courier"
        sleep 0.05
    done
    for courier in $couriers; do
        prlimit --pid "$courier" --fsize="$size:unlimited"
    done
    ;;
certificate-aged)
    stage=$(cd "$2" && pwd)
    openssl req -new -key "$stage/keys/device.key" -subj /CN=kiosk-48291 -out "$stage/run/request"
    printf 'extendedKeyUsage=clientAuth\n' >"$stage/run/extensions"
    faketime -f -300d openssl x509 -req -in "$stage/run/request" -CA "$stage/keys/ca.pem" \
        -CAkey "$stage/keys/ca.key" -days 365 -set_serial "0x$(openssl rand -hex 15)" \
        -extfile "$stage/run/extensions" -out "$stage/run/aged.pem" 2>/dev/null
    mv "$stage/run/aged.pem" "$stage/keys/device.pem"
    ;;
certificate-renewed)
    stage=$(cd "$2" && pwd)
    before=$(openssl x509 -in "$stage/keys/device.pem" -noout -serial)
    "$programs/kioskctl" keys renew -c "$stage/kiosk.conf" >>"$stage/log/renew" 2>&1
    [ "$before" != "$(openssl x509 -in "$stage/keys/device.pem" -noout -serial)" ]
    # What comes with the old one is answered no more.
    echo "certificate ${before#serial=}" | tr A-F a-f >>"$stage/keys/revoked"
    ;;
central)
    stage=$(cd "$2" && pwd)
    shift 2
    run_central "$@"
    ;;
service-*)
    stage=$(cd "$2" && pwd)
    case $1 in
    service-tampered | service-stale | service-portal | service-garbage) stand_before "${1#service-}" ;;
    service-ok)
        if [ -e "$stage/keys/honest" ]; then
            stop central
            mv "$stage/keys/honest" "$stage/keys/central.ed25519"
        fi
        if [ -e "$stage/pid/gateway" ]; then
            stop gateway
            lead_to "$stage/service.port"
        elif [ -e "$stage/pid/central" ] && grep -q '^kiosk-48291 ' "$stage/keys/devices.keys"; then
            kill -s CONT "$(cat "$stage/pid/central")"
        else
            restart_service_knowing 48291
        fi
        ;;
    service-slow) kill -s STOP "$(cat "$stage/pid/central")" ;;
    service-down) stop central ;;
    service-forged)
        stop central
        mv "$stage/keys/central.ed25519" "$stage/keys/honest"
        head -c 32 /dev/urandom >"$stage/keys/central.ed25519"
        [ ! -e "$stage/clock" ] || use_clock "$stage"
        start_service
        ;;
    service-error) restart_service_knowing 00000 ;;
    *) fail "$usage" ;;
    esac
    ;;
*) fail "$usage" ;;
esac
