# shellcheck shell=sh
# display.sh, to be sourced: a virtual display for the kiosk.
#
# start_display FOLDER   starts Xvfb (its log in FOLDER) and exports what the kiosk needs
# end_display            ends it

display=

start_display() {
    unset WAYLAND_DISPLAY
    # The software renderer: Mesa would cost more memory than the kiosk.
    export SDL_VIDEODRIVER=x11 SDL_FRAMEBUFFER_ACCELERATION=0
    # Options of a sanitized build; another build passes them over.
    export LSAN_OPTIONS="suppressions=$PWD/tests/journeys/lsan.supp:print_suppressions=0"
    # The village is in western Indonesia.
    export TZ=WIB-7
    # The server writes its number into the pipe when it is ready to be used.
    rm -f "$1/display"
    mkfifo "$1/display"
    Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$1/display" 2>"$1/xvfb.log" &
    display=$!
    read -r number <"$1/display"
    rm -f "$1/display"
    export DISPLAY=":$number"
}

end_display() {
    [ -z "$display" ] || kill "$display" 2>/dev/null || true
    display=
}
