#include "speech.h"

#include <errno.h>
#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* espeak-ng's Indonesian voice: parameter 165 speaks 122 words a minute, 80 (its slowest) 61,
 * 320 twice 122. */
enum { USUAL_RATE = 165, SLOWEST_RATE = 80, PART_MS = 200 };

struct speech {
    char voice[32];
    size_t count, size; /* samples */
    size_t used;        /* the most there have been since the last wipe */
    int16_t samples[];
};

/* espeak-ng hands over what it has made. 0 goes on, 1 ends. */
static int on_samples(short *wave, int count, espeak_EVENT *events)
{
    struct speech *s = events->user_data;
    if (!wave || count <= 0 || !s)
        return 0;
    size_t take = (size_t)count < s->size - s->count ? (size_t)count : s->size - s->count;
    memcpy(s->samples + s->count, wave, take * sizeof *wave);
    s->count += take;
    if (s->count > s->used)
        s->used = s->count;
    return take < (size_t)count;
}

int speech_open(const char *voice, unsigned rate_hz, struct speech **speech_out)
{
    size_t size = (size_t)rate_hz * SPEECH_MAX_S;
    struct speech *s = calloc(1, sizeof *s + size * sizeof *s->samples);
    int rate, result = 0;
    if (!s)
        return -ENOMEM;
    s->size = size;
    snprintf(s->voice, sizeof s->voice, "%s", voice);
    rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, PART_MS, NULL, espeakINITIALIZE_DONT_EXIT);
    if (rate != (int)rate_hz)
        result = -ENXIO;
    else if (espeak_SetVoiceByName(s->voice) != EE_OK)
        result = -ENOENT;
    if (result) {
        speech_close(s);
        return result;
    }
    espeak_SetSynthCallback(on_samples);
    *speech_out = s;
    return 0;
}

void speech_close(struct speech *s)
{
    if (!s)
        return;
    espeak_Terminate();
    speech_forget(s);
    free(s);
}

bool speech_choose(struct speech *s, const char *language)
{
    if (strcmp(language, "id") != 0 && espeak_SetVoiceByName(language) == EE_OK)
        return false;
    espeak_SetVoiceByName(s->voice);
    return true;
}

int speech_make(struct speech *s, const char *text, unsigned percent, const int16_t **samples_out,
                size_t *count_out)
{
    int rate = (int)(USUAL_RATE * percent / 100);
    if (rate < SLOWEST_RATE)
        rate = SLOWEST_RATE;
    s->count = 0;
    if (espeak_SetParameter(espeakRATE, rate, 0) != EE_OK ||
        espeak_Synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, s) !=
            EE_OK)
        return -EIO;
    *samples_out = s->samples;
    *count_out = s->count;
    return 0;
}

void speech_forget(struct speech *s)
{
    explicit_bzero(s->samples, s->used * sizeof *s->samples);
    s->count = s->used = 0;
}
