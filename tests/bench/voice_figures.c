/*
 * voice_figures: how soon the voice is heard, and how soon it is silent.
 *
 *     voice-figures PROGRAMS OUT.json
 *
 * Runs PROGRAMS/kiosk-voice with a file for a loudspeaker and adds to the figures of OUT.json.
 * Heard is the first sample in the file that is not silence; ALSA's file device holds back up to
 * one device buffer (speaker.c), so the figure is the upper bound. Nothing is asserted.
 */
#include "drivers/voice/speaker.h"
#include "drivers/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TIMES = 10, DEADLINE_MS = 10000, QUIET = 8 };

struct voice {
    int fd, sound;
    pid_t process;
    struct wire_packet packet;
};

static void fail(const char *what)
{
    fprintf(stderr, "voice-figures: %s\n", what);
    exit(1);
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void await(struct voice *v, enum wire_type type)
{
    do {
        struct pollfd readable = {.fd = v->fd, .events = POLLIN};
        if (poll(&readable, 1, DEADLINE_MS) != 1 || wire_recv(v->fd, WIRE_TO_KIOSK, &v->packet))
            fail(wire_name(type));
    } while (v->packet.header.type != type);
}

static void start(struct voice *v, const char *programs)
{
    char program[512], conf[512], path[512];
    int ends[2];
    snprintf(program, sizeof program, "%s/kiosk-voice", programs);
    snprintf(conf, sizeof conf, "%s/voice-figures.conf", programs);
    snprintf(path, sizeof path, "%s/voice-figures.raw", programs);
    FILE *file = fopen(conf, "w");
    if (!file || fputs("[voice]\ndevice = file:'voice-figures.raw',raw\n", file) < 0 ||
        fclose(file) || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends))
        fail(conf);
    v->process = fork();
    if (v->process < 0)
        fail("fork");
    if (v->process == 0) {
        if (ends[1] == WIRE_FD)
            fcntl(WIRE_FD, F_SETFD, 0);
        else
            dup2(ends[1], WIRE_FD);
        execl(program, program, "-c", conf, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    v->fd = ends[0];
    await(v, WIRE_JACK);
    v->sound = open(path, O_RDONLY | O_CLOEXEC);
    if (v->sound < 0)
        fail(path);
}

/* Reads on in the file until something is not silence. */
static void await_sound(struct voice *v)
{
    double deadline = now_ms() + DEADLINE_MS;
    int16_t samples[SPEAKER_PIECE];
    while (now_ms() < deadline) {
        ssize_t got = read(v->sound, samples, sizeof samples);
        for (ssize_t i = 0; i < got / (ssize_t)sizeof *samples; i++)
            if (abs(samples[i]) > QUIET)
                return;
        if (got <= 0)
            poll(NULL, 0, 1);
    }
    fail("no sound");
}

static void report(json_t *figures, const char *name, double value, const char *goal,
                   const char *anchor)
{
    printf("%-28s %10.2f %-8s goal %-8s %s\n", name, value, "ms", goal, anchor);
    json_object_set_new(figures, name,
                        json_pack("{s:f, s:s, s:s, s:s}", "value", value, "unit", "ms", "anchor",
                                  anchor, "goal", goal));
}

int main(int argc, char **argv)
{
    static const struct wire_say say = {
        .language = "id",
        .text = "Keluarga Ibu mendapat Rp 600.000 untuk tahap 4. Ambil di Kantor Pos Glagah, "
                "paling lambat 12 Februari 2026, pukul 14.00 WIB."};
    static const struct wire_voice_control interrupt = {.control = WIRE_CONTROL_INTERRUPT};
    double first = 0, silent = 0;
    struct voice v;
    json_t *figures;
    if (argc != 3)
        fail("usage: voice-figures PROGRAMS OUT.json");
    figures = json_load_file(argv[2], 0, NULL);
    if (!figures)
        figures = json_object();
    start(&v, argv[1]);
    for (int i = 0; i < TIMES; i++) {
        double asked = now_ms(), took;
        lseek(v.sound, 0, SEEK_END);
        if (wire_send(v.fd, WIRE_SAY, 1, &say))
            fail("SAY");
        await_sound(&v);
        took = now_ms() - asked;
        first = took > first ? took : first;
        asked = now_ms();
        if (wire_send(v.fd, WIRE_VOICE_CONTROL, 1, &interrupt))
            fail("INTERRUPT");
        await(&v, WIRE_SAID);
        took = now_ms() - asked;
        silent = took > silent ? took : silent;
    }
    report(figures, "voice.first_sound_ms", first, "<= 500",
           "the slowest of 10 sentences, SAY to the first sample that is not silence");
    report(figures, "voice.interrupt_ms", silent, "<= 50",
           "the slowest of 10, INTERRUPT to the device dropped");
    close(v.fd);
    waitpid(v.process, NULL, 0);
    if (json_dump_file(figures, argv[2], JSON_INDENT(2) | JSON_SORT_KEYS))
        fail(argv[2]);
    json_decref(figures);
    close(v.sound);
    return 0;
}
