#!/bin/sh
# inspect.sh: what tools see in the product's code without being told what it should do: cppcheck,
# clang-tidy, valgrind on module tests, and the thread sanitizer on what has threads. Prints TAP. Run
# from the project's top folder; KIOSK_BUILD (build) and TSAN_BUILD (build/thread) hold the tests, INSPECTED
# names those that start no other program: valgrind sees all of what they do.
set -eu

programs=${KIOSK_BUILD:-build}
threads=${TSAN_BUILD:-build/thread}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
. tests/tap.sh

# Exceptions, each with its reason:
#   unknownMacro, missingInclude*: libraries' headers are not read
#   uninitvar, uninitStructMember, ctuuninitvar: 2.10 does not follow "filled when it returns 0" through a result
#     that is tested later; gcc -O2 and the sanitizers do
cppcheck_exceptions="--suppress=unknownMacro --suppress=missingIncludeSystem --suppress=missingInclude
    --suppress=uninitvar --suppress=uninitStructMember --suppress=ctuuninitvar"

# Left out of bugprone and cert, each with its reason:
#   easily-swappable-parameters: units and meaning are in the names, as the house writes them
#   narrowing-conversions: gcc's -Wconversion asks for the same, and more
#   reserved-identifier: _( ) is gettext's name
#   branch-clone, assignment-in-if-condition, macro-parentheses, implicit-widening: matters of taste
#   suspicious-string-compare: strcmp() in a condition means "differs", as the house writes it
#   sizeof-expression: inside GLib's g_clear_object()
#   err34-c: of what sscanf() reads of settings and lists, the next line asks whether it makes sense
#   err33-c: what snprintf or fputs to a log returns helps nobody
#   dcl37-c, dcl51-cpp: as reserved-identifier; msc30, msc32, msc50, msc51: no secret comes from rand()
#   Padding: a table of names and code points is not packed
#   insecureAPI: memcpy and snprintf with the sizes at hand; the _s functions are not in glibc
tidy_checks='-*,clang-analyzer-*,bugprone-*,cert-*,-bugprone-easily-swappable-parameters,
    -bugprone-narrowing-conversions,-bugprone-reserved-identifier,-bugprone-branch-clone,
    -bugprone-assignment-in-if-condition,-bugprone-macro-parentheses,
    -bugprone-implicit-widening-of-multiplication-result,-bugprone-suspicious-string-compare,
    -bugprone-sizeof-expression,-cert-err34-c,-cert-err33-c,-cert-dcl37-c,
    -cert-dcl51-cpp,-cert-msc*,-clang-analyzer-optin.performance.Padding,-clang-analyzer-security.insecureAPI.*'

# Places where the analyzer does not see what holds: a transaction has at most two fingers and three
# rounds (transaction.h), and a block is measured whenever measuring it returned 0.
tidy_places='finger/transaction.c:.*clang-analyzer-core|ui/frame.c:.*clang-analyzer-core'

echo "1..4"

# shellcheck disable=SC2086 # several options
cppcheck --std=c11 -I. -D_GNU_SOURCE --quiet --enable=warning,portability,performance \
    --template='{file}:{line}: {message} [{id}]' --inline-suppr $cppcheck_exceptions \
    -j2 kiosk drivers 2>"$work/cppcheck" || true
none "cppcheck finds nothing in the product" "$(head -40 "$work/cppcheck")"

flags="-std=c17 -D_GNU_SOURCE -I. $(pkg-config --cflags sdl2 SDL2_ttf libnfc libpcsclite \
    libfprint-2 libcurl libcrypto sqlite3 libsodium jansson libqrencode libpng inih alsa espeak-ng)"
# shellcheck disable=SC2086 # several options
find kiosk drivers -name '*.c' | sort | xargs -P 2 -I '{}' \
    clang-tidy --quiet --checks="$(echo "$tidy_checks" | tr -d ' \n')" '{}' -- $flags \
    2>/dev/null | grep -E '^[^ ]+:[0-9]+:[0-9]+: (warning|error)' |
    grep -vE "$tidy_places" | sort -u >"$work/tidy" || true
none "clang-tidy finds nothing in the product" "$(head -40 "$work/tidy")"

: >"$work/valgrind"
for module in $INSPECTED; do
    valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
        --trace-children=no "$programs/tests/$module" >"$work/out" 2>"$work/err" ||
        { echo "$module:"; grep -E '^==|FAILED|^not ok' "$work/err" "$work/out" || true; } >>"$work/valgrind"
done
none "valgrind finds nothing in the module tests" "$(head -40 "$work/valgrind")"

# Two threads share the kiosk's connections, and one waits for the SAM; nothing else has threads of its
# own.
: >"$work/threads"
"$threads/tests/peer" >"$work/out" 2>"$work/err" || cat "$work/err" >"$work/threads"
KIOSK_BUILD=$threads "$programs/tests/chip" >"$work/out" 2>"$work/err" || cat "$work/err" >>"$work/threads"
grep -A12 'WARNING: ThreadSanitizer' "$work/err" >>"$work/threads" || true
none "the thread sanitizer finds nothing between the threads of the kiosk and of its card driver" "$(head -40 "$work/threads")"
[ $failures -eq 0 ]
