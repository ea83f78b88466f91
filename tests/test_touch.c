#include "kiosk/touch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { WIDTH = 1280, HEIGHT = 800, NOWHERE = -1 };

struct sight {
    enum touch_act act;
    int x, y;
};

static struct sight finger(struct touch *t, Uint32 type, SDL_FingerID id, float x, float y)
{
    SDL_Event e = {.tfinger = {.type = type, .fingerId = id, .x = x, .y = y}};
    struct sight s = {.x = NOWHERE, .y = NOWHERE};
    s.act = touch_take(t, &e, WIDTH, HEIGHT, &s.x, &s.y);
    return s;
}

static void assert_sight(struct sight s, enum touch_act act, int x, int y)
{
    assert_int_equal(s.act, act);
    assert_int_equal(s.x, x);
    assert_int_equal(s.y, y);
}

static void a_finger_taps_where_it_is(void **state)
{
    struct touch t = {0};
    (void)state;
    assert_sight(finger(&t, SDL_FINGERDOWN, 7, 0.5f, 0.25f), TOUCH_PRESS, 640, 200);
    assert_sight(finger(&t, SDL_FINGERMOTION, 7, 0.25f, 0.5f), TOUCH_DRAG, 320, 400);
    assert_sight(finger(&t, SDL_FINGERUP, 7, 0.25f, 0.5f), TOUCH_RELEASE, 320, 400);
    assert_sight(finger(&t, SDL_FINGERMOTION, 7, 0, 0), TOUCH_NONE, NOWHERE, NOWHERE);
}

static void a_hand_resting_on_the_glass_keeps_no_finger_from_tapping(void **state)
{
    struct touch t = {0};
    (void)state;
    finger(&t, SDL_FINGERDOWN, 1, 0, 0);
    assert_sight(finger(&t, SDL_FINGERDOWN, 2, 0.5f, 0.5f), TOUCH_PRESS, 640, 400);
    assert_int_equal(finger(&t, SDL_FINGERMOTION, 1, 0, 0.1f).act, TOUCH_NONE);
    assert_sight(finger(&t, SDL_FINGERUP, 2, 0.5f, 0.5f), TOUCH_RELEASE, 640, 400);
    assert_int_equal(finger(&t, SDL_FINGERUP, 1, 0, 0).act, TOUCH_NONE);
}

static void a_lift_that_was_never_told_locks_nothing(void **state)
{
    struct touch t = {0};
    (void)state;
    finger(&t, SDL_FINGERDOWN, 1, 0, 0);
    finger(&t, SDL_FINGERDOWN, 2, 0.5f, 0.5f);
    assert_int_equal(finger(&t, SDL_FINGERUP, 2, 0.5f, 0.5f).act, TOUCH_RELEASE);
    assert_int_equal(finger(&t, SDL_FINGERUP, 9, 0, 0).act, TOUCH_NONE);
}

static void a_mouse_taps_as_a_finger_does(void **state)
{
    struct touch t = {0};
    SDL_Event down = {.button = {.type = SDL_MOUSEBUTTONDOWN, .x = 12, .y = 34}};
    SDL_Event move = {.motion = {.type = SDL_MOUSEMOTION, .x = 56, .y = 78}};
    SDL_Event up = {.button = {.type = SDL_MOUSEBUTTONUP, .x = 56, .y = 78}};
    int x = NOWHERE, y = NOWHERE;
    (void)state;
    assert_int_equal(touch_take(&t, &move, WIDTH, HEIGHT, &x, &y), TOUCH_NONE);
    assert_int_equal(touch_take(&t, &down, WIDTH, HEIGHT, &x, &y), TOUCH_PRESS);
    assert_int_equal(x, 12);
    assert_int_equal(touch_take(&t, &move, WIDTH, HEIGHT, &x, &y), TOUCH_DRAG);
    assert_int_equal(y, 78);
    assert_int_equal(touch_take(&t, &up, WIDTH, HEIGHT, &x, &y), TOUCH_RELEASE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finger_taps_where_it_is),
        cmocka_unit_test(a_hand_resting_on_the_glass_keeps_no_finger_from_tapping),
        cmocka_unit_test(a_lift_that_was_never_told_locks_nothing),
        cmocka_unit_test(a_mouse_taps_as_a_finger_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
