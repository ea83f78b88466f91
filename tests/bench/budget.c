/*
 * budget: the time of a whole visit, step by step, each beside what physics leaves no way around.
 *
 *     budget STAGE TRACE PROGRAMS OUT.json
 *
 * As figures.c: plays one visit with an objection on a line without delay and one on a thin line
 * (line.h), and adds budget.STEP_ms and budget.thin_STEP_ms to OUT.json, from which it takes how
 * many bytes a question and its answer are (thin.c). What the person does between steps counts
 * nowhere.
 *
 * Floors: card_floor.h; one round trip a question to the service, and its bytes where the line is
 * slow. The sensor here hands out its picture at once: a real one adds some 120 ms (300x400 bytes
 * at the 8 Mbit/s that USB full speed carries), which is in neither column.
 */
#include "tests/bench/card_floor.h"
#include "tests/bench/line.h"
#include "tests/bench/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct budget {
    struct measure *m;
    const char *stage;
    bool thin;
    double took_ms, floor_ms; /* of all steps so far */
};

/* The bytes and the round trip of one question, ms. */
static double question_ms(const struct budget *b, const char *name)
{
    char figure[64];
    double kib;
    if (!b->thin)
        return 0;
    snprintf(figure, sizeof figure, "visit.wire_%s_kib", name);
    kib = json_number_value(json_object_get(json_object_get(b->m->figures, figure), "value"));
    if (!(kib > 0))
        measure_fail(figure);
    return LINE_SLOW_ROUND_TRIP_MS + kib * 1024 * 1000 / LINE_SLOW_BYTES_PER_S;
}

static double photo_ms(const struct budget *b)
{
    char path[512];
    struct stat photo;
    snprintf(path, sizeof path, "%s/people/budi.jpg", b->stage);
    if (stat(path, &photo))
        measure_fail(path);
    struct card_cost cost = card_cost_known((size_t)photo.st_size + 2);
    return card_floor_ms(&cost);
}

static int64_t shown(const struct budget *b, int step)
{
    return measure_timeline(b->m, step, "at_ms");
}

/* A step that began at `from_ms` and ended when the last awaited screen was shown. */
static void step(struct budget *b, const char *name, int64_t from_ms, double floor_ms,
                 const char *what)
{
    char figure[64], anchor[160];
    double took = (double)(shown(b, b->m->seen) - from_ms);
    snprintf(figure, sizeof figure, "budget.%s%s_ms", b->thin ? "thin_" : "", name);
    snprintf(anchor, sizeof anchor, "%s; its floor is %.0f", what, floor_ms);
    measure_report(b->m, figure, took, "ms", "-", anchor);
    b->took_ms += took;
    b->floor_ms += floor_ms;
}

static int64_t tap(struct budget *b, const char *label)
{
    int64_t now = steps_now_ms();
    measure_tap(b->m, b->m->seen, label);
    return now;
}

static int64_t place(struct budget *b, const char *what)
{
    int64_t now = steps_now_ms();
    measure_bench(b->m, what);
    return now;
}

/* From the result to the question that is to be answered before the finger is asked for again. */
static void object(struct budget *b)
{
    static const struct {
        const char *label, *scene;
    } ways[] = {{"Data ini salah", "ground"},
                {"Sudah dijual", "since"},
                {"Lewati", "words"},
                {"Lewati", "phone"},
                {"Lewati", "review"}};
    measure_tap(b->m, b->m->seen, "Berikutnya");
    measure_await(b->m, "programme");
    measure_tap_icon(b->m, b->m->seen, "vehicle");
    measure_await(b->m, "reason");
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        measure_tap(b->m, b->m->seen, ways[i].label);
        measure_await(b->m, ways[i].scene);
    }
}

static void visit(struct budget *b)
{
    struct card_cost seen = card_cost_seen();
    int64_t from = place(b, "card budi");
    measure_await(b->m, "reading");
    step(b, "react", from, card_floor_ms(&seen), "card placed to changed frame");
    from = shown(b, b->m->seen);
    measure_await(b->m, "consent");
    step(b, "identity", from, photo_ms(b), "card known and consent asked for");
    from = tap(b, "Ya, saya setuju");
    measure_await(b->m, "finger");
    step(b, "templates", from, question_ms(b, "templates"), "consent given to finger asked for");
    from = place(b, "finger budi");
    measure_await(b->m, "loading");
    step(b, "finger", from, 0, "finger placed to finger known");
    from = shown(b, b->m->seen);
    measure_await(b->m, "overview");
    step(b, "result", from, question_ms(b, "status"), "finger known to result shown");
    from = steps_now_ms();
    measure_tap_role(b->m, b->m->seen, "card");
    measure_await(b->m, "programme");
    step(b, "touch", from, 0, "a touch to the next screen");
    object(b);
    from = tap(b, "Ya, sudah benar");
    measure_await(b->m, "declare");
    step(b, "declare", from, question_ms(b, "templates"), "answers read to finger asked for again");
    from = place(b, "finger budi");
    measure_await(b->m, "receipt");
    step(b, "receipt", from, 0, "finger placed to receipt shown, the objection on the disk");
    measure_tap_role(b->m, b->m->seen, "done");
    measure_await(b->m, "take_card");
    measure_bench(b->m, "card off");
    measure_await(b->m, "start");
    measure_report(b->m, b->thin ? "budget.thin_all_ms" : "budget.all_ms", b->took_ms, "ms", "-",
                   "these steps together");
    measure_report(b->m, b->thin ? "budget.thin_floor_ms" : "budget.floor_ms", b->floor_ms, "ms",
                   "-", "their floors together");
}

int main(int argc, char **argv)
{
    struct measure m;
    if (argc != 5)
        measure_fail("usage: budget STAGE TRACE PROGRAMS OUT.json");
    measure_open(&m, argv[1], argv[2], argv[3], argv[4]);
    pid_t kiosk = measure_start(&m, argv[1], "10", false);
    measure_await(&m, "start");
    /* The first placement also waits for the reader, the first answer for the handshake. */
    measure_bench(&m, "card siti");
    measure_await(&m, "consent");
    measure_bench(&m, "card off");
    measure_await(&m, "start");
    visit(&(struct budget){.m = &m, .stage = argv[1]});
    measure_bench(&m, "net slow");
    visit(&(struct budget){.m = &m, .stage = argv[1], .thin = true});
    measure_bench(&m, "net on");
    measure_end(kiosk);
    measure_close(&m);
    return 0;
}
