#include "clock.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* How far off the last minute of the first programme's window is, of the catalogue that the courier
 * keeps. Returns 0 or -errno. */
static int last_minute_offset(const char *stage, long *seconds_out)
{
    enum { BEFORE_S = 55 };
    char path[512];
    struct tm closes = {0};
    json_t *root;
    const char *text;
    int result = -EBADMSG;

    snprintf(path, sizeof(path), "%s/data/catalogue.json", stage);
    root = json_load_file(path, 0, NULL);
    text = json_string_value(json_object_get(
        json_object_get(
            json_array_get(json_object_get(json_object_get(root, "message"), "programmes"), 0),
            "objection"),
        "closes_at"));
    if (text && strptime(text, "%Y-%m-%dT%H:%M:%SZ", &closes)) {
        *seconds_out = (long)(timegm(&closes) - time(NULL)) - BEFORE_S;
        result = 0;
    }
    json_decref(root);
    return result;
}

int clock_set(const char *stage, const char *offset)
{
    char path[512], part[sizeof(path) + 8], words[32];
    FILE *file;

    if (strncmp(offset, "last minute", 11) == 0) {
        long seconds;
        int result = last_minute_offset(stage, &seconds);

        if (result != 0)
            return result;
        if (strcmp(offset, "last minute and a day") == 0)
            seconds += 24 * 60 * 60;
        snprintf(words, sizeof(words), "%+ld", seconds);
        offset = words;
    }
    snprintf(path, sizeof(path), "%s/clock", stage);
    snprintf(part, sizeof(part), "%s.part", path);
    file = fopen(part, "we");
    if (!file)
        return -errno;
    fprintf(file, "%s\n", offset);
    return fclose(file) != 0 || rename(part, path) != 0 ? -errno : 0;
}
