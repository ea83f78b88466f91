#include "load.h"

#include "calendar.h"
#include "grounds.h"
#include "reasons.h"
#include "result.h"
#include "stage.h"
#include "store.h"
#include "village.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PHOTO_MAX = 64 * 1024,
    TEMPLATE_MAX = 1600, /* WIRE_TEMPLATE_SIZE: what a kiosk takes */
    DECISION_DAYS = 30,
    RIGHT_INDEX = 2, /* finger positions of ISO/IEC 19794-2:2005, table 2 */
    LEFT_INDEX = 7,
};

#define SEED     0x35101520040000u /* one village for everybody */
#define DATABASE "central.db"
#define MAKING   "central.db.new"

static const char declaration[] =
    "Keterangan yang sengaja dibuat tidak benar dapat membatalkan sanggah ini. Keliru tanpa "
    "sengaja tidak apa-apa. Data cukup dibetulkan.";

/* What one load is about; `file` is what is being read, for the message when it fails. */
struct loading {
    struct store *store;
    const char *stage;
    int32_t today;
    char *file;
};

static const char *const roles[] = {
    [ROLE_HEAD] = "head",     [ROLE_SPOUSE] = "spouse",
    [ROLE_CHILD] = "child",   [ROLE_GRANDCHILD] = "grandchild",
    [ROLE_PARENT] = "parent",
};

static int put_catalogues(struct loading *load)
{
    int32_t day = calendar_add_days(result_announced(load->today), -14);
    char version[16];
    int r;

    snprintf(version, sizeof(version), "%d.%d", (int)day / 10000, ((int)day / 100 % 100 + 2) / 3);
    r = store_run(load->store, "INSERT INTO rule_set VALUES(?,?,?,?)", "tiit", version,
                  (int64_t)day, (int64_t)DECISION_DAYS, declaration);
    for (unsigned i = 0; r == 0 && i < PROGRAMMES; i++) {
        const char *code = programme_code((enum programme)i);
        r = store_run(load->store, "INSERT INTO programme VALUES(?,?,?)", "tti", code, code,
                      (int64_t)i);
    }
    for (size_t i = 0; r == 0 && i < ground_count; i++)
        r = store_run(load->store, "INSERT INTO ground VALUES(?,?,?,?)", "ttti", grounds[i].code,
                      grounds[i].text, grounds[i].evidence, (int64_t)i);
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

/* Only the cast has photographs and fingers; another's digest is drawn from the handle. */
static int put_card(struct loading *load, int64_t person, const struct family_member *member,
                    const char *key)
{
    uint8_t digest[crypto_hash_sha256_BYTES], *photo = NULL;
    size_t size = 0;
    int r = 0;

    if (key)
        r = read_person_file(load, key, ".jpg", PHOTO_MAX, &photo, &size);
    if (r < 0)
        return r;
    if (key)
        crypto_hash_sha256(digest, photo, size);
    else
        crypto_hash_sha256(digest, (const uint8_t *)member->handle, strlen(member->handle));
    free(photo);
    r = store_run(load->store, "INSERT INTO card VALUES(?,?,?)", "bib", member->uid,
                  sizeof(member->uid), person, digest, sizeof(digest));
    if (r == 0 && key)
        r = put_template(load, person, key, "-right.iso", RIGHT_INDEX);
    if (r == 0 && key)
        r = put_template(load, person, key, "-left.iso", LEFT_INDEX);
    return r;
}

static int put_members(struct loading *load, int64_t id, const struct family *family)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < family->member_count; i++) {
        const struct family_member *member = &family->members[i];
        int64_t person = id * FAMILY_MEMBERS + (int64_t)i;
        char sex[] = {member->sex, 0};

        r = store_run(load->store, "INSERT INTO person VALUES(?,?,?,?,?,?,?,?,?)", "iittttitt",
                      person, id, member->handle, member->nik, member->name, sex,
                      (int64_t)member->born, roles[member->role], member->address_as);
        if (r == 0 && member->has_card)
            r = put_card(load, person, member, i == 0 ? family->cast_key : NULL);
    }
    return r;
}

static int put_reason(struct loading *load, int64_t family, const char *programme, int number,
                      const struct reason *reason)
{
    static const char *const effects[] = {
        [REASON_AGAINST] = "against", [REASON_FOR] = "for", [REASON_NONE] = "none"};
    char id[16], codes[128], *next = NULL;
    int r;

    snprintf(id, sizeof(id), "r%d", number);
    snprintf(codes, sizeof(codes), "%s", reason->grounds);
    r = store_run(load->store, "INSERT INTO reason VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
                  "ittitttttotti", family, id, programme, (int64_t)number, reason->kind,
                  reason->title, reason->says, reason->source, reason->limit,
                  (int64_t)reason->as_of, effects[reason->effect], reason->sensitivity,
                  (int64_t)reason->decisive);
    for (char *code = strtok_r(codes, " ", &next); r == 0 && code;
         code = strtok_r(NULL, " ", &next))
        r = store_run(load->store, "INSERT INTO reason_ground VALUES(?,?,?)", "itt", family, id,
                      code);
    return r;
}

static int put_results(struct loading *load, int64_t id, const struct family *family)
{
    int r = 0, number = 1;

    for (unsigned i = 0; r == 0 && i < PROGRAMMES; i++) {
        struct reason reasons[REASONS_MAX];
        struct result result = result_write(family, (enum programme)i, load->today);
        size_t count = reasons_write(family, (enum programme)i, load->today, reasons);
        const char *code = programme_code((enum programme)i);

        r = store_run(load->store, "INSERT INTO result VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                      "itttoooootttottoo", id, code, verdict_code(result.verdict),
                      result.verdict_text, (int64_t)result.announced_on, (int64_t)result.refresh_on,
                      (int64_t)result.ended_on, (int64_t)result.collect_by, result.amount,
                      result.stage, result.place, result.account, (int64_t)result.queue_place, "",
                      result.missing_source, result.opens_at, result.closes_at);
        for (size_t k = 0; r == 0 && k < count; k++)
            r = put_reason(load, id, code, number++, &reasons[k]);
    }
    return r;
}

static int put_family(struct loading *load, int64_t id, const struct family *family)
{
    int r = store_run(load->store, "INSERT INTO family VALUES(?,?,?,?,?)", "ittti", id, family->kk,
                      VILLAGE_CODE, family->address, (int64_t)family->records.decile);

    if (r == 0)
        r = put_members(load, id, family);
    if (r == 0)
        r = put_results(load, id, family);
    return r;
}

static int put_village(struct loading *load, const struct family *families, size_t count)
{
    int r = store_begin(load->store);

    if (r == 0)
        r = put_catalogues(load);
    for (size_t i = 0; r == 0 && i < count; i++)
        r = put_family(load, (int64_t)i + 1, &families[i]);
    if (r == 0) {
        load->file[0] = 0;
        r = store_commit(load->store);
    }
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

int load_stage(const char *stage, const char *people, int64_t now, char file_out[LOAD_FILE])
{
    struct loading load = {.stage = stage, .today = calendar_day(now), .file = file_out};
    struct cast *cast = calloc(CAST_MAX, sizeof(*cast));
    struct family *families = calloc(VILLAGE_FAMILIES, sizeof(*families));
    size_t cast_count = 0;
    char making[STAGE_PATH];
    int r = -ENOMEM;

    file_out[0] = 0;
    if (!cast || !families)
        goto out;
    snprintf(file_out, LOAD_FILE, "%s", people);
    r = cast_read(people, cast, &cast_count);
    if (r < 0)
        goto out;
    village_make(SEED, load.today, cast, cast_count, families, VILLAGE_FAMILIES);
    file_out[0] = 0;
    r = stage_remove(stage, MAKING);
    if (r == 0)
        r = stage_path(stage, MAKING, making);
    if (r == 0)
        r = store_create(making, &load.store);
    if (r == 0)
        r = put_village(&load, families, VILLAGE_FAMILIES);
    store_close(load.store);
    if (r == 0)
        r = replace_database(stage);
    else
        stage_remove(stage, MAKING);
out:
    free(families);
    free(cast);
    return r;
}
