# What libFuzzer's log says of one run: how much is covered, and how long ago it last grew.
$1 ~ /^#[0-9]+$/ && $3 == "cov:" {
    runs = substr($1, 2)
    if ($4 > covered) {
        covered = $4
        grown = runs
    }
}
/ERROR|SUMMARY|BINGO/ { print }
END { printf "   %d edges covered, the last one new at run %d of %d\n", covered, grown, runs }
