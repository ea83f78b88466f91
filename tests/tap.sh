# tap.sh: read by tests in the shell (. tests/tap.sh): tells in TAP how each went.
# $failures: how many did not hold.
test=0
failures=0

report() { # RESULT SENTENCE [DETAILS]: 0 is well; a line of details each, shown otherwise
    test=$((test + 1))
    if [ "$1" = 0 ]; then
        echo "ok $test - $2"
        return
    fi
    echo "not ok $test - $2"
    failures=$((failures + 1))
    [ -z "${3-}" ] || echo "$3" | sed 's/^/#   /'
}

# In a shell of its own.
check() { # SENTENCE COMMAND...
    sentence=$1
    shift
    if told=$("$@" 2>&1); then
        report 0 "$sentence"
    else
        report 1 "$sentence" "$told"
    fi
}

none() { # SENTENCE OFFENDING_LINES
    if [ -z "$2" ]; then
        report 0 "$1"
    else
        report 1 "$1" "$2"
    fi
}
