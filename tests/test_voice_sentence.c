#include "drivers/voice/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_text_is_taken_sentence_by_sentence(void **state)
{
    static const char text[] = "Satu. Dua?\nTiga!  Empat; lima";
    static const char *const expected[] = {"Satu.", "Dua?", "Tiga!", "Empat;", "lima"};
    char out[64];
    size_t at = 0;
    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        at += sentence_take(text + at, out, sizeof out);
        assert_string_equal(out, expected[i]);
    }
    assert_int_equal(sentence_take(text + at, out, sizeof out), 0);
}

static void a_full_stop_within_a_word_ends_nothing(void **state)
{
    char out[64];
    (void)state;
    assert_true(sentence_take("versi 1.2 ini. Lalu", out, sizeof out));
    assert_string_equal(out, "versi 1.2 ini.");
}

static void a_sentence_too_long_breaks_at_a_comma_or_between_words(void **state)
{
    char out[16];
    (void)state;
    assert_true(sentence_take("satu, dua tiga empat", out, sizeof out));
    assert_string_equal(out, "satu,");
    assert_true(sentence_take("satu dua tiga empat", out, sizeof out));
    assert_string_equal(out, "satu dua tiga");
}

static void a_text_without_spaces_is_cut_between_characters(void **state)
{
    static const char text[] = "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9";
    char out[8], all[sizeof text] = "";
    size_t at = 0, taken;
    (void)state;
    while ((taken = sentence_take(text + at, out, sizeof out))) {
        assert_int_equal(taken % 2, 0);
        at += taken;
        strcat(all, out);
    }
    assert_string_equal(all, text);
}

static void bytes_that_are_no_text_come_to_an_end(void **state)
{
    char text[1000], out[8];
    size_t at = 0, taken;
    (void)state;
    memset(text, 0x80, sizeof text - 1);
    text[sizeof text - 1] = 0;
    while ((taken = sentence_take(text + at, out, sizeof out)))
        at += taken;
    assert_int_equal(at, sizeof text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_taken_sentence_by_sentence),
        cmocka_unit_test(a_full_stop_within_a_word_ends_nothing),
        cmocka_unit_test(a_sentence_too_long_breaks_at_a_comma_or_between_words),
        cmocka_unit_test(a_text_without_spaces_is_cut_between_characters),
        cmocka_unit_test(bytes_that_are_no_text_come_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
