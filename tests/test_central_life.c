/* What becomes of results and families over time, at the reference service with its commands. */
#include "test_central_kiosk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define JOKO    "04B7307A3B6186"
#define PAINEM  "04842D7A3B6183"
#define WAHYUNI "04A62F7A3B6185"

static void copy_handle(const char *uid, char handle_out[32])
{
    json_t *root = kiosk_search(uid, "new");

    snprintf(handle_out, 32, "%s", kiosk_text(root, KIOSK_RECORD "subject"));
    json_decref(root);
}

/* By BPS, with a reason. */
static void decided(const char *number, const char *outcome, const char *reason)
{
    assert_int_equal(kiosk_central("decide", "--reason", reason, number, outcome, NULL), 0);
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
        kiosk_sees(stories[i].uid, stories[i].photo, KIOSK_PKH "verdict", stories[i].pkh);
        kiosk_sees(stories[i].uid, stories[i].photo, KIOSK_RECORD "programmes.1.verdict",
                   stories[i].bpnt);
    }
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

/* Painem lost PKH because her son moved in; what BPS finds of him changes the family card, DTSEN's
 * number and his records, and everybody is ranked again. */
static void a_death_and_a_move_are_corrected(void **state)
{
    static const char *const kinds[] = {"move", "death"};

    for (size_t i = 0; i < 2; i++) {
        kiosk_start_anew(state);
        kiosk_says(kiosk_tell("/kiosk/v1/reports", "report", PAINEM, "painem", true,
                              json_pack("{s:s, s:s, s:s}", "kind", kinds[i], "member",
                                        "Sugeng Riyanto", "since", "2026-10")),
                   "message.state", "received");
        decided(kiosk_number, "granted", "Benar.");
        kiosk_sees(PAINEM, "painem", KIOSK_RECORD "cases.0.state", "updated");
        kiosk_sees(PAINEM, "painem", KIOSK_RECORD "cases.0.changes.0.after",
                   i == 0 ? "pindah" : "meninggal");
    }
}

static void registering_oneself_opens_the_door(void **state)
{
    (void)state;
    kiosk_says(kiosk_tell("/kiosk/v1/reports", "report", JOKO, "joko", true,
                          json_pack("{s:s}", "kind", "registration")),
               "message.state", "received");
    decided(kiosk_number, "granted", "Terdaftar.");
    kiosk_sees(JOKO, "joko", KIOSK_RECORD "programmes.1.verdict", "queued");
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

        kiosk_sees(cards[i], "new", "message.search_response.0.status_reason_message",
                   "rjct.card.unknown");
        kiosk_says(kiosk_tell("/kiosk/v1/reports", "report", cards[i], "new", true,
                              json_pack("{s:s, s:s}", "kind", "missed_household", "text",
                                        "Belum terdata")),
                   "message.state", "received");
        kiosk_sees(cards[i], "new", "message.search_response.0.status_reason_message",
                   "rjct.card.unknown");
        decided(kiosk_number, "granted", "Ditemukan.");
        kiosk_sees(cards[i], "new", KIOSK_RECORD "cases.0.state", "updated");
        kiosk_sees(cards[i], "new", KIOSK_RECORD "cases.0.changes.0.after", "terdaftar");
        root = kiosk_search(cards[i], "new");
        assert_string_not_equal(kiosk_text(root, KIOSK_PKH "verdict"), "not_registered");
        assert_true(strlen(kiosk_text(root, KIOSK_RECORD "name")) > 0);
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
            snprintf(first, sizeof(first), "%s", kiosk_number);
        root = kiosk_tell("/kiosk/v1/reports", "report", card, "new", true,
                          json_pack("{s:s}", "kind", "missed_household"));
        json_decref(root);
    }
    assert_int_not_equal(
        kiosk_central("decide", "--reason", "Ditemukan.", "--nik", "12", first, "granted", NULL),
        0);
    assert_int_equal(kiosk_central("decide", "--reason", "Ditemukan.", "--nik", "3510154107550007",
                                   "--name", "MISNAH", "--value", "400", first, "granted", NULL),
                     0);
    kiosk_sees(card, "new", KIOSK_RECORD "name", "MISNAH");
    kiosk_sees(card, "new", KIOSK_RECORD "address_as", "Ibu");
    copy_handle(card, handle);
    root = kiosk_search(card, "new");
    /* Old enough for PKH, and among the poorest: no "no". */
    assert_string_not_equal(kiosk_text(root, KIOSK_PKH "verdict"), "not_eligible");
    json_decref(root);
    decided(kiosk_number, "granted", "Sama.");
    copy_handle(card, again);
    assert_string_equal(again, handle);
}

static void a_disaster_puts_a_family_at_the_head_of_the_queue(void **state)
{
    json_t *root;
    (void)state;

    kiosk_sees(PAINEM, "painem", KIOSK_RECORD "programmes.1.verdict", "queued");
    kiosk_says(kiosk_tell("/kiosk/v1/reports", "report", PAINEM, "painem", true,
                          json_pack("{s:s, s:s}", "kind", "disaster", "text", "Banjir")),
               "message.state", "received");
    decided(kiosk_number, "granted", "Benar.");
    root = kiosk_search(PAINEM, "painem");
    /* Places that are held stay held; hers is the first to fall free. */
    assert_int_equal(json_integer_value(kiosk_at(root, KIOSK_RECORD "programmes.1.queue_place")),
                     1);
    json_decref(root);
    assert_int_equal(kiosk_central("advance", "110", NULL), 0);
    kiosk_sees(PAINEM, "painem", KIOSK_RECORD "programmes.1.verdict", "receiving");
}

static void a_source_that_goes_down_makes_the_check_unfinished_until_it_is_back(void **state)
{
    (void)state;
    assert_int_equal(kiosk_central("source", "polri", "down", NULL), 0);
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "verdict", "incomplete");
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "missing_source", "Polri");
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "verdict", "incomplete");
    assert_int_equal(kiosk_central("source", "polri", "up", NULL), 0);
    kiosk_sees(KIOSK_BUDI, "budi", KIOSK_PKH "verdict", "not_eligible");
    /* A wrong one tells some families of others: Siti gets what she gets, or waits. */
    for (size_t i = 0; i < 3; i++) {
        static const char *const sources[] = {"polri", "pln", "atr_bpn"};
        json_t *root;

        assert_int_equal(kiosk_central("source", sources[i], "wrong", NULL), 0);
        root = kiosk_search(KIOSK_SITI, "siti");
        assert_true(strcmp(kiosk_text(root, KIOSK_PKH "verdict"), "receiving") == 0 ||
                    strcmp(kiosk_text(root, KIOSK_PKH "verdict"), "incomplete") == 0);
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

    assert_string_equal(kiosk_text(root, KIOSK_PKH "verdict"), "no_longer");
    snprintf(announced, sizeof(announced), "%s", kiosk_text(root, KIOSK_PKH "ended_on"));
    json_decref(root);
    assert_int_equal(kiosk_central("advance", "83", NULL), 0); /* refreshed, not yet announced */
    kiosk_sees(PAINEM, "painem", KIOSK_PKH "ended_on", announced);
    assert_int_equal(kiosk_central("advance", "8", NULL), 0);
    kiosk_sees(PAINEM, "painem", KIOSK_PKH "verdict", "not_eligible");
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "verdict", "receiving");
    assert_int_equal(kiosk_central("advance", "92", NULL), 0);
    kiosk_sees(PAINEM, "painem", KIOSK_PKH "verdict", "not_eligible");
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "verdict", "receiving");
    kiosk_sees(WAHYUNI, "wahyuni", KIOSK_PKH "verdict", "queued");
}

static void payments_are_scheduled_when_their_day_comes(void **state)
{
    json_t *root;
    (void)state;

    assert_int_equal(kiosk_central("advance", "12", NULL), 0);
    root = kiosk_search(KIOSK_SITI, "siti");
    assert_int_equal(json_integer_value(kiosk_at(root, KIOSK_RECORD "programmes.1.amount")),
                     600000);
    assert_string_equal(kiosk_text(root, KIOSK_RECORD "programmes.1.place"), "e-Warung Glagah");
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
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_RECORD "programmes.2.name", "LPG 3 kg");
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_RECORD "programmes.2.verdict", "receiving");
    kiosk_sees(KIOSK_SITI, "siti", KIOSK_PKH "verdict", "receiving");
}

#define ON_DAY_ONE(test) cmocka_unit_test_setup(test, kiosk_start_anew)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_DAY_ONE(the_cast_have_their_stories_from_the_rules),
        ON_DAY_ONE(what_everybody_may_know_is_told_without_a_card),
        cmocka_unit_test(a_death_and_a_move_are_corrected),
        ON_DAY_ONE(registering_oneself_opens_the_door),
        ON_DAY_ONE(a_missed_household_is_a_family_once_it_was_found),
        ON_DAY_ONE(a_found_household_is_who_bps_says_it_is),
        ON_DAY_ONE(a_disaster_puts_a_family_at_the_head_of_the_queue),
        ON_DAY_ONE(a_source_that_goes_down_makes_the_check_unfinished_until_it_is_back),
        ON_DAY_ONE(a_family_is_followed_through_two_refreshes),
        ON_DAY_ONE(payments_are_scheduled_when_their_day_comes),
        cmocka_unit_test(aggregates_name_nobody_and_point_at_nobody),
        ON_DAY_ONE(a_programme_more_is_a_file_more),
    };
    return cmocka_run_group_tests(tests, kiosk_raise, kiosk_strike);
}
