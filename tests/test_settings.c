/* What the service may set from afar, and what is told to it: the courier's two codecs. */
#include "drivers/courier/figures.h"
#include "drivers/courier/settings.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int parsed(const char *values, struct settings *settings_out)
{
    json_t *message = json_pack("{s:{s:i, s:o}}", "settings", "version", 4, "values",
                                json_loads(values, 0, NULL));
    int result = settings_parse(message, settings_out);
    json_decref(message);
    return result;
}

static void what_is_set_reaches_the_face_and_what_is_not_stays_as_it_was(void **state)
{
    struct settings s;
    (void)state;
    assert_int_equal(parsed("{\"hours\": \"mon-fri 08.00-15.00\", \"volume_percent\": 60}", &s), 0);
    assert_int_equal(s.told.version, 4);
    assert_string_equal(s.told.hours, "mon-fri 08.00-15.00");
    assert_int_equal(s.told.loudness, 4);
    assert_int_equal(s.told.idle_s, 0);
    assert_string_equal(s.told.language, "");
    assert_int_equal(s.heartbeat_minutes, SETTINGS_HEARTBEAT_MIN);
}

static void no_kiosk_is_made_silent_from_afar(void **state)
{
    struct settings s;
    (void)state;
    assert_int_equal(parsed("{\"volume_percent\": 0}", &s), 0);
    assert_int_equal(s.told.loudness, 1);
    assert_int_equal(parsed("{\"volume_percent\": 100}", &s), 0);
    assert_int_equal(s.told.loudness, WIRE_LOUDEST);
}

static void one_that_is_out_of_bounds_refuses_all_of_them(void **state)
{
    static const char *const wrong[] = {
        "{\"idle_s\": 29}",
        "{\"idle_s\": 301}",
        "{\"idle_s\": \"60\"}",
        "{\"heartbeat_minutes\": 4}",
        "{\"volume_percent\": 101}",
        "{\"language\": \"Jawa\"}",
        "{\"language\": \"j\"}",
        "{\"hours\": \"mon\\nprovisioned = no\"}",
        "{\"hours\": 8}",
        "[]",
    };
    struct settings s;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(parsed(wrong[i], &s), -EBADMSG);
}

static void what_nobody_listed_is_not_set(void **state)
{
    struct settings s, usual = settings_usual();
    (void)state;
    usual.told.version = 4;
    assert_int_equal(parsed("{\"service\": \"https://elsewhere\", \"provisioned\": false}", &s), 0);
    assert_memory_equal(&s, &usual, sizeof s);
}

static void the_service_and_prometheus_are_told_the_same(void **state)
{
    static const struct figures f = {
        .refused = "",
        .image = "2026.11.1",
        .now = 1795320000,
        .started_at = 1795310000,
        .certificate_ends_at = 1795320000 + 10 * 86400,
        .certificate_renewal_at = 1795320000 - 86400,
        .online = true,
        .store_usable = true,
        .free_mib = 5,
        .whole_mib = 100,
        .devices = {.faults = {[WIRE_PART_PRINTER] = WIRE_FAULT_PAPER_LOW,
                               [WIRE_PART_SAM] = WIRE_FAULT_SAM_EXPIRED,
                               [WIRE_PART_READER] = WIRE_FAULT_READER_ABSENT}},
        .keypad_expected = true,
        .waiting = 3,
        .counts = {.visits = 41},
    };
    static const char *const lines[] = {
        "kiosk_version{serial=\"kiosk-00007\",part=\"image\",version=\"2026.11.1\"} 1\n",
        "kiosk_part_state{serial=\"kiosk-00007\",part=\"reader\"} 2\n",
        "kiosk_part_state{serial=\"kiosk-00007\",part=\"printer\"} 1\n",
        "kiosk_part_state{serial=\"kiosk-00007\",part=\"sam\"} 1\n",
        "kiosk_part_state{serial=\"kiosk-00007\",part=\"keypad\"} 1\n",
        "kiosk_part_state{serial=\"kiosk-00007\",part=\"sensor\"} 0\n",
        "kiosk_part_state{serial=\"kiosk-00007\",part=\"clock\"} 1\n",
        "kiosk_part_figure{serial=\"kiosk-00007\",part=\"disk\",unit=\"MiB\"} 5\n",
        "kiosk_part_state{serial=\"kiosk-00007\",part=\"certificate\"} 1\n",
        "kiosk_part_figure{serial=\"kiosk-00007\",part=\"certificate\",unit=\"d\"} 10\n",
        "# TYPE kiosk_waiting gauge\nkiosk_waiting{serial=\"kiosk-00007\"} 3\n",
        "# TYPE kiosk_visits_total counter\nkiosk_visits_total{serial=\"kiosk-00007\"} 41\n",
    };
    json_t *message;
    char *text;
    size_t size;
    (void)state;
    assert_int_equal(figures_message(&f, "t1", &message), 0);
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(message, "versions"), "kiosk")),
        WIRE_VERSION);
    assert_int_equal(figures_text(message, "kiosk-00007", &text, &size), 0);
    assert_int_equal(strlen(text), size);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_non_null(strstr(text, lines[i]));
    free(text);
    json_decref(message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_set_reaches_the_face_and_what_is_not_stays_as_it_was),
        cmocka_unit_test(no_kiosk_is_made_silent_from_afar),
        cmocka_unit_test(one_that_is_out_of_bounds_refuses_all_of_them),
        cmocka_unit_test(what_nobody_listed_is_not_set),
        cmocka_unit_test(the_service_and_prometheus_are_told_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
