#include "kiosk/keypad.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct keypad keypad;

static int fresh(void **state)
{
    (void)state;
    keypad_init(&keypad);
    return 0;
}

static void any_other_key_does_nothing(void **state)
{
    unsigned meant = 0;
    (void)state;
    for (int code = 0; code < SDL_NUM_SCANCODES; code++)
        meant += keypad_take(&keypad, code) != PAD_NONE;
    for (int code = 0; code < SDL_NUM_SCANCODES; code++)
        meant += keypad_take(&keypad, SDL_SCANCODE_TO_KEYCODE(code)) != PAD_NONE;
    assert_int_equal(meant, keypad.count);
    assert_int_equal(keypad_take(&keypad, SDLK_DELETE), PAD_NONE);
    assert_int_equal(keypad_take(&keypad, SDLK_a), PAD_NONE);
}

static void every_function_has_a_key(void **state)
{
    bool has[PADS] = {[PAD_NONE] = true};
    (void)state;
    for (unsigned i = 0; i < keypad.count; i++)
        has[keypad_take(&keypad, keypad.keys[i].code)] = true;
    for (int pad = 0; pad < PADS; pad++)
        assert_true(has[pad]);
}

static void a_place_says_which_key_its_keypad_sends(void **state)
{
    (void)state;
    assert_true(keypad_set(&keypad, "help", "F17"));
    assert_int_equal(keypad_take(&keypad, SDLK_F17), PAD_HELP);
    assert_int_equal(keypad_take(&keypad, SDLK_F1), PAD_NONE);
    assert_int_equal(keypad_take(&keypad, SDLK_F2), PAD_REPEAT);
    assert_false(keypad_set(&keypad, "dance", "F18"));
    assert_false(keypad_set(&keypad, "help", "No such key"));
}

static void a_key_given_to_a_switch_stays_with_it(void **state)
{
    (void)state;
    assert_true(keypad_set(&keypad, "switch_1", "Space"));
    assert_true(keypad_set(&keypad, "switch_2", "Return"));
    assert_true(keypad_set(&keypad, "select", "F20"));
    assert_int_equal(keypad_take(&keypad, SDLK_SPACE), PAD_DOWN);
    assert_int_equal(keypad_take(&keypad, SDLK_RETURN), PAD_SELECT);
    assert_int_equal(keypad_take(&keypad, SDLK_F20), PAD_SELECT);
    assert_int_equal(keypad_take(&keypad, SDLK_F11), PAD_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(any_other_key_does_nothing, fresh),
        cmocka_unit_test_setup(every_function_has_a_key, fresh),
        cmocka_unit_test_setup(a_place_says_which_key_its_keypad_sends, fresh),
        cmocka_unit_test_setup(a_key_given_to_a_switch_stays_with_it, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
