/*
 * face-figures: what a touch takes to be seen on the large panel with one core, and what memory the
 * kiosk has taken when every language was spoken at every size.
 *
 *     face-figures STAGE TRACE PROGRAMS OUT.json
 *
 * As figures.c; the display has 1920x1080 pixels.
 */
#include "tests/bench/measure.h"

#include <stdio.h>

enum { TOUCHES = 100, LANGUAGES = 3, SIZES = 4 };

/* Every touch of "Warna" changes every pixel: no screen costs more to show. */
static void measure_touches(struct measure *m)
{
    int64_t worst = 0;
    for (int i = 0; i < TOUCHES; i++) {
        measure_tap(m, m->seen, "Warna");
        int64_t took = measure_timeline(m, measure_await(m, "start"), "frame_ms");
        worst = took > worst ? took : worst;
    }
    measure_report(m, "touch.p99_ms", (double)worst, "ms", "<= 50",
                   "the slowest of 100 touches, finger lifted to the whole frame changed, "
                   "1920x1080, software renderer, one core to itself");
}

/* A visit by roles and pictograms, whatever the language: result, programme, reason, help. */
static void visit(struct measure *m, bool deep)
{
    measure_bench(m, "card budi");
    measure_tap_role(m, measure_await(m, "consent"), "primary");
    measure_await(m, "finger");
    measure_bench(m, "finger budi");
    measure_tap_role(m, measure_await(m, "overview"), "card");
    if (deep) {
        measure_tap_role(m, measure_await(m, "programme"), "card");
        measure_tap_role(m, measure_await(m, "reason"), "back");
    }
    measure_tap_role(m, measure_await(m, "programme"), "help");
    measure_tap_role(m, measure_await(m, "help"), "back");
    measure_tap_role(m, measure_await(m, "programme"), "done");
    measure_await(m, "take_card");
    measure_bench(m, "card off");
    measure_await(m, "start");
}

static void measure_languages(struct measure *m, pid_t kiosk)
{
    char path[64];
    for (int language = 0; language < LANGUAGES; language++)
        for (int size = 0; size < SIZES; size++) {
            /* The settings went with the last person. */
            for (int i = 0; i < language; i++) {
                measure_tap_icon(m, m->seen, "language");
                measure_await(m, "start");
            }
            for (int i = 0; i < size; i++) {
                measure_tap_icon(m, m->seen, "size");
                measure_await(m, "start");
            }
            visit(m, size == 0); /* only at the usual size is a reason on the first page */
        }
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)kiosk);
    measure_report(m, "memory.kiosk_pss_mib", (double)measure_proc(path, "Pss") / 1024, "MiB",
                   "<= 32",
                   "kiosk alone at 1920x1080 after the touches and a visit in each of three "
                   "languages at each of four sizes, software renderer");
}

int main(int argc, char **argv)
{
    struct measure m;
    if (argc != 5)
        measure_fail("usage: face-figures STAGE TRACE PROGRAMS OUT.json");
    measure_open(&m, argv[1], argv[2], argv[3], argv[4]);
    pid_t kiosk = measure_start(&m, argv[1], "15", true);
    measure_await(&m, "start");
    measure_touches(&m);
    measure_languages(&m, kiosk);
    measure_end(kiosk);
    measure_close(&m);
    return 0;
}
