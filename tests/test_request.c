#include "drivers/courier/instant.h"
#include "drivers/courier/reply.h"
#include "drivers/courier/request.h"
#include "drivers/courier/uuid.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1795316645 }; /* 2026-11-22T03:04:05Z */

static const struct wire_subject subject = {
    .card = {.assurance = WIRE_ASSURANCE_TAG,
             .uid_size = 7,
             .uid = {0x04, 0x73, 0x2c, 0x7a, 0x3b, 0x61, 0x82},
             .photo_sha256 = {0xab}},
    .consent = {.version = "2026-11", .given_at = NOW - 60},
    .score_class = 2,
    .verified_at = NOW - 5,
};

static const json_t *node(const json_t *object, const char *path)
{
    char copy[128], *rest = copy;
    assert_true(strlen(path) < sizeof copy);
    strcpy(copy, path);
    for (char *key; (key = strsep(&rest, "/"));)
        object = json_is_array(object) ? json_array_get(object, (size_t)atoi(key))
                                       : json_object_get(object, key);
    return object;
}

static const char *at(const json_t *object, const char *path)
{
    object = node(object, path);
    return json_is_string(object) ? json_string_value(object) : "(none)";
}

static void a_finger_check_tells_card_and_consent_but_no_finger(void **state)
{
    json_t *m = NULL;
    (void)state;
    assert_int_equal(request_check(&subject.card, &subject.consent, "t-1", &m), 0);
    assert_string_equal(at(m, "transaction_id"), "t-1");
    assert_string_equal(at(m, "subject/assurance"), "tag");
    assert_string_equal(at(m, "subject/card/uid"), "04732C7A3B6182");
    assert_string_equal(at(m, "subject/card/photo_sha256"),
                        "ab00000000000000000000000000000000000000000000000000000000000000");
    assert_string_equal(at(m, "subject/consent/version"), "2026-11");
    assert_string_equal(at(m, "subject/consent/given_at"), "2026-11-22T03:03:05Z");
    assert_null(json_object_get(json_object_get(m, "subject"), "finger"));
    json_decref(m);
}

static void at_level_chip_the_nik_stands_in_the_place_of_the_photo(void **state)
{
    struct wire_query query = {.subject = subject};
    json_t *m = NULL;
    (void)state;
    query.subject.card.assurance = WIRE_ASSURANCE_CHIP;
    strcpy(query.subject.card.nik, "3510154807710002");
    assert_int_equal(request_search(&query, "t-1", "r-1", NOW, &m), 0);
#define CARD "search_request/0/search_criteria/query/value/card/"
    assert_string_equal(at(m, "search_request/0/search_criteria/query/value/assurance"), "chip");
    assert_string_equal(at(m, CARD "nik"), "3510154807710002");
    assert_string_equal(at(m, CARD "uid"), "04732C7A3B6182");
    assert_string_equal(at(m, CARD "photo_sha256"), "(none)");
    json_decref(m);
}

static void a_search_names_who_agreed_to_what_and_who_was_verified(void **state)
{
    struct wire_query query = {.subject = subject};
    json_t *m = NULL;
    (void)state;
    assert_int_equal(request_search(&query, "t-1", "r-1", NOW, &m), 0);
#define ITEM "search_request/0/"
    assert_string_equal(at(m, ITEM "reference_id"), "r-1");
    assert_string_equal(at(m, ITEM "timestamp"), "2026-11-22T03:04:05Z");
    assert_string_equal(at(m, ITEM "locale"), "ind");
#define CRITERIA ITEM "search_criteria/"
    assert_string_equal(at(m, CRITERIA "query_type"), "idtype-value");
    assert_string_equal(at(m, CRITERIA "query/type"), "ns:perlinsos:IdType:ektp");
    assert_string_equal(at(m, CRITERIA "query/value/finger/verified_at"), "2026-11-22T03:04:00Z");
    assert_string_equal(at(m, CRITERIA "consent/@type"), "Consent");
    assert_string_equal(at(m, CRITERIA "consent/purpose/ref_uri"), "urn:perlinsos:consent:2026-11");
    assert_string_equal(at(m, CRITERIA "authorize/ts"), "2026-11-22T03:04:00Z");
    assert_string_equal(at(m, CRITERIA "authorize/purpose/code"), "perlinsos.finger");
    json_decref(m);
}

#define VALUE CRITERIA "query/value/"

/* The same question with help; the message is the caller's. */
static json_t *searched(const struct wire_help *help, uint32_t score_class)
{
    struct wire_query query = {.subject = subject};
    json_t *m = NULL;
    query.subject.help = *help;
    query.subject.score_class = score_class;
    assert_int_equal(request_search(&query, "t-1", "r-1", NOW, &m), 0);
    return m;
}

static void in_place_of_a_finger_staff_and_witness_are_named_and_why(void **state)
{
    struct wire_help help = {.kind = WIRE_HELP_ATTENDED,
                             .reason = WIRE_NO_FINGER_AMPUTATION,
                             .helper = "k-1",
                             .witness = "k-2",
                             .helper_name = "WAYAN",
                             .witness_name = "MADE"};
    json_t *m = searched(&help, 0);
    (void)state;
    assert_string_equal(at(m, VALUE "assurance"), "attended");
    assert_string_equal(at(m, VALUE "card/uid"), "04732C7A3B6182");
    assert_string_equal(at(m, VALUE "attended/helper"), "k-1");
    assert_string_equal(at(m, VALUE "attended/witness"), "k-2");
    assert_string_equal(at(m, VALUE "attended/witness_name"), "(none)"); /* the id says who */
    assert_string_equal(at(m, VALUE "attended/reason"), "amputation");
    assert_string_equal(at(m, VALUE "attended/verified_at"), "2026-11-22T03:04:00Z");
    assert_string_equal(at(m, CRITERIA "authorize/purpose/code"), "perlinsos.attended");
    assert_null(json_object_get(node(m, VALUE "attended"), "card_alone"));
    json_decref(m);
    help.reason = WIRE_NO_FINGER_SENSOR_DOWN;
    help.card_alone = 1;
    m = searched(&help, 0);
    assert_true(json_is_true(json_object_get(node(m, VALUE "attended"), "card_alone")));
    json_decref(m);
    help.card_alone = 0;
    help.witness[0] = 0;
    m = searched(&help, 0);
    assert_string_equal(at(m, VALUE "attended/witness"), "(none)");
    assert_string_equal(at(m, VALUE "attended/witness_name"), "MADE");
    json_decref(m);
}

static void who_assists_is_named_beside_the_persons_own_finger(void **state)
{
    struct wire_help help = {.kind = WIRE_HELP_ASSISTED, .helper = "k-1", .helper_name = "WAYAN"};
    json_t *m = searched(&help, 2);
    (void)state;
    assert_string_equal(at(m, VALUE "assurance"), "tag");
    assert_string_equal(at(m, VALUE "helper"), "k-1");
    assert_string_equal(at(m, VALUE "helper_name"), "(none)");
    assert_string_equal(at(m, VALUE "finger/verified_at"), "2026-11-22T03:04:00Z");
    assert_string_equal(at(m, CRITERIA "authorize/purpose/code"), "perlinsos.finger");
    json_decref(m);
    help.helper[0] = 0; /* a relative */
    m = searched(&help, 2);
    assert_string_equal(at(m, VALUE "helper"), "(none)");
    assert_string_equal(at(m, VALUE "helper_name"), "WAYAN");
    json_decref(m);
}

static void where_no_card_could_be_read_the_nik_stands_alone(void **state)
{
    struct wire_subject stated = {
        .card = {.assurance = WIRE_ASSURANCE_STATED, .nik = "3510154807710002"},
        .consent = subject.consent,
        .help = {.kind = WIRE_HELP_ASSISTED, .helper = "k-1", .helper_name = "WAYAN"}};
    json_t *m = request_subject(&stated);
    (void)state;
    assert_string_equal(at(m, "assurance"), "stated");
    assert_string_equal(at(m, "card/nik"), "3510154807710002");
    assert_string_equal(at(m, "card/uid"), "(none)");
    assert_string_equal(at(m, "helper"), "k-1");
    json_decref(m);
}

static void the_language_is_told_in_three_letters(void **state)
{
    static const char *const languages[][2] = {
        {"id", "ind"}, {"jv", "jav"}, {"en", "eng"}, {"mad", "mad"}, {"\xff", "ind"}};
    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct wire_query query = {.subject = subject};
        json_t *m = NULL;
        strcpy(query.locale, languages[i][0]);
        assert_int_equal(request_search(&query, "t-1", "r-1", NOW, &m), 0);
        assert_string_equal(at(m, ITEM "locale"), languages[i][1]);
        json_decref(m);
    }
}

static void what_cannot_be_said_is_refused(void **state)
{
    struct wire_query query = {.subject = subject};
    struct wire_consent never = {.given_at = -1};
    json_t *m = NULL;
    (void)state;
    assert_int_equal(request_check(&subject.card, &never, "t", &m), -EINVAL);
    query.subject.consent.version[0] = '\xff';
    assert_int_equal(request_search(&query, "t", "r", NOW, &m), -EINVAL);
    query.subject.verified_at = -5;
    assert_int_equal(request_search(&query, "t", "r", NOW, &m), -EINVAL);
    assert_null(m);
}

static const struct reply_expected expected = {
    .action = "on-search", .receiver_id = "kiosk-48291", .transaction_id = "t-1"};

static int replied(const char *action, const char *receiver, const char *transaction,
                   const char *status, const char *code, char reason_out[REPLY_REASON])
{
    const json_t *message = NULL;
    json_t *root = json_pack("{s:{s:s, s:s, s:s, s:s}, s:{s:s}}", "header", "action", action,
                             "receiver_id", receiver, "status", status, "status_reason_code", code,
                             "message", "transaction_id", transaction);
    int result = reply_message(root, &expected, &message, reason_out);
    assert_int_equal(result == 0, message != NULL);
    json_decref(root);
    return result;
}

static void an_answer_to_something_else_is_not_believed(void **state)
{
    char reason[REPLY_REASON] = "";
    (void)state;
    assert_int_equal(replied("on-search", "kiosk-48291", "t-1", "succ", "", reason), 0);
    assert_int_equal(replied("on-object", "kiosk-48291", "t-1", "succ", "", reason), -EKEYREJECTED);
    assert_int_equal(replied("on-search", "kiosk-10000", "t-1", "succ", "", reason), -EKEYREJECTED);
    assert_int_equal(replied("on-search", "kiosk-48291", "t-2", "succ", "", reason), -EKEYREJECTED);
    assert_int_equal(replied("on-search", "kiosk-48291", "t-1", "pdng", "", reason), -EBADMSG);
    assert_string_equal(reason, "");
}

static void a_refusal_carries_its_code_but_no_free_text(void **state)
{
    char reason[REPLY_REASON] = "";
    (void)state;
    assert_int_equal(
        replied("on-search", "kiosk-48291", "t-1", "rjct", "rjct.card.unknown", reason), -EPERM);
    assert_string_equal(reason, "rjct.card.unknown");
    assert_int_equal(replied("on-search", "kiosk-48291", "t-1", "rjct", "for BUDI!", reason),
                     -EPERM);
    assert_string_equal(reason, "");
}

static void a_record_of_another_card_is_not_believed(void **state)
{
    const struct wire_card card = {.uid_size = 4, .uid = {0x04, 0xA1, 0x00, 0xFF}};
    static const struct {
        const char *said;
        int result;
    } cards[] = {{"{\"card\":{\"uid\":\"04A100FF\"}}", 0},
                 {"{\"card\":{\"uid\":\"04a100ff\"}}", 0},
                 {"{\"card\":{\"uid\":\"04A100FE\"}}", -EKEYREJECTED},
                 {"{\"card\":{\"uid\":\"04A100FF00\"}}", -EKEYREJECTED},
                 {"{\"card\":{\"uid\":\"\"}}", -EKEYREJECTED},
                 {"{\"card\":7}", -EKEYREJECTED},
                 {"{}", -EKEYREJECTED}};
    (void)state;
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        json_t *record = json_loads(cards[i].said, 0, NULL);
        assert_int_equal(reply_is_of(record, &card), cards[i].result);
        json_decref(record);
    }
}

static void a_record_is_found_by_its_reference(void **state)
{
    json_t *m = json_pack("{s:[{s:s, s:s, s:{s:s, s:[{s:s}]}}]}", "search_response", "reference_id",
                          "r-1", "status", "succ", "data", "reg_record_type",
                          "ns:perlinsos:RecordType:Breakdown", "reg_records", "subject", "p");
    const json_t *record = NULL;
    char reason[REPLY_REASON] = "";
    (void)state;
    assert_int_equal(reply_record(m, "r-1", &record, reason), 0);
    assert_string_equal(at(record, "subject"), "p");
    assert_int_equal(reply_record(m, "r-2", &record, reason), -EBADMSG);
    assert_int_equal(reply_record(json_object_get(m, "none"), "r-1", &record, reason), -EBADMSG);
    json_decref(m);
}

static void an_acknowledgement_is_for_this_very_record(void **state)
{
    struct reply_receipt said;
    json_t *m = json_pack("{s:s, s:s, s:s}", "idempotency_key", "k", "number", "000000005724",
                          "expected_on", "2026-12-20");
    (void)state;
    assert_int_equal(reply_receipt(m, "k", &said), 0);
    assert_string_equal(said.number, "000000005724");
    assert_int_equal(said.expected_day, 20261220);
    assert_int_equal(reply_receipt(m, "other", &said), -EBADMSG);
    json_object_set_new(m, "number", json_string("000000005725"));
    assert_int_equal(reply_receipt(m, "k", &said), -EBADMSG);
    json_decref(m);
}

static void instants_and_days_are_read_strictly(void **state)
{
    int64_t instant = 7;
    int32_t day = 7;
    (void)state;
    assert_int_equal(instant_read("2026-11-22T03:04:05Z", &instant), 0);
    assert_int_equal(instant, NOW);
    assert_int_equal(instant_read_day("2028-02-29", &day), 0);
    assert_int_equal(day, 20280229);
    static const char *const wrong[] = {"",
                                        "2026-11-22",
                                        "2026-11-22T03:04:05",
                                        "2026-11-22T03:04:05+07:00",
                                        "2026-11-22T24:04:05Z",
                                        "2026-13-22T03:04:05Z",
                                        "2026-02-29T03:04:05Z",
                                        "1969-11-22T03:04:05Z",
                                        "2026-11-22 03:04:05Z",
                                        " 026-11-22T03:04:05Z"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(instant_read(wrong[i], &instant), -EINVAL);
    assert_int_equal(instant_read_day("2027-02-29", &day), -EINVAL);
    assert_int_equal(instant_read_day("20270228", &day), -EINVAL);
    assert_int_equal(instant, NOW);
    assert_int_equal(day, 20280229);
}

static void a_uuid_says_how_it_was_made(void **state)
{
    static const uint8_t ones[16] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    char text[UUID_TEXT];
    (void)state;
    uuid_write(ones, UUID_RANDOM, text);
    assert_string_equal(text, "ffffffff-ffff-4fff-bfff-ffffffffffff");
    uuid_write(ones, UUID_OWN, text);
    assert_string_equal(text, "ffffffff-ffff-8fff-bfff-ffffffffffff");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finger_check_tells_card_and_consent_but_no_finger),
        cmocka_unit_test(at_level_chip_the_nik_stands_in_the_place_of_the_photo),
        cmocka_unit_test(a_search_names_who_agreed_to_what_and_who_was_verified),
        cmocka_unit_test(in_place_of_a_finger_staff_and_witness_are_named_and_why),
        cmocka_unit_test(who_assists_is_named_beside_the_persons_own_finger),
        cmocka_unit_test(where_no_card_could_be_read_the_nik_stands_alone),
        cmocka_unit_test(the_language_is_told_in_three_letters),
        cmocka_unit_test(what_cannot_be_said_is_refused),
        cmocka_unit_test(an_answer_to_something_else_is_not_believed),
        cmocka_unit_test(a_refusal_carries_its_code_but_no_free_text),
        cmocka_unit_test(a_record_of_another_card_is_not_believed),
        cmocka_unit_test(a_record_is_found_by_its_reference),
        cmocka_unit_test(an_acknowledgement_is_for_this_very_record),
        cmocka_unit_test(instants_and_days_are_read_strictly),
        cmocka_unit_test(a_uuid_says_how_it_was_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
