#!/bin/sh
# build.sh [OUT]: makes the image in OUT (build/image): `make image` runs it, as root.
#
#   root.tar, sysroot/   Debian's part, kept until image/packages or its lock changes (root.sh)
#   arm64/               our programs, built against sysroot/
#   trust/               keys to try it with, unless TRUST names a folder of somebody's own (trust.sh)
#   slot/                what one slot is: root.img (erofs and its hash tree), boot.img (kernel,
#                        initramfs, the hash), version
#   kiosk.img            the whole card: firmware and U-Boot, boot A and B, root A and B, data
#
# The same commit, packages and lock give the same slot/, byte for byte: times are the commit's, and
# what would be random is named in slot.sh.
set -eu

out=$(realpath -m "${1:-build/image}")
here=$(realpath "$(dirname "$0")")
SOURCE_DATE_EPOCH=$(git -C "$here" log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH

mkdir -p "$out"
sh "$here/root.sh" "$out"

echo "  programs for arm64"
SYSROOT=$out/sysroot
export SYSROOT
# Without a build id, which is made of the folder's name as well.
LDFLAGS=-Wl,--build-id=none \
    make -s --no-print-directory -C "$here/.." B="$out/arm64" PKGS_OF_TESTS= \
    CC="aarch64-linux-gnu-gcc --sysroot=$SYSROOT" PKG_CONFIG="sh $here/pkg-config.sh" image-programs

trust=${TRUST:-$out/trust}
[ -n "${TRUST:-}" ] || sh "$here/trust.sh" "$trust"
sh "$here/slot.sh" "$out" "$trust"
sh "$here/card.sh" "$out"
