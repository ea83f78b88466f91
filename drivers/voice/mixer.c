#include "mixer.h"

#include <string.h>

static size_t left(const struct track *t)
{
    return t->count - t->at;
}

static size_t add(const struct dial *d, struct track *t, int16_t *out, size_t size)
{
    size_t count = left(t) < size ? left(t) : size;
    if (count)
        dial_mix(d, t->samples + t->at, count, out);
    t->at += count;
    return count;
}

bool mixer_sounds(const struct mixer *m)
{
    return left(&m->chime) || (!m->paused && left(&m->speech));
}

size_t mixer_take(struct mixer *m, int16_t *out, size_t size)
{
    memset(out, 0, size * sizeof *out);
    size_t chime = add(&m->dial, &m->chime, out, size);
    size_t speech = m->paused ? 0 : add(&m->dial, &m->speech, out, size);
    return chime > speech ? chime : speech;
}

void mixer_pause(struct mixer *m, size_t samples)
{
    m->speech.at -= samples < m->speech.at ? samples : m->speech.at;
    m->paused = true;
}
