#!/bin/sh
# words.sh [FOLDER]: what the catalogues say, held against the project's rules for words on the
# screen. Prints TAP. FOLDER (assets/locale) holds kiosk.pot, whose texts are Indonesian, and one
# CODE.po a language; a copy with something wrong in it shows this test fail. Run from the
# project's top folder.
set -eu

folder=${1:-assets/locale}
. tests/tap.sh

# Every text of one language, one a line: the source's msgid, a translation's msgstr.
texts() { # CODE
    if [ "$1" = id ]; then
        msgcat --no-wrap "$folder/kiosk.pot" | sed -n 's/^msgid "\(.*\)"$/\1/p'
    else
        msgcat --no-wrap "$folder/$1.po" | sed -n 's/^msgstr\(\[[0-9]\]\)* "\(.*\)"$/\2/p'
    fi | grep -v '^$'
}

# The same, one sentence a line.
sentences() { # CODE
    texts "$1" | sed 's/\([.?!]\) \([A-Z%]\)/\1\n\2/g'
}

long() { # CODE WORDS
    sentences "$1" | awk -v most="$2" -v code="$1" 'NF > most { print code ": " NF " words: " $0 }'
}

said() { # CODE PATTERN
    texts "$1" | grep -iE "(^|[^[:alpha:]])($2)([^[:alpha:]]|$)" | sed "s/^/$1: /" || true
}

# A condition that comes after what to do is read too late.
late() { # CODE WORD
    sentences "$1" | grep -iE ".[ ,]$2 " | grep -iE "(^|[^[:alpha:]])$3([^[:alpha:]]|$)" |
        sed "s/^/$1: /" || true
}

new=$(mktemp)
trap 'rm -f "$new"' EXIT
xgettext --from-code=UTF-8 --keyword=_ --keyword=gettext --keyword=ngettext:1,2 --no-wrap \
    -o "$new" kiosk/screens/*.c kiosk/ui/*.c kiosk/language.c kiosk/samples.c

echo "1..9"
none "the template holds every text of the source: make pot" "$(
    msgcat --no-wrap --sort-output --no-location "$new" | grep '^msgid' >"$new.source"
    msgcat --no-wrap --sort-output --no-location "$folder/kiosk.pot" | grep '^msgid' |
        diff "$new.source" - | grep '^[<>]' || true
    rm -f "$new.source"
)"
none "English says everything" "$(
    msgattrib --untranslated --no-wrap "$folder/en.po" | sed -n 's/^msgid "\(..*\)"$/\1/p'
)"
none "no sentence has more than 12 words, 16 in a translation" "$(
    long id 12
    long en 16
    long jv 16
)"
none "nothing is said that blames or frightens" "$(
    said id 'gagal|tidak cocok|miskin|salah sasaran|ditolak|terlambat|blokir( NIK)?'
    said en 'fail(ed|ure|s)?|reject(ed)?|poor|mismatch|invalid|denied|too late|blocked'
    said jv 'gagal|mlarat|kesrakat|dipuntolak|telat'
)"
none "words with a better one are not used" "$(
    texts id | grep -ix "ini salah?" || true
    said id 'diterima|dikeluarkan|tidak terdaftar|data belum lengkap|belum dihitung|yang sudah sesuai|lainnya|tidak bisa memakai sidik jari'
)"
none "a condition comes before what to do" "$(
    late id '(jika|kalau|apabila|bila)' '(tekan|letakkan|angkat|pilih|datang|panggil)'
    late en '(if|when)' '(press|put|lift|choose|come|call|place)'
    late jv 'menawi' '(menc[eè]t|dipunsèlèhaken|kaangkat|rawuh)'
)"
none "no text is shouted" "$(
    for code in id en jv; do
        # What a practice visit is called may not be overlooked.
        texts $code | grep -vE '^(LATIHAN|PRACTICE|GLADHÈN)(:|$)' | grep -E '!|[A-Z]{6}' | sed "s/^/$code: /" || true
    done
)"
none "an unsure catalogue says that it waits for a reader" "$(
    grep -q 'Waits for a native reader' "$folder/jv.po" || echo "jv.po"
)"
none "the poster says what the screens say" "$(
    sed -n 's/.*<text[^>]*>\(.*\)<\/text>.*/\1/p' "${folder%/locale}/poster.svg" | while read -r line; do
        texts id | grep -qF "${line%Bapak/Ibu}" || echo "$line"
    done
)"
[ $failures -eq 0 ]
