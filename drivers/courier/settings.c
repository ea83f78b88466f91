#include "settings.h"

#include "reading.h"

#include <errno.h>
#include <string.h>

struct settings settings_usual(void)
{
    return (struct settings){.heartbeat_minutes = SETTINGS_HEARTBEAT_MIN};
}

/* A number of least..most, or `otherwise` when it is not set. */
static uint32_t number(struct reading *r, const json_t *values, const char *key, int64_t least,
                       int64_t most, uint32_t otherwise)
{
    int64_t value;
    if (!reading_member(values, key))
        return otherwise;
    value = reading_integer(r, values, key, most);
    if (value < least)
        r->wrong = true;
    return (uint32_t)value;
}

#define SMALL "abcdefghijklmnopqrstuvwxyz"

/* Text of these characters alone, and not cut. */
static void text(struct reading *r, const json_t *values, const char *key, const char *set,
                 char *out, size_t size)
{
    const char *value = reading_string(r, values, key);
    size_t length = strlen(value);
    if (value[strspn(value, set)] || length >= size)
        r->wrong = true;
    else
        memcpy(out, value, length + 1);
}

int settings_parse(const json_t *message, struct settings *settings_out)
{
    enum { NOT_SET = 101, LANGUAGE = 4 /* with the NUL */ };
    struct reading r = {.wrong = false};
    struct settings s = settings_usual();
    const json_t *all = reading_object(&r, message, "settings");
    const json_t *values = reading_object(&r, all, "values");
    uint32_t percent = number(&r, values, "volume_percent", 0, 100, NOT_SET);
    s.told.version = (uint32_t)reading_integer(&r, all, "version", UINT32_MAX);
    s.told.idle_s = number(&r, values, "idle_s", 30, 300, 0);
    /* Never silent: the softest step is 1. */
    if (percent != NOT_SET)
        s.told.loudness = 1 + (percent * (WIRE_LOUDEST - 1) + 50) / 100;
    s.heartbeat_minutes = number(&r, values, "heartbeat_minutes", 5, 1440, SETTINGS_HEARTBEAT_MIN);
    text(&r, values, "language", SMALL, s.told.language, LANGUAGE);
    if (strlen(s.told.language) == 1)
        r.wrong = true;
    text(&r, values, "hours", SMALL "0123456789 .,-", s.told.hours, sizeof s.told.hours);
    if (r.wrong || !all || !values)
        return -EBADMSG;
    *settings_out = s;
    return 0;
}
