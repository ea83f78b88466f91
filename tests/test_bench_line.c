/* The stand-in of the line to the centre: what it carries, cuts and delays. Time is given. */
#include "tests/bench/line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { POLL_MS = 20, TRIES = 500 };

struct fixture {
    char port_path[64];
    struct line *line;
    int service; /* listens */
};

static int local_socket(uint16_t *port, bool listens)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(*port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    if (!listens) {
        if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
            return fd;
        close(fd);
        return -errno;
    }
    assert_int_equal(0, bind(fd, (struct sockaddr *)&address, sizeof(address)));
    assert_int_equal(0, listen(fd, 4));
    assert_int_equal(0, getsockname(fd, (struct sockaddr *)&address, &size));
    *port = ntohs(address.sin_port);
    return fd;
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));
    uint16_t port = 0;
    FILE *file;
    int fd;

    assert_non_null(f);
    f->service = local_socket(&port, true);
    strcpy(f->port_path, "/tmp/line-test-XXXXXX");
    fd = mkstemp(f->port_path);
    file = fdopen(fd, "w");
    assert_non_null(file);
    fprintf(file, "%u\n", port);
    fclose(file);
    assert_int_equal(0, line_open(f->port_path, &f->line));
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    line_close(f->line);
    close(f->service);
    unlink(f->port_path);
    free(f);
    return 0;
}

/* One turn of the owner's loop at the given time. */
static void turn(struct line *line, int64_t now_ms)
{
    struct pollfd fds[LINE_FDS_MAX];
    size_t count;

    line_watch(line, fds, &count, now_ms);
    poll(fds, count, POLL_MS);
    line_step(line, fds, count, now_ms);
}

/* Turns until `fd` has something to read (or its end); fails the test when that never comes. */
static ssize_t read_through(struct line *line, int64_t now_ms, int fd, void *out, size_t room)
{
    for (int i = 0; i < TRIES; i++) {
        ssize_t n = recv(fd, out, room, MSG_DONTWAIT);

        if (n >= 0 || errno != EAGAIN)
            return n;
        turn(line, now_ms);
    }
    fail_msg("nothing came through");
    return -1;
}

/* A connection through the line: the kiosk's end and the service's. */
static void connect_through(struct fixture *f, int *kiosk, int *service)
{
    uint16_t port = line_port(f->line);

    *kiosk = local_socket(&port, false);
    assert_true(*kiosk >= 0);
    turn(f->line, 0);
    *service = accept(f->service, NULL, NULL);
    assert_true(*service >= 0);
}

static void what_is_sent_arrives_whole_in_both_directions(void **state)
{
    struct fixture *f = *state;
    static char sent[100000], got[sizeof(sent)];
    size_t size = 0, gone = 0;
    int kiosk, service;

    for (size_t i = 0; i < sizeof(sent); i++)
        sent[i] = (char)(i * 7 + i / 251);
    connect_through(f, &kiosk, &service);
    while (size < sizeof(got)) {
        ssize_t n = send(kiosk, sent + gone, sizeof(sent) - gone, MSG_DONTWAIT);

        gone += n > 0 ? (size_t)n : 0;
        n = read_through(f->line, 0, service, got + size, sizeof(got) - size);
        assert_true(n > 0);
        size += (size_t)n;
    }
    assert_memory_equal(sent, got, sizeof(sent));
    assert_int_equal(3, send(service, "yes", 3, 0));
    assert_int_equal(3, read_through(f->line, 0, kiosk, got, sizeof(got)));
    shutdown(service, SHUT_WR);
    assert_int_equal(0, read_through(f->line, 0, kiosk, got, sizeof(got)));
    close(kiosk);
    close(service);
}

static void it_counts_the_bytes_of_both_directions_and_how_often_the_kiosk_spoke_anew(void **state)
{
    struct fixture *f = *state;
    struct line_count count;
    char got[16];
    int kiosk, service;

    connect_through(f, &kiosk, &service);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(3, send(kiosk, "ask", 3, 0));
        assert_int_equal(3, read_through(f->line, 0, service, got, sizeof(got)));
        assert_int_equal(1, send(kiosk, "?", 1, 0));
        assert_int_equal(1, read_through(f->line, 0, service, got, sizeof(got)));
        assert_int_equal(6, send(service, "answer", 6, 0));
        assert_int_equal(6, read_through(f->line, 0, kiosk, got, sizeof(got)));
    }
    count = line_counted(f->line);
    assert_int_equal(8, count.up_bytes);
    assert_int_equal(12, count.down_bytes);
    assert_int_equal(2, count.turns);
    close(kiosk);
    close(service);
}

static void a_cut_line_ends_connections_and_refuses_new_ones_until_it_is_mended(void **state)
{
    struct fixture *f = *state;
    uint16_t port = line_port(f->line);
    char byte;
    int kiosk, service;

    connect_through(f, &kiosk, &service);
    assert_int_equal(0, line_set(f->line, LINE_OFF));
    assert_int_equal(0, recv(kiosk, &byte, 1, 0));
    assert_int_equal(-ECONNREFUSED, local_socket(&port, false));
    close(kiosk);
    close(service);
    assert_int_equal(0, line_set(f->line, LINE_ON));
    assert_int_equal(port, line_port(f->line));
    connect_through(f, &kiosk, &service);
    close(kiosk);
    close(service);
}

static void a_slow_line_delivers_after_half_the_round_trip_and_the_time_of_the_bytes(void **state)
{
    struct fixture *f = *state;
    char bytes[800], got[sizeof(bytes)];
    int64_t due =
        LINE_SLOW_ROUND_TRIP_MS / 2 + 1000 * (int64_t)sizeof(bytes) / LINE_SLOW_BYTES_PER_S;
    struct pollfd fds[LINE_FDS_MAX];
    size_t count;
    int kiosk, service;

    memset(bytes, 'x', sizeof(bytes));
    connect_through(f, &kiosk, &service);
    assert_int_equal(0, line_set(f->line, LINE_SLOW));
    assert_int_equal(sizeof(bytes), send(kiosk, bytes, sizeof(bytes), 0));
    for (int i = 0; i < TRIES && line_watch(f->line, fds, &count, 0) < 0; i++)
        turn(f->line, 0);
    assert_int_equal(due, line_watch(f->line, fds, &count, 0));
    turn(f->line, due - 1);
    assert_int_equal(-1, recv(service, got, sizeof(got), MSG_DONTWAIT));
    assert_int_equal(sizeof(bytes), read_through(f->line, due, service, got, sizeof(got)));
    close(kiosk);
    close(service);
}

static void a_service_that_is_away_ends_the_connection_at_once(void **state)
{
    struct fixture *f = *state;
    uint16_t port = line_port(f->line);
    char byte;
    int kiosk;

    unlink(f->port_path);
    kiosk = local_socket(&port, false);
    assert_int_equal(0, read_through(f->line, 0, kiosk, &byte, 1));
    close(kiosk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_sent_arrives_whole_in_both_directions, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            it_counts_the_bytes_of_both_directions_and_how_often_the_kiosk_spoke_anew, setup,
            teardown),
        cmocka_unit_test_setup_teardown(
            a_cut_line_ends_connections_and_refuses_new_ones_until_it_is_mended, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_slow_line_delivers_after_half_the_round_trip_and_the_time_of_the_bytes, setup,
            teardown),
        cmocka_unit_test_setup_teardown(a_service_that_is_away_ends_the_connection_at_once, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
