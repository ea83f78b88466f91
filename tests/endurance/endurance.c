/*
 * endurance: plays the same visits again and again on a stage, and sees whether any of our programs
 * grows.
 *
 *     endurance STAGE PROGRAMS JOURNEY TRACE VISITS [OUT.json]
 *
 * JOURNEY is what a person does (tests/journeys/player.c: see, tap, card, finger), TRACE what a
 * kiosk showed when it was played before, where the places to tap are found; this kiosk shows
 * without leaving pictures. One line of TAP and a figure a program: descriptors must not be more in
 * the last quarter than in the second; memory (Pss_Anon, proc(5)), last quarter against second,
 * tells of a leak from GROWTH_FROM visits on. The figures go to OUT.json,
 * endurance.PROGRAM_kib_per_1000. With fewer than FEWEST visits growth is not looked at, but what
 * processor time a visit took is told, by program and of all: visit.PROGRAM_cpu_ms, visit.cpu_ms.
 */
#include "tests/bench/client.h"
#include "tests/bench/ours.h"
#include "tests/journeys/glass.h"
#include "tests/journeys/steps.h"
#include "tests/monkey/face.h"

#include <ctype.h>
#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    PROGRAMS = 6,
    ACTS_MAX = 64,
    DEADLINE_MS = 60000,
    AGAIN_MS = 3000,   /* a tap that came while the screen was changing is made again */
    GROWTH_FROM = 500, /* visits */
    GROWTH_MOST = 512, /* KiB per 1,000 visits, of one program */
    QUARTERS = 4,
    FEWEST = 2 * QUARTERS,
    SPARE = 2, /* descriptors: a line may have become two connections meanwhile */
};

/* One line of the journey. */
struct act {
    enum { ACT_SEE, ACT_TAP, ACT_BENCH } kind;
    char word[64]; /* SEE: the state; BENCH: the line */
    int x, y, width, height;
};

struct program {
    char name[32];
    double cpu_ms; /* before the first visit */
    double cpu_last_ms;
    struct {
        double kib;
        long fewest, most; /* descriptors: fonts are closed and opened again */
        unsigned visits;
    } quarters[QUARTERS];
};

static struct act acts[ACTS_MAX];
static size_t act_count;
static unsigned visits_in_journey; /* each begins on the start screen, and the last ends there */
static struct program programs[OURS_MAX];
static size_t program_count;
static struct face face;
static struct glass *glass;
static char bench_socket[512];

static void fail(const char *what)
{
    printf("not ok 1 - Nothing grows from one visit to the next\n# %s, in %s\n", what, face.state);
    exit(1);
}

static void bench(const char *line)
{
    char answer[CLIENT_LINE_MAX];
    int fd = client_send(bench_socket, line);
    if (fd < 0 || client_answer(fd, answer, sizeof answer))
        fail(line);
    close(fd);
}

/* Where that label is on this step. Returns whether it is. */
static bool find_label(const struct steps *steps, int step, const char *label, struct act *act)
{
    json_t *dump = steps_dump(steps, step), *element;
    size_t i;
    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        int x, y, w, h;
        const char *text = json_string_value(json_object_get(element, "label"));
        if (!text || strncmp(text, label, strlen(label)) ||
            json_unpack(element, "{s:[i, i, i, i]}", "rect_px", &x, &y, &w, &h))
            continue;
        act->x = x + w / 2;
        act->y = y + h / 2;
        json_unpack(dump, "{s:{s:i, s:i}}", "panel", "width_px", &act->width, "height_px",
                    &act->height);
    }
    json_decref(dump);
    return act->width != 0;
}

static void read_journey(const char *path, const char *trace)
{
    struct steps steps;
    char line[128];
    int step = 0;
    FILE *file = fopen(path, "re");
    if (!file || steps_open(trace, &steps))
        fail(path);
    while (fgets(line, sizeof line, file) && act_count < ACTS_MAX) {
        struct act act = {.kind = ACT_BENCH};
        line[strcspn(line, "\n")] = '\0';
        if (!*line || *line == '#')
            continue;
        snprintf(act.word, sizeof act.word, "%.63s", line);
        if (!strncmp(line, "see ", 4)) {
            act.kind = ACT_SEE;
            visits_in_journey += act_count && !strcmp(line, "see start");
            step = steps_find(&steps, step, line + 4);
            for (size_t i = 0; i < sizeof act.word; i++)
                act.word[i] = (char)toupper((unsigned char)line[4 + i < sizeof line ? 4 + i : 0]);
        } else if (!strncmp(line, "tap ", 4)) {
            act.kind = ACT_TAP;
            while (!find_label(&steps, step++, line + 4, &act)) /* it may come to the same scene */
                if (step > steps_newest(&steps))
                    fail(line);
        }
        acts[act_count++] = act;
    }
    fclose(file);
    steps_close(&steps);
}

/* At first the window is not there yet; see await(). */
static void tap(const struct act *act)
{
    glass_tap(glass, act->width, act->height, act->x, act->y);
}

/* Waits for this state; a tap that has changed nothing is made again. */
static void await(const char *state, const struct act *tapped)
{
    int64_t deadline = steps_now_ms() + DEADLINE_MS, again = steps_now_ms() + AGAIN_MS;
    char before[FACE_STATE];
    strcpy(before, face.state);
    while (strcmp(face.state, state)) {
        if (!face_hear(&face, 200))
            fail("the kiosk ended");
        if (steps_now_ms() > deadline)
            fail(state);
        if (tapped && !strcmp(face.state, before) && steps_now_ms() > again) {
            tap(tapped);
            again = steps_now_ms() + AGAIN_MS;
        }
    }
}

static void play(void)
{
    for (size_t i = 0; i < act_count; i++) {
        const struct act *a = &acts[i];
        if (a->kind == ACT_SEE)
            await(a->word, i && acts[i - 1].kind == ACT_TAP ? &acts[i - 1] : NULL);
        else if (a->kind == ACT_BENCH)
            bench(a->word);
        else
            tap(a);
    }
}

static long descriptors_of(pid_t pid)
{
    char path[64];
    long count = -3; /* ".", ".." and the one that reads */
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    DIR *folder = opendir(path);
    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

static struct program *program_called(const char *name)
{
    for (size_t i = 0; i < program_count; i++)
        if (!strcmp(programs[i].name, name))
            return &programs[i];
    if (program_count == OURS_MAX)
        fail("too many programs");
    snprintf(programs[program_count].name, sizeof programs->name, "%s", name);
    return &programs[program_count++];
}

static double cpu_ms(pid_t pid)
{
    struct timespec t;
    clockid_t clock;
    if (clock_getcpuclockid(pid, &clock) || clock_gettime(clock, &t))
        fail("a program's processor time");
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void measure_cpu(const char *stage, bool first)
{
    struct ours ours[OURS_MAX];
    size_t count = ours_find(stage, ours);
    for (size_t i = 0; i < count; i++) {
        struct program *p = program_called(ours[i].program);
        p->cpu_last_ms = cpu_ms(ours[i].pid);
        if (first)
            p->cpu_ms = p->cpu_last_ms;
    }
}

static void note_cpu(json_t *figures, const char *program, double ms, const char *goal)
{
    char name[64];
    snprintf(name, sizeof name, "visit.%.31s%scpu_ms", program, *program ? "_" : "");
    printf("# figure: %s %.1f ms of processor time a visit\n", name, ms);
    json_object_set_new(figures, name,
                        json_pack("{s:f, s:s, s:s, s:s}", "value", ms, "unit", "ms", "anchor",
                                  "processor time of a whole visit, card placed to card taken, "
                                  "with one objection and its receipt",
                                  "goal", goal));
}

static void tell_cpu(unsigned visits, json_t *figures)
{
    double all = 0;
    for (size_t i = 0; i < program_count; i++) {
        double ms = (programs[i].cpu_last_ms - programs[i].cpu_ms) / visits;
        note_cpu(figures, programs[i].name, ms, "-");
        all += ms;
    }
    note_cpu(figures, "", all, "<= 250");
}

static void measure(const char *stage, unsigned quarter)
{
    struct ours ours[OURS_MAX];
    size_t count = ours_find(stage, ours);
    for (size_t i = 0; i < count; i++) {
        struct program *p = program_called(ours[i].program);
        long descriptors = descriptors_of(ours[i].pid);
        long kib = ours_kib(ours[i].pid);
        if (kib < 0)
            continue;
        if (!p->quarters[quarter].visits++)
            p->quarters[quarter].fewest = p->quarters[quarter].most = descriptors;
        if (descriptors < p->quarters[quarter].fewest)
            p->quarters[quarter].fewest = descriptors;
        if (descriptors > p->quarters[quarter].most)
            p->quarters[quarter].most = descriptors;
        p->quarters[quarter].kib += (double)kib;
    }
}

static bool tell(const struct program *p, unsigned visits, json_t *figures)
{
    double second = p->quarters[1].kib / p->quarters[1].visits;
    double last = p->quarters[3].kib / p->quarters[3].visits;
    double growth = (last - second) * 2000 / visits;
    long most = p->quarters[1].most, fewest = p->quarters[3].fewest;
    char name[64];
    printf("# figure: %u visits: %s %.0f KiB, %+.0f KiB per 1,000 visits, %ld to %ld descriptors\n",
           visits, p->name, last, growth, fewest, p->quarters[3].most);
    snprintf(name, sizeof name, "endurance.%.31s_kib_per_1000", p->name);
    json_object_set_new(
        figures, name,
        json_pack("{s:f, s:s, s:s, s:s}", "value", growth, "unit", "KiB", "anchor",
                  "own memory (Pss_Anon) over whole visits, last quarter against second", "goal",
                  "<= 512"));
    return fewest <= most + SPARE && (visits < GROWTH_FROM || growth <= GROWTH_MOST);
}

int main(int argc, char **argv)
{
    unsigned visits = argc > 5 ? (unsigned)strtoul(argv[5], NULL, 10) : 0;
    json_t *figures;
    bool flat = true;
    if (!visits) {
        fputs("usage: endurance STAGE PROGRAMS JOURNEY TRACE VISITS [OUT.json]\n", stderr);
        return 2;
    }
    puts("1..1");
    snprintf(bench_socket, sizeof bench_socket, "%s/bench.sock", argv[1]);
    read_journey(argv[3], argv[4]);
    if (!visits_in_journey)
        fail("no visit in this journey");
    if (glass_open(&glass) || face_start(&face, argv[2], argv[1], NULL))
        fail("no display, or no stage");
    await("START", NULL);
    while (ours_find(argv[1], (struct ours[OURS_MAX]){0}) < PROGRAMS)
        if (!face_hear(&face, 200))
            fail("the kiosk ended");
    measure_cpu(argv[1], true);
    for (unsigned done = 0; done < visits; done += visits_in_journey) {
        play();
        unsigned quarter = ((done + visits_in_journey) * QUARTERS - 1) / visits;
        measure(argv[1], quarter < QUARTERS ? quarter : QUARTERS - 1);
    }
    measure_cpu(argv[1], false);
    if (face_end(&face))
        fail("the kiosk did not end well");
    glass_close(glass);
    figures = argc > 6 ? json_load_file(argv[6], 0, NULL) : NULL;
    if (!figures)
        figures = json_object();
    if (visits < FEWEST)
        tell_cpu(visits, figures);
    for (size_t i = 0; visits >= FEWEST && i < program_count; i++)
        flat = tell(&programs[i], visits, figures) && flat;
    if (argc > 6)
        json_dump_file(figures, argv[6], JSON_INDENT(2) | JSON_SORT_KEYS);
    json_decref(figures);
    printf("%s 1 - %s\n", flat && program_count == PROGRAMS ? "ok" : "not ok",
           visits < FEWEST ? "A visit was played whole, and its processor time counted"
                           : "Nothing grows from one visit to the next");
    return flat ? 0 : 1;
}
