/*
 * monkey: plays visits of no sense against a kiosk and its stage, and sees that the kiosk lives.
 *
 *     monkey STAGE PROGRAMS VISITS [SEED [FROM [OUT.json]]]
 *
 * A visit is a few dozen acts at any moment: taps, drags, keys of every code, cards, fingers, the
 * line, the reader, the sensor, a driver killed. After it the card is taken away, everything is
 * plugged in again, and the kiosk must come back to its start screen by itself. Visit N of a seed
 * is the same acts in every run, so that a failed run can be taken up again at FROM. One line of
 * TAP; what the kiosk grew by goes to OUT.json, endurance.growth_kib_per_1000.
 *
 * Touches are the pointer's: XTEST has no multi-touch, and SDL makes fingers only of an input
 * device.
 */
#include "face.h"
#include "tests/bench/client.h"
#include "tests/journeys/driver.h"
#include "tests/journeys/glass.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    WIDTH = 1280, /* of the screen, pixels */
    HEIGHT = 800,
    ACTS_MOST = 60,
    RETURN_MS = 30000,  /* to come back to the start screen, past every time in kiosk.conf */
    TOLD_EVERY = 100,   /* visits */
    GROWTH_FROM = 500,  /* visits from which growth says something about a leak */
    GROWTH_MOST = 1024, /* KiB per 1,000 visits */
};

struct monkey {
    struct face face;
    struct glass *glass;
    const char *stage;
    char bench[512];
    uint64_t dice;
};

/* SplitMix64 (Steele, Lea, Flood 2014): good dice for any seed, one after the other too. */
static unsigned roll(struct monkey *m, unsigned sides)
{
    uint64_t z = m->dice += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (unsigned)((z ^ z >> 31) % sides);
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Says a line to the bench. A finger is answered only when it was captured: it is not waited for.
 */
static void bench(struct monkey *m, const char *line, bool wait)
{
    char answer[CLIENT_LINE_MAX];
    int fd = client_send(m->bench, line);

    if (fd >= 0 && wait)
        client_answer(fd, answer, sizeof answer);
    if (fd >= 0)
        close(fd);
}

static void bench_one_of(struct monkey *m, const char *verb, const char *const *objects,
                         unsigned count)
{
    char line[CLIENT_LINE_MAX];

    snprintf(line, sizeof line, "%s %s", verb, objects[roll(m, count)]);
    bench(m, line, strcmp(verb, "finger") != 0);
}

/* Anywhere, or where the buttons of most screens are. */
static void aim(struct monkey *m)
{
    int x = (int)roll(m, WIDTH), y = (int)roll(m, HEIGHT);

    if (roll(m, 2)) {
        x = 40 + (int)roll(m, 640);
        y = 580 + (int)roll(m, 110);
    }
    glass_move(m->glass, x, y);
}

static void tap(struct monkey *m)
{
    aim(m);
    glass_finger(m->glass, true);
    glass_finger(m->glass, false);
}

static void drag(struct monkey *m)
{
    aim(m);
    glass_finger(m->glass, true);
    for (unsigned i = roll(m, 12); i > 0; i--)
        glass_move(m->glass, (int)roll(m, WIDTH), (int)roll(m, HEIGHT));
    glass_finger(m->glass, false);
}

static void keys(struct monkey *m)
{
    unsigned held = 8 + roll(m, 248), other = 8 + roll(m, 248);

    glass_key(m->glass, held, true);
    glass_key(m->glass, other, true);
    glass_key(m->glass, other, false);
    glass_key(m->glass, held, false);
}

static void kill_one(struct monkey *m)
{
    static const char *const drivers[] = {"kiosk-card", "kiosk-finger", "kiosk-courier"};

    driver_kill(m->stage, drivers[roll(m, 3)]);
}

static void act(struct monkey *m)
{
    static const char *const cards[] = {"siti",   "budi", "painem", "slamet", "ratna",
                                        "joko-b", "off",  "off",    "two",    "bank",
                                        "phone",  "tag",  "silent"};
    static const char *const fingers[] = {"siti", "budi", "painem", "slamet-left"};
    static const char *const lines[] = {"on", "off", "slow"};
    unsigned what = roll(m, 100);

    if (what < 55)
        tap(m);
    else if (what < 65)
        drag(m);
    else if (what < 75)
        keys(m);
    else if (what < 84)
        bench_one_of(m, "card", cards, sizeof cards / sizeof *cards);
    else if (what < 94)
        bench_one_of(m, "finger", fingers, sizeof fingers / sizeof *fingers);
    else if (what < 96)
        bench_one_of(m, "net", lines, 3);
    else if (what < 97)
        bench_one_of(m, "reader", lines, 2);
    else if (what < 98)
        bench_one_of(m, "sensor", lines, 2);
    else if (what < 99)
        kill_one(m);
}

static bool live(struct monkey *m, int ms)
{
    int64_t until = now_ms() + ms, left;

    while ((left = until - now_ms()) > 0)
        if (!face_hear(&m->face, (int)left))
            return false;
    return true;
}

/* Returns what went wrong, or NULL. */
static const char *visit(struct monkey *m)
{
    static const char *const people[] = {"siti", "budi", "painem", "slamet"};
    int64_t deadline;

    if (roll(m, 4)) /* most come with a card of their own */
        bench_one_of(m, "card", people, 4);
    for (unsigned acts = roll(m, ACTS_MOST); acts > 0; acts--) {
        act(m);
        if (!live(m, (int)roll(m, 40)))
            return "the kiosk ended";
    }
    bench(m, "card off", true);
    bench(m, "reader on", true);
    bench(m, "sensor on", true);
    bench(m, "net on", true);
    deadline = now_ms() + RETURN_MS;
    do {
        if (!face_hear(&m->face, 50))
            return "the kiosk ended";
        if (now_ms() > deadline)
            return "the kiosk did not come back to its start screen";
    } while (strcmp(m->face.state, "START") != 0);
    return NULL;
}

static void note(const char *path, double growth)
{
    json_t *figures = json_load_file(path, 0, NULL);

    if (!figures)
        figures = json_object();
    json_object_set_new(figures, "endurance.growth_kib_per_1000",
                        json_pack("{s:f, s:s, s:s, s:s}", "value", growth, "unit", "KiB", "anchor",
                                  "own memory (Pss_Anon) of kiosk over random visits, last quarter "
                                  "against second; 200 visits tell it to 1 MiB",
                                  "goal", "<= 1024"));
    json_dump_file(figures, path, JSON_INDENT(2) | JSON_SORT_KEYS);
    json_decref(figures);
}

/* Plays the visits from..from+count; returns what went wrong, or NULL. */
static const char *play(struct monkey *m, uint64_t seed, unsigned from, unsigned count,
                        double *growth_out)
{
    struct {
        double kib;
        unsigned visits;
    } quarters[4] = {0};

    for (unsigned i = 0; i < count; i++) {
        const char *wrong;

        m->dice = seed << 32 | (from + i);
        wrong = visit(m);
        if (wrong) {
            printf("# visit %u of seed %llu, in %s\n", from + i, (unsigned long long)seed,
                   m->face.state);
            return wrong;
        }
        quarters[(uint64_t)i * 4 / count].kib += (double)face_pss_kib(&m->face);
        quarters[(uint64_t)i * 4 / count].visits++;
        if (i % TOLD_EVERY == TOLD_EVERY - 1)
            fprintf(stderr, "monkey: %u visits, %ld KiB\n", i + 1, face_pss_kib(&m->face));
    }
    /* Means, since what is held at a moment goes up and down; the first quarter warms up. */
    *growth_out =
        count >= 4 ? (quarters[3].kib / quarters[3].visits - quarters[1].kib / quarters[1].visits) *
                         2000 / count
                   : 0;
    return count >= GROWTH_FROM && *growth_out > GROWTH_MOST ? "the kiosk grew" : NULL;
}

int main(int argc, char **argv)
{
    struct monkey m = {.stage = argv[1]};
    unsigned count = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
    uint64_t seed = argc > 4 ? strtoull(argv[4], NULL, 10) : 1;
    unsigned from = argc > 5 ? (unsigned)strtoul(argv[5], NULL, 10) : 0;
    const char *wrong;
    double growth = 0;
    int status;

    if (count == 0) {
        fputs("usage: monkey STAGE PROGRAMS VISITS [SEED [FROM [OUT.json]]]\n", stderr);
        return 2;
    }
    snprintf(m.bench, sizeof m.bench, "%s/bench.sock", argv[1]);
    if (glass_open(&m.glass) || face_start(&m.face, argv[2], argv[1])) {
        fputs("monkey: no display, or no stage\n", stderr);
        return 2;
    }
    wrong = play(&m, seed, from, count, &growth);
    status = face_end(&m.face);
    if (!wrong && status != 0)
        wrong = "the kiosk did not end well";
    printf("%s 1 - After %u visits of no sense the kiosk is where it was%s%s\n",
           wrong ? "not ok" : "ok", count, wrong ? ": " : "", wrong ? wrong : "");
    printf("# endurance.growth_kib_per_1000 %.0f; messages refused: %u\n", growth, m.face.refused);
    if (argc > 6)
        note(argv[6], growth);
    glass_close(m.glass);
    return wrong ? 1 : 0;
}
