#include "test_voice_driver.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct voice voice;

static int teardown(void **state)
{
    (void)state;
    if (voice.folder[0])
        clear(&voice);
    return 0;
}

static void without_a_sound_device_the_driver_stays_and_says_so(void **state)
{
    (void)state;
    start(&voice, "device = no-such-device\n");
    expect_fault(&voice, WIRE_FAULT_SOUND_ABSENT);
    chime(&voice, WIRE_SOUND_READ);
    say(&voice, 1, "Selesai.");
    expect_said(&voice, 1, WIRE_ENDING_SILENT);
    control(&voice, 1, WIRE_CONTROL_PAUSE);
    assert_int_equal(stop(&voice), 0);
}

/* ALSA's own configuration, which names its devices; the driver works in its folder. */
static void plug(const char *file)
{
    char path[128];
    snprintf(path, sizeof path, "%s/asound.conf", voice.folder);
    FILE *conf = fopen(path, "w");
    assert_non_null(conf);
    fprintf(conf, "pcm.usb { type file slave.pcm { type null } file '%s' format raw }\n", file);
    assert_int_equal(fclose(conf), 0);
}

static void start_unplugged(void)
{
    setenv("ALSA_CONFIG_PATH", "asound.conf", 1);
    start(&voice, "device = usb\n");
    unsetenv("ALSA_CONFIG_PATH");
    expect_fault(&voice, WIRE_FAULT_SOUND_ABSENT);
}

static void a_sound_device_that_comes_later_is_found(void **state)
{
    (void)state;
    start_unplugged();
    plug("sound.raw");
    assert_int_equal(next(&voice), WIRE_READY);
    assert_int_equal(next(&voice), WIRE_JACK);
    say(&voice, 1, "Selesai.");
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_int_equal(stop(&voice), 0);
}

static void a_sound_device_lost_in_mid_sentence_ends_the_sentence_and_is_told(void **state)
{
    (void)state;
    start_unplugged();
    plug("/dev/full");
    assert_int_equal(next(&voice), WIRE_READY);
    assert_int_equal(next(&voice), WIRE_JACK);
    say(&voice, 1, "Selesai.");
    expect_fault(&voice, WIRE_FAULT_SOUND_ABSENT);
    expect_said(&voice, 1, WIRE_ENDING_SILENT);
    assert_int_equal(stop(&voice), 0);
}

static void without_a_voice_chimes_still_sound(void **state)
{
    size_t count;
    (void)state;
    start(&voice, "device = file:'sound.raw',raw\nvoice = no-such-voice\n");
    assert_int_equal(next(&voice), WIRE_READY);
    expect_fault(&voice, WIRE_FAULT_VOICE_ABSENT);
    assert_int_equal(next(&voice), WIRE_JACK);
    say(&voice, 1, "Selesai.");
    expect_said(&voice, 1, WIRE_ENDING_SILENT);
    free(heard(&voice, &count));
    assert_int_equal(count, 0);
    chime(&voice, WIRE_SOUND_READ);
    await_heard(&voice, VOICE_RATE_HZ / 4);
    assert_int_equal(stop(&voice), 0);
}

static void a_language_without_a_voice_is_said_in_the_indonesian_one(void **state)
{
    struct wire_say body = {.language = "osi", .text = "Selesai."};
    (void)state;
    start_ready(&voice, "");
    assert_int_equal(wire_send(voice.fd, WIRE_SAY, 1, &body), 0);
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_int_equal(voice.packet.body.said.lent, 1);
    say(&voice, 1, "Selesai.");
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_int_equal(voice.packet.body.said.lent, 0);
    assert_int_equal(stop(&voice), 0);
}

static void five_thousand_characters_begin_at_once_and_can_be_interrupted(void **state)
{
    char text[WIRE_SPEECH];
    (void)state;
    start_ready(&voice, "");
    memset(text, 0, sizeof text);
    for (size_t i = 0; i < 5000; i++)
        text[i] = "PKH 600.000 dan "[i % 16];
    say(&voice, 1, text);
    await_heard(&voice, VOICE_RATE_HZ / 4);
    control(&voice, 1, WIRE_CONTROL_INTERRUPT);
    expect_said(&voice, 1, WIRE_ENDING_INTERRUPTED);
    memset(text, 'x', 5000);
    say(&voice, 1, text);
    await_heard(&voice, VOICE_RATE_HZ / 2);
    control(&voice, 1, WIRE_CONTROL_INTERRUPT);
    expect_said(&voice, 1, WIRE_ENDING_INTERRUPTED);
    memset(text, '9', sizeof text - 1);
    say(&voice, 1, text);
    control(&voice, 1, WIRE_CONTROL_RESET);
    expect_said(&voice, 1, WIRE_ENDING_INTERRUPTED);
    assert_int_equal(stop(&voice), 0);
}

static void a_flood_of_interrupts_leaves_the_driver_able_to_speak(void **state)
{
    (void)state;
    start_ready(&voice, "");
    for (int i = 0; i < 1000; i++) {
        control(&voice, 1, WIRE_CONTROL_INTERRUPT);
        if (i % 100 == 0) {
            say(&voice, 1, "Selesai.");
            control(&voice, 1, WIRE_CONTROL_INTERRUPT);
            expect_said(&voice, 1, WIRE_ENDING_INTERRUPTED);
        }
    }
    say(&voice, 1, "Selesai.");
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_int_equal(stop(&voice), 0);
}

static void bytes_that_are_no_text_do_no_harm(void **state)
{
    struct wire_say body = {.language = "\xff\xfe",
                            .text = "\xc3(\xa0\xa1 <speak> [[h@]] \x01\x7f."};
    (void)state;
    start_ready(&voice, "");
    assert_int_equal(wire_send(voice.fd, WIRE_SAY, 1, &body), 0);
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_int_equal(stop(&voice), 0);
}

/* Bytes: a sanitized program maps more than any machine has, for its own notes. */
#define SANITIZERS (1ul << 32)

/* Whether these bytes are anywhere in what the driver may write to. */
static bool remembers(const void *bytes, size_t size)
{
    char path[64], line[512], rights[8];
    unsigned long from, to;
    bool found = false;
    snprintf(path, sizeof path, "/proc/%d/maps", (int)voice.pid);
    FILE *maps = fopen(path, "r");
    snprintf(path, sizeof path, "/proc/%d/mem", (int)voice.pid);
    int memory = open(path, O_RDONLY);
    assert_non_null(maps);
    assert_true(memory >= 0);
    while (!found && fgets(line, sizeof line, maps)) {
        if (sscanf(line, "%lx-%lx %7s", &from, &to, rights) != 3 || rights[1] != 'w' ||
            to - from > SANITIZERS)
            continue;
        char *held = malloc(to - from);
        ssize_t got = pread(memory, held, to - from, (off_t)from);
        found = got > 0 && memmem(held, (size_t)got, bytes, size);
        free(held);
    }
    close(memory);
    fclose(maps);
    return found;
}

/* As letters, and as the characters that espeak-ng makes of them. */
static bool remembers_word(const char *word)
{
    wchar_t wide[32];
    size_t length = strlen(word);
    for (size_t i = 0; i < length; i++)
        wide[i] = word[i];
    return remembers(word, length) || remembers(wide, length * sizeof *wide);
}

static void a_reset_leaves_nothing_of_what_was_said(void **state)
{
    (void)state;
    start_ready(&voice, "");
    say(&voice, 1, "Hasil keluarga KASIYEM, NIK 3510152509680003.");
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_true(remembers_word("KASIYEM")); /* it may be asked for again */
    control(&voice, 1, WIRE_CONTROL_RESET);
    say_privately(&voice, 2, "Tidak terdengar.");
    expect_said(&voice, 2, WIRE_ENDING_WITHHELD);
    assert_false(remembers_word("KASIYEM"));
    assert_false(remembers_word("kasiyem"));
    assert_false(remembers_word("3510152509680003"));
    assert_int_equal(stop(&voice), 0);
}

static void a_message_that_is_not_the_voices_ends_the_driver(void **state)
{
    const struct wire_verify_stop not_for_it = {0};
    (void)state;
    start_ready(&voice, "");
    assert_int_equal(wire_send(voice.fd, WIRE_VERIFY_STOP, 1, &not_for_it), 0);
    assert_int_equal(wire_recv(voice.fd, WIRE_TO_KIOSK, &voice.packet), -EPIPE);
    assert_int_equal(stop(&voice), 1);
}

/* A kiosk that went back to the version before keeps the settings of the later one. */
static void a_setting_that_is_not_known_is_passed_over(void **state)
{
    (void)state;
    start_ready(&voice, "devise = default\n");
    say(&voice, 1, "Selamat pagi.");
    expect_said(&voice, 1, WIRE_ENDING_FINISHED);
    assert_int_equal(stop(&voice), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(without_a_sound_device_the_driver_stays_and_says_so, teardown),
        cmocka_unit_test_teardown(a_sound_device_that_comes_later_is_found, teardown),
        cmocka_unit_test_teardown(a_sound_device_lost_in_mid_sentence_ends_the_sentence_and_is_told,
                                  teardown),
        cmocka_unit_test_teardown(without_a_voice_chimes_still_sound, teardown),
        cmocka_unit_test_teardown(a_language_without_a_voice_is_said_in_the_indonesian_one,
                                  teardown),
        cmocka_unit_test_teardown(five_thousand_characters_begin_at_once_and_can_be_interrupted,
                                  teardown),
        cmocka_unit_test_teardown(a_flood_of_interrupts_leaves_the_driver_able_to_speak, teardown),
        cmocka_unit_test_teardown(bytes_that_are_no_text_do_no_harm, teardown),
        cmocka_unit_test_teardown(a_reset_leaves_nothing_of_what_was_said, teardown),
        cmocka_unit_test_teardown(a_message_that_is_not_the_voices_ends_the_driver, teardown),
        cmocka_unit_test_teardown(a_setting_that_is_not_known_is_passed_over, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
