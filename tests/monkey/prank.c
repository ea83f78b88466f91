#include "prank.h"

#include "tests/bench/client.h"
#include "tests/journeys/driver.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    WIDTH = 1280, /* of the screen, pixels */
    HEIGHT = 800,
    KEY_FIRST = 8, /* X's key codes */
    KEYS = 248,
};

int prank_open(const char *stage, const char *panel, struct prank *m)
{
    int result;

    *m = (struct prank){.stage = stage};
    snprintf(m->bench, sizeof m->bench, "%s/bench.sock", stage);
    result = glass_open(&m->glass);
    return result ? result : fingers_open(panel, WIDTH, HEIGHT, &m->fingers);
}

void prank_close(struct prank *m)
{
    fingers_close(m->fingers);
    glass_close(m->glass);
}

/* SplitMix64 (Steele, Lea, Flood 2014): good dice for any seed, one after the other too. */
unsigned prank_roll(struct prank *m, unsigned sides)
{
    uint64_t z = m->dice += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (unsigned)((z ^ z >> 31) % sides);
}

/* Says a line to the bench. A finger is answered only when it was captured: it is not waited for.
 */
static void bench(struct prank *m, const char *line, bool wait)
{
    char answer[CLIENT_LINE_MAX];
    int fd = client_send(m->bench, line);

    if (fd >= 0 && wait)
        client_answer(fd, answer, sizeof answer);
    if (fd >= 0)
        close(fd);
}

static void bench_one_of(struct prank *m, const char *verb, const char *const *objects,
                         unsigned count)
{
    char line[CLIENT_LINE_MAX];

    snprintf(line, sizeof line, "%s %s", verb, objects[prank_roll(m, count)]);
    bench(m, line, strcmp(verb, "finger") != 0);
}

struct spot {
    int x, y;
};

/* Anywhere, or where the buttons of most screens are. */
static struct spot aim(struct prank *m)
{
    struct spot s = {(int)prank_roll(m, WIDTH), (int)prank_roll(m, HEIGHT)};

    if (prank_roll(m, 2))
        s = (struct spot){40 + (int)prank_roll(m, 640), 580 + (int)prank_roll(m, 110)};
    return s;
}

static void click(struct prank *m)
{
    struct spot s = aim(m);

    glass_move(m->glass, s.x, s.y);
    glass_finger(m->glass, true);
    for (unsigned i = prank_roll(m, 3); i > 0; i--)
        glass_move(m->glass, (int)prank_roll(m, WIDTH), (int)prank_roll(m, HEIGHT));
    glass_finger(m->glass, false);
}

static int put(struct prank *m, unsigned finger)
{
    struct spot s = aim(m);

    return fingers_put(m->fingers, finger, s.x, s.y);
}

static int tap(struct prank *m)
{
    unsigned finger = prank_roll(m, FINGERS);
    int result = fingers_lift(m->fingers, finger);

    if (!result)
        result = put(m, finger);
    return result ? result : fingers_lift(m->fingers, finger);
}

/* Several fingers come down, move and are lifted in any order; some stay for the acts to come. */
static int touches(struct prank *m)
{
    int result = 0;

    for (unsigned i = 2 + prank_roll(m, 16); i > 0 && !result; i--) {
        unsigned finger = prank_roll(m, FINGERS);

        result = prank_roll(m, 3) ? put(m, finger) : fingers_lift(m->fingers, finger);
    }
    return result;
}

static void keys(struct prank *m)
{
    unsigned held = KEY_FIRST + prank_roll(m, KEYS);

    glass_key(m->glass, held, true);
    prank_key(m, KEY_FIRST + prank_roll(m, KEYS));
    glass_key(m->glass, held, false);
}

void prank_key(struct prank *m, unsigned code)
{
    glass_key(m->glass, code, true);
    glass_key(m->glass, code, false);
}

static void kill_one(struct prank *m)
{
    static const char *const drivers[] = {"kiosk-card", "kiosk-finger", "kiosk-courier",
                                          "kiosk-voice", "kiosk-printer"};

    driver_kill(m->stage, drivers[prank_roll(m, sizeof drivers / sizeof *drivers)]);
}

const char *prank_come(struct prank *m)
{
    /* Many, since a card's finger checks of one day are soon spent. */
    static const char *const people[] = {"siti",  "budi", "painem",  "slamet",
                                         "karto", "joko", "wahyuni", "sri"};
    const char *who = people[prank_roll(m, sizeof people / sizeof *people)];
    char line[CLIENT_LINE_MAX];

    snprintf(line, sizeof line, "card %s", who);
    bench(m, line, true);
    return who;
}

int prank_tap(struct prank *m, int x, int y)
{
    int result = fingers_put(m->fingers, 0, x, y);

    return result ? result : fingers_lift(m->fingers, 0);
}

void prank_give(struct prank *m, const char *who)
{
    char line[CLIENT_LINE_MAX];

    snprintf(line, sizeof line, "finger %s", who);
    bench(m, line, false);
}

int prank_act(struct prank *m)
{
    static const char *const cards[] = {"siti",   "budi", "painem", "slamet", "ratna",
                                        "joko-b", "off",  "off",    "two",    "bank",
                                        "phone",  "tag",  "silent"};
    static const char *const prints[] = {"siti", "budi", "painem", "slamet-left"};
    static const char *const lines[] = {"on", "off", "slow"};
    static const char *const printers[] = {"on",    "off",   "low",  "out", "runs-out",
                                           "cover", "stuck", "hung", "ok"};
    unsigned what = prank_roll(m, m->rough ? 102 : 92);

    if (what < 48)
        return tap(m);
    if (what < 62)
        return touches(m);
    if (what < 69)
        click(m);
    else if (what < 79)
        keys(m);
    else if (what < 84)
        bench_one_of(m, "card", cards, sizeof cards / sizeof *cards);
    else if (what < 92)
        bench_one_of(m, "finger", prints, sizeof prints / sizeof *prints);
    else if (what < 95)
        bench_one_of(m, "net", lines, 3);
    else if (what < 97)
        bench_one_of(m, "reader", lines, 2);
    else if (what < 99)
        bench_one_of(m, "sensor", lines, 2);
    else if (what < 101)
        bench_one_of(m, "printer", printers, sizeof printers / sizeof *printers);
    else
        kill_one(m);
    return 0;
}

int prank_rest(struct prank *m)
{
    return fingers_lift_all(m->fingers);
}

void prank_mend(struct prank *m)
{
    bench(m, "card off", true);
    bench(m, "reader on", true);
    bench(m, "sensor on", true);
    bench(m, "printer on", true);
    bench(m, "net on", true);
}
