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

int sound_await(const char *stage, const char *chime, int64_t deadline_ms, size_t *heard)
{
    int16_t tone[TONE_MAX], expected[TONE_MAX] = {0};
    const struct dial usual = dial_usual();
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
        int16_t *samples = samples_from(path, *heard, &count);
        const int16_t *found =
            samples ? memmem(samples, count * sizeof *samples, expected, length * sizeof *expected)
                    : NULL;
        size_t end = found ? (size_t)(found - samples) + length : 0;
        free(samples);
        if (end) {
            *heard += end;
            return 0;
        }
        poll(NULL, 0, LOOK_MS);
    } while (steps_now_ms() < deadline_ms);
    return -ETIMEDOUT;
}
