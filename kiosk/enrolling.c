#include "kiosk/enrolling.h"

#include "kiosk/command.h"
#include "kiosk/filing.h"
#include "kiosk/handover.h"
#include "kiosk/transition.h"
#include "kiosk/visit.h"

#include <string.h>

/* Index fingers first, as on the card; then what else makes good templates. */
static const uint8_t positions[] = {2, 7, 1, 6, 3, 8, 4, 9};
enum { POSITIONS = sizeof positions / sizeof positions[0] };

bool enrolling_is_on(const struct session *s)
{
    return s->state >= STATE_ENROL_CARD && s->state <= STATE_ENROL_DONE;
}

/* --- who enrols ---------------------------------------------------------------------------- */

/* From the staff's menu, or where a card is unknown. */
static void begin(struct session *s, struct commands *c)
{
    explicit_bzero(&s->enrollers, sizeof s->enrollers);
    handover_begin(s, c, WIRE_ROLE_ENROL);
}

/* The next resident; whatever was of the one before is gone. */
static void next(struct session *s, struct commands *c, enum enrolling_told told)
{
    uint32_t lies = s->visit.placement;
    explicit_bzero(&s->visit, sizeof s->visit);
    explicit_bzero(&s->out, sizeof s->out);
    s->visit_number++;
    s->visit.placement = lies;
    s->visit.enrolling.told = told;
    command_wipe(c);
    transition_enter(s, c, STATE_ENROL_CARD);
}

void enrolling_signed_in(struct session *s, struct commands *c)
{
    struct handover *h = &s->visit.handover;
    if (h->role == WIRE_ROLE_ENROL) {
        memcpy(h->help.helper, h->staff.id, sizeof h->help.helper);
        memcpy(h->help.helper_name, h->staff.name, sizeof h->help.helper_name);
        s->visit.helping.card = h->card;
        handover_expect(s, c, WIRE_ROLE_ENROL_WITNESS);
        return;
    }
    s->enrollers.help = h->help;
    s->enrollers.help.kind = WIRE_HELP_ATTENDED;
    memcpy(s->enrollers.help.witness, h->staff.id, sizeof h->help.witness);
    memcpy(s->enrollers.help.witness_name, h->staff.name, sizeof h->help.witness_name);
    s->visit.placement = h->placement; /* the witness's card is to be taken */
    next(s, c, ENROLLING_NOTHING);
}

/* --- a resident's card --------------------------------------------------------------------- */

bool enrolling_card_seen(struct session *s, uint32_t placement)
{
    s->visit.placement = placement;
    s->visit.enrolling.told = ENROLLING_NOTHING;
    return true;
}

bool enrolling_card_read(struct session *s, struct commands *c, const struct wire_card_read *read)
{
    if (s->state != STATE_ENROL_CARD || read->placement != s->visit.placement)
        return read->placement == s->visit.placement;
    if (read->card.assurance != WIRE_ASSURANCE_TAG) {
        s->visit.enrolling.told = ENROLLING_NO_NEED;
        return true;
    }
    s->visit.card = read->card;
    transition_enter(s, c, STATE_ENROL_CONSENT);
    return true;
}

void enrolling_card_gone(struct session *s, struct commands *c)
{
    enum enrolling_told told = s->state == STATE_ENROL_DONE ? ENROLLING_NOTHING : ENROLLING_LIFTED;
    s->visit.placement = 0;
    if (s->state == STATE_ENROL_CARD)
        s->visit.enrolling.told = ENROLLING_NOTHING;
    else if (s->state == STATE_ENROL_DONE && s->enrollers.done == WIRE_ENROLMENTS_MAX)
        transition_enter(s, c, STATE_START);
    else if (s->state != STATE_ENROL_SENDING) /* what is being stored needs the card no more */
        next(s, c, told);
}

void enrolling_card_fault(struct session *s)
{
    if (s->state == STATE_ENROL_CARD)
        s->visit.enrolling.told = ENROLLING_UNREADABLE;
}

/* --- fingers ------------------------------------------------------------------------------- */

static void another_finger(struct session *s, struct commands *c, bool poor)
{
    struct enrolling *e = &s->visit.enrolling;
    e->poor = poor;
    if (++e->tried == POSITIONS)
        next(s, c, ENROLLING_FAILED);
    else
        transition_enter(s, c, STATE_ENROL_FINGER);
}

void enrolling_enrolled(struct session *s, struct commands *c, const struct wire_enrolled *enrolled)
{
    struct enrolling *e = &s->visit.enrolling;
    if (s->state != STATE_ENROL_FINGER)
        return;
    e->templates[e->fingers] = enrolled->template;
    e->templates[e->fingers].position = positions[e->tried];
    if (++e->fingers == WIRE_ENROLMENT_FINGERS)
        transition_enter(s, c, STATE_ENROL_SENDING);
    else
        another_finger(s, c, false);
}

void enrolling_fault(struct session *s, struct commands *c, enum wire_fault fault)
{
    if (s->state == STATE_ENROL_FINGER && fault == WIRE_FAULT_FINGER_POOR)
        another_finger(s, c, true);
    else if (s->state == STATE_ENROL_SENDING)
        next(s, c, ENROLLING_FAILED);
}

/* --- what is sent -------------------------------------------------------------------------- */

static void send(struct session *s, struct commands *c)
{
    const struct enrolling *e = &s->visit.enrolling;
    struct wire_enrolment *out = &s->out.enrolment;
    memset(&s->out, 0, sizeof s->out);
    memcpy(out->key, s->visit.key, sizeof out->key);
    out->card = s->visit.card;
    out->consent = s->visit.consent;
    memcpy(out->nik, e->nik.text, ENTRY_NIK);
    out->help = s->enrollers.help;
    out->confirmed_at = e->confirmed_at;
    memcpy(out->fingers, e->templates, sizeof out->fingers);
    command_enrolment(s, c);
}

void enrolling_receipt(struct session *s, struct commands *c, const struct wire_receipt *receipt)
{
    struct enrolling *e = &s->visit.enrolling;
    bool sent = s->state == STATE_ENROL_SENDING;
    if (!sent && s->state != STATE_ENROL_DONE)
        return;
    s->visit.receipt = *receipt;
    explicit_bzero(e->templates, sizeof e->templates);
    explicit_bzero(&e->nik, sizeof e->nik);
    explicit_bzero(&s->out, sizeof s->out);
    if (!sent)
        return;
    s->enrollers.done++;
    if (visit_has_card(s))
        transition_enter(s, c, STATE_ENROL_DONE);
    else
        next(s, c, ENROLLING_NOTHING);
}

/* --- taps, arriving ------------------------------------------------------------------------ */

static bool type(struct session *s, const struct event *e)
{
    struct entry *nik = &s->visit.enrolling.nik;
    if (e->action == ACTION_KEY)
        entry_type_nik(nik, e->which);
    else if (e->action == ACTION_ERASE)
        entry_erase(nik);
    return e->action == ACTION_KEY || e->action == ACTION_ERASE;
}

static void agree(struct session *s, struct commands *c)
{
    strcpy(s->visit.consent.version, SESSION_ENROL_VERSION);
    s->visit.consent.given_at = s->wall_s;
    transition_enter(s, c, STATE_ENROL_NIK);
}

/* What was typed was read back, and face and photo were looked at. */
static void confirm(struct session *s, struct commands *c, bool same)
{
    if (!same) {
        next(s, c, ENROLLING_UNSURE);
    } else if (s->visit.photo_width_px) {
        s->visit.enrolling.confirmed_at = s->wall_s;
        filing_new_key(s);
        transition_enter(s, c, STATE_ENROL_FINGER);
    }
}

bool enrolling_tap(struct session *s, struct commands *c, const struct event *e)
{
    enum action action = e->action;
    if (action == ACTION_ENROL &&
        (s->state == STATE_STAFF ||
         (s->state == STATE_TROUBLE && s->fault == WIRE_FAULT_CARD_UNKNOWN)))
        begin(s, c);
    else if (s->state == STATE_ENROL_CONSENT && action == ACTION_AGREE)
        agree(s, c);
    else if (s->state == STATE_ENROL_CONSENT && action == ACTION_REFUSE)
        next(s, c, ENROLLING_REFUSED);
    else if (s->state == STATE_ENROL_NIK && action == ACTION_ON)
        transition_enter(s, c,
                         entry_is_nik(&s->visit.enrolling.nik) ? STATE_ENROL_CHECK
                                                               : STATE_ENROL_NIK);
    else if (s->state == STATE_ENROL_NIK && action == ACTION_BACK)
        transition_enter(s, c, STATE_ENROL_CONSENT);
    else if (s->state == STATE_ENROL_CHECK && action == ACTION_BACK)
        transition_enter(s, c, STATE_ENROL_NIK);
    else if (s->state == STATE_ENROL_CHECK && action == ACTION_FACE)
        confirm(s, c, e->which);
    else if (s->state == STATE_ENROL_FINGER && action == ACTION_FINGER_HARD) {
        command_verify_stop(s, c);
        another_finger(s, c, false);
    } else
        return s->state == STATE_ENROL_NIK && type(s, e);
    return true;
}

void enrolling_arrive(struct session *s, struct commands *c)
{
    if (s->state == STATE_ENROL_FINGER)
        command_enrol(s, c, positions[s->visit.enrolling.tried]);
    if (s->state == STATE_ENROL_SENDING) {
        s->deadline_ms = s->now_ms + SESSION_ANSWER_MS;
        send(s, c);
    }
}

void enrolling_time_is_up(struct session *s, struct commands *c)
{
    if (s->state == STATE_ENROL_SENDING)
        next(s, c, ENROLLING_FAILED);
    else /* nobody is there any more */
        transition_enter(s, c, STATE_TAKE_CARD);
}
