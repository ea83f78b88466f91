/*
 * identity: how near the reader's driver comes to the shortest time in which a card can be known.
 *
 *     identity STAGE OUT.json
 *
 * Runs kiosk-card against the emulated chip in real time with the e-KTP of everybody in
 * the album STAGE/people, prints where the time goes, and adds card.identity_ratio to OUT.json.
 *
 * The clock runs from CARD_SEEN, which the driver sends when the field has told the UID, to
 * CARD_READ. The floor counts what must be said after that, as nobody can say it shorter: two
 * SELECTs and the photo's file in READ BINARYs of 256 bytes, each byte once in the air and once on
 * the line, and the card's own work.
 */
#include "card_floor.h"
#include "drivers/wire.h"
#include "ektp_card.h"
#include "people.h"
#include "pn532.h"
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DEADLINE_MS = 20000, PATH_SIZE = 512 };

static void fail(const char *what)
{
    fprintf(stderr, "identity: %s: %s\n", what, strerror(errno));
    exit(1);
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

/* When a message of this type came, others before it being passed over. */
static double await(int face, enum wire_type type)
{
    static struct wire_packet packet;
    struct pollfd in = {.fd = face, .events = POLLIN};
    do
        if (poll(&in, 1, DEADLINE_MS) != 1 || wire_recv(face, WIRE_TO_KIOSK, &packet))
            fail(wire_name(type));
    while (packet.header.type != type);
    return now_ms();
}

static size_t read_portrait(const char *stage, const char *key, uint8_t *jpeg_out)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/people/%s.jpg", stage, key);
    FILE *f = fopen(path, "re");
    if (!f)
        fail(path);
    size_t size = fread(jpeg_out, 1, EKTP_CARD_PHOTO_MAX, f);
    fclose(f);
    return size;
}

static double measure(struct pn532 *chip, int face, const struct picc *card)
{
    if (!card || pn532_put(chip, card))
        fail("card");
    double seen = await(face, WIRE_CARD_SEEN), read = await(face, WIRE_CARD_READ);
    pn532_remove(chip, card);
    await(face, WIRE_CARD_GONE);
    return read - seen;
}

static void note(const char *path, double ratio)
{
    json_t *figures = json_load_file(path, 0, NULL);
    if (!figures)
        figures = json_object();
    json_object_set_new(figures, "card.identity_ratio",
                        json_pack("{s:f, s:s, s:s, s:s}", "value", ratio, "unit", "x floor",
                                  "anchor",
                                  "slowest of the bench's people, card seen to identity read, over "
                                  "the bytes that must be said",
                                  "goal", "<= 1.3"));
    if (json_dump_file(figures, path, JSON_INDENT(2) | JSON_SORT_KEYS))
        fail(path);
    json_decref(figures);
}

int main(int argc, char **argv)
{
    static struct people everybody;
    static struct ektp_card card;
    static uint8_t jpeg[EKTP_CARD_PHOTO_MAX];
    char link[PATH_SIZE], config[PATH_SIZE];
    struct pn532 *chip;
    double worst = 0;
    pid_t driver;
    if (argc != 3) {
        fputs("usage: identity STAGE OUT.json\n", stderr);
        return 2;
    }
    snprintf(link, sizeof link, "%s/run/pn532-measured", argv[1]);
    snprintf(config, sizeof config, "%s/identity.conf", argv[1]);
    FILE *f = fopen(config, "we");
    if (!f || fprintf(f, "[card]\nreader = pn532_uart:run/pn532-measured\n") < 0 || fclose(f))
        fail(config);
    if (people_read("tests/bench/people.json", &everybody) || pn532_start(link, true, &chip))
        fail("stage");
    int face = -1;
    driver = spawn_driver("kiosk-card", config, &face);
    if (driver < 0)
        fail("kiosk-card");
    await(face, WIRE_READY);
    printf("%-10s %6s %9s %10s %11s %11s %9s %9s %6s\n", "identity", "file", "commands",
           "air bytes", "air frames", "line bytes", "floor ms", "took ms", "ratio");
    for (size_t i = 0; i < everybody.count; i++) {
        const struct person *p = &everybody.list[i];
        size_t size = read_portrait(argv[1], p->key, jpeg);
        double took = measure(chip, face, ektp_card_init(&card, p->uid, sizeof p->uid, jpeg, size));
        struct card_cost cost = card_cost_known(size + 2);
        double ratio = took / card_floor_ms(&cost);
        printf("%-10s %6zu %9d %10d %11d %11d %9.1f %9.1f %6.3f\n", p->key, size + 2, cost.commands,
               cost.air_bytes, cost.air_frames, cost.line_bytes, card_floor_ms(&cost), took, ratio);
        worst = ratio > worst ? ratio : worst;
    }
    printf("%-28s %10.2f %-8s goal %-8s\n", "card.identity_ratio", worst, "x floor", "<= 1.3");
    note(argv[2], worst);
    spawn_end(&face, &driver);
    pn532_stop(chip);
    unlink(config);
    return 0;
}
