/*
 * audit: every page of every scene, in every size, contrast and language on both panels, held
 * against the rules of EAC VVSG 2.0, Section 508, EN 301 549 and WCAG 2.2 that a screen can show.
 *
 * Each file checks the rules of one kind; a violation names screen, rule and figure. To see that a
 * rule would be noticed when broken, the same checks run once more for each rule on something that
 * was broken on purpose (spoilt); they must then find it.
 */
#ifndef TESTS_ACCESSIBILITY_AUDIT_H
#define TESTS_ACCESSIBILITY_AUDIT_H

#include "kiosk/language.h"
#include "kiosk/session.h"
#include "kiosk/ui/font.h"
#include "kiosk/ui/layout.h"
#include "kiosk/ui/paint.h"

#include <jansson.h>

/* Numbers as in the project's list of rules. */
enum rule {
    RULE_PLACE = 0,     /* nothing clipped, overlapping or off the glass; decisions in reach */
    RULE_LETTERS = 1,   /* VVSG 7.1-G: heights of capitals in four ranges */
    RULE_SANS = 2,      /* 508 402.4: "I" at least 4.8 mm at the default size */
    RULE_ANGLE = 3,     /* EN 301 549 5.1.4: "H" at least 0.7 degrees at 390 and 500 mm */
    RULE_CONTRAST = 4,  /* VVSG 7.1-C/D; WCAG 1.4.11 for outlines */
    RULE_TARGETS = 5,   /* VVSG 7.2-I: 12.7 mm, 2.54 mm apart */
    RULE_HITS = 6,      /* VVSG 7.2-H: only what is seen; dragging away selects nothing */
    RULE_RESPONSE = 7,  /* VVSG 7.2-N: a touch shows; waiting shows progress */
    RULE_SILENCE = 8,   /* VVSG inactivity: 2 to 5 min, alert of 20 to 45 s, without limit */
    RULE_DEFAULTS = 9,  /* VVSG 7.1-A: the next person finds the defaults */
    RULE_HEARING = 11,  /* 508 402.2: all that is seen is said */
    RULE_KEYS = 13,     /* 508 407: all that can be touched can be reached by keys */
    RULE_SENSES = 14,   /* 508 408.3, 410: three flashes a second; nothing by colour alone */
    RULE_MESSAGES = 15, /* VVSG 7.3-K/P: what happened, why, what can be done */
    RULE_FOCUS = 16,    /* ring of 3:1, never lost */
    RULE_PRIVACY = 17,  /* nothing of a person before the finger or after the end */
    RULES
};

struct audit {
    struct fonts *fonts;
    struct languages languages;
    SDL_Surface *glass[2]; /* one a panel */
    enum rule spoilt;      /* broken on purpose; RULES: none */
    unsigned found[RULES];
};

/* One page as it would be shown. */
struct exhibit {
    const char *screen, *language;
    const struct panel *panel;
    enum text_size size;
    enum contrast contrast;
    const struct scene *scene;
    const struct page *layout;
    SDL_Surface *glass; /* what is painted; NULL where only the dump is read */
};

extern const struct panel audit_panels[2];

/* Notes that `rule` is broken on a page (NULL: everywhere) and says how. */
void audit_break(struct audit *a, enum rule rule, const struct exhibit *page, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Lays out, and where wanted paints, one page; spoils it first if that is asked for. Fills *page
 * and the layout it points to. False where there is no such page. */
bool audit_show(struct audit *a, struct exhibit *page, unsigned number, struct page *layout,
                bool painted);

/* Red, green and blue of a pixel. */
struct rgb audit_pixel(const SDL_Surface *s, int x, int y);

void letters_measure(struct audit *a);                     /* 1, 2, 3 on painted letters */
void letters_check(struct audit *a, const struct exhibit *p); /* 1, 4 */
void place_check(struct audit *a, const struct exhibit *p);   /* place, 5, 6 */
void conduct_check(struct audit *a, const struct exhibit *p); /* 14, 16 on a painted page */
void hearing_check(struct audit *a, const struct exhibit *p); /* 11, 13 */
void conduct_touch(struct audit *a);                       /* 6, 7, 16 */
void conduct_visit(struct audit *a);                       /* 8, 9, 15, 17 */

#endif
