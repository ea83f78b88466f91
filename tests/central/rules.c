#include "rules.h"

#include "drivers/courier/instant.h"
#include "field.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int number(const json_t *object, const char *name, int64_t most, int64_t *out)
{
    const json_t *value = json_object_get(object, name);

    if (!json_is_integer(value) || json_integer_value(value) < 0 ||
        json_integer_value(value) > most)
        return -EINVAL;
    *out = json_integer_value(value);
    return 0;
}

static int small(const json_t *object, const char *name, bool required, int *out)
{
    int64_t value = 0;

    if (!required && !json_object_get(object, name)) {
        *out = 0;
        return 0;
    }
    if (number(object, name, 1000000, &value) < 0)
        return -EINVAL;
    *out = (int)value;
    return 0;
}

static int text(const json_t *object, const char *name, char *out, size_t size)
{
    const char *value = field_text(object, name, size);

    if (!value)
        return -EINVAL;
    snprintf(out, size, "%s", value);
    return 0;
}

static int parse_exclusions(const json_t *list, struct programme *p)
{
    const json_t *entry;
    size_t i;

    if (json_array_size(list) > RULES_EXCLUSIONS)
        return -EINVAL;
    json_array_foreach(list, i, entry)
    {
        struct rules_exclusion *e = &p->exclusions[p->exclusion_count++];
        const char *fact = field_text(entry, "fact", FIELD_CODE);
        int64_t over = 0;

        if (!fact || fact_read(fact, &e->fact) < 0 || number(entry, "over", INT32_MAX, &over) < 0 ||
            text(entry, "text", e->text, sizeof(e->text)) < 0)
            return -EINVAL;
        e->over = (int32_t)over;
    }
    return 0;
}

static int parse_components(const json_t *list, struct programme *p)
{
    const json_t *entry;
    size_t i;

    if (json_array_size(list) > RULES_COMPONENTS)
        return -EINVAL;
    json_array_foreach(list, i, entry)
    {
        struct rules_component *c = &p->components[p->component_count++];
        const char *fact = field_text(entry, "fact", FIELD_CODE);
        const json_t *ages = json_object_get(entry, "ages");

        c->by_fact = fact != NULL;
        c->from = (int)json_integer_value(json_array_get(ages, 0));
        c->to = (int)json_integer_value(json_array_get(ages, 1));
        if ((fact ? fact_read(fact, &c->fact) < 0 : json_array_size(ages) != 2) ||
            text(entry, "name", c->name, sizeof(c->name)) < 0 ||
            number(entry, "year", INT32_MAX, &c->year) < 0)
            return -EINVAL;
    }
    return 0;
}

int rules_parse_programme(const json_t *object, struct programme *programme_out)
{
    struct programme p = {0};
    const json_t *payment = json_object_get(object, "payment");
    const char *day = field_text(object, "day", sizeof("2026-10-15"));
    const char *objectors = field_text(object, "objectors", FIELD_CODE);
    int64_t family_year = 0;

    p.head_objects = objectors && strcmp(objectors, "head") == 0;
    if (objectors && !p.head_objects && strcmp(objectors, "adults") != 0)
        return -EINVAL;
    if (text(object, "code", p.code, sizeof(p.code)) < 0 ||
        text(object, "name", p.name, sizeof(p.name)) < 0 ||
        text(object, "version", p.version, sizeof(p.version)) < 0 || !day ||
        instant_read_day(day, &p.day) < 0 || small(object, "position", true, &p.position) < 0 ||
        small(object, "decile", false, &p.decile) < 0 ||
        small(object, "components_paid", false, &p.components_paid) < 0 ||
        small(object, "stages", true, &p.stages) < 0 || p.stages == 0 ||
        small(object, "quota_per_mille_of_poor", true, &p.quota_per_mille) < 0 ||
        parse_exclusions(json_object_get(object, "exclude"), &p) < 0 ||
        parse_components(json_object_get(object, "components"), &p) < 0 ||
        small(payment, "starts_after_days", true, &p.payment_after_days) < 0 ||
        small(payment, "collect_days", true, &p.collect_days) < 0 ||
        text(payment, "place", p.place, sizeof(p.place)) < 0)
        return -EINVAL;
    if (json_object_get(object, "family_year") &&
        number(object, "family_year", INT32_MAX, &family_year) < 0)
        return -EINVAL;
    if (json_object_get(payment, "account") &&
        text(payment, "account", p.account, sizeof(p.account)) < 0)
        return -EINVAL;
    if ((p.component_count > 0) == (family_year > 0))
        return -EINVAL;
    p.family_year = family_year;
    *programme_out = p;
    return 0;
}

static int parse_areas(const json_t *object, struct rules *rules)
{
    const struct {
        const char *name;
        int *values;
    } tables[] = {{"poverty_per_mille", rules->poverty_per_mille},
                  {"announced_later_days", rules->announced_later_days}};

    for (size_t t = 0; t < 2; t++) {
        const char *district;
        json_t *value;

        json_object_foreach(json_object_get(object, tables[t].name), district, value)
        {
            int at = atoi(district);
            if (at < 1 || at >= RULES_DISTRICTS || !json_is_integer(value) ||
                json_integer_value(value) < 0 || json_integer_value(value) > 1000)
                return -EINVAL;
            tables[t].values[at] = (int)json_integer_value(value);
        }
    }
    return 0;
}

/* Of two rule sets of one code the newer in force stays; a future one only while there is no other.
 */
static int keep(struct rules *rules, const struct programme *p, int32_t today)
{
    size_t at = 0;

    while (at < rules->count && strcmp(rules->programmes[at].code, p->code) != 0)
        at++;
    if (at == RULES_PROGRAMMES)
        return -E2BIG;
    if (at < rules->count) {
        const struct programme *old = &rules->programmes[at];
        bool old_now = old->day <= today, new_now = p->day <= today;
        if (old_now != new_now ? old_now : old_now ? old->day >= p->day : old->day <= p->day)
            return 0;
    } else {
        rules->count++;
    }
    rules->programmes[at] = *p;
    return 0;
}

static int by_position(const void *a, const void *b)
{
    const struct programme *one = a, *other = b;

    return one->position != other->position ? (one->position < other->position ? -1 : 1)
                                            : strcmp(one->code, other->code);
}

static int take(const json_t *object, int32_t today, struct rules *rules)
{
    struct programme *p;
    int r;

    if (json_object_get(object, "poverty_per_mille"))
        return parse_areas(object, rules);
    p = malloc(sizeof(*p));
    if (!p)
        return -ENOMEM;
    r = rules_parse_programme(object, p);
    if (r == 0)
        r = keep(rules, p, today);
    free(p);
    return r;
}

static int is_rule_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

int rules_read(const char *folder, int32_t today, struct rules *rules_out, char file_out[256])
{
    struct rules *rules = calloc(1, sizeof(*rules));
    struct dirent **files = NULL;
    int r = -ENOMEM, count = -1;

    snprintf(file_out, 256, "%s", folder);
    if (!rules)
        goto out;
    count = scandir(folder, &files, is_rule_file, alphasort);
    r = count < 0 ? -errno : 0;
    for (int i = 0; r == 0 && i < count; i++) {
        char path[1024];
        json_t *object;

        snprintf(file_out, 256, "%.200s", files[i]->d_name);
        snprintf(path, sizeof(path), "%s/%s", folder, files[i]->d_name);
        object = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
        r = object ? take(object, today, rules) : -EINVAL;
        json_decref(object);
    }
    if (r == 0 && rules->count == 0)
        r = -ENOENT;
    if (r < 0)
        goto out;
    qsort(rules->programmes, rules->count, sizeof(rules->programmes[0]), by_position);
    *rules_out = *rules;
out:
    for (int i = 0; i < count; i++)
        free(files[i]);
    free(files);
    free(rules);
    return r;
}

/* The files as they are, those in force only. */
json_t *rules_write(const char *folder, const struct rules *rules)
{
    json_t *all = json_pack("{s:[]}", "programmes"), *list = json_object_get(all, "programmes");
    struct dirent **files = NULL;
    int count = scandir(folder, &files, is_rule_file, alphasort);

    for (int i = 0; i < count; i++) {
        char path[1024];
        json_t *object;

        snprintf(path, sizeof(path), "%s/%s", folder, files[i]->d_name);
        object = json_load_file(path, 0, NULL);
        if (json_object_get(object, "poverty_per_mille"))
            json_object_set(all, "areas", object);
        for (size_t p = 0; object && p < rules->count; p++) {
            const char *code = field_text(object, "code", RULES_CODE);
            const char *version = field_text(object, "version", RULES_CODE);
            if (code && version && strcmp(code, rules->programmes[p].code) == 0 &&
                strcmp(version, rules->programmes[p].version) == 0)
                json_array_append(list, object);
        }
        json_decref(object);
        free(files[i]);
    }
    free(files);
    return all;
}

int rules_parse(const json_t *object, struct rules *rules_out)
{
    struct rules *rules = calloc(1, sizeof(*rules));
    const json_t *entry;
    size_t i;
    int r = rules ? parse_areas(json_object_get(object, "areas"), rules) : -ENOMEM;

    json_array_foreach(json_object_get(object, "programmes"), i, entry)
    {
        if (r == 0)
            r = take(entry, INT32_MAX, rules);
    }
    if (r == 0) {
        qsort(rules->programmes, rules->count, sizeof(rules->programmes[0]), by_position);
        *rules_out = *rules;
    }
    free(rules);
    return r;
}

uint16_t rules_sources(const struct programme *p)
{
    uint16_t sources = 1u << SOURCE_DUKCAPIL;

    if (p->decile)
        sources |= 1u << SOURCE_DTSEN;
    for (size_t i = 0; i < p->exclusion_count; i++)
        sources |= (uint16_t)(1u << fact_cards[p->exclusions[i].fact].source);
    for (size_t i = 0; i < p->component_count; i++) {
        if (p->components[i].by_fact)
            sources |= (uint16_t)(1u << fact_cards[p->components[i].fact].source);
    }
    return sources;
}

int64_t rules_amount(const struct programme *p, const struct household *household, int32_t day)
{
    int64_t year = p->family_year;
    int left = p->components_paid ? p->components_paid : INT32_MAX;

    for (size_t i = 0; i < p->component_count; i++) {
        const struct rules_component *c = &p->components[i];
        int count = c->by_fact ? household_counted(household, c->fact)
                               : household_aged(household, day, c->from, c->to);
        int paid = count < left ? count : left;
        year += paid * c->year;
        left -= paid;
    }
    return year / p->stages;
}

enum verdict rules_judge(const struct programme *p, const struct household *household, int32_t day,
                         bool received, enum source *missing_out)
{
    uint16_t missing = rules_sources(p) & household->silent;
    bool eligible = household_present(household) > 0;

    if (!household->registered)
        return VERDICT_NOT_REGISTERED;
    for (int s = 0; s < SOURCES; s++) {
        if (missing >> s & 1) {
            *missing_out = (enum source)s;
            return VERDICT_INCOMPLETE;
        }
    }
    for (size_t i = 0; i < p->exclusion_count; i++)
        eligible = eligible &&
                   household_counted(household, p->exclusions[i].fact) <= p->exclusions[i].over;
    eligible = eligible &&
               (!p->decile || fact_decile(household->value[FACT_WELFARE]) <= p->decile) &&
               rules_amount(p, household, day) > 0;
    if (eligible)
        return VERDICT_QUEUED;
    return received ? VERDICT_NO_LONGER : VERDICT_NOT_ELIGIBLE;
}
