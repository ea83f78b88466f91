/*
 * The real kiosk-courier between a face (this test, on its socket) and the real reference service
 * (courier_stage.h).
 */
#include "tests/courier_stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static struct courier_stage s;

/* Asks for the result and prepares an objection against its first reason that can be contested. */
static struct wire_filing objection(uint32_t visit)
{
    struct wire_filing object = stage_objection(&s, visit);
    const struct wire_breakdown *b = &s.got.body.breakdown;
    for (uint32_t i = 0; i < b->reason_count; i++) {
        const struct wire_reason *r = &b->reasons[i];
        if (!r->grounds || r->effect != WIRE_EFFECT_AGAINST)
            continue;
        uint32_t ground = (uint32_t)__builtin_ctz(r->grounds);
        memcpy(object.programme, b->programmes[r->programme].code, sizeof object.programme);
        memcpy(object.contested[0].reason, r->id, sizeof r->id);
        memcpy(object.contested[0].ground, b->grounds[ground].code, WIRE_CODE);
        return object;
    }
    fail_msg("nothing in this result can be contested");
    return object;
}

static bool has_case(const char *number)
{
    const struct wire_breakdown *b = &s.got.body.breakdown;
    for (uint32_t i = 0; i < b->case_count; i++)
        if (!strcmp(b->cases[i].number, number))
            return b->cases[i].state == WIRE_CASE_RECEIVED;
    return false;
}

/* The keys of a service that is another. */
static void make_other_keys(void)
{
    assert_int_equal(stage_sh(&s, "sh tests/central/keys.sh $stage/other"), 0);
}

static void at_level_chip_a_person_is_found_by_the_nik_alone(void **state)
{
    (void)state;
    struct wire_query query = {.subject = stage_budi(), .locale = "id"};
    query.subject.card.assurance = WIRE_ASSURANCE_CHIP;
    memset(query.subject.card.photo_sha256, 0, WIRE_DIGEST);
    strcpy(query.subject.card.nik, "3510152509680003");
    assert_int_equal(wire_send(s.face, WIRE_QUERY, 1, &query), 0);
    assert_int_equal(stage_heard(&s, 1), WIRE_BREAKDOWN);
    assert_string_equal(s.got.body.breakdown.name, "BUDI SANTOSO");
    strcpy(query.subject.card.nik, "3510152509680009");
    assert_int_equal(wire_send(s.face, WIRE_QUERY, 2, &query), 0);
    stage_told(&s, 2, WIRE_FAULT_CARD_UNKNOWN);
}

static void a_known_card_brings_its_templates(void **state)
{
    (void)state;
    assert_int_equal(stage_ask_templates(&s, 1, stage_budi().card), WIRE_TEMPLATES);
    assert_int_equal(s.got.body.templates.count, 2);
    assert_memory_equal(s.got.body.templates.templates[0].record, "FMR", 3);
}

static void a_card_nobody_knows_or_a_copy_brings_none(void **state)
{
    struct wire_card card = stage_budi().card;
    (void)state;
    card.photo_sha256[0] ^= 1;
    assert_int_equal(stage_ask_templates(&s, 1, card), WIRE_FAULT);
    assert_int_equal(s.got.body.fault.fault, WIRE_FAULT_CARD_UNKNOWN);
    card.uid[6] ^= 0xff;
    assert_int_equal(stage_ask_templates(&s, 2, card), WIRE_FAULT);
    assert_int_equal(s.got.body.fault.fault, WIRE_FAULT_CARD_UNKNOWN);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_true(stage_logged(&s, "rjct.card.unknown"));
    assert_false(stage_logged(&s, "04732C7A3B61"));
}

static void the_result_comes_with_its_reasons(void **state)
{
    (void)state;
    stage_result_comes(&s, 1);
    assert_string_equal(s.got.body.breakdown.name, "BUDI SANTOSO");
    assert_int_equal(s.got.body.breakdown.programmes[0].verdict, WIRE_VERDICT_NOT_ELIGIBLE);
    assert_true(s.got.body.breakdown.reason_count > 0);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_false(stage_logged(&s, "BUDI"));
}

static void an_objection_is_safe_here_first_and_then_there(void **state)
{
    struct wire_filing object = objection(1);
    char number[WIRE_NUMBER];
    (void)state;
    stage_file(&s, 1, &object, false);
    assert_memory_equal(s.got.body.receipt.number, "48291000001", 11);
    memcpy(number, s.got.body.receipt.number, sizeof number);
    assert_int_equal(stage_heard(&s, 1), WIRE_RECEIPT);
    assert_int_equal(s.got.body.receipt.delivered, 1);
    assert_string_equal(s.got.body.receipt.number, number);
    assert_true(s.got.body.receipt.expected_day > 20260000);
    stage_wait_for_link(&s, 1, 0);
    stage_result_comes(&s, 2);
    assert_true(has_case(number));
}

static void an_objection_made_offline_survives_and_arrives_later(void **state)
{
    struct wire_filing object = objection(1);
    char number[WIRE_NUMBER];
    (void)state;
    stage_stop_service(&s);
    stage_file(&s, 1, &object, false);
    memcpy(number, s.got.body.receipt.number, sizeof number);
    stage_wait_for_link(&s, 0, 1);
    kill(s.courier, SIGKILL);
    assert_int_equal(stage_stop_courier(&s), -SIGKILL);

    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 1);
    object.confirmed_at++; /* the person pressed "Coba lagi": the key alone says it is the same */
    stage_file(&s, 1, &object, false);
    assert_string_equal(s.got.body.receipt.number, number);
    stage_start_service(&s);
    assert_int_equal(stage_heard(&s, 1), WIRE_RECEIPT);
    assert_int_equal(s.got.body.receipt.delivered, 1);
    assert_string_equal(s.got.body.receipt.number, number);
    stage_wait_for_link(&s, 1, 0);
    stage_result_comes(&s, 2);
    assert_int_equal(s.got.body.breakdown.case_count, 1);
    assert_true(has_case(number));
}

static void what_was_signed_last_is_there_without_a_line_and_takes_a_provisional(void **state)
{
    struct wire_filing filing = {.subject = stage_budi(),
                                 .kind = WIRE_FILING_PROVISIONAL,
                                 .programme = "PKH",
                                 .contested_count = 1,
                                 .contested = {{.ground = "sold"}},
                                 .confirmed_at = time(NULL)};
    (void)state;
    filing.subject.score_class = 0;
    filing.subject.verified_at = 0;
    stage_wait_for_catalogue(&s);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_stop_service(&s);
    stage_start_courier(&s, NULL);
    stage_wait_for_catalogue(&s);
    assert_int_equal(s.catalogue.provisional_days, 14);
    assert_string_equal(s.catalogue.offers[0].code, "PKH");
    assert_true(s.catalogue.offers[0].objection_closes_at > time(NULL));
    assert_true(s.catalogue.agent_count > 0);
    stage_file(&s, 1, &filing, false);
    stage_start_service(&s);
    assert_int_equal(stage_heard(&s, 1), WIRE_RECEIPT);
    assert_int_equal(s.got.body.receipt.delivered, 1);
    assert_true(s.got.body.receipt.expected_day > 20260000);
}

static void a_catalogue_that_was_tampered_with_is_not_believed(void **state)
{
    (void)state;
    stage_wait_for_catalogue(&s);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_stop_service(&s);
    assert_int_equal(stage_sh(&s, "grep -q P $stage/data/catalogue.json;"
                                  "sed -i 's/P/Q/' $stage/data/catalogue.json"),
                     0);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    assert_int_equal(s.catalogue.made_at, 0);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_true(stage_logged(&s, "read the catalogue kept"));
}

static void a_complaint_a_report_a_withdrawal_and_a_rating_go_the_same_way(void **state)
{
    struct wire_filing filing = objection(1);
    struct wire_filing nobodys = {.kind = WIRE_FILING_COMPLAINT,
                                  .contested_count = 1,
                                  .contested = {{.ground = "money"}},
                                  .text = "Diminta uang",
                                  .key = {1},
                                  .confirmed_at = time(NULL)};
    (void)state;
    stage_wait_for_catalogue(&s);
    stage_file(&s, 1, &filing, true);
    filing.kind = WIRE_FILING_WITHDRAWAL;
    filing.contested_count = 0;
    filing.key[0] ^= 1;
    memcpy(filing.about, s.got.body.receipt.number, sizeof filing.about);
    stage_file(&s, 1, &filing, true);
    assert_string_equal(s.got.body.receipt.number, filing.about);
    filing.kind = WIRE_FILING_REPORT;
    filing.report = WIRE_REPORT_DISASTER;
    filing.since = 20261100;
    filing.key[0] ^= 2;
    stage_file(&s, 1, &filing, true);
    stage_file(&s, 2, &nobodys, true);
    nobodys.kind = WIRE_FILING_RATING;
    nobodys.rating = WIRE_RATING_GOOD;
    nobodys.key[0] = 2;
    stage_file(&s, 3, &nobodys, true);
    assert_false(stage_logged(&s, "uang"));
}

static void what_the_service_refuses_for_good_is_told(void **state)
{
    struct wire_filing filing = objection(1);
    (void)state;
    strcpy(filing.contested[0].ground, "no_such_ground");
    stage_file(&s, 1, &filing, false);
    assert_int_equal(stage_heard(&s, 1), WIRE_RECEIPT);
    assert_int_equal(s.got.body.receipt.refused, 1);
    assert_int_equal(s.got.body.receipt.delivered, 0);
    assert_string_equal(s.got.body.receipt.reason, "ground");
    stage_wait_for_link(&s, 1, 0);
}

static void a_line_that_is_down_is_told_and_returns(void **state)
{
    (void)state;
    stage_stop_service(&s);
    stage_ask_result(&s, 1);
    stage_told(&s, 1, WIRE_FAULT_LINK_DOWN);
    stage_wait_for_link(&s, 0, 0);
    stage_start_service(&s);
    stage_wait_for_link(&s, 1, 0);
    stage_result_comes(&s, 1);
}

static void a_late_answer_never_reaches_the_next_person(void **state)
{
    struct wire_filing object = objection(1);
    (void)state;
    kill(s.service, SIGSTOP); /* nothing is answered before both have asked */
    stage_ask_result(&s, 2);
    stage_ask_result(&s, 3);
    stage_file(&s, 3, &object, false); /* needs no service: by then the courier has heard of both */
    kill(s.service, SIGCONT);
    while (stage_heard(&s, 3) == WIRE_RECEIPT)
        ;
    assert_int_equal(s.got.header.type, WIRE_BREAKDOWN);
    assert_int_equal(stage_stop_courier(&s), 0);
}

static void a_service_with_another_authority_is_not_trusted(void **state)
{
    (void)state;
    assert_int_equal(stage_stop_courier(&s), 0);
    make_other_keys();
    stage_configure(&s, NULL, "other/keys/ca.pem", NULL);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    stage_ask_result(&s, 1);
    stage_told(&s, 1, WIRE_FAULT_SERVICE_UNTRUSTED);
}

static void an_answer_signed_by_another_key_is_not_shown(void **state)
{
    (void)state;
    assert_int_equal(stage_stop_courier(&s), 0);
    make_other_keys();
    stage_configure(&s, NULL, NULL, "other/keys/service.keys");
    stage_start_courier(&s, NULL);
    stage_ask_result(&s, 1);
    stage_told(&s, 1, WIRE_FAULT_SERVICE_UNTRUSTED);
}

static void a_store_that_cannot_be_written_gives_no_receipt(void **state)
{
    struct wire_filing object = objection(1);
    (void)state;
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(stage_sh(&s, "rm -r $stage/data; : >$stage/data"), 0); /* in the way */
    stage_start_courier(&s, NULL);
    assert_int_equal(wire_send(s.face, WIRE_FILING, 1, &object), 0);
    stage_told(&s, 1, WIRE_FAULT_STORE_UNUSABLE);
    stage_result_comes(&s, 1);
}

static void a_face_that_says_what_it_may_not_is_left(void **state)
{
    struct wire_verify_stop stop = {0};
    (void)state;
    assert_int_equal(wire_send(s.face, WIRE_VERIFY_STOP, 1, &stop), 0);
    while (!wire_recv(s.face, WIRE_TO_KIOSK, &s.got)) /* until it hangs up */
        ;
    assert_int_equal(stage_stop_courier(&s), 1);
    assert_true(stage_logged(&s, "Bad message"));
}

#define ON_A_STAGE(test)                                                                           \
    cmocka_unit_test_prestate_setup_teardown(test, stage_online, stage_ended, &s)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_STAGE(a_known_card_brings_its_templates),
        ON_A_STAGE(a_card_nobody_knows_or_a_copy_brings_none),
        ON_A_STAGE(the_result_comes_with_its_reasons),
        ON_A_STAGE(at_level_chip_a_person_is_found_by_the_nik_alone),
        ON_A_STAGE(an_objection_is_safe_here_first_and_then_there),
        ON_A_STAGE(an_objection_made_offline_survives_and_arrives_later),
        ON_A_STAGE(what_was_signed_last_is_there_without_a_line_and_takes_a_provisional),
        ON_A_STAGE(a_catalogue_that_was_tampered_with_is_not_believed),
        ON_A_STAGE(a_complaint_a_report_a_withdrawal_and_a_rating_go_the_same_way),
        ON_A_STAGE(what_the_service_refuses_for_good_is_told),
        ON_A_STAGE(a_line_that_is_down_is_told_and_returns),
        ON_A_STAGE(a_late_answer_never_reaches_the_next_person),
        ON_A_STAGE(a_service_with_another_authority_is_not_trusted),
        ON_A_STAGE(an_answer_signed_by_another_key_is_not_shown),
        ON_A_STAGE(a_store_that_cannot_be_written_gives_no_receipt),
        ON_A_STAGE(a_face_that_says_what_it_may_not_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
