#!/bin/sh
# sentences.sh CODE: the sentences of a catalogue that are always said alike, as the index of its
# recordings (drivers/voice/clips.h): a line each, "FILE<TAB>sentence". A speaker reads them out, a
# file each; the index and the files go to assets/locale/CODE/clips. What has a name, a number or a
# date in it is not among them: the synthesizer says it. Run from the project's top folder.
set -eu
[ $# -eq 1 ] || {
    echo "usage: sentences.sh CODE" >&2
    exit 2
}

texts() {
    if [ "$1" = id ]; then
        msgen assets/locale/kiosk.pot # which is in Indonesian
    else
        cat "assets/locale/$1.po"
    fi
}

# A sentence ends as drivers/voice/sentence.c ends it; the face ends one that has no end
# (kiosk/ui/utterance.c).
texts "$1" | msgattrib --translated --no-obsolete | msgexec 0 | tr '\n\0' ' \n' |
    awk '!/Content-Type/ {
        gsub(/[.?!;] /, "&\n")
        count = split($0, sentences, "\n")
        for (i = 1; i <= count; i++) {
            sentence = sentences[i]
            gsub(/^ +| +$/, "", sentence)
            if (sentence == "" || sentence ~ /%/)
                continue
            if (sentence !~ /[.?!:;]$/)
                sentence = sentence "."
            if (!seen[sentence]++)
                printf "%04d.wav\t%s\n", ++number, sentence
        }
    }'
