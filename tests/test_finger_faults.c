/* What can go wrong around the finger sensor: input, messages, and the sensor itself. */

#include "test_finger_driver.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdlib.h>

/* --- bad input ---------------------------------------------------------------------------------
 */

static void templates_of_no_use_are_named(void **state)
{
    struct driver d;
    struct wire_template garbage = *siti();
    (void)state;
    start_ready(&d);
    garbage.record[10] ^= 0xff;
    verify(&d, 61, &garbage, NULL);
    expect_fault(&d, 61, WIRE_FAULT_TEMPLATES_UNFIT);
    garbage.size = 0;
    verify(&d, 62, &garbage, NULL);
    expect_fault(&d, 62, WIRE_FAULT_TEMPLATES_UNFIT);
    verify(&d, 63, &garbage, siti());
    assert_int_equal(next_advice(&d, 63), WIRE_HINT_PLACE);
    press(&d, SITI, 1);
    expect_verdict(&d, 63, true);
    assert_int_equal(stop(&d), 0);
}

static void pictures_of_no_finger_never_match_and_end_nothing(void **state)
{
    enum { SIDE_MAX = 5000 };
    static const struct {
        int32_t width, height;
        int grey;              /* -1: noise */
        enum wire_hint advice; /* 0: any */
    } pictures[] = {
        {1, 1, 0, WIRE_HINT_AGAIN},
        {8, 8, 128, WIRE_HINT_AGAIN},
        {11, 11, 128, WIRE_HINT_AGAIN},
        {31, 400, -1, WIRE_HINT_AGAIN},
        {300, 400, 0, WIRE_HINT_PRESS},
        {300, 400, 255, WIRE_HINT_PRESS},
        {300, 400, 128, WIRE_HINT_PRESS},
        {300, 400, -1, 0},
        {1001, 400, -1, WIRE_HINT_AGAIN},
        {5000, 1, 0, WIRE_HINT_AGAIN},
        {SIDE_MAX, SIDE_MAX, -1, WIRE_HINT_AGAIN},
    };
    struct driver d;
    uint32_t noise = 1;
    uint8_t *pixels = malloc(SIDE_MAX * SIDE_MAX);
    (void)state;
    assert_non_null(pixels);
    start_ready(&d);
    verify(&d, 71, siti(), NULL);
    assert_int_equal(next_advice(&d, 71), WIRE_HINT_PLACE);
    for (uint32_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        size_t size = (size_t)(pictures[i].width * pictures[i].height);
        for (size_t k = 0; k < size; k++) {
            noise = noise * 1664525 + 1013904223;
            pixels[k] = (uint8_t)(pictures[i].grey < 0 ? (int)(noise >> 24) : pictures[i].grey);
        }
        show(&d, pictures[i].width, pictures[i].height, pixels);
        uint32_t advice = next_advice(&d, 71);
        if (pictures[i].advice)
            assert_int_equal(advice, pictures[i].advice);
    }
    free(pixels);
    press(&d, SITI, 1);
    expect_verdict(&d, 71, true);
    assert_int_equal(stop(&d), 0);
}

static void a_message_not_allowed_ends_the_driver(void **state)
{
    struct driver d;
    struct wire_link link = {0};
    (void)state;
    start_ready(&d);
    assert_int_equal(wire_send(d.fd, WIRE_LINK, 0, &link), 0);
    assert_int_equal(stop(&d), 1);
}

/* --- sensors -----------------------------------------------------------------------------------
 */

static void unplug_in_the_middle(struct driver *d)
{
    verify(d, 81, siti(), NULL);
    assert_int_equal(next_advice(d, 81), WIRE_HINT_PLACE);
    show(d, SENSOR_GONE, 0, NULL);
    expect_fault(d, 81, WIRE_FAULT_SENSOR_ABSENT);
    expect_fault(d, 0, WIRE_FAULT_SENSOR_ABSENT);
    assert_int_equal(next(d), WIRE_READY);
    verify(d, 82, siti(), NULL);
    assert_int_equal(next_advice(d, 82), WIRE_HINT_PLACE);
    press(d, SITI, 1);
    expect_verdict(d, 82, true);
    assert_int_equal(stop(d), 0);
}

static void an_unplugged_sensor_is_told_and_found_again(void **state)
{
    struct driver d;
    (void)state;
    start_ready(&d);
    unplug_in_the_middle(&d);
}

static void a_sensor_with_pictures_is_chosen_beside_one_without(void **state)
{
    struct driver d;
    (void)state;
    start(&d, "FP_VIRTUAL_IMAGE", "virtual_image:virtual_device");
    assert_int_equal(next(&d), WIRE_READY);
    unplug_in_the_middle(&d);
}

static void a_sensor_of_512_dpi_sees_the_same_finger(void **state)
{
    struct driver d;
    (void)state;
    start_at_dpi(&d, 512);
    verify(&d, 87, siti(), NULL);
    assert_int_equal(next_advice(&d, 87), WIRE_HINT_PLACE);
    press_at_dpi(&d, SITI, 1, 512);
    expect_verdict(&d, 87, true);
    assert_int_equal(stop(&d), 0);
}

/* The setting is what tells; a sensor set up wrongly turns its owner away, and lets nobody in. */
static void a_resolution_set_wrongly_is_believed(void **state)
{
    struct driver d;
    (void)state;
    start_at_dpi(&d, 800);
    verify(&d, 88, siti(), NULL);
    for (uint32_t impression = 1; impression <= 3; impression++) {
        next_advice(&d, 88);
        press(&d, SITI, impression);
    }
    expect_verdict(&d, 88, false);
    assert_int_equal(stop(&d), 0);
}

static void without_a_sensor_the_question_is_answered_with_why(void **state)
{
    struct driver d;
    (void)state;
    start(&d, "UNUSED", "virtual_image");
    expect_fault(&d, 0, WIRE_FAULT_SENSOR_ABSENT);
    verify(&d, 91, siti(), NULL);
    expect_fault(&d, 91, WIRE_FAULT_SENSOR_ABSENT);
    assert_int_equal(stop(&d), 0);
}

static void a_sensor_that_compares_on_its_own_chip_is_unfit(void **state)
{
    struct driver d;
    (void)state;
    start(&d, "FP_VIRTUAL_DEVICE", "virtual_device");
    expect_fault(&d, 0, WIRE_FAULT_SENSOR_UNFIT);
    verify(&d, 92, siti(), NULL);
    expect_fault(&d, 92, WIRE_FAULT_SENSOR_UNFIT);
    assert_int_equal(stop(&d), 0);
    start(&d, "FP_VIRTUAL_DEVICE_STORAGE", "virtual_device_storage"); /* keeps prints, too */
    expect_fault(&d, 0, WIRE_FAULT_SENSOR_UNFIT);
    assert_int_equal(stop(&d), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_of_no_use_are_named),
        cmocka_unit_test(pictures_of_no_finger_never_match_and_end_nothing),
        cmocka_unit_test(a_message_not_allowed_ends_the_driver),
        cmocka_unit_test(an_unplugged_sensor_is_told_and_found_again),
        cmocka_unit_test(a_sensor_with_pictures_is_chosen_beside_one_without),
        cmocka_unit_test(a_sensor_of_512_dpi_sees_the_same_finger),
        cmocka_unit_test(a_resolution_set_wrongly_is_believed),
        cmocka_unit_test(without_a_sensor_the_question_is_answered_with_why),
        cmocka_unit_test(a_sensor_that_compares_on_its_own_chip_is_unfit),
    };
    return cmocka_run_group_tests(tests, prepare, tidy);
}
