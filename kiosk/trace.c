#include "kiosk/trace.h"

#include "kiosk/ui/dump.h"
#include "kiosk/ui/picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { PATH_SIZE = 512 };

struct trace {
    char directory[PATH_SIZE - 80];
    FILE *timeline;
    unsigned steps;
};

/* How many steps a timeline holds; note() writes each on a line of its own. */
static unsigned steps_noted(FILE *timeline)
{
    unsigned steps = 0;
    char line[PATH_SIZE];
    while (fgets(line, sizeof line, timeline))
        steps += line[0] == '{';
    return steps;
}

int trace_open(const char *directory, struct trace **trace_out)
{
    char path[PATH_SIZE];
    struct trace *t = calloc(1, sizeof *t);
    int result;
    if (!t)
        return -ENOMEM;
    dump_setup();
    result = -ENAMETOOLONG;
    if (snprintf(t->directory, sizeof t->directory, "%s", directory) >= (int)sizeof t->directory)
        goto out;
    if (mkdir(directory, 0700) && errno != EEXIST) {
        result = -errno;
        goto out;
    }
    snprintf(path, sizeof path, "%s/timeline.json", t->directory);
    t->timeline = fopen(path, "r+");
    if (t->timeline) {
        t->steps = steps_noted(t->timeline);
    } else {
        t->timeline = fopen(path, "w");
        if (!t->timeline) {
            result = -errno;
            goto out;
        }
        fputs("[\n]\n", t->timeline);
        fflush(t->timeline);
    }
    *trace_out = t;
    return 0;
out:
    free(t);
    return result;
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The closing bracket is written over, so that the file is whole JSON at every moment. */
static void note(struct trace *t, const struct scene *scene, const struct page *layout,
                 int64_t at_ms, int64_t frame_ms)
{
    fseek(t->timeline, t->steps ? -3 : -2, SEEK_END);
    fprintf(t->timeline,
            "%s{\"step\": %u, \"scene\": \"%s\", \"page\": %u, \"at_ms\": %lld, "
            "\"frame_ms\": %lld}\n]\n",
            t->steps ? ",\n" : "", t->steps, scene->name, layout->page + 1, (long long)at_ms,
            (long long)frame_ms);
    fflush(t->timeline);
}

int trace_step(struct trace *t, SDL_Surface *surface, const struct scene *scene,
               const struct page *layout, const struct paint_state *state, int64_t frame_ms)
{
    int64_t at_ms = now_ms();
    char path[PATH_SIZE], part[PATH_SIZE + 8], buffer[BUFSIZ];
    FILE *dump;
    int result;
    snprintf(path, sizeof path, "%s/%03u-%s.png", t->directory, t->steps, scene->name);
    result = picture_write(surface, path);
    if (result)
        return result;
    note(t, scene, layout, at_ms, frame_ms);
    snprintf(path, sizeof path, "%s/%03u-%s.json", t->directory, t->steps, scene->name);
    snprintf(part, sizeof part, "%s.part", path);
    dump = fopen(part, "w");
    if (!dump)
        return -errno;
    setvbuf(dump, buffer, _IOFBF, sizeof buffer);
    result = dump_write(dump, scene, layout, state->contrast, state->ring);
    if (fclose(dump) && !result)
        result = -errno;
    explicit_bzero(buffer, sizeof buffer);
    if (!result && rename(part, path))
        result = -errno;
    t->steps++;
    return result;
}

void trace_close(struct trace *t)
{
    if (!t)
        return;
    fclose(t->timeline);
    free(t);
}
