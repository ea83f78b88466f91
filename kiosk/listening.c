#include "kiosk/listening.h"

#include "kiosk/command.h"
#include "kiosk/visit.h"

bool listening_has_voice(const struct session *s)
{
    return s->up[PEER_VOICE] && s->device_fault[PEER_VOICE] == WIRE_FAULT_NONE;
}

bool listening_is_spoken_to(const struct session *s)
{
    return s->listening.unsaid && !s->listening.paused;
}

static bool is_withheld(const struct session *s)
{
    return state_is_private(s->state) && !s->listening.headphones &&
           s->listening.aloud != ALOUD_YES;
}

bool listening_may_hear(const struct session *s)
{
    return s->listening.on && listening_has_voice(s) && !is_withheld(s);
}

void listening_say(struct session *s, struct commands *c, const char *text)
{
    bool private = state_is_private(s->state) && s->listening.aloud != ALOUD_YES;
    command_say(s, c, private, text);
    s->listening.unsaid++;
    s->listening.paused = false;
}

bool listening_may_cover(const struct session *s)
{
    return s->state != STATE_LIFTED && s->state != STATE_IDLE &&
           state_phase(s->state) != PHASE_LEAVING && state_phase(s->state) != PHASE_HANDOVER &&
           state_phase(s->state) != PHASE_STAFF;
}

void listening_said(struct session *s, const struct wire_said *said)
{
    if (s->listening.unsaid)
        s->listening.unsaid--;
    if (said->ending == WIRE_ENDING_FINISHED)
        s->listening.lent = said->lent;
}

void listening_ready(struct session *s)
{
    s->listening.known = false;
    s->listening.unsaid = 0;
}

void listening_lost(struct session *s)
{
    s->listening.unsaid = 0;
    s->listening.paused = false;
}

bool listening_asks(const struct session *s)
{
    return s->listening.on && s->listening.aloud == ALOUD_UNASKED && is_withheld(s) &&
           listening_may_cover(s);
}

void listening_forget(struct session *s, struct commands *c)
{
    s->listening.on = s->listening.headphones;
    s->listening.dark = s->listening.paused = s->listening.lent = false;
    s->listening.aloud = ALOUD_UNASKED;
    command_voice(s, c, WIRE_CONTROL_RESET);
}

bool listening_is_changed(const struct session *s)
{
    return s->listening.dark || s->listening.on != s->listening.headphones;
}
