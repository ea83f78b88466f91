#include "kiosk/command.h"

#include "kiosk/filing.h"

#include <string.h>

enum { RIGHT_INDEX = 2 /* ISO/IEC 19794-2:2005 table 2 */ };

/* `body` must stand until the next step. */
static void send(const struct session *s, struct commands *c, enum peer peer, enum wire_type type,
                 const void *body)
{
    /* Of a practice visit the service hears nothing. */
    if (s->commission.practising && peer == PEER_COURIER && type != WIRE_INCIDENT)
        return;
    if (c->count < COMMANDS_MAX)
        c->list[c->count++] = (struct command){.kind = COMMAND_SEND,
                                               .peer = peer,
                                               .type = type,
                                               .visit = s->visit_number,
                                               .body = body};
}

static void fill_subject(const struct session *s, struct wire_subject *subject)
{
    subject->card = s->visit.card;
    subject->consent = s->visit.consent;
    subject->score_class = s->visit.score_class;
    subject->verified_at = s->visit.verified_at;
    subject->help = s->visit.helping.help;
}

void command_templates(struct session *s, struct commands *c)
{
    memset(&s->out, 0, sizeof s->out);
    s->out.templates_ask.card = s->visit.card;
    s->out.templates_ask.consent = s->visit.consent;
    send(s, c, PEER_COURIER, WIRE_TEMPLATES_ASK, &s->out);
}

void command_attempt(struct session *s, struct commands *c)
{
    memset(&s->out, 0, sizeof s->out);
    s->out.attempt.card = s->visit.card;
    s->out.attempt.consent = s->visit.consent;
    s->out.attempt.verified = s->visit.score_class != 0;
    send(s, c, PEER_COURIER, WIRE_ATTEMPT, &s->out);
}

void command_staff_ask(struct session *s, struct commands *c, const struct wire_card *card,
                       enum wire_role role)
{
    memset(&s->out, 0, sizeof s->out);
    s->out.staff_ask.card = *card;
    s->out.staff_ask.role = role;
    send(s, c, PEER_COURIER, WIRE_STAFF_ASK, &s->out);
}

void command_counts_ask(struct session *s, struct commands *c, uint32_t days)
{
    memset(&s->out, 0, sizeof s->out);
    s->out.counts_ask.days = days;
    send(s, c, PEER_COURIER, WIRE_COUNTS_ASK, &s->out);
}

void command_slip_ask(struct session *s, struct commands *c, const struct wire_slip_ask *ask)
{
    memset(&s->out, 0, sizeof s->out);
    s->out.slip_ask = *ask;
    send(s, c, PEER_COURIER, WIRE_SLIP_ASK, &s->out);
}

void command_sign_in(struct session *s, struct commands *c, enum wire_role role,
                     enum wire_sign_in_outcome outcome, const char *id)
{
    memset(&s->sign_in, 0, sizeof s->sign_in);
    s->sign_in.role = role;
    s->sign_in.outcome = outcome;
    strncpy(s->sign_in.id, id, sizeof s->sign_in.id - 1);
    s->sign_in.at = s->wall_s;
    send(s, c, PEER_COURIER, WIRE_SIGN_IN, &s->sign_in);
}

void command_verify(struct session *s, struct commands *c, const struct wire_templates *against)
{
    if (s->commission.practising) {
        command_enrol(s, c, RIGHT_INDEX);
        return;
    }
    s->hint = WIRE_HINT_PLACE;
    s->finger = against->templates[0].position;
    memset(&s->out, 0, sizeof s->out);
    s->out.verify.against = *against;
    send(s, c, PEER_FINGER, WIRE_VERIFY, &s->out);
}

void command_enrol(struct session *s, struct commands *c, uint8_t position)
{
    s->hint = WIRE_HINT_PLACE;
    s->finger = position;
    memset(&s->out, 0, sizeof s->out);
    s->out.enrol.position = position;
    send(s, c, PEER_FINGER, WIRE_ENROL, &s->out);
}

void command_enrolment(const struct session *s, struct commands *c)
{
    send(s, c, PEER_COURIER, WIRE_ENROLMENT, &s->out);
}

void command_verify_stop(const struct session *s, struct commands *c)
{
    static const struct wire_verify_stop nothing;
    send(s, c, PEER_FINGER, WIRE_VERIFY_STOP, &nothing);
}

void command_chime(const struct session *s, struct commands *c, enum wire_sound sound)
{
    static const struct wire_chime chimes[WIRE_SOUNDS] = {
        [WIRE_SOUND_READ] = {WIRE_SOUND_READ},
        [WIRE_SOUND_ATTENTION] = {WIRE_SOUND_ATTENTION},
        [WIRE_SOUND_COME_BACK] = {WIRE_SOUND_COME_BACK},
    };
    send(s, c, PEER_VOICE, WIRE_CHIME, &chimes[sound]);
}

static const char *language(const struct session *s)
{
    return s->languages ? s->languages->list[s->settings.language].code : "id";
}

void command_say(struct session *s, struct commands *c, bool private, const char *text)
{
    memset(&s->out, 0, sizeof s->out);
    s->out.say.private = private;
    strcpy(s->out.say.language, language(s));
    strncpy(s->out.say.text, text, sizeof s->out.say.text - 1);
    send(s, c, PEER_VOICE, WIRE_SAY, &s->out);
}

void command_voice(const struct session *s, struct commands *c, enum wire_control control)
{
    static const struct wire_voice_control controls[WIRE_CONTROLS] = {
        [WIRE_CONTROL_INTERRUPT] = {.control = WIRE_CONTROL_INTERRUPT},
        [WIRE_CONTROL_PAUSE] = {.control = WIRE_CONTROL_PAUSE},
        [WIRE_CONTROL_RESUME] = {.control = WIRE_CONTROL_RESUME},
        [WIRE_CONTROL_LOUDER] = {.control = WIRE_CONTROL_LOUDER},
        [WIRE_CONTROL_SOFTER] = {.control = WIRE_CONTROL_SOFTER},
        [WIRE_CONTROL_FASTER] = {.control = WIRE_CONTROL_FASTER},
        [WIRE_CONTROL_SLOWER] = {.control = WIRE_CONTROL_SLOWER},
    };
    send(s, c, PEER_VOICE, WIRE_VOICE_CONTROL,
         control == WIRE_CONTROL_RESET ? &s->reset : &controls[control]);
}

void command_query(struct session *s, struct commands *c)
{
    memset(&s->out, 0, sizeof s->out);
    fill_subject(s, &s->out.query.subject);
    strcpy(s->out.query.locale, language(s));
    send(s, c, PEER_COURIER, WIRE_QUERY, &s->out);
}

void command_filing(struct session *s, struct commands *c)
{
    memset(&s->out, 0, sizeof s->out);
    filing_write(s, &s->out.filing);
    send(s, c, PEER_COURIER, WIRE_FILING, &s->out);
}

void command_rating(struct session *s, struct commands *c, enum wire_rating rating)
{
    memset(&s->out, 0, sizeof s->out);
    filing_rate(s, rating, &s->out.filing);
    send(s, c, PEER_COURIER, WIRE_FILING, &s->out);
}

void command_print(const struct session *s, struct commands *c)
{
    if (c->count < COMMANDS_MAX)
        c->list[c->count++] = (struct command){.kind = COMMAND_PRINT,
                                               .peer = PEER_PRINTER,
                                               .type = WIRE_PRINT,
                                               .visit = s->visit_number};
}

void command_incident(struct session *s, struct commands *c, enum wire_fault fault)
{
    s->incident.fault = fault;
    send(s, c, PEER_COURIER, WIRE_INCIDENT, &s->incident);
}

void command_wipe(struct commands *c)
{
    if (c->count < COMMANDS_MAX)
        c->list[c->count++] = (struct command){.kind = COMMAND_WIPE};
}

void command_commission(struct session *s, struct commands *c,
                        const struct wire_commission *commission)
{
    memset(&s->out, 0, sizeof s->out);
    s->out.commission = *commission;
    send(s, c, PEER_COURIER, WIRE_COMMISSION, &s->out);
}

void command_site_pick(struct session *s, struct commands *c, const char *digits)
{
    memset(&s->out, 0, sizeof s->out);
    strncpy(s->out.site_pick.digits, digits, sizeof s->out.site_pick.digits - 1);
    send(s, c, PEER_PROVISION, WIRE_SITE_PICK, &s->out);
}

void command_site_take(struct session *s, struct commands *c)
{
    static const struct wire_site_take nothing;
    send(s, c, PEER_PROVISION, WIRE_SITE_TAKE, &nothing);
}

void command_end(struct commands *c)
{
    if (c->count < COMMANDS_MAX)
        c->list[c->count++] = (struct command){.kind = COMMAND_END};
}
