#include "speaker.h"

#include <alsa/asoundlib.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    BUFFER_US = 2000 * (SPEAKER_LEAD_MS + SPEAKER_PIECE_MS),
    STUCK_S = 5, /* a device that has not answered by then never will: SIGALRM ends the driver */
};

struct speaker {
    snd_pcm_t *pcm;
    bool playing;
    int64_t started_ns; /* when the first sample since the last rest was written */
    int64_t written;    /* samples since then */
};

/* One line is logged by main; ALSA would add its own. */
static void quiet(const char *file, int line, const char *function, int error, const char *text,
                  ...)
{
    (void)file;
    (void)line;
    (void)function;
    (void)error;
    (void)text;
}

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* It must sound with the first piece and not once the buffer is full. */
static int start_early(snd_pcm_t *pcm)
{
    snd_pcm_sw_params_t *how;
    snd_pcm_sw_params_alloca(&how);
    int result = snd_pcm_sw_params_current(pcm, how);
    if (!result)
        result = snd_pcm_sw_params_set_start_threshold(pcm, how, 1);
    return result ? result : snd_pcm_sw_params(pcm, how);
}

int speaker_open(const char *device, struct speaker **speaker_out)
{
    struct speaker *s = calloc(1, sizeof *s);
    int result = -ENOMEM;
    if (!s)
        return result;
    snd_lib_error_set_handler(quiet);
    alarm(STUCK_S);
    result = snd_pcm_open(&s->pcm, device, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
    if (!result)
        result = snd_pcm_set_params(s->pcm, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1,
                                    SPEAKER_RATE_HZ, 1, BUFFER_US);
    if (!result)
        result = start_early(s->pcm);
    alarm(0);
    if (result)
        speaker_close(s);
    else
        *speaker_out = s;
    return result;
}

void speaker_close(struct speaker *s)
{
    if (!s)
        return;
    if (s->pcm) {
        speaker_stop(s);
        snd_pcm_close(s->pcm);
    }
    /* The configuration is read anew for the next device: a card may have been plugged in. */
    snd_config_update_free_global();
    free(s);
}

bool speaker_is_playing(const struct speaker *s)
{
    return s->playing;
}

int speaker_wait_ms(const struct speaker *s)
{
    if (!s->playing)
        return 0;
    int64_t written_ms = s->written * 1000 / SPEAKER_RATE_HZ;
    int64_t heard_ms = (now_ns() - s->started_ns) / 1000000;
    int64_t wait_ms = written_ms + SPEAKER_PIECE_MS - SPEAKER_LEAD_MS - heard_ms;
    return wait_ms > 0 ? (int)wait_ms : 0;
}

/* After an underrun the count begins anew: what is due is what the device lacks. */
static int begin(struct speaker *s)
{
    int result = snd_pcm_prepare(s->pcm);
    s->playing = !result;
    s->started_ns = now_ns();
    s->written = 0;
    return result;
}

int speaker_play(struct speaker *s, const int16_t *samples, size_t count)
{
    int result = s->playing ? 0 : begin(s);
    if (result)
        return result;
    snd_pcm_sframes_t room = snd_pcm_avail_update(s->pcm);
    if (room == -EPIPE || room == -ESTRPIPE) {
        result = begin(s);
        room = result ? result : snd_pcm_avail_update(s->pcm);
    }
    if (room < 0)
        return (int)room;
    if ((size_t)room < count) { /* its clock is slower than ours */
        s->started_ns += (int64_t)SPEAKER_PIECE_MS * 1000000;
        return -EAGAIN;
    }
    snd_pcm_sframes_t taken = snd_pcm_writei(s->pcm, samples, count);
    if (taken < 0)
        return (int)taken;
    s->written += taken;
    return (size_t)taken == count ? 0 : -EIO;
}

int speaker_finish(struct speaker *s)
{
    int result = 0;
    if (!s->playing)
        return 0;
    s->playing = false;
    alarm(STUCK_S);
    snd_pcm_nonblock(s->pcm, 0);
    result = snd_pcm_drain(s->pcm);
    snd_pcm_nonblock(s->pcm, 1);
    alarm(0);
    return result;
}

void speaker_stop(struct speaker *s)
{
    s->playing = false;
    snd_pcm_drop(s->pcm);
}
