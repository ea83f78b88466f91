#!/bin/sh
# root.sh OUT: Debian 13 arm64, configured, as OUT/root.tar; the packages of `image/packages` marked
# "unpacked" as OUT/unpacked; the same libraries with their headers as OUT/sysroot. Configuring runs
# under user-mode emulation and takes most of the time of an image, so that all three stay until
# image/packages or image/packages.lock changes.
#
# packages.lock names every package with version and hash. An archive that has moved on since is
# refused with what differs; LOCK=new takes it as it is and writes the lock anew.
set -eu

out=$1
here=$(realpath "$(dirname "$0")")
archive=${ARCHIVE:-http://deb.debian.org/debian}
suite=trixie
key=$(cat "$here/packages" "$here/packages.lock" "$0" 2>/dev/null | sha256sum | cut -c1-64)
lock=$out/packages.lock.new

if [ "${LOCK:-}" != new ] && [ "$(cat "$out/root.key" 2>/dev/null)" = "$key" ]; then
    exit 0
fi

# Lines of a section "[NAME]" of image/packages, comma-separated.
section() {
    sed -n "/^\[$1\]/,/^\[/{/^\[/d;s/#.*//;s/[[:space:]]//g;/^\$/d;p}" "$here/packages" | paste -sd, -
}

# mmdebstrap with the files fetched before, which it keeps beside.
fetch() { # VARIANT PACKAGES TARGET OPTION...
    variant=$1 packages=$2 target=$3
    shift 3
    mmdebstrap --quiet --mode=root --architectures=arm64 --variant="$variant" --include="$packages" \
        --setup-hook="mkdir -p \"\$1\"/var/cache/apt/archives" \
        --setup-hook="find '$out/debs' '$out/debs.old' -name '*.deb' -exec cp -n -t \"\$1\"/var/cache/apt/archives {} +" \
        --skip=cleanup/apt,download/empty --components='main non-free-firmware' "$@" \
        "$suite" "$target" "$archive"
    find "$target/var/cache/apt/archives" -name '*.deb' -exec mv -t "$out/debs" {} +
}

# configured: what runs, under its own package scripts. What none of it needs is left out at once.
configure() {
    echo "  Debian $suite for arm64, configured under emulation"
    rm -rf "$out/root"
    # Drivers' packages tell a running udev of each device they know: there is none here, and asking
    # it two hundred times under emulation takes minutes.
    fetch essential "$(section configured)" "$out/root" \
        --essential-hook='chroot "$1" dpkg-divert --local --quiet --rename --add /usr/bin/udevadm' \
        --essential-hook='ln -s true "$1"/usr/bin/udevadm' \
        --customize-hook='rm "$1"/usr/bin/udevadm' \
        --customize-hook='chroot "$1" dpkg-divert --local --quiet --rename --remove /usr/bin/udevadm' \
        --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/info/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --dpkgopt='path-exclude=/usr/share/fonts/truetype/noto/*' \
        --dpkgopt='path-include=/usr/share/fonts/truetype/noto/NotoSans-*'
    tar -C "$out/root" --numeric-owner --sort=name --mtime="@0" --xattrs -cf "$out/root.tar" .
    rm -rf "$out/root"
}

# The kernel, its firmware and U-Boot are unpacked only: their scripts would make an initramfs and
# a boot partition of their own. The headers are for the compiler here.
unpack() { # SECTION TARGET
    echo "  $1 packages"
    rm -rf "$2"
    fetch extract "$(section "$1")" "$2"
    [ -e "$2/lib" ] || ln -s usr/lib "$2/lib"
}

write_lock() {
    for deb in "$out"/debs/*.deb; do
        printf '%s %s\n' "$(dpkg-deb -W --showformat='${Package} ${Version} ${Architecture}' "$deb")" \
            "$(sha256sum "$deb" | cut -c1-64)"
    done | LC_ALL=C sort >"$lock"
}

# Programs for arm64 have to run here: a fresh machine, or a container, has to be told how.
if ! arch-test arm64 >/dev/null 2>&1; then
    [ -e /proc/sys/fs/binfmt_misc/register ] || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
    update-binfmts --enable qemu-aarch64
fi

rm -f "$out/root.key"
mkdir -p "$out/debs" "$out/debs.old"
find "$out/debs" -name '*.deb' -exec mv -t "$out/debs.old" {} +
configure
unpack unpacked "$out/unpacked"
unpack headers "$out/sysroot"
rm -rf "$out/debs.old"
write_lock
if [ "${LOCK:-}" = new ]; then
    cp "$lock" "$here/packages.lock"
elif ! diff -u "$here/packages.lock" "$lock" >"$out/packages.diff"; then
    echo "the archive is not as image/packages.lock says:" >&2
    grep '^[-+][^-+]' "$out/packages.diff" >&2
    echo "Build with LOCK=new, look at what changed, and commit the lock." >&2
    exit 1
fi
cat "$here/packages" "$here/packages.lock" "$0" | sha256sum | cut -c1-64 >"$out/root.key"
