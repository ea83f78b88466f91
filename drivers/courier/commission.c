#include "commission.h"

#include "instant.h"
#include "keyfile.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

static int path_of(const char *directory, char path_out[PATH_SIZE])
{
    return snprintf(path_out, PATH_SIZE, "%s/commission.json", directory) < PATH_SIZE
               ? 0
               : -ENAMETOOLONG;
}

static const char *const steps[WIRE_STEPS] = {
    [WIRE_STEP_LINK] = "link",         [WIRE_STEP_PLACE] = "place",
    [WIRE_STEP_READER] = "reader",     [WIRE_STEP_SENSOR] = "sensor",
    [WIRE_STEP_PRINTER] = "printer",   [WIRE_STEP_TOUCH] = "touch",
    [WIRE_STEP_KEYS] = "keys",         [WIRE_STEP_SOUND] = "sound",
    [WIRE_STEP_PRACTICE] = "practice",
};

static const char *const outcomes[WIRE_OUTCOMES] = {
    [WIRE_OUTCOME_UNTRIED] = "untried",
    [WIRE_OUTCOME_GOOD] = "good",
    [WIRE_OUTCOME_BAD] = "bad",
};

int commission_put(const char *directory, const struct wire_commission *commission, int64_t now)
{
    json_t *all, *tried = json_object();
    char path[PATH_SIZE], at[INSTANT_TEXT], *text;
    int result = path_of(directory, path);
    if (result || instant_write(now, at)) {
        json_decref(tried);
        return result ? result : -EINVAL;
    }
    for (int i = 0; i < WIRE_STEPS; i++)
        json_object_set_new(tried, steps[i], json_string(outcomes[commission->outcomes[i]]));
    all = json_pack("{s:s, s:o}", "at", at, "steps", tried);
    text = json_dumps(all, JSON_COMPACT);
    result = text ? keyfile_put(path, text, strlen(text)) : -ENOMEM;
    free(text);
    json_decref(all);
    return result;
}

int64_t commission_at(const char *directory)
{
    char path[PATH_SIZE];
    json_t *all;
    int64_t at = 0;
    if (path_of(directory, path))
        return 0;
    all = json_load_file(path, 0, NULL);
    const char *text = json_string_value(json_object_get(all, "at"));
    if (!text || instant_read(text, &at))
        at = 0;
    json_decref(all);
    return at;
}

bool commission_keypad(const char *directory)
{
    char path[PATH_SIZE];
    json_t *all = path_of(directory, path) ? NULL : json_load_file(path, 0, NULL);
    const char *keys = json_string_value(
        json_object_get(json_object_get(all, "steps"), steps[WIRE_STEP_KEYS]));
    bool good = keys && !strcmp(keys, outcomes[WIRE_OUTCOME_GOOD]);
    json_decref(all);
    return good;
}
