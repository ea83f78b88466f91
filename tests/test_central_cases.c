/* What becomes of an objection: decided, appealed, withdrawn, provisional; at the reference
 * service. */
#include "test_central_kiosk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static json_t *budi_tells(const char *path, const char *action, json_t *plain)
{
    return kiosk_tell(path, action, KIOSK_BUDI, "budi", true, plain);
}

static void object_to(const char *reason, const char *ground)
{
    kiosk_says(budi_tells(KIOSK_OBJECTIONS, "object",
                          json_pack("{s:s, s:[{s:s, s:s}]}", "programme", "PKH", "contested",
                                    "reason", reason, "ground", ground)),
               "header.status_reason_code", "");
}

/* By BPS, with a reason. */
static void decided(const char *number, const char *outcome, const char *reason)
{
    assert_int_equal(kiosk_central("decide", "--reason", reason, number, outcome, NULL), 0);
}

static void a_granted_objection_corrects_the_record_and_the_reason_is_met(void **state)
{
    char filed[RECEIPT_NUMBER];
    (void)state;

    object_to("PKH.engine_cc", "sold");
    snprintf(filed, sizeof(filed), "%s", kiosk_number);
    assert_int_equal(kiosk_central("decide", filed, "checking", NULL), 0);
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.state_text", "diperiksa BPS");
    assert_int_equal(kiosk_central("decide", filed, "visit", NULL), 0);
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.state", "visit");
    assert_int_not_equal(kiosk_central("decide", filed, "granted", NULL), 0); /* no reason given */
    decided(filed, "granted", "Motor sudah dijual.");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.state", "updated");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.outcome", "Motor sudah dijual.");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "reasons.0.id", "PKH.wage");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "verdict", "not_eligible");
}

static void when_all_that_excluded_is_corrected_the_verdict_changes(void **state)
{
    static const char *const objections[][2] = {{"PKH.engine_cc", "sold"},
                                                {"PKH.wage", "lost_job"},
                                                {"PKH.power_va", "power_lower"},
                                                {"PKH.land_m2", "not_mine"}};
    (void)state;

    for (size_t i = 0; i < 4; i++) {
        object_to(objections[i][0], objections[i][1]);
        decided(kiosk_number, "granted", "Benar.");
    }
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "verdict", "queued");
}

static void what_is_contested_already_is_not_contested_twice_until_it_is_decided(void **state)
{
    (void)state;

    object_to("PKH.engine_cc", "sold");
    kiosk_says(budi_tells(KIOSK_OBJECTIONS, "object",
                          json_pack("{s:s, s:[{s:s, s:s}, {s:s, s:s, s:s}]}", "programme", "PKH",
                                    "contested", "reason", "PKH.wage", "ground", "lost_job",
                                    "reason", "PKH.engine_cc", "ground", "sold", "since", "2024")),
               "header.status_reason_code", "rjct.objection.open");
}

static void several_reasons_and_something_missing_are_one_case(void **state)
{
    (void)state;
    kiosk_says(
        budi_tells(KIOSK_OBJECTIONS, "object",
                   json_pack("{s:s, s:[{s:s, s:s, s:s}, {s:s, s:s, s:s}, {s:s}], s:s}", "programme",
                             "PKH", "contested", "reason", "PKH.wage", "ground", "wage_lower",
                             "since", "2024-09", "reason", "PKH.engine_cc", "ground", "sold",
                             "since", "2024-09-17", "ground", "member_missing", "phone", "08123")),
        "header.status_reason_code", "");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.what",
               "Upah (BPJS Ketenagakerjaan) dan 2 lainnya, PKH");
    decided(kiosk_number, "granted", "Benar.");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "reasons.0.id", "PKH.power_va");
}

static void a_day_that_is_none_is_refused(void **state)
{
    (void)state;
    kiosk_says(budi_tells(KIOSK_OBJECTIONS, "object",
                          json_pack("{s:s, s:[{s:s, s:s, s:s}]}", "programme", "PKH", "contested",
                                    "reason", "PKH.wage", "ground", "lost_job", "since", "dulu")),
               "header.status_reason_code", "rjct.objection.invalid");
}

static void a_visit_is_rated_once_by_nobody(void **state)
{
    char key[40];
    (void)state;

    snprintf(key, sizeof(key), "%s", kiosk_id());
    for (int again = 0; again < 2; again++) {
        kiosk_says(kiosk_ask("/kiosk/v1/ratings", "rate", kiosk_id(),
                             kiosk_sealed(key, kiosk_new_number(), kiosk_now(),
                                          json_pack("{s:s}", "rating", "good"))),
                   "header.status", "succ");
    }
}

static void a_refusal_can_be_appealed_once(void **state)
{
    char filed[RECEIPT_NUMBER];
    (void)state;

    object_to("PKH.engine_cc", "sold");
    snprintf(filed, sizeof(filed), "%s", kiosk_number);
    kiosk_says(budi_tells("/kiosk/v1/appeals", "appeal", json_pack("{s:s}", "case", filed)),
               "header.status_reason_code", "rjct.objection.appeal");
    decided(filed, "not_granted", "Motor masih ada.");
    kiosk_says(budi_tells("/kiosk/v1/appeals", "appeal", json_pack("{s:s}", "case", filed)),
               "message.state", "received");
    decided(kiosk_number, "granted", "Surat ada.");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "reasons.0.id", "PKH.wage");
    kiosk_says(budi_tells("/kiosk/v1/appeals", "appeal", json_pack("{s:s}", "case", filed)),
               "header.status_reason_code", "rjct.objection.appeal");
}

/* Granted in part: the first record is corrected; the appeal is about the rest alone. */
static void what_was_granted_in_part_can_be_appealed_for_the_rest(void **state)
{
    char filed[RECEIPT_NUMBER];
    json_t *root = budi_tells(KIOSK_OBJECTIONS, "object",
                              json_pack("{s:s, s:[{s:s, s:s}, {s:s, s:s}, {s:s, s:s}]}",
                                        "programme", "PKH", "contested", "reason", "PKH.wage",
                                        "ground", "wage_lower", "reason", "PKH.engine_cc", "ground",
                                        "sold", "reason", "PKH.land_m2", "ground", "sold"));
    (void)state;

    json_decref(root);
    snprintf(filed, sizeof(filed), "%s", kiosk_number);
    decided(filed, "partly", "Upah saja.");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.state", "updated");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.stages.1.state", "partly");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.changes.0.before", "Rp 3.150.000");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.changes.0.after", "Rp 1.575.000");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_RECORD "cases.0.may.0", "appeal");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "reasons.0.id", "PKH.engine_cc");
    kiosk_says(budi_tells("/kiosk/v1/appeals", "appeal", json_pack("{s:s}", "case", filed)),
               "message.state", "received");
    decided(kiosk_number, "partly", "Motor juga.");
    root = kiosk_search(KIOSK_BUDI, "budi");
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "cases.0.changes.0.what"), "Sepeda motor");
    assert_null(kiosk_at(root, KIOSK_RECORD "cases.0.changes.1"));
    assert_null(kiosk_at(root, KIOSK_RECORD "cases.0.may.0"));
    assert_null(kiosk_at(root, KIOSK_RECORD "cases.1.may.0"));
    assert_string_equal(kiosk_text(root, KIOSK_PKH "reasons.0.id"), "PKH.power_va");
    assert_string_equal(kiosk_text(root, KIOSK_PKH "reasons.1.id"), "PKH.land_m2");
    json_decref(root);
}

static void an_undecided_objection_can_be_withdrawn_and_a_decided_one_cannot(void **state)
{
    char filed[RECEIPT_NUMBER];
    (void)state;

    object_to("PKH.engine_cc", "sold");
    snprintf(filed, sizeof(filed), "%s", kiosk_number);
    for (int again = 0; again < 2; again++) {
        kiosk_says(
            budi_tells("/kiosk/v1/withdrawals", "withdraw", json_pack("{s:s}", "case", filed)),
            "message.state", "withdrawn");
    }
    assert_int_not_equal(kiosk_central("decide", filed, "checking", NULL), 0);
    object_to("PKH.land_m2", "sold");
    snprintf(filed, sizeof(filed), "%s", kiosk_number);
    decided(filed, "not_granted", "Tidak.");
    kiosk_says(budi_tells("/kiosk/v1/withdrawals", "withdraw", json_pack("{s:s}", "case", filed)),
               "header.status_reason_code", "rjct.objection.decided");
}

/* What was promised without a line is kept whoever it was: it waits for somebody who finds out
 * whose card it is, however long that takes, and is completed from then on. */
static void a_provisional_objection_of_an_unknown_card_waits_for_its_owner(void **state)
{
    static const struct {
        const char *card, *nik;
    } cases[] = {
        {"04AABBCCDDEEFF", NULL},               /* nobody anywhere */
        {"04AABBCCDDEE01", "3510154807710002"}, /* Siti, with a new card */
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char first[RECEIPT_NUMBER];
        kiosk_start_anew(state);
        kiosk_says(kiosk_tell("/kiosk/v1/provisional", "object-provisionally", cases[i].card, "new",
                              false, json_pack("{s:s}", "programme", "PKH")),
                   "message.state", "provisional");
        snprintf(first, sizeof(first), "%s", kiosk_number);
        assert_int_equal(kiosk_central("advance", "16", NULL), 0);
        kiosk_sees(cases[i].card, "new", "message.search_response.0.status_reason_message",
                   "rjct.card.unknown");
        if (cases[i].nik)
            assert_int_equal(kiosk_central("found", "--nik", cases[i].nik, first, NULL), 0);
        else
            assert_int_equal(kiosk_central("found", first, NULL), 0);
        kiosk_sees(cases[i].card, "new", KIOSK_RECORD "cases.0.state", "provisional");
        kiosk_sees(cases[i].card, "new", KIOSK_RECORD "cases.0.may.1", "complete");
        kiosk_says(kiosk_tell(KIOSK_OBJECTIONS, "object", cases[i].card, "new", true,
                              json_pack("{s:s, s:[{s:s}], s:s}", "programme", "PKH", "contested",
                                        "ground", "disaster", "completes", first)),
                   "message.state", "received");
        kiosk_sees(cases[i].card, "new", KIOSK_RECORD "cases.1.state", "completed");
    }
}

static void a_provisional_objection_keeps_its_day_and_is_completed_later(void **state)
{
    json_t *root;
    char first[RECEIPT_NUMBER];
    (void)state;
    kiosk_says(kiosk_tell("/kiosk/v1/provisional", "object-provisionally", KIOSK_BUDI, "budi",
                          false, json_pack("{s:s}", "programme", "PKH")),
               "message.state", "provisional");
    snprintf(first, sizeof(first), "%s", kiosk_number);
    assert_int_equal(kiosk_central("advance", "10", NULL), 0);
    kiosk_says(
        budi_tells(KIOSK_OBJECTIONS, "object",
                   json_pack("{s:s, s:[{s:s, s:s}], s:s}", "programme", "PKH", "contested",
                             "reason", "PKH.engine_cc", "ground", "sold", "completes", first)),
        "message.state", "received");
    root = kiosk_tell("/kiosk/v1/provisional", "object-provisionally", KIOSK_BUDI, "budi", false,
                      json_pack("{s:s, s:s}", "programme", "PKH", "ground", "sold"));
    json_decref(root);
    snprintf(first, sizeof(first), "%s", kiosk_number);
    assert_int_equal(kiosk_central("advance", "15", NULL), 0);
    kiosk_says(
        budi_tells(KIOSK_OBJECTIONS, "object",
                   json_pack("{s:s, s:[{s:s, s:s}], s:s}", "programme", "PKH", "contested",
                             "reason", "PKH.engine_cc", "ground", "sold", "completes", first)),
        "header.status_reason_code", "rjct.objection.provisional");
}

#define ON_DAY_ONE(test) cmocka_unit_test_setup(test, kiosk_start_anew)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_DAY_ONE(a_granted_objection_corrects_the_record_and_the_reason_is_met),
        ON_DAY_ONE(when_all_that_excluded_is_corrected_the_verdict_changes),
        ON_DAY_ONE(what_is_contested_already_is_not_contested_twice_until_it_is_decided),
        ON_DAY_ONE(several_reasons_and_something_missing_are_one_case),
        ON_DAY_ONE(a_day_that_is_none_is_refused),
        ON_DAY_ONE(a_visit_is_rated_once_by_nobody),
        ON_DAY_ONE(a_refusal_can_be_appealed_once),
        ON_DAY_ONE(what_was_granted_in_part_can_be_appealed_for_the_rest),
        ON_DAY_ONE(an_undecided_objection_can_be_withdrawn_and_a_decided_one_cannot),
        ON_DAY_ONE(a_provisional_objection_of_an_unknown_card_waits_for_its_owner),
        ON_DAY_ONE(a_provisional_objection_keeps_its_day_and_is_completed_later),
    };
    return cmocka_run_group_tests(tests, kiosk_raise, kiosk_strike);
}
