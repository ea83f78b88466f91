/* What a finger means that was on its way while the screen changed. */
#include "kiosk/ui/aim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { WHO = 1, REPORT, SIZE, DONE };

static struct page page(const struct page_box *boxes, unsigned count)
{
    struct page p = {.box_count = count};
    for (unsigned i = 0; i < count; i++)
        p.boxes[i] = boxes[i];
    return p;
}

static struct page_box button(int x, int what)
{
    return (struct page_box){.rect = {x, 100, 90, 40}, .action = {(uint16_t)what, 0}};
}

/* One button, to the left, becomes two. */
static struct page one(void)
{
    return page((struct page_box[]){button(0, WHO), button(300, SIZE)}, 2);
}

static struct page two(void)
{
    return page((struct page_box[]){button(100, WHO), button(0, REPORT), button(300, SIZE)}, 3);
}

static void what_slid_under_the_finger_is_not_meant(void **state)
{
    struct page before = one(), now = two();
    struct aim aim = {0};
    (void)state;
    aim_change(&aim, &before, true, 1000);
    assert_int_equal(aim_press(&aim, &now, 50, 120, 1000 + AIM_MS - 1),
                     0); /* WHO, where it is now */
    assert_true(aim_holds(&aim, 60, 110));
    assert_false(aim_holds(&aim, 150, 120));
    assert_int_equal(aim_press(&aim, &now, 50, 120, 1000 + AIM_MS), 1); /* seen by now: REPORT */
    assert_true(aim_holds(&aim, 60, 110));
}

static void what_is_gone_is_not_meant_either(void **state)
{
    struct page before = two(), now = one();
    struct aim aim = {0};
    (void)state;
    aim_change(&aim, &before, true, 1000);
    assert_int_equal(aim_press(&aim, &now, 50, 120, 1100), -1); /* REPORT, not WHO */
    assert_int_equal(aim_press(&aim, &now, 350, 120, 1100), 1); /* SIZE stayed where it was */
}

static void where_nothing_was_the_new_is_meant(void **state)
{
    struct page before = one(), now = two();
    struct aim aim = {0};
    (void)state;
    aim_change(&aim, &before, true, 1000);
    assert_int_equal(aim_press(&aim, &now, 150, 120, 1001), 0);
    assert_int_equal(aim_press(&aim, &now, 250, 120, 1001), -1);
}

/* The catalogue comes, and at once the line: still nobody saw the one in between. */
static void two_changes_at_once_are_one(void **state)
{
    struct page first = one(), second = two(), now = page((struct page_box[]){button(0, DONE)}, 1);
    struct aim aim = {0};
    (void)state;
    aim_change(&aim, &first, true, 1000);
    aim_change(&aim, &second, true, 1100);
    assert_int_equal(aim_press(&aim, &first, 50, 120, 1450), 0);
    /* Another screen is looked at anew: what it stands on is what came before it. */
    aim_change(&aim, &second, false, 1200);
    assert_int_equal(aim_press(&aim, &now, 50, 120, 1250), -1);
    assert_int_equal(aim_press(&aim, &second, 50, 120, 1250), 1);
}

static void what_the_person_wanted_is_expected(void **state)
{
    struct page before = one(), now = two();
    struct aim aim = {0};
    (void)state;
    aim_change(&aim, &before, true, 1000);
    aim_expect(&aim);
    assert_int_equal(aim_press(&aim, &now, 50, 120, 1001), 1);
}

/* Of two ways to the same the one under the finger shows the touch; a finger that is down goes on
 * meaning the same. */
static void a_finger_that_is_down_means_what_it_came_down_on(void **state)
{
    struct page both = page((struct page_box[]){button(200, WHO), button(0, WHO)}, 2);
    struct page now = two(), gone = page((struct page_box[]){button(0, DONE)}, 1);
    struct aim aim = {0};
    (void)state;
    assert_int_equal(aim_press(&aim, &both, 50, 120, 5000), 1);
    assert_int_equal(aim_box(&aim, &now), 0);
    assert_int_equal(aim_box(&aim, &gone), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_slid_under_the_finger_is_not_meant),
        cmocka_unit_test(what_is_gone_is_not_meant_either),
        cmocka_unit_test(where_nothing_was_the_new_is_meant),
        cmocka_unit_test(two_changes_at_once_are_one),
        cmocka_unit_test(what_the_person_wanted_is_expected),
        cmocka_unit_test(a_finger_that_is_down_means_what_it_came_down_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
