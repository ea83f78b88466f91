#include "figures.h"

#include "instant.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DAY_S = 86400,
    DISK_LOW_PERCENT = 10,
    /* A Pi 4 slows down from 80 degrees on, and more from 85. */
    WARM_C = 80,
    HOT_C = 85,
};

enum state { OK, WARN, FAIL };

static const char *const states[] = {[OK] = "ok", [WARN] = "warn", [FAIL] = "fail"};

static void add(json_t *health, const char *part, enum state state)
{
    json_array_append_new(health, json_pack("{s:s, s:s}", "part", part, "state", states[state]));
}

static void add_figure(json_t *health, const char *part, enum state state, int64_t figure,
                       const char *unit)
{
    json_array_append_new(health,
                          json_pack("{s:s, s:s, s:I, s:s}", "part", part, "state", states[state],
                                    "figure", (json_int_t)figure, "unit", unit));
}

/* The kiosk works without paper for a while, without a SAM at another level, and without a voice.
 */
static enum state state_of(enum wire_fault fault)
{
    switch ((unsigned)fault) {
    case WIRE_FAULT_NONE:
        return OK;
    case WIRE_FAULT_PAPER_LOW:
    case WIRE_FAULT_VOICE_ABSENT:
    case WIRE_FAULT_SAM_ABSENT:
    case WIRE_FAULT_SAM_EXPIRED:
    case WIRE_FAULT_SAM_REFUSES:
        return WARN;
    default:
        return FAIL;
    }
}

static void add_devices(json_t *health, const struct wire_devices *devices)
{
    static const char *const names[WIRE_PARTS] = {
        [WIRE_PART_READER] = "reader",
        [WIRE_PART_SAM] = "sam",
        [WIRE_PART_SENSOR] = "sensor",
        [WIRE_PART_SOUND] = "sound",
        [WIRE_PART_PRINTER] = "printer",
    };
    for (int i = 0; i < WIRE_PARTS; i++)
        if (!(devices->without & 1u << i))
            add(health, names[i], state_of((enum wire_fault)devices->faults[i]));
}

static void add_certificate(json_t *health, const struct figures *f)
{
    bool over = f->now >= f->certificate_ends_at;
    if (!f->certificate_ends_at)
        add(health, "certificate", FAIL);
    else
        add_figure(health, "certificate",
                   over                                 ? FAIL
                   : f->now > f->certificate_renewal_at ? WARN
                                                        : OK,
                   over ? 0 : (f->certificate_ends_at - f->now) / DAY_S, "d");
}

static void add_disk(json_t *health, const struct figures *f)
{
    bool low = f->free_mib * 100 < f->whole_mib * DISK_LOW_PERCENT;
    enum state state = !f->store_usable ? FAIL : low ? WARN : OK;
    if (f->whole_mib)
        add_figure(health, "disk", state, (int64_t)f->free_mib, "MiB");
    else
        add(health, "disk", state);
}

static json_t *health_of(const struct figures *f)
{
    json_t *health = json_array();
    add_devices(health, &f->devices);
    if (f->keypad || f->keypad_expected)
        add(health, "keypad", f->keypad ? OK : WARN);
    add(health, "link", f->online ? OK : FAIL);
    add(health, "clock", f->clock_kept ? OK : WARN);
    add_disk(health, f);
    add_certificate(health, f);
    if (f->temperature_known)
        add_figure(health, "temperature",
                   f->temperature_c >= HOT_C    ? FAIL
                   : f->temperature_c >= WARM_C ? WARN
                                                : OK,
                   f->temperature_c, "C");
    if (f->voltage_known)
        add(health, "voltage", f->voltage_low ? WARN : OK);
    return health;
}

int figures_message(const struct figures *f, const char *transaction_id, json_t **message_out)
{
    char started[INSTANT_TEXT], ends[INSTANT_TEXT];
    const struct figures_counts *c = &f->counts;
    json_t *message;
    if (instant_write(f->started_at, started) || instant_write(f->certificate_ends_at, ends))
        return -EINVAL;
    message = json_pack("{s:s, s:{s:s}, s:o, s:{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}, s:s, s:I}",
                        "transaction_id", transaction_id, "versions", "kiosk", WIRE_VERSION,
                        "health", health_of(f), "counts", "waiting", (json_int_t)f->waiting,
                        "aside", (json_int_t)f->aside, "visits", (json_int_t)c->visits, "answered",
                        (json_int_t)c->answered, "not_answered", (json_int_t)c->not_answered,
                        "filed", (json_int_t)c->filed, "incidents", (json_int_t)c->incidents,
                        "line_lost", (json_int_t)c->line_lost, "started_at", started,
                        "settings_version", (json_int_t)f->settings_version);
    if (!message)
        return -ENOMEM;
    if ((*f->image && json_object_set_new(json_object_get(message, "versions"), "image",
                                          json_string(f->image))) ||
        (*f->refused && json_object_set_new(json_object_get(message, "versions"), "refused",
                                            json_string(f->refused))) ||
        (f->certificate_ends_at &&
         json_object_set_new(message, "certificate_expires_at", json_string(ends)))) {
        json_decref(message);
        return -ENOMEM;
    }
    *message_out = message;
    return 0;
}

/* 0 ok, 1 warn, 2 fail. */
static int state_number(const char *state)
{
    int i = FAIL;
    while (i > OK && strcmp(states[i], state) != 0)
        i--;
    return i;
}

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static void write_time(FILE *to, const json_t *message, const char *name, const char *metric,
                       const char *serial)
{
    int64_t at;
    if (!instant_read(text_of(message, name), &at))
        fprintf(to, "# TYPE kiosk_%s gauge\nkiosk_%s{serial=\"%s\"} %lld\n", metric, metric, serial,
                (long long)at);
}

/* Parts and versions are our own words: nothing in them needs an escape. */
static void write_text(FILE *to, const json_t *message, const char *serial)
{
    const json_t *one, *health = json_object_get(message, "health");
    const char *name;
    json_t *value;
    size_t i;
    fputs("# TYPE kiosk_version gauge\n", to);
    json_object_foreach(json_object_get(message, "versions"), name, value)
        fprintf(to, "kiosk_version{serial=\"%s\",part=\"%s\",version=\"%s\"} 1\n", serial, name,
                json_string_value(value));
    fputs("# HELP kiosk_part_state 0 it works, 1 somebody should look, 2 it does not work\n"
          "# TYPE kiosk_part_state gauge\n",
          to);
    json_array_foreach(health, i, one)
        fprintf(to, "kiosk_part_state{serial=\"%s\",part=\"%s\"} %d\n", serial,
                text_of(one, "part"), state_number(text_of(one, "state")));
    fputs("# TYPE kiosk_part_figure gauge\n", to);
    json_array_foreach(health, i, one) if (json_object_get(one, "figure"))
        fprintf(to, "kiosk_part_figure{serial=\"%s\",part=\"%s\",unit=\"%s\"} %lld\n", serial,
                text_of(one, "part"), text_of(one, "unit"),
                json_integer_value(json_object_get(one, "figure")));
    json_object_foreach(json_object_get(message, "counts"), name, value)
    {
        bool now = !strcmp(name, "waiting") || !strcmp(name, "aside");
        fprintf(to, "# TYPE kiosk_%s%s %s\nkiosk_%s%s{serial=\"%s\"} %lld\n", name,
                now ? "" : "_total", now ? "gauge" : "counter", name, now ? "" : "_total", serial,
                json_integer_value(value));
    }
    fprintf(to, "# TYPE kiosk_settings_version gauge\nkiosk_settings_version{serial=\"%s\"} %lld\n",
            serial, json_integer_value(json_object_get(message, "settings_version")));
    write_time(to, message, "started_at", "started_at_seconds", serial);
    write_time(to, message, "certificate_expires_at", "certificate_expires_at_seconds", serial);
}

int figures_text(const json_t *message, const char *serial, char **text_out, size_t *size_out)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to)
        return -ENOMEM;
    write_text(to, message, serial);
    if (fclose(to)) {
        free(text);
        return -ENOMEM;
    }
    *text_out = text;
    *size_out = size;
    return 0;
}
