# up.sh: read by tests in the shell that need a reference service and no kiosk beside it. $central is
# the program, $stage the folder; it ends with the test.

# Keys, and people: the cast's photographs and fingers are of no interest here.
make_service() { # OPTION... of `central load`
    mkdir -p "$stage/people"
    for key in $(sed -n 's/.*"key": *"\([a-z_]*\)".*/\1/p' tests/bench/people.json); do
        for file in .jpg -right.iso -left.iso; do echo "$key" >"$stage/people/$key$file"; done
    done
    sh tests/central/keys.sh "$stage" >"$stage/log" 2>&1 && "$central" load "$@" "$stage" >>"$stage/log" 2>&1 ||
        { echo "Bail out! $(cat "$stage/log")"; exit 1; }
}

# Starts it at a port, 0: any; and waits until it answers at $stage/central.port and est.port.
serve() { # PORT
    rm -f "$stage/central.port" "$stage/est.port"
    "$central" serve --port "$1" "$stage" >>"$stage/log" 2>&1 &
    service=$!
    tries=0
    until [ -s "$stage/central.port" ] && [ -s "$stage/est.port" ]; do
        tries=$((tries + 1))
        kill -0 $service 2>/dev/null && [ $tries -lt 600 ] || { echo "Bail out! no service"; exit 1; }
        sleep 0.05
    done
}

service=
trap '[ -z "$service" ] || kill $service 2>/dev/null' EXIT
trap 'exit 1' HUP INT TERM
