#include "kiosk/ctl/status.h"

#include "drivers/wire.h"
#include "kiosk/ctl/courier.h"
#include "kiosk/ctl/place.h"

#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { DAY_S = 86400 };

static const char *const drivers[] = {"card", "finger", "courier", "voice", "printer"};

static bool has_socket(const struct place *place, const char *driver)
{
    char path[256];
    struct stat st;
    snprintf(path, sizeof path, "%s/%s.sock", place->sockets, driver);
    return !stat(path, &st) && S_ISSOCK(st.st_mode);
}

/* A moment as ISO 8601, or null when it never was. */
static json_t *moment(int64_t at)
{
    char text[32];
    time_t seconds = (time_t)at;
    struct tm tm;
    if (!at || !gmtime_r(&seconds, &tm) || !strftime(text, sizeof text, "%FT%TZ", &tm))
        return json_null();
    return json_string(text);
}

static json_t *describe(const struct place *place, const struct courier_state *courier, time_t now)
{
    json_t *sockets = json_object();
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        json_object_set_new(sockets, drivers[i], json_boolean(has_socket(place, drivers[i])));
    json_t *all = json_pack("{s:s, s:o, s:b, s:s, s:s, s:s, s:o}", "version", WIRE_VERSION, "at",
                            moment(now), "provisioned", place->provisioned, "serial", place->serial,
                            "village", place->village, "name", place->name, "sockets", sockets);
    if (!courier) {
        json_object_set_new(all, "courier", json_null());
        return all;
    }
    json_object_set_new(all, "handed_over_at", moment(courier->commission_at));
    json_object_set_new(all, "certificate_ends_at", moment(courier->certificate_ends_at));
    json_object_set_new(all, "last_contact_at", moment(courier->contact_at));
    json_object_set_new(all, "days_without_contact",
                        courier->contact_at ? json_integer((now - courier->contact_at) / DAY_S)
                                            : json_null());
    json_object_set_new(all, "records_waiting",
                        courier->readable ? json_integer(courier->waiting) : json_null());
    json_object_set_new(all, "records_aside",
                        courier->readable ? json_integer(courier->aside) : json_null());
    return all;
}

/* A line a member; of sockets a line each. */
static void print_lines(json_t *object, const char *before)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        if (json_is_object(value)) {
            print_lines(value, name);
            continue;
        }
        printf("%s%s%s: ", before, *before ? " " : "", name);
        if (json_is_string(value))
            puts(*json_string_value(value) ? json_string_value(value) : "-");
        else if (json_is_integer(value))
            printf("%lld\n", (long long)json_integer_value(value));
        else
            puts(json_is_true(value) ? "yes" : json_is_false(value) ? "no" : "not known");
    }
}

int status_describe(const char *conf, json_t **status_out)
{
    struct courier_state courier;
    struct place place;
    json_t *status;
    int result = place_read(conf, &place);
    if (result)
        return result;
    result = courier_ask(conf, &courier);
    status = describe(&place, result ? NULL : &courier, time(NULL));
    if (!status)
        return -ENOMEM;
    *status_out = status;
    return 0;
}

int status_command(int argc, char **argv)
{
    bool json = argc > 1 && !strcmp(argv[1], "--json");
    json_t *all;
    int result;
    if (argc != 3 + json || strcmp(argv[1 + json], "-c"))
        return 2;
    result = status_describe(argv[2 + json], &all);
    if (result) {
        fprintf(stderr, "kioskctl: status: %s: %s\n", argv[2 + json], strerror(-result));
        return 1;
    }
    if (json) {
        json_dumpf(all, stdout, JSON_INDENT(2));
        puts("");
    } else {
        print_lines(all, "");
    }
    json_decref(all);
    return 0;
}
