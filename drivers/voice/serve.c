#include "serve.h"

#include "../wire.h"
#include "clips.h"
#include "jack.h"
#include "mixer.h"
#include "sentence.h"
#include "speaker.h"
#include "speech.h"
#include "spoken.h"
#include "tone.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REOPEN_FIRST_MS = 100, REOPEN_LAST_MS = 2000 };

/* What is being said. */
struct utterance {
    uint32_t visit;
    bool private;
    bool sounding;    /* from its beginning until its SAID */
    bool recorded;    /* its language has recordings, which are looked for sentence by sentence */
    bool indonesian;  /* the synthesizer's voice is the Indonesian one */
    bool is_borrowed; /* because its language has none */
    bool lent;        /* as struct wire_said has it */
    size_t at;        /* of text: what comes next */
    char text[WIRE_SPEECH];
    size_t words_at;                         /* of words: what comes next, before more of text */
    char words[WIRE_SPEECH * SPOKEN_GROWTH]; /* part of it, as it is said */
};

struct server {
    int fd;
    const char *version;
    const struct voice_settings *settings;
    struct speaker *speaker; /* NULL: looked for every reopen_ms */
    int reopen_ms;
    struct speech *speech; /* NULL: only chimes */
    struct clips *clips;
    struct jack *jack;
    struct utterance utterance;
    struct mixer mixer;
    int16_t chime[SPEAKER_RATE_HZ * TONE_MAX_MS / 1000];
    struct wire_packet packet;
};

/* --- what the kiosk is told --------------------------------------------------------------- */

static int send_fault(struct server *s, enum wire_fault fault)
{
    const struct wire_fault_report report = {.fault = fault};
    return wire_send(s->fd, WIRE_FAULT, 0, &report);
}

static int send_jack(struct server *s)
{
    const struct wire_jack jack = {.plugged = jack_plugged(s->jack)};
    return wire_send(s->fd, WIRE_JACK, 0, &jack);
}

static int send_ready(struct server *s)
{
    struct wire_ready ready = {.program = "kiosk-voice"};
    int result;
    snprintf(ready.version, sizeof ready.version, "%s", s->version);
    snprintf(ready.device, sizeof ready.device, "%.*s", (int)sizeof ready.device - 1,
             s->settings->device);
    result = wire_send(s->fd, WIRE_READY, 0, &ready);
    if (!result && !s->speech)
        result = send_fault(s, WIRE_FAULT_VOICE_ABSENT);
    return result ? result : send_jack(s);
}

/* The utterance is over, if there was one. */
static int end_utterance(struct server *s, enum wire_ending ending)
{
    const struct wire_said said = {.ending = ending, .lent = s->utterance.lent};
    if (!s->utterance.sounding)
        return 0;
    s->utterance.sounding = false;
    s->mixer.paused = false;
    s->mixer.speech = (struct track){0};
    return wire_send(s->fd, WIRE_SAID, s->utterance.visit, &said);
}

static int interrupt(struct server *s)
{
    if (!s->utterance.sounding)
        return 0;
    if (s->speaker)
        speaker_stop(s->speaker);
    return end_utterance(s, WIRE_ENDING_INTERRUPTED);
}

/* Says the utterance, or tells why not. */
static int begin_utterance(struct server *s)
{
    s->utterance.sounding = true;
    if (!s->speaker || !s->speech)
        return end_utterance(s, WIRE_ENDING_SILENT);
    if (s->utterance.private && !jack_plugged(s->jack))
        return end_utterance(s, WIRE_ENDING_WITHHELD);
    return 0;
}

static void forget(struct server *s)
{
    explicit_bzero(&s->utterance, sizeof s->utterance);
    if (s->speech)
        speech_forget(s->speech);
}

/* --- what the kiosk asks ------------------------------------------------------------------ */

static int on_say(struct server *s, uint32_t visit, const struct wire_say *say)
{
    struct utterance *u = &s->utterance;
    int result = interrupt(s);
    if (result)
        return result;
    forget(s);
    u->visit = visit;
    u->private = say->private;
    u->indonesian = s->speech && speech_choose(s->speech, say->language);
    u->is_borrowed = u->indonesian && strcmp(say->language, "id") != 0;
    u->recorded = clips_choose(s->clips, say->language);
    memcpy(u->text, say->text, sizeof say->text);
    return begin_utterance(s);
}

static void on_chime(struct server *s, enum wire_sound sound)
{
    static const enum tone tones[WIRE_SOUNDS] = {[WIRE_SOUND_READ] = TONE_READ,
                                                 [WIRE_SOUND_ATTENTION] = TONE_ATTENTION,
                                                 [WIRE_SOUND_COME_BACK] = TONE_COME_BACK};
    if (!s->speaker)
        return; /* too late is worse than not at all */
    s->mixer.chime = (struct track){.samples = s->chime,
                                    .count = tone_make(tones[sound], SPEAKER_RATE_HZ, s->chime)};
}

static int on_control(struct server *s, const struct wire_voice_control *asked)
{
    int result;
    switch ((enum wire_control)asked->control) {
    case WIRE_CONTROL_INTERRUPT:
        return interrupt(s);
    case WIRE_CONTROL_PAUSE:
        if (s->utterance.sounding && !s->mixer.paused) {
            speaker_stop(s->speaker);
            mixer_pause(&s->mixer, SPEAKER_RATE_HZ * SPEAKER_LEAD_MS / 1000);
        }
        return 0;
    case WIRE_CONTROL_RESUME:
        s->mixer.paused = false;
        return 0;
    case WIRE_CONTROL_LOUDER:
        dial_louder(&s->mixer.dial);
        return 0;
    case WIRE_CONTROL_SOFTER:
        dial_softer(&s->mixer.dial);
        return 0;
    case WIRE_CONTROL_FASTER:
        dial_faster(&s->mixer.dial);
        return 0;
    case WIRE_CONTROL_SLOWER:
        dial_slower(&s->mixer.dial);
        return 0;
    case WIRE_CONTROL_RESET:
        result = interrupt(s);
        s->mixer.dial = dial_usual(asked->loudness);
        forget(s);
        return result;
    case WIRE_CONTROLS:
        break;
    }
    return -EBADMSG;
}

static int on_packet(struct server *s)
{
    int result = wire_recv(s->fd, WIRE_FROM_KIOSK, &s->packet);
    uint32_t type = s->packet.header.type, visit = s->packet.header.visit;
    const union wire_body *b = &s->packet.body;
    if (result)
        return result;
    if (type == WIRE_SAY)
        result = on_say(s, visit, &b->say);
    else if (type == WIRE_CHIME)
        on_chime(s, (enum wire_sound)b->chime.sound);
    else if (type == WIRE_VOICE_CONTROL)
        result = on_control(s, &b->voice_control);
    else
        result = -EBADMSG;
    explicit_bzero(&s->packet, sizeof s->packet.header + wire_body_size(type));
    return result;
}

static int on_jack(struct server *s)
{
    bool before = jack_plugged(s->jack);
    int result = 0;
    jack_read(s->jack);
    if (jack_plugged(s->jack) == before)
        return 0;
    if (before && s->utterance.private)
        result = interrupt(s);
    return result ? result : send_jack(s);
}

/* --- sound -------------------------------------------------------------------------------- */

/* Looks for the sound device. A jack that cannot be watched has no headphones in it. */
static int open_speaker(struct server *s)
{
    int result = speaker_open(s->settings->device, &s->speaker);
    if (result) {
        s->reopen_ms = 2 * s->reopen_ms < REOPEN_LAST_MS ? 2 * s->reopen_ms : REOPEN_LAST_MS;
        return result == -ENOMEM ? result : 0;
    }
    result = jack_open(s->settings->jack, &s->jack);
    return result == -ENOMEM ? result : send_ready(s);
}

static int lose_speaker(struct server *s)
{
    int result;
    speaker_close(s->speaker);
    jack_close(s->jack);
    s->speaker = NULL;
    s->jack = NULL;
    s->mixer.chime = (struct track){0};
    s->reopen_ms = REOPEN_FIRST_MS;
    result = send_fault(s, WIRE_FAULT_SOUND_ABSENT);
    return result ? result : end_utterance(s, WIRE_ENDING_SILENT);
}

/* Gives the synthesizer its words. */
static void put_words(struct utterance *u, const char *text)
{
    u->words_at = 0;
    if (!u->indonesian || spoken_write(text, u->words, sizeof u->words))
        snprintf(u->words, sizeof u->words, "%s", text);
}

/* Takes more of the text: all of it, or of a language with recordings one sentence, which may be
 * one of them. False at its end. */
static bool more_text(struct server *s)
{
    struct utterance *u = &s->utterance;
    struct track *track = &s->mixer.speech;
    char sentence[SPEECH_TEXT_MAX];
    size_t taken;
    if (!u->text[u->at])
        return false;
    if (!u->recorded) {
        put_words(u, u->text);
        u->at = strlen(u->text);
        return true;
    }
    taken = sentence_take(u->text + u->at, sentence, sizeof sentence);
    u->at += taken;
    if (taken && !clips_find(s->clips, sentence, dial_rate_percent(&s->mixer.dial), &track->samples,
                             &track->count))
        put_words(u, sentence);
    explicit_bzero(sentence, sizeof sentence);
    return taken;
}

/* The samples of the next sentence, if the text has one more that can be said. */
static void next_sentence(struct server *s)
{
    struct utterance *u = &s->utterance;
    struct track *track = &s->mixer.speech;
    char sentence[SPEECH_TEXT_MAX];
    *track = (struct track){0};
    while (!track->count) {
        size_t taken = sentence_take(u->words + u->words_at, sentence, sizeof sentence);
        u->words_at += taken;
        if (!taken && !more_text(s))
            break;
        if (!taken || speech_make(s->speech, sentence, dial_rate_percent(&s->mixer.dial),
                                  &track->samples, &track->count))
            continue;
        u->lent = u->lent || u->is_borrowed;
    }
    explicit_bzero(sentence, sizeof sentence);
}

/* Plays what is due, or comes to rest when nothing more is to be heard. */
static int sound(struct server *s)
{
    int16_t piece[SPEAKER_PIECE];
    struct mixer before;
    size_t count;
    int result;
    if (s->utterance.sounding && !s->mixer.paused && s->mixer.speech.at == s->mixer.speech.count)
        next_sentence(s);
    before = s->mixer;
    count = mixer_take(&s->mixer, piece, SPEAKER_PIECE);
    result = count ? speaker_play(s->speaker, piece, count) : speaker_finish(s->speaker);
    if (result == -EAGAIN) {
        s->mixer = before;
        return 0;
    }
    if (result)
        return lose_speaker(s);
    if (!count && !s->mixer.paused)
        return end_utterance(s, WIRE_ENDING_FINISHED);
    return 0;
}

/* Until sound() is due, -1: not at all. */
static int rest_ms(const struct server *s)
{
    if (!s->speaker)
        return s->reopen_ms;
    if (mixer_sounds(&s->mixer) || (s->utterance.sounding && !s->mixer.paused) ||
        speaker_is_playing(s->speaker))
        return speaker_wait_ms(s->speaker);
    return -1;
}

static int run(struct server *s)
{
    int result = open_speaker(s);
    if (!result && !s->speaker)
        result = lose_speaker(s);
    while (!result) {
        struct pollfd polled[] = {{.fd = s->fd, .events = POLLIN},
                                  {.fd = jack_fd(s->jack), .events = POLLIN}};
        int ready = poll(polled, 2, rest_ms(s));
        if (ready < 0 && errno != EINTR)
            return -errno;
        if (ready > 0 && polled[0].revents)
            result = on_packet(s);
        if (!result && ready > 0 && polled[1].revents)
            result = on_jack(s);
        if (!result && !s->speaker && ready == 0)
            result = open_speaker(s);
        else if (!result && s->speaker && rest_ms(s) == 0)
            result = sound(s);
    }
    return result;
}

int serve(int fd, const char *version, const struct voice_settings *settings)
{
    struct server *s = calloc(1, sizeof *s);
    int result;
    if (!s)
        return -ENOMEM;
    s->fd = fd;
    s->version = version;
    s->settings = settings;
    s->mixer.dial = dial_usual(0);
    result = clips_open(settings->clips, SPEAKER_RATE_HZ, &s->clips);
    if (!result)
        result = speech_open(settings->voice, SPEAKER_RATE_HZ, &s->speech);
    if (result != -ENOMEM)
        result = run(s);
    speaker_close(s->speaker);
    jack_close(s->jack);
    forget(s);
    speech_close(s->speech);
    clips_close(s->clips);
    free(s);
    return result == -EPIPE ? 0 : result;
}
