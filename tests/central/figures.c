/*
 * central-figures: how fast the reference service is with a whole regency.
 *
 *     central-figures STAGE PROGRAMS OUT.json
 *
 * STAGE has its keys and people. Loads 350,000 families, times a full recomputation, then asks for
 * the status of random people, 20 requests a second spread over 200 kept-alive connections, each
 * timed from when it is sent to its last byte; from when it was due, if the answer before it came
 * too late for that. Prints, and adds to OUT.json: name -> {"value", "unit",
 * "anchor", "goal"}. The figures say; nothing is asserted.
 */
#include "drivers/courier/envelope.h"
#include "drivers/courier/instant.h"

#include <curl/curl.h>
#include <jansson.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTIONS = 200,
    RATE = 20, /* a second */
    SECONDS = 30,
    REQUESTS = RATE * SECONDS,
    PATH_SIZE = 512,
    START_MS = 20000,
};

struct card {
    char uid[21], photo[65];
};

struct measure {
    const char *stage, *programs;
    struct envelope_signer signer;
    struct card cards[REQUESTS];
    CURL *lines[CONNECTIONS];
    char url[PATH_SIZE];
    json_t *figures;
};

static void fail(const char *what)
{
    fprintf(stderr, "central-figures: %s\n", what);
    exit(1);
}

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void pause_until(int64_t due_us)
{
    int64_t left = due_us - now_us();

    if (left > 0)
        nanosleep(&(struct timespec){left / 1000000, left % 1000000 * 1000}, NULL);
}

static void report(struct measure *m, const char *name, double value, const char *unit,
                   const char *goal, const char *anchor)
{
    printf("%-28s %10.2f %-8s goal %-8s %s\n", name, value, unit, goal, anchor);
    json_object_set_new(m->figures, name,
                        json_pack("{s:f, s:s, s:s, s:s}", "value", value, "unit", unit, "anchor",
                                  anchor, "goal", goal));
}

static pid_t start(char *const words[])
{
    pid_t process = fork();

    if (process < 0)
        fail("fork");
    if (process == 0) {
        execv(words[0], words);
        _exit(127);
    }
    return process;
}

static void run(char *const words[])
{
    int status = -1;

    if (waitpid(start(words), &status, 0) < 0 || status != 0)
        fail(words[1]);
}

static void draw_cards(struct measure *m)
{
    char path[PATH_SIZE];
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;

    snprintf(path, sizeof(path), "%s/central.db", m->stage);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(
            db,
            "SELECT lower(hex(photo_sha256)), hex(uid) FROM card JOIN person"
            " ON id = person WHERE gone = 0 AND id % 8 = 0 ORDER BY random() LIMIT ?",
            -1, &rows, NULL) != SQLITE_OK ||
        sqlite3_bind_int(rows, 1, REQUESTS) != SQLITE_OK)
        fail("central.db");
    for (int i = 0; i < REQUESTS; i++) {
        if (sqlite3_step(rows) != SQLITE_ROW)
            fail("too few cards");
        snprintf(m->cards[i].photo, sizeof(m->cards[i].photo), "%s",
                 (const char *)sqlite3_column_text(rows, 0));
        snprintf(m->cards[i].uid, sizeof(m->cards[i].uid), "%s",
                 (const char *)sqlite3_column_text(rows, 1));
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

static void read_signer(struct measure *m)
{
    char path[PATH_SIZE];
    uint8_t seed[32];
    FILE *file;

    snprintf(path, sizeof(path), "%s/keys/device.ed25519", m->stage);
    file = fopen(path, "r");
    if (!file || fread(seed, 1, sizeof(seed), file) != sizeof(seed) ||
        envelope_signer_init(seed, "kiosk-48291", "d1", &m->signer) < 0)
        fail(path);
    fclose(file);
}

static void new_id(char id_out[37])
{
    uint8_t bytes[16];
    char hex[33];

    randombytes_buf(bytes, sizeof(bytes));
    sodium_bin2hex(hex, sizeof(hex), bytes, sizeof(bytes));
    snprintf(id_out, 37, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static char *make_question(const struct measure *m, const struct card *card, size_t *size_out)
{
    char id[37], at[INSTANT_TEXT], *body = NULL;
    json_t *subject, *header, *message;

    new_id(id);
    if (instant_write(time(NULL), at) < 0)
        fail("clock");
    subject = json_pack("{s:s, s:{s:s, s:s}, s:{s:s, s:s}, s:{s:i, s:s}}", "assurance", "tag",
                        "card", "uid", card->uid, "photo_sha256", card->photo, "consent", "version",
                        "2026-11", "given_at", at, "finger", "score_class", 2, "verified_at", at);
    header = json_pack("{s:s, s:s, s:s, s:s}", "message_id", id, "message_ts", at, "action",
                       "search", "receiver_id", "perlinsos");
    message = json_pack(
        "{s:s, s:[{s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s, s:{s:s, s:o}, s:{s:s, s:s, s:{s:s}}, "
        "s:{s:s, s:s, s:{s:s}}}}]}",
        "transaction_id", id, "search_request", "reference_id", id, "timestamp", at, "locale",
        "ind", "search_criteria", "version", "1.0.0", "reg_type",
        "ns:perlinsos:RegistryType:Social", "reg_record_type", "ns:perlinsos:RecordType:Breakdown",
        "query_type", "idtype-value", "query", "type", "ns:perlinsos:IdType:ektp", "value", subject,
        "consent", "@type", "Consent", "ts", at, "purpose", "code", "perlinsos.result", "authorize",
        "@type", "Authorize", "ts", at, "purpose", "code", "perlinsos.finger");
    if (!message || envelope_seal(&m->signer, header, message, time(NULL), &body, size_out) < 0)
        fail("question");
    json_decref(header);
    json_decref(message);
    return body;
}

/* Keeps whether the answer holds a record. */
static size_t hear(char *bytes, size_t size, size_t count, void *to)
{
    static const char wanted[] = "\"programmes\"";

    if (memmem(bytes, size * count, wanted, sizeof(wanted) - 1))
        *(int *)to = 1;
    return size * count;
}

static CURL *open_line(const struct measure *m, struct curl_slist *headers)
{
    CURL *line = curl_easy_init();
    char file[PATH_SIZE];

    if (!line)
        fail("libcurl");
    curl_easy_setopt(line, CURLOPT_URL, m->url);
    snprintf(file, sizeof(file), "%s/keys/ca.pem", m->stage);
    curl_easy_setopt(line, CURLOPT_CAINFO, file);
    snprintf(file, sizeof(file), "%s/keys/device.pem", m->stage);
    curl_easy_setopt(line, CURLOPT_SSLCERT, file);
    snprintf(file, sizeof(file), "%s/keys/device.key", m->stage);
    curl_easy_setopt(line, CURLOPT_SSLKEY, file);
    curl_easy_setopt(line, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(line, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(line, CURLOPT_WRITEFUNCTION, hear);
    return line;
}

/* Asks when it is due, or at once. Returns how long it took. */
static int64_t ask(const struct measure *m, CURL *line, const struct card *card, int64_t due_us)
{
    size_t size = 0;
    int answered = 0;
    bool late = now_us() > due_us;
    char *body = make_question(m, card, &size);
    int64_t began;

    curl_easy_setopt(line, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(line, CURLOPT_POSTFIELDSIZE, (long)size);
    curl_easy_setopt(line, CURLOPT_WRITEDATA, &answered);
    pause_until(due_us);
    began = late && due_us ? due_us : now_us();
    if (curl_easy_perform(line) != CURLE_OK || !answered)
        fail("a request was not answered with a record");
    free(body);
    return now_us() - began;
}

static pid_t start_service(struct measure *m, char *program)
{
    char path[PATH_SIZE], text[16] = "";
    int64_t deadline = now_us() + START_MS * 1000;
    pid_t process;
    FILE *file = NULL;

    snprintf(path, sizeof(path), "%s/central.port", m->stage);
    unlink(path);
    process = start((char *[]){program, "serve", "--port", "0", (char *)m->stage, NULL});
    while (!(file = fopen(path, "r"))) {
        if (now_us() > deadline)
            fail("the service did not start");
        pause_until(now_us() + 10000);
    }
    if (!fgets(text, sizeof(text), file))
        fail("central.port");
    fclose(file);
    snprintf(m->url, sizeof(m->url), "https://localhost:%d/registry/sync/search", atoi(text));
    return process;
}

static int ascending(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;

    return one < other ? -1 : one > other;
}

static void measure_status(struct measure *m)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    static int64_t took[REQUESTS];
    int64_t began;

    for (int i = 0; i < CONNECTIONS; i++) {
        m->lines[i] = open_line(m, headers);
        ask(m, m->lines[i], &m->cards[i], 0);
    }
    began = now_us();
    for (int i = 0; i < REQUESTS; i++) {
        int64_t due = began + (int64_t)(i + 1) * 1000000 / RATE;

        took[i] = ask(m, m->lines[i % CONNECTIONS], &m->cards[i], due);
    }
    qsort(took, REQUESTS, sizeof(*took), ascending);
    report(m, "central.status_p99_ms", (double)took[REQUESTS * 99 / 100 - 1] / 1000, "ms", "<= 20",
           "350,000 families, 20 requests a second for 30 s over 200 kept-alive TLS connections");
    for (int i = 0; i < CONNECTIONS; i++)
        curl_easy_cleanup(m->lines[i]);
    curl_slist_free_all(headers);
}

int main(int argc, char **argv)
{
    static struct measure m;
    char program[PATH_SIZE];
    int64_t began;
    pid_t service;

    if (argc != 4)
        fail("usage: central-figures STAGE PROGRAMS OUT.json");
    if (sodium_init() < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        fail("libraries");
    m.stage = argv[1];
    m.programs = argv[2];
    m.figures = json_load_file(argv[3], 0, NULL);
    if (!m.figures)
        m.figures = json_object();
    snprintf(program, sizeof(program), "%s/central", m.programs);
    run((char *[]){program, "load", "--families", "350000", argv[1], NULL});
    began = now_us();
    run((char *[]){program, "compute", argv[1], NULL});
    report(&m, "central.recompute_s", (double)(now_us() - began) / 1e6, "s", "<= 30",
           "350,000 families, all programmes, from records to ranked results on the disk");
    read_signer(&m);
    draw_cards(&m);
    service = start_service(&m, program);
    measure_status(&m);
    kill(service, SIGTERM);
    waitpid(service, NULL, 0);
    if (json_dump_file(m.figures, argv[3], JSON_INDENT(2)) != 0)
        fail(argv[3]);
    json_decref(m.figures);
    return 0;
}
