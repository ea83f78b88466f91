#!/bin/sh
# modem.sh: what the image does with an LTE modem (image/root/usr/lib/kiosk/modem), with stand-ins for
# mmcli, which answers as ModemManager's does, and for networkctl. Prints TAP.
set -eu

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir "$home/bin" "$home/network"
printf 'apn=kiosk.perlinsos,pin=1234\n' >"$home/modem"
cat >"$home/bin/mmcli" <<'END'
#!/bin/sh
echo "$*" >>"$MODEM/asked"
case "$*" in
"-L -K") [ -e "$MODEM/absent" ] || echo "modem-list.value[1]         : /org/freedesktop/ModemManager1/Modem/0" ;;
*simple-connect*) ;;
"-m "*)
    echo "modem.generic.bearers.length    : 2"
    echo "modem.generic.bearers.value[1]  : /org/freedesktop/ModemManager1/Bearer/0"
    echo "modem.generic.bearers.value[2]  : /org/freedesktop/ModemManager1/Bearer/1"
    ;;
*Bearer/0*) printf 'bearer.status.connected : no\nbearer.status.interface : --\n' ;;
*Bearer/1*)
    [ ! -e "$MODEM/network/05-modem.network" ] || { echo "bearer.status.connected : no"; exit; }
    cat "$MODEM/bearer"
    ;;
esac
END
printf '#!/bin/sh\necho "networkctl $*" >>"$MODEM/asked"\n' >"$home/bin/networkctl"
chmod +x "$home/bin/mmcli" "$home/bin/networkctl"

bearer() { # METHOD
    cat >"$home/bearer" <<END
bearer.status.connected         : yes
bearer.status.interface         : wwan0
bearer.ipv4-config.method       : $1
bearer.ipv4-config.address      : 10.31.95.33
bearer.ipv4-config.prefix       : 30
bearer.ipv4-config.gateway      : 10.31.95.34
bearer.ipv4-config.dns.length   : 2
bearer.ipv4-config.dns.value[1] : 172.26.38.1
bearer.ipv4-config.dns.value[2] : 172.26.38.2
END
}

# Until the connection is gone, which is when it was asked about again.
connect() {
    rm -f "$home/network/05-modem.network" "$home/asked"
    MODEM=$home PATH=$home/bin:$PATH sh image/root/usr/lib/kiosk/modem "$home" >"$home/said" 2>&1 || true
}

test=0
failures=0
check() { # SENTENCE COMMAND...
    test=$((test + 1))
    sentence=$1
    shift
    if "$@" >/dev/null 2>&1; then
        echo "ok $test - $sentence"
    else
        echo "not ok $test - $sentence"
        sed 's/^/# /' "$home/said" "$home/asked"
        failures=$((failures + 1))
    fi
}
network() { # LINE
    grep -qx -e "$1" "$home/network/05-modem.network"
}

echo "1..7"
bearer static
connect
check "the modem is given what was provisioned" \
    grep -q -e "-m .*/Modem/0 --simple-connect=apn=kiosk.perlinsos,pin=1234" "$home/asked"
check "the connected bearer's interface has its address" network "Name=wwan0"
check "as the network gave it" network "Address=10.31.95.33/30"
check "with both of its name servers" network "DNS=172.26.38.2"
check "and networkd is told" grep -q "networkctl reload" "$home/asked"
bearer dhcp
connect
check "an address that is to be asked for is asked for" network "DHCP=ipv4"
: >"$home/absent"
connect
check "a modem that is not there is told as such" grep -q "no modem was found" "$home/said"
[ $failures -eq 0 ]
