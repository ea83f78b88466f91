#include "errands.h"

#include <sodium.h>
#include <string.h>

enum { UNDER_WAY_MS = 60000 /* the line has its own time-outs and wakes us sooner */ };

void errands_open(struct errands *e, const struct errands_setup *setup, const struct moment *t)
{
    *e = (struct errands){.mail = setup->mail, .notes = setup->notes};
    store_open(&e->store, &setup->outbox, t->now, t->trusted, t->steady_ms, e->notes);
    delivery_open(&e->delivery, &e->store, setup->service);
    bulletin_open(&e->bulletin, setup->outbox.directory, setup->service, e->mail, e->notes);
    muster_open(&e->muster, setup->outbox.directory, e->mail, e->notes);
    heartbeat_open(&e->heartbeat, setup->outbox.directory, setup->certificate, setup->updates,
                   e->mail, t->now, e->notes);
    e->fetch = (struct fetch){.directory = setup->outbox.directory,
                              .updates = setup->updates,
                              .service = setup->origin,
                              .bundles = setup->bundles};
}

void errands_close(struct errands *e)
{
    delivery_close(&e->delivery);
    store_close(&e->store);
    muster_close(&e->muster);
}

/* --- the line ---------------------------------------------------------------------------- */

static void reached(struct errands *e, const struct moment *t)
{
    store_met(&e->store, t->now, e->notes);
    if (!line_met(&e->line, t->steady_ms))
        return;
    store_log(&e->store, "line-up", "", e->notes);
    delivery_hasten(&e->delivery, t->steady_ms, e->notes);
    heartbeat_hasten(&e->heartbeat, t->steady_ms);
}

static void not_reached(struct errands *e, const struct moment *t, enum wire_fault fault,
                        const char *why)
{
    if (!line_missed(&e->line, t->now, t->steady_ms, randombytes_random()))
        return;
    e->heartbeat.counts.line_lost++;
    notes_add(e->notes, "reach the service", why);
    store_log(&e->store, "line-down", wire_fault_name(fault), e->notes);
}

/* An error of the service, or one answer that was slow, says nothing about the line. */
static void learn_line(struct errands *e, const struct link_result *r, const struct moment *t)
{
    if (r->fault == WIRE_FAULT_NONE)
        reached(e, t);
    else if (r->fault != WIRE_FAULT_SERVICE_ERROR && r->fault != WIRE_FAULT_SERVICE_SLOW)
        not_reached(e, t, r->fault, r->why);
}

/* --- what comes back --------------------------------------------------------------------- */

/* Windows are told to those who come while the line is down: they are the same for everybody. */
static void learn_offers(struct errands *e, int64_t now)
{
    const struct wire_catalogue *c = &e->bulletin.catalogue.told;
    for (uint32_t i = 0; i < c->offer_count; i++)
        store_window(&e->store, c->offers[i].objection_closes_at, now, e->notes);
}

static void hear_catalogue(struct errands *e, const struct link_result *r, const struct moment *t)
{
    bulletin_hear(&e->bulletin, e->mail, r, t->now, e->notes);
    if (e->bulletin.learned)
        store_log(&e->store, "keys-learned", e->mail->service->sealing_id, e->notes);
    e->bulletin.learned = false;
    learn_offers(e, t->now);
}

static void hear_heartbeat(struct errands *e, const struct link_result *r, const struct moment *t)
{
    if (heartbeat_hear(&e->heartbeat, &e->store, e->mail, r, t->now, e->notes))
        fetch_take(&e->fetch, e->mail->link, &e->heartbeat.offer, e->notes);
}

/* What failed for the time that this clock shows is this clock's fault, unless it is kept. */
static enum wire_fault fault_by_clock(const struct link_result *r, const struct moment *t)
{
    int64_t apart = r->date > t->now ? r->date - t->now : t->now - r->date;
    if (r->fault == WIRE_FAULT_CLOCK_WRONG && t->trusted)
        return WIRE_FAULT_SERVICE_UNTRUSTED;
    if (r->fault == WIRE_FAULT_SERVICE_ERROR && !t->trusted && r->date && apart > ENVELOPE_SKEW_S)
        return WIRE_FAULT_CLOCK_WRONG;
    return r->fault;
}

bool errands_hear(struct errands *e, struct link_result *r, const struct moment *t,
                  const struct wire_receipt **receipt_out)
{
    bool looked = r->lane == LINK_DELIVER && e->looking;

    *receipt_out = NULL;
    if (r->lane == LINK_FETCH) { /* it may come from elsewhere: nothing of it is the line's */
        fetch_hear(&e->fetch, r, t->steady_ms, e->notes);
        return true;
    }
    r->fault = fault_by_clock(r, t);
    if (looked && r->fault)
        not_reached(e, t, r->fault, r->why);
    else
        learn_line(e, r, t);
    if (r->lane != LINK_DELIVER)
        return false;
    if (looked)
        e->looking = false;
    else if (e->witness.under_way)
        witness_hear(&e->witness, &e->store, e->mail, r, t->now, e->notes);
    else if (e->heartbeat.under_way)
        hear_heartbeat(e, r, t);
    else if (e->delivery.under_way)
        *receipt_out = delivery_hear(&e->delivery, e->mail, r, t->now, t->steady_ms, e->notes);
    else if (e->bulletin.document.under_way)
        hear_catalogue(e, r, t);
    else if (e->muster.document.under_way)
        muster_hear(&e->muster, e->mail, r, t->now, e->notes);
    return true;
}

/* --- what goes out ----------------------------------------------------------------------- */

/* The lane of what may take its time carries one thing at a time. */
static bool delivers(const struct errands *e)
{
    return e->looking || e->delivery.under_way || e->bulletin.document.under_way ||
           e->muster.document.under_way || e->witness.under_way || e->heartbeat.under_way;
}

void errands_run(struct errands *e, const struct moment *t)
{
    if (e->store.trouble && t->steady_ms >= e->store.check_at_ms)
        (void)store_check(&e->store, t->steady_ms, e->notes);
    if (!delivers(e) && e->line.state == LINE_UP)
        delivery_start(&e->delivery, e->mail, t->now, t->steady_ms, e->notes);
    if (!delivers(e) && e->line.state == LINE_UP)
        witness_start(&e->witness, &e->store, e->mail, t->now, t->steady_ms, e->notes);
    if (e->line.state == LINE_DOWN || (e->line.state == LINE_UP && !delivers(e)))
        heartbeat_beat(&e->heartbeat, &e->store, e->mail, e->line.state == LINE_UP, t->now,
                       t->steady_ms, e->notes);
    if (!delivers(e) && e->line.state == LINE_UP)
        document_start(&e->bulletin.document, e->mail, t->now, t->steady_ms, e->notes);
    if (!delivers(e) && e->line.state == LINE_UP)
        document_start(&e->muster.document, e->mail, t->now, t->steady_ms, e->notes);
    if (e->line.state == LINE_UP)
        fetch_start(&e->fetch, e->mail->link, t->steady_ms, e->notes);
    if (!delivers(e) && t->steady_ms >= e->line.look_at_ms) {
        int result = link_get(e->mail->link, LINK_DELIVER, "/kiosk/v1/health");
        if (result)
            not_reached(e, t, WIRE_FAULT_LINK_DOWN, strerror(-result));
        else
            e->looking = true;
    }
}

int errands_timeout_ms(const struct errands *e, const struct moment *t)
{
    int64_t until = e->line.look_at_ms;
    if (delivers(e))
        return UNDER_WAY_MS;
    if (e->line.state == LINE_UP && fetch_is_due(&e->fetch, until) && e->fetch.at_ms < until)
        until = e->fetch.at_ms;
    if (e->line.state == LINE_UP && e->store.waiting && e->delivery.at_ms < until)
        until = e->delivery.at_ms;
    if (e->line.state == LINE_UP && (document_is_due(&e->bulletin.document, t->now, t->steady_ms) ||
                                     document_is_due(&e->muster.document, t->now, t->steady_ms)))
        until = t->steady_ms;
    if (e->line.state != LINE_UNKNOWN && e->heartbeat.at_ms < until)
        until = e->heartbeat.at_ms;
    if (e->store.trouble && e->store.check_at_ms < until)
        until = e->store.check_at_ms;
    return until <= t->steady_ms ? 0 : (int)(until - t->steady_ms);
}
