/* What everybody may know, as the service says it. */
#include "drivers/courier/catalogue.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int parsed(const char *text, struct catalogue *catalogue_out)
{
    json_t *message = json_loads(text, 0, NULL);
    assert_non_null(message);
    int result = catalogue_parse(message, catalogue_out);
    json_decref(message);
    return result;
}

static void programmes_windows_grounds_and_agents_are_read(void **state)
{
    struct catalogue c;
    (void)state;
    assert_int_equal(
        parsed(
            "{\"made_at\":\"2026-11-22T03:04:05Z\",\"provisional_days\":14,\"programmes\":[{"
            "\"code\":\"PKH\",\"name\":\"PKH\",\"objection\":{\"opens_at\":"
            "\"2026-11-01T00:00:00Z\",\"closes_at\":\"2026-12-01T16:59:59Z\"}},{\"code\":\"X\"}],"
            "\"grounds\":[{\"code\":\"sold\",\"text\":\"Sudah dijual\"}],\"agents\":[{\"name\":"
            "\"Wayan\",\"place\":\"Balai desa\"}],\"inspectorate\":{\"key_id\":\"i1\","
            "\"public_key\":\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"}}",
            &c),
        0);
    assert_int_equal(c.told.offer_count, 2);
    assert_string_equal(c.told.offers[1].name, "X");
    assert_int_equal(c.told.offers[1].objection_closes_at, 0);
    assert_true(c.told.offers[0].objection_closes_at > c.told.made_at);
    assert_string_equal(c.told.grounds[0].text, "Sudah dijual");
    assert_string_equal(c.told.agents[0].place, "Balai desa");
    assert_int_equal(c.told.complaints, 1);
    assert_string_equal(c.inspectorate_id, "i1");
    assert_int_equal(c.inspectorate[31], 1);
}

static void without_the_inspectorates_key_no_complaint_can_be_taken(void **state)
{
    struct catalogue c;
    (void)state;
    assert_int_equal(parsed("{\"made_at\":\"2026-11-22T03:04:05Z\"}", &c), 0);
    assert_int_equal(c.told.complaints, 0);
    assert_string_equal(c.inspectorate_id, "");
}

static void more_than_there_is_room_for_is_left_out(void **state)
{
    json_t *message = json_pack("{s:s, s:[]}", "made_at", "2026-11-22T03:04:05Z", "agents");
    struct catalogue c;
    (void)state;
    for (int i = 0; i < 1000; i++)
        json_array_append_new(json_object_get(message, "agents"), json_pack("{s:s}", "name", "A"));
    assert_int_equal(catalogue_parse(message, &c), 0);
    assert_int_equal(c.told.agent_count, WIRE_AGENTS_MAX);
    json_decref(message);
}

static void nonsense_is_refused_and_changes_nothing(void **state)
{
    static const char *const wrong[] = {
        "{}",
        "[]",
        "{\"made_at\":\"yesterday\"}",
        "{\"made_at\":\"2026-11-22T03:04:05Z\",\"provisional_days\":-1}",
        "{\"made_at\":\"2026-11-22T03:04:05Z\",\"programmes\":{}}",
        "{\"made_at\":\"2026-11-22T03:04:05Z\",\"programmes\":[{}]}",
        "{\"made_at\":\"2026-11-22T03:04:05Z\",\"programmes\":[7]}",
        "{\"made_at\":\"2026-11-22T03:04:05Z\",\"inspectorate\":{\"key_id\":\"i1\"}}",
        "{\"made_at\":\"2026-11-22T03:04:05Z\",\"inspectorate\":{\"key_id\":\"i1\","
        "\"public_key\":\"AQEB\"}}",
    };
    struct catalogue c = {.inspectorate_id = "kept"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(parsed(wrong[i], &c), -EBADMSG);
    assert_string_equal(c.inspectorate_id, "kept");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programmes_windows_grounds_and_agents_are_read),
        cmocka_unit_test(without_the_inspectorates_key_no_complaint_can_be_taken),
        cmocka_unit_test(more_than_there_is_room_for_is_left_out),
        cmocka_unit_test(nonsense_is_refused_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
