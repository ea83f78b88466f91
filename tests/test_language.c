/* Catalogues: what is offered, what is said, and what happens where one is missing. Reads
 * KIOSK_BUILD/tests/locale, which also holds the pseudo-language. */
#include "kiosk/language.h"
#include "kiosk/practice.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795323600 /* 22 November 2026, 12.00 WIB */ };

static struct languages languages;
static struct session session;
static struct scene scene;

static int open_all(void **state)
{
    const char *build = getenv("KIOSK_BUILD");
    char folder[512];
    (void)state;
    setenv("TZ", "WIB-7", 1);
    snprintf(folder, sizeof folder, "%s/tests/locale", build ? build : "build");
    return languages_open(&languages, folder);
}

static void speak(const char *code)
{
    unsigned index = language_index(&languages, code);
    assert_string_equal(languages.list[index].code, code);
    language_use(&languages, index);
}

static void every_catalogue_in_the_folder_is_offered_by_its_own_name(void **state)
{
    (void)state;
    assert_true(languages.count >= 4);
    assert_string_equal(languages.list[0].name, "Bahasa Indonesia");
    assert_string_equal(languages.list[language_index(&languages, "en")].name, "English");
    assert_string_equal(languages.list[language_index(&languages, "jv")].name, "Basa Jawa");
    assert_int_equal(language_index(&languages, "tlh"), 0);
}

static void the_screens_change_language_and_come_back(void **state)
{
    static const struct {
        const char *code, *title;
    } said[] = {{"id", "Bolehkah kami memeriksa sidik jari Bapak/Ibu?"},
                {"en", "May we check your fingerprint?"},
                {"jv", "Punapa tapak driji panjenengan kepareng dipunpriksa?"},
                {"id", "Bolehkah kami memeriksa sidik jari Bapak/Ibu?"}};
    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        speak(said[i].code);
        practice_visit(&session, STATE_CONSENT, NOON);
        screen_build(&session, &scene);
        assert_string_equal(scene.elements[0].label, said[i].title);
    }
}

static void money_days_and_hours_are_written_in_each_languages_manner(void **state)
{
    (void)state;
    scene_clear(&scene, "words");
    speak("en");
    assert_string_equal(phrase_rupiah(&scene, 1234567), "Rp\u00a01,234,567");
    assert_string_equal(phrase_day(&scene, 20260212), "12 February 2026");
    assert_string_equal(phrase_time(&scene, NOON), "12:00 WIB");
    speak("jv");
    assert_string_equal(phrase_rupiah(&scene, 1234567), "Rp\u00a01.234.567");
    assert_string_equal(phrase_day(&scene, 20260501), "1 Mèi 2026");
    speak("id");
    assert_string_equal(phrase_rupiah(&scene, 1234567), "Rp\u00a01.234.567");
    assert_string_equal(phrase_day(&scene, 20260212), "12 Februari 2026");
    assert_string_equal(phrase_time(&scene, NOON), "12.00 WIB");
}

static void one_day_left_is_not_one_days_left(void **state)
{
    (void)state;
    speak("en");
    for (int days = 1; days <= 2; days++) {
        bool found = false;
        practice_visit(&session, STATE_PROGRAMME, NOON);
        session.visit.breakdown.programmes[0].objection_closes_at = NOON + days * 86400;
        screen_build(&session, &scene);
        for (unsigned i = 0; i < scene.count; i++)
            found |=
                strstr(scene.elements[i].label, days == 1 ? " 1 day left." : " 2 days left.") != 0;
        assert_true(found);
    }
}

/* A text the pseudo-language leaves as it is was never given to the catalogue. */
static void no_text_of_any_screen_stays_outside_the_catalogues(void **state)
{
    (void)state;
    speak("qps");
    for (int s = 0; s < STATES; s++) {
        practice_visit(&session, (enum state)s, NOON);
        screen_build(&session, &scene);
        for (unsigned i = 0; i < scene.count; i++) {
            const struct element *e = &scene.elements[i];
            bool own = e->role == ROLE_TITLE || e->role == ROLE_TEXT || e->role == ROLE_PRIMARY ||
                       e->role == ROLE_ACTION || e->role == ROLE_BACK || e->role == ROLE_HELP ||
                       e->role == ROLE_DONE || e->role == ROLE_NOTICE || e->role == ROLE_PROGRESS;
            /* A reason's title and sentence, and what a ground asks, are the service's own words. */
            if (s == STATE_REASON && (e->role == ROLE_TITLE || e->role == ROLE_TEXT) && i < 2)
                continue;
            if (s == STATE_SINCE && e->role == ROLE_TITLE)
                continue;
            if (own && *e->label && !strchr(e->label, '\xC3'))
                fail_msg("%s: \"%s\"", scene.name, e->label);
        }
    }
}

static void the_pseudo_language_is_longer_by_forty_percent(void **state)
{
    size_t length[2] = {0};
    (void)state;
    for (int pseudo = 0; pseudo < 2; pseudo++) {
        speak(pseudo ? "qps" : "id");
        practice_visit(&session, STATE_CONSENT, NOON);
        screen_build(&session, &scene);
        for (unsigned i = 0; i < scene.count; i++)
            for (const char *p = scene.elements[i].label; *p; p++)
                length[pseudo] += (*p & 0xC0) != 0x80;
    }
    assert_true(length[1] >= length[0] * 14 / 10);
}

static void the_next_language_comes_with_a_tap_and_goes_with_the_visit(void **state)
{
    struct event tap = {.kind = EVENT_TAP, .action = ACTION_LANGUAGE};
    struct commands commands;
    (void)state;
    session_init(&session,
                 &(struct session_setup){.defaults = {.size = TEXT_DEFAULT}});
    session.languages = &languages;
    for (unsigned i = 1; i <= languages.count; i++) {
        session_step(&session, &tap, &commands);
        assert_int_equal(session.settings.language, i % languages.count);
    }
    session_step(&session, &tap, &commands);
    session.visit.placement = 1;
    session.state = STATE_TAKE_CARD;
    struct wire_packet gone = {.header = {.type = WIRE_CARD_GONE}};
    struct event leave = {.kind = EVENT_PACKET, .peer = PEER_CARD, .packet = &gone};
    session_step(&session, &leave, &commands);
    assert_int_equal(session.state, STATE_START);
    assert_int_equal(session.settings.language, 0);
}

static void without_catalogues_the_screens_speak_indonesian(void **state)
{
    static struct languages none;
    (void)state;
    assert_int_equal(languages_open(&none, "no/such/folder"), -ENOENT);
    assert_int_equal(none.count, 1);
    language_use(&none, 3);
    practice_visit(&session, STATE_TAKE_CARD, NOON);
    session.languages = &none;
    screen_build(&session, &scene);
    assert_string_equal(scene.elements[0].label, "Selesai. Jangan lupa ambil KTP.");
    practice_visit(&session, STATE_START, NOON);
    screen_build(&session, &scene);
    for (unsigned i = 0; i < scene.count; i++)
        assert_int_not_equal(scene.elements[i].action.what, ACTION_LANGUAGE);
    open_all(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_catalogue_in_the_folder_is_offered_by_its_own_name),
        cmocka_unit_test(the_screens_change_language_and_come_back),
        cmocka_unit_test(money_days_and_hours_are_written_in_each_languages_manner),
        cmocka_unit_test(one_day_left_is_not_one_days_left),
        cmocka_unit_test(no_text_of_any_screen_stays_outside_the_catalogues),
        cmocka_unit_test(the_pseudo_language_is_longer_by_forty_percent),
        cmocka_unit_test(the_next_language_comes_with_a_tap_and_goes_with_the_visit),
        cmocka_unit_test(without_catalogues_the_screens_speak_indonesian),
    };
    return cmocka_run_group_tests_name("language", tests, open_all, NULL);
}
