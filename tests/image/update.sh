# The next version as a kiosk gets it: what the courier fetched is written when the office is closed, the real
# U-Boot starts it, and a whole visit is made in it. It is signed by the next key, and brings the one after that.
# (How it is fetched is `test_fetch`.)
. tests/image/bundles.sh
. tests/image/visiting.sh
visit_stage "$bundles/stick/later.raucb" "data/bundle/$later.raucb"
{
    visit_commands
    echo "later=$later"
    cat <<'END'
version=$(cat /usr/lib/kiosk/version)
echo "starts: version $version slot $(sed -n 's/.*kiosk\.slot=\(.\).*/\1/p' /proc/cmdline)"
if [ "$version" != "$later" ]; then
    # Nobody looks at this one.
    systemctl mask --runtime --quiet kiosk.service
    systemctl stop --no-block kiosk.service
    echo mine >/var/lib/kiosk/data/kept
    until systemctl is-active --quiet dbus.service; do sleep 1; done
    began=$(cut -d. -f1 /proc/uptime)
    # Its timer would begin it within twenty-five minutes.
    systemctl start board-update.service
    echo "figure: written in $(($(cut -d. -f1 /proc/uptime) - began)) s"
else
    until systemctl is-active --quiet board-good.service; do sleep 1; done
    [ "$(cat /var/lib/kiosk/data/kept)" = mine ] && [ ! -e /var/lib/kiosk/lost ] && echo "good: version $version"
    echo "slots: $(fw_printenv -n BOOT_ORDER), $(fw_printenv -n BOOT_B_LEFT)"
    ls /var/lib/kiosk/data/bundle/*.raucb || echo "the bundle is gone"
    mkdir -p /run/keys
    until mount -o ro,nosuid,nodev,noexec /dev/vdc /run/keys; do sleep 1; done
    kioskctl update /run/keys/lost.raucb || echo "refused: the key that was lost"
    rauc info /run/keys/third.raucb && echo "believed: the third key"
fi
wait
END
} >"$folder/commands"
errand <"$folder/commands"
visit_machine -drive "if=none,id=keys,format=raw,readonly=on,file=$folder/keys" -device virtio-blk-pci,drive=keys
expect 1800 "version $later is written" "what was fetched is written to the other slot while the office is closed"
expect 1800 "starts: version $later slot B" "the board starts it by itself"
machine_mark
expect 1800 "good: version $later" "it shows its first frame with its drivers up, and the data is what it was"
expect 60 "slots: B A, 3" "from then on it has its three tries"
expect 60 "the bundle is gone" "what was fetched takes no room any more"
expect 300 "refused: the key that was lost" "whoever has the key before cannot sign for it any more"
expect 300 "believed: the third key" "its own next key is believed"
machine_shot updated
visit_play update
visit_end
grep -ao 'figure: .*' "$folder/said" | sed "s/^/# /;s/\$/; bundle of $(stat -c %s "$bundles/stick/later.raucb") bytes/"
