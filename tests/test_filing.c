/* What a person files, as the contract says it. */
#include "drivers/courier/filing.h"

#include <errno.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1795316645 }; /* 2026-11-22T03:04:05Z */

static const struct wire_subject subject = {
    .card = {.assurance = WIRE_ASSURANCE_TAG, .uid_size = 4, .uid = {4, 0xA1}},
    .consent = {.version = "2026-11", .given_at = NOW - 60},
    .score_class = 2,
    .verified_at = NOW - 5,
};

static json_t *case_of(const struct wire_filing *filing)
{
    json_t *plain = NULL;
    assert_int_equal(filing_case(filing, &plain), 0);
    return plain;
}

static const char *text(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value ? value : "";
}

static void an_objection_names_each_reason_with_its_ground_and_day(void **state)
{
    const struct wire_filing f = {.kind = WIRE_FILING_OBJECTION,
                                  .subject = subject,
                                  .person = "p-7",
                                  .programme = "PKH",
                                  .about = "482910000017",
                                  .contested_count = 4,
                                  .contested = {{"r1", "sold", 20240917},
                                                {"r2", "lost_job", 20240900},
                                                {"r3", "changed", 20240000},
                                                {"", "member_missing", 0}},
                                  .text = "Dijual ke tetangga.",
                                  .phone = "08123",
                                  .confirmed_at = NOW};
    static const char *const days[] = {"2024-09-17", "2024-09", "2024", ""};
    json_t *m = case_of(&f), *list = json_object_get(m, "contested");
    (void)state;
    assert_int_equal(json_array_size(list), 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(text(json_array_get(list, i), "since"), days[i]);
    assert_string_equal(text(json_array_get(list, 1), "ground"), "lost_job");
    assert_null(json_object_get(json_array_get(list, 3), "reason"));
    assert_string_equal(text(m, "completes"), "482910000017");
    assert_string_equal(text(m, "text"), "Dijual ke tetangga.");
    assert_string_equal(text(m, "phone"), "08123");
    assert_string_equal(text(m, "confirmed_at"), "2026-11-22T03:04:05Z");
    assert_non_null(json_object_get(json_object_get(m, "subject"), "finger"));
    json_decref(m);
}

static void a_provisional_one_has_no_finger_and_may_have_no_ground(void **state)
{
    struct wire_filing f = {.kind = WIRE_FILING_PROVISIONAL,
                            .subject = subject,
                            .programme = "BPNT",
                            .contested_count = 1,
                            .confirmed_at = NOW};
    json_t *m;
    (void)state;
    f.subject.score_class = 0;
    m = case_of(&f);
    assert_string_equal(text(m, "programme"), "BPNT");
    assert_null(json_object_get(m, "ground"));
    assert_null(json_object_get(json_object_get(m, "subject"), "finger"));
    json_decref(m);
}

static void a_complaint_and_a_rating_say_nothing_of_anybody(void **state)
{
    struct wire_filing f = {.kind = WIRE_FILING_COMPLAINT,
                            .contested_count = 1,
                            .contested = {{"", "money", 0}},
                            .text = "Diminta uang",
                            .confirmed_at = NOW};
    json_t *m = case_of(&f);
    (void)state;
    assert_null(json_object_get(m, "subject"));
    assert_string_equal(text(m, "about"), "money");
    json_decref(m);
    memset(&f, 0, sizeof f);
    f.kind = WIRE_FILING_RATING;
    f.rating = WIRE_RATING_POOR;
    m = case_of(&f);
    assert_int_equal(json_object_size(m), 1);
    assert_string_equal(text(m, "rating"), "poor");
    json_decref(m);
}

static void a_report_of_a_death_says_who_and_one_of_a_flood_says_what(void **state)
{
    struct wire_filing f = {.kind = WIRE_FILING_REPORT,
                            .subject = subject,
                            .report = WIRE_REPORT_DEATH,
                            .text = "SUGENG",
                            .since = 20261100,
                            .confirmed_at = NOW};
    json_t *m = case_of(&f);
    (void)state;
    assert_string_equal(text(m, "kind"), "death");
    assert_string_equal(text(m, "member"), "SUGENG");
    assert_string_equal(text(m, "since"), "2026-11");
    json_decref(m);
    f.report = WIRE_REPORT_DISASTER;
    m = case_of(&f);
    assert_string_equal(text(m, "text"), "SUGENG");
    assert_null(json_object_get(m, "person"));
    json_decref(m);
}

static void each_kind_has_a_path_and_only_complaints_go_to_the_inspectorate(void **state)
{
    (void)state;
    for (int kind = WIRE_FILING_OBJECTION; kind < WIRE_FILINGS; kind++) {
        const struct filing_route *route = filing_route((enum wire_filing_kind)kind);
        assert_memory_equal(route->path, "/kiosk/v1/", 10);
        assert_memory_equal(route->answered, "on-", 3);
        assert_string_equal(route->answered + 3, route->action);
        assert_int_equal(route->to_inspectorate, kind == WIRE_FILING_COMPLAINT);
    }
}

static void what_cannot_be_said_is_refused(void **state)
{
    struct wire_filing f = {.kind = WIRE_FILING_OBJECTION,
                            .subject = subject,
                            .programme = "PKH",
                            .contested_count = 1,
                            .contested = {{"r1", "sold", 0}},
                            .confirmed_at = NOW};
    static const int32_t days[] = {1, 20241300, 20240132, 20240017, -20240101, 18991231};
    struct wire_filing good = f;
    json_t *m = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        f.contested[0].since = days[i];
        assert_int_equal(filing_case(&f, &m), -EINVAL);
    }
    f = good;
    memcpy(f.contested[0].reason, "\xff", 2);
    assert_int_equal(filing_case(&f, &m), -EINVAL);
    f = good;
    memcpy(f.text, "\xff", 2);
    assert_int_equal(filing_case(&f, &m), -EINVAL);
    f = good;
    f.subject.card.assurance = 9;
    assert_int_equal(filing_case(&f, &m), -EINVAL);
    f = good;
    f.confirmed_at = -1;
    assert_int_equal(filing_case(&f, &m), -EINVAL);
    assert_null(m);
}

static void a_sealed_record_travels_with_its_key_and_clock(void **state)
{
    static const uint8_t box[] = {1, 2, 3};
    const struct filing_sealed sealed = {.idempotency_key = "k",
                                         .number = "482910000017",
                                         .key_id = "s1",
                                         .box = box,
                                         .box_size = sizeof box,
                                         .accepted_at = NOW,
                                         .clock_trusted = false};
    json_t *m = NULL;
    (void)state;
    assert_int_equal(filing_message(&sealed, "t-1", &m), 0);
    assert_string_equal(text(json_object_get(m, "sealed"), "box"), "AQID");
    assert_string_equal(text(m, "accepted_at"), "2026-11-22T03:04:05Z");
    assert_true(json_is_false(json_object_get(m, "clock_trusted")));
    json_decref(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_objection_names_each_reason_with_its_ground_and_day),
        cmocka_unit_test(a_provisional_one_has_no_finger_and_may_have_no_ground),
        cmocka_unit_test(a_complaint_and_a_rating_say_nothing_of_anybody),
        cmocka_unit_test(a_report_of_a_death_says_who_and_one_of_a_flood_says_what),
        cmocka_unit_test(each_kind_has_a_path_and_only_complaints_go_to_the_inspectorate),
        cmocka_unit_test(what_cannot_be_said_is_refused),
        cmocka_unit_test(a_sealed_record_travels_with_its_key_and_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
