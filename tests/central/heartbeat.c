/* How a kiosk is, said by itself, and what it is to be set to. Nothing of any person is in it. */
#include "field.h"
#include "remote.h"
#include "request.h"
#include "stage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 32, UNIT = 16, OFFER_MAX = 4096 };

static bool is_code(const char *text)
{
    size_t length = strlen(text);

    return length > 0 && length < FIELD_CODE &&
           strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-") ==
               length;
}

/* {"kiosk": "1.4.0", ...} */
static bool are_versions(const json_t *versions)
{
    const char *name;
    json_t *version;

    json_object_foreach((json_t *)versions, name, version)
    {
        if (!is_code(name) || !json_is_string(version) || !is_code(json_string_value(version)))
            return false;
    }
    return field_text(versions, "kiosk", FIELD_CODE) && json_object_size(versions) <= MOST;
}

/* {"waiting": 3, ...} */
static bool are_counts(const json_t *counts)
{
    const char *name;
    json_t *count;

    json_object_foreach((json_t *)counts, name, count)
    {
        if (!is_code(name) || !json_is_integer(count) || json_integer_value(count) < 0)
            return false;
    }
    return json_is_object(counts) && json_object_size(counts) <= MOST;
}

/* [{"part": "reader", "state": "ok", "figure"?: 41, "unit"?: "C"}, ...] */
static bool is_health(const json_t *health)
{
    const json_t *one;
    size_t i;

    json_array_foreach(health, i, one)
    {
        const char *part = field_text(one, "part", FIELD_CODE);
        const char *state = field_text(one, "state", FIELD_CODE);
        const json_t *figure = json_object_get(one, "figure");

        if (!part || !is_code(part) || !state ||
            (strcmp(state, "ok") != 0 && strcmp(state, "warn") != 0 &&
             strcmp(state, "fail") != 0) ||
            (figure && !json_is_integer(figure)) ||
            (json_object_get(one, "unit") && !field_text(one, "unit", UNIT)))
            return false;
    }
    return json_is_array(health) && json_array_size(health) <= MOST;
}

static bool instant_or_absent(const json_t *object, const char *name)
{
    int64_t at;

    return !json_object_get(object, name) || field_instant(object, name, &at) == 0;
}

static int keep(const struct request *request)
{
    static const char *const kept[] = {
        "versions", "health", "counts", "started_at", "certificate_expires_at", "settings_version"};
    json_t *said = json_object();
    char *text = NULL;
    int r = said ? 0 : -ENOMEM;

    for (size_t i = 0; r == 0 && i < sizeof(kept) / sizeof(*kept); i++) {
        json_t *one = json_object_get(request->message, kept[i]);
        if (one && json_object_set(said, kept[i], one))
            r = -ENOMEM;
    }
    text = r == 0 ? json_dumps(said, JSON_COMPACT) : NULL;
    if (r == 0)
        r = text ? store_run(request->desk->store, "INSERT OR REPLACE INTO heartbeat VALUES(?,?,?)",
                             "tit", request->sender, request->now + request->offset, text)
                 : -ENOMEM;
    free(text);
    json_decref(said);
    return r;
}

static int read_offer(const struct request *request, const char *name, json_t **offer_out)
{
    char path[FIELD_CODE + 16];
    uint8_t *text = NULL;
    size_t size;
    json_t *offer;
    int r;

    snprintf(path, sizeof(path), "offers/%s.json", name);
    r = stage_read(request->desk->keys->stage, path, OFFER_MAX, &text, &size);
    if (r < 0)
        return r;
    offer = json_loadb((const char *)text, size, JSON_REJECT_DUPLICATES, NULL);
    free(text);
    if (!offer)
        return -EINVAL;
    *offer_out = offer;
    return 0;
}

/* The next version, as a file says for this kiosk, or for all of them: a wave is a set of files. */
static int put_offer(const struct request *request, json_t *message)
{
    json_t *offer = NULL;
    int r = is_code(request->sender) ? read_offer(request, request->sender, &offer) : -ENOENT;

    if (r == -ENOENT)
        r = read_offer(request, "all", &offer);
    if (r == -ENOENT)
        return 0;
    if (r == 0 && json_object_set_new(message, "update", offer))
        r = -ENOMEM;
    return r;
}

int heartbeat_answer(const struct request *request, const char **refusal_out, json_t **message_out)
{
    const json_t *message = request->message;
    const json_t *version = json_object_get(message, "settings_version");
    const char *transaction = field_text(message, "transaction_id", FIELD_ID);
    json_t *settings = NULL;
    int r;

    if (!transaction || !are_versions(json_object_get(message, "versions")) ||
        !is_health(json_object_get(message, "health")) ||
        !are_counts(json_object_get(message, "counts")) ||
        !instant_or_absent(message, "started_at") ||
        !instant_or_absent(message, "certificate_expires_at") ||
        (version && !json_is_integer(version)))
        return -EBADMSG;
    r = keep(request);
    if (r == 0)
        r = remote_read(request->desk->store, request->sender, &settings);
    if (r < 0)
        return r;
    json_t *answer = json_pack("{s:s, s:o}", "transaction_id", transaction, "settings", settings);
    r = answer ? put_offer(request, answer) : -ENOMEM;
    if (r < 0) {
        json_decref(answer);
        return r;
    }
    *refusal_out = NULL;
    *message_out = answer;
    return 0;
}
