#include "test_finger_driver.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEADLINE_MS = 30000 };

static char folder[64], program[128], sensor[100];
static struct wire_template templates[2];

const struct wire_template *siti(void)
{
    return &templates[0];
}

const struct wire_template *other_of_siti(void)
{
    return &templates[1];
}

/* --- the driver and its sensor ------------------------------------------------------------- */

static void start_with(struct driver *d, const char *variable, const char *only, const char *config)
{
    char chip[sizeof sensor + 8];
    int ends[2];
    snprintf(chip, sizeof chip, "%s-chip", sensor);
    memset(d, 0, sizeof *d);
    assert_return_code(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), errno);
    d->pid = fork();
    assert_return_code(d->pid, errno);
    if (d->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* nothing outlives a test that failed */
        unsetenv("FP_VIRTUAL_IMAGE");
        setenv("FP_DRIVERS_ALLOWLIST", only, 1);
        if (strstr(only, ":virtual_device"))
            setenv("FP_VIRTUAL_DEVICE", chip, 1);
        setenv(variable, sensor, 1);
        if (ends[1] == WIRE_FD)
            fcntl(WIRE_FD, F_SETFD, 0);
        else
            dup2(ends[1], WIRE_FD);
        execl(program, program, config ? "-c" : NULL, config, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    d->fd = ends[0];
}

void start(struct driver *d, const char *variable, const char *only)
{
    start_with(d, variable, only, NULL);
}

int stop(struct driver *d)
{
    int status = -1;
    close(d->fd);
    assert_int_equal(waitpid(d->pid, &status, 0), d->pid);
    for (int i = 0; i < d->feeders; i++) {
        kill(d->feeder[i], SIGKILL);
        waitpid(d->feeder[i], NULL, 0);
    }
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

enum wire_type next(struct driver *d)
{
    struct pollfd readable = {.fd = d->fd, .events = POLLIN};
    assert_int_equal(poll(&readable, 1, DEADLINE_MS), 1);
    assert_int_equal(wire_recv(d->fd, WIRE_TO_KIOSK, &d->packet), 0);
    return (enum wire_type)d->packet.header.type;
}

void expect_fault(struct driver *d, uint32_t visit, enum wire_fault fault)
{
    assert_int_equal(next(d), WIRE_FAULT);
    assert_int_equal(d->packet.header.visit, visit);
    assert_int_equal(d->packet.body.fault.fault, fault);
}

static void expect_ready(struct driver *d)
{
    assert_int_equal(next(d), WIRE_READY);
    assert_int_equal(d->packet.header.visit, 0);
    assert_string_equal(d->packet.body.ready.program, "kiosk-finger");
    assert_true(d->packet.body.ready.device[0]);
}

void start_ready(struct driver *d)
{
    start(d, "FP_VIRTUAL_IMAGE", "virtual_image");
    expect_ready(d);
}

void start_at_dpi(struct driver *d, unsigned dpi)
{
    char path[128];
    snprintf(path, sizeof path, "%s/kiosk.conf", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "[finger]\ndpi = %u\n", dpi);
    assert_int_equal(fclose(file), 0);
    start_with(d, "FP_VIRTUAL_IMAGE", "virtual_image", path);
    expect_ready(d);
    unlink(path);
}

void verify(struct driver *d, uint32_t visit, const struct wire_template *a,
            const struct wire_template *b)
{
    struct wire_verify body = {.against = {.count = b ? 2 : 1, .templates = {*a}}};
    if (b)
        body.against.templates[1] = *b;
    assert_int_equal(wire_send(d->fd, WIRE_VERIFY, visit, &body), 0);
}

void verify_stop(struct driver *d, uint32_t visit)
{
    struct wire_verify_stop body = {0};
    assert_int_equal(wire_send(d->fd, WIRE_VERIFY_STOP, visit, &body), 0);
}

uint32_t next_advice(struct driver *d, uint32_t visit)
{
    for (;;) {
        assert_int_equal(next(d), WIRE_FINGER_HINT);
        assert_int_equal(d->packet.header.visit, visit);
        uint32_t hint = d->packet.body.finger_hint.hint;
        if (hint != WIRE_HINT_HOLD && hint != WIRE_HINT_LIFT)
            return hint;
    }
}

void expect_verdict(struct driver *d, uint32_t visit, bool matched)
{
    while (next(d) == WIRE_FINGER_HINT)
        assert_int_equal(d->packet.header.visit, visit);
    assert_int_equal(d->packet.header.type, WIRE_VERIFIED);
    assert_int_equal(d->packet.header.visit, visit);
    assert_int_equal(d->packet.body.verified.matched, matched);
    assert_int_equal(d->packet.body.verified.score_class > 0, matched);
}

void show(struct driver *d, int32_t width, int32_t height, const uint8_t *pixels)
{
    int reached[2];
    char byte;
    assert_in_range(d->feeders, 0, FEEDERS_MAX - 1);
    assert_return_code(pipe2(reached, O_CLOEXEC), errno);
    pid_t pid = fork();
    assert_return_code(pid, errno);
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        struct sockaddr_un address = {.sun_family = AF_UNIX};
        int32_t header[2] = {width, height};
        close(d->fd); /* the driver is to see its end when the test hangs up */
        int fd = socket(AF_UNIX, SOCK_STREAM, 0);
        snprintf(address.sun_path, sizeof address.sun_path, "%s", sensor);
        if (connect(fd, (struct sockaddr *)&address, sizeof address) ||
            write(fd, header, sizeof header) != sizeof header)
            _exit(1);
        close(reached[1]);
        size_t left = width > 0 ? (size_t)width * (size_t)height : 0;
        while (left) {
            ssize_t sent = write(fd, pixels, left);
            if (sent < 0)
                _exit(1);
            pixels += sent;
            left -= (size_t)sent;
        }
        pause(); /* hanging up is the sensor's business */
        _exit(0);
    }
    d->feeder[d->feeders++] = pid;
    close(reached[1]);
    assert_int_equal(read(reached[0], &byte, 1), 0);
    close(reached[0]);
}

void press(struct driver *d, uint32_t finger, uint32_t impression)
{
    press_faulty(d, finger, impression, PRINT_SOUND);
}

/* Each pixel as far from its neighbours as that sensor's are, from the four around it. */
void press_at_dpi(struct driver *d, uint32_t finger, uint32_t impression, unsigned dpi)
{
    struct print_image print;
    assert_int_equal(print_make(finger, impression, &print), 0);
    double step = (double)PRINT_DPI / dpi;
    int width = (int)((print.width - 1) / step), height = (int)((print.height - 1) / step);
    uint8_t *pixels = malloc((size_t)(width * height));
    assert_non_null(pixels);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            double fx = x * step, fy = y * step;
            const uint8_t *at = print.pixels + (int)fy * print.width + (int)fx;
            double right = fx - (int)fx, down = fy - (int)fy;
            pixels[y * width + x] =
                (uint8_t)((at[0] * (1 - right) + at[1] * right) * (1 - down) +
                          (at[print.width] * (1 - right) + at[print.width + 1] * right) * down);
        }
    show(d, width, height, pixels);
    free(pixels);
    print_free(&print);
}

void press_faulty(struct driver *d, uint32_t finger, uint32_t impression, enum print_fault fault)
{
    struct print_image print;
    assert_int_equal(print_make_faulty(finger, impression, fault, &print), 0);
    show(d, print.width, print.height, print.pixels);
    print_free(&print);
}

/* --- templates, made by the program's own command ------------------------------------------- */

static void enrol(uint32_t finger, uint8_t position, struct wire_template *template_out)
{
    char path[128], command[512];
    struct print_image print;
    snprintf(path, sizeof path, "%s/finger.pgm", folder);
    assert_int_equal(print_make(finger, 0, &print), 0);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "P5\n%d %d\n255\n", print.width, print.height);
    fwrite(print.pixels, 1, PRINT_WIDTH * PRINT_HEIGHT, file);
    assert_int_equal(fclose(file), 0);
    print_free(&print);

    snprintf(command, sizeof command, "%s --extract %s", program, path);
    FILE *output = popen(command, "r");
    assert_non_null(output);
    memset(template_out, 0, sizeof *template_out);
    template_out->position = position;
    template_out->size =
        (uint16_t)fread(template_out->record, 1, sizeof template_out->record, output);
    assert_int_equal(pclose(output), 0);
    assert_true(template_out->size > 24 + 4 + 2);
    unlink(path);
}

int prepare(void **state)
{
    const char *build = getenv("KIOSK_BUILD");
    char whole[PATH_MAX];
    (void)state;
    build = build ? build : "build";
    signal(SIGPIPE, SIG_IGN);
    snprintf(program, sizeof program, "%s/kiosk-finger", build);
    snprintf(folder, sizeof folder, "%s/test-finger-XXXXXX", build);
    if (!mkdtemp(folder))
        return -1;
    /* Whole: with settings the driver goes to their folder. */
    if (!realpath(folder, whole) ||
        snprintf(sensor, sizeof sensor, "%s/sensor", whole) >= (int)sizeof sensor)
        return -1;
    enrol(SITI, 2, &templates[0]);
    enrol(OTHER_OF_SITI, 7, &templates[1]);
    return 0;
}

int tidy(void **state)
{
    (void)state;
    unlink(sensor);
    return rmdir(folder);
}

/* --- the driver's memory -------------------------------------------------------------------- */

bool remembers(pid_t pid, const void *secret, size_t size)
{
    static uint8_t piece[1 << 20];
    char path[64], line[512];
    bool found = false;
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *maps = fopen(path, "r");
    snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    int mem = open(path, O_RDONLY | O_CLOEXEC);
    assert_non_null(maps);
    assert_return_code(mem, errno);
    while (!found && fgets(line, sizeof line, maps)) {
        unsigned long at, end;
        if (sscanf(line, "%lx-%lx", &at, &end) != 2 || !strstr(line, " rw"))
            continue;
        if (end - at > 1ul << 30) /* terabytes of a sanitizer's own */
            continue;
        while (!found && at < end) {
            ssize_t got = pread(mem, piece, sizeof piece, (off_t)at);
            if (got <= 0)
                break;
            found = memmem(piece, (size_t)got, secret, size) != NULL;
            at += (size_t)got;
        }
    }
    close(mem);
    fclose(maps);
    return found;
}
