#include "settings.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define OFFSET "clock_offset_s"

int settings_offset(struct store *store, int64_t *offset_out)
{
    char text[32] = "0";
    int r = settings_read(store, OFFSET, text, sizeof(text));

    if (r < 0 && r != -ENOENT)
        return r;
    *offset_out = strtoll(text, NULL, 10);
    return 0;
}

int settings_advance(struct store *store, int64_t seconds)
{
    int64_t offset = 0;
    char text[32];
    int r = settings_offset(store, &offset);

    if (r < 0)
        return r;
    snprintf(text, sizeof(text), "%" PRId64, offset + seconds);
    return settings_write(store, OFFSET, text);
}

int settings_write(struct store *store, const char *name, const char *value)
{
    return store_run(store, "INSERT OR REPLACE INTO setting VALUES(?,?)", "tt", name, value);
}

int settings_read(struct store *store, const char *name, char *value_out, size_t size)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT value FROM setting WHERE name = ?", "t", name);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        int length = snprintf(value_out, size, "%s", store_text(rows, 0));
        r = (size_t)length < size ? 0 : -E2BIG;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}
