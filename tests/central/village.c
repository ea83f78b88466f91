#include "village.h"

#include "calendar.h"
#include "dice.h"
#include "names.h"

#include <stdio.h>
#include <string.h>

#define COUNT(list) ((int)(sizeof(list) / sizeof(*(list))))

/* Pairs of verdicts that can stand beside each other, and how often in a hundred. What excludes
 * from one programme excludes from both; only the decile limits differ (PKH 4, BPNT 5). */
static const struct {
    enum verdict verdicts[PROGRAMMES];
    int percent;
} mixture[] = {
    {{VERDICT_RECEIVING, VERDICT_RECEIVING}, 30},
    {{VERDICT_QUEUED, VERDICT_RECEIVING}, 15},
    {{VERDICT_QUEUED, VERDICT_QUEUED}, 10},
    {{VERDICT_NOT_ELIGIBLE, VERDICT_NOT_ELIGIBLE}, 22},
    {{VERDICT_NO_LONGER, VERDICT_QUEUED}, 6},
    {{VERDICT_NOT_REGISTERED, VERDICT_NOT_REGISTERED}, 8},
    {{VERDICT_INCOMPLETE, VERDICT_INCOMPLETE}, 5},
    {{VERDICT_NOT_ANNOUNCED, VERDICT_NOT_ANNOUNCED}, 4},
};

/* Where people here were first registered; a NIK keeps that for life. */
static const char *const regions[] = {"351015", "351015", "351015", "351015", "351015", "351015",
                                      "351016", "351004", "351019", "350907", "351108", "510101"};

static int32_t draw_birth(struct dice *dice, int age, int32_t today)
{
    return calendar_add_days(calendar_add_months(today, -12 * age), -dice_between(dice, 1, 364));
}

static bool nik_taken(const struct family *families, size_t count, const char *nik)
{
    for (size_t f = 0; f < count; f++) {
        for (size_t m = 0; m < families[f].member_count; m++) {
            if (strcmp(families[f].members[m].nik, nik) == 0)
                return true;
        }
    }
    return false;
}

/* families[count - 1] is the one being made. */
static void draw_nik(struct dice *dice, struct family_member *member, const struct family *families,
                     size_t count)
{
    const char *region = regions[dice_between(dice, 0, COUNT(regions) - 1)];
    unsigned born = (unsigned)member->born, serial = (unsigned)dice_between(dice, 1, 9);
    unsigned day = born % 100 + (member->sex == 'P' ? 40 : 0);
    char nik[FAMILY_NIK];

    do {
        snprintf(nik, sizeof(nik), "%.6s%02u%02u%02u%04u", region, day % 100, born / 100 % 100,
                 born / 10000 % 100, serial++ % 10000);
    } while (nik_taken(families, count, nik));
    memcpy(member->nik, nik, sizeof(nik));
}

static void add_member(struct dice *dice, struct family *family, enum family_role role, char sex,
                       int age, int32_t today)
{
    struct family_member *member = &family->members[family->member_count++];

    member->role = role;
    member->sex = sex;
    member->born = draw_birth(dice, age, today);
    names_draw(dice, sex, member->born, member->name);
}

static char draw_sex(struct dice *dice)
{
    return dice_between(dice, 0, 1) ? 'L' : 'P';
}

static void draw_household(struct dice *dice, struct family *family, int32_t today)
{
    int age = dice_between(dice, 26, 78);
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
}

static void draw_verdicts(struct dice *dice, struct family *family, int32_t today)
{
    const struct family_components parts = family_components(family, today);
    int at = dice_between(dice, 1, 100), i = 0;

    while (at > mixture[i].percent)
        at -= mixture[i++].percent;
    memcpy(family->verdicts, mixture[i].verdicts, sizeof(family->verdicts));
    /* PKH is paid for members: without one it pays for, there is nothing to be eligible for. */
    if (parts.small + parts.primary + parts.lower + parts.upper + parts.elderly == 0 &&
        (family->verdicts[PROGRAMME_PKH] == VERDICT_RECEIVING ||
         family->verdicts[PROGRAMME_PKH] == VERDICT_QUEUED))
        family->verdicts[PROGRAMME_PKH] = VERDICT_NOT_ELIGIBLE;
}

/* One to three records beyond the limits (tests hold reasons.c to find them so). */
static void draw_exclusions(struct dice *dice, struct family_records *records)
{
    for (int i = dice_between(dice, 1, 3); i > 0; i--) {
        int which = dice_between(dice, 1, 100);

        if (which <= 25)
            records->engine_cc = dice_between(dice, 0, 1) ? 155 : 1300;
        else if (which <= 50)
            records->wage = 2900000 + 50000 * dice_between(dice, 0, 40);
        else if (which <= 70)
            records->power_va = dice_between(dice, 0, 1) ? 3500 : 4400;
        else if (which <= 85)
            records->land_m2 = dice_between(dice, 1100, 4800);
        else if (which <= 93)
            records->civil_servant = true;
        else
            records->large_balance = true;
    }
}

static void draw_records(struct dice *dice, struct family *family)
{
    static const char *const sources[] = {"BPJS Ketenagakerjaan", "ATR/BPN", "Polri", "PLN"};
    struct family_records *records = &family->records;
    enum verdict pkh = family->verdicts[PROGRAMME_PKH], bpnt = family->verdicts[PROGRAMME_BPNT];

    records->decile = dice_between(dice, 1, 4);
    records->power_va = dice_between(dice, 0, 1) ? 450 : 900;
    records->engine_cc = dice_between(dice, 0, 2) ? 110 : 0;
    records->land_m2 = dice_between(dice, 0, 3) ? 0 : dice_between(dice, 120, 800);
    records->chronic_illness = dice_between(dice, 1, 100) <= 12;
    if (bpnt == VERDICT_NOT_ELIGIBLE) {
        records->decile = dice_between(dice, 3, 8);
        draw_exclusions(dice, records);
    }
    if (pkh == VERDICT_NO_LONGER) {
        records->decile = 5;
        records->decile_before = 4;
        records->new_member = family->member_count > 1;
    }
    if (pkh == VERDICT_INCOMPLETE)
        records->missing_source = sources[dice_between(dice, 0, COUNT(sources) - 1)];
}

static void draw_card(struct dice *dice, struct family_member *member, int32_t today)
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
    if (!member->has_card)
        return;
    member->uid[0] = 0x04; /* the maker NXP, as double-size UIDs begin (ISO/IEC 7816-6) */
    memcpy(member->uid + 1, &bits, FAMILY_UID - 1);
}

static void make_family(struct dice *dice, int32_t today, const struct cast *star,
                        struct family *families, size_t at)
{
    static const char *const hamlets[] = {"Krajan", "Kedaleman"};
    struct family *family = &families[at];

    memset(family, 0, sizeof(*family));
    if (star) {
        family->cast_key = star->key;
        family->members[0] = star->person;
        family->members[0].born = cast_born(star->person.nik, today);
        family->member_count = 1;
        memcpy(family->verdicts, star->verdicts, sizeof(family->verdicts));
    }
    if (!star)
        draw_household(dice, family, today);
    if (!star)
        draw_verdicts(dice, family, today);
    if (!star || cast_household(star->key, today, family) < 0)
        draw_records(dice, family);
    for (unsigned i = 0; i < PROGRAMMES; i++) {
        if (family->verdicts[i] == VERDICT_INCOMPLETE && !family->records.missing_source)
            family->records.missing_source = "BPJS Ketenagakerjaan";
    }
    for (size_t i = 0; i < family->member_count; i++) {
        if (!family->members[i].nik[0])
            draw_nik(dice, &family->members[i], families, at + 1);
        draw_card(dice, &family->members[i], today);
    }
    /* A KK's number: region, day of issue, serial; the serial counts families here. */
    snprintf(family->kk, sizeof(family->kk), "351015%02u%02u%02u%04u",
             (unsigned)dice_between(dice, 1, 28), (unsigned)dice_between(dice, 1, 12),
             (unsigned)dice_between(dice, 8, 25), (unsigned)(at + 1) % 10000);
    snprintf(family->address, sizeof(family->address), "Dusun %s RT %02d RW %02d",
             hamlets[dice_between(dice, 0, COUNT(hamlets) - 1)], dice_between(dice, 1, 28),
             dice_between(dice, 1, 7));
}

/* Places by welfare, the poorest first; within a decile in the order made. Karto's place 12 is
 * told in his story, so he takes it and who was there takes his. */
static void order_queue(enum programme programme, struct family *families, size_t count)
{
    struct family *karto = NULL, *twelfth = NULL;
    int place = 0;

    for (int decile = 1; decile <= 10; decile++) {
        for (size_t i = 0; i < count; i++) {
            struct family *family = &families[i];

            if (family->verdicts[programme] != VERDICT_QUEUED || family->records.decile != decile)
                continue;
            family->queue_place[programme] = ++place;
            if (place == 12)
                twelfth = family;
            if (family->cast_key && strcmp(family->cast_key, "karto") == 0)
                karto = family;
        }
    }
    if (karto && twelfth) {
        twelfth->queue_place[programme] = karto->queue_place[programme];
        karto->queue_place[programme] = 12;
    }
}

void village_make(uint64_t seed, int32_t today, const struct cast *cast, size_t cast_count,
                  struct family *families, size_t count)
{
    /* The cast first: their NIKs are fixed, so the drawn ones must keep clear of them. */
    for (size_t i = 0; i < count; i++) {
        struct dice dice = dice_make(seed, i + 1);
        make_family(&dice, today, i < cast_count ? &cast[i] : NULL, families, i);
    }
    for (unsigned i = 0; i < PROGRAMMES; i++)
        order_queue((enum programme)i, families, count);
}
