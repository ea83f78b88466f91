/*
 * track: preloaded into kiosk-voice (LD_PRELOAD), writes down what the real espeak-ng is given to
 * say and the samples it makes of it: the text track of the sound that ALSA's file holds.
 *
 *     SPEECH_TRACK/NNNN.txt    a sentence, renamed into place last
 *     SPEECH_TRACK/NNNN.raw    the beginning of its samples, before loudness
 *
 * A sentence of the track has sounded when its samples are in the sound.
 */
#include <dlfcn.h>
#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_MAX = 22050 * 3 };

static t_espeak_callback *product;
static short kept[KEPT_MAX];
static size_t kept_count;
static unsigned sentences;

static int on_samples(short *wave, int count, espeak_EVENT *events)
{
    if (wave && count > 0) {
        size_t room = KEPT_MAX - kept_count, take = (size_t)count < room ? (size_t)count : room;
        memcpy(kept + kept_count, wave, take * sizeof *wave);
        kept_count += take;
    }
    return product(wave, count, events);
}

void espeak_SetSynthCallback(t_espeak_callback *callback)
{
    void (*real)(t_espeak_callback *);
    *(void **)&real = dlsym(RTLD_NEXT, "espeak_SetSynthCallback");
    product = callback;
    real(on_samples);
}

static void write_down(const char *folder, const char *name, const void *bytes, size_t size)
{
    char path[512], part[528];
    FILE *file;
    snprintf(path, sizeof path, "%s/%04u.%s", folder, sentences, name);
    snprintf(part, sizeof part, "%s.part", path);
    file = fopen(part, "we");
    if (!file)
        return;
    fwrite(bytes, 1, size, file);
    if (!fclose(file))
        rename(part, path);
}

espeak_ERROR espeak_Synth(const void *text, size_t size, unsigned position,
                          espeak_POSITION_TYPE position_type, unsigned end_position, unsigned flags,
                          unsigned *unique_identifier, void *user_data)
{
    const char *folder = getenv("SPEECH_TRACK");
    espeak_ERROR result;
    espeak_ERROR (*real)(const void *, size_t, unsigned, espeak_POSITION_TYPE, unsigned, unsigned,
                         unsigned *, void *);
    *(void **)&real = dlsym(RTLD_NEXT, "espeak_Synth");
    kept_count = 0;
    result = real(text, size, position, position_type, end_position, flags, unique_identifier,
                  user_data);
    if (folder) {
        write_down(folder, "raw", kept, kept_count * sizeof *kept);
        write_down(folder, "txt", text, strlen(text));
        sentences++;
    }
    return result;
}
