#include "remote.h"

#include "kiosk/hours.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum kind { NUMBER, HOURS, LANGUAGE };

static const struct {
    const char *name;
    enum kind kind;
    int64_t least, most; /* of a number */
} settings[] = {
    {"hours", HOURS, 0, 0},
    {"language", LANGUAGE, 0, 0},
    {"volume_percent", NUMBER, 0, 100},
    {"idle_s", NUMBER, 30, 300},
    {"heartbeat_minutes", NUMBER, 5, 1440},
};

enum { SETTINGS = sizeof(settings) / sizeof(*settings), HOURS_MAX = 199 };

static size_t find(const char *name)
{
    size_t i = 0;

    while (i < SETTINGS && strcmp(settings[i].name, name) != 0)
        i++;
    return i;
}

static bool is_number(const char *text, int64_t least, int64_t most, int64_t *number_out)
{
    char *end;

    errno = 0;
    *number_out = strtoll(text, &end, 10);
    return isdigit((unsigned char)*text) && !*end && !errno && *number_out >= least &&
           *number_out <= most;
}

static bool fits(size_t at, const char *value)
{
    size_t length = strlen(value);
    struct hours hours;
    int64_t number;

    switch (settings[at].kind) {
    case NUMBER:
        return is_number(value, settings[at].least, settings[at].most, &number);
    case HOURS:
        return length <= HOURS_MAX && hours_read(value, &hours);
    case LANGUAGE:
        break;
    }
    return (length == 2 || length == 3) && strspn(value, "abcdefghijklmnopqrstuvwxyz") == length;
}

int remote_set(struct store *store, const char *sender, const char *name, const char *value)
{
    size_t at = find(name);
    int r;

    if (at == SETTINGS || (*value && !fits(at, value)))
        return -EINVAL;
    r = store_begin(store);
    if (r == 0 && *value)
        r = store_run(store, "INSERT OR REPLACE INTO device_setting VALUES(?,?,?)", "ttt", sender,
                      name, value);
    else if (r == 0)
        r = store_run(store, "DELETE FROM device_setting WHERE sender = ? AND name = ?", "tt",
                      sender, name);
    if (r == 0)
        r = store_run(store,
                      "INSERT INTO device_settings VALUES(?,1)"
                      " ON CONFLICT(sender) DO UPDATE SET version = version + 1",
                      "t", sender);
    if (r == 0)
        r = store_commit(store);
    store_rollback(store);
    return r;
}

static int put(json_t *values, const char *name, const char *value)
{
    size_t at = find(name);
    int64_t number;
    json_t *one = at < SETTINGS && settings[at].kind == NUMBER &&
                          is_number(value, settings[at].least, settings[at].most, &number)
                      ? json_integer(number)
                      : json_string(value);

    return json_object_set_new(values, name, one) ? -ENOMEM : 0;
}

int remote_read(struct store *store, const char *sender, json_t **settings_out)
{
    struct store_rows *rows = NULL;
    json_t *values = json_object(), *all = NULL;
    int64_t version = 0;
    int r = store_ask(store, &rows, "SELECT version FROM device_settings WHERE sender = ?", "t",
                      sender);

    if (r == 0 && (r = store_next(rows)) == 1) {
        version = store_number(rows, 0);
        r = 0;
    }
    store_done(rows);
    if (r == 0)
        r = store_ask(store, &rows, "SELECT name, value FROM device_setting WHERE sender = ?", "t",
                      sender);
    while (r == 0 && (r = store_next(rows)) == 1)
        r = put(values, store_text(rows, 0), store_text(rows, 1));
    store_done(rows);
    if (r == 0) {
        all = json_pack("{s:I, s:O}", "version", (json_int_t)version, "values", values);
        r = all ? 0 : -ENOMEM;
    }
    json_decref(values);
    if (r == 0)
        *settings_out = all;
    return r;
}
