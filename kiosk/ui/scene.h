/*
 * scene: what a screen says, as one list of elements. Layout, paint, focus, speech, hit test
 * and dump all read this list and nothing else, so what is seen is what is spoken and touched.
 *
 * A scene owns the text it shows; scene_clear() wipes it.
 */
#ifndef KIOSK_UI_SCENE_H
#define KIOSK_UI_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SCENE_ELEMENTS_MAX = 96,
    SCENE_TEXT_MAX = 48 * 1024, /* all strings of a scene together, bytes */
};

/* What an element is for; layout gives each its place. */
enum role {
    ROLE_BANNER,   /* on top of every page, constantly: somebody else looks on; beside keys, if there
                      is room */
    ROLE_NOTICE,   /* top line of small print: link state, clock, "Layanan ini gratis" */
    ROLE_TITLE,    /* the one question or statement of the screen; exactly one */
    ROLE_PICTURE,  /* a large pictogram beside or above the text */
    ROLE_PHOTO,    /* the card's photo */
    ROLE_FACE,     /* the same, as large as there is room, to be compared with who stands there */
    ROLE_TEXT,     /* a paragraph */
    ROLE_STRONG,   /* a line that must not be missed: an amount, a date */
    ROLE_NUMBER,   /* a number to read aloud: the receipt */
    ROLE_QR,       /* label is what the code holds */
    ROLE_FACT,     /* label: value pair (label, detail) */
    ROLE_CARD,     /* a row that can be tapped: icon, label, detail */
    ROLE_CHOICE,   /* one of several answers to tap; chosen shows which */
    ROLE_MASKED,   /* a hidden value; a tap shows it */
    ROLE_STEP,     /* of a timeline: what (label), when (detail); its icon says done, now, later */
    ROLE_KEY,      /* of a keyboard, or without an action a value between keys, or
                      without a label a gap; see row, span */
    ROLE_PROGRESS, /* something is being waited for; label says what */
    ROLE_PRIMARY,  /* main action, at the bottom of the content */
    ROLE_ACTION,   /* other action beside it, same size */
    ROLE_BACK,     /* bar: the way back, always the same place */
    ROLE_STOP,     /* bar: "Berhenti dibantu"; where letters are large, in a row of its own in place
                      of the banner. There and beside keys its detail, if one line holds it */
    ROLE_HELP,     /* bar: "Bantuan" */
    ROLE_DONE,     /* bar: "Selesai" */
    ROLE_SETTING,  /* bar of the start screen: language, size, colour, sound */
};

/* Meaning beside icon and word; never the only carrier of it. */
enum tone { TONE_PLAIN, TONE_GOOD, TONE_WAITING, TONE_ATTENTION, TONE_QUIET };

enum icon {
    ICON_NONE,
    ICON_CARD, /* e-KTP */
    ICON_PLACE_CARD,
    ICON_LIFT_CARD,
    ICON_FINGER,
    ICON_HAND,
    ICON_CONSENT,
    ICON_SEARCH,
    ICON_RECEIVING, /* verdicts */
    ICON_QUEUE,
    ICON_NOT_ELIGIBLE,
    ICON_STOPPED,
    ICON_UNREGISTERED,
    ICON_INCOMPLETE,
    ICON_CALENDAR, /* not announced yet */
    ICON_MONEY,
    ICON_VEHICLE, /* kinds of reason */
    ICON_LAND,
    ICON_JOB,
    ICON_HEALTH,
    ICON_BANK,
    ICON_ELECTRICITY,
    ICON_CIVIL_SERVANT,
    ICON_HOUSEHOLD,
    ICON_WELFARE,
    ICON_OTHER,
    ICON_OBJECT, /* "Data ini salah" */
    ICON_RECEIPT,
    ICON_CHECK,
    ICON_CASES,
    ICON_STAFF,
    ICON_OFFLINE,
    ICON_TROUBLE,
    ICON_BACK,
    ICON_NEXT,
    ICON_HELP,
    ICON_DONE,
    ICON_LANGUAGE,
    ICON_SIZE,
    ICON_CONTRAST,
    ICON_SOUND,
    ICON_FREE, /* "Layanan ini gratis" */
    ICON_PLACE,
    ICON_CLOCK,
    ICON_OPEN, /* marks set by layout: a row leads on; an answer not chosen, chosen */
    ICON_UNCHOSEN,
    ICON_CHOSEN,
    ICON_DOWN, /* over a card in a large picture: put it there, take it away */
    ICON_UP,
    ICON_SHOW, /* "Tampilkan", "Tutup layar" */
    ICON_HIDE,
    ICON_ERASE, /* keys */
    ICON_MINUS,
    ICON_PLUS,
    ICON_AGAIN,        /* once more */
    ICON_NO,           /* an answer that refuses, what does not work */
    ICON_CLEAN,
    ICON_TUNE,         /* "Atur suara" */
    ICON_FASTER,
    ICON_SLOWER,
    ICON_PLEASED,      /* how the service was */
    ICON_CONTENT,
    ICON_DISPLEASED,
    ICON_PERSON_LESS,  /* what is reported of a family */
    ICON_MOVE,
    ICON_DISASTER,
    ICON_FAMILIES,
    ICON_CENTRE,       /* who decides */
    ICON_CARD_UNCLEAR, /* faults, each its own; a badge in the corner says what of it */
    ICON_CARD_FOREIGN,
    ICON_CARDS,
    ICON_CARD_LIFTED,
    ICON_CARD_NEW,
    ICON_CARD_UNSURE,
    ICON_CARD_WAITS,
    ICON_READER,
    ICON_FINGER_OUT,
    ICON_FINGER_UNFIT,
    ICON_FINGER_UNCLEAR,
    ICON_FINGER_AGAIN,
    ICON_FINGER_ENOUGH,
    ICON_CENTRE_SLOW,
    ICON_CENTRE_OUT,
    ICON_CENTRE_RULES,
    ICON_CENTRE_UNSURE,
    ICON_STORE_OUT,
    ICON_LONG_OFFLINE,
    ICON_CLOCK_OUT,
    ICON_CHIP_OUT,
    ICON_CHIP_EXPIRED,
    ICON_CHIP_REFUSES,
    ICON_SOUND_OUT,
    ICON_VOICE_OUT,
    ICON_PRINTER_OUT,
    ICON_PRINTER_OPEN,
    ICON_PRINTER_STUCK,
    ICON_PAPER_OUT,
    ICON_PAPER_LOW,
    ICON_HELP_LIMITED,
    ICON_FACE_UNSURE,
    ICONS
};

/* What a tap means; opaque to everything under ui/. 0: not tappable. */
struct scene_action {
    uint16_t what;
    uint16_t which;
};

struct element {
    enum role role;
    enum tone tone;
    enum icon icon;
    bool chosen;
    bool answer;           /* to the question of the title: stays under it on each page */
    bool sign;             /* an action: where lines are few its pictogram alone will do */
    bool first;            /* where the ring begins on this screen, whatever comes before it */
    bool quiet;            /* its changes are not spoken: seconds that count down */
    uint8_t row, span;     /* ROLE_KEY: row from the top, width in keys (0: one) */
    const char *label;     /* never NULL */
    const char *detail;    /* "" when there is none */
    const char *utterance; /* what is spoken; "": label, then detail */
    struct scene_action action;
};

struct scene {
    const char *name; /* stable, for tests and traces: "consent" */
    unsigned count;
    size_t used;
    struct element elements[SCENE_ELEMENTS_MAX];
    char text[SCENE_TEXT_MAX];
};

/* Wipes the scene and names it. `name` is static. */
void scene_clear(struct scene *s, const char *name);

/* Appends an element; label and detail are copied (detail may be NULL). Returns it, to set icon,
 * tone or action on; past the limits of a scene the last element is returned unchanged. */
struct element *scene_add(struct scene *s, enum role role, const char *label, const char *detail);

/* Copies formatted text into the scene. Returns it; "" when it no longer fits. */
const char *scene_text(struct scene *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "title", "choice": for dumps. */
const char *scene_role_name(enum role role);

#endif
