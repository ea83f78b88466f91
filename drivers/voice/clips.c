#include "clips.h"

#include "wave.h"

#include <errno.h>
#include <sonic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_MAX = 4096, SLOWEST_PERCENT = 50 };

struct clips {
    char folder[256];
    char language[16]; /* whose index this is; "": none yet */
    char index[CLIPS_INDEX_MAX + 1];
    unsigned rate_hz;
    size_t size;   /* of `file` */
    uint8_t *file; /* as it is read */
    int16_t *clip; /* with room for the slowest rate */
};

int clips_open(const char *folder, unsigned rate_hz, struct clips **clips_out)
{
    struct clips *c = calloc(1, sizeof *c);
    size_t longest = (size_t)rate_hz * CLIPS_LONGEST_S;
    if (!c)
        return -ENOMEM;
    c->rate_hz = rate_hz;
    c->size = HEADER_MAX + longest * sizeof *c->clip;
    if (folder[0])
        snprintf(c->folder, sizeof c->folder, "%s", folder);
    c->file = malloc(c->size);
    c->clip = malloc(longest * 100 / SLOWEST_PERCENT * sizeof *c->clip);
    if (!c->file || !c->clip) {
        clips_close(c);
        return -ENOMEM;
    }
    *clips_out = c;
    return 0;
}

void clips_close(struct clips *c)
{
    if (!c)
        return;
    free(c->file);
    free(c->clip);
    free(c);
}

/* At most `size` bytes. Returns how many there are, 0: there is no such file, or it is larger. */
static size_t read_file(const struct clips *c, const char *name, void *bytes, size_t size)
{
    char path[512];
    size_t length;
    FILE *file;
    if (snprintf(path, sizeof path, "%s/%s/clips/%s", c->folder, c->language, name) >=
        (int)sizeof path)
        return 0;
    file = fopen(path, "rbe");
    if (!file)
        return 0;
    length = fread(bytes, 1, size, file);
    if (fgetc(file) != EOF)
        length = 0;
    fclose(file);
    return length;
}

bool clips_choose(struct clips *c, const char *language)
{
    if (!c->folder[0] || strchr(language, '/') || strlen(language) >= sizeof c->language)
        return false;
    if (strcmp(c->language, language)) {
        strcpy(c->language, language);
        c->index[read_file(c, "index", c->index, CLIPS_INDEX_MAX)] = 0;
    }
    return c->index[0];
}

/* The file of a line whose sentence this is, into `name`. */
static bool look_up(const struct clips *c, const char *sentence, char *name, size_t size)
{
    size_t length = strlen(sentence);
    for (const char *line = c->index; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        size_t end = strcspn(line, "\n"), tab = strcspn(line, "\t\n");
        if (tab == end || end - tab - 1 != length || memcmp(line + tab + 1, sentence, length) ||
            tab >= size || memchr(line, '/', tab))
            continue;
        memcpy(name, line, tab);
        name[tab] = 0;
        return true;
    }
    return false;
}

bool clips_find(struct clips *c, const char *sentence, unsigned percent,
                const int16_t **samples_out, size_t *count_out)
{
    char name[64];
    const uint8_t *samples;
    size_t size, count;
    if (!c->index[0] || percent < SLOWEST_PERCENT || !look_up(c, sentence, name, sizeof name))
        return false;
    size = read_file(c, name, c->file, c->size);
    if (!size || wave_find(c->file, size, c->rate_hz, &samples, &count) ||
        count > (size_t)c->rate_hz * CLIPS_LONGEST_S)
        return false;
    for (size_t i = 0; i < count; i++)
        c->clip[i] = (int16_t)(samples[2 * i] | samples[2 * i + 1] << 8);
    if (percent != 100)
        count = (size_t)sonicChangeShortSpeed(c->clip, (int)count, (float)percent / 100, 1, 1, 1, 0,
                                              (int)c->rate_hz, 1);
    *samples_out = c->clip;
    *count_out = count;
    return count != 0;
}
