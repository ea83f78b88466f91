# cutting.sh, to be sourced: what a card holds at ten moments of an update, from its begin into the first start of the
# new version. The machine stands still while its card is copied, which is what a cut of its power leaves of what
# it had written.
#
# cut_cards        to be called while the update runs; copies are in FOLDER/cuts until another version is built
# cut_whole CARD   looks at a card from outside, as U-Boot and the kernel would: the slot that is next has its
#       kernel and every block of its root, the data partition is whole and holds data/kept as its sum says
cuts=$folder/cuts

# What the machine says at the moments.
mkdir -p "$folder"
cat >"$folder/moments" <<END
Marking target slot root.1 as non-bootable
writing data to device /dev/disk/by-partlabel/rootB
50% Copying image to root.1
65% Copying image to root.1
writing data to device /dev/disk/by-partlabel/bootB
85% Copying image to boot.1
Marking target slot root.1 as bootable
100% Installing done.
Reached target shutdown.target
starts: version $later slot B
END

are_cut() {
    cmp -s "$bundles/made" "$cuts/made"
}

cut_cards() {
    rm -rf "$cuts"
    mkdir -p "$cuts"
    moment=0
    while read -r words; do
        moment=$((moment + 1))
        machine_wait 1800 machine_said "$words" || return 0
        "$programs/monitor" "$folder/qmp" stop
        cp --sparse=always "$folder/card.img" "$cuts/$moment.img"
        "$programs/monitor" "$folder/qmp" cont
    done <"$folder/moments"
    cp "$bundles/made" "$cuts/made"
}

# slots.env as U-Boot reads it: four bytes of checksum, then what it is of. Without a good one both slots
# may be tried.
next_slot() { # CARD
    mcopy -n -i "$1@@$(partition_offset firmware)" ::slots.env - 2>/dev/null >"$folder/slots.env" || true
    sum=$(head -c 4 "$folder/slots.env" | od -An -tx4 --endian=little | tr -d ' ')
    [ "$(tail -c +5 "$folder/slots.env" | gzip -c | tail -c 8 | head -c 4 | od -An -tx4 --endian=little | tr -d ' ')" = "$sum" ] ||
        { echo A && return; }
    tail -c +5 "$folder/slots.env" | tr '\0' '\n' >"$folder/slots"
    for slot in $(sed -n 's/^BOOT_ORDER=//p' "$folder/slots"); do
        [ "$(sed -n "s/^BOOT_${slot}_LEFT=//p" "$folder/slots")" -eq 0 ] || { echo "$slot" && return; }
    done
}

copy_partition() { # CARD NAME FILE MIB
    dd if="$1" of="$3" bs=1M skip=$(($(partition_offset "$2") / 1048576)) count="$4" conv=sparse status=none
}

cut_whole() { # CARD
    slot=$(next_slot "$1")
    boot=$1@@$(partition_offset "boot$slot")
    mcopy -n -i "$boot" ::slot.env - >"$folder/slot.env" && mcopy -n -i "$boot" ::vmlinuz - >"$folder/kernel" &&
        mcopy -n -i "$boot" ::initrd - >"$folder/initrd" || return 1
    # Both slots have the same kernel, and an initramfs of the same bytes.
    cmp -s "$folder/kernel" "$image"/unpacked/boot/vmlinuz-* && zstd -qt "$folder/initrd" || return 1
    copy_partition "$1" "root$slot" "$folder/root.img" 512
    length=$(sed -n 's/^length=//p' "$folder/slot.env")
    veritysetup verify --hash-offset="$length" "$folder/root.img" "$folder/root.img" \
        "$(sed -n 's/^hash=//p' "$folder/slot.env")" >/dev/null 2>&1 || return 1
    copy_partition "$1" data "$folder/data.img" 600
    e2fsck -p "$folder/data.img" >/dev/null 2>&1 || [ $? -eq 1 ] || return 1
    rm -f "$folder/kept" "$folder/kept.sum"
    debugfs -R "dump /data/kept $folder/kept" "$folder/data.img" 2>/dev/null
    debugfs -R "dump /data/kept.sum $folder/kept.sum" "$folder/data.img" 2>/dev/null
    (cd "$folder" && sha256sum --quiet -c kept.sum) >/dev/null 2>&1
}
