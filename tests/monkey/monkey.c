/*
 * monkey: plays visits of no sense against a kiosk and its stage, and sees that the kiosk lives.
 *
 *     monkey -s STAGE -p PROGRAMS -f PANEL -t TRACE [-o OUT.json] [-d SEED] [-r FROM] VISITS
 *
 * A visit is a few dozen acts at any moment (prank.h), from the start screen on or from the
 * result on. After some of them nothing is mended, and the kiosk must find to a screen with a next
 * step as things are. After each the card is taken away, everything is plugged in again, and the
 * kiosk must come back to its start screen by itself. Every screen is looked at (eye.h), in the
 * folder TRACE. Visit N of a seed is the same acts in every run, so that a failed run can be taken
 * up again at FROM. One line of TAP; what the kiosk grew by goes to OUT.json,
 * endurance.growth_kib_per_1000.
 */
#include "eye.h"
#include "face.h"
#include "prank.h"
#include "tests/bench/ours.h"
#include "tests/journeys/driver.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ACTS_MOST = 60,
    ROUGH_ONE_IN = 3,    /* visits: plugs are pulled, and it takes a while to come back */
    SETTLES_ONE_IN = 10, /* visits */
    TAP_MS = 100,        /* between two taps on one thing */
    WALK_MS = 1000,      /* for the next screen; then nonsense begins where it is */
    RETURN_MS = 30000,   /* to come back to the start screen, past every time in kiosk.conf */
    SETTLE_MS = 40000,   /* to give up what it waits for: past SESSION_ANSWER_MS */
    TOLD_EVERY = 100,    /* visits */
    FORGIVEN_EVERY = 5,  /* visits: before that many, no card's finger checks are used up */
    GROWTH_FROM = 500,   /* visits from which growth says something about a leak */
    GROWTH_MOST = 1024,  /* KiB per 1,000 visits */
};

struct run {
    const char *stage, *programs, *panel, *trace, *out;
    uint64_t seed;
    unsigned from, count;
};

struct monkey {
    struct face face;
    struct prank prank;
    struct eye eye;
};

static bool live(struct monkey *m, int ms)
{
    int64_t until = steps_now_ms() + ms, left;

    while ((left = until - steps_now_ms()) > 0)
        if (!face_hear(&m->face, (int)left))
            return false;
    return true;
}

/* Hears the kiosk until it is in this state, or `ms` are over. Returns false when it ended. */
static bool hear_until(struct monkey *m, const char *state, int ms)
{
    int64_t until = steps_now_ms() + ms, left;

    while (strcmp(m->face.state, state) && (left = until - steps_now_ms()) > 0)
        if (!face_hear(&m->face, (int)left))
            return false;
    return true;
}

/* Taps the main button of the screen shown, if it has one, until the state is another. Returns
 * false when kiosk or panel are gone. */
static bool go_on(struct monkey *m, const char *from, const char *to)
{
    for (int tries = 0; tries < 5 && !strcmp(m->face.state, from); tries++) {
        eye_look(&m->eye);
        if (m->eye.x >= 0 && prank_tap(&m->prank, m->eye.x, m->eye.y))
            return false;
        if (!hear_until(m, to, TAP_MS))
            return false;
    }
    return true;
}

/* As far as the result, as a person goes, if nothing keeps the kiosk from it. Returns false when
 * kiosk or panel are gone. */
static bool walk_in(struct monkey *m, const char *who)
{
    if (!hear_until(m, "CONSENT", WALK_MS) || !go_on(m, "CONSENT", "TEMPLATES"))
        return false;
    if (strcmp(m->face.state, "TEMPLATES") != 0)
        return true;
    if (!hear_until(m, "FINGER", WALK_MS))
        return false;
    prank_give(&m->prank, who);
    return hear_until(m, "OVERVIEW", WALK_MS);
}

/* The acts of visit `number`; returns what went wrong, or NULL. Every key code has its turn. */
static const char *act(struct monkey *m, unsigned number)
{
    m->prank.rough = !prank_roll(&m->prank, ROUGH_ONE_IN);
    if (prank_roll(&m->prank, 4)) {
        const char *who = prank_come(&m->prank);

        if (prank_roll(&m->prank, 2) && !walk_in(m, who))
            return "the kiosk ended before a result";
    }
    for (unsigned acts = prank_roll(&m->prank, ACTS_MOST); acts > 0; acts--) {
        if (prank_act(&m->prank))
            return "the touch panel is gone";
        if (!live(m, (int)prank_roll(&m->prank, 40)))
            return "the kiosk ended";
    }
    prank_key(&m->prank, 8 + number % 248);
    return prank_rest(&m->prank) ? "the touch panel is gone" : NULL;
}

/* Returns what went wrong, or NULL. */
static const char *visit(struct monkey *m, unsigned number)
{
    const char *wrong = act(m, number);
    int64_t deadline_ms = steps_now_ms() + RETURN_MS;

    if (wrong)
        return wrong;
    if (!prank_roll(&m->prank, SETTLES_ONE_IN) && !eye_settle(&m->eye, steps_now_ms() + SETTLE_MS))
        return m->eye.wrong;
    prank_mend(&m->prank);
    deadline_ms = steps_now_ms() + RETURN_MS;
    do {
        if (!face_hear(&m->face, 50))
            return "the kiosk ended";
        if (steps_now_ms() > deadline_ms)
            return "the kiosk did not come back to its start screen";
    } while (strcmp(m->face.state, "START") != 0);
    return eye_look(&m->eye) ? NULL : m->eye.wrong;
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

/* Fingers go wrong so often that soon nothing behind one would be seen: here a day is short. */
static bool forgive(const struct run *run)
{
    char command[1024];

    snprintf(command, sizeof command, "rm -f '%s/data/attempts.db'* && '%s/central' forgive '%s'",
             run->stage, run->programs, run->stage);
    if (system(command) != 0)
        return false;
    driver_kill(run->stage, "kiosk-courier"); /* which had the file open */
    return true;
}

/* Plays them; returns what went wrong, or NULL. */
static const char *play(struct monkey *m, const struct run *run, double *growth_out)
{
    struct {
        double kib;
        unsigned visits;
    } quarters[4] = {0};

    for (unsigned i = 0; i < run->count; i++) {
        const char *wrong;

        if (i % FORGIVEN_EVERY == FORGIVEN_EVERY - 1 && !forgive(run))
            return "the day's finger checks could not be forgotten";
        m->prank.dice = run->seed << 32 | (run->from + i);
        wrong = visit(m, run->from + i);
        if (wrong) {
            printf("# visit %u of seed %llu, in %s\n", run->from + i, (unsigned long long)run->seed,
                   m->face.state);
            return wrong;
        }
        quarters[(uint64_t)i * 4 / run->count].kib += (double)ours_kib(m->face.process);
        quarters[(uint64_t)i * 4 / run->count].visits++;
        if (i % TOLD_EVERY == TOLD_EVERY - 1)
            fprintf(stderr, "monkey: %u visits, %ld KiB\n", i + 1, ours_kib(m->face.process));
    }
    /* Means, since what is held at a moment goes up and down; the first quarter warms up. */
    *growth_out =
        run->count >= 4
            ? (quarters[3].kib / quarters[3].visits - quarters[1].kib / quarters[1].visits) * 2000 /
                  run->count
            : 0;
    return run->count >= GROWTH_FROM && *growth_out > GROWTH_MOST ? "the kiosk grew" : NULL;
}

static bool read_options(int argc, char **argv, struct run *run)
{
    int option;

    *run = (struct run){.seed = 1};
    while ((option = getopt(argc, argv, "s:p:f:t:o:d:r:")) != -1) {
        switch (option) {
        case 's':
            run->stage = optarg;
            break;
        case 'p':
            run->programs = optarg;
            break;
        case 'f':
            run->panel = optarg;
            break;
        case 't':
            run->trace = optarg;
            break;
        case 'o':
            run->out = optarg;
            break;
        case 'd':
            run->seed = strtoull(optarg, NULL, 10);
            break;
        case 'r':
            run->from = (unsigned)strtoul(optarg, NULL, 10);
            break;
        default:
            return false;
        }
    }
    run->count = optind + 1 == argc ? (unsigned)strtoul(argv[optind], NULL, 10) : 0;
    return run->count && run->stage && run->programs && run->panel && run->trace;
}

int main(int argc, char **argv)
{
    struct monkey m = {0};
    struct run run;
    const char *wrong;
    double growth = 0;
    int status;

    if (!read_options(argc, argv, &run)) {
        fputs("usage: monkey -s STAGE -p PROGRAMS -f PANEL -t TRACE [-o OUT.json] [-d SEED] "
              "[-r FROM] VISITS\n",
              stderr);
        return 2;
    }
    if (eye_open(run.trace, &m.eye) || prank_open(run.stage, run.panel, &m.prank) ||
        face_start(&m.face, run.programs, run.stage, run.trace)) {
        fputs("monkey: no folder, display, touch panel or stage\n", stderr);
        return 2;
    }
    wrong = play(&m, &run, &growth);
    status = face_end(&m.face);
    if (!wrong && status != 0)
        wrong = "the kiosk did not end well";
    printf("%s 1 - After %u visits of no sense the kiosk is where it was%s%s\n",
           wrong ? "not ok" : "ok", run.count, wrong ? ": " : "", wrong ? wrong : "");
    printf("# endurance.growth_kib_per_1000 %.0f; messages refused: %u\n", growth, m.face.refused);
    if (run.out)
        note(run.out, growth);
    prank_close(&m.prank);
    eye_close(&m.eye);
    return wrong ? 1 : 0;
}
