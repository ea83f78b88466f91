#include "test_voice_driver.h"

#include "drivers/voice/dial.h"
#include "drivers/voice/tone.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SHORT_TEXT "Letakkan KTP di sini."
#define LONG_TEXT                                                                                  \
    "Letakkan KTP di tempat bergambar kartu. Biarkan KTP di sana sampai selesai. Layanan ini "     \
    "gratis. Jangan membayar siapa pun. Pasang earphone jika ingin mendengarkan saja."

/* espeak-ng says the same text some samples longer or shorter from one time to the next. */
enum { SLACK = VOICE_RATE_HZ / 50 };

static struct voice voice;

static int teardown(void **state)
{
    (void)state;
    if (voice.folder[0])
        clear(&voice);
    return 0;
}

static double rms(const int16_t *samples, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (double)samples[i] * samples[i];
    return sqrt(sum / (double)count);
}

/* Says SHORT_TEXT to its end after `count` controls; returns the level and the length of it. */
static double level_after(enum wire_control step, unsigned count, size_t *length_out)
{
    size_t before, after;
    free(heard(&voice, &before));
    for (unsigned i = 0; i < count; i++)
        control(&voice, 1, step);
    say(&voice, 1, SHORT_TEXT);
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    int16_t *samples = heard(&voice, &after);
    double level = rms(samples + before, after - before);
    free(samples);
    *length_out = after - before;
    return level;
}

static void a_text_is_said_to_its_end(void **state)
{
    size_t length;
    (void)state;
    start_ready(&voice, "");
    assert_true(level_after(WIRE_CONTROL_RESUME, 0, &length) > 50);
    assert_in_range(length, VOICE_RATE_HZ, 4 * VOICE_RATE_HZ);
    assert_int_equal(stop(&voice), 0);
}

static void each_step_of_loudness_is_six_decibels(void **state)
{
    size_t length;
    double usual, louder, softer;
    (void)state;
    start_ready(&voice, "");
    usual = level_after(WIRE_CONTROL_RESUME, 0, &length);
    louder = level_after(WIRE_CONTROL_LOUDER, 1, &length);
    assert_true(fabs(20 * log10(louder / usual) - 6) < 0.5);
    louder = level_after(WIRE_CONTROL_LOUDER, 1, &length);
    assert_true(fabs(20 * log10(louder / usual) - 12) < 0.5);
    softer = level_after(WIRE_CONTROL_SOFTER, 3, &length);
    assert_true(fabs(20 * log10(softer / usual) + 6) < 0.5);
    control(&voice, 1, WIRE_CONTROL_RESET);
    assert_true(fabs(20 * log10(level_after(WIRE_CONTROL_RESUME, 0, &length) / usual)) < 0.5);
    assert_int_equal(stop(&voice), 0);
}

/* The pitch of the loudest tenth of a second from `samples`, by autocorrelation, 70..350 Hz. */
static double pitch_hz(const int16_t *samples, size_t count)
{
    enum { WINDOW = VOICE_RATE_HZ / 10 };
    size_t best_at = 0, best_lag = 1;
    double best = 0;
    for (size_t i = 0; i + 2 * WINDOW < count; i += WINDOW / 2)
        if (rms(samples + i, WINDOW) > best) {
            best = rms(samples + i, WINDOW);
            best_at = i;
        }
    best = 0;
    for (size_t lag = VOICE_RATE_HZ / 350; lag < VOICE_RATE_HZ / 70; lag++) {
        double sum = 0;
        for (size_t i = 0; i < WINDOW; i++)
            sum += (double)samples[best_at + i] * samples[best_at + i + lag];
        if (sum > best) {
            best = sum;
            best_lag = lag;
        }
    }
    return (double)VOICE_RATE_HZ / (double)best_lag;
}

static void speech_reaches_from_half_to_double_the_rate_with_the_pitch_kept(void **state)
{
    size_t usual, slow, fast, all;
    (void)state;
    start_ready(&voice, "");
    level_after(WIRE_CONTROL_RESUME, 0, &usual);
    level_after(WIRE_CONTROL_SLOWER, DIAL_RATES, &slow);
    level_after(WIRE_CONTROL_FASTER, DIAL_RATES, &fast);
    assert_in_range(100 * usual / slow, 45, 60);
    assert_in_range(100 * usual / fast, 170, 230);
    int16_t *samples = heard(&voice, &all);
    double at_usual = pitch_hz(samples, usual), at_slow = pitch_hz(samples + usual, slow),
           at_fast = pitch_hz(samples + usual + slow, fast);
    assert_true(fabs(at_slow / at_usual - 1) < 0.25);
    assert_true(fabs(at_fast / at_usual - 1) < 0.25);
    free(samples);
    assert_int_equal(stop(&voice), 0);
}

static void an_interrupted_text_is_silent_from_then_on(void **state)
{
    size_t at_interrupt, in_the_end, whole;
    (void)state;
    start_ready(&voice, "");
    level_after(WIRE_CONTROL_RESUME, 0, &whole);
    say(&voice, 2, LONG_TEXT);
    await_heard(&voice, whole + VOICE_RATE_HZ / 4);
    control(&voice, 2, WIRE_CONTROL_INTERRUPT);
    expect_said(&voice, 2, WIRE_ENDING_INTERRUPTED);
    free(heard(&voice, &at_interrupt));
    assert_int_equal(stop(&voice), 0);
    free(heard(&voice, &in_the_end));
    assert_int_equal(in_the_end, at_interrupt);
    assert_in_range(in_the_end, whole + VOICE_RATE_HZ / 4, whole + 3 * VOICE_RATE_HZ);
}

static void a_paused_text_goes_on_where_it_was(void **state)
{
    size_t whole, with_pause;
    (void)state;
    start_ready(&voice, "");
    level_after(WIRE_CONTROL_RESUME, 0, &whole);
    say(&voice, 1, SHORT_TEXT);
    await_heard(&voice, whole + whole / 3);
    control(&voice, 1, WIRE_CONTROL_PAUSE);
    control(&voice, 1, WIRE_CONTROL_PAUSE);
    control(&voice, 1, WIRE_CONTROL_RESUME);
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    free(heard(&voice, &with_pause));
    with_pause -= whole; /* some is said twice: what was lost with the pause */
    assert_in_range(with_pause, whole - VOICE_RATE_HZ / 10, whole + VOICE_RATE_HZ / 10);
    assert_int_equal(stop(&voice), 0);
}

static void a_new_text_takes_the_place_of_the_one_before(void **state)
{
    (void)state;
    start_ready(&voice, "");
    say(&voice, 1, LONG_TEXT);
    say(&voice, 1, "Selesai.");
    expect_said(&voice, 1, WIRE_ENDING_INTERRUPTED);
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_int_equal(stop(&voice), 0);
}

static void a_chime_sounds_whole_and_at_the_usual_loudness(void **state)
{
    static int16_t tone[VOICE_RATE_HZ * TONE_MAX_MS / 1000], expected[sizeof tone / 2];
    const struct dial usual = dial_usual(0);
    size_t length = tone_make(TONE_READ, VOICE_RATE_HZ, tone), count;
    (void)state;
    start_ready(&voice, "");
    chime(&voice, WIRE_SOUND_READ);
    await_heard(&voice, length);
    dial_mix(&usual, tone, length, expected);
    int16_t *samples = heard(&voice, &count);
    assert_int_equal(count, length);
    assert_memory_equal(samples, expected, length * sizeof *samples);
    free(samples);
    assert_int_equal(stop(&voice), 0);
}

static void a_chime_sounds_over_speech_and_takes_no_time_from_it(void **state)
{
    size_t alone, with_chime;
    (void)state;
    start_ready(&voice, "");
    double quiet = level_after(WIRE_CONTROL_RESUME, 0, &alone);
    chime(&voice, WIRE_SOUND_COME_BACK);
    assert_true(level_after(WIRE_CONTROL_RESUME, 0, &with_chime) > quiet);
    assert_in_range(with_chime, alone, alone + VOICE_RATE_HZ / 5);
    assert_int_equal(stop(&voice), 0);
}

static void private_text_is_said_to_headphones_alone(void **state)
{
    size_t count;
    (void)state;
    start_ready(&voice, "jack = never\n");
    assert_int_equal(voice.packet.body.jack.plugged, 0);
    say_privately(&voice, 1, SHORT_TEXT);
    expect_said(&voice, 1, WIRE_ENDING_WITHHELD);
    assert_int_equal(stop(&voice), 0);
    free(heard(&voice, &count));
    assert_int_equal(count, 0);
    clear(&voice);

    start_ready(&voice, "jack = always\n");
    assert_int_equal(voice.packet.body.jack.plugged, 1);
    say_privately(&voice, 1, "Selesai.");
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    free(heard(&voice, &count));
    assert_true(count > 0);
    assert_int_equal(stop(&voice), 0);
}

static void numbers_take_the_time_of_their_words(void **state)
{
    size_t figures, words, before;
    (void)state;
    start_ready(&voice, "");
    say(&voice, 1, "Rp 600.000");
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    free(heard(&voice, &figures));
    say(&voice, 1, "enam ratus ribu rupiah");
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    free(heard(&voice, &before));
    words = before - figures;
    assert_in_range(figures, words - SLACK, words + SLACK);
    assert_int_equal(stop(&voice), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_text_is_said_to_its_end, teardown),
        cmocka_unit_test_teardown(each_step_of_loudness_is_six_decibels, teardown),
        cmocka_unit_test_teardown(speech_reaches_from_half_to_double_the_rate_with_the_pitch_kept,
                                  teardown),
        cmocka_unit_test_teardown(an_interrupted_text_is_silent_from_then_on, teardown),
        cmocka_unit_test_teardown(a_paused_text_goes_on_where_it_was, teardown),
        cmocka_unit_test_teardown(a_new_text_takes_the_place_of_the_one_before, teardown),
        cmocka_unit_test_teardown(a_chime_sounds_whole_and_at_the_usual_loudness, teardown),
        cmocka_unit_test_teardown(a_chime_sounds_over_speech_and_takes_no_time_from_it, teardown),
        cmocka_unit_test_teardown(private_text_is_said_to_headphones_alone, teardown),
        cmocka_unit_test_teardown(numbers_take_the_time_of_their_words, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
