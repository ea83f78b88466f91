#include "mischief.h"

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

int mischief_open(const char *stage, const char *panel, struct mischief *m)
{
    int result;

    *m = (struct mischief){.stage = stage};
    snprintf(m->bench, sizeof m->bench, "%s/bench.sock", stage);
    result = glass_open(&m->glass);
    return result ? result : fingers_open(panel, WIDTH, HEIGHT, &m->fingers);
}

void mischief_close(struct mischief *m)
{
    fingers_close(m->fingers);
    glass_close(m->glass);
}

/* SplitMix64 (Steele, Lea, Flood 2014): good dice for any seed, one after the other too. */
unsigned mischief_roll(struct mischief *m, unsigned sides)
{
    uint64_t z = m->dice += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (unsigned)((z ^ z >> 31) % sides);
}

/* Says a line to the bench. A finger is answered only when it was captured: it is not waited for.
 */
static void bench(struct mischief *m, const char *line, bool wait)
{
    char answer[CLIENT_LINE_MAX];
    int fd = client_send(m->bench, line);

    if (fd >= 0 && wait)
        client_answer(fd, answer, sizeof answer);
    if (fd >= 0)
        close(fd);
}

static void bench_one_of(struct mischief *m, const char *verb, const char *const *objects,
                         unsigned count)
{
    char line[CLIENT_LINE_MAX];

    snprintf(line, sizeof line, "%s %s", verb, objects[mischief_roll(m, count)]);
    bench(m, line, strcmp(verb, "finger") != 0);
}

struct spot {
    int x, y;
};

/* Anywhere, or where the buttons of most screens are. */
static struct spot aim(struct mischief *m)
{
    struct spot s = {(int)mischief_roll(m, WIDTH), (int)mischief_roll(m, HEIGHT)};

    if (mischief_roll(m, 2))
        s = (struct spot){40 + (int)mischief_roll(m, 640), 580 + (int)mischief_roll(m, 110)};
    return s;
}

static void click(struct mischief *m)
{
    struct spot s = aim(m);

    glass_move(m->glass, s.x, s.y);
    glass_finger(m->glass, true);
    for (unsigned i = mischief_roll(m, 3); i > 0; i--)
        glass_move(m->glass, (int)mischief_roll(m, WIDTH), (int)mischief_roll(m, HEIGHT));
    glass_finger(m->glass, false);
}

static int put(struct mischief *m, unsigned finger)
{
    struct spot s = aim(m);

    return fingers_put(m->fingers, finger, s.x, s.y);
}

static int tap(struct mischief *m)
{
    unsigned finger = mischief_roll(m, FINGERS);
    int result = fingers_lift(m->fingers, finger);

    if (!result)
        result = put(m, finger);
    return result ? result : fingers_lift(m->fingers, finger);
}

/* Several fingers come down, move and are lifted in any order; some stay for the acts to come. */
static int touches(struct mischief *m)
{
    int result = 0;

    for (unsigned i = 2 + mischief_roll(m, 16); i > 0 && !result; i--) {
        unsigned finger = mischief_roll(m, FINGERS);

        result = mischief_roll(m, 3) ? put(m, finger) : fingers_lift(m->fingers, finger);
    }
    return result;
}

static void keys(struct mischief *m)
{
    unsigned held = KEY_FIRST + mischief_roll(m, KEYS);

    glass_key(m->glass, held, true);
    mischief_key(m, KEY_FIRST + mischief_roll(m, KEYS));
    glass_key(m->glass, held, false);
}

void mischief_key(struct mischief *m, unsigned code)
{
    glass_key(m->glass, code, true);
    glass_key(m->glass, code, false);
}

static void kill_one(struct mischief *m)
{
    static const char *const drivers[] = {"kiosk-card", "kiosk-finger", "kiosk-courier",
                                          "kiosk-voice"};

    driver_kill(m->stage, drivers[mischief_roll(m, 4)]);
}

const char *mischief_come(struct mischief *m)
{
    static const char *const people[] = {"siti", "budi", "painem", "slamet"};
    const char *who = people[mischief_roll(m, 4)];
    char line[CLIENT_LINE_MAX];

    snprintf(line, sizeof line, "card %s", who);
    bench(m, line, true);
    return who;
}

int mischief_tap(struct mischief *m, int x, int y)
{
    int result = fingers_put(m->fingers, 0, x, y);

    return result ? result : fingers_lift(m->fingers, 0);
}

void mischief_give(struct mischief *m, const char *who)
{
    char line[CLIENT_LINE_MAX];

    snprintf(line, sizeof line, "finger %s", who);
    bench(m, line, false);
}

int mischief_act(struct mischief *m)
{
    static const char *const cards[] = {"siti",   "budi", "painem", "slamet", "ratna",
                                        "joko-b", "off",  "off",    "two",    "bank",
                                        "phone",  "tag",  "silent"};
    static const char *const prints[] = {"siti", "budi", "painem", "slamet-left"};
    static const char *const lines[] = {"on", "off", "slow"};
    unsigned what = mischief_roll(m, m->rough ? 100 : 92);

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
    else
        kill_one(m);
    return 0;
}

int mischief_rest(struct mischief *m)
{
    return fingers_lift_all(m->fingers);
}

void mischief_mend(struct mischief *m)
{
    bench(m, "card off", true);
    bench(m, "reader on", true);
    bench(m, "sensor on", true);
    bench(m, "net on", true);
}
