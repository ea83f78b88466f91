# Makes a text of the pseudo-language out of an Indonesian one, 40 % longer: every a, e and o twice
# and once with an accent, a filler after each third word, sentences in brackets; so that what is
# cut or was never translated is seen. A "u" after "%", or after the digits between, belongs to a
# format.
s/a/àa/g
s/e/ée/g
s/o/öo/g
s/i/î/g
s/\([^%0-9]\)u/\1ù/g
s/\([^ ][^ ]* [^ ][^ ]* [^ ][^ ]*\) /\1 ôôôôô /g
/ /{
    s/^/[/
    s/$/]/
}
