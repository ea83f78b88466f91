#include "kiosk/light.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

struct room {
    char folder[64];
    struct session session;
    struct light light;
};

/* December 2026, in WIB: the 1st is a Tuesday. */
static int64_t at(int day, int hour)
{
    struct tm tm = {.tm_year = 126, .tm_mon = 11, .tm_mday = day, .tm_hour = hour};
    return mktime(&tm);
}

static int set_up(void **state)
{
    struct room *r = calloc(1, sizeof *r);
    assert_non_null(r);
    strcpy(r->folder, "/tmp/light.XXXXXX");
    assert_non_null(mkdtemp(r->folder));
    setenv("RUNTIME_DIRECTORY", r->folder, 1);
    r->session.state = STATE_START;
    assert_true(hours_read("mon-fri 08.00-16.00", &r->session.setup.hours));
    light_begin(&r->light, 0);
    *state = r;
    return 0;
}

static int tear_down(void **state)
{
    struct room *r = *state;
    char path[96];
    snprintf(path, sizeof path, "%s/light", r->folder);
    unlink(path);
    rmdir(r->folder);
    free(r);
    return 0;
}

/* What the board is told, at this time. */
static bool is_lit(struct room *r, int64_t wall_s, int64_t now_ms)
{
    char path[96], said[8] = "";
    FILE *from;
    r->session.wall_s = wall_s;
    light_turn(&r->light, &r->session, now_ms);
    snprintf(path, sizeof path, "%s/light", r->folder);
    from = fopen(path, "r");
    assert_non_null(from);
    assert_non_null(fgets(said, sizeof said, from));
    fclose(from);
    assert_int_equal(r->light.out, !strcmp(said, "off\n"));
    return !strcmp(said, "on\n");
}

static void it_is_lit_while_the_office_is_open(void **state)
{
    assert_true(is_lit(*state, at(1, 10), 100 * LIGHT_STAYS_MS));
}

static void it_goes_out_when_the_office_is_closed_and_nobody_touches_it(void **state)
{
    assert_true(is_lit(*state, at(1, 20), LIGHT_STAYS_MS - 1));
    assert_false(is_lit(*state, at(1, 20), LIGHT_STAYS_MS));
    assert_false(is_lit(*state, at(2, 7), 2 * LIGHT_STAYS_MS));
    assert_true(is_lit(*state, at(2, 8), 3 * LIGHT_STAYS_MS));
}

static void a_touch_in_the_night_brings_light(void **state)
{
    struct room *r = *state;
    assert_false(is_lit(r, at(1, 20), LIGHT_STAYS_MS));
    light_touch(&r->light, LIGHT_STAYS_MS);
    assert_true(is_lit(r, at(1, 20), LIGHT_STAYS_MS));
    assert_false(is_lit(r, at(1, 20), 2 * LIGHT_STAYS_MS));
}

static void a_visit_in_the_night_has_light_and_some_time_after_it(void **state)
{
    struct room *r = *state;
    r->session.state = STATE_CONSENT;
    assert_true(is_lit(r, at(1, 20), 5 * LIGHT_STAYS_MS));
    r->session.state = STATE_START;
    assert_true(is_lit(r, at(1, 20), 6 * LIGHT_STAYS_MS - 1));
    assert_false(is_lit(r, at(1, 20), 6 * LIGHT_STAYS_MS));
}

static void hours_that_are_not_known_leave_it_lit(void **state)
{
    struct room *r = *state;
    r->session.setup.hours = (struct hours){0};
    assert_true(is_lit(r, at(6, 3), 100 * LIGHT_STAYS_MS));
}

static void where_nobody_sees_to_it_it_is_never_out(void **state)
{
    struct room *r = *state;
    unsetenv("RUNTIME_DIRECTORY");
    light_begin(&r->light, 0);
    assert_true(is_lit(r, at(1, 20), 100 * LIGHT_STAYS_MS));
}

#define IN_A_ROOM(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        IN_A_ROOM(it_is_lit_while_the_office_is_open),
        IN_A_ROOM(it_goes_out_when_the_office_is_closed_and_nobody_touches_it),
        IN_A_ROOM(a_touch_in_the_night_brings_light),
        IN_A_ROOM(a_visit_in_the_night_has_light_and_some_time_after_it),
        IN_A_ROOM(hours_that_are_not_known_leave_it_lit),
        IN_A_ROOM(where_nobody_sees_to_it_it_is_never_out),
    };
    setenv("TZ", "Asia/Jakarta", 1);
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
