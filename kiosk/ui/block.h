/*
 * block: one element measured for a width: its rows of text, its height, and putting some or all
 * of its rows on the page.
 */
#ifndef KIOSK_UI_BLOCK_H
#define KIOSK_UI_BLOCK_H

#include "kiosk/ui/page.h"
#include "kiosk/ui/wrap.h"

enum { SHEET_LINES_MAX = 4096 };

struct sheet_line {
    struct span span;
    enum style style;
    bool detail;
    unsigned row; /* within the block; two columns share rows */
    int dx;       /* pixels from the block's left edge */
};

/* What measuring needs: the theme's millimetres as pixels of this panel, and the lines found. */
struct sheet {
    const struct scene *scene;
    struct widths *widths;
    int width;                                                            /* of the panel, pixels */
    int margin, edge, top, gap, paragraph, section, pad_x, pad_y, target; /* pixels */
    int cap[STYLES], pitch[STYLES];                                       /* pixels */
    bool roomy;  /* enough lines for notices on top and figures in a column of their own */
    bool apart;  /* each sentence begins a line */
    int measure; /* longest line of running text, pixels */
    int picture, code, photo_w, photo_h;
    int fact_label; /* width of the widest label of a fact */
    unsigned line_count;
    struct sheet_line lines[SHEET_LINES_MAX];
};

struct block {
    const struct element *element;
    unsigned index;    /* of the element; PAGE_PAGER */
    int width, height; /* pixels, all rows */
    int pitch;
    int above, below;         /* inside the box, over and under the rows */
    int figure;               /* height of what is drawn under the rows: progress, code, photo */
    unsigned rows, first_row; /* first_row > 0: the rows before it stand elsewhere */
    unsigned first_line, lines;
    int icon_x, icon_side, mark_side;
    enum icon mark;
    bool paired;   /* label and detail stand side by side */
    bool squeezed; /* of a button: no room for its pictogram, or a word had to be divided */
};

/* Fills everything of `sheet` but the lines, which it empties. */
void sheet_open(struct sheet *sheet, const struct scene *scene, const struct panel *panel,
                enum text_size size, struct widths *widths);

/* Whether the line is the last of a sentence, or of a row's label above its detail. */
bool block_rests(const struct block *block, const struct sheet *sheet, unsigned row);

/* Measures an element of the body, or the title. Returns 0 or -E2BIG (SHEET_LINES_MAX). */
int block_measure(struct block *out, struct sheet *sheet, const struct element *element,
                  unsigned index, int width);

/* Measures a button: pictogram and label, centred. The pictogram goes where `plain`, and where
 * there is no room for both. Returns as block_measure(). */
int block_measure_button(struct block *out, struct sheet *sheet, const struct element *element,
                         unsigned index, int width, bool plain);

/* Measures a button that shows its pictogram alone; its label is spoken. */
void block_measure_sign(struct block *out, const struct sheet *sheet, const struct element *element,
                        unsigned index, int width);

/* Width in pixels a button takes to show its label in one line. */
int block_button_width(const struct sheet *sheet, const struct element *element, int most);

/* Height of `rows` of the block's rows; the figure belongs to the last. */
int block_height(const struct block *block, const struct sheet *sheet, unsigned rows, bool last);

/* Puts rows from <= row < to at x, y in a box h high. Returns 0 or -E2BIG (PAGE_ limits). */
int block_put(const struct block *block, const struct sheet *sheet, struct page *layout,
              unsigned from, unsigned to, int x, int y, int h);

#endif
