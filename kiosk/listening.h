/*
 * listening: how a visit is heard: with headphones or over the loudspeaker, in the light or with a
 * dark screen. Part of the session and as pure; what is said when is speech.h's.
 *
 * Headphones that are plugged in begin it, and HEADPHONES tells how the keys work and offers the
 * dark screen; pulled out they end it. Without them a key or "Dengarkan" begins it over the
 * loudspeaker. That says nothing personal (state_is_private()) before the person has answered ALOUD
 * ("Orang lain bisa mendengar. Tetap putar?").
 *
 * The person's time begins anew when what is said ends: until then nobody is idle.
 */
#ifndef KIOSK_LISTENING_H
#define KIOSK_LISTENING_H

#include <stdbool.h>

#include "drivers/wire.h"

struct session;
struct commands;

/* Whether a person wants the loudspeaker to say what is personal. */
enum aloud { ALOUD_UNASKED, ALOUD_NO, ALOUD_YES };

/* What is to be said again: what was said last, all of the page, the number on it. */
enum again { AGAIN_LAST, AGAIN_PAGE, AGAIN_NUMBER };

struct listening {
    bool known;      /* whether headphones are in has been told since the driver came up */
    bool headphones; /* plugged in */
    bool on;         /* screens are spoken */
    bool dark;       /* and not shown */
    bool paused;
    bool lent; /* this language is said in the Indonesian voice */
    enum aloud aloud;
    unsigned unsaid;  /* texts whose end the driver has not told */
    unsigned asked;   /* counts requests to say something again */
    enum again again; /* the last of them */
};

/* Longer than any text of a screen takes at the slowest rate: a voice that has not told its end by
 * then has lost it. */
enum { LISTENING_LONGEST_MS = 600000 };

/* There is a voice, and it is well. */
bool listening_has_voice(const struct session *s);

/* Something is being said. */
bool listening_is_spoken_to(const struct session *s);

/* What the present screen shows may be said now. */
bool listening_may_hear(const struct session *s);

/* Says `text`. */
void listening_say(struct session *s, struct commands *c, const char *text);

/* What the voice's driver tells; that it is back; that it is away. */
void listening_said(struct session *s, const struct wire_said *said);
void listening_ready(struct session *s);
void listening_lost(struct session *s);

/* Whether a screen may be covered now: not what asks something of the person, a card to be put back
 * or taken, a sign of life. */
bool listening_may_cover(const struct session *s);

/* Whether the person is to be asked before the loudspeaker says what is personal. */
bool listening_asks(const struct session *s);

/* The next person finds the usual loudness and rate, and silence unless headphones are in. */
void listening_forget(struct session *s, struct commands *c);

/* Whether somebody changed what the next person is to find. */
bool listening_is_changed(const struct session *s);

#endif
