#include "test_voice_driver.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { DEADLINE_MS = 30000, LOOK_MS = 5 };

static const char *programs(void)
{
    const char *folder = getenv("KIOSK_BUILD");
    return folder ? folder : "build";
}

void start(struct voice *v, const char *settings)
{
    char program[128], conf[128];
    int ends[2];
    memset(v, 0, sizeof *v);
    snprintf(v->folder, sizeof v->folder, "build/voice-XXXXXX");
    assert_non_null(mkdtemp(v->folder));
    snprintf(program, sizeof program, "%s/kiosk-voice", programs());
    snprintf(conf, sizeof conf, "%s/kiosk.conf", v->folder);
    FILE *file = fopen(conf, "w");
    assert_non_null(file);
    fprintf(file, "[voice]\n%s", settings);
    assert_int_equal(fclose(file), 0);

    assert_return_code(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), errno);
    v->pid = fork();
    assert_return_code(v->pid, errno);
    if (v->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* nothing outlives a test that failed */
        if (ends[1] == WIRE_FD)
            fcntl(WIRE_FD, F_SETFD, 0);
        else
            dup2(ends[1], WIRE_FD);
        execl(program, program, "-c", conf, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    v->fd = ends[0];
}

void start_ready(struct voice *v, const char *more)
{
    char settings[256];
    snprintf(settings, sizeof settings, "device = file:'sound.raw',raw\n%s", more);
    start(v, settings);
    assert_int_equal(next(v), WIRE_READY);
    assert_string_equal(v->packet.body.ready.program, "kiosk-voice");
    assert_int_equal(next(v), WIRE_JACK);
}

int stop(struct voice *v)
{
    int status = -1;
    close(v->fd);
    assert_int_equal(waitpid(v->pid, &status, 0), v->pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

void clear(struct voice *v)
{
    char path[128];
    static const char *const files[] = {"kiosk.conf", "asound.conf", "sound.raw"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", v->folder, files[i]);
        remove(path);
    }
    assert_return_code(rmdir(v->folder), errno);
}

enum wire_type next(struct voice *v)
{
    struct pollfd readable = {.fd = v->fd, .events = POLLIN};
    assert_int_equal(poll(&readable, 1, DEADLINE_MS), 1);
    assert_int_equal(wire_recv(v->fd, WIRE_TO_KIOSK, &v->packet), 0);
    return (enum wire_type)v->packet.header.type;
}

void expect_fault(struct voice *v, enum wire_fault fault)
{
    assert_int_equal(next(v), WIRE_FAULT);
    assert_int_equal(v->packet.header.visit, 0);
    assert_int_equal(v->packet.body.fault.fault, fault);
}

void expect_said(struct voice *v, uint32_t visit, enum wire_ending ending)
{
    assert_int_equal(next(v), WIRE_SAID);
    assert_int_equal(v->packet.header.visit, visit);
    assert_int_equal(v->packet.body.said.ending, ending);
}

static void send_say(struct voice *v, uint32_t visit, const char *text, bool private)
{
    struct wire_say body = {.private = private, .language = "id"};
    assert_in_range(strlen(text), 0, sizeof body.text - 1);
    strcpy(body.text, text);
    assert_int_equal(wire_send(v->fd, WIRE_SAY, visit, &body), 0);
}

void say(struct voice *v, uint32_t visit, const char *text)
{
    send_say(v, visit, text, false);
}

void say_privately(struct voice *v, uint32_t visit, const char *text)
{
    send_say(v, visit, text, true);
}

void chime(struct voice *v, enum wire_sound sound)
{
    const struct wire_chime body = {.sound = sound};
    assert_int_equal(wire_send(v->fd, WIRE_CHIME, 0, &body), 0);
}

void control(struct voice *v, uint32_t visit, enum wire_control which)
{
    const struct wire_voice_control body = {.control = which};
    assert_int_equal(wire_send(v->fd, WIRE_VOICE_CONTROL, visit, &body), 0);
}

static void path_of_sound(const struct voice *v, char *path, size_t size)
{
    snprintf(path, size, "%s/sound.raw", v->folder);
}

int16_t *heard(const struct voice *v, size_t *count_out)
{
    char path[128];
    struct stat about;
    path_of_sound(v, path, sizeof path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_return_code(fstat(fileno(file), &about), errno);
    size_t count = (size_t)about.st_size / sizeof(int16_t);
    int16_t *samples = calloc(count + 1, sizeof *samples);
    assert_non_null(samples);
    *count_out = fread(samples, sizeof *samples, count, file);
    fclose(file);
    return samples;
}

void await_heard(const struct voice *v, size_t count)
{
    char path[128];
    struct stat about = {.st_size = 0};
    path_of_sound(v, path, sizeof path);
    for (int waited_ms = 0; waited_ms < DEADLINE_MS; waited_ms += LOOK_MS) {
        assert_return_code(stat(path, &about), errno);
        if ((size_t)about.st_size >= count * sizeof(int16_t))
            return;
        poll(NULL, 0, LOOK_MS);
    }
    fail_msg("only %lld bytes sounded", (long long)about.st_size);
}
