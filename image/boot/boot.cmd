# boot.cmd: chooses a slot and starts it. BOOT_ORDER and BOOT_A_LEFT, BOOT_B_LEFT are RAUC's: how often
# each may still be tried; a slot that shows its first frame and finds its devices gets its tries
# back. They are in slots.env of this partition, in the form that fw_setenv writes: one sector, which is
# written whole or not at all when the power goes.
setenv BOOT_ORDER A B
setenv BOOT_A_LEFT 3
setenv BOOT_B_LEFT 3
setexpr envaddr ${scriptaddr} + 0x20000
if load ${devtype} ${devnum}:1 ${envaddr} slots.env; then
	env import -c ${envaddr} 0x200 BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT
fi
setenv slot
for try in ${BOOT_ORDER}; do
	if test -n "${slot}"; then
		true
	elif test "${try}" = "A"; then
		if itest ${BOOT_A_LEFT} -gt 0; then
			setexpr BOOT_A_LEFT ${BOOT_A_LEFT} - 1
			setenv slot A
			setenv bootpart 2
		fi
	elif test "${try}" = "B"; then
		if itest ${BOOT_B_LEFT} -gt 0; then
			setexpr BOOT_B_LEFT ${BOOT_B_LEFT} - 1
			setenv slot B
			setenv bootpart 3
		fi
	fi
done
if test -z "${slot}"; then
	# Neither came up three times: a board in a village tries on for ever.
	setenv BOOT_A_LEFT 3
	setenv BOOT_B_LEFT 3
fi
env export -c -s 0x200 ${envaddr} BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT
fatwrite ${devtype} ${devnum}:1 ${envaddr} slots.env 0x200
if test -z "${slot}"; then
	reset
fi
if load ${devtype} ${devnum}:${bootpart} ${envaddr} slot.env; then
	env import -t ${envaddr} ${filesize} hash length
	setenv bootargs kiosk.slot=${slot} rauc.slot=${slot} kiosk.hash=${hash} kiosk.length=${length} ro quiet loglevel=3 panic=10 oops=panic sysctl.kernel.sysrq=0 usbcore.authorized_default=0 systemd.volatile=state systemd.show_status=no systemd.gpt_auto=no systemd.mask=emergency.service systemd.mask=rescue.service vt.global_cursor_default=0 consoleblank=0 slab_nomerge init_on_free=1 ${kioskargs}
	load ${devtype} ${devnum}:${bootpart} ${kernel_addr_r} vmlinuz
	load ${devtype} ${devnum}:${bootpart} ${ramdisk_addr_r} initrd
	if test -n "${fdt_addr}"; then
		booti ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${fdt_addr}
	else
		booti ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${fdtcontroladdr}
	fi
fi
reset
