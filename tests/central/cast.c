#include "cast.h"

#include "calendar.h"
#include "field.h"
#include "villages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Members beside the one in the list; ages keep their meaning however late the load is. The records
 * are chosen so that the rules of tests/central/rules come to each one's story. */
struct home {
    const char *key;
    struct {
        const char *name;
        char sex;
        enum family_role role;
        int age;
    } others[3];
    int32_t village;
    bool registered;
    const char *received;
    int silent; /* a source that has not answered, or SOURCES */
    int32_t value[FACTS];
};

static const struct home homes[] = {
    {"siti", /* SD 225,000 and SMP 375,000 a stage make the 600,000 of her story */
     {{"RIZKY MAULANA", 'L', ROLE_CHILD, 14}, {"NABILA SAFITRI", 'P', ROLE_GRANDCHILD, 9}},
     VILLAGES_KEMIREN,
     true,
     "PKH BPNT",
     SOURCES,
     {[FACT_WELFARE] = 320, [FACT_POWER] = 450}},
    {"karto",
     {{"TUMINI", 'P', ROLE_SPOUSE, 66}},
     VILLAGES_KEMIREN,
     true,
     "BPNT",
     SOURCES,
     {[FACT_WELFARE] = 3240, [FACT_POWER] = 450, [FACT_ENGINE] = 110, [FACT_ILLNESS] = 1}},
    {"budi",
     {{"SRI HANDAYANI", 'P', ROLE_SPOUSE, 54},
      {"PUTRI ANGGRAINI", 'P', ROLE_CHILD, 21},
      {"DIMAS PRASETYO", 'L', ROLE_CHILD, 16}},
     VILLAGES_KEMIREN,
     true,
     "",
     SOURCES,
     {[FACT_WELFARE] = 3400,
      [FACT_POWER] = 3500,
      [FACT_ENGINE] = 155,
      [FACT_WAGE] = 3150000,
      [FACT_LAND] = 1250}},
    {"painem", /* her son moved in: decile 4 became 5, within BPNT's limit, beyond PKH's */
     {{"SUGENG RIYANTO", 'L', ROLE_CHILD, 45}},
     VILLAGES_KEMIREN,
     true,
     "PKH",
     SOURCES,
     {[FACT_WELFARE] = 4700, [FACT_POWER] = 900, [FACT_ENGINE] = 110, [FACT_NEW_MEMBER] = 1}},
    {"slamet",
     {{"MISNATI", 'P', ROLE_SPOUSE, 60}},
     VILLAGES_KEMIREN,
     true,
     "BPNT",
     SOURCE_BPJS_TK,
     {[FACT_WELFARE] = 610, [FACT_POWER] = 450}},
    {"wahyuni", /* her district is told later than the others */
     {{"BAGAS SAPUTRA", 'L', ROLE_CHILD, 10}},
     VILLAGES_LATENG,
     true,
     "",
     SOURCES,
     {[FACT_WELFARE] = 2300, [FACT_POWER] = 900}},
    {"joko",
     {{NULL, 0, ROLE_HEAD, 0}},
     VILLAGES_KEMIREN,
     false,
     "",
     SOURCES,
     {[FACT_WELFARE] = 3600, [FACT_POWER] = 900}},
};

static int read_one(const json_t *entry, struct cast *cast_out)
{
    static const char *const forms[] = {"Bapak", "Ibu", "Saudara"};
    struct cast cast = {0};
    const char *key = field_text(entry, "key", sizeof(cast.key));
    const char *name = field_text(entry, "name", sizeof(cast.person.name));
    const char *sex = field_text(entry, "sex", 2);
    const char *form = field_text(entry, "address_as", sizeof(cast.person.address_as));
    const char *nik = field_text(entry, "nik", sizeof(cast.person.nik));
    const char *family = field_text(entry, "family", sizeof(cast.family));
    size_t uid_size = json_string_length(json_object_get(entry, "uid")) / 2;

    if (!key || !name || !sex || !strchr("LP", *sex) || !form || !nik || strlen(nik) != 16 ||
        strspn(nik, "0123456789") != 16 || uid_size > sizeof(cast.person.uid) ||
        field_hex(entry, "uid", uid_size, cast.person.uid) < 0)
        return -EINVAL;
    cast.person.uid_size = (uint8_t)uid_size;
    if (strcmp(form, forms[0]) != 0 && strcmp(form, forms[1]) != 0 && strcmp(form, forms[2]) != 0)
        return -EINVAL;
    snprintf(cast.key, sizeof(cast.key), "%s", key);
    snprintf(cast.family, sizeof(cast.family), "%s", family ? family : "");
    snprintf(cast.person.name, sizeof(cast.person.name), "%s", name);
    snprintf(cast.person.address_as, sizeof(cast.person.address_as), "%s", form);
    snprintf(cast.person.nik, sizeof(cast.person.nik), "%s", nik);
    cast.person.has_card = !json_is_false(json_object_get(entry, "card"));
    cast.person.sex = *sex;
    *cast_out = cast;
    return 0;
}

int cast_read(const char *path, struct cast cast_out[CAST_MAX], size_t *count_out)
{
    struct cast *cast = calloc(CAST_MAX, sizeof(*cast));
    FILE *file = fopen(path, "re");
    json_t *list = NULL, *entry;
    size_t i, count = 0;
    int r = 0;

    if (!cast || !file) {
        r = -errno;
        goto out;
    }
    list = json_loadf(file, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_array(list))
        r = -EINVAL;
    else if (json_array_size(list) > CAST_MAX)
        r = -E2BIG;
    json_array_foreach(list, i, entry)
    {
        /* Somebody without verdicts has a card that this service does not know. */
        if (r == 0 && json_object_get(entry, "verdicts"))
            r = read_one(entry, &cast[count++]);
    }
    if (r < 0)
        goto out;
    memcpy(cast_out, cast, count * sizeof(*cast));
    *count_out = count;
out:
    json_decref(list);
    if (file)
        fclose(file);
    free(cast);
    return r;
}

size_t cast_families(const struct cast *cast, size_t count)
{
    size_t first = 0;

    while (first < count && !cast[first].family[0])
        first++;
    return first;
}

int32_t cast_born(const char *nik, int32_t today)
{
    int digits[6];

    for (int i = 0; i < 6; i++)
        digits[i] = nik[6 + i] - '0';
    int day = digits[0] * 10 + digits[1], month = digits[2] * 10 + digits[3];
    int32_t born = (1900 + digits[4] * 10 + digits[5]) * 10000 + month * 100 + day % 40;
    return calendar_age(born, today) > 99 ? born + 1000000 : born;
}

int cast_household(const char *key, int32_t today, struct family *family)
{
    const struct home *home = NULL;

    for (size_t i = 0; i < sizeof(homes) / sizeof(*homes); i++) {
        if (strcmp(homes[i].key, key) == 0)
            home = &homes[i];
    }
    if (!home)
        return -ENOENT;
    struct household *household = &family->household;
    memcpy(household->value, home->value, sizeof(household->value));
    household->village = home->village;
    household->registered = home->registered;
    household->silent = (uint16_t)(home->silent == SOURCES ? 0u : 1u << home->silent);
    family->received = home->received;
    for (size_t i = 0; i < 3 && home->others[i].name; i++) {
        struct family_member *member = &family->members[household->member_count++];

        snprintf(member->name, sizeof(member->name), "%s", home->others[i].name);
        member->sex = home->others[i].sex;
        member->role = home->others[i].role;
        /* Born half a year before the birthday counted, so that the age holds on every day. */
        member->born = calendar_add_months(today, -12 * home->others[i].age - 6);
    }
    household->value[FACT_MEMBERS] = household->member_count;
    household->value[FACT_MEMBERS_DTSEN] = household->member_count;
    return 0;
}
