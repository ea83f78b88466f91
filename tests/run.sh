#!/bin/sh
# run.sh PROGRAM|SCRIPT.sh...: runs tests that speak TAP (cmocka's programs do when asked), shows
# what failed, and ends with "N passed, N failed". A test that dies, says less than its plan or has
# no plan counts as one failure more; so does one that runs longer than LIMIT_S (1500).
# Figures a test prints ("# figure: ...") are shown. Returns 1 when anything failed. Run from the project's top
# folder.
set -eu

LIMIT_S=${LIMIT_S:-1500}
export CMOCKA_MESSAGE_OUTPUT=TAP
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

count() { # PATTERN
    grep -cE "$1" "$work/out" || true
}

passed=0
failed=0
for program; do
    case $program in
    *.sh) interpreter="sh" ;;
    *) interpreter= ;;
    esac
    result=0
    # shellcheck disable=SC2086 # none or one word
    timeout -k 10 $LIMIT_S $interpreter "$program" >"$work/out" 2>"$work/err" </dev/null || result=$?

    # What this machine does not allow to be tested is told by its name.
    skipped=$(count '^(not )?ok .*# SKIP')
    ok=$(($(count '^ok ') - $(count '^ok .*# SKIP')))
    not_ok=$(($(count '^not ok ') - $(count '^not ok .*# SKIP')))
    planned=$(sed -n 's/^1\.\.\([0-9][0-9]*\)$/\1/p' "$work/out" | awk '{ n += $1 } END { print n + 0 }')
    why=
    if [ "$planned" -eq 0 ]; then
        why="no plan"
    elif [ $((ok + not_ok + skipped)) -ne "$planned" ]; then
        why="$((ok + not_ok + skipped)) of $planned tests told how they ended"
    elif [ "$result" -ne 0 ] && [ "$not_ok" -eq 0 ]; then
        why="ended with status $result"
    fi
    [ -z "$why" ] || not_ok=$((not_ok + 1))
    passed=$((passed + ok))
    failed=$((failed + not_ok))

    if [ "$not_ok" -eq 0 ]; then
        echo "$program: $ok passed"
        sed -n -e 's/^# figure: /    /p' -e 's/^\(not \)*ok .*# SKIP/    skipped:/p' "$work/out"
    else
        echo "$program: $ok passed, $not_ok FAILED${why:+ ($why, status $result)}"
        grep -v '^ok ' "$work/out" || true
        tail -n 60 "$work/err"
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
