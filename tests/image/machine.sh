# machine.sh, to be sourced: a QEMU machine with a card in it, for tests of the image.
#
# machine_folder=FOLDER   to be set first: where what it leaves goes
# machine_start CARD [OPTION...]  power on: a board with 2 cores, 1 GiB, a panel of
#       1280x800; CARD is written to. OPTIONS are QEMU's.
# machine_off              power cut
# machine_shot NAME        FOLDER/NAME.png: what the screen shows
# machine_pixels           a sum of what it shows, but for the clock
# machine_differs SUM      whether it shows something else by now
# machine_rests            whether nothing of it moved for 8 s
# machine_tap X Y
# machine_said WORDS       whether it said them since it was started, or since machine_mark
# machine_wait SECONDS COMMAND...   until the command says yes; fails after so many
# machine_errand SCRIPT    what the machine is to run beside its own, as root, from early on; the kiosk
#       waits until it says `systemd-notify --ready`; its output is in FOLDER/said. No card and no board has a way in for it: QEMU hands systemd two
#       small units through its firmware table (systemd.system-credentials(7)), and the script
#       itself is on a disk of its own. Before start.
#
# Emulated, everything takes thirty times as long: what is waited for is waited for long.

machine_pid=
machine_options=
machine_heard=0

machine_errand() { # SCRIPT
    { cat "$1" && echo exit; } >"$machine_folder/errand"
    truncate -s %4096 "$machine_folder/errand"
    cat >"$machine_folder/t.service" <<'END'
[Unit]
DefaultDependencies=no
Before=kiosk.service
[Service]
Type=notify
NotifyAccess=all
TimeoutStartSec=infinity
ExecStart=/bin/sh -c 'modprobe -q virtio_console; until [ -b /dev/vdb ] && grep -qx said /sys/class/virtio-ports/*/name; do sleep 0.2; done; for port in /sys/class/virtio-ports/*; do ! grep -qx said "$$port/name" || exec /bin/sh /dev/vdb >"/dev/$${port##*/}" 2>&1; done'
END
    # QEMU allows these names 55 characters: no drop-in has room, so that a mount which is there
    # anyway takes the errand along.
    cat >"$machine_folder/tmp.mount" <<'END'
[Unit]
DefaultDependencies=no
Conflicts=umount.target
Before=local-fs.target umount.target
Wants=t.service
[Mount]
What=tmpfs
Where=/tmp
Type=tmpfs
Options=mode=1777,strictatime,nosuid,nodev
END
    machine_options="-fw_cfg name=opt/io.systemd.credentials/systemd.extra-unit.t.service,file=$machine_folder/t.service
        -fw_cfg name=opt/io.systemd.credentials/systemd.extra-unit.tmp.mount,file=$machine_folder/tmp.mount
        -drive if=none,id=errand,format=raw,readonly=on,file=$machine_folder/errand
        -device virtio-blk-pci,drive=errand"
}

machine_start() { # CARD [OPTION...]
    card=$1
    shift
    rm -f "$machine_folder/qmp"
    machine_heard=0
    # shellcheck disable=SC2086 # options without spaces
    qemu-system-aarch64 -M virt,gic-version=3 -cpu cortex-a72 -smp 2 -m 1024 -nodefaults -display none \
        -bios "$machine_uboot" -serial "file:$machine_folder/uboot.log" \
        -drive "if=none,id=card,format=raw,cache=unsafe,file=$card" -device virtio-blk-pci,drive=card,bootindex=0 \
        -device virtio-gpu-pci,xres=1280,yres=800 -device virtio-tablet-pci -device virtio-rng-pci -device qemu-xhci \
        -device virtio-serial-pci -chardev "file,id=said,path=$machine_folder/said" \
        -device virtserialport,chardev=said,name=said \
        -qmp "unix:$machine_folder/qmp,server=on,wait=off" $machine_options "$@" \
        >"$machine_folder/qemu.log" 2>&1 &
    machine_pid=$!
    machine_wait 20 test -S "$machine_folder/qmp"
}

machine_runs() {
    kill -0 "$machine_pid" 2>/dev/null
}

machine_off() {
    [ -n "$machine_pid" ] || return 0
    kill -s KILL "$machine_pid" 2>/dev/null || true
    wait "$machine_pid" 2>/dev/null || true
    machine_pid=
}

machine_shot() { # NAME
    "$programs/monitor" "$machine_folder/qmp" shot "$(realpath "$machine_folder")/$1.png"
}

# The pixels below the bar at the top, where the clock is: 168 rows of 1280, three bytes each.
machine_pixels() {
    "$programs/monitor" "$machine_folder/qmp" shot "$(realpath "$machine_folder")/now.ppm" &&
        tail -c "+$((168 * 1280 * 3))" "$machine_folder/now.ppm" | cksum
}

machine_differs() { # PIXELS
    [ "$(machine_pixels)" != "$1" ]
}

machine_rests() {
    seen=$(machine_pixels)
    sleep 8
    ! machine_differs "$seen"
}

machine_tap() { # X Y
    "$programs/monitor" "$machine_folder/qmp" tap "$1" "$2"
}

machine_wait() { # SECONDS COMMAND...
    until_s=$(($(date +%s) + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        machine_runs || return 1
        [ "$(date +%s)" -lt $until_s ] || return 1
        sleep 0.5
    done
}

machine_mark() {
    machine_heard=$(stat -c %s "$machine_folder/said")
}

machine_said() { # WORDS
    tail -c "+$((machine_heard + 1))" "$machine_folder/said" | grep -qaF -e "$1"
}
