/* How often a card's finger may be asked for: drivers/courier/attempts.h. */

#include "drivers/courier/attempts.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <errno.h>

enum { HOUR_MS = 3600 * 1000 };

static const struct wire_card siti = {.uid_size = 7, .uid = {4, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 1}};
static const struct wire_card budi = {.uid_size = 7, .uid = {4, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 2}};

static void give_back(struct attempts *a, const struct wire_card *card)
{
    uint8_t name[ATTEMPTS_DIGEST];
    attempts_name(a, card, name);
    attempts_give_back(a, name);
}

static void spend(struct attempts *a, const struct wire_card *card, int64_t at_ms)
{
    for (int i = 0; i < ATTEMPTS_A_DAY; i++)
        assert_int_equal(attempts_take(a, card, at_ms), 0);
    assert_int_equal(attempts_take(a, card, at_ms), -EDQUOT);
}

static void a_days_attempts_run_out_for_that_card_alone(void **state)
{
    static struct attempts a = {.key = {1}};
    (void)state;
    spend(&a, &siti, 0);
    spend(&a, &budi, 0);
}

static void they_come_back_a_day_later_and_not_before(void **state)
{
    static struct attempts a = {.key = {2}};
    (void)state;
    spend(&a, &siti, HOUR_MS);
    assert_int_equal(attempts_take(&a, &siti, INT64_C(25) * HOUR_MS - 1), -EDQUOT);
    spend(&a, &siti, INT64_C(25) * HOUR_MS);
}

static void the_right_finger_costs_nothing(void **state)
{
    static struct attempts a = {.key = {3}};
    (void)state;
    for (int i = 0; i < 50; i++) {
        assert_int_equal(attempts_take(&a, &siti, i), 0);
        give_back(&a, &siti);
    }
    spend(&a, &siti, 50);
}

static void nothing_is_given_back_that_was_not_taken(void **state)
{
    static struct attempts a = {.key = {4}};
    (void)state;
    give_back(&a, &siti);
    spend(&a, &siti, 0);
    give_back(&a, &budi);
    assert_int_equal(attempts_take(&a, &siti, 0), -EDQUOT);
}

static void many_other_cards_take_no_unbounded_memory(void **state)
{
    static struct attempts a = {.key = {5}};
    struct wire_card other = budi;
    (void)state;
    for (unsigned i = 0; i < 3 * ATTEMPTS_KEPT; i++) {
        other.uid[1] = (uint8_t)i;
        other.uid[2] = (uint8_t)(i >> 8);
        assert_int_equal(attempts_take(&a, &other, 0), 0);
    }
    assert_int_equal(a.count, ATTEMPTS_KEPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_days_attempts_run_out_for_that_card_alone),
        cmocka_unit_test(they_come_back_a_day_later_and_not_before),
        cmocka_unit_test(the_right_finger_costs_nothing),
        cmocka_unit_test(nothing_is_given_back_that_was_not_taken),
        cmocka_unit_test(many_other_cards_take_no_unbounded_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
