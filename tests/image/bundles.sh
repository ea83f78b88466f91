# bundles.sh, to be sourced: FOLDER/stick, a disk with bundles for the image at hand: later.raucb (of
# `later`, signed by the next key; it believes that one and a third), dark.raucb (of `dark`, later still, whose
# kiosk shows nothing), older.raucb, foreign.raucb (signed by nobody that the image believes), changed.raucb
# (after it was signed). FOLDER/keys: a disk with lost.raucb and third.raucb, of no content, later than all
# of them: signed by the key in use of the image at hand, which is lost to `later`, and by its third. Kept until
# the slot changes.
bundles=$folder/bundles
trust=$image/trust
now=$(cat "$image/slot/version")
epoch=$(date -u -d "$(echo "$now" | sed 's/\(....\)\(..\)\(..\)\(..\)\(..\)\(..\)/\1-\2-\3 \4:\5:\6/')" +%s)

slot() { # NAME SECONDS TRUST [OVER]: one that is so much later
    SOURCE_DATE_EPOCH=$((epoch + $2)) sh image/slot.sh "$image" "$3" "$bundles/$1" "${4-}" >/dev/null 2>&1
}

signer() { # NAME
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=updates now" -days 3650 \
        -keyout "$bundles/$1.key" -out "$bundles/$1.pem" 2>/dev/null
}

bundle() { # SLOT SIGNER DISK/NAME: signed by a key beside its certificate
    sh image/bundle.sh "$1" "$2.pem" "$2.key" "$bundles/$3.raucb"
}

make_bundles() {
    rm -rf "$bundles"
    mkdir -p "$bundles/black/usr/lib/kiosk" "$bundles/older" "$bundles/none" "$bundles/stick" "$bundles/keys" \
        "$bundles/rotated"
    signer foreign
    signer third
    cat "$trust/next.pem" "$bundles/third.pem" >"$bundles/rotated/updates.pem"
    cp "$trust/provisioning.pub" "$bundles/rotated/"
    slot later 60 "$bundles/rotated"
    printf '#!/bin/sh\nexec sleep infinity\n' >"$bundles/black/usr/lib/kiosk/kiosk"
    chmod 0755 "$bundles/black/usr/lib/kiosk/kiosk"
    slot dark 120 "$trust" "$bundles/black"
    ln "$image/slot/root.img" "$image/slot/boot.img" "$bundles/older/"
    echo $((now - 1)) >"$bundles/older/version"
    head -c 64K /dev/urandom >"$bundles/none/root.img"
    head -c 64K /dev/urandom >"$bundles/none/boot.img"
    echo 30000101000000 >"$bundles/none/version"
    bundle "$bundles/older" "$trust/now" stick/older
    bundle "$bundles/later" "$trust/next" stick/later
    bundle "$bundles/dark" "$trust/now" stick/dark
    bundle "$bundles/later" "$bundles/foreign" stick/foreign
    bundle "$bundles/none" "$trust/now" keys/lost
    bundle "$bundles/none" "$bundles/third" keys/third
    cp "$bundles/stick/later.raucb" "$bundles/stick/changed.raucb"
    dd if=/dev/urandom of="$bundles/stick/changed.raucb" bs=1M count=1 seek=100 conv=notrunc status=none
    rm -f "$folder/stick" "$folder/keys"
    mke2fs -q -t ext4 -d "$bundles/stick" "$folder/stick" 1800M
    mke2fs -q -t ext4 -d "$bundles/keys" "$folder/keys" 16M
    cp "$image/slot/version" "$bundles/made"
}

cmp -s "$image/slot/version" "$bundles/made" || make_bundles
later=$(cat "$bundles/later/version")
dark=$(cat "$bundles/dark/version")
