# Makes a text of the pseudo-language out of an Indonesian one: every vowel twice and once with an
# accent, which is 40 % longer, in brackets, so that what is cut or was never translated is seen. A
# "u" after "%", or after the digits between, belongs to a format.
s/a/àa/g
s/e/ée/g
s/i/îi/g
s/o/öo/g
s/\([^%0-9]\)u/\1ùu/g
s/^/[/
s/$/]/
