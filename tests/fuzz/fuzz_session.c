/*
 * Any visit: from any state, whatever drivers may say with the practice family's result gone wrong,
 * and whatever is tapped. The screens are built, and what is sent is what the wire lets through.
 */
#include "kiosk/practice.h"
#include "kiosk/screens/screen.h"

#include <stdlib.h>
#include <string.h>

enum { NOON = 1795323600, SPOILT = 4 };

static const uint8_t *at, *end;
static struct session session;

static unsigned take(void)
{
    return at < end ? *at++ : 0;
}

/* Returns false for what the wire itself would not let through. */
static bool say(struct event *e, struct wire_packet *p)
{
    p->header.type = take() % WIRE_TYPES;
    p->header.size = (uint32_t)wire_body_size(p->header.type);
    p->header.visit = session.visit_number - (take() & 1);
    if (p->header.type == WIRE_BREAKDOWN)
        p->body.breakdown = session.visit.breakdown;
    for (unsigned i = take() % SPOILT; i && p->header.size; i--) {
        size_t where = (take() << 16 | take() << 8 | take()) % p->header.size;
        ((uint8_t *)&p->body)[where] = (uint8_t)take();
    }
    e->peer = (enum peer)(take() % PEERS);
    e->packet = p;
    return !wire_check(p, sizeof p->header + p->header.size, WIRE_TO_KIOSK);
}

static void step(struct event *e)
{
    static struct scene scene;
    static struct wire_packet sent;
    struct commands commands;
    session_step(&session, e, &commands);
    for (unsigned i = 0; i < commands.count; i++) {
        const struct command *c = &commands.list[i];
        if (c->kind != COMMAND_SEND)
            continue;
        sent.header = (struct wire_header){
            .type = c->type, .size = (uint32_t)wire_body_size(c->type), .visit = c->visit};
        memcpy(&sent.body, c->body, sent.header.size);
        if (wire_check(&sent, sizeof sent.header + sent.header.size, WIRE_FROM_KIOSK))
            abort();
    }
    screen_build(&session, &scene);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire_packet packet;
    int64_t now_ms = 1000;
    at = data;
    end = data + size;
    session_init(&session, &(struct session_setup){0});
    practice_visit(&session, (enum state)(take() % STATES), NOON);
    if (session.visit.card.uid_size) { /* what pictures of screens do without */
        session.visit.card.assurance = WIRE_ASSURANCE_TAG;
        session.visit.templates.count = 1;
        session.visit.verified_at = NOON;
    }
    while (at < end) {
        struct event e = {.kind = (enum event_kind)(take() % 5), .now_ms = now_ms, .wall_s = NOON};
        if (e.kind == EVENT_TAP) {
            e.action = (enum action)(take() % ACTIONS);
            e.which = (uint16_t)take();
        } else if (e.kind == EVENT_PEER_DOWN) {
            e.peer = (enum peer)(take() % PEERS);
        } else if (e.kind == EVENT_TIME && session_deadline_ms(&session) > now_ms) {
            now_ms = e.now_ms = session_deadline_ms(&session);
        } else if (e.kind == EVENT_PACKET) {
            memset(&packet, 0, sizeof packet);
            if (!say(&e, &packet))
                continue;
        }
        step(&e);
    }
    return 0;
}
