/*
 * text: the service's words made fit for a fixed array and for a screen. Pure.
 *
 * Over-long words are cut between characters, never inside one. Control characters become
 * spaces; characters that change the direction or hide the order of what is read (Unicode bidi
 * controls, UAX #9) are left out, since a name could otherwise rewrite the sum beside it.
 */
#ifndef DRIVERS_COURIER_TEXT_H
#define DRIVERS_COURIER_TEXT_H

#include <stddef.h>

/* Copies `length` bytes of UTF-8 into out[size], NUL-terminated and zero-filled to its end.
 * Returns 0, or -EILSEQ for what is not UTF-8 (RFC 3629); then out is untouched. */
int text_copy(char *out, size_t size, const char *utf8, size_t length);

/* Copies a machine code or id, [A-Za-z0-9._:-]+, whole or not at all: a cut id would name
 * something else. Returns 0 or -EINVAL; then out is untouched. */
int text_copy_code(char *out, size_t size, const char *code, size_t length);

#endif
