#include "tone.h"

#include <math.h>
#include <string.h>

#define PEAK 23197.0 /* 3 dB below 32767 */

enum { NOTES_MAX = 3, ATTACK_MS = 8, RELEASE_MS = 30 };

struct note {
    double hz;
    unsigned at_ms, ms;
};

/* E5 A5 C6 lie where small loudspeakers and old ears still hear well. */
static const struct {
    unsigned count;
    struct note notes[NOTES_MAX];
} chimes[TONES] = {
    [TONE_READ] = {2, {{659.3, 0, 160}, {880.0, 160, 260}}},
    [TONE_ATTENTION] = {2, {{880.0, 0, 220}, {880.0, 320, 320}}},
    [TONE_COME_BACK] = {3, {{1046.5, 0, 240}, {880.0, 240, 240}, {659.3, 480, 400}}},
};

unsigned tone_ms(enum tone which)
{
    const struct note *last = &chimes[which].notes[chimes[which].count - 1];
    return last->at_ms + last->ms;
}

/* Struck and fading, without a click at either end. */
static double envelope(double t_ms, const struct note *n)
{
    double left_ms = n->ms - t_ms;
    double level = exp(-2.5 * t_ms / n->ms);
    if (t_ms < ATTACK_MS)
        level *= t_ms / ATTACK_MS;
    if (left_ms < RELEASE_MS)
        level *= left_ms / RELEASE_MS;
    return level;
}

size_t tone_make(enum tone which, unsigned rate_hz, int16_t *samples_out)
{
    size_t total = (size_t)tone_ms(which) * rate_hz / 1000;
    memset(samples_out, 0, total * sizeof *samples_out);
    for (unsigned i = 0; i < chimes[which].count; i++) {
        const struct note *n = &chimes[which].notes[i];
        size_t from = (size_t)n->at_ms * rate_hz / 1000;
        size_t count = (size_t)n->ms * rate_hz / 1000;
        for (size_t k = 0; k + 1 < count; k++) {
            double t = (double)k / rate_hz, phase = 2 * M_PI * n->hz * t;
            double wave = 0.8 * sin(phase) + 0.2 * sin(2 * phase);
            samples_out[from + k] = (int16_t)(PEAK * envelope(1000 * t, n) * wave);
        }
    }
    return total;
}
