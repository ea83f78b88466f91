/* The published social registry search, as a partner system with a bearer token meets it. */
#include "test_central_kiosk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define SEARCH "/registry/sync/search"
#define STATUS "/registry/sync/txn/status"
#define ITEM   "message.search_response.0."
#define TOKEN  "a-token-of-a-partner"
#define STAMP  "2026-11-23T01:02:03.456+07:00"

static int raise_for_partners(void **state)
{
    int r = kiosk_raise(state);

    kiosk_serve_partners(TOKEN, "unsigned-stub");
    return r;
}

static json_t *envelope(const char *action, json_t *message)
{
    return json_pack("{s:s, s:{s:s, s:s, s:s, s:s, s:s, s:s, s:i}, s:o}", "signature",
                     "unsigned-stub", "header", "version", "1.0.0", "message_id", kiosk_id(),
                     "message_ts", STAMP, "action", action, "sender_id", "partner", "receiver_id",
                     "social-registry", "total_count", 1, "message", message);
}

/* `criteria` is JSON. */
static json_t *question(const char *transaction, const char *criteria)
{
    json_t *parsed = json_loads(criteria, 0, NULL);

    assert_non_null(parsed);
    return envelope("search", json_pack("{s:s, s:[{s:s, s:s, s:o}]}", "transaction_id", transaction,
                                        "search_request", "reference_id", "ref-1", "timestamp",
                                        STAMP, "search_criteria", parsed));
}

static json_t *search(const char *transaction, const char *criteria)
{
    json_t *asked = question(transaction, criteria);
    json_t *root = kiosk_ask_plainly(SEARCH, TOKEN, asked);

    assert_int_equal(kiosk_heard.status, 200);
    assert_string_equal(kiosk_text(root, "header.action"), "on-search");
    assert_string_equal(kiosk_text(root, "header.status"), "succ");
    assert_string_equal(kiosk_text(root, "message.transaction_id"), transaction);
    assert_true(strlen(kiosk_text(root, "message.correlation_id")) > 0);
    assert_string_equal(kiosk_text(root, ITEM "reference_id"), "ref-1");
    assert_string_equal(kiosk_text(root, ITEM "locale"), "ind");
    json_decref(asked);
    return root;
}

static size_t found(json_t *root)
{
    assert_string_equal(kiosk_text(root, ITEM "status"), "succ");
    return json_array_size(kiosk_at(root, ITEM "data.reg_records"));
}

static void a_person_is_found_by_identifier_and_nobody_by_an_unknown_one(void **state)
{
    json_t *root = search("t-id", "{\"query_type\":\"idtype-value\",\"query\":{\"type\":\"NIK\","
                                  "\"value\":\"3510154807710002\"}}");
    (void)state;

    assert_int_equal(found(root), 1);
    assert_int_equal(json_integer_value(kiosk_at(root, ITEM "data.reg_records.0.group_size")), 3);
    json_decref(root);
    root = search("t-none", "{\"query_type\":\"idtype-value\",\"query\":{\"type\":\"UIN\","
                            "\"value\":\"TEST-001\"}}");
    assert_int_equal(found(root), 0);
    json_decref(root);
}

static void an_expression_is_answered_page_by_page(void **state)
{
    json_t *root =
        search("t-exp",
               "{\"query_type\":\"expression\",\"pagination\":{\"page_size\":2,"
               "\"page_number\":2},\"sort\":[{\"attribute_name\":\"poverty_score\","
               "\"sort_order\":\"asc\"}],\"query\":{\"type\":\"ns:org:QueryType:expression\","
               "\"value\":{\"expression\":{\"collection\":\"Group\",\"query\":{\"$and\":["
               "{\"poverty_score\":{\"$lt\":5}},{\"location\":{\"$eq\":\"35.10.15.2004\"}}]}}}}}");
    (void)state;

    assert_int_equal(found(root), 2);
    assert_int_equal(json_integer_value(kiosk_at(root, ITEM "pagination.page_number")), 2);
    assert_true(json_integer_value(kiosk_at(root, ITEM "pagination.total_count")) > 4);
    assert_true(json_integer_value(kiosk_at(root, ITEM "data.reg_records.0.poverty_score")) < 5);
    json_decref(root);
}

static void a_predicate_finds_those_who_fit_both_expressions(void **state)
{
    static const char both[] =
        "{\"query_type\":\"predicate\",\"response_entity\":\"Member\",\"query\":[{\"seq_num\":1,"
        "\"expression1\":{\"attribute_name\":\"age\",\"operator\":\"gt\",\"attribute_value\":"
        "\"90\"},"
        "\"condition\":\"and\",\"expression2\":{\"attribute_name\":\"poverty_score\","
        "\"operator\":\"lt\",\"attribute_value\":\"2.5\"}}]}";
    static const char neither[] =
        "{\"query_type\":\"predicate\",\"query\":[{\"expression1\":{\"attribute_name\":\"age\","
        "\"operator\":\"gt\",\"attribute_value\":\"200\"}}]}";
    json_t *root = search("t-pred", both);
    (void)state;

    assert_true(found(root) < 100);
    json_decref(root);
    root = search("t-pred2", neither);
    assert_int_equal(found(root), 0);
    json_decref(root);
}

static void an_item_out_of_order_is_refused_with_a_published_code(void **state)
{
    static const struct {
        const char *criteria, *code;
    } wrong[] = {
        {"{\"query_type\":\"graphql\",\"query\":{}}", "rjct.search_criteria.invalid"},
        {"{\"query_type\":\"predicate\",\"query\":[{\"expression1\":{\"attribute_name\":\"shoe\","
         "\"operator\":\"gt\",\"attribute_value\":\"1\"}}]}",
         "rjct.search_criteria.invalid"},
        {"{\"query_type\":\"idtype-value\",\"pagination\":{\"page_size\":0},\"query\":{\"type\":"
         "\"NIK\",\"value\":\"1\"}}",
         "rjct.pagination.invalid"},
        {"{\"query_type\":\"idtype-value\",\"sort\":[{\"attribute_name\":\"shoe\"}],\"query\":"
         "{\"type\":\"NIK\",\"value\":\"1\"}}",
         "rjct.sort.invalid"},
        {"{\"query_type\":\"predicate\",\"query\":[{\"expression1\":{\"attribute_name\":\"age\","
         "\"operator\":\"ge\",\"attribute_value\":\"0\"}}]}",
         "rjct.search.too_many_records_found"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        json_t *root = search("t-wrong", wrong[i].criteria);

        assert_string_equal(kiosk_text(root, ITEM "status"), "rjct");
        assert_string_equal(kiosk_text(root, ITEM "status_reason_code"), wrong[i].code);
        assert_null(kiosk_at(root, ITEM "data"));
        json_decref(root);
    }
}

/* Sets the member at "a.0.b" of what the published schema allows to a JSON value; NULL removes it.
 */
static void spoil(json_t *root, const char *path, const char *value)
{
    char within[128];
    const char *last = strrchr(path, '.');
    json_t *object = root, *spoilt = value ? json_loads(value, JSON_DECODE_ANY, NULL) : NULL;

    if (last) {
        snprintf(within, sizeof(within), "%.*s", (int)(last - path), path);
        object = kiosk_at(root, within);
    }
    last = last ? last + 1 : path;
    if (!value)
        json_object_del(object, last);
    else if (json_is_array(object))
        json_array_set_new(object, (size_t)atoi(last), spoilt);
    else
        json_object_set_new(object, last, spoilt);
}

#define ASKED    "message.search_request.0."
#define CRITERIA ASKED "search_criteria."
#define STATUSED "message.txnstatus_request."

static json_t *everything(const char *query_type, const char *query)
{
    char criteria[1024];
    json_t *asked;

    snprintf(criteria, sizeof(criteria),
             "{\"version\":\"1.0.0\",\"reg_type\":\"r\",\"reg_record_type\":\"SRPerson\","
             "\"response_entity\":\"Group\",\"query_type\":\"%s\",\"query\":%s,\"sort\":"
             "[{\"attribute_name\":\"poverty_score\",\"sort_order\":\"asc\"}],\"pagination\":"
             "{\"page_size\":5,\"page_number\":1},\"consent\":{},\"authorize\":{}}",
             query_type, query);
    asked = question("t-form", criteria);
    spoil(asked, ASKED "locale", "\"ind\"");
    spoil(asked, "header.sender_uri", "\"https://partner.example.org/callback\"");
    spoil(asked, "header.is_msg_encrypted", "false");
    spoil(asked, "header.meta", "{}");
    return asked;
}

/* The code of the refusal, wherever in the answer it stands; "" when nothing is refused. */
static const char *refusal_of(json_t *root)
{
    static const char *const places[] = {"errors.0.code", "header.status_reason_code",
                                         ITEM "status_reason_code"};

    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
        if (*kiosk_text(root, places[i]))
            return kiosk_text(root, places[i]);
    }
    return "";
}

static const char identifier[] = "{\"type\":\"NIK\",\"value\":\"3510154807710002\"}";
static const char predicate[] =
    "[{\"seq_num\":1,\"expression1\":{\"attribute_name\":\"age\",\"operator\":\"gt\","
    "\"attribute_value\":\"97\"},\"condition\":\"and\",\"expression2\":{\"attribute_name\":"
    "\"poverty_score\",\"operator\":\"in\",\"attribute_value\":\"1, 2\"}}]";

static void what_the_published_schema_forbids_is_refused_with_a_published_code(void **state)
{
    static const struct {
        const char *path, *value, *code;
    } spoilt[] = {
        {"header", NULL, "err.request.bad"},
        {"header.message_id", NULL, "err.request.bad"},
        {"header.sender_id", "5", "err.request.bad"},
        {"header.sender_uri", "\"no uri\"", "err.request.bad"},
        {"header.receiver_id", "true", "err.request.bad"},
        {"header.is_msg_encrypted", "\"no\"", "err.request.bad"},
        {"header.meta", "[]", "err.request.bad"},
        {"header.version", "1", "rjct.version.invalid"},
        {"header.action", "\"on-search\"", "rjct.action.invalid"},
        {"header.message_ts", "\"2026-11-23\"", "rjct.message_ts.invalid"},
        {"header.message_ts", "\"2026-11-23T01:02:03\"", "rjct.message_ts.invalid"},
        {"header.total_count", NULL, "rjct.total_count.invalid"},
        {"header.total_count", "1.5", "rjct.total_count.invalid"},
        {"message.transaction_id", NULL, "err.request.bad"},
        {"message.transaction_id", "7", "err.request.bad"},
        {"message.search_request", "{}", "err.request.bad"},
        {"message.search_request.0", "[]", "err.request.bad"},
        {ASKED "reference_id", "7", "err.request.bad"},
        {ASKED "timestamp", NULL, "rjct.timestamp.invalid"},
        {ASKED "timestamp", "\"2026-02-30T01:02:03Z\"", "rjct.timestamp.invalid"},
        {ASKED "timestamp", "\"2026-11-23T01:02:03+25:00\"", "rjct.timestamp.invalid"},
        {ASKED "timestamp", "\"2026-11-23T01:02:03.Z\"", "rjct.timestamp.invalid"},
        {ASKED "locale", "\"id\"", "rjct.search_criteria.invalid"},
        {ASKED "locale", "\"IND\"", "rjct.search_criteria.invalid"},
        {ASKED "search_criteria", "[]", "rjct.search_criteria.invalid"},
        {CRITERIA "version", "1", "rjct.search_criteria.invalid"},
        {CRITERIA "reg_type", "{}", "rjct.search_criteria.invalid"},
        {CRITERIA "reg_record_type", "null", "rjct.search_criteria.invalid"},
        {CRITERIA "response_entity", "\"Household\"", "rjct.search_criteria.invalid"},
        {CRITERIA "query_type", NULL, "rjct.search_criteria.invalid"},
        {CRITERIA "query", NULL, "rjct.search_criteria.invalid"},
        {CRITERIA "query", "\"NIK\"", "rjct.search_criteria.invalid"},
        {CRITERIA "consent", "true", "rjct.search_criteria.invalid"},
        {CRITERIA "authorize", "\"yes\"", "rjct.search_criteria.invalid"},
        {CRITERIA "sort", "{}", "rjct.sort.invalid"},
        {CRITERIA "sort.0", "\"poverty_score\"", "rjct.sort.invalid"},
        {CRITERIA "sort.0.sort_order", "\"up\"", "rjct.sort.invalid"},
        {CRITERIA "pagination", "5", "rjct.pagination.invalid"},
        {CRITERIA "pagination.page_size", NULL, "rjct.pagination.invalid"},
        {CRITERIA "pagination.page_size", "2.5", "rjct.pagination.invalid"},
        {CRITERIA "pagination.page_number", "\"1\"", "rjct.pagination.invalid"},
        {CRITERIA "pagination.page_number", "2147483648", "rjct.pagination.invalid"},
        {CRITERIA "query.type", "5", "rjct.search_criteria.invalid"},
        {CRITERIA "query.value", "5", "rjct.search_criteria.invalid"},
        {CRITERIA "query.value", "[\"5\"]", "rjct.search_criteria.invalid"},
        {CRITERIA "query.value", "null", "rjct.search_criteria.invalid"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(spoilt) / sizeof(*spoilt); i++) {
        json_t *asked = everything("idtype-value", identifier), *root;

        spoil(asked, spoilt[i].path, spoilt[i].value);
        root = kiosk_ask_plainly(SEARCH, TOKEN, asked);
        assert_string_equal(refusal_of(root), spoilt[i].code);
        json_decref(root);
        json_decref(asked);
    }
}

static void a_predicate_out_of_form_is_refused(void **state)
{
    static const struct {
        const char *path, *value;
    } spoilt[] = {
        {"0", "5"},
        {"0.seq_num", "\"1\""},
        {"0.condition", "\"xor\""},
        {"0.expression1", NULL},
        {"0.expression1.attribute_name", "5"},
        {"0.expression1.operator", "\"gte\""},
        {"0.expression1.attribute_value", NULL},
        {"0.expression1.attribute_value", "97"}, /* both integer and number: neither alone */
        {"0.expression1.attribute_value", "[\"97\"]"},
        {"0.expression2", "true"},
        {"0.expression2.operator", "\"like\""},
    };
    json_t *asked = everything("predicate", predicate), *root;
    (void)state;

    root = kiosk_ask_plainly(SEARCH, TOKEN, asked);
    assert_string_equal(refusal_of(root), "");
    json_decref(root);
    json_decref(asked);
    for (size_t i = 0; i < sizeof(spoilt) / sizeof(*spoilt); i++) {
        char path[128];

        asked = everything("predicate", predicate);
        snprintf(path, sizeof(path), CRITERIA "query.%s", spoilt[i].path);
        spoil(asked, path, spoilt[i].value);
        root = kiosk_ask_plainly(SEARCH, TOKEN, asked);
        assert_string_equal(refusal_of(root), "rjct.search_criteria.invalid");
        json_decref(root);
        json_decref(asked);
    }
}

static void what_is_no_message_or_comes_from_nobody_is_refused(void **state)
{
    static const char criteria[] = "{\"query_type\":\"idtype-value\",\"query\":{\"type\":\"NIK\","
                                   "\"value\":\"1\"}}";
    json_t *asked = question("t", criteria), *root;
    (void)state;

    root = kiosk_ask_plainly(SEARCH, NULL, asked);
    assert_int_equal(kiosk_heard.status, 401);
    json_decref(root);
    root = kiosk_ask_plainly(SEARCH, "another-partners-token", asked);
    assert_int_equal(kiosk_heard.status, 401);
    json_decref(root);
    json_object_set_new(asked, "signature", json_string("invalid-signature"));
    root = kiosk_ask_plainly(SEARCH, TOKEN, asked);
    assert_int_equal(kiosk_heard.status, 401);
    assert_string_equal(kiosk_text(root, "errors.0.code"), "err.signature.invalid");
    json_decref(root);
    json_object_set_new(asked, "signature", json_string("unsigned-stub"));
    json_object_del(asked, "message");
    root = kiosk_ask_plainly(SEARCH, TOKEN, asked);
    assert_int_equal(kiosk_heard.status, 400);
    assert_string_equal(kiosk_text(root, "errors.0.code"), "err.request.bad");
    json_decref(root);
    root = kiosk_ask_plainly("/kiosk/v1/templates", TOKEN, asked);
    assert_int_equal(kiosk_heard.status, 404);
    json_decref(root);
    json_decref(asked);
}

static json_t *status_question(const char *attribute, json_t *value)
{
    return envelope("txn-status",
                    json_pack("{s:s, s:{s:s, s:s, s:s, s:o}}", "transaction_id", "t-id",
                              "txnstatus_request", "reference_id", "r", "txn_type", "search",
                              "attribute_type", attribute, "attribute_value", value));
}

static json_t *status_of(const char *attribute, json_t *value)
{
    json_t *asked = status_question(attribute, value);
    json_t *root = kiosk_ask_plainly(STATUS, TOKEN, asked);

    json_decref(asked);
    return root;
}

static void the_status_of_a_search_is_its_answer(void **state)
{
    static const char items[] = "message.txnstatus_response.txn_status.search_response";
    json_t *root = status_of("transaction_id", json_string("t-id"));
    (void)state;

    assert_int_equal(kiosk_heard.status, 200);
    assert_string_equal(kiosk_text(root, "header.action"), "txn-on-status");
    assert_string_equal(kiosk_text(root, "message.txnstatus_response.txn_type"), "search");
    assert_int_equal(json_array_size(kiosk_at(root, items)), 1);
    json_decref(root);
    root = status_of("reference_id_list", json_pack("[s]", "ref-1"));
    assert_int_equal(json_array_size(kiosk_at(root, items)), 1);
    json_decref(root);
    root = status_of("transaction_id", json_string("never-heard-of"));
    assert_int_equal(kiosk_heard.status, 200);
    assert_int_equal(json_array_size(kiosk_at(root, items)), 0);
    json_decref(root);
    root = status_of("shoe", json_string("t-id"));
    assert_int_equal(kiosk_heard.status, 400);
    json_decref(root);
}

static void a_status_out_of_form_is_refused(void **state)
{
    static const struct {
        const char *path, *value, *code;
    } spoilt[] = {
        {"header.total_count", NULL, "rjct.total_count.invalid"},
        {"header.action", "\"search\"", "rjct.action.invalid"},
        {"message.transaction_id", NULL, "err.request.bad"},
        {"message.txnstatus_request", "[]", "err.request.bad"},
        {STATUSED "reference_id", NULL, "err.request.bad"},
        {STATUSED "txn_type", "\"unsubscribe\"", "err.request.bad"},
        {STATUSED "attribute_type", NULL, "err.request.bad"},
        {STATUSED "attribute_value", "5", "err.request.bad"},
        {STATUSED "attribute_value", "[5]", "err.request.bad"},
        {STATUSED "locale", "\"en\"", "err.request.bad"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(spoilt) / sizeof(*spoilt); i++) {
        json_t *asked = status_question("transaction_id", json_string("t-id")), *root;

        spoil(asked, spoilt[i].path, spoilt[i].value);
        root = kiosk_ask_plainly(STATUS, TOKEN, asked);
        assert_string_equal(refusal_of(root), spoilt[i].code);
        if (kiosk_heard.status == 200) /* the form demands it of a refusal, too */
            assert_non_null(
                kiosk_at(root, "message.txnstatus_response.txn_status.search_response"));
        json_decref(root);
        json_decref(asked);
    }
}

/* Last: from here on the service takes no placeholder. */
static void a_partner_that_signs_needs_no_placeholder(void **state)
{
    json_t *asked = question("t-signed", "{\"query_type\":\"idtype-value\",\"query\":{\"type\":"
                                         "\"NIK\",\"value\":\"3510154807710002\"}}");
    json_t *header = json_object_get(asked, "header"), *message = json_object_get(asked, "message");
    json_t *sealed, *root;
    char *body = NULL;
    size_t size = 0;
    (void)state;

    kiosk_serve_partners(TOKEN, NULL);
    root = kiosk_ask_plainly(SEARCH, TOKEN, asked);
    assert_int_equal(kiosk_heard.status, 401);
    json_decref(root);
    json_object_set_new(header, "sender_id", json_string("kiosk-48291"));
    assert_int_equal(envelope_seal(&kiosk_signer, header, message, time(NULL), &body, &size), 0);
    sealed = json_loadb(body, size, 0, NULL);
    root = kiosk_ask_plainly(SEARCH, TOKEN, sealed);
    assert_int_equal(kiosk_heard.status, 200);
    assert_int_equal(found(root), 1);
    json_decref(root);
    root = kiosk_ask_plainly(SEARCH, NULL, sealed);
    assert_int_equal(kiosk_heard.status, 401);
    json_decref(root);
    json_object_set_new(json_object_get(sealed, "message"), "transaction_id", json_string("t-2"));
    root = kiosk_ask_plainly(SEARCH, TOKEN, sealed);
    assert_int_equal(kiosk_heard.status, 401);
    json_decref(root);
    json_decref(sealed);
    json_decref(asked);
    free(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_found_by_identifier_and_nobody_by_an_unknown_one),
        cmocka_unit_test(an_expression_is_answered_page_by_page),
        cmocka_unit_test(a_predicate_finds_those_who_fit_both_expressions),
        cmocka_unit_test(an_item_out_of_order_is_refused_with_a_published_code),
        cmocka_unit_test(what_the_published_schema_forbids_is_refused_with_a_published_code),
        cmocka_unit_test(a_predicate_out_of_form_is_refused),
        cmocka_unit_test(what_is_no_message_or_comes_from_nobody_is_refused),
        cmocka_unit_test(the_status_of_a_search_is_its_answer),
        cmocka_unit_test(a_status_out_of_form_is_refused),
        cmocka_unit_test(a_partner_that_signs_needs_no_placeholder),
    };
    return cmocka_run_group_tests(tests, raise_for_partners, kiosk_strike);
}
