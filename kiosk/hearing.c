#include "kiosk/hearing.h"

#include "kiosk/command.h"
#include "kiosk/transition.h"

static void quiet(struct session *s, struct commands *c)
{
    s->listening.paused = false;
    command_voice(s, c, WIRE_CONTROL_INTERRUPT);
}

/* Over the loudspeaker, if there are no headphones. */
static void begin(struct session *s, struct commands *c)
{
    if (!s->listening.on || s->listening.aloud == ALOUD_NO)
        s->listening.aloud = ALOUD_UNASKED;
    s->listening.on = true;
    transition_ask_aloud(s, c);
}

static void ask(struct session *s, enum again again)
{
    s->listening.again = again;
    s->listening.asked++;
}

static void end(struct session *s, struct commands *c)
{
    s->listening.on = s->listening.dark = false;
    quiet(s, c);
}

/* From a screen that covers the visit back to it. */
static void uncover(struct session *s, struct commands *c)
{
    if (s->state == STATE_HELP || s->state == STATE_SOUND || s->state == STATE_HEADPHONES ||
        s->state == STATE_ALOUD)
        transition_enter(s, c, s->under);
}

static void listen(struct session *s, struct commands *c, enum again again)
{
    if (s->listening.on && s->state == STATE_SOUND) {
        end(s, c);
    } else if (s->state == STATE_SOUND) {
        begin(s, c);
    } else {
        uncover(s, c);
        begin(s, c);
        ask(s, again);
    }
}

static void answer_aloud(struct session *s, struct commands *c, bool yes)
{
    if (s->state != STATE_ALOUD)
        return;
    s->listening.aloud = yes ? ALOUD_YES : ALOUD_NO;
    transition_enter(s, c, s->under);
}

static void darken(struct session *s, struct commands *c)
{
    if (!s->listening.headphones || (s->state != STATE_SOUND && s->state != STATE_HEADPHONES))
        return;
    s->listening.dark = !s->listening.dark;
    if (s->state == STATE_HEADPHONES)
        transition_enter(s, c, s->under);
}

/* A key of the voice: whoever presses one wants to hear. */
static void turn(struct session *s, struct commands *c, enum wire_control control)
{
    command_voice(s, c, control);
    if (!s->listening.on)
        begin(s, c);
    else if (!listening_is_spoken_to(s)) /* the new loudness is to be heard */
        ask(s, AGAIN_LAST);
}

static void pause(struct session *s, struct commands *c)
{
    if (!s->listening.unsaid)
        return;
    s->listening.paused = !s->listening.paused;
    command_voice(s, c, s->listening.paused ? WIRE_CONTROL_PAUSE : WIRE_CONTROL_RESUME);
}

static void repeat(struct session *s, struct commands *c)
{
    if (s->listening.on)
        ask(s, AGAIN_LAST);
    else
        begin(s, c);
}

bool hearing_tap(struct session *s, struct commands *c, const struct event *e)
{
    switch ((unsigned)e->action) {
    case ACTION_SOUND:
        if (s->state == STATE_START || s->state == STATE_HELP)
            transition_cover(s, c, STATE_SOUND);
        return true;
    case ACTION_LISTEN:
        listen(s, c, e->which == AGAIN_NUMBER ? AGAIN_NUMBER : AGAIN_PAGE);
        return true;
    case ACTION_ALOUD:
        answer_aloud(s, c, e->which);
        return true;
    case ACTION_DARK:
        darken(s, c);
        return true;
    case ACTION_REPEAT:
        repeat(s, c);
        return true;
    case ACTION_PAUSE:
        pause(s, c);
        return true;
    case ACTION_LOUDER:
        turn(s, c, WIRE_CONTROL_LOUDER);
        return true;
    case ACTION_SOFTER:
        turn(s, c, WIRE_CONTROL_SOFTER);
        return true;
    case ACTION_FASTER:
        turn(s, c, WIRE_CONTROL_FASTER);
        return true;
    case ACTION_SLOWER:
        turn(s, c, WIRE_CONTROL_SLOWER);
        return true;
    default: /* all other taps are the session's */
        return false;
    }
}

static void plugged_in(struct session *s, struct commands *c)
{
    s->listening.on = true;
    s->listening.aloud = ALOUD_UNASKED;
    if (listening_may_cover(s))
        transition_cover(s, c, STATE_HEADPHONES);
}

/* Whoever had the screen dark did not mean to show it now. */
static void pulled_out(struct session *s, struct commands *c)
{
    bool close = s->listening.dark && state_is_private(s->state);
    end(s, c);
    if (s->state == STATE_HEADPHONES)
        uncover(s, c);
    else if (close)
        transition_cover(s, c, STATE_CLOSED);
}

void hearing_jack(struct session *s, struct commands *c, bool plugged)
{
    bool news = s->listening.known && plugged != s->listening.headphones;
    s->listening.known = true;
    s->listening.headphones = plugged;
    if (news && plugged)
        plugged_in(s, c);
    else if (news)
        pulled_out(s, c);
    else if (plugged) /* they were in before the driver was up */
        s->listening.on = true;
}
