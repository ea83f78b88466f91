/* The commands that only look: cases, villages, journal, staff, complaints. */
#include "calendar.h"
#include "commands.h"
#include "drivers/courier/instant.h"
#include "rounds.h"
#include "staff.h"
#include "stage.h"
#include "store.h"
#include "villages.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEWEST = 5, SECRET = 32 }; /* FEWEST: below, a number could point at somebody */

static int open_stage(const char *stage, struct store **store_out)
{
    char path[STAGE_PATH];
    int r = stage_path(stage, "central.db", path);

    return r == 0 ? store_open(path, store_out) : r;
}

int commands_cases(const char *stage)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    char at[INSTANT_TEXT];
    int r = open_stage(stage, &store);

    if (r == 0)
        r = store_ask(store, &rows,
                      "SELECT number, kind, state, accepted_at, what FROM filing"
                      " ORDER BY received_at, number",
                      "");
    while (r == 0 && (r = store_next(rows)) == 1) {
        r = instant_write(store_number(rows, 3), at);
        printf("%s  %-16s %-12s %s  %s\n", store_text(rows, 0), store_text(rows, 1),
               store_text(rows, 2), at, store_text(rows, 4));
    }
    store_done(rows);
    store_close(store);
    return r;
}

int commands_villages(const char *stage)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    struct round newest = {0};
    char code[VILLAGES_CODE];
    int r = open_stage(stage, &store);

    if (r == 0)
        r = rounds_newest(store, &newest);
    if (r == 0)
        r = store_ask(store, &rows,
                      "SELECT village, place.name, programme, verdict, count(*) FROM result"
                      " JOIN family ON id = family LEFT JOIN place ON code = village"
                      " WHERE round = ? GROUP BY village, programme, verdict"
                      " ORDER BY village, programme, verdict",
                      "i", newest.id);
    while (r == 0 && (r = store_next(rows)) == 1) {
        int64_t count = store_number(rows, 4);

        r = 0;
        villages_write_code((int32_t)store_number(rows, 0), code);
        printf("%s  %-20s %-8s %-14s ", code, store_text(rows, 1), store_text(rows, 2),
               verdict_code((enum verdict)(store_number(rows, 3) % VERDICTS)));
        if (count < FEWEST)
            printf("kurang dari %d\n", FEWEST);
        else
            printf("%" PRId64 "\n", count);
    }
    store_done(rows);
    store_close(store);
    return r;
}

int commands_journal(const char *stage)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    char at[INSTANT_TEXT], consent[INSTANT_TEXT];
    int r = open_stage(stage, &store);

    if (r == 0)
        r = store_ask(store, &rows,
                      "SELECT at, sender, action, person, assurance, consent_version, consent_at,"
                      " helper, witness FROM access ORDER BY at, rowid",
                      "");
    while (r == 0 && (r = store_next(rows)) == 1) {
        r = instant_write(store_number(rows, 0), at);
        if (r == 0)
            r = instant_write(store_number(rows, 6), consent);
        printf("%s  %-14s %-15s person %" PRId64 "  %s  consent %s %s  helper %s  witness %s\n", at,
               store_text(rows, 1), store_text(rows, 2), store_number(rows, 3), store_text(rows, 4),
               store_text(rows, 5), consent, store_text(rows, 7), store_text(rows, 8));
    }
    store_done(rows);
    store_close(store);
    return r;
}

int commands_checkpoints(const char *stage)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    int r = open_stage(stage, &store);

    if (r == 0)
        r = store_ask(store, &rows,
                      "SELECT sender, sequence, at, hash, signature, waiting, aside, behind"
                      " FROM checkpoint ORDER BY sender, rowid",
                      "");
    while (r == 0 && (r = store_next(rows)) == 1) {
        r = 0;
        printf("%s %" PRId64 " %" PRId64 " %s %s waiting %" PRId64 " aside %" PRId64 "%s\n",
               store_text(rows, 0), store_number(rows, 1), store_number(rows, 2),
               store_text(rows, 3), store_text(rows, 4), store_number(rows, 5),
               store_number(rows, 6), store_number(rows, 7) ? " BEHIND" : "");
    }
    store_done(rows);
    store_close(store);
    return r;
}

int commands_enrolments(const char *stage)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    int r = open_stage(stage, &store);

    if (r == 0)
        r = store_ask(
            store, &rows,
            "SELECT number, sender, state, helper FROM binding ORDER BY received_at, number", "");
    while (r == 0 && (r = store_next(rows)) == 1) {
        r = 0;
        printf("%s  %-14s %-8s by %s\n", store_text(rows, 0), store_text(rows, 1),
               store_text(rows, 2), store_text(rows, 3));
    }
    store_done(rows);
    store_close(store);
    return r;
}

int commands_staff(const char *stage)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    char at[INSTANT_TEXT];
    int r = open_stage(stage, &store);

    if (r == 0)
        r = store_ask(
            store, &rows,
            "SELECT id, staff.sender, post, rights, revoked_at IS NOT NULL, max(at), role,"
            " outcome FROM staff LEFT JOIN sign_in ON staff = id GROUP BY id ORDER BY id",
            "");
    while (r == 0 && (r = store_next(rows)) == 1) {
        json_t *rights = staff_rights(store_number(rows, 3));
        char *text = rights ? json_dumps(rights, JSON_COMPACT) : NULL;

        r = text ? instant_write(store_number(rows, 5), at) : -ENOMEM;
        if (r == 0)
            printf("%-12s %-14s %s %s%s  last %s %s %s\n", store_text(rows, 0), store_text(rows, 1),
                   store_text(rows, 2), text, store_number(rows, 4) ? " REVOKED" : "",
                   store_number(rows, 5) ? at : "never", store_text(rows, 6), store_text(rows, 7));
        free(text);
        json_decref(rights);
    }
    store_done(rows);
    store_close(store);
    return r;
}

static int show_complaint(struct store_rows *rows, const uint8_t public[SECRET],
                          const uint8_t secret[SECRET])
{
    size_t size = 0;
    const uint8_t *box = store_bytes(rows, 1, &size);
    uint8_t *plain = size > crypto_box_SEALBYTES ? malloc(size) : NULL;
    int r = plain ? 0 : -ENOMEM;

    if (r == 0 && crypto_box_seal_open(plain, box, size, public, secret) != 0)
        r = -EKEYREJECTED;
    if (r == 0)
        printf("%s  %.*s\n", store_text(rows, 0), (int)(size - crypto_box_SEALBYTES),
               (const char *)plain);
    if (plain)
        sodium_memzero(plain, size);
    free(plain);
    return r;
}

int commands_complaints(const char *stage, const char *key_file)
{
    struct store *store = NULL;
    struct store_rows *rows = NULL;
    uint8_t secret[SECRET], public[SECRET];
    FILE *file = fopen(key_file, "re");
    int r = file ? 0 : -errno;

    if (r == 0)
        setvbuf(file, NULL, _IONBF, 0);
    if (r == 0 && fread(secret, 1, SECRET, file) != SECRET)
        r = -EINVAL;
    if (file)
        fclose(file);
    if (r == 0)
        r = crypto_scalarmult_base(public, secret) == 0 ? open_stage(stage, &store) : -EINVAL;
    if (r == 0)
        r = store_ask(store, &rows, "SELECT number, box FROM complaint ORDER BY received_at", "");
    while (r == 0 && (r = store_next(rows)) == 1)
        r = show_complaint(rows, public, secret);
    store_done(rows);
    store_close(store);
    sodium_memzero(secret, sizeof(secret));
    return r;
}
