/*
 * sentence: a text in pieces short enough to be synthesized while somebody waits. Pure.
 */
#ifndef DRIVERS_VOICE_SENTENCE_H
#define DRIVERS_VOICE_SENTENCE_H

#include <stddef.h>

/* Copies the sentence that `text` (UTF-8) begins with, up to its full stop, question or exclamation
 * mark, semicolon or line end; one that has no end within `size` bytes is cut after a comma, else
 * between words, else between characters. Returns how many bytes of `text` it took; 0 at its end.
 * `size` is at least 8. */
size_t sentence_take(const char *text, char *out, size_t size);

#endif
