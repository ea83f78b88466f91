/*
 * vs_browser: the kiosk and a browser with the same screens as a static page, side by side.
 *
 *     vs-browser STAGE PROGRAMS TRACE FOLDER > LINES
 *
 * STAGE (stage.sh) is up; TRACE is what a journey left of such a visit, where the places to tap are
 * found; FOLDER holds page.html (web_page.c) and is what Xvfb was given with -fbdir. Both are
 * started in turn on that one display and seen from outside (sight.h). Lines for note.c; nothing is
 * asserted.
 *
 * The browser is spared what a kiosk would add to it, its drivers, which the kiosk's side counts;
 * and the GPU, which would be played in software here and take more memory (--disable-gpu).
 */
#include "tests/bench/client.h"
#include "tests/bench/ours.h"
#include "tests/bench/sight.h"
#include "tests/bench/spot.h"
#include "tests/journeys/glass.h"
#include "tests/journeys/steps.h"
#include "tests/monkey/face.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ROUNDS = 4,
    TOUCHES = 25, /* a round */
    FAMILY_MAX = 64,
    REST_S = 20,
    BROWSER_REST_S = 10, /* what a browser does after its start is not held against it */
    STILL_MS = 150,
    STARTED_MS = 3000, /* still for so long: it has started */
    MOST_MS = 60000,
    PATH_SIZE = 512,
};

static struct vs {
    const char *stage, *programs;
    struct sight *sight;
    struct glass *glass;
    struct spot colour, picture, agree, done;
    struct face face;
    char profile[PATH_SIZE], page[PATH_SIZE];
    double alike;
} vs;

/* One of the two. */
struct rival {
    const char *name;
    struct sight_picture start;
    double first_frame_ms[ROUNDS], touch_ms[ROUNDS * TOUCHES];
    size_t touches;
    double memory_mib, wakeups_per_s, own_wakeups_per_s; /* of all its processes, of the first */
    unsigned processes;
    pid_t pid;
};

static void fail(const char *what)
{
    fprintf(stderr, "vs-browser: %s\n", what);
    exit(1);
}

/* --- where to tap, from what the journey left --------------------------------------------- */

static struct spot find(const struct steps *steps, const char *scene, const char *key,
                        const char *value)
{
    struct spot spot = spot_find(steps, scene, key, value);
    if (spot.x < 0)
        fail(value);
    return spot;
}

static void find_places(const char *trace)
{
    struct steps steps;
    if (steps_open(trace, &steps))
        fail(trace);
    vs.colour = find(&steps, "start", "icon", "contrast");
    vs.picture = find(&steps, "start", "role", "picture");
    vs.agree = find(&steps, "consent", "role", "primary");
    vs.done = find(&steps, "overview", "role", "done");
    steps_close(&steps);
}

static void tap(struct spot p)
{
    glass_move(vs.glass, p.x, p.y);
    glass_finger(vs.glass, true);
    glass_finger(vs.glass, false);
}

/* --- the two ------------------------------------------------------------------------------ */

static void start_kiosk(struct rival *r)
{
    if (face_start(&vs.face, vs.programs, vs.stage, NULL))
        fail("kiosk");
    r->pid = vs.face.process;
}

static void start_browser(struct rival *r)
{
    r->pid = fork();
    if (r->pid < 0)
        fail("fork");
    if (r->pid)
        return;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    /* The program itself, without the script that Debian starts it by. Root has no sandbox. */
    execl("/usr/lib/chromium/chromium", "chromium", "--kiosk", "--no-first-run", "--disable-gpu",
          "--window-position=0,0", "--window-size=1280,800", vs.profile, vs.page,
          geteuid() ? NULL : "--no-sandbox", (char *)NULL);
    _exit(127);
}

/* Whether `pid` came of this program, however far. */
static bool is_ours(pid_t pid)
{
    char path[64], line[512];
    int parent = (int)pid;
    while (parent > 1 && parent != (int)getpid()) {
        FILE *f;
        snprintf(path, sizeof path, "/proc/%d/stat", parent);
        f = fopen(path, "re");
        char *rest = f && fgets(line, sizeof line, f) ? strrchr(line, ')') : NULL;
        if (!rest || sscanf(rest, ") %*c %d", &parent) != 1)
            parent = 0;
        if (f)
            fclose(f);
    }
    return parent == (int)getpid() && pid != getpid();
}

/* The browser's processes, or the kiosk with its drivers. */
static size_t family(pid_t pids_out[FAMILY_MAX])
{
    struct ours ours[OURS_MAX];
    size_t count = 0, drivers = ours_find(vs.stage, ours);
    DIR *all = opendir("/proc");
    struct dirent *entry;
    while (all && count < FAMILY_MAX && (entry = readdir(all))) {
        pid_t pid = (pid_t)atoi(entry->d_name);
        if (pid > 1 && is_ours(pid))
            pids_out[count++] = pid;
    }
    if (all)
        closedir(all);
    for (size_t i = 0; vs.face.process && i < drivers && count < FAMILY_MAX; i++)
        if (ours[i].pid != vs.face.process)
            pids_out[count++] = ours[i].pid;
    return count;
}

static long value(pid_t pid, const char *file, const char *key)
{
    char path[128], line[256];
    long found = 0;
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
    FILE *f = fopen(path, "re");
    while (f && fgets(line, sizeof line, f))
        if (!strncmp(line, key, strlen(key)) && line[strlen(key)] == ':')
            found = atol(line + strlen(key) + 1);
    if (f)
        fclose(f);
    return found;
}

static long wakeups(pid_t pid)
{
    char path[64], task[64];
    struct dirent *entry;
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    while (tasks && (entry = readdir(tasks))) {
        snprintf(task, sizeof task, "task/%.20s/status", entry->d_name);
        if (entry->d_name[0] != '.')
            sum += value(pid, task, "voluntary_ctxt_switches");
    }
    if (tasks)
        closedir(tasks);
    return sum;
}

static long all_wakeups(void)
{
    pid_t pids[FAMILY_MAX];
    long sum = 0;
    for (size_t i = family(pids); i > 0; i--)
        sum += wakeups(pids[i - 1]);
    return sum;
}

static void end(struct rival *r)
{
    pid_t pids[FAMILY_MAX];
    if (vs.face.process) {
        face_end(&vs.face);
        vs.face = (struct face){0};
        return;
    }
    kill(r->pid, SIGTERM);
    waitpid(r->pid, NULL, 0);
    for (size_t left; (left = family(pids)) > 0; usleep(10000))
        for (size_t i = 0; i < left; i++) {
            kill(pids[i], SIGKILL);
            waitpid(pids[i], NULL, 0);
        }
}

/* --- what is measured --------------------------------------------------------------------- */

/* The first start of each warms the disk's cache, and shows what the start screen looks like. */
static void learn(struct rival *r, void (*start)(struct rival *), const struct rival *beside)
{
    static struct sight_picture before;
    sight_take(vs.sight, &before);
    start(r);
    if (!sight_settle(vs.sight, &before, STARTED_MS, MOST_MS))
        fail(r->name);
    sight_take(vs.sight, &r->start);
    vs.alike = sight_like(vs.sight, &beside->start);
    end(r);
}

static double by_clock_ms(int64_t from_us, int64_t to_us)
{
    if (!to_us)
        fail("nothing is seen");
    return (double)(to_us - from_us) / 1000;
}

static void start_again(struct rival *r, void (*start)(struct rival *), int round)
{
    int64_t from;
    if (sight_like(vs.sight, &r->start) >= 0.99)
        fail("the screen was not left");
    from = sight_now_us();
    start(r);
    r->first_frame_ms[round] = by_clock_ms(from, sight_await(vs.sight, &r->start, MOST_MS));
}

static void touch(struct rival *r)
{
    static struct sight_picture before;
    for (int i = 0; i < TOUCHES; i++) {
        int64_t from;
        sight_take(vs.sight, &before);
        from = sight_now_us();
        tap(vs.colour);
        r->touch_ms[r->touches++] =
            by_clock_ms(from, sight_settle(vs.sight, &before, STILL_MS, MOST_MS));
    }
}

static void weigh(struct rival *r)
{
    pid_t pids[FAMILY_MAX];
    size_t count = family(pids);
    long kib = 0;
    for (size_t i = 0; i < count; i++)
        kib += value(pids[i], "smaps_rollup", "Pss");
    r->memory_mib = (double)kib / 1024;
    r->processes = (unsigned)count;
}

static void rest(struct rival *r)
{
    long all = all_wakeups(), own = wakeups(r->pid);
    sleep(REST_S);
    r->wakeups_per_s = (double)(all_wakeups() - all) / REST_S;
    r->own_wakeups_per_s = (double)(wakeups(r->pid) - own) / REST_S;
}

/* --- the result on both ------------------------------------------------------------------- */

static void bench(const char *line)
{
    char path[PATH_SIZE], answer[CLIENT_LINE_MAX];
    snprintf(path, sizeof path, "%s/bench.sock", vs.stage);
    int fd = client_send(path, line);
    if (fd < 0 || client_answer(fd, answer, sizeof answer))
        fail(line);
    close(fd);
}

static void await(const char *state)
{
    int64_t until = sight_now_us() + (int64_t)MOST_MS * 1000;
    while (strcmp(vs.face.state, state))
        if (!face_hear(&vs.face, 200) || sight_now_us() > until)
            fail(state);
}

/* The screen of a state is up when it has been still. */
static void settle(void)
{
    static struct sight_picture now;
    sight_take(vs.sight, &now);
    sight_settle(vs.sight, &now, 500, MOST_MS);
}

static void visit_kiosk(struct rival *r)
{
    bench("card siti");
    await("CONSENT");
    settle();
    tap(vs.agree);
    await("FINGER");
    bench("finger siti");
    await("OVERVIEW");
    settle();
    weigh(r);
    tap(vs.done);
    await("TAKE_CARD");
    bench("card off");
    await("START");
    settle();
}

static void visit_browser(struct rival *r)
{
    tap(vs.picture);
    settle();
    weigh(r);
    tap(vs.done);
    settle();
}

/* --- figures ------------------------------------------------------------------------------ */

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value below which `part` of the sorted values lie, by nearest rank. */
static double rank(double *values, size_t count, double part)
{
    qsort(values, count, sizeof *values, ascending);
    size_t n = (size_t)((double)count * part + 0.999999);
    return values[n ? n - 1 : 0];
}

static void tell(struct rival *kiosk, struct rival *browser)
{
    double first[2], half[2], most[2];
    struct rival *both[2] = {kiosk, browser};
    for (int i = 0; i < 2; i++) {
        first[i] = rank(both[i]->first_frame_ms, ROUNDS, 0.5);
        half[i] = rank(both[i]->touch_ms, both[i]->touches, 0.5);
        most[i] = rank(both[i]->touch_ms, both[i]->touches, 0.99);
    }
    printf("vs_browser.alike %.2f part - of the start screen's pixels are the same on both\n",
           vs.alike);
    printf("vs_browser.memory_ratio %.4f ratio <=0.167 PSS of all processes with the result "
           "shown: kiosk and drivers (%u) %.1f MiB, browser (%u) %.1f MiB\n",
           kiosk->memory_mib / browser->memory_mib, kiosk->processes, kiosk->memory_mib,
           browser->processes, browser->memory_mib);
    printf("vs_browser.first_frame_ratio %.4f ratio <=0.25 start to start screen seen, middle of "
           "%d starts each in turn, files cached: %.0f ms, browser %.0f ms\n",
           first[0] / first[1], ROUNDS, first[0], first[1]);
    printf("vs_browser.touch_ratio %.4f ratio <=0.5 p99 of %zu touches that change the whole "
           "screen, touch to last pixel: %.1f ms (p50 %.1f), browser %.1f ms (p50 %.1f)\n",
           most[0] / most[1], kiosk->touches, most[0], half[0], most[1], half[1]);
    printf("vs_browser.wakeups_per_s %.2f 1/s - the kiosk on its still start screen\n",
           kiosk->own_wakeups_per_s);
    printf("vs_browser.wakeups_drivers_per_s %.2f 1/s - its five drivers, that of the card looking "
           "for one\n",
           kiosk->wakeups_per_s - kiosk->own_wakeups_per_s);
    printf("vs_browser.wakeups_browser_per_s %.2f 1/s - the browser on the same, without drivers\n",
           browser->wakeups_per_s);
}

static void compare(struct rival *r, void (*start)(struct rival *), void (*visit)(struct rival *),
                    int round)
{
    start_again(r, start, round);
    sleep(BROWSER_REST_S);
    touch(r);
    if (round == ROUNDS - 1) {
        visit(r);
        rest(r);
    }
    end(r);
}

int main(int argc, char **argv)
{
    static struct rival kiosk = {.name = "kiosk"}, browser = {.name = "browser"};
    char *folder = argc == 5 ? realpath(argv[4], NULL) : NULL;
    if (!folder || strlen(folder) > PATH_SIZE - 32) {
        fputs("usage: vs-browser STAGE PROGRAMS TRACE FOLDER > LINES\n", stderr);
        return 2;
    }
    vs.stage = argv[1];
    vs.programs = argv[2];
    snprintf(vs.profile, sizeof vs.profile, "--user-data-dir=%s/profile", folder);
    snprintf(vs.page, sizeof vs.page, "file://%s/page.html", folder);
    find_places(argv[3]);
    /* What a browser leaves behind comes back here. */
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) || sight_open(folder, &vs.sight) || glass_open(&vs.glass))
        fail("no display whose memory can be seen");
    learn(&kiosk, start_kiosk, &browser);
    learn(&browser, start_browser, &kiosk);
    for (int round = 0; round < ROUNDS; round++) {
        compare(&kiosk, start_kiosk, visit_kiosk, round);
        compare(&browser, start_browser, visit_browser, round);
    }
    tell(&kiosk, &browser);
    glass_close(vs.glass);
    sight_close(vs.sight);
    free(folder);
    return 0;
}
