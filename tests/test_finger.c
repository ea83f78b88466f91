/* What a person meets at the finger sensor. */

#include "../drivers/finger/points.h"
#include "../drivers/finger/template.h"
#include "test_finger_driver.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

/* --- whose finger ---------------------------------------------------------------------------- */

static void ones_own_finger_is_accepted(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 11, siti(), NULL);
    assert_int_equal(next_advice(&d, 11), WIRE_HINT_PLACE);
    assert_int_equal(d.packet.body.finger_hint.position, 2);
    press(&d, SITI, 1);
    expect_verdict(&d, 11, true);
    assert_int_equal(stop(&d), 0);
}

static void any_enrolled_finger_is_accepted(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 12, siti(), other_of_siti());
    press(&d, OTHER_OF_SITI, 1);
    expect_verdict(&d, 12, true);
    assert_int_equal(stop(&d), 0);
}

static void a_stranger_is_refused_after_three_rounds(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 13, siti(), NULL);
    assert_int_equal(next_advice(&d, 13), WIRE_HINT_PLACE);
    press(&d, STRANGER, 1);
    assert_int_equal(next_advice(&d, 13), WIRE_HINT_AGAIN);
    press(&d, STRANGER, 2);
    assert_int_equal(next_advice(&d, 13), WIRE_HINT_AGAIN);
    press(&d, STRANGER, 3);
    expect_verdict(&d, 13, false);
    assert_int_equal(stop(&d), 0);
}

static void the_other_finger_is_asked_for_in_turn(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 15, siti(), other_of_siti());
    assert_int_equal(next_advice(&d, 15), WIRE_HINT_PLACE);
    for (uint32_t capture = 1; capture < 6; capture++) {
        assert_int_equal(d.packet.body.finger_hint.position, capture % 2 ? 2 : 7);
        press(&d, STRANGER, capture);
        assert_int_equal(next_advice(&d, 15), WIRE_HINT_AGAIN);
    }
    press(&d, STRANGER, 6);
    expect_verdict(&d, 15, false);
    assert_int_equal(stop(&d), 0);
}

static void a_wrong_finger_first_costs_only_a_round(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 14, siti(), NULL);
    assert_int_equal(next_advice(&d, 14), WIRE_HINT_PLACE);
    press(&d, STRANGER, 1);
    assert_int_equal(next_advice(&d, 14), WIRE_HINT_AGAIN);
    press(&d, SITI, 2);
    expect_verdict(&d, 14, true);
    assert_int_equal(stop(&d), 0);
}

/* --- coaching -------------------------------------------------------------------------------- */

static void the_hand_is_led_step_by_step(void **state)
{
    static const uint32_t steps[] = {WIRE_HINT_PLACE, WIRE_HINT_HOLD, WIRE_HINT_LIFT};
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 21, siti(), NULL);
    press(&d, SITI, 1);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_int_equal(next(&d), WIRE_FINGER_HINT);
        assert_int_equal(d.packet.body.finger_hint.hint, steps[i]);
    }
    expect_verdict(&d, 21, true);
    assert_int_equal(stop(&d), 0);
}

static void what_the_sensor_complains_of_becomes_advice(void **state)
{
    /* FP_DEVICE_RETRY_GENERAL, _TOO_SHORT, _CENTER_FINGER */
    static const uint32_t advice[] = {WIRE_HINT_AGAIN, WIRE_HINT_PRESS, WIRE_HINT_CENTRE};
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 22, siti(), NULL);
    assert_int_equal(next_advice(&d, 22), WIRE_HINT_PLACE);
    for (int32_t i = 0; i < 3; i++) {
        show(&d, SENSOR_RETRY, i, NULL);
        assert_int_equal(next_advice(&d, 22), advice[i]);
    }
    press(&d, SITI, 1);
    expect_verdict(&d, 22, true);
    assert_int_equal(stop(&d), 0);
}

static void what_is_wrong_with_a_press_is_said_and_uses_up_no_round(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 24, siti(), NULL);
    assert_int_equal(next_advice(&d, 24), WIRE_HINT_PLACE);
    press_faulty(&d, SITI, 1, PRINT_ASIDE);
    assert_int_equal(next_advice(&d, 24), WIRE_HINT_CENTRE);
    press_faulty(&d, STRANGER, 2, PRINT_SMUDGED);
    assert_int_equal(next_advice(&d, 24), WIRE_HINT_CLEAN);
    press_faulty(&d, SITI, 3, PRINT_SLID);
    assert_int_equal(next_advice(&d, 24), WIRE_HINT_STILL);
    press(&d, STRANGER, 4);
    assert_int_equal(next_advice(&d, 24), WIRE_HINT_AGAIN);
    press(&d, STRANGER, 5);
    assert_int_equal(next_advice(&d, 24), WIRE_HINT_AGAIN);
    press(&d, SITI, 6);
    expect_verdict(&d, 24, true);
    assert_int_equal(stop(&d), 0);
}

static void a_print_left_on_the_glass_is_never_accepted(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 25, siti(), NULL);
    press(&d, SITI, 1);
    expect_verdict(&d, 25, true);
    verify(&d, 26, siti(), NULL);
    assert_int_equal(next_advice(&d, 26), WIRE_HINT_PLACE);
    for (int i = 0; i < 5; i++) {
        press(&d, SITI, 1);
        assert_int_equal(next_advice(&d, 26), WIRE_HINT_CLEAN);
    }
    press(&d, SITI, 2);
    expect_verdict(&d, 26, true);
    assert_int_equal(stop(&d), 0);
}

static void complaints_use_up_no_round(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 23, siti(), NULL);
    assert_int_equal(next_advice(&d, 23), WIRE_HINT_PLACE);
    for (int i = 0; i < 5; i++) {
        show(&d, SENSOR_RETRY, 0, NULL);
        assert_int_equal(next_advice(&d, 23), WIRE_HINT_AGAIN);
    }
    press(&d, SITI, 3);
    expect_verdict(&d, 23, true);
    assert_int_equal(stop(&d), 0);
}

/* --- enrolment ------------------------------------------------------------------------------ */

static void enrol(struct driver *d, uint32_t visit, uint32_t position)
{
    struct wire_enrol body = {.position = position};
    assert_int_equal(wire_send(d->fd, WIRE_ENROL, visit, &body), 0);
    assert_int_equal(next_advice(d, visit), WIRE_HINT_PLACE);
    assert_int_equal(d->packet.body.finger_hint.position, position);
}

static void a_finger_enrolled_here_is_accepted_here(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    enrol(&d, 81, 4);
    for (uint32_t i = 1; i < 4; i++) {
        press(&d, STRANGER, i);
        assert_int_equal(next_advice(&d, 81), WIRE_HINT_AGAIN);
    }
    press(&d, STRANGER, 4);
    while (next(&d) == WIRE_FINGER_HINT)
        assert_int_equal(d.packet.header.visit, 81);
    assert_int_equal(d.packet.header.type, WIRE_ENROLLED);
    assert_int_equal(d.packet.header.visit, 81);
    assert_in_range(d.packet.body.enrolled.quality, 50, 100);
    struct wire_template enrolled = d.packet.body.enrolled.template;
    assert_int_equal(enrolled.position, 4);
    verify(&d, 82, &enrolled, NULL);
    assert_int_equal(next_advice(&d, 82), WIRE_HINT_PLACE);
    assert_int_equal(d.packet.body.finger_hint.position, 4);
    press(&d, STRANGER, 5);
    expect_verdict(&d, 82, true);
    assert_int_equal(stop(&d), 0);
}

static void different_fingers_are_not_enrolled_as_one(void **state)
{
    static const uint32_t fingers[] = {SITI, OTHER_OF_SITI, STRANGER, STRANGER + 1};
    struct driver d;
    (void)state;
    start_ready(&d);
    enrol(&d, 83, 2);
    for (uint32_t i = 0; i < 7; i++) {
        press(&d, fingers[i % 4], 1 + i);
        assert_int_equal(next_advice(&d, 83), WIRE_HINT_AGAIN);
    }
    press(&d, fingers[3], 8);
    while (next(&d) == WIRE_FINGER_HINT)
        assert_int_equal(d.packet.header.visit, 83);
    assert_int_equal(d.packet.header.type, WIRE_FAULT);
    assert_int_equal(d.packet.body.fault.fault, WIRE_FAULT_FINGER_POOR);
    assert_int_equal(stop(&d), 0);
}

static void a_stopped_enrolment_gets_no_answer(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    enrol(&d, 84, 2);
    press(&d, STRANGER, 1);
    assert_int_equal(next_advice(&d, 84), WIRE_HINT_AGAIN);
    verify_stop(&d, 84);
    enrol(&d, 85, 3);
    assert_int_equal(stop(&d), 0);
}

/* --- visits ---------------------------------------------------------------------------------- */

static void a_stopped_visit_gets_no_answer(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    verify(&d, 31, siti(), NULL);
    assert_int_equal(next_advice(&d, 31), WIRE_HINT_PLACE);
    press(&d, SITI, 1);
    verify_stop(&d, 31);
    verify(&d, 32, other_of_siti(), NULL);
    while (next(&d) == WIRE_FINGER_HINT && d.packet.header.visit == 31)
        assert_int_not_equal(d.packet.body.finger_hint.hint, WIRE_HINT_AGAIN);
    assert_int_equal(d.packet.header.visit, 32);
    assert_int_equal(d.packet.body.finger_hint.hint, WIRE_HINT_PLACE);
    assert_int_equal(stop(&d), 0);
}

/* The first person's finger may be read before, during or after the second's begins. */
static void a_late_answer_never_reaches_the_next_person(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    for (uint32_t visit = 41; visit < 47; visit += 2) {
        verify(&d, visit, siti(), NULL);
        press(&d, SITI, visit);
        verify(&d, visit + 1, other_of_siti(), NULL);
        while (next(&d) != WIRE_FINGER_HINT || d.packet.header.visit != visit + 1)
            assert_int_equal(d.packet.header.visit, visit);
        press(&d, OTHER_OF_SITI, visit);
        while (next(&d) == WIRE_FINGER_HINT) {
            assert_int_equal(d.packet.header.visit, visit + 1);
            if (d.packet.body.finger_hint.hint == WIRE_HINT_AGAIN)
                press(&d, OTHER_OF_SITI, visit + 1);
        }
        assert_int_equal(d.packet.header.type, WIRE_VERIFIED);
        assert_int_equal(d.packet.header.visit, visit + 1);
        assert_int_equal(d.packet.body.verified.matched, 1);
    }
    assert_int_equal(stop(&d), 0);
}

static void a_finished_visit_leaves_no_template_in_memory(void **state)
{
    static struct minutiae views[TEMPLATE_VIEWS_MAX];
    static struct points points;
    const size_t some = 4 * sizeof *points.at;
    struct driver d;
    size_t count;
    (void)state;
    assert_int_equal(template_read(siti()->record, siti()->size, views, &count), 0);
    assert_int_equal(points_read(&views[0], POINTS_OTHER, &points), 0);
    start_ready(&d);
    verify(&d, 51, siti(), NULL);
    assert_int_equal(next_advice(&d, 51), WIRE_HINT_PLACE);
    assert_true(remembers(d.pid, points.at, some));
    press(&d, SITI, 1);
    expect_verdict(&d, 51, true);
    assert_false(remembers(d.pid, points.at, some));
    assert_false(remembers(d.pid, views[0].m, 4 * sizeof *views[0].m));
    assert_false(remembers(d.pid, siti()->record + 28, 24));
    assert_int_equal(stop(&d), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ones_own_finger_is_accepted),
        cmocka_unit_test(any_enrolled_finger_is_accepted),
        cmocka_unit_test(a_stranger_is_refused_after_three_rounds),
        cmocka_unit_test(the_other_finger_is_asked_for_in_turn),
        cmocka_unit_test(a_wrong_finger_first_costs_only_a_round),
        cmocka_unit_test(the_hand_is_led_step_by_step),
        cmocka_unit_test(what_the_sensor_complains_of_becomes_advice),
        cmocka_unit_test(what_is_wrong_with_a_press_is_said_and_uses_up_no_round),
        cmocka_unit_test(a_print_left_on_the_glass_is_never_accepted),
        cmocka_unit_test(complaints_use_up_no_round),
        cmocka_unit_test(a_finger_enrolled_here_is_accepted_here),
        cmocka_unit_test(different_fingers_are_not_enrolled_as_one),
        cmocka_unit_test(a_stopped_enrolment_gets_no_answer),
        cmocka_unit_test(a_stopped_visit_gets_no_answer),
        cmocka_unit_test(a_late_answer_never_reaches_the_next_person),
        cmocka_unit_test(a_finished_visit_leaves_no_template_in_memory),
    };
    return cmocka_run_group_tests(tests, prepare, tidy);
}
