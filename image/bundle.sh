#!/bin/sh
# bundle.sh SLOT CERTIFICATE KEY BUNDLE: the slot in the folder SLOT (slot.sh) as a signed bundle for
# every kiosk. Needs nothing of the build, so that the key may stay on a machine of its own.
set -eu

slot=$1 certificate=$2 key=$3 bundle=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ln "$slot/root.img" "$slot/boot.img" "$work/" 2>/dev/null || cp "$slot/root.img" "$slot/boot.img" "$work/"
cat >"$work/manifest.raucm" <<END
[update]
compatible=anjungan-perlinsos-rpi4
version=$(cat "$slot/version")

[bundle]
format=verity

[image.root]
filename=root.img

[image.boot]
filename=boot.img
END
rm -f "$bundle"
rauc bundle --cert="$certificate" --key="$key" --mksquashfs-args="-comp zstd -Xcompression-level 12 -quiet" "$work" "$bundle" >"$work.log" 2>&1 || {
    cat "$work.log" >&2
    exit 1
}
rm -f "$work.log"
echo "  $bundle: $(($(stat -c %s "$bundle") / 1048576)) MiB"
