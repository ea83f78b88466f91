/*
 * charset: text as a receipt printer takes it: one byte a character, code page Windows-1252
 * (WPC1252 of ESC/POS, page 16). Pure.
 */
#ifndef DRIVERS_PRINTER_CHARSET_H
#define DRIVERS_PRINTER_CHARSET_H

#include <stddef.h>

/* Writes `utf8` into out[room] with a NUL. What the page has not is '?', and so is what is not
 * UTF-8; a control character becomes a blank, so that no text is ever a command. What does not fit
 * is left out. Returns the bytes written, without the NUL. */
size_t charset_write(const char *utf8, char *out, size_t room);

#endif
