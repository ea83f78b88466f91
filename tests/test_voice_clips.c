#include "test_voice_driver.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { CLIP = VOICE_RATE_HZ / 2, TONE_HZ = 300, SLACK = VOICE_RATE_HZ / 20 };

static struct voice voice;
static int16_t clip[CLIP];
static char folder[] = "build/clips-XXXXXX";

static void write_file(const char *name, const void *bytes, size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s/jv/clips/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* As a recorder writes it, with a chunk nobody asked for before the samples. */
static void record(const char *name, uint32_t rate_hz)
{
    struct {
        char riff[4];
        uint32_t size;
        char wave[4], fmt[4];
        uint32_t fmt_size;
        uint16_t format, channels;
        uint32_t rate, bytes_s;
        uint16_t block, bits;
        char list[4];
        uint32_t list_size;
        char listed[6];
        char data[4];
        uint32_t data_size;
        int16_t samples[CLIP];
    } __attribute__((packed)) wave = {.riff = "RIFF",
                                      .size = sizeof wave - 8,
                                      .wave = "WAVE",
                                      .fmt = "fmt ",
                                      .fmt_size = 16,
                                      .format = 1,
                                      .channels = 1,
                                      .rate = rate_hz,
                                      .bytes_s = 2 * rate_hz,
                                      .block = 2,
                                      .bits = 16,
                                      .list = "LIST",
                                      .list_size = 5,
                                      .data = "data",
                                      .data_size = sizeof clip};
    memcpy(wave.samples, clip, sizeof clip);
    write_file(name, &wave, sizeof wave);
}

static int make_catalogue(void **state)
{
    static const char index[] = "mangga.wav\tMangga KTP dipunsèlèhaken.\n"
                                "other.wav\tPunika sanès swanten.\n"
                                "gone.wav\tPunika mboten wonten.\n";
    char path[128];
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/jv", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/jv/clips", folder);
    mkdir(path, 0700);
    for (int i = 0; i < CLIP; i++)
        clip[i] = (int16_t)(9000 * sin(2 * M_PI * TONE_HZ * i / VOICE_RATE_HZ));
    write_file("index", index, sizeof index - 1);
    record("mangga.wav", VOICE_RATE_HZ);
    record("other.wav", 8000);
    return 0;
}

static int drop_catalogue(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static int teardown(void **state)
{
    (void)state;
    if (voice.folder[0])
        clear(&voice);
    return 0;
}

static void start_with_clips(void)
{
    char path[PATH_MAX], setting[PATH_MAX + 16];
    assert_non_null(realpath(folder, path));
    snprintf(setting, sizeof setting, "clips = %s\n", path);
    start_ready(&voice, setting);
}

/* Says it in Javanese; returns how many samples that took. */
static size_t says(const char *text)
{
    struct wire_say body = {.language = "jv"};
    size_t before, after;
    free(heard(&voice, &before));
    snprintf(body.text, sizeof body.text, "%s", text);
    assert_int_equal(wire_send(voice.fd, WIRE_SAY, 1, &body), 0);
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    free(heard(&voice, &after));
    return after - before;
}

/* How often the last `count` samples pass zero upwards, a second. */
static double pitch_hz(size_t count)
{
    size_t all, passes = 0;
    int16_t *samples = heard(&voice, &all);
    for (size_t i = all - count + 1; i < all; i++)
        passes += samples[i - 1] < 0 && samples[i] >= 0;
    free(samples);
    return (double)passes * VOICE_RATE_HZ / (double)count;
}

static void a_sentence_that_was_recorded_is_heard_as_it_was(void **state)
{
    (void)state;
    start_with_clips();
    assert_in_range(says("Mangga KTP dipunsèlèhaken."), CLIP - SLACK, CLIP + SLACK);
    assert_int_equal(voice.packet.body.said.lent, 0);
    assert_true(fabs(pitch_hz(CLIP) - TONE_HZ) < 15);
    assert_int_equal(stop(&voice), 0);
}

static void what_was_not_recorded_is_said_in_the_indonesian_voice_and_marked_so(void **state)
{
    size_t both;
    (void)state;
    start_with_clips();
    both = says("Mangga KTP dipunsèlèhaken. Layanan punika gratis.");
    assert_int_equal(voice.packet.body.said.lent, 1);
    assert_true(both > CLIP + VOICE_RATE_HZ / 2);
    says("Punika sanès swanten. Punika mboten wonten."); /* of another rate; not there */
    assert_int_equal(voice.packet.body.said.lent, 1);
    assert_int_equal(stop(&voice), 0);
}

static void a_recording_is_heard_faster_and_slower_with_its_pitch(void **state)
{
    size_t length;
    (void)state;
    start_with_clips();
    for (int i = 0; i < 10; i++)
        control(&voice, 1, WIRE_CONTROL_FASTER);
    length = says("Mangga KTP dipunsèlèhaken.");
    assert_in_range(length, CLIP / 2 - SLACK, CLIP / 2 + SLACK);
    assert_true(fabs(pitch_hz(length) - TONE_HZ) < 30);
    for (int i = 0; i < 10; i++)
        control(&voice, 1, WIRE_CONTROL_SLOWER);
    length = says("Mangga KTP dipunsèlèhaken.");
    assert_in_range(length, 2 * CLIP - 2 * SLACK, 2 * CLIP + 2 * SLACK);
    assert_true(fabs(pitch_hz(length) - TONE_HZ) < 30);
    assert_int_equal(stop(&voice), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_sentence_that_was_recorded_is_heard_as_it_was, teardown),
        cmocka_unit_test_teardown(
            what_was_not_recorded_is_said_in_the_indonesian_voice_and_marked_so, teardown),
        cmocka_unit_test_teardown(a_recording_is_heard_faster_and_slower_with_its_pitch, teardown),
    };
    return cmocka_run_group_tests(tests, make_catalogue, drop_catalogue);
}
