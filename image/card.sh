#!/bin/sh
# card.sh OUT: OUT/kiosk.img, a whole card from OUT/slot: the Pi's firmware with U-Boot and the boot
# script, both slots filled alike, and an empty data partition that the first boot makes.
set -eu

out=$1
here=$(realpath "$(dirname "$0")")
work=$out/card
firmware=$out/unpacked/usr/lib/raspi-firmware

rm -rf "$work"
mkdir -p "$work/firmware" "$work/tmp"
echo "  card"
for file in start4.elf fixup4.dat; do
    cp "$firmware/$file" "$work/firmware/"
done
# The full UART is the reader's, on pins 14 and 15: Bluetooth has it in the kernel's own tree, and the
# small UART, whose clock is not steady, has the pins.
for board in 4-b cm4-io; do
    tree=$work/firmware/bcm2711-rpi-$board.dtb
    cp "$out"/unpacked/usr/lib/linux-image-*/broadcom/bcm2711-rpi-$board.dtb "$tree"
    fdtput -r "$tree" /soc/serial@7e201000/bluetooth
    fdtput -d "$tree" /soc/serial@7e201000 uart-has-rtscts
    fdtput -t i "$tree" /soc/serial@7e201000 pinctrl-0 "$(fdtget "$tree" /soc/gpio@7e200000/uart0-gpio14 phandle)"
    fdtput -t s "$tree" /soc/serial@7e215040 status disabled
    fdtput -d "$tree" /chosen stdout-path
done
cp "$out/unpacked/usr/lib/u-boot/rpi_4/u-boot.bin" "$work/firmware/u-boot.bin"
cp "$here/boot/config.txt" "$work/firmware/config.txt"
mkimage -q -A arm64 -T script -C none -d "$here/boot/boot.cmd" "$work/firmware/boot.scr" >/dev/null
find "$work/firmware" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
genimage --config "$here/card.cfg" --rootpath "$work/firmware" --tmppath "$work/tmp" \
    --inputpath "$out/slot" --outputpath "$work" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    exit 1
}
mv "$work/kiosk.img" "$out/kiosk.img"
rm -rf "$work/tmp"
echo "  $out/kiosk.img"
