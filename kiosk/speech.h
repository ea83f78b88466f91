/*
 * speech: what is spoken when. Pure.
 *
 *   another screen, page or title    all of it, then where the ring is
 *   the ring came to something else  that
 *   something on the page changed    that, if it is said at all (not a clock)
 *   it is to be said again           the last of these; asked for once more, the whole page; or the
 *                                    number alone, or the page, as asked
 *   a language without a voice       once it has been heard: that its voice is lent
 *
 * Remembers what was said last by its marks alone: no word of it is kept.
 */
#ifndef KIOSK_SPEECH_H
#define KIOSK_SPEECH_H

#include "kiosk/session.h"
#include "kiosk/ui/utterance.h"

enum spoken { SPOKEN_NOTHING, SPOKEN_PAGE, SPOKEN_NUMBER, SPOKEN_FOCUS, SPOKEN_AGAIN };

struct speech {
    enum spoken last;
    const char *scene; /* its name */
    enum state state;
    unsigned page, language, reminders, asked;
    struct scene_action focus;
    bool lent;
    uint32_t title; /* its mark */
    unsigned count;
    uint32_t marks[PAGE_BOXES_MAX]; /* of what was on the page */
};

/* What is on the glass now. */
struct speech_sight {
    const struct scene *scene;
    const struct page *layout;
    struct ring ring;
};

/* Writes what is to be said after this has been shown. False: nothing, and `text` is "". */
bool speech_next(struct speech *p, const struct session *s, const struct speech_sight *sight,
                 char *text, size_t size);

#endif
