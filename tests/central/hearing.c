#include "hearing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int hearing_bridge(struct store *store, struct bridge *bridge_out)
{
    struct bridge bridge = {0};
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT id, state FROM source", "");

    while (r == 0 && (r = store_next(rows)) == 1) {
        int64_t id = store_number(rows, 0), state = store_number(rows, 1);
        r = 0;
        if (id >= 0 && id < SOURCES && state >= 0 && state < SOURCE_STATES)
            bridge.states[id] = (enum source_state)state;
    }
    store_done(rows);
    if (r == 0)
        *bridge_out = bridge;
    return r;
}

/* Families of first..last, ascending; *count may be fewer than there is room for. */
static int read_families(struct store *store, int64_t first, int64_t last, struct household *list,
                         size_t room, size_t *count)
{
    struct store_rows *rows = NULL;
    size_t at = 0;
    int r = store_ask(store, &rows,
                      "SELECT id, village, registered, silent, disaster_until FROM family"
                      " WHERE id BETWEEN ? AND ? ORDER BY id",
                      "ii", first, last);

    while (r == 0 && (r = store_next(rows)) == 1) {
        r = 0;
        if (at == room)
            break;
        list[at++] = (struct household){.family = store_number(rows, 0),
                                        .village = (int32_t)store_number(rows, 1),
                                        .registered = store_number(rows, 2) != 0,
                                        .silent = (uint16_t)store_number(rows, 3),
                                        .disaster_until = (int32_t)store_number(rows, 4)};
    }
    store_done(rows);
    *count = at;
    return r;
}

static int read_members(struct store *store, int64_t first, int64_t last, struct household *list,
                        size_t count)
{
    struct store_rows *rows = NULL;
    size_t at = 0;
    int r = store_ask(
        store, &rows, "SELECT id, born, gone FROM person WHERE id BETWEEN ? AND ? ORDER BY id",
        "ii", first * HOUSEHOLD_MEMBERS, last * HOUSEHOLD_MEMBERS + HOUSEHOLD_MEMBERS - 1);

    while (r == 0 && (r = store_next(rows)) == 1) {
        int64_t id = store_number(rows, 0);
        int member = (int)(id % HOUSEHOLD_MEMBERS);

        r = 0;
        while (at < count && list[at].family < id / HOUSEHOLD_MEMBERS)
            at++;
        if (at == count || list[at].family != id / HOUSEHOLD_MEMBERS)
            continue;
        list[at].born[member] = (int32_t)store_number(rows, 1);
        list[at].member_count = (uint8_t)(member + 1);
        if (store_number(rows, 2))
            list[at].gone |= (uint8_t)(1u << member);
    }
    store_done(rows);
    return r;
}

static int read_records(struct store *store, int64_t first, int64_t last, struct household *list,
                        size_t count)
{
    struct store_rows *rows = NULL;
    size_t at = 0;
    int r = store_ask(store, &rows,
                      "SELECT family, fact, value, owner, as_of FROM record"
                      " WHERE family BETWEEN ? AND ? ORDER BY family, fact",
                      "ii", first, last);

    while (r == 0 && (r = store_next(rows)) == 1) {
        int64_t family = store_number(rows, 0), fact = store_number(rows, 1);

        r = 0;
        while (at < count && list[at].family < family)
            at++;
        if (at == count || list[at].family != family || fact < 0 || fact >= FACTS)
            continue;
        list[at].value[fact] = (int32_t)store_number(rows, 2);
        list[at].owner[fact] = (uint8_t)(store_number(rows, 3) % HOUSEHOLD_MEMBERS);
        list[at].as_of[fact] = (int32_t)store_number(rows, 4);
    }
    store_done(rows);
    return r;
}

static int read_range(struct store *store, int64_t first, int64_t last, struct household *list,
                      size_t room, size_t *count)
{
    struct bridge bridge;
    int r = hearing_bridge(store, &bridge);

    if (r == 0)
        r = read_families(store, first, last, list, room, count);
    if (r == 0)
        r = read_members(store, first, last, list, *count);
    if (r == 0)
        r = read_records(store, first, last, list, *count);
    for (size_t i = 0; r == 0 && i < *count; i++)
        bridge_ask(&bridge, &list[i]);
    return r;
}

int hearing_all(struct store *store, struct household **households_out, size_t *count_out)
{
    struct store_rows *rows = NULL;
    struct household *list = NULL;
    int64_t families = 0, last = 0;
    size_t count = 0;
    int r = store_ask(store, &rows, "SELECT count(*), max(id) FROM family", "");

    if (r == 0 && (r = store_next(rows)) == 1) {
        families = store_number(rows, 0);
        last = store_number(rows, 1);
        r = 0;
    }
    store_done(rows);
    if (r < 0)
        return r;
    list = malloc(((size_t)families + 1) * sizeof(*list));
    if (!list)
        return -ENOMEM;
    r = read_range(store, 0, last, list, (size_t)families, &count);
    if (r < 0) {
        free(list);
        return r;
    }
    *households_out = list;
    *count_out = count;
    return 0;
}

int hearing_one(struct store *store, int64_t family, struct household *household_out)
{
    struct household household;
    size_t count = 0;
    int r = read_range(store, family, family, &household, 1, &count);

    if (r == 0 && count == 0)
        r = -ENOENT;
    if (r == 0)
        *household_out = household;
    return r;
}
