/*
 * The courier over a bad radio link: packets lost, 600 ms there and back, 64 kbit/s
 * (tests/bench/radio.c). What cannot be had in time is told as a line that is down or slow, and
 * what was filed is at the service once. Skips where it may not make network namespaces and TUN
 * devices, and says so.
 *
 * RADIO: how many questions are to be answered (1) and objections filed over each link; without it
 * only the worst links are played.
 */
#include "tests/courier_stage.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static struct courier_stage s;
static char name[32];
static pid_t radio;

/* Whether a program can be started at this end: not where /sys cannot be mounted, as in a chroot.
 */
static bool can_start_at(const char *side)
{
    char space[48];
    int status = -1;
    snprintf(space, sizeof space, "%s-%s", name, side);
    pid_t child = fork();
    if (!child) {
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        execl("/sbin/ip", "ip", "netns", "exec", space, "true", NULL);
        _exit(127);
    }
    return waitpid(child, &status, 0) == child && status == 0;
}

/* Starts the link. Returns whether it may be. */
static bool link_up(const char *loss, const char *round_trip_ms, const char *kbit_s)
{
    char word[8] = "";
    int out[2];
    snprintf(name, sizeof name, "radio%d", (int)getpid());
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    radio = fork();
    if (!radio) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(out[1], STDOUT_FILENO);
        execl(stage_program("radio"), "radio", name, loss, round_trip_ms, kbit_s, "1", NULL);
        _exit(127);
    }
    close(out[1]);
    bool up = read(out[0], word, 6) == 6 && !strncmp(word, "ready", 5);
    close(out[0]);
    return up && can_start_at("kiosk") && can_start_at("service");
}

static void delete_space(const char *side)
{
    char space[48];
    snprintf(space, sizeof space, "%s-%s", name, side);
    pid_t child = fork();
    if (!child) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDERR_FILENO);
        execl("/sbin/ip", "ip", "netns", "del", space, NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
}

static int tear_down(void **state)
{
    (void)state;
    if (*s.folder)
        stage_remove(&s);
    if (radio) {
        kill(radio, SIGKILL);
        waitpid(radio, NULL, 0);
        radio = 0;
        delete_space("kiosk");
        delete_space("service");
    }
    return 0;
}

static unsigned filings(void)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    unsigned count = 0;
    assert_int_equal(sqlite3_open_v2(stage_path(&s, "central.db"), &db, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM filing", -1, &row, NULL),
                     SQLITE_OK);
    if (sqlite3_step(row) == SQLITE_ROW)
        count = (unsigned)sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return count;
}

static bool is_of_the_line(uint32_t fault)
{
    return fault == WIRE_FAULT_LINK_DOWN || fault == WIRE_FAULT_SERVICE_SLOW;
}

static void object(uint32_t visit, struct wire_filing *filing)
{
    assert_int_equal(getrandom(filing->key, sizeof filing->key, 0), sizeof filing->key);
    filing->confirmed_at = time(NULL);
    assert_int_equal(wire_send(s.face, WIRE_FILING, visit, filing), 0);
    assert_int_equal(stage_heard(&s, visit), WIRE_RECEIPT); /* safe here */
    assert_int_equal(stage_heard(&s, visit), WIRE_RECEIPT); /* and there */
    assert_int_equal(s.got.body.receipt.delivered, 1);
}

/* Asks until there is an answer to build objections on, and files them. */
static void a_day_over(const char *loss, const char *round_trip_ms, const char *kbit_s)
{
    struct wire_filing filing = {.kind = WIRE_FILING_OBJECTION, .contested_count = 1};
    const char *wanted = getenv("RADIO");
    unsigned questions = wanted ? (unsigned)strtoul(wanted, NULL, 10) : 1;
    unsigned answered = 0, told = 0, asked = 0;
    uint32_t visit = 1;
    s.folder[0] = '\0';
    if (!link_up(loss, round_trip_ms, kbit_s)) {
        skip();
    }
    stage_make(&s);
    s.radio = name;
    stage_start_service(&s);
    stage_configure(&s, NULL, NULL, NULL);
    stage_start_courier(&s, NULL);
    for (; answered < questions; visit++) {
        asked++;
        assert_true(asked < 40 * questions);
        stage_ask_result(&s, visit);
        if (stage_heard(&s, visit) == WIRE_BREAKDOWN) {
            const struct wire_breakdown *b = &s.got.body.breakdown;
            memcpy(filing.person, b->subject, sizeof filing.person);
            memcpy(filing.programme, b->programmes[0].code, sizeof filing.programme);
            memcpy(filing.contested[0].ground, b->grounds[0].code, WIRE_CODE);
            answered++;
        } else {
            assert_int_equal(s.got.header.type, WIRE_FAULT);
            assert_true(is_of_the_line(s.got.body.fault.fault));
            told++;
        }
    }
    filing.subject = stage_budi();
    for (unsigned i = 0; i < questions; i++)
        object(visit++, &filing);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(filings(), questions);
    assert_int_equal(stage_stop_courier(&s), 0);
    printf(
        "# figure: %s %% loss, %s ms round trip, %s kbit/s: %u of %u questions answered, %u told "
        "as the line's fault; %u objections once each\n",
        loss, round_trip_ms, kbit_s, answered, asked, told, questions);
}

static void two_percent_lost_and_600_ms(void **state)
{
    (void)state;
    a_day_over("2", "600", "0");
}

static void five_percent_lost_and_600_ms(void **state)
{
    (void)state;
    a_day_over("5", "600", "0");
}

static void ten_percent_lost_and_600_ms(void **state)
{
    (void)state;
    a_day_over("10", "600", "0");
}

static void twenty_percent_lost_and_600_ms(void **state)
{
    (void)state;
    a_day_over("20", "600", "0");
}

static void sixty_four_kbit_s(void **state)
{
    (void)state;
    a_day_over("0", "100", "64");
}

int main(void)
{
    const struct CMUnitTest worst[] = {
        cmocka_unit_test_teardown(twenty_percent_lost_and_600_ms, tear_down),
        cmocka_unit_test_teardown(sixty_four_kbit_s, tear_down),
    };
    const struct CMUnitTest others[] = {
        cmocka_unit_test_teardown(two_percent_lost_and_600_ms, tear_down),
        cmocka_unit_test_teardown(five_percent_lost_and_600_ms, tear_down),
        cmocka_unit_test_teardown(ten_percent_lost_and_600_ms, tear_down),
    };
    int failed = getenv("RADIO") ? cmocka_run_group_tests(others, NULL, NULL) : 0;
    return cmocka_run_group_tests(worst, NULL, NULL) + failed;
}
