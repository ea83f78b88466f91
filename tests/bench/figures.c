/*
 * figures: the first figures of a visit, measured on a running stage from outside.
 *
 *     figures STAGE TRACE PROGRAMS OUT.json
 *
 * Starts PROGRAMS/kiosk on STAGE (tests/bench/stage.sh) with its trace in TRACE, on the display
 * named by DISPLAY; plays placements and one visit; prints a table and adds to OUT.json. The
 * figures say; nothing is asserted.
 */
#include "tests/bench/measure.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PLACEMENTS = 20, FINGERS = 10, IDLE_S = 20, PATH_SIZE = 512 };

/* PSS of every process that runs one of our programs, KiB. */
static long our_pss_kib(struct measure *m)
{
    static const char *const ours[] = {"kiosk",         "kiosk-card",  "kiosk-finger",
                                       "kiosk-courier", "kiosk-voice", "kiosk-printer"};
    char *folder = realpath(m->programs, NULL);
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    long sum = 0;
    if (!folder)
        measure_fail(m->programs);
    while (proc && (entry = readdir(proc))) {
        char link[PATH_SIZE], target[PATH_SIZE], want[PATH_SIZE];
        ssize_t n;
        snprintf(link, sizeof link, "/proc/%.20s/exe", entry->d_name);
        n = readlink(link, target, sizeof target - 1);
        if (n < 0)
            continue;
        target[n] = 0;
        for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
            snprintf(want, sizeof want, "%s/%s", folder, ours[i]);
            if (strcmp(target, want))
                continue;
            snprintf(link, sizeof link, "/proc/%.20s/smaps_rollup", entry->d_name);
            long pss = measure_proc(link, "Pss");
            printf("    %-24s %10.2f MiB\n", ours[i], (double)pss / 1024);
            sum += pss;
        }
    }
    if (proc)
        closedir(proc);
    free(folder);
    return sum;
}

/* How often the threads of a process were put on a processor. */
static long switches(pid_t process)
{
    char path[PATH_SIZE];
    struct dirent *entry;
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%d/task", (int)process);
    DIR *tasks = opendir(path);
    while (tasks && (entry = readdir(tasks))) {
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/status", (int)process, entry->d_name);
        sum += measure_proc(path, "voluntary_ctxt_switches");
    }
    if (tasks)
        closedir(tasks);
    return sum;
}

static void measure_placements(struct measure *m)
{
    int64_t worst = 0;
    for (int i = -1; i < PLACEMENTS; i++) { /* the first also waits for the reader to be opened */
        int64_t placed = steps_now_ms(), reacted;
        measure_bench(m, "card siti");
        reacted = measure_timeline(m, measure_await(m, "reading"), "at_ms") - placed;
        if (i >= 0 && reacted > worst)
            worst = reacted;
        measure_bench(m, "card off");
        measure_await(m, "start");
    }
    measure_report(m, "card.react_ms", (double)worst, "ms", "<= 100",
                   "the slowest of 20 placements, card down to changed frame");
}

/* The words of a screen that say what goes on. */
static bool says_other(struct measure *m, int step, int before)
{
    json_t *now = steps_dump(&m->steps, step), *was = steps_dump(&m->steps, before);
    bool other = !json_equal(json_object_get(now, "elements"), json_object_get(was, "elements"));
    json_decref(now);
    json_decref(was);
    return other;
}

/* From the finger on the glass to the first frame that is another, and to the first whose words are. */
static void measure_fingers(struct measure *m)
{
    int64_t frame = 0, words = 0;
    for (int i = 0; i < FINGERS; i++) {
        int asked, step;
        int64_t placed;
        measure_bench(m, "card siti");
        measure_tap(m, measure_await(m, "consent"), "Ya, saya setuju");
        asked = step = measure_await(m, "finger");
        placed = steps_now_ms();
        measure_bench(m, "finger siti");
        do
            step = measure_next(m, step);
        while (!says_other(m, step, asked));
        if (measure_timeline(m, asked + 1, "at_ms") - placed > frame)
            frame = measure_timeline(m, asked + 1, "at_ms") - placed;
        if (measure_timeline(m, step, "at_ms") - placed > words)
            words = measure_timeline(m, step, "at_ms") - placed;
        measure_tap(m, measure_await(m, "overview"), "Selesai");
        measure_await(m, "take_card");
        measure_bench(m, "card off");
        measure_await(m, "start");
    }
    measure_report(m, "finger.react_ms", (double)frame, "ms", "<= 100",
                   "the slowest of 10 fingers, on the sensor to changed frame");
    measure_report(m, "finger.words_ms", (double)words, "ms", "<= 500",
                   "the same to other words on the screen");
}

static void measure_visit(struct measure *m)
{
    int loading, overview;
    int64_t asked;
    measure_bench(m, "card siti");
    measure_tap(m, measure_await(m, "consent"), "Ya, saya setuju");
    measure_await(m, "finger");
    measure_bench(m, "finger siti");
    loading = measure_await(m, "loading");
    overview = measure_await(m, "overview");
    asked = measure_timeline(m, loading, "at_ms") - measure_timeline(m, loading, "frame_ms");
    measure_report(m, "breakdown.after_finger_ms",
                   (double)(measure_timeline(m, overview, "at_ms") - asked), "ms", "<= 150",
                   "finger accepted to result shown, on loopback: a round trip of about 0 ms");
    measure_report(m, "memory.all_pss_mib", (double)our_pss_kib(m) / 1024, "MiB", "<= 96",
                   "kiosk and its five drivers after one visit, software renderer");
    measure_tap(m, overview, "Selesai");
    measure_await(m, "take_card");
    measure_bench(m, "card off");
    measure_await(m, "start");
}

static void measure_rest(struct measure *m, pid_t kiosk)
{
    long before = switches(kiosk);
    sleep(IDLE_S);
    measure_report(m, "idle.wakeups_per_s", (double)(switches(kiosk) - before) / IDLE_S, "1/s",
                   "<= 0.5", "all threads of kiosk on the still start screen");
}

int main(int argc, char **argv)
{
    struct measure m;
    int64_t started;
    pid_t kiosk;
    if (argc != 5)
        measure_fail("usage: figures STAGE TRACE PROGRAMS OUT.json");
    measure_open(&m, argv[1], argv[2], argv[3], argv[4]);
    started = steps_now_ms();
    kiosk = measure_start(&m, argv[1], "10", false);
    measure_report(&m, "kiosk.first_frame_ms",
                   (double)(measure_timeline(&m, measure_await(&m, "start"), "at_ms") - started),
                   "ms", "<= 500", "exec to first frame, before its picture is written");
    measure_placements(&m);
    measure_fingers(&m);
    measure_visit(&m);
    measure_rest(&m, kiosk);
    measure_end(kiosk);
    measure_close(&m);
    return 0;
}
