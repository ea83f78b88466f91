#include "regency.h"

#include "calendar.h"
#include "dice.h"
#include "holdings.h"
#include "names.h"
#include "serials.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ELSEWHERE = 4, /* of a hundred, first registered in another regency; a NIK keeps it for life */
    DIED = 2,      /* of a hundred families, a member since the family card was issued */
    MOVED = 2,
    PREFIXES = 1800000, /* districts times birth days of both sexes, roughly */
};

struct regency {
    uint64_t seed;
    int32_t today;
    const struct villages *villages;
    const struct cast *cast;
    size_t cast_count, cast_families, families, drawn;
    size_t village, left; /* where the next is, and how many are still to come there */
    int weight_sum;
    struct serials *serials;
};

static int weight(const struct regency *regency, size_t village)
{
    struct dice dice = dice_make(regency->seed, 0x76000000u + village);

    return dice_between(&dice, 60, 240);
}

/* Drawn families of a village: its share of all, the rest going to the last one. */
static size_t share(const struct regency *regency, size_t village)
{
    size_t all = regency->families - regency->cast_families, before = 0, upto;

    if (regency->families >= REGENCY_USUAL)
        all -= REGENCY_KEMIREN;
    for (size_t i = 0; i < village; i++)
        before += (size_t)weight(regency, i);
    upto = before + (size_t)weight(regency, village);
    size_t count =
        all * upto / (size_t)regency->weight_sum - all * before / (size_t)regency->weight_sum;
    if (regency->villages->village[village].code == VILLAGES_KEMIREN &&
        regency->families >= REGENCY_USUAL)
        count += REGENCY_KEMIREN;
    return count;
}

static uint64_t prefix_of(const char *nik)
{
    char digits[13];

    snprintf(digits, sizeof(digits), "%.12s", nik);
    return strtoull(digits, NULL, 10);
}

int regency_open(uint64_t seed, int32_t today, const struct villages *villages,
                 const struct cast *cast, size_t cast_count, size_t families,
                 struct regency **regency_out)
{
    struct regency *regency;

    if (families < REGENCY_LEAST || families > REGENCY_MOST || cast_count > REGENCY_LEAST ||
        villages->count == 0)
        return -EINVAL;
    for (size_t i = 0; i < cast_families(cast, cast_count); i++) {
        struct family probe = {.household = {.member_count = 1}};
        if (cast_household(cast[i].key, today, &probe) < 0)
            return -EINVAL;
    }
    regency = calloc(1, sizeof(*regency));
    if (!regency)
        return -ENOMEM;
    *regency = (struct regency){.seed = seed,
                                .today = today,
                                .villages = villages,
                                .cast = cast,
                                .cast_count = cast_count,
                                .cast_families = cast_families(cast, cast_count),
                                .families = families};
    regency->serials = serials_make(families > 20000 ? PREFIXES : 8 * families);
    if (!regency->serials) {
        free(regency);
        return -ENOMEM;
    }
    for (size_t i = 0; i < villages->count; i++)
        regency->weight_sum += weight(regency, i);
    regency->left = share(regency, 0);
    /* Theirs are fixed, so the drawn ones must keep clear of them. */
    for (size_t i = 0; i < cast_count; i++)
        serials_take(regency->serials, prefix_of(cast[i].person.nik),
                     atoi(cast[i].person.nik + 12));
    *regency_out = regency;
    return 0;
}

void regency_close(struct regency *regency)
{
    if (!regency)
        return;
    serials_free(regency->serials);
    free(regency);
}

static int draw_nik(struct regency *regency, struct dice *dice, int district,
                    struct family_member *member)
{
    static const int others[] = {350907, 351108, 510101, 351201, 350809};
    unsigned born = (unsigned)member->born;
    unsigned day = born % 100 + (member->sex == 'P' ? 40 : 0);
    int region = dice_between(dice, 1, 100) <= ELSEWHERE ? others[dice_between(dice, 0, 4)]
                                                         : 351000 + district;
    char nik[FAMILY_NIK];
    int serial;

    snprintf(nik, sizeof(nik), "%06u%02u%02u%02u", (unsigned)region % 1000000, day % 100,
             born / 100 % 100, born / 10000 % 100);
    serial = serials_next(regency->serials, prefix_of(nik));
    if (serial < 0)
        return serial;
    snprintf(member->nik, sizeof(member->nik), "%.12s%04u", nik, (unsigned)serial % 10000);
    return 0;
}

static void add_member(struct dice *dice, struct family *family, enum family_role role, char sex,
                       int age, int32_t today)
{
    struct family_member *member = &family->members[family->household.member_count++];

    member->role = role;
    member->sex = sex;
    member->born =
        calendar_add_days(calendar_add_months(today, -12 * age), -dice_between(dice, 1, 364));
    names_draw(dice, sex, member->born, member->name);
}

static char draw_sex(struct dice *dice)
{
    return dice_between(dice, 0, 1) ? 'L' : 'P';
}

static void draw_members(struct dice *dice, struct family *family, int32_t today)
{
    int age = dice_between(dice, 24, 80);
    char head = dice_between(dice, 1, 100) <= 82 ? 'L' : 'P';

    add_member(dice, family, ROLE_HEAD, head, age, today);
    if (head == 'L' && dice_between(dice, 1, 100) <= 85)
        add_member(dice, family, ROLE_SPOUSE, 'P', age - dice_between(dice, 0, 6), today);
    for (int i = dice_between(dice, 0, 3); i > 0; i--) {
        int child = age - dice_between(dice, 22, 40);
        if (child >= 0 && child <= 26)
            add_member(dice, family, ROLE_CHILD, draw_sex(dice), child, today);
    }
    if (age < 60 && dice_between(dice, 1, 100) <= 12)
        add_member(dice, family, ROLE_PARENT, 'P', age + dice_between(dice, 20, 28), today);
    /* Someone other than the head, who is who stands at the kiosk of a test. */
    if (family->household.member_count > 1 && dice_between(dice, 1, 100) <= DIED + MOVED) {
        int who = dice_between(dice, 1, family->household.member_count - 1);
        family->members[who].gone =
            dice_between(dice, 1, DIED + MOVED) <= DIED ? GONE_DIED : GONE_MOVED;
    }
}

/* Most cards have a double-size UID (ISO/IEC 14443-3, of the maker NXP); some another. The short
 * ones are drawn from the person's number, so that no two are the same. */
static void draw_uid(uint64_t bits, uint32_t person, struct family_member *member)
{
    enum { NXP = 0x04, SCATTER = 0x9e3779b1, CASCADE = 0x88, RANDOM = 0x08 };
    uint32_t single = person * SCATTER;
    int turn = (int)(bits % 100);

    member->uid_size = turn < 4 ? 4 : turn < 6 ? 8 : turn < 8 ? 10 : 7;
    if (member->uid_size == 4 && (single & 0xff) != CASCADE && (single & 0xff) != RANDOM) {
        memcpy(member->uid, &single, 4);
        return;
    }
    if (member->uid_size == 4)
        member->uid_size = 7;
    member->uid[0] = NXP;
    member->uid[9] = (uint8_t)person;
    memcpy(member->uid + 1, &bits, sizeof(bits));
    memset(member->uid + member->uid_size, 0, (size_t)(FAMILY_UID - member->uid_size));
}

static void draw_card(struct dice *dice, struct family_member *member, uint32_t person,
                      int32_t today)
{
    uint64_t bits = dice_bits(dice);
    int age = calendar_age(member->born, today);

    snprintf(member->handle, sizeof(member->handle), "%016llx",
             (unsigned long long)dice_bits(dice));
    if (member->address_as[0]) /* one of the cast: the card is known */
        return;
    snprintf(member->address_as, sizeof(member->address_as), "%s",
             member->sex == 'P' ? (age < 25 ? "Saudara" : "Ibu")
                                : (age < 35 ? "Saudara" : "Bapak"));
    member->has_card = age >= FAMILY_ADULT;
    if (member->has_card)
        draw_uid(bits, person, member);
}

/* What is known of each member stands in the household too. */
static int finish(struct regency *regency, struct dice *dice, size_t number, struct family *family)
{
    struct household *household = &family->household;
    int district = household_district(household), r = 0;

    for (int i = 0; r == 0 && i < household->member_count; i++) {
        struct family_member *member = &family->members[i];

        if (!member->nik[0])
            r = draw_nik(regency, dice, district, member);
        draw_card(dice, member, (uint32_t)number * HOUSEHOLD_MEMBERS + (uint32_t)i, regency->today);
        household->born[i] = member->born;
        if (member->gone != GONE_NOT)
            household->gone |= (uint8_t)(1u << i);
    }
    household->family = (int64_t)number;
    /* A KK's number: district, a day of issue and a serial; both count families here. */
    snprintf(family->kk, sizeof(family->kk), "3510%02u%02u%02u%02u%04u", (unsigned)district % 100,
             (unsigned)(number / 10000 % 28 + 1), (unsigned)(number / 280000 % 12 + 1),
             (unsigned)dice_between(dice, 8, 25), (unsigned)(number % 10000));
    snprintf(family->address, sizeof(family->address), "RT %02d RW %02d", dice_between(dice, 1, 28),
             dice_between(dice, 1, 7));
    return r;
}

/* Members with a card and fingers of their own, known by name. */
static void join(const struct regency *regency, const char *key, struct family *family)
{
    for (size_t i = regency->cast_families; i < regency->cast_count; i++) {
        const struct cast *other = &regency->cast[i];

        for (int m = 1; m < family->household.member_count; m++) {
            struct family_member *member = &family->members[m];
            enum family_role role = member->role;

            if (strcmp(other->family, key) != 0 || strcmp(other->person.name, member->name) != 0)
                continue;
            *member = other->person;
            member->role = role;
            member->born = cast_born(other->person.nik, regency->today);
            family->cast_key[m] = other->key;
        }
    }
}

int regency_next(struct regency *regency, struct family *family_out)
{
    size_t number = regency->drawn + 1;
    struct dice dice = dice_make(regency->seed, number);
    struct family family;

    if (number > regency->families)
        return 0;
    memset(&family, 0, sizeof(family));
    if (number <= regency->cast_families) {
        const struct cast *star = &regency->cast[number - 1];
        family.cast_key[0] = star->key;
        family.members[0] = star->person;
        family.members[0].born = cast_born(star->person.nik, regency->today);
        family.household.member_count = 1;
        cast_household(star->key, regency->today, &family);
        join(regency, star->key, &family);
    } else {
        while (regency->left == 0 && regency->village + 1 < regency->villages->count)
            regency->left = share(regency, ++regency->village);
        regency->left -= regency->left > 0;
        family.household.village = regency->villages->village[regency->village].code;
        draw_members(&dice, &family, regency->today);
        holdings_draw(&dice, regency->today, &family);
    }
    int r = finish(regency, &dice, number, &family);
    if (r < 0)
        return r;
    regency->drawn = number;
    memcpy(family_out, &family, sizeof(family));
    return 1;
}
