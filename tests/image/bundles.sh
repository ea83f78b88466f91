# bundles.sh, to be sourced: FOLDER/stick, a disk with bundles for the image at hand: later.raucb (of
# `later`, signed by the next key), dark.raucb (of `dark`, later still, whose kiosk shows nothing),
# older.raucb, foreign.raucb (signed by nobody that the image believes), changed.raucb (after it was signed).
# Kept until the slot changes.
bundles=$folder/bundles
trust=$image/trust
now=$(cat "$image/slot/version")
epoch=$(date -u -d "$(echo "$now" | sed 's/\(....\)\(..\)\(..\)\(..\)\(..\)\(..\)/\1-\2-\3 \4:\5:\6/')" +%s)

slot() { # NAME SECONDS [OVER]: one that is so much later
    SOURCE_DATE_EPOCH=$((epoch + $2)) sh image/slot.sh "$image" "$trust" "$bundles/$1" "${3-}" >/dev/null 2>&1
}

bundle() { # SLOT SIGNER NAME
    sh image/bundle.sh "$1" "$trust/$2.pem" "$trust/$2.key" "$bundles/stick/$3.raucb"
}

make_bundles() {
    rm -rf "$bundles"
    mkdir -p "$bundles/black/usr/lib/kiosk" "$bundles/older" "$bundles/stick"
    slot later 60
    printf '#!/bin/sh\nexec sleep infinity\n' >"$bundles/black/usr/lib/kiosk/kiosk"
    chmod 0755 "$bundles/black/usr/lib/kiosk/kiosk"
    slot dark 120 "$bundles/black"
    ln "$image/slot/root.img" "$image/slot/boot.img" "$bundles/older/"
    echo $((now - 1)) >"$bundles/older/version"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=updates now" -days 3650 \
        -keyout "$bundles/foreign.key" -out "$bundles/foreign.pem" 2>/dev/null
    bundle "$bundles/older" now older
    bundle "$bundles/later" next later
    bundle "$bundles/dark" now dark
    sh image/bundle.sh "$bundles/later" "$bundles/foreign.pem" "$bundles/foreign.key" "$bundles/stick/foreign.raucb"
    cp "$bundles/stick/later.raucb" "$bundles/stick/changed.raucb"
    dd if=/dev/urandom of="$bundles/stick/changed.raucb" bs=1M count=1 seek=100 conv=notrunc status=none
    rm -f "$folder/stick"
    mke2fs -q -t ext4 -d "$bundles/stick" "$folder/stick" 1800M
    cp "$image/slot/version" "$bundles/made"
}

cmp -s "$image/slot/version" "$bundles/made" || make_bundles
later=$(cat "$bundles/later/version")
dark=$(cat "$bundles/dark/version")
