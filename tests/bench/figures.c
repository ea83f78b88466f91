/*
 * figures: the first figures of a visit, measured on a running stage from outside.
 *
 *     figures STAGE TRACE PROGRAMS OUT.json
 *
 * Starts PROGRAMS/kiosk on STAGE (tests/bench/stage.sh) with its trace in TRACE, on the display
 * named by DISPLAY; plays placements and one visit; prints a table and writes OUT.json:
 * name -> {"value", "unit", "anchor", "goal"}. The figures say; nothing is asserted.
 */
#include "tests/bench/client.h"
#include "tests/journeys/glass.h"
#include "tests/journeys/steps.h"

#include <dirent.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PLACEMENTS = 20, TOUCHES = 40, IDLE_S = 20, DEADLINE_MS = 30000, PATH_SIZE = 512 };

struct measure {
    struct steps steps;
    struct glass *glass;
    const char *trace;
    const char *programs;
    char bench[PATH_SIZE];
    int seen; /* steps up to this one are past */
    json_t *figures;
};

static void fail(const char *what)
{
    fprintf(stderr, "figures: %s\n", what);
    exit(1);
}

static void bench(struct measure *m, const char *command)
{
    char answer[CLIENT_LINE_MAX];
    int fd = client_send(m->bench, command);
    if (fd < 0 || client_answer(fd, answer, sizeof answer))
        fail(command);
    close(fd);
}

/* Waits until `scene` is shown; returns the number of its step. */
static int await(struct measure *m, const char *scene)
{
    int64_t deadline = steps_now_ms() + DEADLINE_MS;
    int step;
    while ((step = steps_find(&m->steps, m->seen + 1, scene)) < 0)
        if (!steps_wait(&m->steps, deadline))
            fail(scene);
    m->seen = step;
    return step;
}

/* `key` of a step in timeline.json, ms. */
static int64_t timeline(struct measure *m, int step, const char *key)
{
    char path[PATH_SIZE];
    json_t *all, *value;
    int64_t result;
    snprintf(path, sizeof path, "%s/timeline.json", m->trace);
    all = json_load_file(path, 0, NULL);
    value = json_object_get(json_array_get(all, (size_t)step), key);
    if (!value)
        fail("timeline.json");
    result = json_integer_value(value);
    json_decref(all);
    return result;
}

static void tap(struct measure *m, int step, const char *label)
{
    json_t *dump = steps_dump(&m->steps, step), *element;
    size_t i;
    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        int x, y, w, h, width, height;
        if (strcmp(json_string_value(json_object_get(element, "label")), label))
            continue;
        if (json_unpack(element, "{s:[i, i, i, i]}", "rect_px", &x, &y, &w, &h) ||
            json_unpack(dump, "{s:{s:i, s:i}}", "panel", "width_px", &width, "height_px",
                        &height) ||
            glass_tap(m->glass, width, height, x + w / 2, y + h / 2))
            fail(label);
        json_decref(dump);
        return;
    }
    fail(label);
}

static void report(struct measure *m, const char *name, double value, const char *unit,
                   const char *goal, const char *anchor)
{
    printf("%-28s %10.2f %-8s goal %-8s %s\n", name, value, unit, goal, anchor);
    json_object_set_new(m->figures, name,
                        json_pack("{s:f, s:s, s:s, s:s}", "value", value, "unit", unit, "anchor",
                                  anchor, "goal", goal));
}

/* The sum of "KEY: N" over the lines of a file of /proc. */
static long proc_value(const char *path, const char *key)
{
    FILE *f = fopen(path, "r");
    char line[256];
    long sum = 0, value;
    size_t length = strlen(key);
    while (f && fgets(line, sizeof line, f))
        if (!strncmp(line, key, length) && sscanf(line + length, ":%ld", &value) == 1)
            sum += value;
    if (f)
        fclose(f);
    return sum;
}

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
        fail(m->programs);
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
            long pss = proc_value(link, "Pss");
            printf("    %-24s %10.2f MiB\n", ours[i], (double)pss / 1024);
            if (i == 0)
                report(m, "memory.kiosk_pss_mib", (double)pss / 1024, "MiB", "<= 32",
                       "kiosk alone after the touches and one visit, software renderer");
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
        sum += proc_value(path, "voluntary_ctxt_switches");
    }
    if (tasks)
        closedir(tasks);
    return sum;
}

static pid_t start_kiosk(struct measure *m, const char *stage)
{
    char program[PATH_SIZE], settings[PATH_SIZE];
    pid_t process;
    snprintf(program, sizeof program, "%s/kiosk", m->programs);
    snprintf(settings, sizeof settings, "%s/kiosk.conf", stage);
    process = fork();
    if (process < 0)
        fail("fork");
    if (process == 0) {
        execl(program, program, "-c", settings, "--trace", m->trace, (char *)NULL);
        _exit(127);
    }
    return process;
}

static void measure_placements(struct measure *m)
{
    int64_t worst = 0;
    for (int i = -1; i < PLACEMENTS; i++) { /* the first also waits for the reader to be opened */
        int64_t placed = steps_now_ms(), reacted;
        bench(m, "card siti");
        reacted = timeline(m, await(m, "reading"), "at_ms") - placed;
        if (i >= 0 && reacted > worst)
            worst = reacted;
        bench(m, "card off");
        await(m, "start");
    }
    report(m, "card.react_ms", (double)worst, "ms", "<= 100",
           "the slowest of 20 placements, card down to changed frame");
}

/* Every touch of "Warna" changes every pixel: no screen costs more to show. */
static void measure_touches(struct measure *m)
{
    int64_t worst = 0;
    for (int i = 0; i < TOUCHES; i++) {
        int step;
        tap(m, m->seen, "Warna");
        step = await(m, "start");
        if (timeline(m, step, "frame_ms") > worst)
            worst = timeline(m, step, "frame_ms");
    }
    report(m, "touch.p99_ms", (double)worst, "ms", "<= 50",
           "the slowest of 40 touches, finger lifted to the whole frame changed, 1280x800");
}

static void measure_visit(struct measure *m)
{
    int loading, overview;
    int64_t asked;
    bench(m, "card siti");
    tap(m, await(m, "consent"), "Ya, saya setuju");
    await(m, "finger");
    bench(m, "finger siti");
    loading = await(m, "loading");
    overview = await(m, "overview");
    asked = timeline(m, loading, "at_ms") - timeline(m, loading, "frame_ms");
    report(m, "breakdown.after_finger_ms", (double)(timeline(m, overview, "at_ms") - asked), "ms",
           "<= 150", "finger accepted to result shown, on loopback: a round trip of about 0 ms");
    report(m, "memory.all_pss_mib", (double)our_pss_kib(m) / 1024, "MiB", "<= 96",
           "kiosk and its five drivers after one visit, software renderer");
    tap(m, overview, "Selesai");
    await(m, "take_card");
    bench(m, "card off");
    await(m, "start");
}

static void measure_rest(struct measure *m, pid_t kiosk)
{
    long before = switches(kiosk);
    sleep(IDLE_S);
    report(m, "idle.wakeups_per_s", (double)(switches(kiosk) - before) / IDLE_S, "1/s", "<= 0.5",
           "all threads of kiosk on the still start screen");
}

int main(int argc, char **argv)
{
    struct measure m = {.seen = -1};
    int64_t started;
    pid_t kiosk;
    if (argc != 5)
        fail("usage: figures STAGE TRACE PROGRAMS OUT.json");
    m.trace = argv[2];
    m.programs = argv[3];
    m.figures = json_object();
    snprintf(m.bench, sizeof m.bench, "%s/bench.sock", argv[1]);
    if (steps_open(m.trace, &m.steps) || glass_open(&m.glass))
        fail("no trace folder or no display");
    started = steps_now_ms();
    kiosk = start_kiosk(&m, argv[1]);
    report(&m, "kiosk.first_frame_ms",
           (double)(timeline(&m, await(&m, "start"), "at_ms") - started), "ms", "<= 500",
           "exec to first frame, before its picture is written");
    measure_placements(&m);
    measure_touches(&m);
    measure_visit(&m);
    measure_rest(&m, kiosk);
    kill(kiosk, SIGTERM);
    waitpid(kiosk, NULL, 0);
    if (json_dump_file(m.figures, argv[4], JSON_INDENT(2) | JSON_SORT_KEYS))
        fail(argv[4]);
    json_decref(m.figures);
    glass_close(m.glass);
    steps_close(&m.steps);
    return 0;
}
