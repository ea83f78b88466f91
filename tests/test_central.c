/* The reference service as a kiosk meets it over TLS; see test_central_kiosk.h. */
#include "test_central_kiosk.h"

#include "drivers/courier/dense.h"
#include "drivers/courier/instant.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define RECORD "message.search_response.0.data.reg_records.0."

/* --- what a kiosk sees -------------------------------------------------------------------- */

static void budi_hears_why_and_the_answer_is_signed(void **state)
{
    json_t *root = kiosk_search(KIOSK_BUDI, "budi");
    (void)state;

    assert_string_equal(kiosk_text(root, "header.action"), "on-search");
    assert_string_equal(kiosk_text(root, "header.receiver_id"), "kiosk-48291");
    assert_string_equal(kiosk_text(root, "message.search_response.0.status"), "succ");
    assert_string_equal(kiosk_text(root, RECORD "name"), "BUDI SANTOSO");
    assert_string_equal(kiosk_text(root, RECORD "address_as"), "Bapak");
    assert_string_equal(kiosk_text(root, RECORD "programmes.0.code"), "PKH");
    assert_string_equal(kiosk_text(root, RECORD "programmes.0.verdict"), "not_eligible");
    assert_string_equal(kiosk_text(root, RECORD "programmes.0.reasons.0.source"), "Polri");
    assert_string_equal(kiosk_text(root, RECORD "programmes.0.reasons.0.grounds.0"), "sold");
    assert_string_equal(kiosk_text(root, RECORD "programmes.1.code"), "BPNT");
    assert_true(json_array_size(kiosk_at(root, RECORD "grounds")) <= 24);
    assert_null(strstr(kiosk_heard.body, "3510152509680003"));
    json_decref(root);
}

/* A whole visit may cost 6 KiB on a warm line; the longest story must leave room for the rest. */
static void the_longest_answer_is_short_on_the_wire(void **state)
{
    json_t *root = kiosk_search(KIOSK_BUDI, "budi");
    (void)state;

    assert_in_range(kiosk_heard.wire_size, 1, 4 * 1024);
    assert_true(kiosk_heard.size > (size_t)kiosk_heard.wire_size);
    json_decref(root);
}

static void siti_hears_what_she_gets_and_what_is_not_scheduled_yet(void **state)
{
    json_t *root = kiosk_search(KIOSK_SITI, "siti");
    (void)state;

    assert_string_equal(kiosk_text(root, RECORD "programmes.0.verdict"), "receiving");
    assert_int_equal(json_integer_value(kiosk_at(root, RECORD "programmes.0.amount")), 600000);
    assert_string_equal(kiosk_text(root, RECORD "programmes.0.place"), "Kantor Pos Glagah");
    assert_string_equal(kiosk_text(root, RECORD "programmes.1.verdict"), "receiving");
    assert_null(kiosk_at(root, RECORD "programmes.1.amount"));
    json_decref(root);
}

static void templates_come_for_the_card_that_was_read(void **state)
{
    json_t *root = kiosk_ask(KIOSK_TEMPLATES, "templates", kiosk_id(),
                             kiosk_templates_message(KIOSK_BUDI, "budi"));
    (void)state;

    assert_string_equal(kiosk_text(root, "header.status"), "succ");
    assert_int_equal(json_array_size(kiosk_at(root, "message.templates")), 2);
    assert_int_equal(json_integer_value(kiosk_at(root, "message.templates.0.position")), 2);
    assert_string_equal(kiosk_text(root, "message.templates.0.record"), "cmlnaHQ=");
    json_decref(root);
}

static void an_unknown_card_gets_no_templates_and_no_result(void **state)
{
    json_t *root = kiosk_ask(KIOSK_TEMPLATES, "templates", kiosk_id(),
                             kiosk_templates_message("04000000000000", "budi"));
    (void)state;

    assert_string_equal(kiosk_text(root, "header.status"), "rjct");
    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "rjct.card.unknown");
    assert_null(kiosk_at(root, "message.templates"));
    json_decref(root);
    root = kiosk_search("04000000000000", "budi");
    assert_string_equal(kiosk_text(root, "message.search_response.0.status"), "rjct");
    /* The published code, and this project's beside it. */
    assert_string_equal(kiosk_text(root, "message.search_response.0.status_reason_code"),
                        "rjct.search_criteria.invalid");
    assert_string_equal(kiosk_text(root, "message.search_response.0.status_reason_message"),
                        "rjct.card.unknown");
    assert_null(kiosk_at(root, "message.search_response.0.data"));
    json_decref(root);
}

static void a_copied_uid_with_another_photograph_opens_nothing(void **state)
{
    (void)state;
    kiosk_says(kiosk_ask(KIOSK_TEMPLATES, "templates", kiosk_id(),
                         kiosk_templates_message(KIOSK_BUDI, "siti")),
               "header.status_reason_code", "rjct.card.mismatch");
    json_t *root = kiosk_search(KIOSK_BUDI, "siti");
    assert_string_equal(kiosk_text(root, "message.search_response.0.status_reason_message"),
                        "rjct.card.mismatch");
    assert_null(kiosk_at(root, "message.search_response.0.data"));
    json_decref(root);
}

static void a_card_without_a_finger_opens_nothing(void **state)
{
    json_t *root = kiosk_ask(KIOSK_SEARCH, "search", kiosk_id(),
                             kiosk_search_message(kiosk_subject(KIOSK_BUDI, "budi", false)));
    (void)state;

    assert_string_equal(kiosk_text(root, "message.search_response.0.status_reason_message"),
                        "rjct.assurance.insufficient");
    assert_null(kiosk_at(root, "message.search_response.0.data"));
    json_decref(root);
}

static void the_same_message_gets_the_same_answer(void **state)
{
    char id[37];
    json_t *first, *second, *other;
    (void)state;

    snprintf(id, sizeof(id), "%s", kiosk_id());
    first = kiosk_ask(KIOSK_SEARCH, "search", id,
                      kiosk_search_message(kiosk_subject(KIOSK_BUDI, "budi", true)));
    second = kiosk_ask(KIOSK_SEARCH, "search", id,
                       kiosk_search_message(kiosk_subject(KIOSK_BUDI, "budi", true)));
    assert_true(json_equal(kiosk_at(first, "message"), kiosk_at(second, "message")));
    assert_string_equal(kiosk_text(first, "header.message_id"),
                        kiosk_text(second, "header.message_id"));
    other =
        kiosk_ask(KIOSK_TEMPLATES, "templates", id, kiosk_templates_message(KIOSK_BUDI, "budi"));
    assert_string_equal(kiosk_text(other, "header.status_reason_code"),
                        "rjct.message_id.duplicate");
    json_decref(first);
    json_decref(second);
    json_decref(other);
}

/* Also across a restart: what was answered is on the disk. */
static void an_objection_sent_twice_is_taken_once_and_seen_as_received(void **state)
{
    char key[37], accepted[INSTANT_TEXT];
    json_t *before = kiosk_search(KIOSK_BUDI, "budi"), *first, *second, *after;
    const char *person = kiosk_text(before, RECORD "subject");
    (void)state;

    assert_int_equal(json_array_size(kiosk_at(before, RECORD "cases")), 0);
    snprintf(key, sizeof(key), "%s", kiosk_id());
    snprintf(accepted, sizeof(accepted), "%s", kiosk_now());
    first =
        kiosk_ask(KIOSK_OBJECTIONS, "object", kiosk_id(),
                  kiosk_objection(key, "482910000016", person, "PKH.engine_cc", "sold", accepted));
    assert_string_equal(kiosk_text(first, "header.status_reason_code"), "");
    assert_string_equal(kiosk_text(first, "message.state"), "received");
    assert_string_equal(kiosk_text(first, "message.number"), "482910000016");
    assert_int_equal(strlen(kiosk_text(first, "message.expected_on")), 10);
    kiosk_restart();
    second =
        kiosk_ask(KIOSK_OBJECTIONS, "object", kiosk_id(),
                  kiosk_objection(key, "482910000016", person, "PKH.engine_cc", "sold", accepted));
    assert_true(json_equal(kiosk_at(first, "message"), kiosk_at(second, "message")));
    after = kiosk_search(KIOSK_BUDI, "budi");
    assert_int_equal(json_array_size(kiosk_at(after, RECORD "cases")), 1);
    assert_string_equal(kiosk_text(after, RECORD "cases.0.number"), "482910000016");
    assert_string_equal(kiosk_text(after, RECORD "cases.0.what"), "Sepeda motor (Polri), PKH");
    assert_string_equal(kiosk_text(after, RECORD "cases.0.ground"), "Sudah dijual");
    assert_string_equal(kiosk_text(after, RECORD "cases.0.state"), "received");
    assert_string_equal(kiosk_text(after, RECORD "cases.0.state_text"), "masuk");
    assert_string_equal(kiosk_text(after, RECORD "cases.0.reasons.0"), "PKH.engine_cc");
    assert_string_equal(kiosk_text(after, RECORD "cases.0.accepted_at"), accepted);
    json_decref(before);
    json_decref(first);
    json_decref(second);
    json_decref(after);
}

static void refused(const char *person, const char *number, const char *reason, const char *ground,
                    const char *accepted_at, const char *code)
{
    json_t *root =
        kiosk_ask(KIOSK_OBJECTIONS, "object", kiosk_id(),
                  kiosk_objection(kiosk_id(), number, person, reason, ground, accepted_at));

    assert_string_equal(kiosk_text(root, "header.status"), "rjct");
    assert_string_equal(kiosk_text(root, "header.status_reason_code"), code);
    json_decref(root);
}

static void an_objection_out_of_order_is_refused_with_its_cause(void **state)
{
    json_t *root = kiosk_search(KIOSK_BUDI, "budi");
    char person[64], now[INSTANT_TEXT];
    (void)state;

    snprintf(person, sizeof(person), "%s", kiosk_text(root, RECORD "subject"));
    snprintf(now, sizeof(now), "%s", kiosk_now());
    json_decref(root);
    refused(person, "482910000018", "PKH.engine_cc", "sold", now, "rjct.objection.number");
    refused(person, "482910000027", "PKH.r99", "sold", now, "rjct.objection.reason");
    refused(person, "482910000027", "PKH.engine_cc", "lost_job", now, "rjct.objection.ground");
    refused("somebody", "482910000027", "PKH.engine_cc", "sold", now, "rjct.objection.person");
    refused(person, "482910000027", "PKH.engine_cc", "sold", "2026-01-01T00:00:00Z",
            "rjct.objection.window");
}

/* --- what it does not let in -------------------------------------------------------------- */

static void an_unsigned_message_is_not_listened_to(void **state)
{
    static const char body[] = "{\"header\":{\"message_id\":\"1\"},\"message\":{}}";
    (void)state;

    assert_int_equal(kiosk_post(KIOSK_SEARCH, body, sizeof(body) - 1), 401);
    assert_non_null(strstr(kiosk_heard.body, "err.signature.invalid"));
}

static void another_kiosks_key_is_refused_with_401(void **state)
{
    struct envelope_signer stranger;
    uint8_t seed[32];
    (void)state;

    randombytes_buf(seed, sizeof(seed));
    assert_int_equal(envelope_signer_init(seed, "kiosk-48291", "d1", &stranger), 0);
    assert_int_equal(kiosk_send(&stranger, KIOSK_SEARCH, "search", kiosk_id(),
                                kiosk_search_message(kiosk_subject(KIOSK_BUDI, "budi", true))),
                     401);
    assert_int_equal(envelope_signer_init(seed, "kiosk-00000", "d1", &stranger), 0);
    assert_int_equal(kiosk_send(&stranger, KIOSK_SEARCH, "search", kiosk_id(),
                                kiosk_search_message(kiosk_subject(KIOSK_BUDI, "budi", true))),
                     401);
}

static void without_a_client_certificate_there_is_no_connection(void **state)
{
    CURL *curl = kiosk_line("/kiosk/v1/health");
    (void)state;

    curl_easy_setopt(curl, CURLOPT_SSLCERT, NULL);
    curl_easy_setopt(curl, CURLOPT_SSLKEY, NULL);
    kiosk_exchange(curl);
    assert_int_not_equal(kiosk_heard.code, CURLE_OK);
    assert_int_equal(kiosk_heard.status, 0);
}

/* The server's own certificate is of the same CA, but not a client's. */
static void a_certificate_for_another_purpose_is_refused(void **state)
{
    CURL *curl = kiosk_line("/kiosk/v1/health");
    char file[KIOSK_PATH];
    (void)state;

    kiosk_key_file("server.pem", file);
    curl_easy_setopt(curl, CURLOPT_SSLCERT, file);
    kiosk_key_file("server.key", file);
    curl_easy_setopt(curl, CURLOPT_SSLKEY, file);
    kiosk_exchange(curl);
    assert_int_not_equal(kiosk_heard.code, CURLE_OK);
    assert_int_equal(kiosk_heard.status, 0);
}

static void tls_1_2_is_refused(void **state)
{
    CURL *curl = kiosk_line("/kiosk/v1/health");
    (void)state;

    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_MAX_TLSv1_2);
    kiosk_exchange(curl);
    assert_int_equal(kiosk_heard.code, CURLE_SSL_CONNECT_ERROR);
}

/* Posts as a kiosk that could pack, in this coding. Returns the status; whether the answer says
 * that what is packed is taken. */
static long post_coded(const char *coding, const char *body, bool *invited_out)
{
    CURL *curl = kiosk_line(KIOSK_SEARCH);
    char line[64];
    struct curl_slist *headers = NULL, *more;
    struct curl_header *invitation;
    long status = 0;

    snprintf(line, sizeof(line), "Content-Encoding: %s", coding);
    headers = curl_slist_append(NULL, "Accept-Encoding: " DENSE_CODING);
    more = *coding ? curl_slist_append(headers, line) : headers;
    assert_non_null(more);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, NULL);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    assert_int_equal(curl_easy_perform(curl), CURLE_OK);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    *invited_out =
        curl_easy_header(curl, "Accept-Encoding", 0, CURLH_HEADER, -1, &invitation) == CURLHE_OK &&
        strcmp(invitation->value, DENSE_CODING) == 0;
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    return status;
}

static void who_could_pack_is_told_so_and_what_is_packed_badly_or_otherwise_is_refused(void **state)
{
    bool invited;
    (void)state;

    assert_int_equal(post_coded("", "{}", &invited), 400);
    assert_true(invited);
    assert_int_equal(post_coded(DENSE_CODING, "no stream", &invited), 400);
    assert_false(invited);
    assert_int_equal(post_coded("br", "{}", &invited), 415);
    assert_true(invited);
}

static void too_long_a_body_is_answered_413(void **state)
{
    size_t size = ENVELOPE_MAX + 1;
    char *body = malloc(size);
    (void)state;

    assert_non_null(body);
    memset(body, ' ', size);
    assert_int_equal(kiosk_post(KIOSK_SEARCH, body, size), 413);
    free(body);
}

static void garbage_is_refused_and_the_next_kiosk_is_served(void **state)
{
    static const char *const paths[] = {KIOSK_TEMPLATES, KIOSK_SEARCH, KIOSK_OBJECTIONS};
    static const char *const bodies[] = {
        "",
        "{",
        "[]",
        "null",
        "\xff\xfe",
        "{\"signature\":1,\"header\":2,\"message\":3}",
        "{\"signature\":\"namespace=\\\"spdci\\\"\",\"header\":{},\"message\":{}}",
    };
    char noise[3000];
    CURL *curl;
    (void)state;

    for (size_t p = 0; p < 3; p++) {
        for (size_t b = 0; b < sizeof(bodies) / sizeof(*bodies); b++)
            assert_in_range(kiosk_post(paths[p], bodies[b], strlen(bodies[b])), 400, 401);
        randombytes_buf(noise, sizeof(noise));
        assert_in_range(kiosk_post(paths[p], noise, sizeof(noise)), 400, 401);
        /* Well signed, and still nothing a kiosk would say. */
        assert_in_range(kiosk_send(&kiosk_signer, paths[p], p == 0 ? "templates" : "search",
                                   kiosk_id(), json_object()),
                        200, 400);
    }
    assert_int_equal(kiosk_post("/elsewhere", "{}", 2), 404);
    assert_int_equal(kiosk_post("/kiosk/v1/health", "{}", 2), 405);
    curl = kiosk_line("/kiosk/v1/health");
    kiosk_exchange(curl);
    assert_int_equal(kiosk_heard.status, 200);
    assert_string_equal(kiosk_heard.body, "{\"status\":\"ok\"}");
}

static void the_path_and_the_action_must_agree(void **state)
{
    json_t *root = kiosk_ask(KIOSK_TEMPLATES, "search", kiosk_id(),
                             kiosk_templates_message(KIOSK_BUDI, "budi"));
    (void)state;

    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "rjct.action.invalid");
    assert_null(kiosk_at(root, "message.templates"));
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(budi_hears_why_and_the_answer_is_signed),
        cmocka_unit_test(the_longest_answer_is_short_on_the_wire),
        cmocka_unit_test(siti_hears_what_she_gets_and_what_is_not_scheduled_yet),
        cmocka_unit_test(templates_come_for_the_card_that_was_read),
        cmocka_unit_test(an_unknown_card_gets_no_templates_and_no_result),
        cmocka_unit_test(a_copied_uid_with_another_photograph_opens_nothing),
        cmocka_unit_test(a_card_without_a_finger_opens_nothing),
        cmocka_unit_test(the_same_message_gets_the_same_answer),
        cmocka_unit_test(an_objection_sent_twice_is_taken_once_and_seen_as_received),
        cmocka_unit_test(an_objection_out_of_order_is_refused_with_its_cause),
        cmocka_unit_test(an_unsigned_message_is_not_listened_to),
        cmocka_unit_test(another_kiosks_key_is_refused_with_401),
        cmocka_unit_test(without_a_client_certificate_there_is_no_connection),
        cmocka_unit_test(a_certificate_for_another_purpose_is_refused),
        cmocka_unit_test(tls_1_2_is_refused),
        cmocka_unit_test(
            who_could_pack_is_told_so_and_what_is_packed_badly_or_otherwise_is_refused),
        cmocka_unit_test(too_long_a_body_is_answered_413),
        cmocka_unit_test(garbage_is_refused_and_the_next_kiosk_is_served),
        cmocka_unit_test(the_path_and_the_action_must_agree),
    };
    return cmocka_run_group_tests(tests, kiosk_raise, kiosk_strike);
}
