/*
 * A card's finger checks of a day, counted by the real kiosk-courier and the real reference service
 * (courier_stage.h).
 */
#include "tests/courier_stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static struct courier_stage s;

static void restart_courier(void)
{
    assert_int_equal(kill(s.courier, SIGKILL), 0);
    assert_int_equal(stage_stop_courier(&s), -SIGKILL);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 1, 0);
}

/* As on another device, or on a new disk. */
static void forget(void)
{
    assert_int_equal(unlink(stage_path(&s, "data/attempts.db")), 0);
    restart_courier();
}

static enum wire_type asked_templates(uint32_t visit)
{
    return stage_ask_templates(&s, visit, stage_budi().card);
}

static enum wire_type asked_attempt(uint32_t visit, struct wire_card card, uint32_t verified)
{
    struct wire_attempt attempt = {.card = card,
                                   .consent = {.version = "2026-11", .given_at = time(NULL)},
                                   .verified = verified};
    assert_int_equal(wire_send(s.face, WIRE_ATTEMPT, visit, &attempt), 0);
    return stage_heard(&s, visit);
}

static void spend(void)
{
    for (uint32_t visit = 1; visit <= 5; visit++)
        assert_int_equal(asked_templates(visit), WIRE_TEMPLATES);
}

static void expect_spent(enum wire_type heard)
{
    assert_int_equal(heard, WIRE_FAULT);
    assert_int_equal(s.got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
}

static void they_run_out_unless_the_right_finger_came(void **state)
{
    uint32_t visit = 1;
    (void)state;
    for (; visit <= 3; visit++) {
        assert_int_equal(asked_templates(visit), WIRE_TEMPLATES);
        stage_result_comes(&s, visit);
    }
    for (; visit <= 8; visit++)
        assert_int_equal(asked_templates(visit), WIRE_TEMPLATES);
    expect_spent(asked_templates(visit));
}

static void no_restart_of_the_courier_gives_a_card_more(void **state)
{
    (void)state;
    for (uint32_t check = 1; check <= 5; check++) {
        assert_int_equal(asked_templates(1), WIRE_TEMPLATES);
        restart_courier();
    }
    stage_stop_service(&s); /* this device's own count */
    expect_spent(asked_templates(1));
}

static void the_service_counts_for_a_device_that_forgot(void **state)
{
    (void)state;
    spend();
    forget();
    expect_spent(asked_templates(1));
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_true(stage_logged(&s, "rjct.attempts.spent"));
}

static void those_through_the_chip_are_counted_with_those_without(void **state)
{
    struct wire_card chip = stage_budi().card;
    (void)state;
    chip.assurance = WIRE_ASSURANCE_CHIP;
    memset(chip.photo_sha256, 0, WIRE_DIGEST);
    strcpy(chip.nik, "3510152509680003");
    for (uint32_t visit = 1; visit <= 4; visit++)
        assert_int_equal(asked_attempt(visit, chip, 0), WIRE_ATTEMPT_TAKEN);
    assert_int_equal(asked_templates(5), WIRE_TEMPLATES);
    expect_spent(asked_attempt(6, chip, 0));
    forget();
    expect_spent(asked_attempt(1, chip, 0));
}

static void a_declaration_needs_no_line_and_is_counted_nevertheless(void **state)
{
    (void)state;
    assert_int_equal(asked_templates(1), WIRE_TEMPLATES);
    stage_result_comes(&s, 1);
    stage_stop_service(&s);
    for (int check = 1; check <= 5; check++)
        assert_int_equal(asked_attempt(1, stage_budi().card, 1), WIRE_ATTEMPT_TAKEN);
    expect_spent(asked_attempt(1, stage_budi().card, 1));
}

static void a_declaration_that_the_service_refuses_is_stopped(void **state)
{
    (void)state;
    spend();
    forget();
    assert_int_equal(asked_attempt(1, stage_budi().card, 1), WIRE_ATTEMPT_TAKEN);
    expect_spent(stage_heard(&s, 1));
}

static void without_a_line_the_first_check_of_a_visit_does_not_begin(void **state)
{
    struct wire_card chip = stage_budi().card;
    (void)state;
    chip.assurance = WIRE_ASSURANCE_CHIP;
    strcpy(chip.nik, "3510152509680003");
    stage_stop_service(&s);
    for (uint32_t visit = 1; visit <= 6; visit++) { /* and costs nothing */
        assert_int_equal(asked_attempt(visit, chip, 0), WIRE_FAULT);
        assert_int_not_equal(s.got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
    }
}

#define ON_A_STAGE(test)                                                                           \
    cmocka_unit_test_prestate_setup_teardown(test, stage_online, stage_ended, &s)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_STAGE(they_run_out_unless_the_right_finger_came),
        ON_A_STAGE(no_restart_of_the_courier_gives_a_card_more),
        ON_A_STAGE(the_service_counts_for_a_device_that_forgot),
        ON_A_STAGE(those_through_the_chip_are_counted_with_those_without),
        ON_A_STAGE(a_declaration_needs_no_line_and_is_counted_nevertheless),
        ON_A_STAGE(a_declaration_that_the_service_refuses_is_stopped),
        ON_A_STAGE(without_a_line_the_first_check_of_a_visit_does_not_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
