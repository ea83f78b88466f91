/* What becomes of results and objections over time, at the reference service with its commands. */
#include "test_central_kiosk.h"

#include "drivers/courier/instant.h"
#include "drivers/courier/receipt.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RECORD  "message.search_response.0.data.reg_records.0."
#define PKH     RECORD "programmes.0."
#define JOKO    "04B7307A3B6186"
#define PAINEM  "04842D7A3B6183"
#define WAHYUNI "04A62F7A3B6185"

static char number[RECEIPT_NUMBER];

static const char *new_number(void)
{
    static int64_t counter = 500;

    assert_int_equal(receipt_write("48291", counter++, number), 0);
    return number;
}

/* Every test starts on the day of the load. */
static int start_anew(void **state)
{
    (void)state;
    kiosk_reload();
    return 0;
}

static void person_of(const char *uid, const char *photo, char handle_out[32])
{
    json_t *root = kiosk_search(uid, photo);

    snprintf(handle_out, 32, "%s", kiosk_text(root, RECORD "subject"));
    json_decref(root);
}

/* Sends a sealed delivery of a person of the cast; `plain` (taken) lacks subject and person. */
static json_t *tell(const char *path, const char *action, const char *uid, const char *photo,
                    bool finger, json_t *plain)
{
    char handle[32], key[40], now[INSTANT_TEXT];

    person_of(uid, photo, handle);
    snprintf(key, sizeof(key), "%s", kiosk_id());
    snprintf(now, sizeof(now), "%s", kiosk_now());
    json_object_set_new(plain, "subject", kiosk_subject(uid, photo, finger));
    json_object_set_new(plain, "person", json_string(handle));
    json_object_set_new(plain, "confirmed_at", json_string(now));
    return kiosk_ask(path, action, kiosk_id(), kiosk_sealed(key, new_number(), now, plain));
}

static void object_to(const char *reason, const char *ground)
{
    json_t *root = tell(KIOSK_OBJECTIONS, "object", KIOSK_BUDI, "budi", true,
                        json_pack("{s:s, s:[{s:s, s:s}]}", "programme", "PKH", "contested",
                                  "reason", reason, "ground", ground));

    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "");
    json_decref(root);
}

static void sees(const char *uid, const char *photo, const char *path, const char *expected)
{
    json_t *root = kiosk_search(uid, photo);

    assert_string_equal(kiosk_text(root, path), expected);
    json_decref(root);
}

static void the_cast_have_their_stories_from_the_rules(void **state)
{
    static const struct {
        const char *uid, *photo, *pkh, *bpnt;
    } stories[] = {
        {KIOSK_SITI, "siti", "receiving", "receiving"},
        {"04622B7A3B6181", "karto", "queued", "receiving"},
        {KIOSK_BUDI, "budi", "not_eligible", "not_eligible"},
        {PAINEM, "painem", "no_longer", "queued"},
        {"04952E7A3B6184", "slamet", "incomplete", "receiving"},
        {WAHYUNI, "wahyuni", "not_announced", "not_announced"},
        {JOKO, "joko", "not_registered", "not_registered"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(stories) / sizeof(*stories); i++) {
        sees(stories[i].uid, stories[i].photo, PKH "verdict", stories[i].pkh);
        sees(stories[i].uid, stories[i].photo, RECORD "programmes.1.verdict", stories[i].bpnt);
    }
}

static void a_granted_objection_corrects_the_record_and_the_reason_is_met(void **state)
{
    char filed[RECEIPT_NUMBER];
    (void)state;

    object_to("PKH.engine_cc", "sold");
    snprintf(filed, sizeof(filed), "%s", number);
    assert_int_equal(kiosk_central("decide", filed, "checking", NULL), 0);
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.state_text", "diperiksa BPS");
    assert_int_equal(kiosk_central("decide", filed, "visit", NULL), 0);
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.state", "visit");
    assert_int_not_equal(kiosk_central("decide", filed, "granted", NULL), 0); /* no reason given */
    assert_int_equal(
        kiosk_central("decide", "--reason", "Motor sudah dijual.", filed, "granted", NULL), 0);
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.state", "updated");
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.outcome", "Motor sudah dijual.");
    sees(KIOSK_BUDI, "budi", PKH "reasons.0.id", "PKH.wage");
    sees(KIOSK_BUDI, "budi", PKH "verdict", "not_eligible");
}

static void what_is_contested_already_is_not_contested_twice_until_it_is_decided(void **state)
{
    json_t *root;
    (void)state;

    object_to("PKH.engine_cc", "sold");
    root = tell(KIOSK_OBJECTIONS, "object", KIOSK_BUDI, "budi", true,
                json_pack("{s:s, s:[{s:s, s:s}, {s:s, s:s, s:s}]}", "programme", "PKH", "contested",
                          "reason", "PKH.wage", "ground", "lost_job", "reason", "PKH.engine_cc",
                          "ground", "sold", "since", "2024"));
    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "rjct.objection.open");
    json_decref(root);
}

static void several_reasons_and_something_missing_are_one_case(void **state)
{
    json_t *root =
        tell(KIOSK_OBJECTIONS, "object", KIOSK_BUDI, "budi", true,
             json_pack("{s:s, s:[{s:s, s:s, s:s}, {s:s, s:s, s:s}, {s:s}], s:s}", "programme",
                       "PKH", "contested", "reason", "PKH.wage", "ground", "wage_lower", "since",
                       "2024-09", "reason", "PKH.engine_cc", "ground", "sold", "since",
                       "2024-09-17", "ground", "member_missing", "phone", "08123"));
    (void)state;

    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "");
    json_decref(root);
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.what",
         "Upah (BPJS Ketenagakerjaan) dan 2 lainnya, PKH");
    assert_int_equal(kiosk_central("decide", "--reason", "Benar.", number, "granted", NULL), 0);
    sees(KIOSK_BUDI, "budi", PKH "reasons.0.id", "PKH.power_va");
}

static void a_day_that_is_none_is_refused(void **state)
{
    json_t *root = tell(KIOSK_OBJECTIONS, "object", KIOSK_BUDI, "budi", true,
                        json_pack("{s:s, s:[{s:s, s:s, s:s}]}", "programme", "PKH", "contested",
                                  "reason", "PKH.wage", "ground", "lost_job", "since", "dulu"));
    (void)state;

    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "rjct.objection.invalid");
    json_decref(root);
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
        assert_int_equal(kiosk_central("decide", "--reason", "Benar.", number, "granted", NULL), 0);
    }
    sees(KIOSK_BUDI, "budi", PKH "verdict", "queued");
}

static void what_everybody_may_know_is_told_without_a_card(void **state)
{
    json_t *root = kiosk_ask("/kiosk/v1/catalogue", "catalogue", kiosk_id(),
                             json_pack("{s:s}", "transaction_id", kiosk_id()));
    (void)state;

    assert_string_equal(kiosk_text(root, "message.programmes.0.code"), "PKH");
    assert_string_not_equal(kiosk_text(root, "message.programmes.0.objection.closes_at"), "");
    assert_string_equal(kiosk_text(root, "message.grounds.0.code"), "sold");
    assert_int_equal(json_integer_value(kiosk_at(root, "message.provisional_days")), 14);
    assert_string_equal(kiosk_text(root, "message.inspectorate.key_id"), "i1");
    assert_string_not_equal(kiosk_text(root, "message.agents.0.place"), "");
    json_decref(root);
}

static void a_visit_is_rated_once_by_nobody(void **state)
{
    char key[40];
    (void)state;

    snprintf(key, sizeof(key), "%s", kiosk_id());
    for (int again = 0; again < 2; again++) {
        json_t *root = kiosk_ask(
            "/kiosk/v1/ratings", "rate", kiosk_id(),
            kiosk_sealed(key, new_number(), kiosk_now(), json_pack("{s:s}", "rating", "good")));
        assert_string_equal(kiosk_text(root, "header.status"), "succ");
        json_decref(root);
    }
}

static void a_refusal_can_be_appealed_once(void **state)
{
    char filed[RECEIPT_NUMBER];
    json_t *root;
    (void)state;

    object_to("PKH.engine_cc", "sold");
    snprintf(filed, sizeof(filed), "%s", number);
    root = tell("/kiosk/v1/appeals", "appeal", KIOSK_BUDI, "budi", true,
                json_pack("{s:s}", "case", filed));
    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "rjct.objection.appeal");
    json_decref(root);
    assert_int_equal(
        kiosk_central("decide", "--reason", "Motor masih ada.", filed, "not_granted", NULL), 0);
    root = tell("/kiosk/v1/appeals", "appeal", KIOSK_BUDI, "budi", true,
                json_pack("{s:s}", "case", filed));
    assert_string_equal(kiosk_text(root, "message.state"), "received");
    json_decref(root);
    assert_int_equal(kiosk_central("decide", "--reason", "Surat ada.", number, "granted", NULL), 0);
    sees(KIOSK_BUDI, "budi", PKH "reasons.0.id", "PKH.wage");
    root = tell("/kiosk/v1/appeals", "appeal", KIOSK_BUDI, "budi", true,
                json_pack("{s:s}", "case", filed));
    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "rjct.objection.appeal");
    json_decref(root);
}

/* Granted in part: the first record is corrected; the appeal is about the rest alone. */
static void what_was_granted_in_part_can_be_appealed_for_the_rest(void **state)
{
    char filed[RECEIPT_NUMBER];
    json_t *root = tell(KIOSK_OBJECTIONS, "object", KIOSK_BUDI, "budi", true,
                        json_pack("{s:s, s:[{s:s, s:s}, {s:s, s:s}, {s:s, s:s}]}", "programme",
                                  "PKH", "contested", "reason", "PKH.wage", "ground", "wage_lower",
                                  "reason", "PKH.engine_cc", "ground", "sold", "reason",
                                  "PKH.land_m2", "ground", "sold"));
    (void)state;

    json_decref(root);
    snprintf(filed, sizeof(filed), "%s", number);
    assert_int_equal(kiosk_central("decide", "--reason", "Upah saja.", filed, "partly", NULL), 0);
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.state", "updated");
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.stages.1.state", "partly");
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.changes.0.before", "Rp 3.150.000");
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.changes.0.after", "Rp 1.575.000");
    sees(KIOSK_BUDI, "budi", RECORD "cases.0.may.0", "appeal");
    sees(KIOSK_BUDI, "budi", PKH "reasons.0.id", "PKH.engine_cc");
    root = tell("/kiosk/v1/appeals", "appeal", KIOSK_BUDI, "budi", true,
                json_pack("{s:s}", "case", filed));
    assert_string_equal(kiosk_text(root, "message.state"), "received");
    json_decref(root);
    assert_int_equal(kiosk_central("decide", "--reason", "Motor juga.", number, "partly", NULL), 0);
    root = kiosk_search(KIOSK_BUDI, "budi");
    assert_string_equal(kiosk_text(root, RECORD "cases.0.changes.0.what"), "Sepeda motor");
    assert_null(kiosk_at(root, RECORD "cases.0.changes.1"));
    assert_null(kiosk_at(root, RECORD "cases.0.may.0"));
    assert_null(kiosk_at(root, RECORD "cases.1.may.0"));
    assert_string_equal(kiosk_text(root, PKH "reasons.0.id"), "PKH.power_va");
    assert_string_equal(kiosk_text(root, PKH "reasons.1.id"), "PKH.land_m2");
    json_decref(root);
}

static void an_undecided_objection_can_be_withdrawn_and_a_decided_one_cannot(void **state)
{
    char filed[RECEIPT_NUMBER];
    json_t *root;
    (void)state;

    object_to("PKH.engine_cc", "sold");
    snprintf(filed, sizeof(filed), "%s", number);
    for (int again = 0; again < 2; again++) {
        root = tell("/kiosk/v1/withdrawals", "withdraw", KIOSK_BUDI, "budi", true,
                    json_pack("{s:s}", "case", filed));
        assert_string_equal(kiosk_text(root, "message.state"), "withdrawn");
        json_decref(root);
    }
    assert_int_not_equal(kiosk_central("decide", filed, "checking", NULL), 0);
    object_to("PKH.land_m2", "sold");
    snprintf(filed, sizeof(filed), "%s", number);
    assert_int_equal(kiosk_central("decide", "--reason", "Tidak.", filed, "not_granted", NULL), 0);
    root = tell("/kiosk/v1/withdrawals", "withdraw", KIOSK_BUDI, "budi", true,
                json_pack("{s:s}", "case", filed));
    assert_string_equal(kiosk_text(root, "header.status_reason_code"), "rjct.objection.decided");
    json_decref(root);
}

static void a_provisional_objection_keeps_its_day_and_is_completed_later(void **state)
{
    char first[RECEIPT_NUMBER];
    json_t *root = tell("/kiosk/v1/provisional", "object-provisionally", KIOSK_BUDI, "budi", false,
                        json_pack("{s:s}", "programme", "PKH"));
    (void)state;

    assert_string_equal(kiosk_text(root, "message.state"), "provisional");
    json_decref(root);
    snprintf(first, sizeof(first), "%s", number);
    assert_int_equal(kiosk_central("advance", "10", NULL), 0);
    root = tell(KIOSK_OBJECTIONS, "object", KIOSK_BUDI, "budi", true,
                json_pack("{s:s, s:[{s:s, s:s}], s:s}", "programme", "PKH", "contested", "reason",
                          "PKH.engine_cc", "ground", "sold", "completes", first));
    assert_string_equal(kiosk_text(root, "message.state"), "received");
    json_decref(root);
    root = tell("/kiosk/v1/provisional", "object-provisionally", KIOSK_BUDI, "budi", false,
                json_pack("{s:s, s:s}", "programme", "PKH", "ground", "sold"));
    json_decref(root);
    snprintf(first, sizeof(first), "%s", number);
    assert_int_equal(kiosk_central("advance", "15", NULL), 0);
    root = tell(KIOSK_OBJECTIONS, "object", KIOSK_BUDI, "budi", true,
                json_pack("{s:s, s:[{s:s, s:s}], s:s}", "programme", "PKH", "contested", "reason",
                          "PKH.engine_cc", "ground", "sold", "completes", first));
    assert_string_equal(kiosk_text(root, "header.status_reason_code"),
                        "rjct.objection.provisional");
    json_decref(root);
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
        json_t *root;

        start_anew(state);
        root = tell("/kiosk/v1/provisional", "object-provisionally", cases[i].card, "new", false,
                    json_pack("{s:s}", "programme", "PKH"));
        assert_string_equal(kiosk_text(root, "message.state"), "provisional");
        json_decref(root);
        snprintf(first, sizeof(first), "%s", number);
        assert_int_equal(kiosk_central("advance", "16", NULL), 0);
        sees(cases[i].card, "new", "message.search_response.0.status_reason_message",
             "rjct.card.unknown");
        if (cases[i].nik)
            assert_int_equal(kiosk_central("found", "--nik", cases[i].nik, first, NULL), 0);
        else
            assert_int_equal(kiosk_central("found", first, NULL), 0);
        sees(cases[i].card, "new", RECORD "cases.0.state", "provisional");
        sees(cases[i].card, "new", RECORD "cases.0.may.1", "complete");
        root = tell(KIOSK_OBJECTIONS, "object", cases[i].card, "new", true,
                    json_pack("{s:s, s:[{s:s}], s:s}", "programme", "PKH", "contested", "ground",
                              "disaster", "completes", first));
        assert_string_equal(kiosk_text(root, "message.state"), "received");
        json_decref(root);
        sees(cases[i].card, "new", RECORD "cases.1.state", "completed");
    }
}

/* Painem lost PKH because her son moved in; what BPS finds of him changes the family card, DTSEN's
 * number and his records, and everybody is ranked again. */
static void a_death_and_a_move_are_corrected(void **state)
{
    static const char *const kinds[] = {"move", "death"};

    for (size_t i = 0; i < 2; i++) {
        json_t *root;

        start_anew(state);
        root = tell("/kiosk/v1/reports", "report", PAINEM, "painem", true,
                    json_pack("{s:s, s:s, s:s}", "kind", kinds[i], "member", "Sugeng Riyanto",
                              "since", "2026-10"));
        assert_string_equal(kiosk_text(root, "message.state"), "received");
        json_decref(root);
        assert_int_equal(kiosk_central("decide", "--reason", "Benar.", number, "granted", NULL), 0);
        sees(PAINEM, "painem", RECORD "cases.0.state", "updated");
        sees(PAINEM, "painem", RECORD "cases.0.changes.0.after", i == 0 ? "pindah" : "meninggal");
    }
}

static void registering_oneself_opens_the_door(void **state)
{
    json_t *root = tell("/kiosk/v1/reports", "report", JOKO, "joko", true,
                        json_pack("{s:s}", "kind", "registration"));
    (void)state;

    assert_string_equal(kiosk_text(root, "message.state"), "received");
    json_decref(root);
    assert_int_equal(kiosk_central("decide", "--reason", "Terdaftar.", number, "granted", NULL), 0);
    sees(JOKO, "joko", RECORD "programmes.1.verdict", "queued");
}

/* Nobody knew the card; whoever it belongs to is found, and from then on it opens what was decided.
 * UIDs have four lengths. */
static void a_missed_household_is_a_family_once_it_was_found(void **state)
{
    static const char *const cards[] = {"12345678", "04732C7A3B6199", "0411223344556677",
                                        "04112233445566778899"};
    (void)state;

    for (size_t i = 0; i < sizeof(cards) / sizeof(*cards); i++) {
        json_t *root;

        sees(cards[i], "new", "message.search_response.0.status_reason_message",
             "rjct.card.unknown");
        root = tell("/kiosk/v1/reports", "report", cards[i], "new", true,
                    json_pack("{s:s, s:s}", "kind", "missed_household", "text", "Belum terdata"));
        assert_string_equal(kiosk_text(root, "message.state"), "received");
        json_decref(root);
        sees(cards[i], "new", "message.search_response.0.status_reason_message",
             "rjct.card.unknown");
        assert_int_equal(kiosk_central("decide", "--reason", "Ditemukan.", number, "granted", NULL),
                         0);
        sees(cards[i], "new", RECORD "cases.0.state", "updated");
        sees(cards[i], "new", RECORD "cases.0.changes.0.after", "terdaftar");
        root = kiosk_search(cards[i], "new");
        assert_string_not_equal(kiosk_text(root, PKH "verdict"), "not_registered");
        assert_true(strlen(kiosk_text(root, RECORD "name")) > 0);
        json_decref(root);
    }
}

/* As BPS wrote it down; and the same card reported twice is one family. */
static void a_found_household_is_who_bps_says_it_is(void **state)
{
    static const char card[] = "87654321";
    char first[RECEIPT_NUMBER], handle[32], again[32];
    json_t *root;
    (void)state;

    for (int i = 0; i < 2; i++) {
        if (i == 1)
            snprintf(first, sizeof(first), "%s", number);
        root = tell("/kiosk/v1/reports", "report", card, "new", true,
                    json_pack("{s:s}", "kind", "missed_household"));
        json_decref(root);
    }
    assert_int_not_equal(
        kiosk_central("decide", "--reason", "Ditemukan.", "--nik", "12", first, "granted", NULL),
        0);
    assert_int_equal(kiosk_central("decide", "--reason", "Ditemukan.", "--nik", "3510154107550007",
                                   "--name", "MISNAH", "--value", "400", first, "granted", NULL),
                     0);
    sees(card, "new", RECORD "name", "MISNAH");
    sees(card, "new", RECORD "address_as", "Ibu");
    person_of(card, "new", handle);
    root = kiosk_search(card, "new");
    /* Old enough for PKH, and among the poorest: no "no". */
    assert_string_not_equal(kiosk_text(root, PKH "verdict"), "not_eligible");
    json_decref(root);
    assert_int_equal(kiosk_central("decide", "--reason", "Sama.", number, "granted", NULL), 0);
    person_of(card, "new", again);
    assert_string_equal(again, handle);
}

static void a_disaster_puts_a_family_at_the_head_of_the_queue(void **state)
{
    json_t *root;
    (void)state;

    sees(PAINEM, "painem", RECORD "programmes.1.verdict", "queued");
    root = tell("/kiosk/v1/reports", "report", PAINEM, "painem", true,
                json_pack("{s:s, s:s}", "kind", "disaster", "text", "Banjir"));
    assert_string_equal(kiosk_text(root, "message.state"), "received");
    json_decref(root);
    assert_int_equal(kiosk_central("decide", "--reason", "Benar.", number, "granted", NULL), 0);
    root = kiosk_search(PAINEM, "painem");
    /* Places that are held stay held; hers is the first to fall free. */
    assert_int_equal(json_integer_value(kiosk_at(root, RECORD "programmes.1.queue_place")), 1);
    json_decref(root);
    assert_int_equal(kiosk_central("advance", "110", NULL), 0);
    sees(PAINEM, "painem", RECORD "programmes.1.verdict", "receiving");
}

static void a_source_that_goes_down_makes_the_check_unfinished_until_it_is_back(void **state)
{
    (void)state;
    assert_int_equal(kiosk_central("source", "polri", "down", NULL), 0);
    sees(KIOSK_BUDI, "budi", PKH "verdict", "incomplete");
    sees(KIOSK_BUDI, "budi", PKH "missing_source", "Polri");
    sees(KIOSK_SITI, "siti", PKH "verdict", "incomplete");
    assert_int_equal(kiosk_central("source", "polri", "up", NULL), 0);
    sees(KIOSK_BUDI, "budi", PKH "verdict", "not_eligible");
    /* A wrong one tells some families of others: Siti gets what she gets, or waits. */
    for (size_t i = 0; i < 3; i++) {
        static const char *const sources[] = {"polri", "pln", "atr_bpn"};
        json_t *root;

        assert_int_equal(kiosk_central("source", sources[i], "wrong", NULL), 0);
        root = kiosk_search(KIOSK_SITI, "siti");
        assert_true(strcmp(kiosk_text(root, PKH "verdict"), "receiving") == 0 ||
                    strcmp(kiosk_text(root, PKH "verdict"), "incomplete") == 0);
        json_decref(root);
        assert_int_equal(kiosk_central("source", sources[i], "up", NULL), 0);
    }
    assert_int_not_equal(kiosk_central("source", "polri", "sideways", NULL), 0);
}

/* First quarter: removed. Second: simply not eligible, announced a week after the refresh. */
static void a_family_is_followed_through_two_refreshes(void **state)
{
    json_t *root = kiosk_search(PAINEM, "painem");
    char announced[16];
    (void)state;

    assert_string_equal(kiosk_text(root, PKH "verdict"), "no_longer");
    snprintf(announced, sizeof(announced), "%s", kiosk_text(root, PKH "ended_on"));
    json_decref(root);
    assert_int_equal(kiosk_central("advance", "83", NULL), 0); /* refreshed, not yet announced */
    sees(PAINEM, "painem", PKH "ended_on", announced);
    assert_int_equal(kiosk_central("advance", "8", NULL), 0);
    sees(PAINEM, "painem", PKH "verdict", "not_eligible");
    sees(KIOSK_SITI, "siti", PKH "verdict", "receiving");
    assert_int_equal(kiosk_central("advance", "92", NULL), 0);
    sees(PAINEM, "painem", PKH "verdict", "not_eligible");
    sees(KIOSK_SITI, "siti", PKH "verdict", "receiving");
    sees(WAHYUNI, "wahyuni", PKH "verdict", "queued");
}

static void payments_are_scheduled_when_their_day_comes(void **state)
{
    json_t *root;
    (void)state;

    assert_int_equal(kiosk_central("advance", "12", NULL), 0);
    root = kiosk_search(KIOSK_SITI, "siti");
    assert_int_equal(json_integer_value(kiosk_at(root, RECORD "programmes.1.amount")), 600000);
    assert_string_equal(kiosk_text(root, RECORD "programmes.1.place"), "e-Warung Glagah");
    json_decref(root);
}

/* What a village is told: how many, and of few only that they are few. */
static void aggregates_name_nobody_and_point_at_nobody(void **state)
{
    char folder[KIOSK_PATH], script[3 * KIOSK_PATH], line[256];
    int lines = 0, few = 0;
    FILE *file;
    (void)state;

    kiosk_key_file("..", folder);
    snprintf(script, sizeof(script), "${KIOSK_BUILD:-build}/central villages %s >%s/villages",
             folder, folder);
    assert_int_equal(kiosk_run((char *[]){"/bin/sh", "-c", script, NULL}), 0);
    snprintf(script, sizeof(script), "%s/villages", folder);
    file = fopen(script, "r");
    assert_non_null(file);
    while (fgets(line, sizeof(line), file)) {
        const char *last = strrchr(line, ' ');

        lines++;
        assert_memory_equal(line, "35.10.", 6);
        if (strstr(line, "kurang dari 5"))
            few++;
        else
            assert_true(last && atoi(last) >= 5);
    }
    fclose(file);
    assert_true(lines > 217 && few > 0 && few < lines);
}

/* A file more in the folder, and nothing else. */
static void a_programme_more_is_a_file_more(void **state)
{
    char folder[KIOSK_PATH];
    (void)state;

    kiosk_key_file("../rules", folder);
    kiosk_copy_folder("tests/central/rules", "rules");
    kiosk_put_file("rules/lpg-2026.1.json",
                   "{\"code\":\"LPG\",\"name\":\"LPG 3 kg\",\"position\":3,\"version\":\"2026.1\","
                   "\"day\":\"2026-11-01\",\"decile\":7,\"exclude\":[],\"family_year\":480000,"
                   "\"stages\":4,\"quota_per_mille_of_poor\":9000,\"payment\":"
                   "{\"starts_after_days\":0,\"collect_days\":80,\"place\":\"Pangkalan\"}}");
    assert_int_equal(kiosk_central("compute", "--rules", folder, NULL), 0);
    sees(KIOSK_SITI, "siti", RECORD "programmes.2.name", "LPG 3 kg");
    sees(KIOSK_SITI, "siti", RECORD "programmes.2.verdict", "receiving");
    sees(KIOSK_SITI, "siti", PKH "verdict", "receiving");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_cast_have_their_stories_from_the_rules, start_anew),
        cmocka_unit_test_setup(a_granted_objection_corrects_the_record_and_the_reason_is_met,
                               start_anew),
        cmocka_unit_test_setup(when_all_that_excluded_is_corrected_the_verdict_changes, start_anew),
        cmocka_unit_test_setup(what_is_contested_already_is_not_contested_twice_until_it_is_decided,
                               start_anew),
        cmocka_unit_test_setup(several_reasons_and_something_missing_are_one_case, start_anew),
        cmocka_unit_test_setup(a_day_that_is_none_is_refused, start_anew),
        cmocka_unit_test_setup(what_everybody_may_know_is_told_without_a_card, start_anew),
        cmocka_unit_test_setup(a_visit_is_rated_once_by_nobody, start_anew),
        cmocka_unit_test_setup(a_refusal_can_be_appealed_once, start_anew),
        cmocka_unit_test_setup(what_was_granted_in_part_can_be_appealed_for_the_rest, start_anew),
        cmocka_unit_test_setup(an_undecided_objection_can_be_withdrawn_and_a_decided_one_cannot,
                               start_anew),
        cmocka_unit_test_setup(a_provisional_objection_of_an_unknown_card_waits_for_its_owner,
                               start_anew),
        cmocka_unit_test_setup(a_provisional_objection_keeps_its_day_and_is_completed_later,
                               start_anew),
        cmocka_unit_test(a_death_and_a_move_are_corrected),
        cmocka_unit_test_setup(registering_oneself_opens_the_door, start_anew),
        cmocka_unit_test_setup(a_missed_household_is_a_family_once_it_was_found, start_anew),
        cmocka_unit_test_setup(a_found_household_is_who_bps_says_it_is, start_anew),
        cmocka_unit_test_setup(a_disaster_puts_a_family_at_the_head_of_the_queue, start_anew),
        cmocka_unit_test_setup(a_source_that_goes_down_makes_the_check_unfinished_until_it_is_back,
                               start_anew),
        cmocka_unit_test_setup(a_family_is_followed_through_two_refreshes, start_anew),
        cmocka_unit_test_setup(payments_are_scheduled_when_their_day_comes, start_anew),
        cmocka_unit_test(aggregates_name_nobody_and_point_at_nobody),
        cmocka_unit_test_setup(a_programme_more_is_a_file_more, start_anew),
    };
    return cmocka_run_group_tests(tests, kiosk_raise, kiosk_strike);
}
