#include "drivers/courier/breakdown.h"
#include "drivers/courier/templates.h"
#include "drivers/courier/text.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wire_packet packet;
static struct wire_breakdown *const b = &packet.body.breakdown;

/* Parses, and holds every accepted record to what the face will accept. */
static int parsed(const json_t *record)
{
    memset(&packet, 0xee, sizeof packet);
    int result = breakdown_parse(record, b);
    packet.header = (struct wire_header){
        .type = WIRE_BREAKDOWN, .size = sizeof(struct wire_breakdown), .visit = 1};
    if (!result)
        assert_int_equal(
            wire_check(&packet, sizeof packet.header + packet.header.size, WIRE_TO_KIOSK), 0);
    else
        for (size_t i = 0; i < sizeof *b; i++)
            assert_int_equal(((uint8_t *)b)[i], 0xee);
    return result;
}

static json_t *full(void)
{
    json_t *record = json_load_file("tests/fuzz/corpus/breakdown/full.json", 0, NULL);
    assert_non_null(record);
    return record;
}

static json_t *programme(json_t *record, size_t index)
{
    return json_array_get(json_object_get(record, "programmes"), index);
}

static json_t *reason(json_t *record, size_t index)
{
    return json_array_get(json_object_get(programme(record, 0), "reasons"), index);
}

static int parsed_with(json_t *record, json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
    int result = parsed(record);
    json_decref(record);
    return result;
}

static void a_full_record_arrives_whole(void **state)
{
    json_t *record = full();
    (void)state;
    assert_int_equal(parsed(record), 0);
    json_decref(record);
    assert_string_equal(b->subject, "p-7");
    assert_string_equal(b->name, "BUDI SANTOSO");
    assert_string_equal(b->address_as, "Bapak");
    assert_int_equal(b->made_at, 1795316645);
    assert_int_equal(b->programme_count, 3);
    assert_int_equal(b->programmes[0].verdict, WIRE_VERDICT_NOT_ELIGIBLE);
    assert_int_equal(b->programmes[0].objection_closes_at, 1796144399);
    assert_int_equal(b->programmes[1].verdict, WIRE_VERDICT_RECEIVING);
    assert_int_equal(b->programmes[1].amount, 600000);
    assert_int_equal(b->programmes[1].collect_by_day, 20261220);
    assert_string_equal(b->programmes[1].account, "•••• 1736");
    assert_int_equal(b->programmes[1].objection_closes_at, 0);
    assert_int_equal(b->programmes[2].queue_place, 12);
    assert_int_equal(b->programmes[2].refresh_day, 20270101);
    assert_int_equal(b->reason_count, 2);
    assert_string_equal(b->reasons[0].title, "Sepeda motor");
    assert_int_equal(b->reasons[0].effect, WIRE_EFFECT_AGAINST);
    assert_int_equal(b->reasons[0].decisive, 1);
    assert_int_equal(b->reasons[0].grounds, 3);
    assert_int_equal(b->reasons[0].as_of_day, 20260901);
    assert_int_equal(b->reasons[1].sensitivity, WIRE_HEALTH);
    assert_int_equal(b->reasons[1].grounds, 0);
    assert_int_equal(b->ground_count, 2);
    assert_string_equal(b->grounds[1].evidence, "");
    assert_int_equal(b->case_count, 1);
    assert_string_equal(b->cases[0].number, "482910000017");
    assert_int_equal(b->cases[0].state, WIRE_CASE_RECEIVED);
    assert_string_equal(b->cases[0].reasons[0], "r1");
    assert_string_equal(b->cases[0].reasons[1], "");
    assert_int_equal(b->cases[0].expected_day, 20261220);
}

static void what_has_happened_to_a_family_arrives_with_its_days(void **state)
{
    json_t *record = full();
    (void)state;
    assert_int_equal(parsed(record), 0);
    json_decref(record);
    assert_string_equal(b->programmes[0].rules, "2026.4, 15 Oktober 2026");
    assert_int_equal(b->programmes[0].may_object, 0);
    assert_string_equal(b->programmes[0].objectors, "Kepala keluarga");
    assert_int_equal(b->programmes[2].queue_before, 15);
    assert_string_equal(b->reasons[0].owner, "B*** S******");
    assert_string_equal(b->reasons[0].corrector, "Samsat: lapor jual");
    assert_int_equal(b->payment_count, 2);
    assert_int_equal(b->payments[0].programme, 1);
    assert_int_equal(b->payments[0].state, WIRE_PAYMENT_BLOCKED);
    assert_string_equal(b->payments[0].advice, "Bawa KTP ke Kantor Pos Glagah.");
    assert_int_equal(b->payments[1].state, WIRE_PAYMENT_PAID);
    assert_int_equal(b->payments[1].day, 20260820);
    assert_string_equal(b->cases[0].channel, "Portal Perlinsos");
    assert_string_equal(b->cases[0].outcome, "Motor sudah dijual.");
    assert_string_equal(b->cases[0].own_words, "Motor saya jual ke tetangga.");
    assert_int_equal(b->cases[0].stage_count, 2);
    assert_int_equal(b->cases[0].stages[0].state, WIRE_CASE_RECEIVED);
    assert_int_equal(b->cases[0].stages[1].state, WIRE_CASE_OTHER);
    assert_string_equal(b->cases[0].stages[1].text, "dibuka lagi");
    assert_int_equal(b->cases[0].change_count, 1);
    assert_string_equal(b->cases[0].changes[0].before, "155 cc");
    assert_int_equal(b->opening_count, 2);
    assert_int_equal(b->openings[0].own, 1);
    assert_string_equal(b->openings[0].witness, "MADE");
    assert_int_equal(b->openings[1].own, 0);
}

static void of_another_members_sensitive_fact_only_institution_and_kind_pass(void **state)
{
    static const struct wire_reason empty;
    json_t *record = full();
    (void)state;
    assert_int_equal(parsed(record), 0);
    json_decref(record);
    const struct wire_reason *r = &b->reasons[1];
    assert_int_equal(r->withheld, 1);
    assert_string_equal(r->source, "BPJS Kesehatan");
    assert_memory_equal(r->says, empty.says, sizeof r->says);
    assert_memory_equal(r->limit, empty.limit, sizeof r->limit);
    assert_memory_equal(r->owner, empty.owner, sizeof r->owner);
    assert_int_equal(r->as_of_day, 0);
}

/* Cases go on and on; a person wants to know the last that happened. */
static void of_too_many_stages_the_newest_stay(void **state)
{
    json_t *record = full(), *stages = json_array();
    (void)state;
    for (int i = 0; i < 100; i++)
        json_array_append_new(stages, json_pack("{s:s, s:s}", "state", "s", "state_text",
                                                i == 99 ? "terakhir" : "lain"));
    assert_int_equal(
        parsed_with(record, json_array_get(json_object_get(record, "cases"), 0), "stages", stages),
        0);
    assert_int_equal(b->cases[0].stage_count, WIRE_STAGES_MAX);
    assert_string_equal(b->cases[0].stages[WIRE_STAGES_MAX - 1].text, "terakhir");
}

static void a_code_not_known_is_told_in_words_never_a_blank(void **state)
{
    json_t *record = full();
    (void)state;
    json_object_set_new(programme(record, 0), "verdict_text", json_string("Ditunda sementara"));
    assert_int_equal(parsed_with(record, programme(record, 0), "verdict", json_string("suspended")),
                     0);
    assert_int_equal(b->programmes[0].verdict, WIRE_VERDICT_OTHER);
    assert_string_equal(b->programmes[0].verdict_text, "Ditunda sementara");

    record = full();
    json_object_del(programme(record, 0), "verdict_text");
    assert_int_equal(parsed_with(record, programme(record, 0), "verdict", json_string("suspended")),
                     0);
    assert_string_equal(b->programmes[0].verdict_text, "suspended");

    record = full();
    json_object_del(programme(record, 0), "verdict_text");
    assert_int_equal(parsed_with(record, programme(record, 0), "verdict", json_null()), -EBADMSG);

    record = full();
    assert_int_equal(parsed_with(record, json_array_get(json_object_get(record, "cases"), 0),
                                 "state", json_string("appealed")),
                     0);
    assert_int_equal(b->cases[0].state, WIRE_CASE_OTHER);
    assert_string_equal(b->cases[0].state_text, "masuk");
}

static void an_unknown_sensitivity_is_hidden_like_health(void **state)
{
    json_t *record = full();
    (void)state;
    assert_int_equal(parsed_with(record, reason(record, 0), "sensitivity", json_string("genetic")),
                     0);
    assert_int_equal(b->reasons[0].sensitivity, WIRE_HEALTH);
}

static void unknown_fields_are_ignored_and_absent_ones_are_empty(void **state)
{
    json_t *record = json_loads("{\"subject\":\"p\",\"new\":{\"a\":[1,2.5]},\"name\":null,"
                                "\"programmes\":[{\"code\":\"X\",\"verdict\":\"incomplete\","
                                "\"colour\":\"red\",\"objection\":null}]}",
                                0, NULL);
    (void)state;
    assert_int_equal(parsed(record), 0);
    json_decref(record);
    assert_string_equal(b->name, "");
    assert_string_equal(b->programmes[0].name, "X");
    assert_int_equal(b->programmes[0].amount, 0);
    assert_int_equal(b->made_at, 0);
    assert_int_equal(b->reason_count + b->case_count + b->ground_count, 0);
}

static void words_are_cut_between_characters(void **state)
{
    char many[1200] = "";
    json_t *record = full();
    (void)state;
    for (int i = 0; i < 200; i++)
        strcat(many, "ꦱ");
    assert_int_equal(parsed_with(record, reason(record, 0), "title", json_string(many)), 0);
    assert_int_equal(strlen(b->reasons[0].title), 78);
    assert_memory_equal(b->reasons[0].title, many, 78);
}

static void no_control_character_reaches_the_screen(void **state)
{
    json_t *record = full();
    (void)state;
    assert_int_equal(parsed_with(record, record, "name",
                                 json_string("A\nB\tC\x1b[31m\xc2\x85\xe2\x80\xae"
                                             "DE\xe2\x80\xa8"
                                             "F\x7f")),
                     0);
    assert_string_equal(b->name, "A B C [31m DE F ");
}

static void bytes_that_are_not_utf8_are_refused(void **state)
{
    static const char *const wrong[] = {"\x80",
                                        "\xc3",
                                        "\xc0\xaf",
                                        "\xed\xa0\x80",
                                        "\xf5\x80\x80\x80",
                                        "\xe2\x82",
                                        "\xf0\x80\x80\xaf",
                                        "abcdefghijk\xff"};
    char out[8] = "kept";
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(text_copy(out, sizeof out, wrong[i], strlen(wrong[i])), -EILSEQ);
        assert_string_equal(out, "kept");
    }
    assert_int_equal(text_copy(out, sizeof out, "1234567\xc3\xa9", 9), 0);
    assert_string_equal(out, "1234567");
    assert_int_equal(text_copy(out, sizeof out, "", 0), 0);
    assert_string_equal(out, "");
}

static void of_too_many_reasons_those_that_decided_stay(void **state)
{
    json_t *record = full(), *list = json_array();
    (void)state;
    for (int i = 0; i < 10000; i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", i);
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:b}", "id", name, "title", name, "decisive", i >= 9997));
    }
    assert_int_equal(parsed_with(record, programme(record, 1), "reasons", list), 0);
    assert_int_equal(b->reason_count, WIRE_REASONS_MAX);
    assert_string_equal(b->reasons[0].id, "r1");
    assert_string_equal(b->reasons[1].id, "x9997");
    assert_string_equal(b->reasons[3].id, "x9999");
    assert_int_equal(b->reasons[3].programme, 1);
    assert_int_equal(b->reasons[4].decisive, 0);
}

static void no_list_is_longer_than_the_wire(void **state)
{
    json_t *record = full();
    json_t *programmes = json_object_get(record, "programmes");
    json_t *grounds = json_object_get(record, "grounds"), *cases = json_object_get(record, "cases");
    json_t *contested = json_object_get(json_array_get(cases, 0), "reasons");
    json_t *changes = json_object_get(json_array_get(cases, 0), "changes");
    json_t *openings = json_object_get(record, "openings");
    json_t *payments = json_object_get(programme(record, 1), "payments");
    (void)state;
    for (int i = 0; i < 40; i++) {
        json_array_append_new(contested, json_string("r2"));
        json_array_append_new(programmes,
                              json_pack("{s:s, s:s}", "code", "P", "verdict", "queued"));
        json_array_append_new(grounds, json_pack("{s:s, s:s}", "code", "late", "text", "T"));
    }
    for (int i = 0; i < 40; i++) {
        json_array_append(cases, json_array_get(cases, 0));
        json_array_append(openings, json_array_get(openings, 0));
        json_array_append(payments, json_array_get(payments, 0));
        json_array_append(changes, json_array_get(changes, 0));
    }
    json_array_append_new(json_object_get(reason(record, 0), "grounds"), json_string("late"));
    assert_int_equal(parsed(record), 0);
    json_decref(record);
    assert_int_equal(b->programme_count, WIRE_PROGRAMMES_MAX);
    assert_int_equal(b->ground_count, WIRE_GROUNDS_MAX);
    assert_int_equal(b->case_count, WIRE_CASES_MAX);
    assert_int_equal(b->opening_count, WIRE_OPENINGS_MAX);
    assert_int_equal(b->payment_count, WIRE_PAYMENTS_MAX);
    assert_int_equal(b->cases[0].change_count, WIRE_CHANGES_MAX);
    assert_string_equal(b->cases[0].reasons[WIRE_CONTESTED_MAX - 1], "r2");
    assert_int_equal(b->reasons[0].grounds, (1u << WIRE_GROUNDS_MAX) - 1);
}

static void what_nobody_could_mean_is_refused_whole(void **state)
{
    static const struct {
        const char *key;
        const char *value;
    } lies[] = {
        {"amount", "-1"},
        {"amount", "\"600000\""},
        {"amount", "600000.5"},
        {"amount", "99999999999999"},
        {"queue_place", "5000000000"},
        {"code", "\"\""},
        {"code", "\"P K H\""},
        {"code", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""},
        {"refresh_on", "\"2026-02-30\""},
        {"refresh_on", "\"tomorrow\""},
        {"refresh_on", "20261122"},
        {"reasons", "{}"},
        {"reasons", "[1]"},
        {"reasons", "[{\"title\":\"T\"}]"},
        {"objection", "[]"},
        {"objection", "{\"closes_at\":\"2026-12-01\"}"},
        {"objection", "{\"own\":\"yes\"}"},
        {"payments", "{}"},
        {"payments", "[{\"amount\":1}]"},
        {"payments", "[{\"state\":\"paid\",\"on\":\"2026-13-01\"}]"},
        {"queue_before", "-3"},
        {"verdict", "7"},
        {"name", "[]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        json_t *record = full();
        json_t *value = json_loads(lies[i].value, JSON_DECODE_ANY, NULL);
        assert_non_null(value);
        assert_int_equal(parsed_with(record, programme(record, 0), lies[i].key, value), -EBADMSG);
    }
}

static void what_is_no_record_is_refused(void **state)
{
    static const char *const wrong[] = {"null",
                                        "[]",
                                        "7",
                                        "{}",
                                        "{\"subject\":\"p\"}",
                                        "{\"subject\":\"p\",\"programmes\":[]}",
                                        "{\"subject\":\"p\",\"programmes\":{}}",
                                        "{\"subject\":\"p\",\"programmes\":[7]}"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        json_t *record = json_loads(wrong[i], JSON_DECODE_ANY, NULL);
        assert_int_equal(parsed(record), -EBADMSG);
        json_decref(record);
    }
    assert_int_equal(parsed(NULL), -EBADMSG);
}

static int templates_of(const char *text, struct wire_templates *out)
{
    json_t *message = json_loads(text, 0, NULL);
    assert_non_null(message);
    int result = templates_parse(message, out);
    json_decref(message);
    return result;
}

static void templates_of_a_known_format_arrive(void **state)
{
    struct wire_templates t = {0};
    (void)state;
    assert_int_equal(templates_of("{\"templates\":["
                                  "{\"position\":1,\"format\":\"new\",\"record\":\"AA==\"},"
                                  "{\"position\":2,\"format\":\"iso19794-2:2005\","
                                  "\"record\":\"Rk1SAA==\"}]}",
                                  &t),
                     0);
    assert_int_equal(t.count, 1);
    assert_int_equal(t.templates[0].position, 2);
    assert_int_equal(t.templates[0].size, 4);
    assert_memory_equal(t.templates[0].record, "FMR", 4);
}

static void templates_that_lie_are_refused(void **state)
{
    struct wire_templates t = {0};
    char big[3000] = "{\"templates\":[{\"position\":2,\"format\":\"iso19794-2:2005\",\"record\":\"";
    (void)state;
    memset(big + strlen(big), 'A', 2400);
    strcat(big, "\"}]}");
    assert_int_equal(templates_of(big, &t), -EBADMSG);
    assert_int_equal(templates_of("{\"templates\":[]}", &t), -ENODATA);
    assert_int_equal(templates_of("{}", &t), -EBADMSG);
    assert_int_equal(templates_of("{\"templates\":[{\"position\":11,\"format\":"
                                  "\"iso19794-2:2005\",\"record\":\"AA==\"}]}",
                                  &t),
                     -EBADMSG);
    assert_int_equal(templates_of("{\"templates\":[{\"position\":2,\"format\":"
                                  "\"iso19794-2:2005\",\"record\":\"!\"}]}",
                                  &t),
                     -EBADMSG);
    assert_int_equal(t.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_record_arrives_whole),
        cmocka_unit_test(what_has_happened_to_a_family_arrives_with_its_days),
        cmocka_unit_test(of_another_members_sensitive_fact_only_institution_and_kind_pass),
        cmocka_unit_test(of_too_many_stages_the_newest_stay),
        cmocka_unit_test(a_code_not_known_is_told_in_words_never_a_blank),
        cmocka_unit_test(an_unknown_sensitivity_is_hidden_like_health),
        cmocka_unit_test(unknown_fields_are_ignored_and_absent_ones_are_empty),
        cmocka_unit_test(words_are_cut_between_characters),
        cmocka_unit_test(no_control_character_reaches_the_screen),
        cmocka_unit_test(bytes_that_are_not_utf8_are_refused),
        cmocka_unit_test(of_too_many_reasons_those_that_decided_stay),
        cmocka_unit_test(no_list_is_longer_than_the_wire),
        cmocka_unit_test(what_nobody_could_mean_is_refused_whole),
        cmocka_unit_test(what_is_no_record_is_refused),
        cmocka_unit_test(templates_of_a_known_format_arrive),
        cmocka_unit_test(templates_that_lie_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
