/* What everybody may know: programmes and their windows, grounds, agents, and whose keys are whose.
 * A kiosk keeps it for when it has no line. The windows are those of the pilot's district. */
#include "breakdown.h"
#include "calendar.h"
#include "field.h"
#include "filings.h"
#include "request.h"
#include "result.h"
#include "rounds.h"
#include "stage.h"
#include "villages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 4096, AUTHORITIES_MAX = 16 * 1024 };

/* Nobody of them exists. */
static const struct {
    const char *name, *place;
} agents[] = {
    {"Wayan Latihan, pendamping PKH", "Balai Desa Kemiren, Senin sampai Kamis, 08.00-15.00"},
    {"Endang Contoh, TKSK", "Kantor Kecamatan Glagah, Senin sampai Jumat, 08.00-16.00"},
    {"Kader Dasa Wisma Mawar", "Rumah kader RT 03 RW 02, setiap sore"},
};

static int put_window(const struct round *round, json_t *programme)
{
    int64_t opens_at, closes_at;
    json_t *window = json_object();
    int r = json_object_set_new(programme, "objection", window) ? -ENOMEM : 0;

    result_window(round->announced_on, &opens_at, &closes_at);
    if (r == 0)
        r = field_put_instant(window, "opens_at", opens_at);
    return r == 0 ? field_put_instant(window, "closes_at", closes_at) : r;
}

static int put_programmes(const struct request *request, json_t *message)
{
    int32_t today = calendar_day(request->now + request->offset);
    struct store *store = request->desk->store;
    json_t *list = json_array();
    struct round round;
    struct rules rules;
    int r = json_object_set_new(message, "programmes", list) ? -ENOMEM : 0;

    if (r == 0)
        r = rounds_newest(store, &round);
    if (r == 0)
        r = rounds_rules(store, round.id, &rules);
    if (r == 0)
        r = rounds_shown(store, VILLAGES_KEMIREN / 10000, today, &rules, &round);
    for (size_t i = 0; r == 0 && i < rules.count; i++) {
        json_t *programme = json_pack("{s:s, s:s}", "code", rules.programmes[i].code, "name",
                                      rules.programmes[i].name);
        r = json_array_append_new(list, programme) ? -ENOMEM : put_window(&round, programme);
    }
    return r;
}

static int put_agents(json_t *message)
{
    json_t *list = json_array();
    int r = json_object_set_new(message, "agents", list) ? -ENOMEM : 0;

    for (size_t i = 0; r == 0 && i < sizeof(agents) / sizeof(*agents); i++)
        r = json_array_append_new(
                list, json_pack("{s:s, s:s}", "name", agents[i].name, "place", agents[i].place))
                ? -ENOMEM
                : 0;
    return r;
}

/* Without the file nothing is said: complaints are taken elsewhere. */
static int put_inspectorate(const struct request *request, json_t *message)
{
    char id[FIELD_CODE], key[64];
    uint8_t *text = NULL;
    size_t size;
    int r =
        stage_read(request->desk->keys->stage, "keys/inspectorate.keys", KEYS_MAX, &text, &size);

    if (r < 0)
        return r == -ENOENT ? 0 : r;
    if (sscanf((const char *)text, "%31s x25519 %63s", id, key) != 2 ||
        json_object_set_new(message, "inspectorate",
                            json_pack("{s:s, s:s}", "key_id", id, "public_key", key)))
        r = -EINVAL;
    free(text);
    return r;
}

/* As keys.sh has written them: "# issued_at SECONDS", then a key a line. */
static int put_keys(const struct request *request, json_t *message)
{
    json_t *said = json_object(), *list = json_array();
    char id[FIELD_CODE], kind[16], key[64], *line, *rest;
    long long issued_at = 0;
    uint8_t *text = NULL;
    size_t size;
    int r = stage_read(request->desk->keys->stage, "keys/service.keys", KEYS_MAX, &text, &size);

    rest = (char *)text;
    while (r == 0 && (line = strsep(&rest, "\n"))) {
        if (sscanf(line, "# issued_at %18lld", &issued_at) == 1)
            continue;
        if (sscanf(line, "%31s %15s %63s", id, kind, key) == 3 &&
            json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "key_id", id, "algorithm",
                                                  kind, "public_key", key)))
            r = -ENOMEM;
    }
    free(text);
    text = NULL;
    if (r == 0)
        r = stage_read(request->desk->keys->stage, "keys/authorities.pem", AUTHORITIES_MAX, &text,
                       &size);
    if (r == 0 && json_object_set_new(said, "authorities", json_string((const char *)text)))
        r = -ENOMEM;
    free(text);
    if (r == -ENOENT) /* those of provisioning go on */
        r = 0;
    if (r == 0 &&
        (json_object_set(said, "keys", list) || json_object_set(message, "service_keys", said)))
        r = -ENOMEM;
    if (r == 0)
        r = field_put_instant(said, "issued_at", issued_at);
    json_decref(list);
    json_decref(said);
    return r;
}

int catalogue_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const char *transaction = field_text(request->message, "transaction_id", FIELD_ID);
    json_t *message;
    int r;

    if (!transaction)
        return -EBADMSG;
    message = json_pack("{s:s, s:i}", "transaction_id", transaction, "provisional_days",
                        FILINGS_PROVISIONAL_DAYS);
    r = message ? field_put_instant(message, "made_at", request->now + request->offset) : -ENOMEM;
    if (r == 0)
        r = put_programmes(request, message);
    if (r == 0)
        r = breakdown_put_grounds(request->desk->store, message);
    if (r == 0)
        r = put_agents(message);
    if (r == 0)
        r = put_inspectorate(request, message);
    if (r == 0)
        r = put_keys(request, message);
    if (r == 0) {
        *refusal_out = NULL;
        *message_out = message;
    } else {
        json_decref(message);
    }
    return r;
}
