#include "sound.h"

#include "drivers/voice/dial.h"
#include "drivers/voice/speaker.h"
#include "drivers/voice/tone.h"
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_MS = 20, TONE_MAX = SPEAKER_RATE_HZ * TONE_MAX_MS / 1000 };

static const char *const names[TONES] = {
    [TONE_READ] = "read", [TONE_ATTENTION] = "attention", [TONE_COME_BACK] = "come_back"};

/* Reads all samples from `from` on; the caller frees them. NULL: not to be read. */
static int16_t *samples_from(const char *path, size_t from, size_t *count_out)
{
    FILE *file = fopen(path, "rb");
    int16_t *samples = NULL;
    long end;
    if (!file)
        return NULL;
    if (!fseek(file, 0, SEEK_END) && (end = ftell(file)) >= 0) {
        size_t all = (size_t)end / sizeof *samples;
        size_t count = all > from ? all - from : 0;
        samples = calloc(count + 1, sizeof *samples);
        if (samples && !fseek(file, (long)(from * sizeof *samples), SEEK_SET))
            *count_out = fread(samples, sizeof *samples, count, file);
        else
            *count_out = 0;
    }
    fclose(file);
    return samples;
}

int sound_await(const char *stage, const char *chime, int64_t deadline_ms, struct ear *ear)
{
    int16_t tone[TONE_MAX], expected[TONE_MAX] = {0};
    const struct dial usual = dial_usual(0);
    char path[512];
    size_t length, which = 0;
    while (which < TONES && strcmp(names[which], chime))
        which++;
    if (which == TONES)
        return -EINVAL;
    length = tone_make((enum tone)which, SPEAKER_RATE_HZ, tone);
    dial_mix(&usual, tone, length, expected);
    snprintf(path, sizeof path, "%s/sound.raw", stage);
    do {
        size_t count = 0;
        int16_t *samples = samples_from(path, ear->samples, &count);
        const int16_t *found =
            samples ? memmem(samples, count * sizeof *samples, expected, length * sizeof *expected)
                    : NULL;
        size_t end = found ? (size_t)(found - samples) + length : 0;
        free(samples);
        if (end) {
            ear->samples += end;
            return 0;
        }
        poll(NULL, 0, LOOK_MS);
    } while (steps_now_ms() < deadline_ms);
    return -ETIMEDOUT;
}

/* --- speech --------------------------------------------------------------------------------- */

enum { SENTENCE_MAX = 512, PIECE = SPEAKER_RATE_HZ / 20, LOUD = 600 };

/* Sentence `number` of the track. False: it has not been said yet. */
static bool sentence_read(const char *stage, unsigned number, char *text)
{
    char path[512];
    size_t length;
    FILE *file;

    snprintf(path, sizeof path, "%s/track/%04u.txt", stage, number);
    file = fopen(path, "re");
    if (!file)
        return false;
    length = fread(text, 1, SENTENCE_MAX - 1, file);
    text[length] = '\0';
    fclose(file);
    return true;
}

static bool is_loud(const int16_t *piece)
{
    for (size_t i = 0; i < PIECE; i++)
        if (abs(piece[i]) > LOUD)
            return true;
    return false;
}

/* Where a piece of it, at any loudness, ends in the sound; 0: nowhere. A chime may lie over one
 * piece, so others are looked for, too. */
static size_t find_pieces(const int16_t *made, size_t count, const int16_t *sound, size_t size)
{
    for (size_t at = 0; at + PIECE <= count; at += PIECE) {
        if (!is_loud(made + at))
            continue;
        for (unsigned level = 0; level < DIAL_LEVELS; level++) {
            const struct dial dial = {.level = level};
            int16_t piece[PIECE] = {0};
            const int16_t *found;

            dial_mix(&dial, made + at, PIECE, piece);
            found = memmem(sound, size * sizeof *sound, piece, sizeof piece);
            if (found)
                return (size_t)(found - sound) + PIECE;
        }
    }
    return 0;
}

/* Whether sentence `number` is in the sound after the ear, which then is after its beginning. */
static bool is_heard(const char *stage, unsigned number, struct ear *ear)
{
    char path[512];
    size_t made_count = 0, sound_count = 0, end = 0;
    int16_t *made, *sound;

    snprintf(path, sizeof path, "%s/track/%04u.raw", stage, number);
    made = samples_from(path, 0, &made_count);
    snprintf(path, sizeof path, "%s/sound.raw", stage);
    sound = samples_from(path, ear->samples, &sound_count);
    if (made && sound)
        end = find_pieces(made, made_count, sound, sound_count);
    free(made);
    free(sound);
    ear->samples += end;
    return end != 0;
}

int sound_await_words(const char *stage, const char *words, int64_t deadline_ms, struct ear *ear)
{
    do {
        char text[SENTENCE_MAX];

        for (unsigned n = ear->sentence; sentence_read(stage, n, text); n++)
            if (strstr(text, words) && is_heard(stage, n, ear)) {
                ear->sentence = n + 1;
                return 0;
            }
        poll(NULL, 0, LOOK_MS);
    } while (steps_now_ms() < deadline_ms);
    return -ETIMEDOUT;
}

/* A sentence is in the track before it is in the sound. */
static bool is_heard_by(const char *stage, unsigned number, int64_t deadline_ms, struct ear *ear)
{
    while (!is_heard(stage, number, ear)) {
        if (steps_now_ms() > deadline_ms)
            return false;
        poll(NULL, 0, LOOK_MS);
    }
    return true;
}

/* What the ring says last: what kind of thing it is on. Letters and rows of them have none. */
static bool is_kind(const char *text)
{
    return strcmp(text, "tombol.") == 0 || strcmp(text, "dipilih.") == 0 ||
           strcmp(text, "belum dipilih.") == 0 || strncmp(text, "Baris ", 6) == 0 ||
           (strlen(text) == 2 && text[1] == '.');
}

int sound_await_focus(const char *stage, const char *words, bool last, int64_t deadline_ms,
                      struct ear *ear, bool *found_out)
{
    int match = -1;

    do {
        char text[SENTENCE_MAX];

        while (sentence_read(stage, ear->sentence, text)) {
            if (strncmp(text, words, strlen(words)) == 0)
                match = (int)ear->sentence;
            ear->sentence++;
            if (is_kind(text)) {
                if (last && match + 2 < (int)ear->sentence)
                    match = -1;
                *found_out = match >= 0 && is_heard_by(stage, (unsigned)match, deadline_ms, ear);
                return 0;
            }
        }
        poll(NULL, 0, LOOK_MS);
    } while (steps_now_ms() < deadline_ms);
    return -ETIMEDOUT;
}

void sound_skip(const char *stage, struct ear *ear)
{
    char text[SENTENCE_MAX];

    while (sentence_read(stage, ear->sentence, text))
        ear->sentence++;
}

bool sound_has_words(const char *stage, const char *words)
{
    char text[SENTENCE_MAX];

    for (unsigned n = 0; sentence_read(stage, n, text); n++)
        if (strstr(text, words))
            return true;
    return false;
}
