/* What a family is shown of itself at the reference service: by whichever adult, and what has
 * happened to it. */
#include "test_central_kiosk.h"

#include "drivers/courier/instant.h"
#include "drivers/courier/receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SRI    "04D9327A3B6187"
#define KARTO  "04622B7A3B6181"
#define NUMBER "999990000017"

static const json_t *reason(json_t *root, const char *id)
{
    const json_t *list = kiosk_at(root, KIOSK_PKH "reasons"), *entry;
    size_t i;

    json_array_foreach(list, i, entry)
    {
        if (strcmp(json_string_value(json_object_get(entry, "id")), id) == 0)
            return entry;
    }
    fail_msg("%s is not told", id);
    return NULL;
}

static const char *says(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : "";
}

/* Budi has the card of the head of the family; Sri comes with her own. */
static void another_adult_of_the_family_hears_the_same_verdicts_and_reasons(void **state)
{
    json_t *his = kiosk_search(KIOSK_BUDI, "budi"), *hers = kiosk_search(SRI, "sri");
    const json_t *own = kiosk_at(his, KIOSK_PKH "reasons"),
                 *seen = kiosk_at(hers, KIOSK_PKH "reasons");
    (void)state;

    assert_string_equal(kiosk_text(hers, KIOSK_RECORD "name"), "SRI HANDAYANI");
    assert_string_equal(kiosk_text(his, KIOSK_PKH "verdict"),
                        kiosk_text(hers, KIOSK_PKH "verdict"));
    assert_int_equal(json_array_size(own), json_array_size(seen));
    for (size_t i = 0; i < json_array_size(own); i++) {
        const json_t *one = json_array_get(own, i), *other = json_array_get(seen, i);
        assert_string_equal(says(one, "id"), says(other, "id"));
        assert_string_equal(says(one, "effect"), says(other, "effect"));
    }
    assert_string_equal(says(reason(hers, "PKH.engine_cc"), "owner"), "B*** S******");
    assert_string_equal(says(reason(hers, "PKH.engine_cc"), "corrector"), "Samsat: lapor jual");
    assert_true(json_is_true(kiosk_at(hers, KIOSK_PKH "objection.own")));
    json_decref(his);
    json_decref(hers);
}

static void his_wage_is_told_to_her_by_institution_and_kind_only(void **state)
{
    json_t *his = kiosk_search(KIOSK_BUDI, "budi"), *hers = kiosk_search(SRI, "sri");
    const json_t *wage = reason(hers, "PKH.wage");
    char *all = json_dumps(kiosk_at(hers, KIOSK_RECORD "programmes"), 0);
    (void)state;

    assert_non_null(strstr(says(reason(his, "PKH.wage"), "says"), "3.150.000"));
    assert_string_equal(says(wage, "title"), "Upah");
    assert_string_equal(says(wage, "source"), "BPJS Ketenagakerjaan");
    assert_true(json_is_true(json_object_get(wage, "withheld")));
    assert_string_equal(says(wage, "limit"), "");
    assert_string_equal(says(wage, "owner"), "");
    assert_string_equal(says(wage, "as_of"), "");
    assert_null(strstr(all, "3.150.000"));
    free(all);
    json_decref(his);
    json_decref(hers);
}

static void a_case_from_the_portal_is_seen_here_with_its_stages_and_what_was_corrected(void **state)
{
    json_t *root;
    (void)state;

    assert_int_equal(kiosk_central("enter", "portal", "3510152509680003", "PKH", "PKH.engine_cc",
                                   "sold", NUMBER, NULL),
                     0);
    assert_int_equal(kiosk_central("decide", NUMBER, "checking", NULL), 0);
    assert_int_equal(
        kiosk_central("decide", "--reason", "Motor sudah dijual.", NUMBER, "granted", NULL), 0);
    root = kiosk_search(SRI, "sri");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.number"), NUMBER);
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.channel"), "Portal Perlinsos");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.stages.0.state"), "received");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.stages.1.state"), "checking");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.stages.2.state"), "granted");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.stages.3.state"), "updated");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.changes.0.what"), "Sepeda motor");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.changes.0.before"), "155 cc");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.changes.0.after"), "tidak ada");
    json_decref(root);
}

static void what_was_corrected_of_his_wage_is_his_to_read(void **state)
{
    (void)state;
    assert_int_equal(kiosk_central("enter", "agent", "3510152509680003", "PKH", "PKH.wage",
                                   "lost_job", NUMBER, NULL),
                     0);
    assert_int_equal(
        kiosk_central("decide", "--reason", "Sudah berhenti.", NUMBER, "granted", NULL), 0);
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.changes.0.before", "Rp 3.150.000");
    kiosk_sees(SRI, "sri", KIOSK_RECORD "cases.0.changes.0.what", "Upah");
    kiosk_sees(SRI, "sri", KIOSK_RECORD "cases.0.changes.0.before", "");
}

/* Sends an objection of Sri's in her own words; *refusal_out is "" when it was taken. */
static void object_as_sri(const char *programme, const char *reason_id,
                          char number_out[RECEIPT_NUMBER], char refusal_out[64])
{
    static int64_t counter = 700;
    char handle[32], key[40], now[INSTANT_TEXT];
    json_t *root = kiosk_search(SRI, "sri");

    snprintf(handle, sizeof(handle), "%s", kiosk_text(root, KIOSK_RECORD "subject"));
    json_decref(root);
    snprintf(key, sizeof(key), "%s", kiosk_id());
    snprintf(now, sizeof(now), "%s", kiosk_now());
    assert_int_equal(receipt_write("48291", counter++, number_out), 0);
    root = kiosk_ask(
        KIOSK_OBJECTIONS, "object", kiosk_id(),
        kiosk_sealed(key, number_out, now,
                     json_pack("{s:o, s:s, s:s, s:s, s:[{s:s, s:s}], s:s}", "subject",
                               kiosk_subject(SRI, "sri", true), "person", handle, "confirmed_at",
                               now, "programme", programme, "contested", "reason", reason_id,
                               "ground", "sold", "text", "Dijual ke tetangga.")));
    snprintf(refusal_out, 64, "%s", kiosk_text(root, "header.status_reason_code"));
    json_decref(root);
}

/* The text of an objection is between its author and BPS. */
static void her_words_are_shown_to_her_alone(void **state)
{
    char number[RECEIPT_NUMBER], refusal[64];
    (void)state;

    object_as_sri("PKH", "PKH.engine_cc", number, refusal);
    assert_string_equal(refusal, "");
    kiosk_sees(SRI, "sri", KIOSK_RECORD "cases.0.own_words", "Dijual ke tetangga.");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.number", number);
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.own_words", "");
}

static void who_may_object_is_a_matter_of_the_rules(void **state)
{
    char folder[KIOSK_PATH], number[RECEIPT_NUMBER], refusal[64];
    json_t *root;
    (void)state;

    kiosk_key_file("../rules", folder);
    kiosk_copy_folder("tests/central/rules", "rules");
    kiosk_put_file("rules/lpg-2026.1.json",
                   "{\"code\":\"LPG\",\"name\":\"LPG 3 kg\",\"position\":3,\"version\":\"2026.1\","
                   "\"day\":\"2026-11-01\",\"decile\":7,\"exclude\":[{\"fact\":\"engine_cc\","
                   "\"over\":150,\"text\":\"150 cc.\"}],\"family_year\":480000,"
                   "\"stages\":4,\"quota_per_mille_of_poor\":9000,\"objectors\":\"head\","
                   "\"payment\":{\"starts_after_days\":0,\"collect_days\":80,"
                   "\"place\":\"Pangkalan\"}}");
    assert_int_equal(kiosk_central("compute", "--rules", folder, NULL), 0);
    root = kiosk_search(SRI, "sri");
    assert_true(json_is_false(kiosk_at(root, KIOSK_RECORD "programmes.2.objection.own")));
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "programmes.2.objection.objectors"),
                        "Kepala keluarga");
    json_decref(root);
    root = kiosk_search(KIOSK_BUDI, "budi");
    assert_true(json_is_true(kiosk_at(root, KIOSK_RECORD "programmes.2.objection.own")));
    json_decref(root);
    object_as_sri("LPG", "LPG.engine_cc", number, refusal);
    assert_string_equal(refusal, "rjct.objection.person");
}

static void a_payment_is_ready_then_late_and_what_did_not_arrive_has_advice(void **state)
{
    static const char siti[] = "3510154807710002";
    (void)state;

    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "payments.0.state", "ready");
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "payments.1.state", "paid");
    assert_int_equal(kiosk_central("pay", siti, "PKH", "failed", NULL), 0);
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "payments.0.state", "failed");
    json_t *root = kiosk_search(KIOSK_SITI, "siti");
    assert_string_not_equal(kiosk_text(root, KIOSK_PKH "payments.0.advice"), "");
    json_decref(root);
    assert_int_equal(kiosk_central("pay", siti, "PKH", "paid", NULL), 0);
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "payments.0.state", "paid");
    assert_int_not_equal(kiosk_central("pay", siti, "PKH", "lost", NULL), 0);
    assert_int_not_equal(kiosk_central("pay", "3510151708950001", "PKH", "paid", NULL), 0);
}

static void nobody_collected_in_time_and_the_payment_is_blocked(void **state)
{
    (void)state;
    assert_int_equal(kiosk_central("advance", "40", NULL), 0);
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "payments.0.state", "blocked");
}

static void a_place_in_the_queue_tells_where_it_was_before_the_refresh(void **state)
{
    json_t *root = kiosk_search(KARTO, "karto");
    int64_t place = json_integer_value(kiosk_at(root, KIOSK_PKH "queue_place"));
    (void)state;

    assert_true(place > 0);
    assert_null(kiosk_at(root, KIOSK_PKH "queue_before"));
    json_decref(root);
    assert_int_equal(kiosk_central("advance", "91", NULL), 0);
    root = kiosk_search(KARTO, "karto");
    assert_int_equal(json_integer_value(kiosk_at(root, KIOSK_PKH "queue_before")), place);
    json_decref(root);
}

static void each_opening_is_told_with_where_and_by_whom(void **state)
{
    json_t *root;
    (void)state;

    json_decref(kiosk_search(KIOSK_BUDI, "budi"));
    root = kiosk_search(SRI, "sri");
    assert_int_equal(json_array_size(kiosk_at(root, KIOSK_RECORD "openings")), 2);
    assert_true(json_is_true(kiosk_at(root, KIOSK_RECORD "openings.0.own")));
    assert_false(json_is_true(kiosk_at(root, KIOSK_RECORD "openings.1.own")));
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "openings.1.place"), "Kantor Desa Kemiren");
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(another_adult_of_the_family_hears_the_same_verdicts_and_reasons,
                               kiosk_start_anew),
        cmocka_unit_test_setup(his_wage_is_told_to_her_by_institution_and_kind_only,
                               kiosk_start_anew),
        cmocka_unit_test_setup(
            a_case_from_the_portal_is_seen_here_with_its_stages_and_what_was_corrected,
            kiosk_start_anew),
        cmocka_unit_test_setup(what_was_corrected_of_his_wage_is_his_to_read, kiosk_start_anew),
        cmocka_unit_test_setup(her_words_are_shown_to_her_alone, kiosk_start_anew),
        cmocka_unit_test_setup(who_may_object_is_a_matter_of_the_rules, kiosk_start_anew),
        cmocka_unit_test_setup(a_payment_is_ready_then_late_and_what_did_not_arrive_has_advice,
                               kiosk_start_anew),
        cmocka_unit_test_setup(nobody_collected_in_time_and_the_payment_is_blocked,
                               kiosk_start_anew),
        cmocka_unit_test_setup(a_place_in_the_queue_tells_where_it_was_before_the_refresh,
                               kiosk_start_anew),
        cmocka_unit_test_setup(each_opening_is_told_with_where_and_by_whom, kiosk_start_anew),
    };
    return cmocka_run_group_tests(tests, kiosk_raise, kiosk_strike);
}
