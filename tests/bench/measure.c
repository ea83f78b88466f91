#include "tests/bench/measure.h"

#include "tests/bench/client.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEADLINE_MS = 30000, PATH_SIZE = 512 };

void measure_fail(const char *what)
{
    fprintf(stderr, "figures: %s\n", what);
    exit(1);
}

void measure_bench(struct measure *m, const char *command)
{
    char answer[CLIENT_LINE_MAX];
    int fd = client_send(m->bench, command);
    if (fd < 0 || client_answer(fd, answer, sizeof answer))
        measure_fail(command);
    close(fd);
}

int measure_await(struct measure *m, const char *scene)
{
    int64_t deadline = steps_now_ms() + DEADLINE_MS;
    int step;
    while ((step = steps_find(&m->steps, m->seen + 1, scene)) < 0)
        if (!steps_wait(&m->steps, deadline))
            measure_fail(scene);
    m->seen = step;
    return step;
}

int measure_next(struct measure *m, int step)
{
    int64_t deadline = steps_now_ms() + DEADLINE_MS;
    while (steps_newest(&m->steps) <= step)
        if (!steps_wait(&m->steps, deadline))
            measure_fail("nothing more is shown");
    return step + 1;
}

int64_t measure_timeline(struct measure *m, int step, const char *key)
{
    char path[PATH_SIZE];
    json_t *all, *value;
    int64_t result;
    snprintf(path, sizeof path, "%s/timeline.json", m->trace);
    all = json_load_file(path, 0, NULL);
    value = json_object_get(json_array_get(all, (size_t)step), key);
    if (!value)
        measure_fail("timeline.json");
    result = json_integer_value(value);
    json_decref(all);
    return result;
}

typedef bool (*chooser)(json_t *element, const char *words);

/* Taps the middle of the first thing on a step's page that can be tapped and that `is` chooses. */
static void tap(struct measure *m, int step, chooser is, const char *words)
{
    json_t *dump = steps_dump(&m->steps, step), *element;
    int x, y, w, h, width, height;
    size_t i;
    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        if (!json_is_true(json_object_get(element, "tappable")) || !is(element, words))
            continue;
        if (json_unpack(element, "{s:[i, i, i, i]}", "rect_px", &x, &y, &w, &h) ||
            json_unpack(dump, "{s:{s:i, s:i}}", "panel", "width_px", &width, "height_px",
                        &height) ||
            glass_tap(m->glass, width, height, x + w / 2, y + h / 2))
            break;
        json_decref(dump);
        return;
    }
    measure_fail(words);
}

static bool has(json_t *element, const char *key, const char *value)
{
    const char *text = json_string_value(json_object_get(element, key));
    return text && strcmp(text, value) == 0;
}

static bool is_labelled(json_t *element, const char *label)
{
    return has(element, "label", label);
}

static bool is_a(json_t *element, const char *role)
{
    return has(element, "role", role);
}

static bool shows(json_t *element, const char *icon)
{
    return has(element, "icon", icon);
}

void measure_tap(struct measure *m, int step, const char *label)
{
    tap(m, step, is_labelled, label);
}

void measure_tap_role(struct measure *m, int step, const char *role)
{
    tap(m, step, is_a, role);
}

void measure_tap_icon(struct measure *m, int step, const char *icon)
{
    tap(m, step, shows, icon);
}

void measure_report(struct measure *m, const char *name, double value, const char *unit,
                    const char *goal, const char *anchor)
{
    printf("%-28s %10.2f %-8s goal %-8s %s\n", name, value, unit, goal, anchor);
    json_object_set_new(m->figures, name,
                        json_pack("{s:f, s:s, s:s, s:s}", "value", value, "unit", unit, "anchor",
                                  anchor, "goal", goal));
}

long measure_proc(const char *path, const char *key)
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

void measure_open(struct measure *m, const char *stage, const char *trace, const char *programs,
                  const char *out)
{
    *m = (struct measure){.trace = trace, .programs = programs, .out = out, .seen = -1};
    snprintf(m->bench, sizeof m->bench, "%s/bench.sock", stage);
    m->figures = json_load_file(out, 0, NULL);
    if (!m->figures)
        m->figures = json_object();
    if (steps_open(trace, &m->steps) || glass_open(&m->glass))
        measure_fail("no trace folder or no display");
}

void measure_close(struct measure *m)
{
    if (json_dump_file(m->figures, m->out, JSON_INDENT(2) | JSON_SORT_KEYS))
        measure_fail(m->out);
    json_decref(m->figures);
    glass_close(m->glass);
    steps_close(&m->steps);
}

pid_t measure_start(struct measure *m, const char *stage, const char *panel, bool one_core)
{
    char program[PATH_SIZE], settings[PATH_SIZE];
    cpu_set_t core;
    pid_t process;
    snprintf(program, sizeof program, "%s/kiosk", m->programs);
    snprintf(settings, sizeof settings, "%s/kiosk.conf", stage);
    CPU_ZERO(&core);
    CPU_SET(0, &core);
    process = fork();
    if (process < 0)
        measure_fail("fork");
    if (process == 0) {
        if (one_core) { /* and before all else, where that is permitted */
            sched_setaffinity(0, sizeof core, &core);
            sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 5});
        }
        execl(program, program, "-c", settings, "--panel", panel, "--trace", m->trace,
              (char *)NULL);
        _exit(127);
    }
    return process;
}

void measure_end(pid_t process)
{
    kill(process, SIGTERM);
    waitpid(process, NULL, 0);
}
