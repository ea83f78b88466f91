#include "test_voice_driver.h"

#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char LONG_TEXT[] =
    "Keluarga ini tercatat memiliki satu sepeda motor, satu rumah, dan satu sawah di desa ini. "
    "Data itu berasal dari beberapa lembaga yang masing-masing memeriksa sendiri.";

static struct voice voice;
static char folder[] = "build/jack-XXXXXX";

static void write_file(const char *name, const char *words)
{
    char path[128], part[136];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(part, sizeof part, "%s.part", path);
    FILE *file = fopen(part, "w");
    assert_non_null(file);
    fputs(words, file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(rename(part, path), 0);
}

static void plug(bool in)
{
    write_file("headphones", in ? "1" : "0");
    assert_int_equal(next(&voice), WIRE_JACK);
    assert_int_equal(voice.packet.body.jack.plugged, in);
}

/* A sound card with a jack, below the real ALSA library. */
static int make_card(void **state)
{
    const char *build = getenv("KIOSK_BUILD");
    char library[PATH_MAX], path[PATH_MAX], conf[3 * PATH_MAX];
    (void)state;
    snprintf(path, sizeof path, "%s/headphones.so", build ? build : "build");
    if (!realpath(path, library) || !mkdtemp(folder) || !realpath(folder, path))
        return -1;
    snprintf(conf, sizeof conf,
             "</usr/share/alsa/alsa.conf>\nctl_type.headphones { lib \"%s\" }\n"
             "ctl.bench { type headphones file \"%s/headphones\" }\n",
             library, path);
    write_file("asound.conf", conf);
    strcat(path, "/asound.conf");
    return setenv("ALSA_CONFIG_PATH", path, 1);
}

static int drop_card(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static int setup(void **state)
{
    (void)state;
    write_file("headphones", "0");
    start_ready(&voice, "jack = bench\n");
    assert_int_equal(voice.packet.body.jack.plugged, 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    clear(&voice);
    return 0;
}

static void headphones_are_noticed_when_they_come_and_when_they_go(void **state)
{
    (void)state;
    plug(true);
    plug(false);
    plug(true);
    assert_int_equal(stop(&voice), 0);
}

static void private_text_falls_silent_when_they_are_pulled_out(void **state)
{
    size_t at_pulling, in_the_end;
    (void)state;
    plug(true);
    say_privately(&voice, 1, LONG_TEXT);
    await_heard(&voice, VOICE_RATE_HZ / 2);
    write_file("headphones", "0");
    expect_said(&voice, 1, WIRE_ENDING_INTERRUPTED);
    free(heard(&voice, &at_pulling));
    assert_int_equal(next(&voice), WIRE_JACK);
    assert_int_equal(voice.packet.body.jack.plugged, 0);
    assert_int_equal(stop(&voice), 0);
    free(heard(&voice, &in_the_end));
    assert_int_equal(in_the_end, at_pulling);
    assert_true(in_the_end < 3 * VOICE_RATE_HZ);
}

static void text_for_everybody_goes_on(void **state)
{
    (void)state;
    plug(true);
    say(&voice, 1, "Letakkan KTP di tempat bergambar kartu.");
    await_heard(&voice, VOICE_RATE_HZ / 2);
    plug(false);
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_int_equal(stop(&voice), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(headphones_are_noticed_when_they_come_and_when_they_go,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(private_text_falls_silent_when_they_are_pulled_out, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(text_for_everybody_goes_on, setup, teardown),
    };
    return cmocka_run_group_tests(tests, make_card, drop_card);
}
