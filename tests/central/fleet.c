/* The command that shows every kiosk. */
#include "commands.h"
#include "drivers/courier/instant.h"
#include "stage.h"
#include "store.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static const char *text(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));

    return value ? value : "-";
}

static void show_health(const json_t *health)
{
    const json_t *one;
    size_t i;

    json_array_foreach(health, i, one)
    {
        const json_t *figure = json_object_get(one, "figure");

        if (strcmp(text(one, "state"), "ok") == 0)
            continue;
        printf("  %s %s", text(one, "part"), text(one, "state"));
        if (figure)
            printf(" %" JSON_INTEGER_FORMAT "%s", json_integer_value(figure),
                   json_object_get(one, "unit") ? text(one, "unit") : "");
    }
}

static int show(struct store_rows *rows)
{
    json_t *said = json_loads(store_text(rows, 2), 0, NULL), *counts;
    char at[INSTANT_TEXT] = "never", expires[INSTANT_TEXT] = "-", left[INSTANT_TEXT] = "";
    int r = store_number(rows, 1) ? instant_write(store_number(rows, 1), at) : 0;

    if (r == 0 && store_number(rows, 3))
        r = instant_write(store_number(rows, 3), expires);
    if (r == 0 && store_number(rows, 5))
        r = instant_write(store_number(rows, 5), left);
    counts = json_object_get(said, "counts");
    printf("%-16s %-20s kiosk %-12s waiting %" JSON_INTEGER_FORMAT
           "  settings %" JSON_INTEGER_FORMAT " of %" PRId64 "  certificate %s",
           store_text(rows, 0), at, text(json_object_get(said, "versions"), "kiosk"),
           json_integer_value(json_object_get(counts, "waiting")),
           json_integer_value(json_object_get(said, "settings_version")), store_number(rows, 4),
           expires);
    if (*left)
        printf("  OUT OF SERVICE since %s", left);
    else
        show_health(json_object_get(said, "health"));
    putchar('\n');
    json_decref(said);
    return r;
}

int commands_fleet(const char *stage)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    char path[STAGE_PATH];
    int r = stage_path(stage, "central.db", path);

    if (r == 0)
        r = store_open(path, &store);
    if (r == 0)
        r = store_ask(store, &rows,
                      "SELECT one.name, heartbeat.at, said, (SELECT max(expires_at)"
                      " FROM certificate WHERE serial = one.name), version, departure.at FROM"
                      " (SELECT sender AS name FROM heartbeat UNION SELECT serial FROM certificate"
                      "  UNION SELECT sender FROM departure)"
                      " AS one LEFT JOIN heartbeat ON heartbeat.sender = one.name"
                      " LEFT JOIN device_settings ON device_settings.sender = one.name"
                      " LEFT JOIN departure ON departure.sender = one.name"
                      " ORDER BY one.name",
                      "");
    while (r == 0 && (r = store_next(rows)) == 1)
        r = show(rows);
    store_done(rows);
    store_close(store);
    return r;
}
