# The power goes at ten moments of an update, from its begin until the new version is good: what the card holds
# then always starts, with its data. Every moment is of one update: the machine stands still while its card
# is copied, which is what a cut leaves of what the machine had written. CUTS names some of the ten; the
# copies are kept until another version is built.
. tests/image/bundles.sh
cuts=$folder/cuts

begin_update() {
    {
        echo "later=$later"
        cat <<'END'
until mountpoint -q /var/lib/kiosk; do sleep 0.2; done
if [ "$(cat /usr/lib/kiosk/version)" = "$later" ]; then
    until systemctl is-active --quiet board-good.service; do sleep 1; done
    echo "update is good"
else
    until systemctl is-active --quiet board-good.service; do sleep 1; done
    mkdir -p /run/stick
    until mount -o ro,nosuid,nodev,noexec /dev/vdc /run/stick; do sleep 1; done
    head -c 4M /dev/urandom >/var/lib/kiosk/data/kept
    (cd /var/lib/kiosk/data && sha256sum kept >kept.sum)
    sync
    echo "update begins"
    kioskctl update /run/stick/later.raucb && sync && systemctl reboot
fi
wait
END
    } >"$folder/commands"
    errand <"$folder/commands"
    machine_start "$folder/card.img" -drive "if=none,id=stick,format=raw,readonly=on,file=$folder/stick" \
        -device virtio-blk-pci,drive=stick
}

# The machine said something more: a line of progress, of the log, of the next start.
went_on() { # BYTES
    [ "$(stat -c %s "$folder/said")" -gt "$1" ]
}

copy_cards() {
    rm -rf "$cuts"
    mkdir -p "$cuts"
    begin_update
    expect 900 "update begins" "an update begins"
    taken=0
    began=$(date +%s)
    until machine_said "update is good" || [ $(($(date +%s) - began)) -gt 900 ]; do
        said=$(stat -c %s "$folder/said")
        "$programs/monitor" "$folder/qmp" stop
        taken=$((taken + 1))
        cp --sparse=always "$folder/card.img" "$cuts/$taken.img"
        printf '%s: %s\n' $taken "$(tail -n 1 "$folder/said" | tr -d '\r' | tail -c 100)" >>"$cuts/moments"
        "$programs/monitor" "$folder/qmp" cont
        # While it writes, each step of it; while it starts, now and then.
        if machine_said "is written"; then
            machine_wait 12 machine_said "update is good" || true
        else
            machine_wait 5 went_on "$said" || true
        fi
    done
    good=0
    machine_said "update is good" || good=1
    report $good "and left alone, it ends with the new version good"
    machine_off
    choose_ten
    cp "$bundles/made" "$cuts/made"
}

# Ten of them, evenly; the others go.
choose_ten() {
    i=1
    while [ $i -le 10 ]; do
        moment=$(((taken * i + 9) / 10))
        [ $i -gt 1 ] || moment=1
        ln "$cuts/$moment.img" "$cuts/cut$i.img"
        sed -n "s/^$moment: /$i: /p" "$cuts/moments" >>"$cuts/chosen"
        i=$((i + 1))
    done
    rm "$cuts"/[0-9]*.img
}

cmp -s "$bundles/made" "$cuts/made" || copy_cards
{
    cat <<'END'
until systemctl is-active --quiet board-good.service; do sleep 1; done
(cd /var/lib/kiosk/data && sha256sum --quiet -c kept.sum) && [ ! -e /var/lib/kiosk/lost ] &&
    echo "good: version $(cat /usr/lib/kiosk/version), $(fw_printenv -n BOOT_ORDER)"
wait
END
} >"$folder/commands"
for i in ${CUTS:-1 2 3 4 5 6 7 8 9 10}; do
    cp --sparse=always "$cuts/cut$i.img" "$folder/card.img"
    errand <"$folder/commands"
    began=$(date +%s)
    machine_start "$folder/card.img"
    up=0
    machine_wait 1200 machine_said "good: version" || up=1
    report $up "cut at \"$(sed -n "s/^$i: //p" "$cuts/chosen")\": it starts with its data"
    echo "# $(grep -ao 'good: version.*' "$folder/said" | tail -n 1) after $(($(date +%s) - began)) s"
    machine_off
done
