/*
 * fleet: the kiosks of a regency on the morning of an announcement, against one service.
 *
 *     fleet STAGE > LINES
 *
 * A service runs on STAGE. 217 kiosks, each a thread with a connection of its own, ask for the
 * results of random people with the courier's own code: signed, packed, TLS with certificates
 * (one for all: what the service checks is the same), and every answer verified, matched and
 * parsed. First at the morning's pace, each when it is due, then without a pause. Bounded by
 * PACED and STORM. Prints lines for note.c; the figures say, nothing is asserted.
 */
#include "drivers/courier/breakdown.h"
#include "drivers/courier/keys.h"
#include "drivers/courier/mail.h"
#include "drivers/courier/request.h"

#include <curl/curl.h>
#include <pthread.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum {
    KIOSKS = 217,
    EVERY_MS = 10000, /* a person at each kiosk: 22 a second, ten times what a morning brings */
    PACED = 3,        /* visits of each kiosk */
    STORM = 4,
    ASKED = PACED + STORM,
    PATH_SIZE = 512,
};

static struct shared {
    struct link_setup line;
    struct envelope_signer signer;
    struct keyset service;
    char paths[5][PATH_SIZE];
    char url[64];
    pthread_barrier_t barrier;
} shared;

static struct kiosk {
    pthread_t thread;
    struct link *link;
    int idle; /* never readable */
    struct wire_card cards[ASKED];
    int64_t due_ms;
    int64_t took_us[ASKED]; /* -1: an error */
} kiosks[KIOSKS];

static void fail(const char *what)
{
    fprintf(stderr, "fleet: %s\n", what);
    exit(1);
}

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static const char *path_of(int slot, const char *stage, const char *name)
{
    snprintf(shared.paths[slot], PATH_SIZE, "%s/%s", stage, name);
    return shared.paths[slot];
}

static void read_keys(const char *stage)
{
    uint8_t seed[KEYS_SEED];
    if (keys_read_seed(path_of(0, stage, "keys/device.ed25519"), seed) ||
        envelope_signer_init(seed, "kiosk-48291", "d1", &shared.signer) ||
        keys_read_service(path_of(0, stage, "keys/service.keys"), "perlinsos", &shared.service))
        fail("keys");
}

static void read_port(const char *stage)
{
    unsigned short port = 0;
    FILE *file = fopen(path_of(0, stage, "central.port"), "re");
    if (!file || fscanf(file, "%hu", &port) != 1)
        fail(shared.paths[0]);
    fclose(file);
    snprintf(shared.url, sizeof shared.url, "https://localhost:%u", port);
}

/* People's cards, in no order; a small register gives some of them twice. */
static void draw_cards(const char *stage)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;
    if (sqlite3_open_v2(path_of(0, stage, "central.db"), &db, SQLITE_OPEN_READONLY, NULL) ||
        sqlite3_prepare_v2(db,
                           "SELECT uid, photo_sha256 FROM card JOIN person ON id = person"
                           " WHERE gone = 0 AND id % 8 = 0 ORDER BY random() LIMIT ?",
                           -1, &rows, NULL) ||
        sqlite3_bind_int(rows, 1, KIOSKS * ASKED))
        fail("central.db");
    for (int i = 0; i < KIOSKS * ASKED; i++) {
        struct wire_card *card = &kiosks[i % KIOSKS].cards[i / KIOSKS];
        if (sqlite3_step(rows) != SQLITE_ROW && (sqlite3_reset(rows), sqlite3_step(rows)) != SQLITE_ROW)
            fail("no cards");
        if (sqlite3_column_bytes(rows, 0) > WIRE_UID_MAX ||
            sqlite3_column_bytes(rows, 1) != WIRE_DIGEST)
            fail("a card of another form");
        card->assurance = WIRE_ASSURANCE_TAG;
        card->uid_size = (uint32_t)sqlite3_column_bytes(rows, 0);
        memcpy(card->uid, sqlite3_column_blob(rows, 0), card->uid_size);
        memcpy(card->photo_sha256, sqlite3_column_blob(rows, 1), WIRE_DIGEST);
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

/* One status, from the finger to the parsed result. Returns 0 or -1. */
static int ask(struct kiosk *k, const struct wire_card *card)
{
    const struct mail mail = {.link = k->link,
                              .signer = &shared.signer,
                              .service = &shared.service,
                              .service_id = "perlinsos"};
    struct wire_query query = {
        .subject = {.card = *card,
                    .consent = {.version = "2026-11", .given_at = time(NULL)},
                    .score_class = 2,
                    .verified_at = time(NULL)},
        .locale = "id"};
    struct wire_breakdown *told = malloc(sizeof *told);
    char transaction[UUID_TEXT], reference[UUID_TEXT], reason[REPLY_REASON];
    json_t *message = NULL, *root = NULL;
    const json_t *answer, *record;
    struct link_result heard;
    bool readable;
    int result = -1;

    mail_id(transaction);
    mail_id(reference);
    if (!told || request_search(&query, transaction, reference, time(NULL), &message) ||
        mail_send(&mail, LINK_ASK, "/registry/sync/search", "search", message, time(NULL)))
        goto out;
    while (!link_next(k->link, &heard))
        if (link_wait(k->link, k->idle, 60000, &readable))
            goto out;
    if (!heard.fault &&
        !mail_open(&mail, &heard, "on-search", transaction, time(NULL), &root, &answer, reason) &&
        !reply_record(answer, reference, &record, reason) && !reply_is_of(record, card) &&
        !breakdown_parse(record, told))
        result = 0;
out:
    json_decref(root);
    free(told);
    return result;
}

static void ask_timed(struct kiosk *k, int n, int64_t due_us)
{
    int64_t left = due_us - now_us();
    if (left > 0)
        nanosleep(&(struct timespec){left / 1000000, left % 1000000 * 1000}, NULL);
    int64_t began = due_us ? due_us : now_us();
    k->took_us[n] = ask(k, &k->cards[n]) ? -1 : now_us() - began;
}

static void *run(void *context)
{
    struct kiosk *k = context;
    if (link_open(&shared.line, &k->link))
        fail("link");
    ask(k, &k->cards[0]); /* the connection is there before people come */
    pthread_barrier_wait(&shared.barrier);
    int64_t began = now_us();
    for (int i = 0; i < PACED; i++)
        ask_timed(k, i, began + (k->due_ms + (int64_t)i * EVERY_MS) * 1000);
    pthread_barrier_wait(&shared.barrier);
    for (int i = PACED; i < ASKED; i++)
        ask_timed(k, i, 0);
    pthread_barrier_wait(&shared.barrier);
    link_close(k->link);
    return NULL;
}

static int ascending(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return one < other ? -1 : one > other;
}

static void tell(const char *name, int from, int to, int64_t within_us, const char *goal,
                 const char *what)
{
    static int64_t took[KIOSKS * ASKED];
    size_t count = 0, errors = 0;
    for (int k = 0; k < KIOSKS; k++)
        for (int i = from; i < to; i++) {
            if (kiosks[k].took_us[i] < 0)
                errors++;
            else
                took[count++] = kiosks[k].took_us[i];
        }
    if (!count)
        fail("nothing was answered");
    qsort(took, count, sizeof *took, ascending);
    printf("fleet.%s_per_s %.1f 1/s - 217 kiosks, %s: %zu answers\n", name,
           (double)count * 1e6 / (double)within_us, what, count);
    printf("fleet.%s_p50_ms %.1f ms - %s\n", name, (double)took[count / 2] / 1000, what);
    printf("fleet.%s_p99_ms %.1f ms %s %s\n", name, (double)took[count * 99 / 100] / 1000, goal,
           what);
    printf("fleet.%s_errors %zu errors 0 %s\n", name, errors, what);
}

int main(int argc, char **argv)
{
    int64_t paced_us, storm_us;
    if (argc != 2)
        fail("usage: fleet STAGE > LINES");
    if (sodium_init() < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) ||
        pthread_barrier_init(&shared.barrier, NULL, KIOSKS + 1))
        fail("libraries");
    json_object_seed(0);
    read_keys(argv[1]);
    read_port(argv[1]);
    draw_cards(argv[1]);
    shared.line = (struct link_setup){.service = shared.url,
                                       .proxy = "",
                                      .ca = path_of(1, argv[1], "keys/ca.pem"),
                                      .certificate = path_of(2, argv[1], "keys/device.pem"),
                                      .key = path_of(3, argv[1], "keys/device.key")};
    for (int i = 0; i < KIOSKS; i++) {
        kiosks[i].due_ms = (int64_t)randombytes_uniform(EVERY_MS);
        kiosks[i].idle = eventfd(0, EFD_CLOEXEC);
        if (kiosks[i].idle < 0 || pthread_create(&kiosks[i].thread, NULL, run, &kiosks[i]))
            fail("threads");
    }
    pthread_barrier_wait(&shared.barrier);
    paced_us = now_us();
    pthread_barrier_wait(&shared.barrier);
    paced_us = now_us() - paced_us;
    storm_us = now_us();
    pthread_barrier_wait(&shared.barrier);
    storm_us = now_us() - storm_us;
    for (int i = 0; i < KIOSKS; i++)
        pthread_join(kiosks[i].thread, NULL);
    tell("status", 0, PACED, paced_us, "-", "a result at each kiosk every 10 s, from when it was due");
    tell("storm", PACED, ASKED, storm_us, "-", "all at once and without a pause");
    curl_global_cleanup();
    return 0;
}
