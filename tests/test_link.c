/*
 * What a line and a service can do to the courier, and what the person is told: the real courier,
 * the real service, and between them a gateway that misbehaves (tests/bench/gateway.c), somebody
 * else's server, nobody, or another time.
 */
#include "tests/courier_stage.h"

#include <arpa/inet.h>
#include <glob.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct courier_stage s;

static int tear_down(void **state)
{
    unsetenv("FAKETIME");
    return stage_ended(state);
}

/* What the face hears to a question, with this between courier and service. */
static enum wire_fault fault_with(const char *fates)
{
    stage_start_gateway(&s, fates, 1);
    stage_configure(&s, NULL, NULL, NULL);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 1, 0);
    stage_ask_result(&s, 1);
    assert_int_equal(stage_heard(&s, 1), WIRE_FAULT);
    enum wire_fault fault = (enum wire_fault)s.got.body.fault.fault;
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_stop_gateway(&s);
    return fault;
}

/* The fault for what is wrong by the time alone: a clock that nothing keeps is to blame. */
static enum wire_fault by_clock(void)
{
    return s.link.clock_trusted ? WIRE_FAULT_SERVICE_UNTRUSTED : WIRE_FAULT_CLOCK_WRONG;
}

static void nonsense_and_errors_are_an_error_of_the_service(void **state)
{
    static const char *const fates[] = {"garbage", "huge", "error", "busy", "bad", "portal"};
    (void)state;
    for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
        assert_int_equal(fault_with(fates[i]), WIRE_FAULT_SERVICE_ERROR);
}

static void an_answer_that_was_tampered_with_shows_nothing(void **state)
{
    (void)state;
    assert_int_equal(fault_with("tampered"), WIRE_FAULT_SERVICE_UNTRUSTED);
}

/* Signed by the service, for this kiosk, moments ago: to another question. */
static void the_answer_to_another_question_shows_nothing(void **state)
{
    (void)state;
    stage_start_gateway(&s, "stale", 1);
    stage_configure(&s, NULL, NULL, NULL);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 1, 0);
    for (uint32_t visit = 1; visit <= 3; visit++) {
        stage_ask_result(&s, visit);
        enum wire_type said = stage_heard(&s, visit);
        if (visit > 1 || said != WIRE_BREAKDOWN) {
            assert_int_equal(said, WIRE_FAULT);
            assert_int_equal(s.got.body.fault.fault, WIRE_FAULT_SERVICE_UNTRUSTED);
        }
    }
}

static void a_connection_that_breaks_off_is_a_line_that_is_down(void **state)
{
    (void)state;
    assert_int_equal(fault_with("deaf"), WIRE_FAULT_LINK_DOWN);
    assert_int_equal(fault_with("never"), WIRE_FAULT_LINK_DOWN);
}

static void an_answer_that_stops_halfway_is_given_up_in_time(void **state)
{
    (void)state;
    assert_int_equal(fault_with("half"), WIRE_FAULT_SERVICE_SLOW);
}

static void a_service_that_takes_and_says_nothing_is_told_as_slow(void **state)
{
    (void)state;
    stage_start_courier(&s, NULL);
    stage_wait_for_file(&s, "data/staff.box"); /* the last of what is on the way at first */
    stage_result_comes(&s, 1);    /* the connection is warm */
    kill(s.service, SIGSTOP);
    stage_ask_result(&s, 1);
    stage_told(&s, 1, WIRE_FAULT_SERVICE_SLOW);
    kill(s.service, SIGCONT);
}

/* The service's address leads nowhere: only the proxy knows the way. */
static void behind_a_proxy_the_service_is_reached_through_it_alone(void **state)
{
    (void)state;
    stage_start_proxy(&s);
    stage_configure(&s, "localhost:9", NULL, NULL);
    assert_int_equal(
        stage_sh(&s, "cd $stage; echo \"proxy = http://127.0.0.1:$(cat proxy.port)\" >>kiosk.conf"),
        0);
    stage_start_courier(&s, NULL);
    stage_result_comes(&s, 1);
    assert_int_equal(stage_sh(&s, "grep -x localhost:9 $stage/proxy.log"), 0);
}

static void a_late_or_doubled_answer_is_still_the_answer(void **state)
{
    (void)state;
    stage_start_gateway(&s, "late,twice", 1);
    stage_configure(&s, NULL, NULL, NULL);
    stage_start_courier(&s, NULL);
    for (uint32_t visit = 1; visit <= 4; visit++) {
        stage_result_comes(&s, visit);
    }
}

static void a_name_that_nobody_knows_is_a_line_that_is_down(void **state)
{
    (void)state;
    stage_configure(&s, "nowhere.invalid:443", NULL, NULL);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    stage_ask_result(&s, 1);
    stage_told(&s, 1, WIRE_FAULT_LINK_DOWN);
}

/* What openssl makes in the folder of keys. */
static void openssl(const char *commands)
{
    assert_int_equal(stage_sh(&s, "cd $stage/keys; { %s; } 2>/dev/null", commands), 0);
}

/* What the face hears of a service that shows this certificate, signed by the right authority. */
static enum wire_fault fault_of_certificate(const char *name, const char *days, const char *made)
{
    char commands[512];
    stage_stop_service(&s);
    snprintf(
        commands, sizeof commands,
        "echo subjectAltName=DNS:%s >other.ext;"
        "openssl req -new -key server.key -subj /CN=%s -out other.csr;"
        "faketime -f %s openssl x509 -req -in other.csr -CA ca.pem -CAkey ca.key -set_serial 77"
        " -days %s -extfile other.ext -out server.pem",
        name, name, made, days);
    openssl(commands);
    stage_start_service(&s);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    stage_ask_result(&s, 1);
    assert_int_equal(stage_heard(&s, 1), WIRE_FAULT);
    return (enum wire_fault)s.got.body.fault.fault;
}

static void a_service_of_another_name_is_not_trusted(void **state)
{
    (void)state;
    assert_int_equal(fault_of_certificate("elsewhere.example", "9", "+0d"),
                     WIRE_FAULT_SERVICE_UNTRUSTED);
}

/* By this clock; one that nothing keeps may be the one that is wrong, and is named first. */
static void a_service_whose_certificate_has_expired_is_not_trusted(void **state)
{
    (void)state;
    enum wire_fault fault = fault_of_certificate("localhost", "2", "-10d");
    assert_int_equal(fault, by_clock());
}

/* A captive portal answers every connection in plain HTTP. */
static pid_t start_portal(char service_out[32])
{
    static const char page[] = "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\n"
                               "Content-Length: 0\r\n\r\n";
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(listening >= 0);
    assert_int_equal(bind(listening, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(listening, 4), 0);
    assert_int_equal(getsockname(listening, (struct sockaddr *)&at, &size), 0);
    snprintf(service_out, 32, "localhost:%u", ntohs(at.sin_port));
    pid_t child = fork();
    if (!child) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;) {
            int fd = accept(listening, NULL, NULL);
            if (fd < 0 || write(fd, page, sizeof page - 1) < 0)
                _exit(1);
            close(fd);
        }
    }
    close(listening);
    return child;
}

static void a_captive_portal_is_a_line_that_is_down(void **state)
{
    char service[32];
    pid_t portal = start_portal(service);
    (void)state;
    stage_configure(&s, service, NULL, NULL);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    stage_ask_result(&s, 1);
    stage_told(&s, 1, WIRE_FAULT_LINK_DOWN);
    kill(portal, SIGKILL);
    waitpid(portal, NULL, 0);
}

static const char *time_machine(void)
{
    static char preload[256];
    glob_t found;
    assert_int_equal(glob("/usr/lib/*/faketime/libfaketimeMT.so.1", 0, NULL, &found), 0);
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", found.gl_pathv[0]);
    globfree(&found);
    setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1", 1);
    setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
    return preload;
}

static enum wire_fault fault_when(const char *time)
{
    setenv("FAKETIME", time, 1);
    stage_start_courier(&s, time_machine());
    unsetenv("FAKETIME");
    stage_ask_result(&s, 1);
    assert_int_equal(stage_heard(&s, 1), WIRE_FAULT);
    enum wire_fault fault = (enum wire_fault)s.got.body.fault.fault;
    while (s.link.waiting == UINT32_MAX) { /* until the line is told of, and the clock with it */
        struct pollfd waited = {.fd = s.face, .events = POLLIN};
        assert_int_equal(poll(&waited, 1, STAGE_DEADLINE_MS), 1);
        assert_int_equal(wire_recv(s.face, WIRE_TO_KIOSK, &s.got), 0);
        if (s.got.header.type == WIRE_LINK)
            s.link = s.got.body.link;
    }
    assert_int_equal(stage_stop_courier(&s), 0);
    return fault;
}

static void a_clock_at_its_first_boot_is_told_as_a_wrong_clock(void **state)
{
    (void)state;
    enum wire_fault fault = fault_when("-9y");
    assert_int_equal(fault, by_clock());
}

/* The same machine once its clock is set: what was filed at its first boot arrives, and says what
 * it was worth. */
static void what_was_filed_before_the_clock_was_set_arrives_after(void **state)
{
    struct wire_filing filing;
    (void)state;
    stage_start_courier(&s, NULL);
    filing = stage_objection(&s, 1);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(stage_sh(&s, "rm -r $stage/data"), 0);
    setenv("FAKETIME", "-9y", 1);
    stage_start_courier(&s, time_machine());
    unsetenv("FAKETIME");
    stage_wait_for_link(&s, 0, 0);
    stage_file(&s, 1, &filing, false);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(s.link.aside, 0);
    assert_int_equal(s.link.contact, WIRE_CONTACT_KEPT);
    stage_result_comes(&s, 1);
    assert_int_equal(s.got.body.breakdown.case_count, 1);
}

static void a_clock_minutes_off_is_told_as_a_wrong_clock(void **state)
{
    (void)state;
    enum wire_fault fault = fault_when("-40m");
    assert_int_equal(fault,
                     s.link.clock_trusted ? WIRE_FAULT_SERVICE_ERROR : WIRE_FAULT_CLOCK_WRONG);
}

static void a_clock_far_ahead_finds_the_certificate_expired(void **state)
{
    (void)state;
    enum wire_fault fault = fault_when("+3y");
    assert_int_equal(fault, by_clock());
}

#define ON_A_STAGE(test)                                                                           \
    cmocka_unit_test_prestate_setup_teardown(test, stage_serving, tear_down, &s)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_STAGE(nonsense_and_errors_are_an_error_of_the_service),
        ON_A_STAGE(an_answer_that_was_tampered_with_shows_nothing),
        ON_A_STAGE(the_answer_to_another_question_shows_nothing),
        ON_A_STAGE(a_connection_that_breaks_off_is_a_line_that_is_down),
        ON_A_STAGE(an_answer_that_stops_halfway_is_given_up_in_time),
        ON_A_STAGE(a_service_that_takes_and_says_nothing_is_told_as_slow),
        ON_A_STAGE(behind_a_proxy_the_service_is_reached_through_it_alone),
        ON_A_STAGE(a_late_or_doubled_answer_is_still_the_answer),
        ON_A_STAGE(a_name_that_nobody_knows_is_a_line_that_is_down),
        ON_A_STAGE(a_service_of_another_name_is_not_trusted),
        ON_A_STAGE(a_service_whose_certificate_has_expired_is_not_trusted),
        ON_A_STAGE(a_captive_portal_is_a_line_that_is_down),
        ON_A_STAGE(a_clock_at_its_first_boot_is_told_as_a_wrong_clock),
        ON_A_STAGE(what_was_filed_before_the_clock_was_set_arrives_after),
        ON_A_STAGE(a_clock_minutes_off_is_told_as_a_wrong_clock),
        ON_A_STAGE(a_clock_far_ahead_finds_the_certificate_expired),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
