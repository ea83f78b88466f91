# From the kernel's start to the first frame, beside the same base without our units and with the
# compositor alone: figures, and the chain that the first frame waited for. The machine's clock counts its
# instructions, two nanoseconds each (but for what it waits for), so that other work beside it counts little.
{
    cat <<'END'
until systemctl is-active --quiet kiosk.service; do sleep 1; done
echo "figure: first frame $(systemctl show kiosk.service -p ActiveEnterTimestampMonotonic --value)"
echo "figure: face started $(systemctl show kiosk.service -p ExecMainStartTimestampMonotonic --value)"
until systemctl is-active --quiet multi-user.target; do sleep 1; done
systemd-analyze critical-chain --no-pager kiosk.service | sed 's/^/chain: /'
echo "chain ended"
wait
END
} >"$folder/commands"
errand <"$folder/commands"
machine_start "$folder/card.img" -icount shift=1
shown=0
machine_wait 1200 machine_said "chain ended" || shown=1
report $shown "the kiosk shows its first frame"
grep -ao 'figure: .*\|chain: .*' "$folder/said" >"$folder/pace"
machine_off

# The same card, its own units taken away before they begin.
{
    cat <<'END'
systemctl mask --runtime --quiet kiosk.service board-good.service board-update.timer board-firewall.timer kiosk-keys-renew.timer
systemctl stop kiosk-card.socket kiosk-finger.socket kiosk-courier.socket kiosk-voice.socket kiosk-printer.socket
until systemctl is-active --quiet multi-user.target; do sleep 1; done
echo "figure: base $(systemctl show multi-user.target -p ActiveEnterTimestampMonotonic --value)"
mkdir -p /run/base && chown kiosk /run/base
before=$(cut -d' ' -f1 /proc/uptime)
XDG_RUNTIME_DIR=/run/base LIBSEAT_BACKEND=seatd WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman \
    setpriv --reuid kiosk --regid kiosk --init-groups cage -- /bin/true
echo "figure: compositor from $before to $(cut -d' ' -f1 /proc/uptime)"
wait
END
} >"$folder/commands"
errand <"$folder/commands"
machine_start "$folder/card.img" -icount shift=1
based=0
machine_wait 1200 machine_said "figure: compositor" || based=1
report $based "and the base comes up without it"
grep -ao 'figure: .*' "$folder/said" >>"$folder/pace"
awk '/first frame/ { frame = $4 / 1e6 } /base/ { base = $3 / 1e6 } /compositor/ { own = $6 - $4 }
    END { printf "# first frame %.1f s, base %.1f s, compositor %.1f s: ratio %.2f\n", frame, base, own, frame / (base + own) }' "$folder/pace"
sed 's/^/# /' "$folder/pace"
