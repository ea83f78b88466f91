#!/bin/sh
# initramfs.sh ROOT UNPACKED OUT: the first root: a static busybox, veritysetup with its libraries, a
# few modules and initramfs/init. ROOT: the configured root; UNPACKED: the unpacked kernel and busybox.
# The same input gives the same bytes.
set -eu

here=$(dirname "$0")
root=$1 unpacked=$2 out=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

needed() { # FILE: what it is linked with, and what that is
    for name in $(aarch64-linux-gnu-readelf -d "$1" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
        [ ! -e "$work/usr/lib/aarch64-linux-gnu/$name" ] || continue
        cp -L "$root/usr/lib/aarch64-linux-gnu/$name" "$work/usr/lib/aarch64-linux-gnu/$name"
        needed "$work/usr/lib/aarch64-linux-gnu/$name"
    done
}

mkdir -p "$work/bin" "$work/usr/lib/aarch64-linux-gnu"
ln -s usr/lib "$work/lib"
ln -s bin "$work/sbin"
cp "$unpacked/usr/bin/busybox" "$work/bin/busybox"
cp "$root/usr/sbin/veritysetup" "$work/bin/veritysetup"
needed "$work/bin/veritysetup"
cp -L "$root/usr/lib/ld-linux-aarch64.so.1" "$work/usr/lib/ld-linux-aarch64.so.1"

version=$(ls "$unpacked/usr/lib/modules")
while read -r module; do
    modprobe -d "$unpacked" -S "$version" -q --show-depends "$module" | sed -n 's/^insmod \([^ ]*\).*/\1/p'
done <"$here/initramfs/modules" | sort -u | while read -r file; do
    to=$work/usr/lib/modules/$version/$(basename "$file")
    mkdir -p "$(dirname "$to")"
    case $file in
    *.xz) xz -dc "$file" >"${to%.xz}" ;;
    *.zst) zstd -qdc "$file" >"${to%.zst}" ;;
    *) cp "$file" "$to" ;;
    esac
done
for list in modules.builtin modules.builtin.modinfo modules.order; do
    cp "$unpacked/usr/lib/modules/$version/$list" "$work/usr/lib/modules/$version/"
done
depmod -b "$work" "$version"
cp "$here/initramfs/modules" "$work/modules"
install -m 0755 "$here/initramfs/init" "$work/init"

find "$work" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
(cd "$work" && find . | LC_ALL=C sort | cpio -o -H newc -R 0:0 --reproducible --quiet) | zstd -q -19 -T1 >"$out"
