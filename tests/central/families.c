#include "families.h"

#include "calendar.h"
#include "cast.h"
#include "dice.h"
#include "filings.h"
#include "names.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FOUND = 0x666f756e, /* seed of those who are found */
    FOUND_POOR = 2999,  /* the highest welfare drawn for them */
    FOUND_SERIAL = 5000 /* serials of their NIKs from here on, beyond any drawn in a load */
};

static const char *const roles[] = {
    [ROLE_HEAD] = "head",     [ROLE_SPOUSE] = "spouse",
    [ROLE_CHILD] = "child",   [ROLE_GRANDCHILD] = "grandchild",
    [ROLE_PARENT] = "parent",
};

static int add_member(struct store *store, int64_t family, int at,
                      const struct family_member *member)
{
    int64_t person = family * HOUSEHOLD_MEMBERS + at;
    char sex[] = {member->sex, 0};
    int r = store_run(store, "INSERT INTO person VALUES(?,?,?,?,?,?,?,?,?,?)", "iittttitti", person,
                      family, member->handle, member->nik, member->name, sex, (int64_t)member->born,
                      roles[member->role], member->address_as, (int64_t)member->gone);

    if (r == 0 && member->has_card)
        r = store_run(store, "INSERT INTO card VALUES(?,?,?)", "bib", member->uid, member->uid_size,
                      person, member->photo_sha256, sizeof(member->photo_sha256));
    return r;
}

int families_add(struct store *store, const struct family *family)
{
    const struct household *household = &family->household;
    int r = store_run(store, "INSERT INTO family VALUES(?,?,?,?,?,?,NULL)", "ititii",
                      household->family, family->kk, (int64_t)household->village, family->address,
                      (int64_t)household->registered, (int64_t)household->silent);

    for (int i = 0; r == 0 && i < household->member_count; i++)
        r = add_member(store, household->family, i, &family->members[i]);
    for (int64_t f = 0; r == 0 && f < FACTS; f++) {
        if (household->value[f])
            r = store_run(store, "INSERT INTO record VALUES(?,?,?,?,?)", "iiiio", household->family,
                          f, (int64_t)household->value[f], (int64_t)household->owner[f],
                          (int64_t)household->as_of[f]);
    }
    return r;
}

/* The card a report came with, and the NIK that level chip read from it. */
static int read_card(struct store *store, const char *number, struct family_member *member)
{
    struct store_rows *rows = NULL;
    size_t size = 0, digest_size = 0;
    int r =
        store_ask(store, &rows, "SELECT uid, photo_sha256, nik FROM filing_card WHERE number = ?",
                  "t", number);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        const void *uid = store_bytes(rows, 0, &size);
        const void *digest = store_bytes(rows, 1, &digest_size);

        r = size <= sizeof(member->uid) && digest_size == sizeof(member->photo_sha256) ? 0
                                                                                       : -EUCLEAN;
        if (r == 0) {
            memcpy(member->uid, uid, size);
            memcpy(member->photo_sha256, digest, digest_size);
            member->uid_size = (uint8_t)size;
            member->has_card = size > 0; /* none where staff took a report down */
            snprintf(member->nik, sizeof(member->nik), "%s", store_text(rows, 2));
        }
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}

static int read_number(struct store *store, const char *sql, const void *uid, size_t uid_size,
                       int64_t *number_out)
{
    struct store_rows *rows = NULL;
    int r =
        uid ? store_ask(store, &rows, sql, "b", uid, uid_size) : store_ask(store, &rows, sql, "");

    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        *number_out = store_number(rows, 0);
    store_done(rows);
    return r < 0 ? r : r == 1 ? 0 : -ENOENT;
}

/* "3510", the district, six digits of a date and a serial: how a NIK and a KK's number are made. */
static void write_number(int32_t village, int date, int64_t id, char text_out[FAMILY_NIK])
{
    int64_t area = 351000 + village / 10000;
    int64_t number = (area * 1000000 + date) * 10000 + FOUND_SERIAL + id % FOUND_SERIAL;

    snprintf(text_out, FAMILY_NIK, "%016llu", (unsigned long long)number % 10000000000000000u);
}

/* The person of a family that is numbered `id`, as far as the card and the visit do not tell. */
static void draw_person(struct dice *dice, const struct families_visit *visit, int64_t id,
                        struct family_member *member)
{
    int age = dice_between(dice, 30, 80);

    if (!member->nik[0]) {
        int32_t born = calendar_add_days(calendar_add_months(visit->today, -12 * age),
                                         -dice_between(dice, 1, 364));
        int day = born % 100 + (dice_between(dice, 0, 1) ? 40 : 0);

        write_number(visit->village, day * 10000 + born / 100 % 100 * 100 + born / 10000 % 100, id,
                     member->nik);
    }
    member->born = cast_born(member->nik, visit->today);
    member->sex = member->nik[6] >= '4' ? 'P' : 'L';
    if (!member->name[0])
        names_draw(dice, member->sex, member->born, member->name);
    snprintf(member->address_as, sizeof(member->address_as), "%s",
             member->sex == 'P' ? "Ibu" : "Bapak");
    snprintf(member->handle, sizeof(member->handle), "%016llx",
             (unsigned long long)dice_bits(dice));
}

static int add_found(struct store *store, const char *number, const struct families_visit *visit,
                     struct family *family)
{
    struct dice dice = dice_make(FOUND, strtoull(number, NULL, 10));
    struct household *household = &family->household;
    int64_t last = 0;
    int r = read_number(store, "SELECT max(id) FROM family", NULL, 0, &last);

    if (r < 0)
        return r;
    household->family = last + 1;
    household->village = visit->village;
    household->registered = true;
    household->member_count = 1;
    household->value[FACT_MEMBERS] = household->value[FACT_MEMBERS_DTSEN] = 1;
    household->value[FACT_WELFARE] =
        visit->welfare >= 0 ? (int32_t)visit->welfare : dice_between(&dice, 1, FOUND_POOR);
    draw_person(&dice, visit, household->family, &family->members[0]);
    write_number(visit->village, visit->today % 1000000, household->family, family->kk);
    snprintf(family->address, sizeof(family->address), "RT %02d RW %02d",
             dice_between(&dice, 1, 28), dice_between(&dice, 1, 7));
    return families_add(store, family);
}

/* The card of a person whom the register has, and who had no card or another. */
static int give_card(struct store *store, const struct family_member *member, int64_t *person_out)
{
    struct store_rows *rows = NULL;
    int64_t person = 0;
    int r = store_ask(store, &rows, "SELECT id FROM person WHERE nik = ?", "t", member->nik);

    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        person = store_number(rows, 0);
    store_done(rows);
    if (r < 1)
        return r < 0 ? r : -ENOENT;
    r = store_run(store, "INSERT INTO card VALUES(?,?,?)", "bib", member->uid,
                  (size_t)member->uid_size, person, member->photo_sha256,
                  sizeof(member->photo_sha256));
    if (r == 0)
        *person_out = person;
    return r;
}

/* Whatever came from this card while nobody knew it is the family's own from now on; the days to
 * complete a provisional objection begin. */
static int claim(struct store *store, const char *number, const struct family_member *member,
                 int64_t person, int32_t today)
{
    return store_run(store,
                     "UPDATE filing SET family = ?1, person = ?2,"
                     " complete_by = CASE state WHEN 'provisional' THEN ?3 ELSE complete_by END,"
                     " expected_on = CASE state WHEN 'provisional' THEN ?3 ELSE expected_on END"
                     " WHERE family IS NULL AND (number = ?4 OR number IN"
                     " (SELECT number FROM filing_card WHERE length(uid) > 0 AND uid = ?5))",
                     "iiitb", person / HOUSEHOLD_MEMBERS, person,
                     (int64_t)calendar_add_days(today, FILINGS_PROVISIONAL_DAYS), number,
                     member->uid, (size_t)member->uid_size);
}

int families_found(struct store *store, const char *number, const struct families_visit *visit,
                   int64_t *family_out)
{
    struct family family = {.received = ""};
    struct family_member *person = &family.members[0];
    int64_t known = 0;
    int r = read_card(store, number, person);

    if (r < 0)
        return r;
    if (visit->nik) {
        if (strlen(visit->nik) != 16 || strspn(visit->nik, "0123456789") != 16)
            return -EINVAL;
        memcpy(person->nik, visit->nik, 17);
    }
    if (visit->name)
        snprintf(person->name, sizeof(person->name), "%s", visit->name);
    r = read_number(store, "SELECT person FROM card WHERE uid = ?", person->uid, person->uid_size,
                    &known);
    if (r == -ENOENT && person->nik[0])
        r = give_card(store, person, &known);
    if (r == -ENOENT) {
        r = add_found(store, number, visit, &family);
        known = family.household.family * HOUSEHOLD_MEMBERS;
    } else if (r == 0) {
        r = store_run(store, "UPDATE family SET registered = 1 WHERE id = ?", "i",
                      known / HOUSEHOLD_MEMBERS);
    }
    if (r == 0)
        r = claim(store, number, person, known, visit->today);
    if (r == 0)
        *family_out = known / HOUSEHOLD_MEMBERS;
    return r;
}
