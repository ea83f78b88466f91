#include "kiosk/visit.h"

#include <string.h>

bool visit_knows_devices(const struct session *s)
{
    return (s->up[PEER_CARD] || s->device_fault[PEER_CARD]) &&
           (s->up[PEER_FINGER] || s->device_fault[PEER_FINGER]);
}

bool visit_sensor_is_down(const struct session *s)
{
    enum wire_fault fault = s->device_fault[PEER_FINGER];
    return fault == WIRE_FAULT_SENSOR_ABSENT || fault == WIRE_FAULT_SENSOR_UNFIT;
}

bool visit_has_card(const struct session *s)
{
    return s->visit.placement != 0;
}

bool visit_is_identified(const struct session *s)
{
    return s->visit.verified_at != 0;
}

bool visit_is_offline(const struct session *s)
{
    return !s->link.online && s->link.offline_since != 0 && !s->commission.practising;
}

static bool is_undecided(const struct wire_case *c)
{
    return c->state == WIRE_CASE_QUEUED || c->state == WIRE_CASE_RECEIVED ||
           c->state == WIRE_CASE_CHECKING || c->state == WIRE_CASE_VISIT;
}

int visit_case_of_reason(const struct session *s, unsigned reason)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    for (uint32_t i = 0; i < b->case_count; i++) {
        const struct wire_case *c = &b->cases[i];
        if (!is_undecided(c))
            continue;
        for (int j = 0; j < WIRE_CONTESTED_MAX && c->reasons[j][0]; j++)
            if (!strcmp(c->reasons[j], b->reasons[reason].id))
                return (int)i;
    }
    return -1;
}

int visit_completes(const struct session *s, unsigned programme)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    for (uint32_t i = 0; i < b->case_count; i++)
        if (b->cases[i].may & WIRE_MAY_COMPLETE &&
            !strcmp(b->cases[i].programme, b->programmes[programme].code))
            return (int)i;
    return -1;
}

static bool is_within(const struct wire_programme *p, int64_t at)
{
    return at >= p->objection_opens_at && at <= p->objection_closes_at;
}

bool visit_may_object(const struct session *s, unsigned programme)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    const struct wire_programme *p = &b->programmes[programme];
    int noted = visit_completes(s, programme);
    return p->may_object && p->objection_closes_at &&
           (is_within(p, s->wall_s) || (noted >= 0 && is_within(p, b->cases[noted].accepted_at)));
}

bool visit_may_contest(const struct session *s, unsigned reason)
{
    const struct wire_reason *r = &s->visit.breakdown.reasons[reason];
    return r->grounds != 0 && visit_may_object(s, r->programme) &&
           visit_case_of_reason(s, reason) < 0;
}

bool visit_has_printer(const struct session *s)
{
    return s->up[PEER_PRINTER] && s->device_fault[PEER_PRINTER] != WIRE_FAULT_PRINTER_ABSENT;
}
