#include "kiosk/choices.h"

const struct wire_ground *choices_grounds(const struct session *s, uint32_t *count_out)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    bool result = b->programme_count != 0;
    *count_out = result ? b->ground_count : s->catalogue.ground_count;
    return result ? b->grounds : s->catalogue.grounds;
}

/* Whether any ground says of itself that it may stand without a record. */
static bool some_unrecorded(const struct wire_ground *grounds, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (grounds[i].unrecorded)
            return true;
    return false;
}

bool choices_fits(const struct session *s, unsigned ground)
{
    const struct draft *d = &s->visit.draft;
    const struct draft_point *p = &d->points[d->at];
    uint32_t count;
    const struct wire_ground *grounds = choices_grounds(s, &count);
    if (d->kind == WIRE_FILING_COMPLAINT)
        return ground < CHOICES_ABOUTS;
    if (d->kind == WIRE_FILING_PROVISIONAL && ground == DRAFT_UNKNOWN)
        return true;
    if (ground >= count)
        return false;
    if (d->kind != WIRE_FILING_OBJECTION)
        return true;
    if (p->reason == DRAFT_UNRECORDED)
        return grounds[ground].unrecorded || !some_unrecorded(grounds, count);
    return s->visit.breakdown.reasons[p->reason].grounds >> ground & 1;
}

bool choices_is_open(const struct session *s, const struct wire_offer *offer)
{
    return s->wall_s >= offer->objection_opens_at && s->wall_s <= offer->objection_closes_at;
}

bool choices_waits(const struct session *s)
{
    return s->state == STATE_TROUBLE && (s->retry == STATE_SENDING || s->retry == STATE_DECLARE);
}

bool choices_may_note(const struct session *s)
{
    bool known = stated_is_on(s) || (visit_has_card(s) && s->visit.card.uid_size);
    if (choices_waits(s) || !known || s->visit.breakdown.programme_count)
        return false;
    for (uint32_t i = 0; i < s->catalogue.offer_count; i++)
        if (choices_is_open(s, &s->catalogue.offers[i]))
            return true;
    return false;
}

bool choices_takes(const struct session *s, unsigned report)
{
    return report >= WIRE_REPORT_DEATH && report < WIRE_REPORTS &&
           (report != WIRE_REPORT_DATA_WITHDRAWAL || !stated_is_on(s));
}

bool choices_needs_finger(const struct session *s)
{
    uint32_t kind = s->visit.draft.kind;
    return kind != WIRE_FILING_PROVISIONAL && kind != WIRE_FILING_COMPLAINT &&
           visit_is_identified(s);
}
