#include "kiosk/filing.h"

#include <string.h>
#include <time.h>

static const enum state states[] = {
    [DRAFT_WHICH] = STATE_WHICH,   [DRAFT_GROUND] = STATE_GROUND, [DRAFT_SINCE] = STATE_SINCE,
    [DRAFT_WORDS] = STATE_WORDS,   [DRAFT_DAY] = STATE_SINCE,     [DRAFT_PHONE] = STATE_PHONE,
    [DRAFT_REVIEW] = STATE_REVIEW,
};

/* --- what taps do -------------------------------------------------------------------------- */

/* "Kembali" from the first step leads to where it was begun. */
static void begin(struct session *s, enum wire_filing_kind kind, enum draft_step from)
{
    draft_begin(&s->visit.draft, kind, from);
    s->visit.drafted_from = s->state;
    s->visit.draft.help = s->visit.helping.help;
}

bool filing_object(struct session *s, uint16_t which)
{
    (void)which;
    if (!visit_may_object(s, s->visit.programme))
        return false;
    begin(s, WIRE_FILING_OBJECTION, DRAFT_WHICH);
    s->visit.draft.programme = s->visit.programme;
    return true;
}

bool filing_contest(struct session *s, uint16_t reason)
{
    if (reason >= s->visit.breakdown.reason_count || !visit_may_contest(s, reason))
        return false;
    begin(s, WIRE_FILING_OBJECTION, DRAFT_GROUND);
    s->visit.draft.programme = s->visit.breakdown.reasons[reason].programme;
    return draft_toggle(&s->visit.draft, (uint8_t)reason);
}

bool filing_provisional(struct session *s, uint16_t which)
{
    (void)which;
    if (!choices_may_note(s))
        return false;
    begin(s, WIRE_FILING_PROVISIONAL, DRAFT_WHICH);
    return true;
}

static bool about_case(struct session *s, uint16_t filed, enum wire_filing_kind kind,
                       enum draft_step from, uint32_t may)
{
    if (filed >= s->visit.breakdown.case_count || !(s->visit.breakdown.cases[filed].may & may))
        return false;
    begin(s, kind, from);
    s->visit.draft.about = (uint8_t)filed;
    return true;
}

bool filing_withdraw(struct session *s, uint16_t filed)
{
    return about_case(s, filed, WIRE_FILING_WITHDRAWAL, DRAFT_REVIEW, WIRE_MAY_WITHDRAW);
}

bool filing_appeal(struct session *s, uint16_t filed)
{
    return about_case(s, filed, WIRE_FILING_APPEAL, DRAFT_WORDS, WIRE_MAY_APPEAL);
}

bool filing_reports(struct session *s, uint16_t which)
{
    (void)which;
    begin(s, WIRE_FILING_REPORT, DRAFT_WHICH);
    return true;
}

/* Today where the kiosk stands, YYYYMMDD. */
static int32_t today(const struct session *s)
{
    time_t now = (time_t)s->wall_s;
    struct tm tm = {0};
    localtime_r(&now, &tm);
    return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

static void ask_date(struct session *s)
{
    int32_t day = today(s);
    s->visit.draft.date = (struct entry_date){
        .precision = ENTRY_MONTH, .day = day % 100, .month = day / 100 % 100, .year = day / 10000};
}

bool filing_choose_report(struct session *s, uint16_t report)
{
    if (s->visit.draft.kind != WIRE_FILING_REPORT || !choices_takes(s, report))
        return false;
    s->visit.draft.report = report;
    explicit_bzero(&s->visit.draft.words, sizeof s->visit.draft.words);
    s->visit.draft.since = 0;
    return true;
}

bool filing_report(struct session *s, uint16_t report)
{
    if (choices_waits(s))
        return false;
    begin(s, WIRE_FILING_REPORT, DRAFT_WHICH);
    if (!filing_choose_report(s, report))
        return false;
    s->visit.draft.from = draft_next(&s->visit.draft, DRAFT_WHICH, NULL);
    return true;
}

bool filing_complain(struct session *s, uint16_t which)
{
    (void)which;
    if (!s->catalogue.complaints)
        return false;
    s->visit_number++;
    begin(s, WIRE_FILING_COMPLAINT, DRAFT_GROUND);
    return true;
}

bool filing_choose_offer(struct session *s, uint16_t offer)
{
    if (s->visit.draft.kind != WIRE_FILING_PROVISIONAL || offer >= s->catalogue.offer_count ||
        !choices_is_open(s, &s->catalogue.offers[offer]))
        return false;
    s->visit.draft.programme = (uint8_t)offer;
    return true;
}

bool filing_choose_ground(struct session *s, uint16_t ground)
{
    if (!choices_fits(s, ground))
        return false;
    draft_choose_ground(&s->visit.draft, (uint8_t)ground);
    return true;
}

/* Who died, who is proposed, what happened: that nobody else can say. */
static bool words_missing(const struct draft *d)
{
    return d->kind == WIRE_FILING_REPORT && d->report != WIRE_REPORT_MISSED_HOUSEHOLD &&
           !d->words.text[0];
}

bool filing_go_on(struct session *s, uint16_t which)
{
    struct draft *d = &s->visit.draft;
    (void)which;
    if (s->state == STATE_WHICH && !d->count)
        return false;
    if (s->state == STATE_WORDS && words_missing(d))
        return false;
    if (s->state == STATE_SINCE)
        draft_take_date(d);
    return true;
}

bool filing_skip(struct session *s, uint16_t which)
{
    struct draft *d = &s->visit.draft;
    (void)which;
    if (s->state == STATE_SINCE)
        draft_skip_date(d);
    else if (s->state == STATE_WORDS)
        explicit_bzero(&d->words, sizeof d->words);
    else
        explicit_bzero(&d->phone, sizeof d->phone);
    return s->state != STATE_WORDS || !words_missing(d);
}

void filing_new_key(struct session *s)
{
    s->filings++;
    memcpy(s->visit.key, s->setup.seed, SESSION_SEED);
    memcpy(s->visit.key + SESSION_SEED, &s->visit_number, 4);
    memcpy(s->visit.key + SESSION_SEED + 4, &s->filings, 4);
}

/* What is filed before the person agreed to anything else is agreed to with its own "yes". */
bool filing_confirm(struct session *s, uint16_t which)
{
    struct wire_consent *consent = &s->visit.consent;
    (void)which;
    if (visit_has_card(s) && !consent->given_at) {
        strcpy(consent->version, SESSION_NOTE_VERSION);
        consent->given_at = s->wall_s;
    }
    explicit_bzero(&s->visit.receipt, sizeof s->visit.receipt);
    s->visit.printing = (struct printing){.state = PRINTING_NOT};
    filing_new_key(s);
    return true;
}

static bool choose_point(struct session *s, uint16_t reason)
{
    if (reason != DRAFT_UNRECORDED &&
        (reason >= s->visit.breakdown.reason_count || !visit_may_contest(s, reason) ||
         s->visit.breakdown.reasons[reason].programme != s->visit.draft.programme))
        return true; /* a tap on a screen that has just changed */
    draft_toggle(&s->visit.draft, (uint8_t)reason);
    return true;
}

static bool type(struct session *s, enum action action, uint16_t which)
{
    bool phone = s->state == STATE_PHONE;
    struct entry *e = phone ? &s->visit.draft.phone : &s->visit.draft.words;
    if (s->state != STATE_WORDS && !phone)
        return false;
    if (action == ACTION_KEY && (!phone || strlen(e->text) + 1 < WIRE_CODE))
        entry_type(e, which);
    else if (action == ACTION_ERASE)
        entry_erase(e);
    else if (action == ACTION_LAYER)
        e->digits = !e->digits;
    return true;
}

static bool set_date(struct session *s, enum action action, uint16_t which)
{
    struct entry_date *date = &s->visit.draft.date;
    if (s->state != STATE_SINCE)
        return false;
    if (action == ACTION_PRECISION && which < ENTRY_PRECISIONS)
        date->precision = (enum entry_precision)which;
    else if (action != ACTION_PRECISION && which <= ENTRY_PART_YEAR)
        entry_date_step(date, (enum entry_part)which, action == ACTION_MORE ? 1 : -1, today(s));
    return true;
}

bool filing_edit(struct session *s, enum action action, uint16_t which)
{
    if (action == ACTION_POINT && s->state == STATE_WHICH)
        return choose_point(s, which);
    if (action == ACTION_KEY || action == ACTION_ERASE || action == ACTION_LAYER)
        return type(s, action, which);
    if (action == ACTION_MORE || action == ACTION_LESS || action == ACTION_PRECISION)
        return set_date(s, action, which);
    return false;
}

/* --- where it leads ------------------------------------------------------------------------ */

/* The step of the present state. */
static enum draft_step step_now(const struct session *s)
{
    enum draft_step step = DRAFT_WHICH;
    if (s->state == STATE_SINCE && s->visit.draft.kind == WIRE_FILING_REPORT)
        return DRAFT_DAY;
    while (step < DRAFT_REVIEW && states[step] != s->state)
        step = (enum draft_step)(step + 1);
    return step;
}

enum state filing_first(const struct session *s)
{
    return states[s->visit.draft.from];
}

enum state filing_next(struct session *s)
{
    uint32_t count;
    const struct wire_ground *grounds = choices_grounds(s, &count);
    enum draft_step step = draft_next(&s->visit.draft, step_now(s), grounds);
    if (step == DRAFT_DONE)
        return choices_needs_finger(s) ? STATE_DECLARE : STATE_SENDING;
    if (step == DRAFT_SINCE || step == DRAFT_DAY)
        ask_date(s);
    return states[step];
}

enum state filing_before(struct session *s)
{
    uint32_t count;
    const struct wire_ground *grounds = choices_grounds(s, &count);
    enum draft_step step = draft_before(&s->visit.draft, step_now(s), grounds);
    if (step != DRAFT_LEFT)
        return states[step];
    if (s->visit.drafted_from == STATE_TROUBLE && s->fault == WIRE_FAULT_NONE) {
        s->fault = WIRE_FAULT_LINK_DOWN; /* the card was lifted in between */
        s->retry = STATE_CONSENT;
    }
    return s->visit.drafted_from;
}

/* --- what it becomes ----------------------------------------------------------------------- */

/* ASCII codes of the contract, schema ComplaintCase. */
static const char *const abouts[CHOICES_ABOUTS] = {
    [CHOICES_ABOUT_MONEY] = "money",
    [CHOICES_ABOUT_STAFF] = "staff",
    [CHOICES_ABOUT_DATA] = "data",
    [CHOICES_ABOUT_OTHER] = "other",
};

static void write_points(const struct session *s, struct wire_filing *f)
{
    const struct draft *d = &s->visit.draft;
    uint32_t count;
    const struct wire_ground *grounds = choices_grounds(s, &count);
    f->contested_count = d->count;
    for (unsigned i = 0; i < d->count; i++) {
        const struct draft_point *p = &d->points[i];
        struct wire_contested *c = &f->contested[i];
        if (d->kind == WIRE_FILING_COMPLAINT && p->ground < CHOICES_ABOUTS)
            strcpy(c->ground, abouts[p->ground]);
        else if (d->kind != WIRE_FILING_COMPLAINT && p->ground < count)
            memcpy(c->ground, grounds[p->ground].code, sizeof c->ground);
        if (d->kind == WIRE_FILING_OBJECTION && p->reason != DRAFT_UNRECORDED)
            memcpy(c->reason, s->visit.breakdown.reasons[p->reason].id, sizeof c->reason);
        c->since = p->since;
    }
}

/* The case withdrawn or appealed, or the provisional one that an objection completes. */
static void write_about(const struct session *s, struct wire_filing *f)
{
    const struct draft *d = &s->visit.draft;
    int about = d->kind == WIRE_FILING_OBJECTION ? visit_completes(s, d->programme)
                : d->kind == WIRE_FILING_WITHDRAWAL || d->kind == WIRE_FILING_APPEAL ? d->about
                                                                                     : -1;
    if (about >= 0)
        memcpy(f->about, s->visit.breakdown.cases[about].number, sizeof f->about);
}

static void write_filer(const struct session *s, struct wire_filing *f)
{
    if (f->kind == WIRE_FILING_COMPLAINT)
        return;
    f->subject.card = s->visit.card;
    f->subject.consent = s->visit.consent;
    f->subject.help = s->visit.draft.help;
    if (f->kind != WIRE_FILING_PROVISIONAL) {
        f->subject.score_class = s->visit.score_class;
        f->subject.verified_at = s->visit.verified_at;
    }
    memcpy(f->person, s->visit.breakdown.subject, sizeof f->person);
}

_Static_assert((int)ENTRY_TEXT <= (int)WIRE_TEXT, "what can be typed can be sent");

void filing_write(const struct session *s, struct wire_filing *filing_out)
{
    const struct draft *d = &s->visit.draft;
    struct wire_filing *f = filing_out;
    memset(f, 0, sizeof *f);
    f->kind = d->kind;
    f->report = d->report;
    memcpy(f->key, s->visit.key, sizeof f->key);
    write_filer(s, f);
    if (d->kind == WIRE_FILING_OBJECTION)
        memcpy(f->programme, s->visit.breakdown.programmes[d->programme].code, sizeof f->programme);
    if (d->kind == WIRE_FILING_PROVISIONAL)
        memcpy(f->programme, s->catalogue.offers[d->programme].code, sizeof f->programme);
    write_points(s, f);
    write_about(s, f);
    f->since = d->since;
    memcpy(f->text, d->words.text, sizeof d->words.text);
    memcpy(f->phone, d->phone.text, strnlen(d->phone.text, sizeof f->phone - 1));
    f->confirmed_at = s->wall_s;
}

void filing_rate(struct session *s, enum wire_rating rating, struct wire_filing *filing_out)
{
    filing_new_key(s);
    memset(filing_out, 0, sizeof *filing_out);
    filing_out->kind = WIRE_FILING_RATING;
    filing_out->rating = rating;
    memcpy(filing_out->key, s->visit.key, sizeof filing_out->key);
    filing_out->confirmed_at = s->wall_s;
}

void filing_receive(struct session *s, const struct wire_receipt *receipt)
{
    struct wire_receipt *shown = &s->visit.receipt;
    struct wire_receipt first = *shown;
    *shown = *receipt;
    if (!first.number[0])
        return;
    shown->accepted_at = first.accepted_at;
    if (!receipt->delivered)
        memcpy(shown->number, first.number, sizeof shown->number);
}
