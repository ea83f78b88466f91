#include "load.h"

#include "calendar.h"
#include "families.h"
#include "grounds.h"
#include "payments.h"
#include "regency.h"
#include "rounds.h"
#include "settings.h"
#include "staff.h"
#include "stage.h"
#include "store.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PHOTO_MAX = 64 * 1024,
    TEMPLATE_MAX = 1600, /* WIRE_TEMPLATE_SIZE: what a kiosk takes */
    RIGHT_INDEX = 2,     /* finger positions of ISO/IEC 19794-2:2005, table 2 */
    LEFT_INDEX = 7,
    ANNOUNCED_DAYS_AGO = 10, /* so that the window of one month is open */
    BEFORE = 1,              /* the round that says who received before */
};

#define DATABASE "central.db"
#define OFFICE   "kiosk-48291" /* of Kemiren */
#define MAKING   "central.db.new"

static const char declaration[] =
    "Keterangan yang sengaja dibuat tidak benar dapat membatalkan sanggah ini. Keliru tanpa "
    "sengaja tidak apa-apa. Data cukup dibetulkan.";

/* One load under way; `file` is what is being read, for the message when it fails. */
struct loading {
    struct store *store;
    const char *stage, *people;
    char *file;
};

/* Where the people of each sender stand. */
static int put_places(struct loading *load)
{
    static const char *const places[][2] = {
        {"place." OFFICE, "Kantor Desa Kemiren"},
        {"place.portal", "Portal Perlinsos"},
        {"place.agent", "Agen lapangan"},
    };
    int r = 0;

    for (size_t i = 0; r == 0 && i < sizeof(places) / sizeof(*places); i++)
        r = settings_write(load->store, places[i][0], places[i][1]);
    return r;
}

static int put_catalogues(struct loading *load, const struct villages *villages)
{
    int r = settings_write(load->store, "declaration", declaration);

    if (r == 0)
        r = put_places(load);

    for (size_t i = 0; r == 0 && i < ground_count; i++)
        r = store_run(load->store, "INSERT INTO ground VALUES(?,?,?,?,?,?)", "ttttii",
                      grounds[i].code, grounds[i].text, grounds[i].evidence, grounds[i].asks,
                      (int64_t)grounds[i].unrecorded, (int64_t)i);
    for (int64_t i = 0; r == 0 && i < SOURCES; i++)
        r = store_run(load->store, "INSERT INTO source VALUES(?,0)", "i", i);
    for (size_t i = 0; r == 0 && i < villages->count; i++)
        r = store_run(load->store, "INSERT INTO place VALUES(?,?)", "it",
                      (int64_t)villages->village[i].code, villages->village[i].name);
    for (size_t i = 0; r == 0 && i < villages->district_count; i++)
        r = store_run(load->store, "INSERT INTO place VALUES(?,?)", "it",
                      (int64_t)villages->district[i].code, villages->district[i].name);
    return r;
}

static int read_person_file(struct loading *load, const char *key, const char *ending, size_t limit,
                            uint8_t **bytes_out, size_t *size_out)
{
    snprintf(load->file, LOAD_FILE, "people/%s%s", key, ending);
    return stage_read(load->stage, load->file, limit, bytes_out, size_out);
}

static int put_template(struct loading *load, int64_t person, const char *key, const char *ending,
                        int position)
{
    uint8_t *record = NULL;
    size_t size = 0;
    int r = read_person_file(load, key, ending, TEMPLATE_MAX, &record, &size);

    if (r == 0)
        r = store_run(load->store, "INSERT INTO template VALUES(?,?,?)", "iib", person,
                      (int64_t)position, record, size);
    free(record);
    return r;
}

/* Only the cast has photographs; another's digest is drawn from the handle. */
static int read_photo(struct loading *load, const char *key, struct family_member *member)
{
    uint8_t *photo = NULL;
    size_t size = 0;
    int r = 0;

    if (key)
        r = read_person_file(load, key, ".jpg", PHOTO_MAX, &photo, &size);
    if (r == 0 && key)
        crypto_hash_sha256(member->photo_sha256, photo, size);
    else if (r == 0)
        crypto_hash_sha256(member->photo_sha256, (const uint8_t *)member->handle,
                           strlen(member->handle));
    free(photo);
    return r;
}

/* Nor has anybody else fingers. */
static int put_fingers(struct loading *load, const struct family *family)
{
    int r = 0;

    for (int i = 0; r == 0 && i < family->household.member_count; i++) {
        int64_t person = family->household.family * HOUSEHOLD_MEMBERS + i;
        const char *key = family->cast_key[i];

        if (!key || !family->members[i].has_card)
            continue;
        r = put_template(load, person, key, "-right.iso", RIGHT_INDEX);
        if (r == 0)
            r = put_template(load, person, key, "-left.iso", LEFT_INDEX);
    }
    return r;
}

/* What Dukcapil has of the cast: it is who took the photographs. */
static int put_photos(struct loading *load, const struct family *family)
{
    int r = 0;

    for (int i = 0; r == 0 && i < family->household.member_count; i++) {
        const struct family_member *member = &family->members[i];

        if (family->cast_key[i])
            r = store_run(load->store, "INSERT INTO dukcapil_photo VALUES(?,?)", "tb", member->nik,
                          member->photo_sha256, sizeof(member->photo_sha256));
    }
    return r;
}

/* As a round before the first, of which only who received is known. */
static int put_received(struct loading *load, const struct family *family)
{
    char codes[64], *next = NULL;
    int r = 0;

    snprintf(codes, sizeof(codes), "%s", family->received);
    for (char *code = strtok_r(codes, " ", &next); r == 0 && code;
         code = strtok_r(NULL, " ", &next))
        r = store_run(load->store, "INSERT INTO result VALUES(?,?,?,?,NULL,NULL,NULL)", "iiti",
                      (int64_t)BEFORE, family->household.family, code, (int64_t)VERDICT_RECEIVING);
    return r;
}

static int put_family(struct loading *load, struct family *family)
{
    int r = 0;

    for (int i = 0; r == 0 && i < family->household.member_count; i++)
        r = read_photo(load, family->cast_key[i], &family->members[i]);
    if (r == 0)
        r = families_add(load->store, family);
    if (r == 0)
        r = put_photos(load, family);
    if (r == 0)
        r = put_fingers(load, family);
    return r == 0 ? put_received(load, family) : r;
}

static int put_regency(struct loading *load, struct regency *regency,
                       const struct villages *villages)
{
    struct family *family = malloc(sizeof(*family));
    int r = family ? store_begin(load->store) : -ENOMEM;

    if (r == 0)
        r = put_catalogues(load, villages);
    if (r == 0)
        r = staff_load(load->store, load->people, load->stage, OFFICE, load->file, LOAD_FILE);
    while (r == 0 && (r = regency_next(regency, family)) == 1)
        r = put_family(load, family);
    if (r == 0) {
        load->file[0] = 0;
        r = store_commit(load->store);
    }
    if (r == 0)
        r = store_index(load->store);
    free(family);
    return r;
}

/* The journal of an earlier database must not be replayed into the new one. */
static int replace_database(const char *stage)
{
    char making[STAGE_PATH], path[STAGE_PATH];
    int r = stage_remove(stage, DATABASE "-wal");

    if (r == 0)
        r = stage_remove(stage, DATABASE "-shm");
    if (r == 0)
        r = stage_path(stage, MAKING, making);
    if (r == 0)
        r = stage_path(stage, DATABASE, path);
    if (r == 0 && rename(making, path) != 0)
        r = -errno;
    return r;
}

static int put_payments(struct loading *load)
{
    struct round first;
    int r = rounds_newest(load->store, &first);

    return r == 0 ? payments_invent(load->store, BEFORE, &first) : r;
}

static int make_database(const struct load *asked, struct loading *load, struct regency *regency,
                         const struct villages *villages)
{
    int32_t today = calendar_day(asked->now);
    char making[STAGE_PATH];
    int r = stage_remove(asked->stage, MAKING);

    if (r == 0)
        r = stage_path(asked->stage, MAKING, making);
    if (r == 0)
        r = store_create(making, &load->store);
    if (r == 0)
        r = put_regency(load, regency, villages);
    if (r == 0)
        r = settings_write(load->store, "rules_folder", asked->rules);
    if (r == 0)
        r = rounds_first(load->store, asked->rules, today,
                         calendar_add_days(today, -ANNOUNCED_DAYS_AGO));
    if (r == 0)
        r = put_payments(load);
    store_close(load->store);
    if (r == 0)
        r = replace_database(asked->stage);
    else
        stage_remove(asked->stage, MAKING);
    return r;
}

int load_stage(const struct load *asked, char file_out[LOAD_FILE])
{
    struct loading load = {.stage = asked->stage, .people = asked->people, .file = file_out};
    struct cast *cast = calloc(CAST_MAX, sizeof(*cast));
    struct villages *villages = calloc(1, sizeof(*villages));
    struct regency *regency = NULL;
    size_t cast_count = 0;
    int r = -ENOMEM;

    file_out[0] = 0;
    if (!cast || !villages)
        goto out;
    snprintf(file_out, LOAD_FILE, "%s", asked->people);
    r = cast_read(asked->people, cast, &cast_count);
    if (r < 0)
        goto out;
    snprintf(file_out, LOAD_FILE, "%s", asked->villages);
    r = villages_read(asked->villages, villages);
    if (r < 0)
        goto out;
    file_out[0] = 0;
    r = regency_open(asked->seed, calendar_day(asked->now), villages, cast, cast_count,
                     asked->families, &regency);
    if (r == 0)
        r = make_database(asked, &load, regency, villages);
out:
    regency_close(regency);
    free(villages);
    free(cast);
    return r;
}
