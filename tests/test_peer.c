#include "kiosk/peer.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

/* Listening drivers, played by the test itself, and the face's connections to them. */
struct room {
    char folder[64];
    int listening[PEERS], driver[PEERS];
    struct peers *peers;
    struct peer_event event;
};

static void path_of(const struct room *r, int i, struct sockaddr_un *a)
{
    a->sun_family = AF_UNIX;
    snprintf(a->sun_path, sizeof a->sun_path, "%s/%s.sock", r->folder, peer_name((enum peer)i));
}

static int setup(void **state)
{
    struct room *r = calloc(1, sizeof *r);
    strcpy(r->folder, "build/peer-XXXXXX");
    assert_non_null(mkdtemp(r->folder));
    for (int i = 0; i < PEERS; i++) {
        struct sockaddr_un a = {0};
        path_of(r, i, &a);
        r->listening[i] = socket(AF_UNIX, SOCK_SEQPACKET, 0);
        assert_int_equal(bind(r->listening[i], (struct sockaddr *)&a, sizeof a), 0);
        assert_int_equal(listen(r->listening[i], 1), 0);
        r->driver[i] = -1;
    }
    assert_int_equal(peers_open(r->folder, true, &r->peers), 0);
    *state = r;
    return 0;
}

static int teardown(void **state)
{
    struct room *r = *state;
    peers_close(r->peers);
    for (int i = 0; i < PEERS; i++) {
        struct sockaddr_un a = {0};
        path_of(r, i, &a);
        close(r->listening[i]);
        if (r->driver[i] >= 0)
            close(r->driver[i]);
        unlink(a.sun_path);
    }
    rmdir(r->folder);
    free(r);
    return 0;
}

/* One peers_wait() on a thread of its own, as in the kiosk. */
static void *wait_once(void *context)
{
    struct room *r = context;
    peers_wait(r->peers, &r->event);
    return NULL;
}

static pthread_t waiting(struct room *r)
{
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, wait_once, r), 0);
    return thread;
}

static void heard(struct room *r, pthread_t thread, enum peer_news news, enum peer peer)
{
    pthread_join(thread, NULL);
    assert_int_equal(r->event.news, news);
    assert_int_equal(r->event.peer, peer);
}

/* The face connects; the driver says READY and is heard. */
static void ready(struct room *r, enum peer peer)
{
    struct wire_ready body = {0};
    pthread_t thread = waiting(r);
    r->driver[peer] = accept(r->listening[peer], NULL, NULL);
    assert_true(r->driver[peer] >= 0);
    assert_int_equal(wire_send(r->driver[peer], WIRE_READY, 0, &body), 0);
    heard(r, thread, PEER_PACKET, peer);
    assert_int_equal(r->event.packet.header.type, WIRE_READY);
}

static void a_driver_is_heard_and_spoken_to(void **state)
{
    struct room *r = *state;
    struct wire_verify_stop stop = {0};
    struct wire_packet packet;
    ready(r, PEER_FINGER);
    assert_int_equal(peers_send(r->peers, PEER_FINGER, WIRE_VERIFY_STOP, 3, &stop), 0);
    assert_int_equal(wire_recv(r->driver[PEER_FINGER], WIRE_FROM_KIOSK, &packet), 0);
    assert_int_equal(packet.header.visit, 3);
}

static void a_driver_that_was_killed_is_told_and_comes_back(void **state)
{
    struct room *r = *state;
    pthread_t thread;
    ready(r, PEER_CARD);
    thread = waiting(r);
    close(r->driver[PEER_CARD]);
    heard(r, thread, PEER_DOWN, PEER_CARD);
    ready(r, PEER_CARD);
}

static void a_driver_that_lies_is_cut_off_and_the_others_go_on(void **state)
{
    struct room *r = *state;
    struct wire_verify_stop not_its_to_say = {0};
    struct wire_packet packet;
    pthread_t thread;
    ready(r, PEER_CARD);
    ready(r, PEER_COURIER);
    thread = waiting(r);
    assert_int_equal(wire_send(r->driver[PEER_CARD], WIRE_VERIFY_STOP, 0, &not_its_to_say), 0);
    heard(r, thread, PEER_NOT_ALLOWED, PEER_CARD);
    assert_int_equal(wire_recv(r->driver[PEER_CARD], WIRE_FROM_KIOSK, &packet), -EPIPE);
    close(r->driver[PEER_CARD]);
    ready(r, PEER_CARD);
    assert_int_equal(peers_send(r->peers, PEER_COURIER, WIRE_QUERY, 1, &(struct wire_query){0}), 0);
}

static void a_driver_that_reads_nothing_cannot_hold_the_face_up(void **state)
{
    struct room *r = *state;
    static struct wire_verify verify;
    int result = 0;
    ready(r, PEER_FINGER);
    for (int i = 0; i < 10000 && !result; i++)
        result = peers_send(r->peers, PEER_FINGER, WIRE_VERIFY, 1, &verify);
    assert_int_equal(result, -EAGAIN);
    heard(r, waiting(r), PEER_DOWN, PEER_FINGER);
}

static void speaking_to_a_driver_that_is_away_says_so(void **state)
{
    struct room *r = *state;
    struct wire_verify_stop stop = {0};
    assert_int_equal(peers_send(r->peers, PEER_FINGER, WIRE_VERIFY_STOP, 1, &stop), -ENOTCONN);
}

static void a_driver_that_floods_is_cut_off_and_waits(void **state)
{
    struct room *r = *state;
    struct wire_ready again = {.program = "flood"};
    unsigned heard = 0;
    ready(r, PEER_FINGER);
    do {
        assert_int_equal(wire_send(r->driver[PEER_FINGER], WIRE_READY, 0, &again), 0);
        peers_wait(r->peers, &r->event);
        heard += r->event.news == PEER_PACKET;
        assert_true(heard < 4 * PEER_PACKETS_MAX); /* a slow machine takes more than a second */
    } while (r->event.news == PEER_PACKET);
    assert_int_equal(r->event.news, PEER_NOT_ALLOWED);
    assert_int_equal(r->event.peer, PEER_FINGER);
    assert_true(heard >= PEER_PACKETS_MAX - 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_driver_is_heard_and_spoken_to),
        TEST(a_driver_that_was_killed_is_told_and_comes_back),
        TEST(a_driver_that_lies_is_cut_off_and_the_others_go_on),
        TEST(a_driver_that_reads_nothing_cannot_hold_the_face_up),
        TEST(speaking_to_a_driver_that_is_away_says_so),
        TEST(a_driver_that_floods_is_cut_off_and_waits),
    };
    return cmocka_run_group_tests_name("peer", tests, NULL, NULL);
}
