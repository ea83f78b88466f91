/* What the village report and the queue's slips are made of. */
#include "drivers/courier/ledger.h"
#include "tests/place.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MORNING = 1795914000, DAY = 86400 }; /* 2026-11-29 08.00 in Jakarta */

static char folder[PLACE];
static struct ledger ledger;

static int prepare(void **state)
{
    (void)state;
    setenv("TZ", "Asia/Jakarta", 1);
    assert_int_equal(place_make("ledger", folder), 0);
    ledger_init(&ledger, folder);
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    ledger_close(&ledger);
    return place_remove(folder);
}

static struct wire_packet packet;

static void asked(uint32_t visit, enum wire_type type, enum wire_help_kind help, int64_t at)
{
    memset(&packet, 0, sizeof packet);
    packet.header.type = type;
    packet.header.visit = visit;
    if (type == WIRE_QUERY)
        packet.body.query.subject.help.kind = help;
    if (type == WIRE_FILING) {
        packet.body.filing.kind = WIRE_FILING_OBJECTION;
        packet.body.filing.subject.help.kind = help;
    }
    assert_int_equal(ledger_asked(&ledger, &packet, at), 0);
}

static struct wire_counts counted(uint32_t days, uint32_t waiting, int64_t at)
{
    struct wire_counts_ask ask = {.days = days};
    static struct wire_counts c;
    assert_int_equal(ledger_counts(&ledger, &ask, waiting, at, &c), 0);
    memset(&packet, 0, sizeof packet);
    packet.header = (struct wire_header){.type = WIRE_COUNTS, .size = sizeof c};
    packet.body.counts = c;
    assert_int_equal(wire_check(&packet, sizeof packet.header + packet.header.size, WIRE_TO_KIOSK),
                     0);
    return c;
}

static void a_visit_is_counted_once_and_so_is_its_help(void **state)
{
    (void)state;
    for (uint32_t visit = 1; visit <= 6; visit++) {
        asked(visit, WIRE_TEMPLATES_ASK, WIRE_HELP_NONE, MORNING);
        asked(visit, WIRE_QUERY, WIRE_HELP_ASSISTED, MORNING);
        asked(visit, WIRE_FILING, WIRE_HELP_ASSISTED, MORNING);
    }
    for (uint32_t visit = 7; visit <= 11; visit++)
        asked(visit, WIRE_QUERY, WIRE_HELP_ATTENDED, MORNING);
    struct wire_counts c = counted(1, 0, MORNING);
    assert_int_equal(c.visits, 11);
    assert_int_equal(c.assisted, 6);
    assert_int_equal(c.attended, 5);
}

static void fewer_than_five_are_told_as_few(void **state)
{
    (void)state;
    assert_int_equal(counted(1, 0, MORNING).reports, 0);
    for (int n = 1; n < WIRE_FEW; n++) {
        assert_int_equal(ledger_filed(&ledger, WIRE_FILING_REPORT, MORNING), 0);
        assert_int_equal(counted(1, 0, MORNING).reports, 1);
    }
    assert_int_equal(ledger_filed(&ledger, WIRE_FILING_REPORT, MORNING), 0);
    assert_int_equal(counted(1, 0, MORNING).reports, WIRE_FEW);
    assert_int_equal(counted(1, 4, MORNING).waiting, 1);
    assert_int_equal(counted(1, 7, MORNING).waiting, 7);
}

static void complaints_and_staff_at_their_own_pages_are_in_no_count(void **state)
{
    static const struct wire_counts none;
    (void)state;
    for (uint32_t visit = 1; visit < 20; visit++) {
        memset(&packet, 0, sizeof packet);
        packet.header.type = WIRE_FILING;
        packet.header.visit = visit;
        packet.body.filing.kind = WIRE_FILING_COMPLAINT;
        assert_int_equal(ledger_asked(&ledger, &packet, MORNING), 0);
        assert_int_equal(ledger_filed(&ledger, WIRE_FILING_COMPLAINT, MORNING), 0);
        assert_int_equal(ledger_filed(&ledger, WIRE_FILING_RATING, MORNING), 0);
        asked(100 + visit, WIRE_COUNTS_ASK, WIRE_HELP_NONE, MORNING);
        asked(200 + visit, WIRE_STAFF_ASK, WIRE_HELP_NONE, MORNING);
    }
    struct wire_counts c = counted(1, 0, MORNING);
    c.since_day = c.until_day = 0;
    assert_memory_equal(&c, &none, sizeof none);
}

static void every_kind_of_objection_and_of_trouble_has_its_count(void **state)
{
    (void)state;
    assert_int_equal(ledger_filed(&ledger, WIRE_FILING_OBJECTION, MORNING), 0);
    assert_int_equal(ledger_filed(&ledger, WIRE_FILING_PROVISIONAL, MORNING), 0);
    assert_int_equal(ledger_filed(&ledger, WIRE_FILING_WITHDRAWAL, MORNING), 0);
    assert_int_equal(ledger_filed(&ledger, WIRE_FILING_APPEAL, MORNING), 0);
    assert_int_equal(ledger_filed(&ledger, WIRE_FILING_OBJECTION, MORNING), 0);
    for (int i = 0; i < 9; i++)
        assert_int_equal(ledger_troubled(&ledger, WIRE_FAULT_LINK_DOWN, MORNING), 0);
    assert_int_equal(ledger_troubled(&ledger, WIRE_FAULT_PAPER_OUT, MORNING), 0);
    for (int i = 0; i < 5; i++)
        assert_int_equal(ledger_enrolled(&ledger, MORNING), 0);
    struct wire_counts c = counted(1, 0, MORNING);
    assert_int_equal(c.objections, 5);
    assert_int_equal(c.enrolments, 5);
    assert_int_equal(c.troubles[WIRE_FAULT_LINK_DOWN], 9);
    assert_int_equal(c.troubles[WIRE_FAULT_PAPER_OUT], 1);
    assert_int_equal(c.troubles[WIRE_FAULT_SENSOR_ABSENT], 0);
}

static void a_report_is_of_its_days_where_the_kiosk_stands(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++) {
        asked((uint32_t)(1 + i), WIRE_QUERY, WIRE_HELP_NONE, MORNING - 8 * 3600 - 60); /* 28th */
        asked((uint32_t)(10 + i), WIRE_QUERY, WIRE_HELP_NONE, MORNING - 8 * 3600);     /* 29th */
        asked((uint32_t)(20 + i), WIRE_QUERY, WIRE_HELP_NONE, MORNING - 8 * DAY);
    }
    struct wire_counts today = counted(1, 0, MORNING);
    assert_int_equal(today.visits, 6);
    assert_int_equal(today.since_day, 20261129);
    assert_int_equal(today.until_day, 20261129);
    assert_int_equal(counted(2, 0, MORNING).visits, 12);
    assert_int_equal(counted(8, 0, MORNING).visits, 12);
    assert_int_equal(counted(9, 0, MORNING).visits, 18);
    assert_int_equal(counted(9, 0, MORNING).since_day, 20261121);
    assert_int_equal(counted(30, 0, MORNING + 400LL * DAY).visits, 0);
    assert_int_equal(counted(WIRE_COUNTS_DAYS, 0, MORNING).visits, 0); /* forgotten by then */
}

static struct wire_slip slip_from(uint32_t first, uint32_t hour, int64_t at)
{
    struct wire_slip_ask ask = {.first = first, .from_hour = hour, .last_hour = 10, .places = 2};
    struct wire_slip s = {0};
    assert_int_equal(ledger_slip(&ledger, &ask, at, &s), 0);
    assert_int_equal(s.first, first);
    return s;
}

static struct wire_slip slip(uint32_t first, int64_t at)
{
    return slip_from(first, 8, at);
}

static void a_number_is_given_once_a_day_whatever_happens(void **state)
{
    (void)state;
    assert_int_equal(slip(0, MORNING).number, 1);
    assert_int_equal(slip(1, MORNING).number, 2);
    ledger_close(&ledger); /* the courier ended */
    ledger_init(&ledger, folder);
    assert_int_equal(slip(0, MORNING + 60).number, 3);
    assert_int_equal(slip(1, MORNING + 60).number, 4);
    assert_int_equal(slip(0, MORNING + DAY).number, 1);
    assert_int_equal(counted(1, 0, MORNING).slips, 1); /* four are few */
}

static void those_who_go_first_have_places_of_their_own_in_each_hour(void **state)
{
    static const uint32_t hours[] = {8, 8, 9, 9, 10, 10, 10};
    (void)state;
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++)
        assert_int_equal(slip(0, MORNING).hour, hours[i]);
    assert_int_equal(slip(1, MORNING).hour, 8); /* the eighth slip, and the first hour */
    assert_int_equal(slip(1, MORNING).hour, 8);
    assert_int_equal(slip(1, MORNING).hour, 9);
    assert_int_equal(slip_from(1, 10, MORNING).hour, 10); /* what is over is not given */
}

static void a_damaged_file_is_begun_anew(void **state)
{
    char path[96];
    FILE *file;
    (void)state;
    assert_int_equal(slip(0, MORNING).number, 1);
    ledger_close(&ledger);
    snprintf(path, sizeof path, "%s/ledger.db", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 4096; i++)
        fputc('x', file);
    fclose(file);
    assert_int_equal(slip(0, MORNING).number, 1);
}

static void where_nothing_can_be_written_no_number_is_given(void **state)
{
    struct wire_slip_ask ask = {.from_hour = 8, .last_hour = 10, .places = 2};
    struct wire_slip s = {0};
    (void)state;
    ledger.directory = "build/there-is-no-such-folder";
    assert_true(ledger_slip(&ledger, &ask, MORNING, &s) < 0);
    assert_int_equal(s.number, 0);
    ledger.directory = folder;
    assert_int_equal(slip(0, MORNING).number, 1);
}

int main(void)
{
#define ON_A_DISK(test) cmocka_unit_test_setup_teardown(test, prepare, tidy)
    const struct CMUnitTest tests[] = {
        ON_A_DISK(a_visit_is_counted_once_and_so_is_its_help),
        ON_A_DISK(fewer_than_five_are_told_as_few),
        ON_A_DISK(complaints_and_staff_at_their_own_pages_are_in_no_count),
        ON_A_DISK(every_kind_of_objection_and_of_trouble_has_its_count),
        ON_A_DISK(a_report_is_of_its_days_where_the_kiosk_stands),
        ON_A_DISK(a_number_is_given_once_a_day_whatever_happens),
        ON_A_DISK(those_who_go_first_have_places_of_their_own_in_each_hour),
        ON_A_DISK(a_damaged_file_is_begun_anew),
        ON_A_DISK(where_nothing_can_be_written_no_number_is_given),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
