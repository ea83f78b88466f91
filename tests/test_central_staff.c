/* Village staff at the reference service: who is listed, who may sign in, and what a kiosk tells of
 * it. */
#include "test_central_kiosk.h"

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

#define ROSTER   "/kiosk/v1/staff"
#define CHECKS   "/kiosk/v1/staff-checks"
#define SIGN_INS "/kiosk/v1/sign-ins"
#define WAYAN    "04EA337A3B6188"
#define MADE     "04FB347A3B6189"
#define KETUT    "042D367A3B618B"

static json_t *roster(void)
{
    return kiosk_ask(ROSTER, "staff", kiosk_id(), json_pack("{s:s}", "transaction_id", "t1"));
}

static const json_t *member(json_t *answer, const char *id)
{
    const json_t *one;
    size_t i;
    json_array_foreach(kiosk_at(answer, "message.staff"), i, one)
    {
        if (strcmp(json_string_value(json_object_get(one, "id")), id) == 0)
            return one;
    }
    return NULL;
}

/* As a kiosk would make it of a card on its reader. */
static void digest_of(json_t *answer, const void *bytes, size_t size, char hex_out[33])
{
    uint8_t salt[16], digest[16];
    const char *text = kiosk_text(answer, "message.salt");
    size_t made = 0;
    assert_int_equal(sodium_hex2bin(salt, sizeof salt, text, strlen(text), NULL, &made, NULL), 0);
    assert_int_equal(made, sizeof salt);
    crypto_generichash(digest, sizeof digest, bytes, size, salt, sizeof salt);
    sodium_bin2hex(hex_out, 33, digest, sizeof digest);
}

static void a_kiosk_knows_its_staff_by_their_cards_and_learns_no_nik(void **state)
{
    json_t *answer = roster(), *again = roster();
    const json_t *wayan = member(answer, "kemiren-1");
    uint8_t card[7 + 32] = {0x04, 0xEA, 0x33, 0x7A, 0x3B, 0x61, 0x88};
    char hex[33];
    (void)state;
    assert_non_null(wayan);
    assert_string_equal(json_string_value(json_object_get(wayan, "post")), "Kasi Pelayanan");
    assert_int_equal(json_array_size(json_object_get(wayan, "rights")), 4);
    crypto_hash_sha256(card + 7, (const uint8_t *)"wayan", 5);
    digest_of(answer, card, sizeof card, hex);
    assert_string_equal(json_string_value(json_object_get(wayan, "tag")), hex);
    digest_of(answer, "3510151406850006", 16, hex);
    assert_string_equal(json_string_value(json_object_get(wayan, "chip")), hex);
    assert_null(strstr(kiosk_heard.body, "3510151406850006"));
    assert_null(strstr(kiosk_heard.body, WAYAN));
    assert_string_not_equal(kiosk_text(answer, "message.salt"), kiosk_text(again, "message.salt"));
    json_decref(answer);
    json_decref(again);
}

static void a_list_says_what_help_may_do_and_until_when_it_holds(void **state)
{
    json_t *answer = roster();
    int64_t made = 0, expires = 0;
    (void)state;
    assert_int_equal(instant_read(kiosk_text(answer, "message.made_at"), &made), 0);
    assert_int_equal(instant_read(kiosk_text(answer, "message.expires_at"), &expires), 0);
    assert_int_equal(expires - made, 7 * 86400);
    assert_int_equal(json_array_size(kiosk_at(answer, "message.policy.attended")), 4);
    json_decref(answer);
    assert_int_equal(kiosk_central("policy", "attended", "result,report", NULL), 0);
    assert_int_equal(kiosk_central("policy", "list_days", "1", NULL), 0);
    assert_int_not_equal(kiosk_central("policy", "attended", "results", NULL), 0);
    assert_int_not_equal(kiosk_central("policy", "anything", "yes", NULL), 0);
    answer = roster();
    assert_int_equal(instant_read(kiosk_text(answer, "message.made_at"), &made), 0);
    assert_int_equal(instant_read(kiosk_text(answer, "message.expires_at"), &expires), 0);
    assert_int_equal(expires - made, 86400);
    assert_int_equal(json_array_size(kiosk_at(answer, "message.policy.attended")), 2);
    json_decref(answer);
    assert_int_equal(kiosk_central("policy", "attended", "result,object,report,provisional", NULL),
                     0);
}

static json_t *card_of(const char *uid, const char *photo)
{
    uint8_t digest[32];
    char hex[65];
    crypto_hash_sha256(digest, (const uint8_t *)photo, strlen(photo));
    sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
    return json_pack("{s:s, s:s}", "uid", uid, "photo_sha256", hex);
}

/* Asks for a sign-in; the answer is the caller's. */
static json_t *check(const char *uid, const char *photo, const char *role)
{
    return kiosk_ask(CHECKS, "staff-check", kiosk_id(),
                     json_pack("{s:s, s:s, s:o, s:s}", "transaction_id", "t1", "assurance", "tag",
                               "card", card_of(uid, photo), "role", role));
}

static void assert_refused(json_t *answer, const char *reason)
{
    assert_string_equal(kiosk_text(answer, "header.status_reason_code"), reason);
    assert_null(kiosk_at(answer, "message.templates"));
    json_decref(answer);
}

static void staff_get_their_own_templates_for_one_sign_in(void **state)
{
    json_t *answer = check(WAYAN, "wayan", "helper");
    (void)state;
    assert_string_equal(kiosk_text(answer, "header.status"), "succ");
    assert_string_equal(kiosk_text(answer, "message.id"), "kemiren-1");
    assert_int_equal(json_array_size(kiosk_at(answer, "message.templates")), 2);
    json_decref(answer);
}

static void a_resident_is_no_staff_and_staff_no_resident(void **state)
{
    (void)state;
    assert_refused(check(KIOSK_BUDI, "budi", "helper"), "rjct.staff.unknown");
    assert_refused(check(WAYAN, "another", "helper"), "rjct.staff.unknown");
    kiosk_says(kiosk_search(WAYAN, "wayan"), "message.search_response.0.status_reason_message",
               "rjct.card.unknown");
}

static void who_lacks_the_right_gets_no_templates(void **state)
{
    static const char *const roles[] = {"helper", "witness",       "confirm",
                                        "enrol",  "enrol_witness", "anything"};
    (void)state;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        assert_refused(check(KETUT, "ketut", roles[i]), "rjct.staff.right");
    json_decref(check(KETUT, "ketut", "pages"));
    assert_non_null(strstr(kiosk_heard.body, "\"templates\""));
}

static void a_stolen_card_that_was_revoked_opens_nothing_from_then_on(void **state)
{
    json_t *answer;
    (void)state;
    assert_int_equal(kiosk_central("revoke", "kemiren-2", NULL), 0);
    assert_refused(check(MADE, "made", "witness"), "rjct.staff.revoked");
    answer = roster();
    assert_true(json_is_true(json_object_get(member(answer, "kemiren-2"), "revoked")));
    assert_true(json_is_false(json_object_get(member(answer, "kemiren-1"), "revoked")));
    json_decref(answer);
    assert_int_equal(kiosk_central("restore", "kemiren-2", NULL), 0);
    json_decref(check(MADE, "made", "witness"));
    assert_non_null(strstr(kiosk_heard.body, "\"templates\""));
    assert_int_not_equal(kiosk_central("revoke", "kemiren-9", NULL), 0);
}

static void signed_in(const char *id, const char *outcome, const char *key)
{
    kiosk_says(kiosk_ask(SIGN_INS, "sign-in", kiosk_id(),
                         kiosk_sealed(key, kiosk_new_number(), kiosk_now(),
                                      json_pack("{s:s, s:s, s:s, s:s}", "id", id, "role", "helper",
                                                "outcome", outcome, "at", kiosk_now()))),
               "header.status", "succ");
}

static void checks_of_staff_are_counted_apart_and_given_back_by_the_right_finger(void **state)
{
    char key[40];
    (void)state;
    assert_int_equal(kiosk_central("forgive", NULL), 0);
    for (int i = 0; i < 8; i++) {
        kiosk_says(check(WAYAN, "wayan", "helper"), "header.status", "succ");
        signed_in("kemiren-1", "good", kiosk_id());
    }
    for (int i = 0; i < 5; i++) {
        json_decref(check(WAYAN, "wayan", "helper"));
        signed_in("kemiren-1", "no_match", kiosk_id());
    }
    assert_refused(check(WAYAN, "wayan", "helper"), "rjct.attempts.spent");
    snprintf(key, sizeof key, "%s", kiosk_id());
    signed_in("kemiren-1", "good", key);
    json_decref(check(WAYAN, "wayan", "helper"));
    signed_in("kemiren-1", "good", key); /* delivered again: given back once */
    assert_refused(check(WAYAN, "wayan", "helper"), "rjct.attempts.spent");
    /* A card alone is no finger that was tried, where the policy takes it. */
    assert_int_equal(kiosk_central("forgive", NULL), 0);
    for (int i = 0; i < 8; i++) {
        kiosk_says(check(WAYAN, "wayan", "helper"), "header.status", "succ");
        signed_in("kemiren-1", "card_alone", kiosk_id());
    }
    assert_int_equal(kiosk_central("policy", "card_alone", "no", NULL), 0);
    for (int i = 0; i < 5; i++) {
        json_decref(check(WAYAN, "wayan", "helper"));
        signed_in("kemiren-1", "card_alone", kiosk_id());
    }
    assert_refused(check(WAYAN, "wayan", "helper"), "rjct.attempts.spent");
    assert_int_equal(kiosk_central("policy", "card_alone", "yes", NULL), 0);
    /* Another's are not touched. */
    json_decref(check(MADE, "made", "helper"));
    assert_non_null(strstr(kiosk_heard.body, "\"succ\""));
}

/* --- help --------------------------------------------------------------------------------- */

static json_t *attended(const char *uid, const char *photo, json_t *how)
{
    json_t *subject = kiosk_subject(uid, photo, false);
    json_object_set_new(subject, "assurance", json_string("attended"));
    json_object_set_new(how, "verified_at", json_string(kiosk_now()));
    json_object_set_new(subject, "attended", how);
    return subject;
}

static json_t *by(const char *helper, const char *witness_key, const char *witness,
                  const char *reason)
{
    return json_pack("{s:s, s:s, s:s}", "helper", helper, witness_key, witness, "reason", reason);
}

static void staff_and_a_witness_stand_in_for_a_finger(void **state)
{
    (void)state;
    assert_string_equal(kiosk_searched(attended(KIOSK_SITI, "siti",
                                                by("kemiren-1", "witness", "kemiren-2", "worn"))),
                        "");
    assert_string_equal(
        kiosk_searched(
            attended(KIOSK_SITI, "siti", by("kemiren-1", "witness_name", "PAK RT", "bandage"))),
        "");
}

static void who_may_not_help_opens_nothing(void **state)
{
    static const char *const wrong[][2] = {
        {"kemiren-4", "kemiren-2"}, /* the village head has no such right */
        {"kemiren-1", "kemiren-4"}, {"kemiren-3", "kemiren-2"}, /* revoked */
        {"kemiren-1", "kemiren-3"}, {"kemiren-9", "kemiren-2"}, /* nobody */
        {"kemiren-1", "kemiren-1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_string_equal(
            kiosk_searched(
                attended(KIOSK_SITI, "siti", by(wrong[i][0], "witness", wrong[i][1], "worn"))),
            "rjct.help.staff");
    assert_int_equal(kiosk_central("policy", "named_witness", "no", NULL), 0);
    assert_string_equal(
        kiosk_searched(
            attended(KIOSK_SITI, "siti", by("kemiren-1", "witness_name", "PAK RT", "bandage"))),
        "rjct.help.staff");
    assert_int_equal(kiosk_central("policy", "named_witness", "yes", NULL), 0);
}

/* The reason code stands in the published place, for lack of one's own. */
static void help_that_is_not_whole_is_no_question(void **state)
{
    json_t *mixed = attended(KIOSK_SITI, "siti", by("kemiren-1", "witness", "kemiren-2", "worn"));
    json_t *fingered =
        attended(KIOSK_SITI, "siti", by("kemiren-1", "witness", "kemiren-2", "worn"));
    (void)state;
    assert_string_equal(kiosk_searched(attended(KIOSK_SITI, "siti",
                                                by("kemiren-1", "witness", "kemiren-2", "tired"))),
                        "rjct.search_criteria.invalid");
    assert_string_equal(
        kiosk_searched(attended(KIOSK_SITI, "siti",
                                json_pack("{s:s, s:s}", "helper", "kemiren-1", "reason", "worn"))),
        "rjct.search_criteria.invalid");
    json_object_set_new(mixed, "helper", json_string("kemiren-2"));
    assert_string_equal(kiosk_searched(mixed), "rjct.search_criteria.invalid");
    json_object_set_new(fingered, "finger",
                        json_pack("{s:i, s:s}", "score_class", 2, "verified_at", kiosk_now()));
    assert_string_equal(kiosk_searched(fingered), "rjct.search_criteria.invalid");
}

static void the_policy_keeps_either_kind_of_help_from_a_result(void **state)
{
    json_t *assisted = kiosk_subject(KIOSK_SITI, "siti", true);
    (void)state;
    json_object_set_new(assisted, "helper", json_string("kemiren-1"));
    assert_int_equal(kiosk_central("policy", "attended", "report", NULL), 0);
    assert_string_equal(kiosk_searched(attended(KIOSK_SITI, "siti",
                                                by("kemiren-1", "witness", "kemiren-2", "worn"))),
                        "rjct.help.policy");
    assert_string_equal(kiosk_searched(json_incref(assisted)), "");
    assert_int_equal(kiosk_central("policy", "attended", "result,object,report,provisional", NULL),
                     0);
    assert_int_equal(kiosk_central("policy", "assisted", "none", NULL), 0);
    assert_string_equal(kiosk_searched(assisted), "rjct.help.policy");
    assert_int_equal(kiosk_central("policy", "assisted", "result,object,report,provisional", NULL),
                     0);
}

/* Said of both, where the sensor is down; the policy takes it or not. */
static json_t *by_card(const char *reason, const char *witness_key)
{
    json_t *how = by("kemiren-1", witness_key, "kemiren-2", reason);
    json_object_set_new(how, "card_alone", json_true());
    return attended(KIOSK_SITI, "siti", how);
}

static void a_card_alone_is_enough_where_the_sensor_is_down_and_the_policy_says_so(void **state)
{
    (void)state;
    assert_string_equal(kiosk_searched(by_card("sensor_down", "witness")), "");
    assert_string_equal(kiosk_searched(by_card("worn", "witness")), "rjct.search_criteria.invalid");
    assert_string_equal(kiosk_searched(by_card("sensor_down", "witness_name")),
                        "rjct.search_criteria.invalid");
    assert_int_equal(kiosk_central("policy", "card_alone", "no", NULL), 0);
    assert_string_equal(kiosk_searched(by_card("sensor_down", "witness")), "rjct.help.policy");
    /* Who gave a finger before the sensor failed is not meant. */
    assert_string_equal(
        kiosk_searched(
            attended(KIOSK_SITI, "siti", by("kemiren-1", "witness", "kemiren-2", "sensor_down"))),
        "");
    assert_int_equal(kiosk_central("policy", "card_alone", "yes", NULL), 0);
}

static void a_relative_may_assist_where_the_policy_lets_them(void **state)
{
    json_t *subject = kiosk_subject(KIOSK_SITI, "siti", true);
    (void)state;
    json_object_set_new(subject, "helper_name", json_string("RIZKY"));
    assert_string_equal(kiosk_searched(json_incref(subject)), "");
    assert_int_equal(kiosk_central("policy", "relatives", "no", NULL), 0);
    assert_string_equal(kiosk_searched(subject), "rjct.help.policy");
    assert_int_equal(kiosk_central("policy", "relatives", "yes", NULL), 0);
}

#define OPENING "message.search_response.0.data.reg_records.0.openings.1."

static void the_family_sees_who_helped_by_name(void **state)
{
    json_t *answer;
    (void)state;
    kiosk_reload();
    kiosk_searched(attended(KIOSK_SITI, "siti", by("kemiren-1", "witness_name", "PAK RT", "worn")));
    answer = kiosk_search(KIOSK_SITI, "siti");
    assert_string_equal(kiosk_text(answer, OPENING "helper"), "WAYAN LATIHAN");
    assert_string_equal(kiosk_text(answer, OPENING "witness"), "PAK RT");
    json_decref(answer);
}

#define SITIS_NIK "3510154807710002"

/* Files what staff took down of somebody without a card. */
static const char *stated(const char *nik, const char *path, const char *action, json_t *plain,
                          const char *helper)
{
    json_object_set_new(plain, "subject",
                        json_pack("{s:s, s:{s:s}, s:{s:s, s:s}, s:s*}", "assurance", "stated",
                                  "card", "nik", nik, "consent", "version", "2026-11", "given_at",
                                  kiosk_now(), "helper", helper));
    json_object_set_new(plain, "confirmed_at", json_string(kiosk_now()));
    return kiosk_refusal(
        kiosk_ask(path, action, kiosk_id(),
                  kiosk_sealed(kiosk_id(), kiosk_new_number(), kiosk_now(), plain)));
}

static const char *reported(const char *kind, const char *helper)
{
    return stated(SITIS_NIK, "/kiosk/v1/reports", "report",
                  json_pack("{s:s, s:s}", "kind", kind, "text", "Banjir"), helper);
}

static void without_a_card_staff_note_a_provisional_objection_and_reports_and_no_more(void **state)
{
    (void)state;
    assert_string_equal(stated(SITIS_NIK, "/kiosk/v1/provisional", "object-provisionally",
                               json_pack("{s:s}", "programme", "PKH"), "kemiren-1"),
                        "");
    assert_string_equal(reported("disaster", "kemiren-1"), "");
    assert_string_equal(reported("data_withdrawal", "kemiren-1"), "rjct.objection.assurance");
    assert_string_equal(reported("move", "kemiren-3"), "rjct.objection.staff");
    assert_string_equal(reported("move", NULL), "rjct.objection.invalid");
    assert_string_equal(stated(SITIS_NIK, KIOSK_OBJECTIONS, "object",
                               json_pack("{s:s, s:[{s:s}], s:s}", "programme", "PKH", "contested",
                                         "ground", "sold", "person", "x"),
                               "kemiren-1"),
                        "rjct.objection.assurance");
}

/* What `central flags` prints. */
static const char *flags(void)
{
    static char text[4096];
    char command[KIOSK_PATH];
    const char *named = getenv("KIOSK_BUILD"), *build = named ? named : "build";
    FILE *pipe;
    snprintf(command, sizeof command, "%s/central flags %s/tests/central_staff-stage", build,
             build);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    text[fread(text, 1, sizeof text - 1, pipe)] = '\0';
    assert_int_equal(pclose(pipe), 0);
    return text;
}

static void more_help_in_a_day_than_usual_raises_a_flag_and_so_does_a_refused_card(void **state)
{
    (void)state;
    kiosk_reload();
    assert_string_equal(flags(), "");
    assert_int_equal(kiosk_central("policy", "flag_attended", "1", NULL), 0);
    kiosk_searched(attended(KIOSK_SITI, "siti", by("kemiren-1", "witness", "kemiren-2", "worn")));
    kiosk_searched(attended(KIOSK_SITI, "siti", by("kemiren-1", "witness", "kemiren-2", "worn")));
    assert_string_equal(flags(), "");
    kiosk_searched(attended(KIOSK_BUDI, "budi", by("kemiren-1", "witness", "kemiren-2", "worn")));
    assert_non_null(strstr(flags(), "kiosk-48291 kemiren-1 attended 2\n"));
    signed_in("kemiren-3", "refused", kiosk_id());
    signed_in("kemiren-2", "card_alone", kiosk_id());
    assert_non_null(strstr(flags(), "kiosk-48291 kemiren-3 refused 1\n"));
    assert_non_null(strstr(flags(), "kiosk-48291 kemiren-2 card_alone 1\n"));
    assert_int_equal(kiosk_central("policy", "flag_assisted", "1", NULL), 0);
    assert_string_equal(reported("disaster", "kemiren-1"), "");
    assert_string_equal(reported("home_visit", "kemiren-1"), "");
    assert_null(strstr(flags(), "stated"));
    /* Of one whom the centre does not know. */
    assert_string_equal(stated("3510150101990009", "/kiosk/v1/reports", "report",
                               json_pack("{s:s}", "kind", "home_visit"), "kemiren-1"),
                        "");
    assert_non_null(strstr(flags(), "kiosk-48291 kemiren-1 stated 2\n"));
    assert_null(strstr(flags(), "SITI"));
    assert_null(strstr(flags(), SITIS_NIK));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kiosk_knows_its_staff_by_their_cards_and_learns_no_nik),
        cmocka_unit_test(a_list_says_what_help_may_do_and_until_when_it_holds),
        cmocka_unit_test(staff_get_their_own_templates_for_one_sign_in),
        cmocka_unit_test(a_resident_is_no_staff_and_staff_no_resident),
        cmocka_unit_test(who_lacks_the_right_gets_no_templates),
        cmocka_unit_test(a_stolen_card_that_was_revoked_opens_nothing_from_then_on),
        cmocka_unit_test(checks_of_staff_are_counted_apart_and_given_back_by_the_right_finger),
        cmocka_unit_test(staff_and_a_witness_stand_in_for_a_finger),
        cmocka_unit_test(who_may_not_help_opens_nothing),
        cmocka_unit_test(help_that_is_not_whole_is_no_question),
        cmocka_unit_test(the_policy_keeps_either_kind_of_help_from_a_result),
        cmocka_unit_test(a_card_alone_is_enough_where_the_sensor_is_down_and_the_policy_says_so),
        cmocka_unit_test(a_relative_may_assist_where_the_policy_lets_them),
        cmocka_unit_test(the_family_sees_who_helped_by_name),
        cmocka_unit_test(without_a_card_staff_note_a_provisional_objection_and_reports_and_no_more),
        cmocka_unit_test(more_help_in_a_day_than_usual_raises_a_flag_and_so_does_a_refused_card),
    };
    return cmocka_run_group_tests_name("central_staff", tests, kiosk_raise, kiosk_strike);
}
