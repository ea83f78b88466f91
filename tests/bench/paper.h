/*
 * paper: an interpreter of ESC/POS: the bytes a receipt printer gets, and the paper that comes out
 * of it, as the common printers at 203 dpi do it. Pure; what it does not know is counted.
 */
#ifndef TESTS_BENCH_PAPER_H
#define TESTS_BENCH_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PAPER_DOTS_MAX = 576,
    PAPER_ROWS_MAX = 8000, /* one metre; what is longer is not kept */
    PAPER_CELLS_MAX = 8000,
    PAPER_LINE_DOTS = 30, /* font A, one line */
};

/* A character set on the paper: byte of code page 1252, dots. */
struct paper_cell {
    int x, y, width, height;
    uint8_t byte;
    bool bold;
};

/* What a byte asked for, beside printing. */
enum paper_news {
    PAPER_NOTHING,
    PAPER_ASKED,   /* DLE EOT: paper->question is its n */
    PAPER_TO_TELL, /* GS r 1: all before is printed */
    PAPER_CUT,
    PAPER_FORGOT, /* DLE DC4 8: what is not printed yet is not to be */
};

struct paper {
    int dots; /* across */
    int x, y; /* where the next character is set */
    uint8_t alignment, size;
    bool bold, page_1252;
    unsigned unknown; /* bytes that no known command begins with */
    unsigned question;
    uint8_t command[12]; /* what has come of one */
    size_t command_size;
    size_t raster_left; /* bytes */
    int raster_bytes, raster_at, raster_x;
    size_t line; /* first cell of the line being set */
    size_t cell_count;
    struct paper_cell cells[PAPER_CELLS_MAX];
    uint8_t rows[PAPER_ROWS_MAX][PAPER_DOTS_MAX / 8]; /* raster, a bit a dot */
};

/* A fresh roll, `dots` across. */
void paper_begin(struct paper *p, int dots);

enum paper_news paper_take(struct paper *p, uint8_t byte);

/* The characters, line by line, into out[room] with a NUL. */
void paper_text(const struct paper *p, char *out, size_t room);

#endif
