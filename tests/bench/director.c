#include "director.h"
#include "client.h"
#include "line.h"
#include "print.h"
#include "printer.h"
#include "reader.h"
#include "sensor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS_MAX = 8, STAGE_PATH_MAX = 512, PRINTER_DOTS = 384 };

struct client {
    int fd;             /* -1: free */
    bool awaits_finger; /* answered when the press is over */
    size_t size;
    char line[CLIENT_LINE_MAX];
};

struct director {
    const struct people *people;
    char stage[STAGE_PATH_MAX];
    char socket_path[STAGE_PATH_MAX + 16], finger_path[STAGE_PATH_MAX + 16],
        service_port_path[STAGE_PATH_MAX + 16], printer_path[STAGE_PATH_MAX + 16],
        paper_path[STAGE_PATH_MAX + 16];
    int listener, signals;
    bool quit;
    struct client clients[CLIENTS_MAX];
    struct line *line;
    struct sensor sensor;
    struct reader *reader;
    struct printer *printer; /* NULL: there is none */
    enum printer_state printer_state;
    uint32_t presses[PEOPLE_MAX][HANDS]; /* no two impressions of a finger are alike */
};

static int64_t monotonic_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int listener_open(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd, error;

    if (strlen(path) >= sizeof(address.sun_path))
        return -ENAMETOOLONG;
    strcpy(address.sun_path, path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -errno;
    if ((unlink(path) != 0 && errno != ENOENT) ||
        bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(fd, CLIENTS_MAX) != 0) {
        error = -errno;
        close(fd);
        return error;
    }
    return fd;
}

static int signals_open(void)
{
    sigset_t set;
    int fd;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    fd = signalfd(-1, &set, SFD_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

static int port_write(const char *stage, uint16_t port)
{
    char path[STAGE_PATH_MAX + 16];
    FILE *file;

    snprintf(path, sizeof(path), "%s/line.port", stage);
    file = fopen(path, "we");
    if (!file)
        return -errno;
    fprintf(file, "%u\n", port);
    return fclose(file) == 0 ? 0 : -errno;
}

int director_open(const char *stage, const struct people *people, bool real_time,
                  struct director **director_out)
{
    struct director *d = calloc(1, sizeof(*d));
    int error = -ENAMETOOLONG;

    if (!d)
        return -ENOMEM;
    d->people = people;
    d->listener = d->signals = -1;
    for (size_t i = 0; i < CLIENTS_MAX; i++)
        d->clients[i].fd = -1;
    sensor_init(&d->sensor, d->finger_path);
    if (strlen(stage) >= sizeof(d->stage))
        goto out;
    strcpy(d->stage, stage);
    snprintf(d->socket_path, sizeof(d->socket_path), "%s/bench.sock", stage);
    snprintf(d->finger_path, sizeof(d->finger_path), "%s/finger.sock", stage);
    snprintf(d->service_port_path, sizeof(d->service_port_path), "%s/central.port", stage);
    snprintf(d->printer_path, sizeof(d->printer_path), "%s/run/printer", stage);
    snprintf(d->paper_path, sizeof(d->paper_path), "%s/paper", stage);
    d->signals = error = signals_open();
    if (error < 0)
        goto out;
    error = reader_open(d->stage, people, real_time, &d->reader);
    if (error != 0)
        goto out;
    error = printer_start(d->printer_path, d->paper_path, PRINTER_DOTS, &d->printer);
    if (error != 0)
        goto out;
    error = line_open(d->service_port_path, &d->line);
    if (error != 0)
        goto out;
    error = port_write(stage, line_port(d->line));
    if (error != 0)
        goto out;
    d->listener = error = listener_open(d->socket_path);
    if (error < 0)
        goto out;
    *director_out = d;
    return 0;
out:
    director_close(d);
    return error;
}

static void listener_close(struct director *d)
{
    if (d->listener < 0)
        return;
    unlink(d->socket_path);
    close(d->listener);
    d->listener = -1;
}

void director_close(struct director *d)
{
    if (!d)
        return;
    listener_close(d);
    for (size_t i = 0; i < CLIENTS_MAX; i++) {
        if (d->clients[i].fd >= 0)
            close(d->clients[i].fd);
    }
    line_close(d->line);
    sensor_close(&d->sensor);
    sensor_plug(&d->sensor, true); /* leaves nothing in the device's place */
    reader_close(d->reader);
    printer_stop(d->printer);
    if (d->signals >= 0)
        close(d->signals);
    free(d);
}

static void answer(struct client *client, const char *text)
{
    char line[CLIENT_LINE_MAX];
    int size = snprintf(line, sizeof(line), "%.*s\n", CLIENT_LINE_MAX - 2, text);

    send(client->fd, line, (size_t)size, MSG_NOSIGNAL);
    close(client->fd);
    *client = (struct client){.fd = -1};
}

static void answer_error(struct client *client, const char *what, int error)
{
    char text[CLIENT_LINE_MAX];

    snprintf(text, sizeof(text), "error %s: %s", what, strerror(-error));
    answer(client, text);
}

static void do_card(struct director *d, struct client *client, const char *name)
{
    int error = reader_place(d->reader, name);

    if (error == -ENOENT)
        answer(client, "error card: nobody of that name in the stage's album");
    else if (error != 0)
        answer_error(client, "card", error);
    else
        answer(client, "ok");
}

static void do_finger(struct director *d, struct client *client, const char *name)
{
    char key[CLIENT_LINE_MAX];
    enum hand hand = HAND_RIGHT;
    const struct person *person;
    struct print_image image = {0};
    uint32_t *press;
    char *dash;
    int error;

    snprintf(key, sizeof(key), "%s", name);
    dash = strchr(key, '-');
    if (dash && strcmp(dash + 1, people_hand(HAND_LEFT)) == 0) {
        hand = HAND_LEFT;
        *dash = '\0';
    }
    person = people_find(d->people, key);
    if (!person) {
        answer(client, "error finger: nobody of that name");
        return;
    }
    press = &d->presses[person - d->people->list][hand];
    error = print_make(person->fingers[hand], *press + 1, &image);
    if (error == 0)
        error = sensor_press(&d->sensor, &image, monotonic_ms());
    print_free(&image);
    if (error != 0) {
        answer_error(client, "finger", error);
        return;
    }
    ++*press;
    client->awaits_finger = true;
}

static const char *const line_names[] = {
    [LINE_ON] = "on", [LINE_OFF] = "off", [LINE_SLOW] = "slow"};

static void do_net(struct director *d, struct client *client, const char *how)
{
    int error = -EINVAL;

    for (enum line_state state = LINE_ON; state <= LINE_SLOW; state++) {
        if (strcmp(how, line_names[state]) == 0)
            error = line_set(d->line, state);
    }
    if (error != 0)
        answer_error(client, "net", error);
    else
        answer(client, "ok");
}

static void do_plug(struct director *d, struct client *client, const char *what, const char *how)
{
    bool on = strcmp(how, "on") == 0;
    int error = -EINVAL;

    if (on || strcmp(how, "off") == 0)
        error =
            strcmp(what, "reader") == 0 ? reader_plug(d->reader, on) : sensor_plug(&d->sensor, on);
    if (error != 0)
        answer_error(client, what, error);
    else
        answer(client, "ok");
}

static int printer_plug(struct director *d, bool on)
{
    int error = 0;

    if (on && !d->printer)
        error = printer_start(d->printer_path, d->paper_path, PRINTER_DOTS, &d->printer);
    if (on && error == 0)
        printer_set(d->printer, PRINTER_OK);
    if (on)
        return error;
    printer_stop(d->printer);
    d->printer = NULL;
    return 0;
}

static void do_printer(struct director *d, struct client *client, const char *how)
{
    enum printer_state state = printer_state_named(how);
    bool on = strcmp(how, "on") == 0;
    int error = -EINVAL;

    if (on || strcmp(how, "off") == 0) {
        error = printer_plug(d, on);
        state = PRINTER_OK;
    } else if (state != PRINTER_STATES && d->printer) {
        printer_set(d->printer, state);
        error = 0;
    }
    if (error != 0) {
        answer_error(client, "printer", error);
        return;
    }
    d->printer_state = state;
    answer(client, "ok");
}

static void do_status(struct director *d, struct client *client)
{
    char text[CLIENT_LINE_MAX];

    snprintf(text, sizeof(text), "ok card %s%s, finger %s%s, net %s, printer %s",
             reader_card(d->reader), reader_is_plugged(d->reader) ? "" : " (no reader)",
             d->sensor.pressing ? "pressing" : "off", d->sensor.unplugged ? " (no sensor)" : "",
             line_names[line_state(d->line)],
             d->printer ? printer_state_name(d->printer_state) : "off");
    answer(client, text);
}

static void command_do(struct director *d, struct client *client)
{
    char verb[CLIENT_LINE_MAX] = "", object[CLIENT_LINE_MAX] = "", rest[2] = "";
    int words = sscanf(client->line, "%127s %127s %1s", verb, object, rest);

    if (words == 2 && strcmp(verb, "card") == 0) {
        do_card(d, client, object);
    } else if (words == 2 && strcmp(verb, "finger") == 0) {
        do_finger(d, client, object);
    } else if (words == 2 && strcmp(verb, "net") == 0) {
        do_net(d, client, object);
    } else if (words == 2 && (strcmp(verb, "reader") == 0 || strcmp(verb, "sensor") == 0)) {
        do_plug(d, client, verb, object);
    } else if (words == 2 && strcmp(verb, "printer") == 0) {
        do_printer(d, client, object);
    } else if (words == 1 && strcmp(verb, "status") == 0) {
        do_status(d, client);
    } else if (words == 1 && strcmp(verb, "quit") == 0) {
        d->quit = true;
        answer(client, "ok");
    } else {
        answer(client, "error no such command");
    }
}

static void client_accept(struct director *d)
{
    int fd = accept4(d->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

    for (size_t i = 0; i < CLIENTS_MAX && fd >= 0; i++) {
        if (d->clients[i].fd < 0) {
            d->clients[i] = (struct client){.fd = fd};
            return;
        }
    }
    if (fd >= 0)
        close(fd);
}

static void client_read(struct director *d, struct client *client)
{
    ssize_t n =
        recv(client->fd, client->line + client->size, sizeof(client->line) - 1 - client->size, 0);

    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    /* The end, an error, or a line that never ends: recv() into no room gives 0. */
    if (n <= 0) {
        close(client->fd);
        *client = (struct client){.fd = -1};
        return;
    }
    client->size += (size_t)n;
    client->line[client->size] = '\0';
    if (!client->awaits_finger && strchr(client->line, '\n'))
        command_do(d, client);
}

static void finger_answer(struct director *d, int result)
{
    for (size_t i = 0; i < CLIENTS_MAX; i++) {
        if (!d->clients[i].awaits_finger)
            continue;
        answer(&d->clients[i],
               result == 0 ? "ok finger captured" : "error finger: the sensor did not ask for one");
    }
}

static int timeout_until(int64_t now_ms, int64_t one_ms, int64_t other_ms)
{
    int64_t wake = one_ms < 0 || (other_ms >= 0 && other_ms < one_ms) ? other_ms : one_ms;

    if (wake < 0)
        return -1;
    return wake <= now_ms ? 0 : (int)(wake - now_ms);
}

int director_run(struct director *d)
{
    enum { LISTENER, SIGNALS, SENSOR, CLIENTS, LINE = CLIENTS + CLIENTS_MAX };
    struct pollfd fds[LINE + LINE_FDS_MAX];

    while (!d->quit) {
        int64_t now_ms = monotonic_ms(), line_ms, sensor_ms;
        size_t line_fds = 0;
        int result;

        fds[LISTENER] = (struct pollfd){.fd = d->listener, .events = POLLIN};
        fds[SIGNALS] = (struct pollfd){.fd = d->signals, .events = POLLIN};
        for (size_t i = 0; i < CLIENTS_MAX; i++)
            fds[CLIENTS + i] = (struct pollfd){.fd = d->clients[i].fd, .events = POLLIN};
        sensor_ms = sensor_watch(&d->sensor, &fds[SENSOR], now_ms);
        line_ms = line_watch(d->line, fds + LINE, &line_fds, now_ms);
        if (poll(fds, LINE + line_fds, timeout_until(now_ms, sensor_ms, line_ms)) < 0 &&
            errno != EINTR)
            return -errno;
        now_ms = monotonic_ms();
        line_step(d->line, fds + LINE, line_fds, now_ms);
        if (sensor_step(&d->sensor, &fds[SENSOR], now_ms, &result))
            finger_answer(d, result);
        for (size_t i = 0; i < CLIENTS_MAX; i++) {
            if (fds[CLIENTS + i].revents && d->clients[i].fd == fds[CLIENTS + i].fd)
                client_read(d, &d->clients[i]);
        }
        if (fds[LISTENER].revents)
            client_accept(d);
        if (fds[SIGNALS].revents)
            d->quit = true;
    }
    listener_close(d);
    return 0;
}
