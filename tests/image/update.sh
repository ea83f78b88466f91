# The next version as a kiosk gets it: offered by the service, fetched by the courier over the cable, written
# when the office is closed, started by the real U-Boot; and a whole visit in it.
. tests/image/bundles.sh
. tests/image/visiting.sh
visit_stage
mkdir -p "$stage/offers" "$stage/bundles"
ln -f "$bundles/stick/later.raucb" "$stage/bundles/later"
size=$(stat -c %s "$bundles/stick/later.raucb")
cat >"$stage/offers/all.json" <<END
{"version": "$later", "url": "https://10.0.2.2:$(cat "$stage/line.port")/kiosk/v1/bundles/later", "size": $size,
 "bytes_a_day": 1099511627776}
END
{
    visit_commands
    echo "later=$later"
    cat <<'END'
version=$(cat /usr/lib/kiosk/version)
echo "starts: version $version slot $(sed -n 's/.*kiosk\.slot=\(.\).*/\1/p' /proc/cmdline)"
uptime_s() { cut -d. -f1 /proc/uptime; }
if [ "$version" != "$later" ]; then
    echo mine >/var/lib/kiosk/data/kept
    # As after any start but the first.
    echo "$version" >/var/lib/kiosk/update/running
    until ls /var/lib/kiosk/data/bundle-*.part >/dev/null 2>&1; do sleep 1; done
    began=$(uptime_s)
    until [ -s "/var/lib/kiosk/data/bundle/$later.raucb" ]; do sleep 1; done
    echo "figure: fetched in $(($(uptime_s) - began)) s"
    began=$(uptime_s)
    # The timer would begin it within twenty-five minutes.
    systemctl start board-update.service
    echo "figure: written in $(($(uptime_s) - began)) s"
else
    until systemctl is-active --quiet board-good.service; do sleep 1; done
    fw_printenv
    [ "$(cat /var/lib/kiosk/data/kept)" = mine ] && echo "good: version $version"
    ls /var/lib/kiosk/data /var/lib/kiosk/data/bundle /var/lib/kiosk/update
    [ -e "/var/lib/kiosk/data/bundle/$later.raucb" ] || echo "the bundle is gone"
fi
wait
END
} >"$folder/commands"
errand <"$folder/commands"
visit_machine
expect 900 "figure: fetched" "a version that the service offers is fetched over the cable"
expect 600 "version $later is written" "and written to the other slot while the office is closed"
expect 300 "starts: version $later slot B" "the board starts it by itself"
machine_mark
expect 600 "good: version $later" "it shows its first frame with its drivers up, and the data is what it was"
expect 60 "the bundle is gone" "what was fetched takes no room any more"
machine_shot updated
visit_play update
visit_end
grep -ao 'figure: .*' "$folder/said" | sed "s/^/# /;s/\$/; bundle of $size bytes/"
