/*
 * recovery: how long no card can be read after the reader was plugged in again, and after a reply
 * that ends the driver (reader.h), for `make bench`: the real driver and libnfc on the emulated
 * reader in real time.
 *
 *     recovery FOLDER OUT.json
 *
 * A reader is away for a while, up to some seconds, so that the driver's pauses have grown; from
 * its return until the card that lies there is seen: card.replug_ms. From the face's end of file to
 * READY of the driver that is started then, as its socket unit does: card.restart_ms. The slowest.
 */
#include "drivers/wire.h"
#include "ektp_card.h"
#include "pn532.h"
#include "spawn.h"

#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DEADLINE_MS = 20000, IN_DATA_EXCHANGE = 0x40, TIMES = 6, PHOTO = 3000 };

static const uint8_t uid[7] = {0x04, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 0x80};

static struct {
    char link[256], config[256];
    struct pn532 *chip;
    struct ektp_card card;
    pid_t driver;
    int face;
} bench = {.face = -1};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void fail(const char *what)
{
    fprintf(stderr, "recovery: %s\n", what);
    exit(1);
}

/* Passes over other messages; WIRE_NONE: until the driver has ended. */
static void await(enum wire_type type)
{
    static struct wire_packet packet;
    struct pollfd in = {.fd = bench.face, .events = POLLIN};
    for (;;) {
        if (poll(&in, 1, DEADLINE_MS) != 1)
            fail(wire_name(type));
        if (wire_recv(bench.face, WIRE_TO_KIOSK, &packet)) {
            if (type == WIRE_NONE)
                return;
            fail("the driver ended");
        }
        if (packet.header.type == type)
            return;
    }
}

static void plug_in(void)
{
    if (pn532_start(bench.link, true, &bench.chip) || pn532_put(bench.chip, &bench.card.picc))
        fail("chip");
}

static void start_driver(void)
{
    bench.driver = spawn_driver("kiosk-card", bench.config, &bench.face);
    if (bench.driver < 0)
        fail("kiosk-card");
}

/* Away for 0.1 s, 0.7 s and so on, against pauses that end each second. */
static double replug(void)
{
    double worst = 0;
    for (int i = 0; i < TIMES; i++) {
        pn532_stop(bench.chip);
        poll(NULL, 0, 100 + 600 * i);
        double start = now_ms();
        plug_in();
        await(WIRE_CARD_SEEN);
        double took = now_ms() - start;
        await(WIRE_CARD_READ);
        worst = took > worst ? took : worst;
    }
    return worst;
}

static double restart(void)
{
    const struct pn532_fault nad = {.trouble = PN532_NAD, .command = IN_DATA_EXCHANGE};
    double worst = 0;
    for (int i = 0; i < TIMES; i++) {
        pn532_remove(bench.chip, NULL);
        await(WIRE_CARD_GONE);
        pn532_break(bench.chip, &nad);
        if (pn532_put(bench.chip, &bench.card.picc))
            fail("card");
        await(WIRE_NONE);
        double start = now_ms();
        spawn_end(&bench.face, &bench.driver);
        start_driver();
        await(WIRE_READY);
        double took = now_ms() - start;
        await(WIRE_CARD_READ);
        worst = took > worst ? took : worst;
    }
    return worst;
}

static void note(const char *path, const char *name, double ms, const char *anchor, const char *goal)
{
    json_t *all = json_load_file(path, 0, NULL);
    if (!all)
        all = json_object();
    json_object_set_new(all, name,
                        json_pack("{s:f, s:s, s:s, s:s}", "value", ms, "unit", "ms", "anchor",
                                  anchor, "goal", goal));
    if (json_dump_file(all, path, JSON_INDENT(2) | JSON_SORT_KEYS))
        fail(path);
    json_decref(all);
    printf("%-28s %10.0f %-8s goal %-8s\n", name, ms, "ms", goal);
}

int main(int argc, char **argv)
{
    static const uint8_t photo[PHOTO];
    if (argc != 3) {
        fputs("usage: recovery FOLDER OUT.json\n", stderr);
        return 2;
    }
    mkdir(argv[1], 0700);
    snprintf(bench.link, sizeof bench.link, "%s/pn532", argv[1]);
    snprintf(bench.config, sizeof bench.config, "%s/kiosk.conf", argv[1]);
    FILE *f = fopen(bench.config, "we");
    if (!f || fprintf(f, "[card]\nreader = pn532_uart:pn532\n") < 0 || fclose(f))
        fail(bench.config);
    if (!ektp_card_init(&bench.card, uid, sizeof uid, photo, sizeof photo))
        fail("card");
    plug_in();
    start_driver();
    await(WIRE_CARD_READ);
    note(argv[2], "card.replug_ms", replug(), "reader plugged in to the card on it seen, slowest",
         "<= 2000");
    note(argv[2], "card.restart_ms", restart(), "driver ended by a reply to its READY, slowest",
         "<= 1000");
    spawn_end(&bench.face, &bench.driver);
    pn532_stop(bench.chip);
    return 0;
}
