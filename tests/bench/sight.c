#include "sight.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* XWDFile.h: a header of big-endian words, then as many colours of 12 bytes, then the rows. */
enum {
    WORD_HEADER = 0,
    WORD_WIDTH = 4,
    WORD_HEIGHT = 5,
    WORD_BITS = 11,
    WORD_ROW = 12,
    WORD_COLOURS = 19,
    WORDS = 25,
    COLOUR = 12,
    LOOK_US = 200,
    PATH_SIZE = 512,
};

struct sight {
    uint8_t *file;
    size_t size;
    const volatile uint8_t *rows;
    uint32_t width, height, row;
};

static uint32_t word(const struct sight *s, int which)
{
    uint32_t w;
    memcpy(&w, s->file + which * 4, sizeof w);
    return ntohl(w);
}

int sight_open(const char *folder, struct sight **sight_out)
{
    char path[PATH_SIZE];
    struct sight *s = calloc(1, sizeof *s);
    struct stat status;
    int result = -ENOMEM, file = -1;
    if (!s)
        return -ENOMEM;
    s->file = MAP_FAILED;
    snprintf(path, sizeof path, "%s/Xvfb_screen0", folder);
    file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status)) {
        result = -errno;
        goto out;
    }
    s->size = (size_t)status.st_size;
    s->file = mmap(NULL, s->size, PROT_READ, MAP_SHARED, file, 0);
    if (s->file == MAP_FAILED) {
        result = -errno;
        goto out;
    }
    result = -EBADMSG;
    if (s->size < WORDS * 4)
        goto out;
    size_t start = word(s, WORD_HEADER) + (size_t)word(s, WORD_COLOURS) * COLOUR;
    s->rows = s->file + start;
    s->width = word(s, WORD_WIDTH);
    s->height = word(s, WORD_HEIGHT);
    s->row = word(s, WORD_ROW);
    if (word(s, WORD_BITS) == 32 && s->row / 4 >= s->width &&
        (size_t)s->width * s->height <= SIGHT_MAX * SIGHT_STEP * SIGHT_STEP &&
        s->size >= start + (size_t)s->row * s->height)
        result = 0;
out:
    if (file >= 0)
        close(file);
    if (result)
        sight_close(s);
    else
        *sight_out = s;
    return result;
}

void sight_close(struct sight *s)
{
    if (!s)
        return;
    if (s->file != MAP_FAILED)
        munmap(s->file, s->size);
    free(s);
}

int64_t sight_now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void sight_take(const struct sight *s, struct sight_picture *picture_out)
{
    size_t n = 0;
    for (uint32_t y = 0; y < s->height; y += SIGHT_STEP) {
        const volatile uint32_t *row = (const volatile uint32_t *)(s->rows + (size_t)y * s->row);
        for (uint32_t x = 0; x < s->width && n < SIGHT_MAX; x += SIGHT_STEP)
            picture_out->pixels[n++] = row[x] & 0xFFFFFF; /* the rest is nobody's */
    }
}

static size_t count(const struct sight *s)
{
    return (size_t)((s->width + SIGHT_STEP - 1) / SIGHT_STEP) *
           ((s->height + SIGHT_STEP - 1) / SIGHT_STEP);
}

double sight_like(const struct sight *s, const struct sight_picture *picture)
{
    static struct sight_picture now;
    size_t same = 0, all = count(s);
    sight_take(s, &now);
    for (size_t i = 0; i < all; i++)
        same += now.pixels[i] == picture->pixels[i];
    return (double)same / (double)all;
}

int64_t sight_settle(const struct sight *s, const struct sight_picture *before, int still_ms,
                     int most_ms)
{
    static struct sight_picture last, now;
    int64_t start = sight_now_us(), changed = 0, looked = start;
    last = *before;
    while (looked - (changed ? changed : start) < still_ms * 1000 &&
           looked - start < most_ms * 1000) {
        usleep(LOOK_US);
        sight_take(s, &now);
        looked = sight_now_us();
        if (!memcmp(&now, &last, count(s) * sizeof now.pixels[0]))
            continue;
        changed = looked;
        last = now;
    }
    return changed;
}

int64_t sight_await(const struct sight *s, const struct sight_picture *picture, int most_ms)
{
    int64_t start = sight_now_us(), looked;
    do {
        usleep(LOOK_US);
        looked = sight_now_us();
        if (sight_like(s, picture) >= 0.99)
            return looked;
    } while (looked - start < most_ms * 1000);
    return 0;
}
