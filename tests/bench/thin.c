/*
 * thin: what a visit costs on a thin line.
 *
 *     thin STAGE > LINES
 *
 * On a running stage (tests/bench/stage.sh), the real kiosk-courier and the real service, with a
 * line of its own between them that counts and can be slow (line.h). This program is the face:
 * templates, result, one objection and its receipt from the service. Cold begins with the
 * courier's start, warm is a visit on the connection that is there. Prints lines for note.c; the
 * figures say, nothing is asserted.
 */
#include "tests/bench/line.h"
#include "tests/bench/people.h"
#include "tests/bench/spawn.h"

#include "drivers/wire.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 512, PHOTO_MAX = 64 * 1024, DEADLINE_MS = 60000, QUIET_MS = 300 };

struct thin {
    const char *stage;
    struct line *line;
    struct wire_card card;
    struct wire_packet got;
    struct line_count before; /* of the part that is measured */
    int64_t before_ms;
    int face;
    pid_t courier;
};

static void fail(const char *what)
{
    fprintf(stderr, "thin: %s\n", what);
    exit(1);
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Steps the line until the courier says something, or `until_ms`. Returns whether it did. */
static bool heard(struct thin *t, int64_t until_ms)
{
    struct pollfd fds[LINE_FDS_MAX + 1];
    for (;;) {
        int64_t now = now_ms(), wake;
        size_t count;
        if (now >= until_ms)
            return false;
        wake = line_watch(t->line, fds, &count, now);
        wake = wake < 0 || wake > until_ms ? until_ms : wake;
        fds[count] = (struct pollfd){.fd = t->face, .events = POLLIN};
        if (poll(fds, count + 1, wake <= now ? 0 : (int)(wake - now)) < 0 && errno != EINTR)
            fail("poll");
        line_step(t->line, fds, count, now_ms());
        if (!fds[count].revents)
            continue;
        if (wire_recv(t->face, WIRE_TO_KIOSK, &t->got))
            fail("the courier is gone");
        return true;
    }
}

static void await(struct thin *t, enum wire_type type)
{
    int64_t until = now_ms() + DEADLINE_MS;
    do {
        if (!heard(t, until))
            fail(wire_name(type));
        if (t->got.header.type == WIRE_FAULT && t->got.header.visit)
            fail(wire_fault_name(t->got.body.fault.fault));
    } while (t->got.header.type != type);
}

/* What nobody waits for, such as session tickets, belongs to the part that brought it. */
static void rest(struct thin *t)
{
    int64_t until = now_ms() + QUIET_MS;
    while (heard(t, until))
        ;
}

static void begin(struct thin *t)
{
    t->before = line_counted(t->line);
    t->before_ms = now_ms();
}

/* A part's bytes both ways and its round trips. Returns its KiB. */
static double part(const struct thin *t, const char *name, const char *goal, const char *what)
{
    struct line_count now = line_counted(t->line);
    uint64_t up = now.up_bytes - t->before.up_bytes, down = now.down_bytes - t->before.down_bytes;
    double kib = (double)(up + down) / 1024;
    printf("visit.wire_%s_kib %.2f KiB %s %s: %llu bytes up, %llu down, %u round trips\n", name,
           kib, goal, what, (unsigned long long)up, (unsigned long long)down,
           now.turns - t->before.turns);
    return kib;
}

static struct wire_subject subject(const struct thin *t, uint32_t visit)
{
    return (struct wire_subject){.card = t->card,
                                 .consent = {.version = "2026-11", .given_at = time(NULL) - 30},
                                 .score_class = 2,
                                 /* no finger comes twice within a second */
                                 .verified_at = time(NULL) - visit};
}

static void say(struct thin *t, enum wire_type type, uint32_t visit, const void *body)
{
    if (wire_send(t->face, type, visit, body))
        fail(wire_name(type));
}

static void ask_templates(struct thin *t, uint32_t visit)
{
    struct wire_subject who = subject(t, visit);
    struct wire_templates_ask ask = {.card = who.card, .consent = who.consent};
    say(t, WIRE_TEMPLATES_ASK, visit, &ask);
    await(t, WIRE_TEMPLATES);
}

static void ask_result(struct thin *t, uint32_t visit)
{
    struct wire_query query = {.subject = subject(t, visit), .locale = "id"};
    say(t, WIRE_QUERY, visit, &query);
    await(t, WIRE_BREAKDOWN);
}

/* About something that is on no record, which may be contested any number of times. */
static void object(struct thin *t, uint32_t visit)
{
    const struct wire_breakdown *b = &t->got.body.breakdown;
    struct wire_filing filing = {.subject = subject(t, visit),
                                 .kind = WIRE_FILING_OBJECTION,
                                 .contested_count = 1,
                                 .confirmed_at = time(NULL)};
    randombytes_buf(filing.key, sizeof filing.key);
    memcpy(filing.person, b->subject, sizeof filing.person);
    memcpy(filing.programme, b->programmes[0].code, sizeof filing.programme);
    memcpy(filing.contested[0].ground, b->grounds[0].code, WIRE_CODE);
    say(t, WIRE_FILING, visit, &filing);
    do
        await(t, WIRE_RECEIPT);
    while (!t->got.body.receipt.delivered && !t->got.body.receipt.refused);
    if (t->got.body.receipt.refused)
        fail(t->got.body.receipt.reason);
}

static void know_card(struct thin *t, const char *key)
{
    static uint8_t photo[PHOTO_MAX];
    static struct people everybody;
    const struct person *p;
    char path[PATH_SIZE];
    size_t size;
    FILE *file;
    if (people_read("tests/bench/people.json", &everybody))
        fail("people.json");
    p = people_find(&everybody, key);
    snprintf(path, sizeof path, "%s/people/%s.jpg", t->stage, key);
    file = fopen(path, "re");
    if (!p || !file)
        fail(path);
    size = fread(photo, 1, sizeof photo, file);
    fclose(file);
    t->card = (struct wire_card){.assurance = WIRE_ASSURANCE_TAG, .uid_size = PEOPLE_UID};
    memcpy(t->card.uid, p->uid, PEOPLE_UID);
    crypto_hash_sha256(t->card.photo_sha256, photo, size);
}

/* A folder of its own, so that nothing waits in it. */
static void start_courier(struct thin *t)
{
    char data[PATH_SIZE], path[PATH_SIZE];
    FILE *file;
    snprintf(data, sizeof data, "%s/thin-XXXXXX", t->stage);
    if (!mkdtemp(data))
        fail(data);
    snprintf(path, sizeof path, "%s/thin.conf", t->stage);
    file = fopen(path, "we");
    if (!file ||
        fprintf(file,
                "[courier]\nservice = https://localhost:%u\nca = keys/ca.pem\n"
                "certificate = keys/device.pem\nkey = keys/device.key\ndevice = %u\n"
                "sender = kiosk-48291\nsigning_key = keys/device.ed25519\nsigning_key_id = d1\n"
                "service_id = perlinsos\nservice_keys = keys/service.keys\ndata = %s\n",
                line_port(t->line),
                /* another's numbers would be taken */ 10000 + randombytes_uniform(90000),
                strrchr(data, '/') + 1) < 0 ||
        fclose(file))
        fail(path);
    t->courier = spawn_driver("kiosk-courier", path, &t->face);
    if (t->courier < 0)
        fail("kiosk-courier");
}

static void measure_cold(struct thin *t)
{
    struct line_count start = line_counted(t->line);
    begin(t);
    start_courier(t);
    do
        await(t, WIRE_LINK);
    while (!t->got.body.link.online);
    part(t, "greeting", "-", "TLS handshake and one look whether the service is there");
    begin(t);
    await(t, WIRE_CATALOGUE);
    rest(t);
    part(t, "catalogue", "-", "the catalogue, once a day");
    ask_templates(t, 1);
    ask_result(t, 1);
    object(t, 1);
    rest(t);
    t->before = start;
    part(t, "cold", "<=12", "courier's start, handshake, catalogue and a whole visit");
}

static void measure_warm(struct thin *t)
{
    struct line_count start = line_counted(t->line);
    begin(t);
    ask_templates(t, 2);
    part(t, "templates", "-", "two templates, warm");
    begin(t);
    ask_result(t, 2);
    part(t, "status", "-", "the result with every reason, warm");
    printf("visit.status_round_trips %u trips <=1 for the result on a warm connection\n",
           line_counted(t->line).turns - t->before.turns);
    begin(t);
    object(t, 2);
    rest(t);
    part(t, "objection", "-", "a sealed objection and its receipt, warm");
    t->before = start;
    part(t, "warm", "<=6", "templates, result, objection and its receipt, warm");
}

static void waited(const struct thin *t, const char *name, const char *what)
{
    printf("visit.thin_%s_s %.2f s - %s, 600 ms and 64 kbit/s\n", name,
           (double)(now_ms() - t->before_ms) / 1000, what);
}

/* A courier that starts on a slow line. */
static void measure_slow_start(struct thin *t)
{
    spawn_end(&t->face, &t->courier);
    begin(t);
    start_courier(t);
    do
        await(t, WIRE_LINK);
    while (!t->got.body.link.online);
    waited(t, "greeting", "courier's start until the service is reached");
}

/* The same as the person waits for it. */
static void measure_slow(struct thin *t)
{
    if (line_set(t->line, LINE_SLOW))
        fail("line");
    begin(t);
    ask_templates(t, 3);
    waited(t, "templates", "card to templates, warm");
    begin(t);
    ask_result(t, 3);
    waited(t, "status", "finger to result, warm");
    begin(t);
    object(t, 3);
    waited(t, "objection", "until the service has an objection, warm");
    rest(t);
    /* The connection is cut, as a mast does; the session is remembered. */
    if (line_set(t->line, LINE_OFF) || line_set(t->line, LINE_SLOW))
        fail("line");
    begin(t);
    ask_result(t, 4);
    waited(t, "status_cut", "the result on a new connection after a cut");
    rest(t);
    part(t, "status_cut", "-", "the result on a new connection after a cut");
}

int main(int argc, char **argv)
{
    static struct thin t = {.face = -1};
    char port[PATH_SIZE];
    if (argc != 2)
        fail("usage: thin STAGE > LINES");
    if (sodium_init() < 0)
        fail("libsodium");
    signal(SIGPIPE, SIG_IGN);
    t.stage = argv[1];
    snprintf(port, sizeof port, "%s/central.port", t.stage);
    if (line_open(port, &t.line))
        fail("line");
    know_card(&t, "budi");
    measure_cold(&t);
    measure_warm(&t);
    measure_slow(&t);
    measure_slow_start(&t);
    spawn_end(&t.face, &t.courier);
    line_close(t.line);
    return 0;
}
