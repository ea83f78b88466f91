/*
 * theme: colour, type scale and spacing of every screen, in one place.
 *
 * Figures: EAC VVSG 2.0, 7.1-C/D (contrast), 7.1-G (text sizes), 7.2-I (targets); Section 508
 * 402.4 and EN 301 549 5.1.4 (height of letters). Colours are sRGB; contrast ratios are WCAG 2.2's.
 */
#ifndef KIOSK_UI_THEME_H
#define KIOSK_UI_THEME_H

#include "kiosk/ui/scene.h"

#include <stdbool.h>
#include <stdint.h>

/* VVSG 7.1-G: cap heights 3.5-4.2, 4.8-5.6, 6.4-7.1 and 8.5-9.0 mm. */
enum text_size { TEXT_SMALL, TEXT_DEFAULT, TEXT_LARGE, TEXT_LARGEST, TEXT_SIZES };

/* Ratios of text to its ground: >= 10:1, twice >= 20:1 (pure black and white), 4.5 to 8:1. */
enum contrast {
    CONTRAST_DEFAULT,
    CONTRAST_BLACK_ON_WHITE,
    CONTRAST_WHITE_ON_BLACK,
    CONTRAST_LOW,
    CONTRASTS
};

/* What a line of text looks like; its height is theme_cap_mm(). */
enum style {
    STYLE_BODY,
    STYLE_STRONG, /* body, bold */
    STYLE_TITLE,  /* bold, at the upper end of the size's range */
    STYLES
};

struct rgb {
    uint8_t r, g, b;
};

/* How one element is coloured. Where a flag is off, that colour equals what is behind it. */
struct colours {
    struct rgb ground; /* behind the text: the element's own fill, or the screen's ground */
    struct rgb ink;    /* detail and body text */
    struct rgb strong; /* label and pictogram: carries the tone */
    struct rgb outline;
    bool filled; /* has a fill of its own */
    bool outlined;
};

struct theme {
    struct rgb ground; /* of the screen */
    struct rgb bar;    /* of the strip under the bar's buttons */
    struct rgb head;   /* of the strip under notice, photo and title */
    struct rgb on_head;
    struct rgb rule; /* parts the head from the body; as the head where colour does that */
    struct rgb ink;
    struct rgb quiet;   /* small print */
    struct rgb surface; /* of what can be tapped */
    struct rgb accent;  /* of the main action, and of pictograms */
    struct rgb on_accent;
    struct rgb chosen; /* of an answer that is chosen */
    struct rgb on_chosen;
    struct rgb tint; /* behind a large pictogram */
    struct rgb tones[TONE_QUIET + 1];
    struct rgb code_dark, code_light; /* QR: always dark on light, as readers expect */
    struct rgb line;                  /* outlines what can be tapped */
};

/* Spacing, millimetres; layout lets it grow on panels of many lines. */
struct spacing {
    double margin;           /* left and right edge of the screen */
    double edge;             /* bottom edge, and around the head's text when lines are few */
    double top;              /* around the head's text otherwise */
    double gap;              /* between things that can be touched: >= 2.54 (VVSG 7.2-I) */
    double paragraph;        /* between paragraphs */
    double section;          /* between title, body and actions */
    double pad_x, pad_y;     /* inside buttons and cards */
    double target;           /* least width and height of what can be touched: >= 12.7 */
    double radius;           /* of rounded corners */
    double outline;          /* width of an outline */
    double chosen;           /* and of one around what is chosen */
    double ring, ring_space; /* width of the focus ring, and its distance */
    double picture;          /* side of a large pictogram at most */
    double code;             /* side of a QR code with its quiet zone */
    double photo;            /* width of the card's photo at most */
    double measure_em;       /* longest line of running text, in font sizes */
};

extern const struct spacing theme_spacing;

/* The colours of `contrast`. Static. */
const struct theme *theme_get(enum contrast contrast);

/* Height of a capital letter, mm. */
double theme_cap_mm(enum text_size size, enum style style);

/* Distance between lines of text, as a multiple of the cap height: closer where lines are few. */
double theme_pitch(enum text_size size, enum style style);

/* What decides an element's colours. */
struct look {
    enum role role;
    enum tone tone;
    bool chosen;
    bool tappable; /* it has an action */
    bool pressed;  /* under a finger now */
    bool head;     /* stands in the head */
};

struct colours theme_colours(const struct theme *theme, struct look look);

/* WCAG 2.2 contrast ratio of two colours, 1.0 to 21.0. */
double theme_ratio(struct rgb a, struct rgb b);

/* "default", "white-on-black"; "small", "largest": for dumps and command lines. */
const char *theme_contrast_name(enum contrast contrast);
const char *theme_size_name(enum text_size size);

#endif
