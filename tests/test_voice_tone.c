#include "drivers/voice/dial.h"
#include "drivers/voice/tone.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RATE_HZ = 22050, MAX = RATE_HZ * TONE_MAX_MS / 1000 };

static double rms(const int16_t *samples, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (double)samples[i] * samples[i];
    return sqrt(sum / (double)count);
}

static void every_chime_sounds_for_its_length_without_a_click(void **state)
{
    int16_t samples[MAX];
    (void)state;
    for (int which = 0; which < TONES; which++) {
        size_t count = tone_make((enum tone)which, RATE_HZ, samples);
        int peak = 0, leap = 0;
        assert_in_range(tone_ms((enum tone)which), 300, TONE_MAX_MS);
        assert_int_equal(count, (size_t)tone_ms((enum tone)which) * RATE_HZ / 1000);
        for (size_t i = 0; i < count; i++) {
            peak = abs(samples[i]) > peak ? abs(samples[i]) : peak;
            leap = i && abs(samples[i] - samples[i - 1]) > leap ? abs(samples[i] - samples[i - 1])
                                                                : leap;
        }
        assert_in_range(peak, 16000, 23198);
        assert_in_range(leap, 1, peak / 2);
        assert_int_equal(samples[0], 0);
        assert_int_equal(samples[count - 1], 0);
    }
}

static void each_chime_is_told_from_the_others(void **state)
{
    int16_t one[MAX], other[MAX];
    (void)state;
    for (int a = 0; a < TONES; a++)
        for (int b = 0; b < a; b++) {
            size_t count = tone_make((enum tone)a, RATE_HZ, one);
            bool longer = tone_make((enum tone)b, RATE_HZ, other) != count;
            assert_true(longer || memcmp(one, other, count * sizeof *one));
        }
}

static void each_step_of_loudness_is_felt_and_none_is_a_shock(void **state)
{
    struct dial dial = dial_usual(0);
    int16_t tone[MAX];
    size_t count = tone_make(TONE_READ, RATE_HZ, tone);
    double before = 0;
    (void)state;
    for (int i = 0; i < DIAL_LEVELS; i++)
        dial_softer(&dial);
    for (int i = 0; i < DIAL_LEVELS; i++) {
        int16_t heard[MAX] = {0};
        dial_mix(&dial, tone, count, heard);
        double level_db = 20 * log10(rms(heard, count) / rms(tone, count));
        assert_true(fabs(level_db - dial_gain_db(&dial)) < 0.1);
        assert_true(i == 0 || (level_db - before > 3 && level_db - before <= 10));
        before = level_db;
        dial_louder(&dial);
    }
}

static void a_step_of_twelve_decibels_lies_between_the_usual_loudness_and_the_loudest(void **state)
{
    struct dial dial = dial_usual(0);
    int usual = dial_gain_db(&dial);
    (void)state;
    do
        dial_louder(&dial);
    while (dial_gain_db(&dial) < usual + 12);
    assert_int_equal(dial_gain_db(&dial), usual + 12);
    dial_louder(&dial);
    assert_true(dial_gain_db(&dial) > usual + 12);
}

static void rates_reach_from_half_to_double_in_six_to_eight_steps(void **state)
{
    struct dial dial = dial_usual(0);
    unsigned steps = 1;
    (void)state;
    assert_int_equal(dial_rate_percent(&dial), 100);
    for (int i = 0; i < DIAL_RATES; i++)
        dial_slower(&dial);
    assert_int_equal(dial_rate_percent(&dial), 50);
    for (unsigned percent = 50; percent < 200; steps++) {
        dial_faster(&dial);
        assert_true(dial_rate_percent(&dial) > percent);
        percent = dial_rate_percent(&dial);
    }
    assert_int_equal(dial_rate_percent(&dial), 200);
    assert_in_range(steps, 6, 8);
}

static void too_loud_a_sum_is_clipped_and_does_not_wrap(void **state)
{
    struct dial dial = {.level = DIAL_LEVELS - 1, .rate = 0};
    const int16_t loud[] = {30000, -30000};
    int16_t heard[] = {30000, -30000};
    (void)state;
    dial_mix(&dial, loud, 2, heard);
    assert_int_equal(heard[0], INT16_MAX);
    assert_int_equal(heard[1], INT16_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_chime_sounds_for_its_length_without_a_click),
        cmocka_unit_test(each_chime_is_told_from_the_others),
        cmocka_unit_test(each_step_of_loudness_is_felt_and_none_is_a_shock),
        cmocka_unit_test(a_step_of_twelve_decibels_lies_between_the_usual_loudness_and_the_loudest),
        cmocka_unit_test(rates_reach_from_half_to_double_in_six_to_eight_steps),
        cmocka_unit_test(too_loud_a_sum_is_clipped_and_does_not_wrap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
