#!/bin/sh
# repro.sh OUT: builds everything once more in OUT.again, of the same packages and for the same trust,
# and compares the slots byte for byte. ROOT=same takes Debian's part as OUT has it, which leaves
# programs and slot.
set -eu

out=$(realpath "${1:-build/image}")
again=$out.again
here=$(realpath "$(dirname "$0")")

rm -rf "$again"
mkdir -p "$again/debs"
if [ "${ROOT:-}" = same ]; then
    for part in root.tar root.key unpacked sysroot; do
        cp -al "$out/$part" "$again/"
    done
else
    find "$out/debs" -name '*.deb' -exec ln -t "$again/debs" {} +
fi
TRUST=${TRUST:-$out/trust} sh "$here/build.sh" "$again"

result=0
for part in root.img boot.img version; do
    if cmp "$out/slot/$part" "$again/slot/$part"; then
        echo "  $part: the same, $(sha256sum <"$again/slot/$part" | cut -c1-16)"
    else
        result=1
    fi
done
exit $result
