/*
 * site_text: the bytes of a file as a site (site.h): INI, as the device's own settings are. ASCII,
 * lines of at most SITE_TEXT_LINE characters; a comment (';' or '#') has a line to itself; a field
 * of several lines goes on in lines that begin with a space.
 */
#ifndef KIOSK_CTL_SITE_TEXT_H
#define KIOSK_CTL_SITE_TEXT_H

#include "kiosk/ctl/site.h"

enum { SITE_TEXT_LINE = 190, SITE_TEXT_MAX = 1 << 20 /* bytes; some 15,000 devices */ };

struct site_flaw {
    int line; /* 0: of the file as a whole */
    char why[SITE_WHY];
};

/* Reads it for the device `serial`. Returns 0 or -EINVAL with the first thing that is wrong in
 * *flaw_out, and *site_out untouched. */
int site_text_read(const char *bytes, size_t size, const char *serial, struct site *site_out,
                   struct site_flaw *flaw_out);

/* How many devices of a file have a serial that ends in `digits` ("": all of them); the first of them
 * is put into serial_out, "" for none. What else the file says, and what is wrong with it, is not
 * looked at. */
unsigned site_text_devices(const char *bytes, size_t size, const char *digits,
                           char serial_out[SITE_SERIAL]);

#endif
