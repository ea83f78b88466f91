/*
 * budget: the time of a visit, step by step, each beside what physics leaves no way around.
 *
 *     budget STAGE PROGRAMS TRACE FOLDER FIGURES.json > LINES
 *
 * Plays Budi's visit with an objection on a line without delay, and another to the result on a thin
 * one (line.h). STAGE (stage.sh) is up; TRACE is what a journey left of such a visit; FOLDER was
 * given to Xvfb with -fbdir; FIGURES tell how many bytes a question and its answer are (thin.c).
 * A step ends when the kiosk's log says the next state: its frame is on the glass a paint later
 * (paint.worst_ms). What the person takes counts nowhere.
 *
 * Floors: card_floor.h; for a question to the service one round trip and its bytes, where the line
 * is slow. The sensor hands out its picture at once: a real one adds some 120 ms (300x400 bytes at
 * the 8 Mbit/s that USB full speed carries), which is in neither column.
 */
#include "tests/bench/card_floor.h"
#include "tests/bench/client.h"
#include "tests/bench/line.h"
#include "tests/bench/sight.h"
#include "tests/bench/spot.h"
#include "tests/journeys/glass.h"
#include "tests/monkey/face.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 512, STILL_MS = 500, MOST_MS = 60000 };

static struct {
    const char *stage;
    struct face face;
    struct steps steps;
    struct glass *glass;
    struct sight *sight;
    json_t *figures;
    bool thin;
    double took_ms, floor_ms; /* of all steps so far */
} b;

static void fail(const char *what)
{
    fprintf(stderr, "budget: %s\n", what);
    exit(1);
}

/* Returns when the state was entered, microseconds. */
static int64_t await(const char *state)
{
    int64_t until = sight_now_us() + (int64_t)MOST_MS * 1000;
    while (strcmp(b.face.state, state))
        if (!face_hear(&b.face, 200) || sight_now_us() > until)
            fail(state);
    return sight_now_us();
}

/* Returns when it was said. */
static int64_t bench(const char *line)
{
    char path[PATH_SIZE], answer[CLIENT_LINE_MAX];
    int64_t now = sight_now_us();
    snprintf(path, sizeof path, "%s/bench.sock", b.stage);
    int fd = client_send(path, line);
    if (fd < 0 || client_answer(fd, answer, sizeof answer))
        fail(line);
    close(fd);
    return now;
}

/* Returns when the driver has the picture: the stand-in draws it first, which no sensor does. */
static int64_t press(void)
{
    bench("finger budi");
    return sight_now_us();
}

/* A tap on what a screen shows, once it has been still for a person's moment. */
static int64_t tap(const char *scene, const char *key, const char *value)
{
    static struct sight_picture now;
    struct spot spot = spot_find(&b.steps, scene, key, value);
    if (spot.x < 0)
        fail(value);
    sight_take(b.sight, &now);
    sight_settle(b.sight, &now, STILL_MS, MOST_MS);
    int64_t from = sight_now_us();
    glass_move(b.glass, spot.x, spot.y);
    glass_finger(b.glass, true);
    glass_finger(b.glass, false);
    return from;
}

/* The bytes and the round trip of one question, ms. */
static double question_ms(const char *name)
{
    char figure[64];
    double kib;
    if (!b.thin)
        return 0;
    snprintf(figure, sizeof figure, "visit.wire_%s_kib", name);
    kib = json_number_value(json_object_get(json_object_get(b.figures, figure), "value"));
    if (!(kib > 0))
        fail(figure);
    return LINE_SLOW_ROUND_TRIP_MS + kib * 1024 * 1000 / LINE_SLOW_BYTES_PER_S;
}

static double photo_ms(void)
{
    char path[PATH_SIZE];
    struct stat photo;
    snprintf(path, sizeof path, "%s/people/budi.jpg", b.stage);
    if (stat(path, &photo))
        fail(path);
    struct card_cost cost = card_cost_known((size_t)photo.st_size + 2);
    return card_floor_ms(&cost);
}

/* Tells of a step from then to now; returns now. */
static int64_t step(const char *name, int64_t from_us, const char *state, double floor_ms,
                    const char *what)
{
    int64_t now = await(state);
    double took = (double)(now - from_us) / 1000;
    printf("budget.%s%s_ms %.1f ms - %s; its floor is %.0f\n", b.thin ? "thin_" : "", name, took,
           what, floor_ms);
    b.took_ms += took;
    b.floor_ms += floor_ms;
    return now;
}

static void object(void)
{
    tap("overview", "label", "PKH");
    await("PROGRAMME");
    tap("programme", "label", "Berikutnya");
    tap("programme", "label", "Sepeda motor");
    await("REASON");
    tap("reason", "label", "Data ini salah");
    await("GROUND");
    tap("ground", "label", "Sudah dijual");
    await("SINCE");
    tap("since", "label", "Lewati");
    await("WORDS");
    tap("words", "label", "Lewati");
    await("PHONE");
    tap("phone", "label", "Lewati");
    await("REVIEW");
    step("declare", tap("review", "label", "Ya, sudah benar"), "DECLARE", question_ms("templates"),
         "answers read to finger asked for again");
    step("receipt", press(), "RECEIPT", 0, "picture taken to receipt, the objection on the disk");
    tap("receipt", "role", "done");
}

static void visit(void)
{
    struct card_cost seen = card_cost_seen();
    int64_t now = step("react", bench("card budi"), "READING", card_floor_ms(&seen),
                       "card placed to screen that says so");
    step("identity", now, "CONSENT", photo_ms(), "card known and consent asked for");
    step("templates", tap("consent", "role", "primary"), "FINGER", question_ms("templates"),
         "consent given to finger asked for");
    now = step("finger", press(), "LOADING", 0, "picture taken to finger known");
    step("result", now, "OVERVIEW", question_ms("status"), "finger known to result");
    if (b.thin)
        tap("overview", "role", "done");
    else
        object();
    await("TAKE_CARD");
    bench("card off");
    await("START");
    printf("budget.%sall_ms %.1f ms - these steps together; their floors together are %.0f\n",
           b.thin ? "thin_" : "", b.took_ms, b.floor_ms);
    b.took_ms = b.floor_ms = 0;
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fputs("usage: budget STAGE PROGRAMS TRACE FOLDER FIGURES.json > LINES\n", stderr);
        return 2;
    }
    b.stage = argv[1];
    b.figures = json_load_file(argv[5], 0, NULL);
    if (steps_open(argv[3], &b.steps) || sight_open(argv[4], &b.sight) || glass_open(&b.glass) ||
        face_start(&b.face, argv[2], argv[1], NULL))
        fail("no stage, no display or no journey");
    /* The first placement also waits for the reader, the first question for the handshake. */
    bench("card siti");
    await("CONSENT");
    bench("card off");
    await("START");
    visit();
    bench("net slow");
    b.thin = true;
    visit();
    bench("net on");
    face_end(&b.face);
    steps_close(&b.steps);
    glass_close(b.glass);
    sight_close(b.sight);
    json_decref(b.figures);
    return 0;
}
