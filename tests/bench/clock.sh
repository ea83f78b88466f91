# shellcheck shell=sh
# clock.sh, to be sourced: what is preloaded into the programs of a stage. One clock for all programs of a stage, so that certificates, signatures,
# windows and kiosk agree on what day it is.
#
# use_clock STAGE    exports what makes a program started from here read the day from STAGE/clock:
#                    an offset as libfaketime takes it ("+0d", "+30d"), read anew at each question.
#                    Deadlines are kept by the monotonic clock, which is left alone.
# take_out_wipes     a program started from here wipes nothing of what it held (unwiped.c)
# clock_names        the variables' names, for what does not hand an environment on

# shellcheck disable=SC2034 # used where this is sourced
clock_names="LD_PRELOAD FAKETIME_TIMESTAMP_FILE FAKETIME_NO_CACHE FAKETIME_DONT_FAKE_MONOTONIC"

take_out_wipes() {
    LD_PRELOAD=$(cd "${KIOSK_BUILD:-build}" && pwd)/unwiped.so${LD_PRELOAD:+:$LD_PRELOAD}
    export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
    export LD_PRELOAD
}

use_clock() {
    [ -e "$1/clock" ] || echo +0d >"$1/clock"
    FAKETIME_TIMESTAMP_FILE=$(cd "$1" && pwd)/clock
    LD_PRELOAD=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1)
    # A sanitized program takes no library before its own; one that only tells the time does no harm.
    export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
    export FAKETIME_TIMESTAMP_FILE LD_PRELOAD FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1
}
