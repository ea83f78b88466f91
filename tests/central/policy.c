#include "policy.h"

#include "settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE = 64, NUMBER_MOST = 9999 };

static const char *const leaves[] = {"result", "object", "report", "provisional"};

enum { LEAVES = sizeof(leaves) / sizeof(*leaves) };

enum form { FORM_LEAVES, FORM_YES, FORM_NUMBER };

static const struct {
    const char *name;
    enum form form;
    const char *usual;
} settings[] = {
    {"assisted", FORM_LEAVES, "result,object,report,provisional"},
    {"attended", FORM_LEAVES, "result,object,report,provisional"},
    {"named_witness", FORM_YES, "yes"},
    {"relatives", FORM_YES, "yes"},
    {"card_alone", FORM_YES, "yes"},
    {"flag_assisted", FORM_NUMBER, "20"},
    {"flag_attended", FORM_NUMBER, "5"},
    {"list_days", FORM_NUMBER, "7"},
};

enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

static int read_leaves(const char *value, int64_t *bits_out)
{
    char words[VALUE], *next = NULL;
    int64_t bits = 0;

    if (strlen(value) >= sizeof(words))
        return -EINVAL;
    strcpy(words, value);
    for (char *word = strtok_r(words, ",", &next); word; word = strtok_r(NULL, ",", &next)) {
        size_t i = 0;
        while (i < LEAVES && strcmp(word, leaves[i]) != 0)
            i++;
        if (i == LEAVES && strcmp(value, "none") != 0)
            return -EINVAL;
        bits |= i == LEAVES ? 0 : 1 << i;
    }
    *bits_out = bits;
    return *value ? 0 : -EINVAL;
}

static int read_value(enum form form, const char *value, int64_t *number_out)
{
    char *end;

    switch (form) {
    case FORM_LEAVES:
        return read_leaves(value, number_out);
    case FORM_YES:
        *number_out = strcmp(value, "yes") == 0;
        return *number_out || strcmp(value, "no") == 0 ? 0 : -EINVAL;
    case FORM_NUMBER:
        *number_out = strtoll(value, &end, 10);
        return *value && !*end && *number_out >= 0 && *number_out <= NUMBER_MOST ? 0 : -EINVAL;
    }
    return -EINVAL;
}

int policy_set(struct store *store, const char *name, const char *value)
{
    char key[VALUE];
    int64_t number;

    for (size_t i = 0; i < SETTINGS; i++) {
        if (strcmp(settings[i].name, name) != 0)
            continue;
        if (read_value(settings[i].form, value, &number) < 0)
            return -EINVAL;
        snprintf(key, sizeof(key), "policy.%s", name);
        return settings_write(store, key, value);
    }
    return -EINVAL;
}

int policy_read(struct store *store, struct policy *policy_out)
{
    char key[VALUE], value[VALUE];
    int64_t number[SETTINGS];

    for (size_t i = 0; i < SETTINGS; i++) {
        snprintf(key, sizeof(key), "policy.%s", settings[i].name);
        int r = settings_read(store, key, value, sizeof(value));
        if (r < 0 && r != -ENOENT)
            return r;
        r = read_value(settings[i].form, r == 0 ? value : settings[i].usual, &number[i]);
        if (r < 0)
            return r;
    }
    *policy_out = (struct policy){.assisted = number[0],
                                  .attended = number[1],
                                  .named_witness = number[2] != 0,
                                  .relatives = number[3] != 0,
                                  .card_alone = number[4] != 0,
                                  .flag_assisted = number[5],
                                  .flag_attended = number[6],
                                  .list_days = number[7]};
    return 0;
}

static json_t *write_leaves(int64_t bits)
{
    json_t *list = json_array();

    for (size_t i = 0; list && i < LEAVES; i++) {
        if ((bits & (1 << i)) && json_array_append_new(list, json_string(leaves[i]))) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

json_t *policy_write(const struct policy *policy)
{
    return json_pack("{s:o, s:o, s:b, s:b, s:b}", "assisted", write_leaves(policy->assisted),
                     "attended", write_leaves(policy->attended), "named_witness",
                     policy->named_witness, "relatives", policy->relatives, "card_alone",
                     policy->card_alone);
}
