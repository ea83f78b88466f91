/* What kiosks say of themselves, and what they are told to be set to. */
#include "test_central_kiosk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define HEARTBEATS "/kiosk/v1/heartbeats"
#define SETTINGS   "message.settings."

static json_t *heartbeat(json_t *health)
{
    return json_pack("{s:s, s:{s:s, s:s}, s:o, s:{s:i, s:i}, s:s, s:s, s:i}", "transaction_id",
                     "t1", "versions", "kiosk", "1.4.0", "image", "2026.11.1", "health", health,
                     "counts", "waiting", 3, "visits", 41, "started_at", kiosk_now(),
                     "certificate_expires_at", kiosk_now(), "settings_version", 0);
}

static json_t *say(json_t *health)
{
    json_t *root = kiosk_ask(HEARTBEATS, "heartbeat", kiosk_id(), heartbeat(health));

    assert_string_equal(kiosk_text(root, "header.action"), "on-heartbeat");
    assert_string_equal(kiosk_text(root, "header.status"), "succ");
    return root;
}

static int version(json_t *root)
{
    json_t *said = kiosk_at(root, SETTINGS "version");

    assert_true(json_is_integer(said));
    return (int)json_integer_value(said);
}

static bool fleet_says(const char *words)
{
    char folder[KIOSK_PATH], script[3 * KIOSK_PATH];

    kiosk_key_file("..", folder);
    snprintf(script, sizeof(script), "${KIOSK_BUILD:-build}/central fleet %s | grep -q '%s'",
             folder, words);
    return kiosk_run((char *[]){"/bin/sh", "-c", script, NULL}) == 0;
}

static void a_kiosk_says_how_it_is_and_whoever_runs_the_fleet_sees_it(void **state)
{
    json_t *root =
        say(json_pack("[{s:s, s:s}, {s:s, s:s, s:i, s:s}]", "part", "reader", "state", "ok", "part",
                      "temperature", "state", "warn", "figure", 81, "unit", "C"));
    (void)state;

    json_decref(root);
    assert_true(fleet_says("kiosk-48291 .* kiosk 1.4.0 .*waiting 3 .*temperature warn 81C"));
    assert_false(fleet_says("reader"));
    root = say(json_pack("[{s:s, s:s}]", "part", "printer", "state", "fail"));
    json_decref(root);
    assert_true(fleet_says("printer fail"));
    assert_false(fleet_says("temperature"));
}

/* Signed like every answer, which kiosk_ask verifies. */
static void what_is_set_from_afar_comes_with_the_answer(void **state)
{
    json_t *root = say(json_array());
    int first = version(root);
    (void)state;

    json_decref(root);
    assert_int_equal(kiosk_central("set", "kiosk-48291", "hours", "mon-fri 08.30-15.00", NULL), 0);
    assert_int_equal(kiosk_central("set", "kiosk-48291", "volume_percent", "70", NULL), 0);
    assert_int_equal(kiosk_central("set", "kiosk-00001", "volume_percent", "10", NULL), 0);
    root = say(json_array());
    assert_int_equal(version(root), first + 2);
    assert_string_equal(kiosk_text(root, SETTINGS "values.hours"), "mon-fri 08.30-15.00");
    assert_int_equal(json_integer_value(kiosk_at(root, SETTINGS "values.volume_percent")), 70);
    json_decref(root);
    assert_int_equal(kiosk_central("set", "kiosk-48291", "hours", "", NULL), 0);
    root = say(json_array());
    assert_int_equal(version(root), first + 3);
    assert_null(kiosk_at(root, SETTINGS "values.hours"));
    json_decref(root);
}

static void only_what_is_listed_can_be_set(void **state)
{
    static const char *const wrong[][2] = {
        {"service", "https://elsewhere"},
        {"volume_percent", "101"},
        {"volume_percent", "loud"},
        {"hours", "mon 25.00-26.00"},
        {"hours", "always"},
        {"language", "Jawa"},
        {"idle_s", "5"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        assert_int_not_equal(kiosk_central("set", "kiosk-48291", wrong[i][0], wrong[i][1], NULL),
                             0);
}

static void a_heartbeat_out_of_form_is_refused(void **state)
{
    static const struct {
        const char *name, *value;
    } wrong[] = {
        {"versions", "{}"},
        {"versions", "{\"kiosk\": 1}"},
        {"counts", "{\"waiting\": -1}"},
        {"counts", "[]"},
        {"health", "[{\"part\": \"reader\", \"state\": \"sad\"}]"},
        {"health", "[{\"part\": \"SITI AMINAH\", \"state\": \"ok\"}]"},
        {"started_at", "\"yesterday\""},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        json_t *message = heartbeat(json_array());

        json_object_set_new(message, wrong[i].name, json_loads(wrong[i].value, JSON_DECODE_ANY, 0));
        assert_int_equal(kiosk_send(&kiosk_signer, HEARTBEATS, "heartbeat", kiosk_id(), message),
                         400);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kiosk_says_how_it_is_and_whoever_runs_the_fleet_sees_it),
        cmocka_unit_test(what_is_set_from_afar_comes_with_the_answer),
        cmocka_unit_test(only_what_is_listed_can_be_set),
        cmocka_unit_test(a_heartbeat_out_of_form_is_refused),
    };
    return cmocka_run_group_tests(tests, kiosk_raise, kiosk_strike);
}
