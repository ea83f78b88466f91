# shellcheck shell=sh
# display.sh, to be sourced: a virtual display for the kiosk.
#
# start_display FOLDER [WIDTHxHEIGHT]   starts Xvfb (its log in FOLDER) and exports what the kiosk needs
# start_panel FOLDER     starts Xorg instead, without a screen but with a touch panel for ten fingers,
#                        which inputtest(4) plays: FOLDER/fingers is its socket
# end_display                           ends it

display=

# What a kiosk needs to show itself on a display without a graphics card.
export_display() {
    unset WAYLAND_DISPLAY
    # The software renderer: Mesa would cost more memory than the kiosk.
    export SDL_VIDEODRIVER=x11 SDL_FRAMEBUFFER_ACCELERATION=0
    # Options of a sanitized build; another build passes them over.
    export LSAN_OPTIONS="suppressions=$PWD/tests/journeys/lsan.supp:print_suppressions=0"
    # The village is in western Indonesia.
    export TZ=WIB-7
}

# Runs an X server, and waits for the number that it writes into the pipe when it can be used.
run_display() { # FOLDER COMMAND...
    folder=$1
    shift
    rm -f "$folder/display"
    mkfifo "$folder/display"
    "$@" -displayfd 3 -nolisten tcp 3>"$folder/display" 2>"$folder/display.log" >&2 &
    display=$!
    read -r number <"$folder/display"
    rm -f "$folder/display"
    export DISPLAY=":$number"
}

start_display() { # FOLDER
    export_display
    run_display "$1" Xvfb -screen 0 "${2:-1280x800}x24"
}

start_panel() { # FOLDER
    export_display
    folder=$(cd "$1" && pwd)
    cat >"$folder/xorg.conf" <<END
Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "DontVTSwitch" "true"
    Option "DontZap" "true"
    Option "BlankTime" "0"
EndSection
Section "Module"
    Disable "glx"
EndSection
Section "Device"
    Identifier "none"
    Driver "dummy"
EndSection
Section "Monitor"
    Identifier "panel"
    HorizSync 5-1000
    VertRefresh 5-200
    Modeline "panel" 83.50 1280 1352 1480 1680 800 803 809 831
EndSection
Section "Screen"
    Identifier "screen"
    Device "none"
    Monitor "panel"
    DefaultDepth 24
    SubSection "Display"
        Modes "panel"
    EndSubSection
EndSection
Section "InputDevice"
    Identifier "fingers"
    Driver "inputtest"
    Option "DeviceType" "Touch"
    Option "TouchCount" "10"
    Option "SocketPath" "$folder/fingers"
EndSection
Section "ServerLayout"
    Identifier "kiosk"
    Screen "screen"
    InputDevice "fingers" "SendCoreEvents"
EndSection
END
    # The program itself: its wrapper looks for a console, and there is none to be had.
    run_display "$folder" /usr/lib/xorg/Xorg -config "$folder/xorg.conf" -configdir "$folder/none" \
        -logfile "$folder/xorg.log" -noreset
}

end_display() {
    [ -z "$display" ] || kill "$display" 2>/dev/null || true
    display=
}
