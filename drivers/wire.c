#include "wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

static const struct {
    const char *name;
    size_t size;
    enum wire_direction direction;
} types[WIRE_TYPES] = {
    [WIRE_READY] = {"READY", sizeof(struct wire_ready), WIRE_TO_KIOSK},
    [WIRE_FAULT] = {"FAULT", sizeof(struct wire_fault_report), WIRE_TO_KIOSK},
    [WIRE_CARD_SEEN] = {"CARD_SEEN", sizeof(struct wire_card_seen), WIRE_TO_KIOSK},
    [WIRE_CARD_READ] = {"CARD_READ", sizeof(struct wire_card_read), WIRE_TO_KIOSK},
    [WIRE_CARD_PHOTO] = {"CARD_PHOTO", sizeof(struct wire_card_photo), WIRE_TO_KIOSK},
    [WIRE_CARD_TEMPLATES] = {"CARD_TEMPLATES", sizeof(struct wire_card_templates), WIRE_TO_KIOSK},
    [WIRE_CARD_GONE] = {"CARD_GONE", sizeof(struct wire_card_gone), WIRE_TO_KIOSK},
    [WIRE_TEMPLATES_ASK] = {"TEMPLATES_ASK", sizeof(struct wire_templates_ask), WIRE_FROM_KIOSK},
    [WIRE_ATTEMPT] = {"ATTEMPT", sizeof(struct wire_attempt), WIRE_FROM_KIOSK},
    [WIRE_QUERY] = {"QUERY", sizeof(struct wire_query), WIRE_FROM_KIOSK},
    [WIRE_FILING] = {"FILING", sizeof(struct wire_filing), WIRE_FROM_KIOSK},
    [WIRE_INCIDENT] = {"INCIDENT", sizeof(struct wire_fault_report), WIRE_FROM_KIOSK},
    [WIRE_DEVICES] = {"DEVICES", sizeof(struct wire_devices), WIRE_FROM_KIOSK},
    [WIRE_COMMISSION] = {"COMMISSION", sizeof(struct wire_commission), WIRE_FROM_KIOSK},
    [WIRE_TEMPLATES] = {"TEMPLATES", sizeof(struct wire_templates), WIRE_TO_KIOSK},
    [WIRE_ATTEMPT_TAKEN] = {"ATTEMPT_TAKEN", sizeof(struct wire_attempt_taken), WIRE_TO_KIOSK},
    [WIRE_BREAKDOWN] = {"BREAKDOWN", sizeof(struct wire_breakdown), WIRE_TO_KIOSK},
    [WIRE_RECEIPT] = {"RECEIPT", sizeof(struct wire_receipt), WIRE_TO_KIOSK},
    [WIRE_LINK] = {"LINK", sizeof(struct wire_link), WIRE_TO_KIOSK},
    [WIRE_CATALOGUE] = {"CATALOGUE", sizeof(struct wire_catalogue), WIRE_TO_KIOSK},
    [WIRE_SETTINGS] = {"SETTINGS", sizeof(struct wire_settings), WIRE_TO_KIOSK},
    [WIRE_COMMISSION_DUE] = {"COMMISSION_DUE", sizeof(struct wire_commission_due), WIRE_TO_KIOSK},
    [WIRE_SITE] = {"SITE", sizeof(struct wire_site), WIRE_TO_KIOSK},
    [WIRE_SITE_PICK] = {"SITE_PICK", sizeof(struct wire_site_pick), WIRE_FROM_KIOSK},
    [WIRE_SITE_TAKE] = {"SITE_TAKE", sizeof(struct wire_site_take), WIRE_FROM_KIOSK},
    [WIRE_VERIFY] = {"VERIFY", sizeof(struct wire_verify), WIRE_FROM_KIOSK},
    [WIRE_VERIFY_STOP] = {"VERIFY_STOP", sizeof(struct wire_verify_stop), WIRE_FROM_KIOSK},
    [WIRE_FINGER_HINT] = {"FINGER_HINT", sizeof(struct wire_finger_hint), WIRE_TO_KIOSK},
    [WIRE_VERIFIED] = {"VERIFIED", sizeof(struct wire_verified), WIRE_TO_KIOSK},
    [WIRE_ENROL] = {"ENROL", sizeof(struct wire_enrol), WIRE_FROM_KIOSK},
    [WIRE_ENROLLED] = {"ENROLLED", sizeof(struct wire_enrolled), WIRE_TO_KIOSK},
    [WIRE_SAY] = {"SAY", sizeof(struct wire_say), WIRE_FROM_KIOSK},
    [WIRE_CHIME] = {"CHIME", sizeof(struct wire_chime), WIRE_FROM_KIOSK},
    [WIRE_VOICE_CONTROL] = {"VOICE_CONTROL", sizeof(struct wire_voice_control), WIRE_FROM_KIOSK},
    [WIRE_SAID] = {"SAID", sizeof(struct wire_said), WIRE_TO_KIOSK},
    [WIRE_JACK] = {"JACK", sizeof(struct wire_jack), WIRE_TO_KIOSK},
    [WIRE_PRINT] = {"PRINT", sizeof(struct wire_print), WIRE_FROM_KIOSK},
    [WIRE_PRINTED] = {"PRINTED", sizeof(struct wire_printed), WIRE_TO_KIOSK},
    [WIRE_STAFF_ASK] = {"STAFF_ASK", sizeof(struct wire_staff_ask), WIRE_FROM_KIOSK},
    [WIRE_STAFF] = {"STAFF", sizeof(struct wire_staff), WIRE_TO_KIOSK},
    [WIRE_SIGN_IN] = {"SIGN_IN", sizeof(struct wire_sign_in), WIRE_FROM_KIOSK},
    [WIRE_ENROLMENT] = {"ENROLMENT", sizeof(struct wire_enrolment), WIRE_FROM_KIOSK},
    [WIRE_COUNTS_ASK] = {"COUNTS_ASK", sizeof(struct wire_counts_ask), WIRE_FROM_KIOSK},
    [WIRE_COUNTS] = {"COUNTS", sizeof(struct wire_counts), WIRE_TO_KIOSK},
    [WIRE_SLIP_ASK] = {"SLIP_ASK", sizeof(struct wire_slip_ask), WIRE_FROM_KIOSK},
    [WIRE_SLIP] = {"SLIP", sizeof(struct wire_slip), WIRE_TO_KIOSK},
};

static const char *const faults[WIRE_FAULTS] = {
    [WIRE_FAULT_NONE] = "NONE",
    [WIRE_FAULT_READER_ABSENT] = "READER_ABSENT",
    [WIRE_FAULT_CARD_UNREADABLE] = "CARD_UNREADABLE",
    [WIRE_FAULT_CARD_NOT_EKTP] = "CARD_NOT_EKTP",
    [WIRE_FAULT_CARD_SEVERAL] = "CARD_SEVERAL",
    [WIRE_FAULT_CARD_LIFTED] = "CARD_LIFTED",
    [WIRE_FAULT_CARD_UNKNOWN] = "CARD_UNKNOWN",
    [WIRE_FAULT_SENSOR_ABSENT] = "SENSOR_ABSENT",
    [WIRE_FAULT_SENSOR_UNFIT] = "SENSOR_UNFIT",
    [WIRE_FAULT_TEMPLATES_UNFIT] = "TEMPLATES_UNFIT",
    [WIRE_FAULT_LINK_DOWN] = "LINK_DOWN",
    [WIRE_FAULT_SERVICE_SLOW] = "SERVICE_SLOW",
    [WIRE_FAULT_SERVICE_ERROR] = "SERVICE_ERROR",
    [WIRE_FAULT_SERVICE_UNTRUSTED] = "SERVICE_UNTRUSTED",
    [WIRE_FAULT_SERVICE_REFUSED] = "SERVICE_REFUSED",
    [WIRE_FAULT_STORE_UNUSABLE] = "STORE_UNUSABLE",
    [WIRE_FAULT_ATTEMPTS_SPENT] = "ATTEMPTS_SPENT",
    [WIRE_FAULT_FINGER_POOR] = "FINGER_POOR",
    [WIRE_FAULT_SOUND_ABSENT] = "SOUND_ABSENT",
    [WIRE_FAULT_VOICE_ABSENT] = "VOICE_ABSENT",
    [WIRE_FAULT_SAM_ABSENT] = "SAM_ABSENT",
    [WIRE_FAULT_SAM_EXPIRED] = "SAM_EXPIRED",
    [WIRE_FAULT_SAM_REFUSES] = "SAM_REFUSES",
    [WIRE_FAULT_CARD_FORGED] = "CARD_FORGED",
    [WIRE_FAULT_CONTACT_LOST] = "CONTACT_LOST",
    [WIRE_FAULT_CLOCK_WRONG] = "CLOCK_WRONG",
    [WIRE_FAULT_PRINTER_ABSENT] = "PRINTER_ABSENT",
    [WIRE_FAULT_PRINTER_COVER] = "PRINTER_COVER",
    [WIRE_FAULT_PRINTER_STUCK] = "PRINTER_STUCK",
    [WIRE_FAULT_PAPER_OUT] = "PAPER_OUT",
    [WIRE_FAULT_PAPER_LOW] = "PAPER_LOW",
    [WIRE_FAULT_CARD_PENDING] = "CARD_PENDING",
    [WIRE_FAULT_HELP_LIMITED] = "HELP_LIMITED",
    [WIRE_FAULT_FACE_UNSURE] = "FACE_UNSURE",
};

size_t wire_body_size(uint32_t type)
{
    return type < WIRE_TYPES ? types[type].size : 0;
}

const char *wire_name(uint32_t type)
{
    return wire_body_size(type) ? types[type].name : "?";
}

const char *wire_fault_name(uint32_t fault)
{
    return fault < WIRE_FAULTS ? faults[fault] : "?";
}

/* Whether a text array is terminated; the length comes first, whatever its content. */
#define ENDS(array) (memchr((array), 0, sizeof(array)) != NULL)

/* A calendar has a day for it. */
static bool instant_ok(int64_t at)
{
    return at >= 0 && at <= WIRE_INSTANT_MAX;
}

static bool enumerator(uint32_t value, uint32_t end)
{
    return value >= 1 && value < end;
}

static bool is_nik(const char nik[WIRE_NIK])
{
    return memchr(nik, 0, WIRE_NIK) && strlen(nik) == 16 && strspn(nik, "0123456789") == 16;
}

/* A card that was read. */
static bool card_ok(const struct wire_card *c)
{
    return (c->assurance == WIRE_ASSURANCE_CHIP  ? is_nik(c->nik)
            : c->assurance == WIRE_ASSURANCE_TAG ? !c->nik[0]
                                                 : false) &&
           c->uid_size >= 1 && c->uid_size <= WIRE_UID_MAX;
}

/* None could be: what staff typed instead. */
static bool stated_ok(const struct wire_card *c)
{
    return c->assurance == WIRE_ASSURANCE_STATED && is_nik(c->nik) && !c->uid_size;
}

static bool template_ok(const struct wire_template *t)
{
    return t->position <= 10 && t->size <= WIRE_TEMPLATE_SIZE;
}

static bool templates_ok(const struct wire_templates *t)
{
    if (t->count < 1 || t->count > WIRE_TEMPLATES_MAX)
        return false;
    for (uint32_t i = 0; i < t->count; i++)
        if (!template_ok(&t->templates[i]))
            return false;
    return true;
}

/* Each kind names whom it must, and nobody else. */
static bool help_ok(const struct wire_help *h)
{
    if (!ENDS(h->helper) || !ENDS(h->witness) || !ENDS(h->helper_name) || !ENDS(h->witness_name) ||
        h->kind >= WIRE_HELPS || h->reason >= WIRE_NO_FINGERS)
        return false;
    bool witnessed = h->witness[0] || h->witness_name[0];
    if (h->card_alone > 1 ||
        (h->card_alone && (h->reason != WIRE_NO_FINGER_SENSOR_DOWN || !h->witness[0])))
        return false;
    switch ((enum wire_help_kind)h->kind) {
    case WIRE_HELP_NONE:
        return !h->reason && !h->helper[0] && !h->helper_name[0] && !witnessed;
    case WIRE_HELP_ASSISTED:
        return !h->reason && h->helper_name[0] && !witnessed;
    case WIRE_HELP_ATTENDED:
        return h->helper[0] && h->helper_name[0] && h->witness_name[0] &&
               strcmp(h->helper, h->witness) != 0;
    case WIRE_HELPS:
        break;
    }
    return false;
}

/* Staff stand in for the finger, or for the card, or help beside it. */
static bool subject_ok(const struct wire_subject *s)
{
    if (!ENDS(s->consent.version) || s->score_class > 2 || !help_ok(&s->help))
        return false;
    if (stated_ok(&s->card))
        return s->help.kind == WIRE_HELP_ASSISTED && s->help.helper[0] && !s->score_class;
    return card_ok(&s->card) && (s->help.kind == WIRE_HELP_ATTENDED) == (s->help.reason != 0) &&
           (s->help.kind != WIRE_HELP_ATTENDED || !s->score_class);
}

static bool contested_ok(const char reasons[WIRE_CONTESTED_MAX][WIRE_CODE])
{
    for (int i = 0; i < WIRE_CONTESTED_MAX; i++)
        if (!ENDS(reasons[i]))
            return false;
    return true;
}

/* Identity travels with what is somebody's, and never with what is nobody's. */
static bool filer_ok(const struct wire_filing *f)
{
    static const struct wire_subject nobody;
    bool anonymous = f->kind == WIRE_FILING_COMPLAINT || f->kind == WIRE_FILING_RATING;
    return anonymous ? !memcmp(&f->subject, &nobody, sizeof nobody) && !f->person[0]
                     : subject_ok(&f->subject);
}

/* Without a card: what a person notes or reports, never what belongs to a result, nor what ends the
 * use of somebody's data. */
static bool needs_card(const struct wire_filing *f)
{
    return (f->kind != WIRE_FILING_REPORT && f->kind != WIRE_FILING_PROVISIONAL) ||
           f->report == WIRE_REPORT_DATA_WITHDRAWAL;
}

static bool filing_ok(const struct wire_filing *f)
{
    if (!enumerator(f->kind, WIRE_FILINGS) || f->contested_count > WIRE_CONTESTED_MAX ||
        f->report >= WIRE_REPORTS || f->rating >= WIRE_RATINGS ||
        (f->kind == WIRE_FILING_REPORT) != (f->report != 0) ||
        (f->kind == WIRE_FILING_RATING) != (f->rating != 0) ||
        (needs_card(f) && f->subject.card.assurance == WIRE_ASSURANCE_STATED))
        return false;
    for (uint32_t i = 0; i < f->contested_count; i++)
        if (!ENDS(f->contested[i].reason) || !ENDS(f->contested[i].ground))
            return false;
    return ENDS(f->person) && ENDS(f->programme) && ENDS(f->about) && ENDS(f->text) &&
           ENDS(f->phone) && filer_ok(f);
}

static bool policy_ok(const struct wire_policy *p)
{
    return p->assisted <= WIRE_LEAVES && p->attended <= WIRE_LEAVES && p->named_witness <= 1 &&
           p->relatives <= 1 && p->card_alone <= 1;
}

static bool ground_ok(const struct wire_ground *g)
{
    return ENDS(g->code) && ENDS(g->text) && ENDS(g->asks) && ENDS(g->evidence) &&
           g->unrecorded <= 1;
}

static bool catalogue_ok(const struct wire_catalogue *c)
{
    if (c->offer_count > WIRE_PROGRAMMES_MAX || c->ground_count > WIRE_GROUNDS_MAX ||
        c->agent_count > WIRE_AGENTS_MAX || c->complaints > 1 || !policy_ok(&c->policy) ||
        !instant_ok(c->made_at))
        return false;
    for (uint32_t i = 0; i < c->offer_count; i++)
        if (!ENDS(c->offers[i].code) || !ENDS(c->offers[i].name) ||
            !instant_ok(c->offers[i].objection_opens_at) ||
            !instant_ok(c->offers[i].objection_closes_at))
            return false;
    for (uint32_t i = 0; i < c->ground_count; i++)
        if (!ground_ok(&c->grounds[i]))
            return false;
    for (uint32_t i = 0; i < c->agent_count; i++)
        if (!ENDS(c->agents[i].name) || !ENDS(c->agents[i].place))
            return false;
    return true;
}

static bool programme_ok(const struct wire_programme *p)
{
    return ENDS(p->code) && ENDS(p->name) && enumerator(p->verdict, WIRE_VERDICTS) &&
           ENDS(p->verdict_text) && ENDS(p->stage) && ENDS(p->place) && ENDS(p->account) &&
           ENDS(p->queue_band) && ENDS(p->missing_source) && ENDS(p->rules) && p->may_object <= 1 &&
           ENDS(p->objectors) && instant_ok(p->objection_opens_at) &&
           instant_ok(p->objection_closes_at);
}

static bool payment_ok(const struct wire_payment *p, uint32_t programmes)
{
    return p->programme < programmes && enumerator(p->state, WIRE_PAYMENT_STATES) &&
           ENDS(p->stage) && ENDS(p->place) && ENDS(p->account) && ENDS(p->state_text) &&
           ENDS(p->advice);
}

static bool reason_ok(const struct wire_reason *r, uint32_t programmes, uint32_t grounds)
{
    return ENDS(r->id) && ENDS(r->kind) && ENDS(r->title) && ENDS(r->says) && ENDS(r->source) &&
           ENDS(r->limit) && ENDS(r->owner) && ENDS(r->corrector) && r->programme < programmes &&
           enumerator(r->effect, WIRE_EFFECTS) && r->sensitivity < WIRE_SENSITIVITIES &&
           r->decisive <= 1 && r->grounds >> grounds == 0 && r->withheld <= 1;
}

static bool case_ok(const struct wire_case *c)
{
    if (c->stage_count > WIRE_STAGES_MAX || c->change_count > WIRE_CHANGES_MAX)
        return false;
    for (uint32_t i = 0; i < c->stage_count; i++)
        if (!enumerator(c->stages[i].state, WIRE_CASE_STATES) || !ENDS(c->stages[i].text) ||
            !instant_ok(c->stages[i].at))
            return false;
    for (uint32_t i = 0; i < c->change_count; i++)
        if (!ENDS(c->changes[i].what) || !ENDS(c->changes[i].before) || !ENDS(c->changes[i].after))
            return false;
    return ENDS(c->number) && ENDS(c->programme) && c->may <= 7 && ENDS(c->kind) &&
           ENDS(c->channel) && ENDS(c->outcome) && ENDS(c->own_words) && ENDS(c->what) &&
           ENDS(c->ground) && ENDS(c->state_text) && contested_ok(c->reasons) &&
           enumerator(c->state, WIRE_CASE_STATES) && instant_ok(c->accepted_at);
}

static bool opening_ok(const struct wire_opening *o)
{
    return o->own <= 1 && instant_ok(o->at) && ENDS(o->place) && ENDS(o->helper) &&
           ENDS(o->witness);
}

static bool breakdown_ok(const struct wire_breakdown *b)
{
    if (b->programme_count > WIRE_PROGRAMMES_MAX || b->reason_count > WIRE_REASONS_MAX ||
        b->ground_count > WIRE_GROUNDS_MAX || b->case_count > WIRE_CASES_MAX ||
        b->payment_count > WIRE_PAYMENTS_MAX || b->opening_count > WIRE_OPENINGS_MAX)
        return false;
    if (!ENDS(b->subject) || !ENDS(b->name) || !ENDS(b->address_as) || !ENDS(b->rules) ||
        !ENDS(b->declaration) || !instant_ok(b->made_at))
        return false;
    for (uint32_t i = 0; i < b->programme_count; i++)
        if (!programme_ok(&b->programmes[i]))
            return false;
    for (uint32_t i = 0; i < b->reason_count; i++)
        if (!reason_ok(&b->reasons[i], b->programme_count, b->ground_count))
            return false;
    for (uint32_t i = 0; i < b->ground_count; i++)
        if (!ground_ok(&b->grounds[i]))
            return false;
    for (uint32_t i = 0; i < b->case_count; i++)
        if (!case_ok(&b->cases[i]))
            return false;
    for (uint32_t i = 0; i < b->payment_count; i++)
        if (!payment_ok(&b->payments[i], b->programme_count))
            return false;
    for (uint32_t i = 0; i < b->opening_count; i++)
        if (!opening_ok(&b->openings[i]))
            return false;
    return true;
}

static bool devices_ok(const struct wire_devices *d)
{
    for (int i = 0; i < WIRE_PARTS; i++)
        if (d->faults[i] >= WIRE_FAULTS)
            return false;
    return d->without < 1u << WIRE_PARTS;
}

static bool commission_ok(const struct wire_commission *h)
{
    for (int i = 0; i < WIRE_STEPS; i++)
        if (h->outcomes[i] >= WIRE_OUTCOMES)
            return false;
    return true;
}

static bool site_ok(const struct wire_site *s)
{
    return enumerator(s->state, WIRE_SITE_STATES) && ENDS(s->why) && ENDS(s->serial) &&
           ENDS(s->village) && ENDS(s->name) && ENDS(s->service);
}

static bool pick_ok(const struct wire_site_pick *p)
{
    return ENDS(p->digits) && strspn(p->digits, "0123456789") == WIRE_SITE_DIGITS &&
           !p->digits[WIRE_SITE_DIGITS];
}

static bool print_ok(const struct wire_print *p)
{
    if (p->count > WIRE_PRINT_MAX)
        return false;
    for (uint32_t i = 0; i < p->count; i++)
        if (!enumerator(p->lines[i].style, WIRE_PRINT_STYLES) || !ENDS(p->lines[i].label) ||
            !ENDS(p->lines[i].text))
            return false;
    return true;
}

static bool staff_ok(const struct wire_staff *s)
{
    if (!enumerator(s->standing, WIRE_STAFF_STANDINGS) || s->rights > WIRE_RIGHTS ||
        !policy_ok(&s->policy) || s->count > WIRE_TEMPLATES_MAX || !ENDS(s->id) || !ENDS(s->name) ||
        !ENDS(s->post))
        return false;
    for (uint32_t i = 0; i < s->count; i++)
        if (!template_ok(&s->templates[i]))
            return false;
    return s->standing == WIRE_STAFF_LISTED ? s->id[0] && s->name[0] : !s->count;
}

static bool enrolment_ok(const struct wire_enrolment *e)
{
    return e->card.assurance == WIRE_ASSURANCE_TAG && card_ok(&e->card) &&
           ENDS(e->consent.version) && is_nik(e->nik) && help_ok(&e->help) &&
           e->help.kind == WIRE_HELP_ATTENDED && !e->help.reason && template_ok(&e->fingers[0]) &&
           template_ok(&e->fingers[1]) && e->fingers[0].size && e->fingers[1].size &&
           e->fingers[0].position != e->fingers[1].position;
}

static bool count_ok(uint32_t count)
{
    return count <= 1 || count >= WIRE_FEW;
}

static bool counts_ok(const struct wire_counts *c)
{
    for (size_t i = 0; i < sizeof c->troubles / sizeof *c->troubles; i++)
        if (!count_ok(c->troubles[i]))
            return false;
    return count_ok(c->visits) && count_ok(c->assisted) && count_ok(c->attended) &&
           count_ok(c->enrolments) && count_ok(c->slips) && count_ok(c->objections) &&
           count_ok(c->reports) && count_ok(c->waiting);
}

static bool body_ok(enum wire_type type, const union wire_body *b)
{
    switch (type) {
    case WIRE_NONE:
    case WIRE_TYPES:
        return false;
    case WIRE_READY:
        return ENDS(b->ready.program) && ENDS(b->ready.version) && ENDS(b->ready.device) &&
               b->ready.sam <= 1;
    case WIRE_FAULT:
    case WIRE_INCIDENT:
        return enumerator(b->fault.fault, WIRE_FAULTS);
    case WIRE_CARD_READ:
        return card_ok(&b->card_read.card) && ENDS(b->card_read.name);
    case WIRE_CARD_PHOTO:
        return b->card_photo.width_px >= 1 && b->card_photo.width_px <= WIRE_PHOTO_WIDTH &&
               b->card_photo.height_px >= 1 && b->card_photo.height_px <= WIRE_PHOTO_HEIGHT;
    case WIRE_TEMPLATES_ASK:
        return card_ok(&b->templates_ask.card) && ENDS(b->templates_ask.consent.version);
    case WIRE_ATTEMPT:
        return card_ok(&b->attempt.card) && ENDS(b->attempt.consent.version) &&
               b->attempt.verified <= 1;
    case WIRE_CARD_TEMPLATES:
        return templates_ok(&b->card_templates.templates);
    case WIRE_TEMPLATES:
        return templates_ok(&b->templates);
    case WIRE_VERIFY:
        return templates_ok(&b->verify.against);
    case WIRE_FINGER_HINT:
        return enumerator(b->finger_hint.hint, WIRE_HINTS) && b->finger_hint.position <= 10;
    case WIRE_VERIFIED:
        return b->verified.matched <= 1 && b->verified.score_class <= 2;
    case WIRE_ENROL:
        return b->enrol.position <= 10;
    case WIRE_ENROLLED:
        return b->enrolled.quality <= 100 && template_ok(&b->enrolled.template);
    case WIRE_QUERY:
        return subject_ok(&b->query.subject) && ENDS(b->query.locale) &&
               b->query.subject.card.assurance != WIRE_ASSURANCE_STATED;
    case WIRE_FILING:
        return filing_ok(&b->filing);
    case WIRE_BREAKDOWN:
        return breakdown_ok(&b->breakdown);
    case WIRE_RECEIPT:
        return ENDS(b->receipt.number) && ENDS(b->receipt.reason) && b->receipt.delivered <= 1 &&
               b->receipt.refused <= 1 && !(b->receipt.refused && b->receipt.delivered) &&
               instant_ok(b->receipt.accepted_at);
    case WIRE_CATALOGUE:
        return catalogue_ok(&b->catalogue);
    case WIRE_LINK:
        return b->link.online <= 1 && b->link.clock_trusted <= 1 &&
               b->link.contact < WIRE_CONTACTS && b->link.store_unusable <= 1 &&
               instant_ok(b->link.offline_since) && instant_ok(b->link.contact_ends_at) &&
               instant_ok(b->link.window_closes_at);
    case WIRE_DEVICES:
        return devices_ok(&b->devices);
    case WIRE_COMMISSION:
        return commission_ok(&b->commission);
    case WIRE_SITE:
        return site_ok(&b->site);
    case WIRE_SITE_PICK:
        return pick_ok(&b->site_pick);
    case WIRE_SETTINGS:
        return b->settings.loudness <= WIRE_LOUDEST && ENDS(b->settings.language) &&
               ENDS(b->settings.hours);
    case WIRE_SAY:
        return b->say.private <= 1 && ENDS(b->say.language) && ENDS(b->say.text);
    case WIRE_CHIME:
        return enumerator(b->chime.sound, WIRE_SOUNDS);
    case WIRE_VOICE_CONTROL:
        return enumerator(b->voice_control.control, WIRE_CONTROLS) &&
               b->voice_control.loudness <= WIRE_LOUDEST;
    case WIRE_SAID:
        return enumerator(b->said.ending, WIRE_ENDINGS) && b->said.lent <= 1;
    case WIRE_JACK:
        return b->jack.plugged <= 1;
    case WIRE_PRINT:
        return print_ok(&b->print);
    case WIRE_PRINTED:
        return b->printed.fault < WIRE_FAULTS;
    case WIRE_STAFF_ASK:
        return card_ok(&b->staff_ask.card) && enumerator(b->staff_ask.role, WIRE_ROLES);
    case WIRE_STAFF:
        return staff_ok(&b->staff);
    case WIRE_SIGN_IN:
        return enumerator(b->sign_in.role, WIRE_ROLES) &&
               enumerator(b->sign_in.outcome, WIRE_SIGN_IN_OUTCOMES) && ENDS(b->sign_in.id);
    case WIRE_ENROLMENT:
        return enrolment_ok(&b->enrolment);
    case WIRE_COUNTS_ASK:
        return b->counts_ask.days >= 1 && b->counts_ask.days <= WIRE_COUNTS_DAYS;
    case WIRE_COUNTS:
        return counts_ok(&b->counts);
    case WIRE_SLIP_ASK:
        return b->slip_ask.first <= 1 && b->slip_ask.from_hour <= b->slip_ask.last_hour &&
               b->slip_ask.last_hour <= 23 && b->slip_ask.places >= 1 &&
               b->slip_ask.places <= WIRE_SLIP_PLACES;
    case WIRE_SLIP:
        return b->slip.number >= 1 && b->slip.hour <= 23 && b->slip.first <= 1;
    case WIRE_CARD_SEEN:
    case WIRE_CARD_GONE:
    case WIRE_VERIFY_STOP:
    case WIRE_ATTEMPT_TAKEN:
    case WIRE_COMMISSION_DUE:
    case WIRE_SITE_TAKE:
        return true;
    }
    return false;
}

int wire_check(const struct wire_packet *packet, size_t size, enum wire_direction direction)
{
    if (size < sizeof packet->header)
        return -EBADMSG;
    uint32_t type = packet->header.type;
    size_t body = wire_body_size(type);
    if (!body || packet->header.size != body || size != sizeof packet->header + body)
        return -EBADMSG;
    if (types[type].direction != direction)
        return -EBADMSG;
    return body_ok((enum wire_type)type, &packet->body) ? 0 : -EBADMSG;
}

int wire_send(int fd, enum wire_type type, uint32_t visit, const void *body)
{
    struct wire_header header = {
        .type = type, .size = (uint32_t)wire_body_size(type), .visit = visit};
    struct iovec parts[2] = {
        {.iov_base = &header, .iov_len = sizeof header},
        {.iov_base = (void *)body, .iov_len = header.size},
    };
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t sent;
    do
        sent = sendmsg(fd, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0)
        return 0;
    /* The kernel's word for a peer that ended with something unread. */
    return errno == ECONNRESET ? -EPIPE : -errno;
}

int wire_recv(int fd, enum wire_direction direction, struct wire_packet *packet_out)
{
    struct iovec part = {.iov_base = packet_out, .iov_len = sizeof *packet_out};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    ssize_t got;
    int result;
    do
        got = recvmsg(fd, &message, 0);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        result = -errno;
    else if (got == 0)
        result = -EPIPE;
    else if (message.msg_flags & MSG_TRUNC)
        result = -EBADMSG;
    else
        result = wire_check(packet_out, (size_t)got, direction);
    if (result == -ECONNRESET)
        result = -EPIPE;
    if (result && got > 0)
        explicit_bzero(packet_out, (size_t)got);
    return result;
}
