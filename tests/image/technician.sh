# What a technician puts on the card's first partition, with the card in a reader: the office's signed
# file makes it a kiosk that enrols itself; one that was changed after it was signed does not.
stage=$(realpath -m "$folder")/stage
sh tests/bench/stage.sh up "$stage"
serial=kiosk-48293
code=$("$programs/central" code $serial "$stage")
{
    sed '/^ca = /,$d' tests/fuzz/corpus/site/cable | sed "/^address = [0-9]/d; /^gateway = /d; /^dns = /d
        s|^address = https.*|address = https://10.0.2.2:$(cat "$stage/line.port")|
        s|^enrolment = .*|enrolment = https://10.0.2.2:$(cat "$stage/est.port")|"
    sed '1s/^/ca = /; 2,$s/^/ /' "$stage/keys/ca.pem"
    grep -v '^#' "$stage/keys/service.keys" | sed '1s/^/keys = /; 2,$s/^/ /'
    sed -n '/^\[reader\]/,/^\[devices\]/p' tests/fuzz/corpus/site/cable
    echo "$serial = 35.10.01.2001 $code Kemiren"
} >"$folder/site.ini"
openssl pkeyutl -sign -rawin -inkey "$image/trust/office.key" -in "$folder/site.ini" -out "$folder/site.ini.sig"
printf '%s\r\n' $serial >"$folder/serial"
first="$folder/card.img@@$(partition_offset firmware)"
mmd -i "$first" ::technician
mcopy -i "$first" "$folder/site.ini" "$folder/site.ini.sig" "$folder/serial" ::technician
{
    cat <<'END'
until systemctl is-active --quiet kiosk.service; do sleep 1; done
sed 's/^/report: /' /boot/technician/report.txt
ls /boot/technician | sed 's/^/left: /'
until [ -s /var/lib/kiosk/keys/device.pem ] && [ ! -e /var/lib/kiosk/keys/code ]; do sleep 1; done
echo "enrolled"

# Another file, with this one's signature.
cd /boot/technician
END
    echo "sed 's/Kemiren/Elsewhere/' >site.ini <<'SITE'"
    cat "$folder/site.ini"
    echo "SITE"
    echo "echo $(base64 -w 0 "$folder/site.ini.sig") | base64 -d >site.ini.sig"
    echo "echo $serial >serial"
    cat <<'END'
systemctl start board-technician-provision.service
sed 's/^/report: /' report.txt
! grep -q Elsewhere /var/lib/kiosk/kiosk.conf || echo "it was believed"
echo "all tried"
cd /
wait
END
} >"$folder/commands"
errand <"$folder/commands"
machine_start "$folder/card.img" -netdev user,id=cable -device virtio-net-pci,netdev=cable,romfile=

expect 600 "$serial is the kiosk of Kemiren" "the signed file on the card makes it the kiosk of Kemiren"
left=0
machine_wait 60 machine_said "left: report.txt" || left=1
! machine_said "left: site.ini" || left=1
report $left "and goes from there, with the codes in it"
expect 300 "enrolled" "the one-time code gives the certificate, without a hand"
machine_shot technician
expect 300 "the signature is not of this file" "a file that was changed after it was signed is refused"
expect 60 "all tried" "and that can be read on the card"
believed=0
! machine_said "it was believed" || believed=1
report $believed "nothing of it is believed"
