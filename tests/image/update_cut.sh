# The power goes at ten moments of an update (cutting.sh): what the card holds then always starts, with every block of
# its slot whole, and its data. All ten are looked at from outside; those of CUTS (all, "1 4 7", none) are
# started, and every block read there. The face is not waited for: it is in the slot whose blocks were checked.
. tests/image/bundles.sh
. tests/image/cutting.sh
are_cut || . tests/image/update.sh
machine_off
{
    cat <<'END'
systemctl stop --no-block kiosk.service
systemctl mask --runtime --quiet kiosk.service
until mountpoint -q /var/lib/kiosk && mountpoint -q /boot; do sleep 0.2; done
dd if=/dev/dm-0 of=/dev/null bs=1M 2>/dev/null && (cd /var/lib/kiosk/data && sha256sum --quiet -c kept.sum) &&
    [ ! -e /var/lib/kiosk/lost ] && echo "whole: version $(cat /usr/lib/kiosk/version), $(fw_printenv -n BOOT_ORDER)"
wait
END
} >"$folder/commands"
for i in 1 2 3 4 5 6 7 8 9 10; do
    words=$(sed -n "${i}p" "$folder/moments")
    whole=0
    cut_whole "$cuts/$i.img" || whole=1
    report $whole "cut at \"$words\": slot $slot is next and whole, and so is the data"
done
for i in ${CUTS-1 2 3 4 5 6 7 8 9 10}; do
    cp --sparse=always "$cuts/$i.img" "$folder/card.img"
    machine_options=
    errand <"$folder/commands"
    began=$(date +%s)
    machine_start "$folder/card.img"
    up=0
    machine_wait 1800 machine_said "whole: version" || up=1
    report $up "cut at \"$(sed -n "${i}p" "$folder/moments")\": it starts, whole, with its data"
    echo "# $(grep -ao 'whole: version.*' "$folder/said" | tail -n 1) after $(($(date +%s) - began)) s"
    machine_off
done
