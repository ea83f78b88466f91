#include "kiosk/patience.h"

#include "kiosk/command.h"
#include "kiosk/transition.h"

/* Somebody is there: what only waits for the person begins to wait anew, and while something is
 * said does not wait yet. */
void patience_renew(struct session *s)
{
    int64_t patience_ms = listening_is_spoken_to(s) ? LISTENING_LONGEST_MS : s->setup.idle_ms;
    if (s->state == STATE_READING || (s->state == STATE_START && !visit_knows_devices(s)))
        return; /* it is the card, or a driver, that is waited for */
    switch (state_phase(s->state)) {
    case PHASE_NOBODY:
    case PHASE_CARD:
    case PHASE_FINGER:
    case PHASE_READER:
    case PHASE_TROUBLE:
    case PHASE_STAFF:
        if (s->deadline_ms && s->state != STATE_ENROL_SENDING)
            s->deadline_ms = s->now_ms + patience_ms;
        break;
    case PHASE_COVER:
        if (s->state != STATE_IDLE && s->state != STATE_LIFTED && s->state != STATE_CLEANING &&
            state_phase(s->under) != PHASE_HANDOVER)
            s->deadline_ms = s->now_ms + patience_ms;
        break;
    case PHASE_HANDOVER:
        handover_touched(s);
        break;
    case PHASE_ANSWER:
    case PHASE_LEAVING:
    case PHASE_COMMISSION:
        break;
    }
}

/* What was said has ended: now the person is waited for, and answers an alert in full time. */
void patience_heard(struct session *s)
{
    if (s->state == STATE_IDLE)
        s->deadline_ms = s->now_ms + s->setup.alert_ms;
    patience_renew(s);
}

void patience_touched(struct session *s)
{
    if (state_phase(s->state) == PHASE_NOBODY) /* what was touched does not stay for ever */
        s->deadline_ms = s->now_ms + s->setup.idle_ms;
    patience_renew(s);
}

/* Nobody answered what covers the visit. */
static void cover_is_over(struct session *s, struct commands *c)
{
    enum wire_fault fault = s->fault;
    if (state_phase(s->under) == PHASE_HANDOVER) {
        s->state = s->under;
        handover_time_is_up(s, c);
    } else if (s->state == STATE_IDLE) {
        transition_enter(s, c, STATE_TAKE_CARD);
    } else if (s->state == STATE_CLEANING) {
        transition_enter(s, c, s->under);
    } else if (s->state == STATE_LIFTED) {
        transition_enter(s, c, STATE_START);
        if (fault) /* of a card that still lies there */
            transition_trouble(s, c, fault, STATE_START);
    } else if (!visit_has_card(s)) {
        transition_enter(s, c, STATE_START);
    } else {
        transition_cover(s, c, STATE_IDLE);
    }
}

/* A driver that does not come at all has a device that nobody can use. */
static void give_up_devices(struct session *s)
{
    if (!s->up[PEER_CARD] && !s->device_fault[PEER_CARD])
        s->device_fault[PEER_CARD] = WIRE_FAULT_READER_ABSENT;
    if (!s->up[PEER_FINGER] && !s->device_fault[PEER_FINGER])
        s->device_fault[PEER_FINGER] = WIRE_FAULT_SENSOR_ABSENT;
}

/* The person is called back, or the visit is closed. */
void patience_over(struct session *s, struct commands *c)
{
    switch (state_phase(s->state)) {
    case PHASE_NOBODY:
        give_up_devices(s);
        /* Whoever chose a size or a contrast, or read a page, has gone. */
        transition_restore(s, c);
        transition_enter(s, c, STATE_START);
        break;
    case PHASE_ANSWER:
        if (s->state == STATE_TEMPLATES && transition_awaits_proof(s)) {
            transition_enter(s, c, STATE_START);
            transition_trouble(s, c, WIRE_FAULT_CARD_UNREADABLE, STATE_START);
        } else {
            transition_trouble(s, c, WIRE_FAULT_SERVICE_SLOW, s->state);
        }
        break;
    case PHASE_COVER:
        cover_is_over(s, c);
        break;
    case PHASE_HANDOVER:
        handover_time_is_up(s, c);
        break;
    case PHASE_STAFF:
        enrolling_time_is_up(s, c);
        break;
    case PHASE_LEAVING:
        s->reminders++;
        command_chime(s, c, WIRE_SOUND_COME_BACK);
        s->deadline_ms = s->now_ms + s->setup.remind_ms;
        break;
    case PHASE_COMMISSION:
        break;
    case PHASE_CARD:
    case PHASE_FINGER:
    case PHASE_READER:
    case PHASE_TROUBLE:
        if (s->state == STATE_READING)
            transition_trouble(s, c, WIRE_FAULT_CARD_UNREADABLE, STATE_START);
        else
            transition_cover(s, c, STATE_IDLE);
        break;
    }
}
