#include "catalogue.h"

#include "grounds.h"
#include "reading.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

enum { PROVISIONAL_DAYS_MOST = 366 };

static void read_offers(struct reading *r, const json_t *message, struct wire_catalogue *c)
{
    const json_t *programme;
    size_t i;
    json_array_foreach(reading_list(r, message, "programmes"), i, programme)
    {
        if (c->offer_count == WIRE_PROGRAMMES_MAX)
            break;
        struct wire_offer *o = &c->offers[c->offer_count++];
        const json_t *window = reading_object(r, programme, "objection");
        READING_ID(r, programme, "code", o->code);
        reading_told(r, programme, "name", "code", o->name, sizeof o->name);
        o->objection_opens_at = reading_instant(r, window, "opens_at");
        o->objection_closes_at = reading_instant(r, window, "closes_at");
    }
}

static void read_agents(struct reading *r, const json_t *message, struct wire_catalogue *c)
{
    const json_t *agent;
    size_t i;
    json_array_foreach(reading_list(r, message, "agents"), i, agent)
    {
        if (c->agent_count == WIRE_AGENTS_MAX)
            break;
        struct wire_agent *a = &c->agents[c->agent_count++];
        READING_WORDS(r, agent, "name", a->name);
        READING_WORDS(r, agent, "place", a->place);
    }
}

static void read_inspectorate(struct reading *r, const json_t *message, struct catalogue *c)
{
    const json_t *key = reading_object(r, message, "inspectorate");
    const char *text = reading_string(r, key, "public_key");
    size_t size = 0;
    if (!key)
        return;
    READING_ID(r, key, "key_id", c->inspectorate_id);
    if (!*c->inspectorate_id ||
        sodium_base642bin(c->inspectorate, sizeof c->inspectorate, text, strlen(text), NULL, &size,
                          NULL, sodium_base64_VARIANT_ORIGINAL) ||
        size != sizeof c->inspectorate)
        r->wrong = true;
    c->told.complaints = 1;
}

int catalogue_parse(const json_t *message, struct catalogue *catalogue_out)
{
    struct reading r = {.wrong = false};
    struct catalogue c = {0};
    c.told.made_at = reading_instant(&r, message, "made_at");
    c.told.provisional_days =
        (uint32_t)reading_integer(&r, message, "provisional_days", PROVISIONAL_DAYS_MOST);
    read_offers(&r, message, &c.told);
    grounds_read(&r, message, c.told.grounds, &c.told.ground_count);
    read_agents(&r, message, &c.told);
    read_inspectorate(&r, message, &c);
    if (r.wrong || !c.told.made_at)
        return -EBADMSG;
    *catalogue_out = c;
    return 0;
}
