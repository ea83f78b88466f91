/*
 * escpos: a receipt as the bytes of ESC/POS (Epson's command reference; what the common 58 and
 * 80 mm printers at 203 dpi understand). Pure.
 *
 * Used: ESC @, ESC t, ESC a, ESC E, GS !, GS v 0 (the code is a picture, for printers that know no
 * QR command), GS V 66 (feed, and cut where there is a cutter), GS r 1.
 */
#ifndef DRIVERS_PRINTER_ESCPOS_H
#define DRIVERS_PRINTER_ESCPOS_H

#include "../wire.h"

enum {
    ESCPOS_JOB_MAX = 128 * 1024,
    ESCPOS_CHARACTER_DOTS = 12, /* width of font A */
    ESCPOS_PAGE_1252 = 16,      /* of ESC t, on Epson and most others */
};

struct escpos_paper {
    unsigned dots; /* across: 384 on 58 mm, 576 on 80 mm */
    uint8_t page;  /* of ESC t */
    bool asks_end; /* ends with GS r 1, which a printer that never answers is not asked */
};

/* Writes the whole job into out[room]. Returns 0; -EMSGSIZE when it does not fit; -EINVAL for a
 * code whose text makes none. *size_out is then untouched. */
int escpos_job(const struct wire_print *print, const struct escpos_paper *paper, uint8_t *out,
               size_t room, size_t *size_out);

/* Forgets what a printer has not printed yet, and its settings (DLE DC4 8, ESC @): in out, of
 * at least 16. Returns the bytes. */
size_t escpos_forget(uint8_t *out);

/* DLE EOT n (status.h), into out[3]. */
void escpos_ask(unsigned question, uint8_t *out);

#endif
