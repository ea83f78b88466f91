/* Village staff through the real courier: a sign-in as the face asks for it, with the real service,
 * and without. */
#include "tests/courier_stage.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static struct courier_stage s;

static int set_up(void **state)
{
    stage_online(state);
    stage_wait_for_file(&s, "data/staff.box");
    return 0;
}

static void central(const char *words)
{
    assert_int_equal(stage_sh(&s, "$programs/central %s $stage", words), 0);
}

static struct wire_card card_of(const char *key, uint8_t third, uint8_t last)
{
    struct wire_card card = {.assurance = WIRE_ASSURANCE_TAG,
                             .uid_size = 7,
                             .uid = {0x04, third, 0x33, 0x7a, 0x3b, 0x61, last}};
    crypto_hash_sha256(card.photo_sha256, (const uint8_t *)key, strlen(key));
    return card;
}

static struct wire_card wayan(void)
{
    return card_of("wayan", 0xea, 0x88);
}

/* The same card where a SAM reads its chip. */
static struct wire_card wayans_chip(void)
{
    struct wire_card card = wayan();
    card.assurance = WIRE_ASSURANCE_CHIP;
    memset(card.photo_sha256, 0, sizeof card.photo_sha256);
    strcpy(card.nik, "3510151406850006");
    return card;
}

static enum wire_type asked(struct wire_card card, enum wire_role role)
{
    struct wire_staff_ask ask = {.card = card, .role = role};
    assert_int_equal(wire_send(s.face, WIRE_STAFF_ASK, 1, &ask), 0);
    return stage_heard(&s, 1);
}

static const struct wire_staff *staff_of(struct wire_card card, enum wire_role role)
{
    assert_int_equal(asked(card, role), WIRE_STAFF);
    return &s.got.body.staff;
}

/* No finger comes twice within a second. */
static void signed_in(enum wire_sign_in_outcome outcome)
{
    static int64_t last;
    struct wire_sign_in sign_in = {.role = WIRE_ROLE_HELPER, .outcome = outcome, .id = "kemiren-1"};
    last = last < time(NULL) ? time(NULL) : last + 1;
    sign_in.at = last;
    assert_int_equal(wire_send(s.face, WIRE_SIGN_IN, 1, &sign_in), 0);
}

static void staff_sign_in_with_templates_that_come_for_this_once(void **state)
{
    const struct wire_staff *staff = staff_of(wayan(), WIRE_ROLE_HELPER);
    (void)state;
    assert_int_equal(staff->standing, WIRE_STAFF_LISTED);
    assert_string_equal(staff->id, "kemiren-1");
    assert_string_equal(staff->name, "WAYAN LATIHAN");
    assert_string_equal(staff->post, "Kasi Pelayanan");
    assert_int_equal(staff->count, 2);
    assert_memory_equal(staff->templates[0].record, "FMR", 3);
    assert_int_equal(staff->policy.attended, WIRE_LEAVES);
}

static void a_resident_is_not_staff_and_the_village_head_no_helper(void **state)
{
    (void)state;
    assert_int_equal(staff_of(stage_budi().card, WIRE_ROLE_HELPER)->standing, WIRE_STAFF_UNLISTED);
    struct wire_card ketut = card_of("ketut", 0x2d, 0x8b);
    ketut.uid[2] = 0x36;
    assert_int_equal(staff_of(ketut, WIRE_ROLE_HELPER)->standing, WIRE_STAFF_NO_RIGHT);
    assert_int_equal(staff_of(ketut, WIRE_ROLE_PAGES)->standing, WIRE_STAFF_LISTED);
}

static void a_stolen_card_opens_nothing_from_the_moment_it_was_revoked(void **state)
{
    (void)state;
    central("revoke kemiren-1");
    /* The list here still has it; the service knows better. */
    const struct wire_staff *staff = staff_of(wayan(), WIRE_ROLE_HELPER);
    assert_int_equal(staff->standing, WIRE_STAFF_REVOKED);
    assert_int_equal(staff->count, 0);
    assert_string_equal(staff->name, "");
    assert_int_equal(staff_of(wayans_chip(), WIRE_ROLE_HELPER)->standing, WIRE_STAFF_REVOKED);
}

static void without_a_line_the_list_still_knows_a_chip_and_no_tag(void **state)
{
    (void)state;
    stage_stop_service(&s);
    assert_int_equal(asked(wayan(), WIRE_ROLE_HELPER), WIRE_FAULT);
    assert_int_equal(s.got.body.fault.fault, WIRE_FAULT_LINK_DOWN);
    const struct wire_staff *staff = staff_of(wayans_chip(), WIRE_ROLE_HELPER);
    assert_int_equal(staff->standing, WIRE_STAFF_LISTED);
    assert_int_equal(staff->count, 0);
}

static void a_restart_without_a_line_keeps_the_list_and_nobody_reads_it_on_the_disk(void **state)
{
    char bytes[16384];
    size_t size;
    FILE *file;
    (void)state;
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_stop_service(&s);
    file = fopen(stage_path(&s, "data/staff.box"), "r");
    assert_non_null(file);
    size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_true(size > 0);
    assert_null(memmem(bytes, size, "WAYAN", 5));
    assert_null(memmem(bytes, size, "kemiren", 7));
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    assert_int_equal(staff_of(wayans_chip(), WIRE_ROLE_HELPER)->standing, WIRE_STAFF_LISTED);
}

static void a_list_that_was_tampered_with_is_none(void **state)
{
    FILE *file;
    int byte;
    (void)state;
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_stop_service(&s);
    file = fopen(stage_path(&s, "data/staff.box"), "r+");
    assert_non_null(file);
    assert_int_equal(fseek(file, 100, SEEK_SET), 0);
    byte = fgetc(file);
    assert_int_equal(fseek(file, 100, SEEK_SET), 0);
    assert_true(fputc(byte ^ 1, file) != EOF);
    assert_int_equal(fclose(file), 0);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    assert_int_equal(staff_of(wayans_chip(), WIRE_ROLE_HELPER)->standing, WIRE_STAFF_NO_LIST);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_true(stage_logged(&s, "read the list of staff kept"));
}

static void a_list_that_expired_is_none(void **state)
{
    (void)state;
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(remove(stage_path(&s, "data/staff.box")), 0);
    central("policy list_days 0");
    stage_start_courier(&s, NULL);
    stage_wait_for_file(&s, "data/staff.box");
    assert_int_equal(staff_of(wayan(), WIRE_ROLE_HELPER)->standing, WIRE_STAFF_NO_LIST);
}

static void the_wrong_finger_is_counted_here_and_the_right_one_given_back(void **state)
{
    (void)state;
    for (int i = 0; i < 8; i++) {
        assert_int_equal(asked(wayans_chip(), WIRE_ROLE_HELPER), WIRE_STAFF);
        signed_in(WIRE_SIGN_IN_GOOD);
    }
    stage_wait_for_link(&s, 1, 0); /* told of all of them */
    stage_stop_service(&s);        /* this device's count alone */
    for (int i = 0; i < 5; i++) {
        assert_int_equal(asked(wayans_chip(), WIRE_ROLE_HELPER), WIRE_STAFF);
        signed_in(WIRE_SIGN_IN_NO_MATCH);
    }
    assert_int_equal(asked(wayans_chip(), WIRE_ROLE_HELPER), WIRE_FAULT);
    assert_int_equal(s.got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
}

static void each_sign_in_is_in_the_journal_and_reaches_the_service(void **state)
{
    (void)state;
    signed_in(WIRE_SIGN_IN_GOOD);
    signed_in(WIRE_SIGN_IN_LATE);
    assert_int_equal(asked(wayan(), WIRE_ROLE_HELPER), WIRE_STAFF); /* both are taken by now */
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(stage_sh(&s, "$programs/kiosk-courier --journal export -c $stage/kiosk.conf"),
                     0);
    assert_true(stage_logged(&s, "sign-in helper:good:kemiren-1"));
    assert_true(stage_logged(&s, "sign-in helper:late:kemiren-1"));
    central("staff");
    assert_true(stage_logged(&s, "helper late"));
    assert_false(stage_logged(&s, "WAYAN"));
}

static struct wire_card tuminis_card(void)
{
    struct wire_card card = card_of("tumini", 0x3e, 0x8c);
    card.uid[2] = 0x37;
    return card;
}

static struct wire_enrolment tumini(void)
{
    struct wire_enrolment e = {
        .card = tuminis_card(),
        .key = {1, 2, 3},
        .nik = "3510154108580006",
        .consent = {.version = "2026-11-enrol", .given_at = time(NULL)},
        .help = {.kind = WIRE_HELP_ATTENDED,
                 .helper = "kemiren-1",
                 .helper_name = "WAYAN LATIHAN",
                 .witness = "kemiren-2",
                 .witness_name = "MADE CONTOH"},
        .confirmed_at = time(NULL),
        .fingers = {{.position = 2, .size = 40}, {.position = 7, .size = 40}}};
    for (int i = 0; i < WIRE_ENROLMENT_FINGERS; i++)
        memcpy(e.fingers[i].record, "FMR\0 minutiae of nobody", 24);
    return e;
}

static uint32_t fault_of_templates(uint32_t visit)
{
    if (stage_ask_templates(&s, visit, tuminis_card()) == WIRE_TEMPLATES)
        return WIRE_FAULT_NONE;
    assert_int_equal(s.got.header.type, WIRE_FAULT);
    return s.got.body.fault.fault;
}

static void an_enrolment_reaches_the_service_and_opens_the_card_once_it_was_compared(void **state)
{
    struct wire_enrolment e = tumini();
    (void)state;
    assert_int_equal(fault_of_templates(1), WIRE_FAULT_CARD_UNKNOWN);
    assert_int_equal(wire_send(s.face, WIRE_ENROLMENT, 1, &e), 0);
    assert_int_equal(stage_heard(&s, 1), WIRE_RECEIPT);
    assert_int_equal(s.got.body.receipt.delivered, 0);
    assert_int_equal(stage_heard(&s, 1), WIRE_RECEIPT);
    assert_int_equal(s.got.body.receipt.delivered, 1);
    assert_int_equal(fault_of_templates(2), WIRE_FAULT_CARD_PENDING);
    central("bind");
    assert_int_equal(fault_of_templates(3), WIRE_FAULT_NONE);
    assert_int_equal(s.got.body.templates.count, 2);
    assert_memory_equal(s.got.body.templates.templates[0].record, e.fingers[0].record, 24);
}

/* Without a finger of anybody, since there is no sensor; `alone`: nor of staff. */
static enum wire_type asks_without_a_sensor(uint32_t visit, uint32_t alone)
{
    struct wire_query query = {.subject = stage_budi(), .locale = "id"};
    query.subject.score_class = 0;
    query.subject.help = (struct wire_help){.kind = WIRE_HELP_ATTENDED,
                                            .reason = WIRE_NO_FINGER_SENSOR_DOWN,
                                            .card_alone = alone,
                                            .helper = "kemiren-1",
                                            .helper_name = "WAYAN LATIHAN",
                                            .witness = "kemiren-2",
                                            .witness_name = "MADE CONTOH"};
    assert_int_equal(wire_send(s.face, WIRE_QUERY, visit, &query), 0);
    return stage_heard(&s, visit);
}

static void a_card_alone_is_enough_as_long_as_the_list_says_so(void **state)
{
    (void)state;
    assert_int_equal(staff_of(wayan(), WIRE_ROLE_HELPER)->policy.card_alone, 1);
    assert_int_equal(asks_without_a_sensor(1, 1), WIRE_BREAKDOWN);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(remove(stage_path(&s, "data/staff.box")), 0);
    central("policy card_alone no");
    stage_start_courier(&s, NULL);
    stage_wait_for_file(&s, "data/staff.box");
    assert_int_equal(asks_without_a_sensor(1, 0), WIRE_BREAKDOWN);
    /* The service would take it again by now; the list here does not. */
    central("policy card_alone yes");
    assert_int_equal(asks_without_a_sensor(1, 1), WIRE_FAULT);
    assert_int_equal(s.got.body.fault.fault, WIRE_FAULT_SERVICE_REFUSED);
    assert_int_equal(asks_without_a_sensor(1, 0), WIRE_BREAKDOWN);
}

/* Whether a file of the courier's data holds these bytes. */
static bool on_the_disk(const char *name, const void *bytes, size_t size)
{
    static char held[1 << 20];
    FILE *file = fopen(stage_path(&s, name), "r");
    size_t got = file ? fread(held, 1, sizeof held, file) : 0;
    if (file)
        fclose(file);
    return memmem(held, got, bytes, size) != NULL;
}

static void without_a_line_an_enrolment_waits_sealed_and_no_finger_is_on_the_disk(void **state)
{
    static const char *const files[] = {"data/outbox.db", "data/outbox.db-wal", "data/journal.db",
                                        "data/journal.db-wal"};
    struct wire_enrolment e = tumini();
    (void)state;
    stage_stop_service(&s);
    assert_int_equal(wire_send(s.face, WIRE_ENROLMENT, 1, &e), 0);
    assert_int_equal(stage_heard(&s, 1), WIRE_RECEIPT);
    assert_int_equal(stage_stop_courier(&s), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_false(on_the_disk(files[i], "minutiae", 8));
        assert_false(on_the_disk(files[i], "bWludXRpYWU", 11)); /* the same in base64 */
        assert_false(on_the_disk(files[i], "3510154108580006", 16));
        assert_false(on_the_disk(files[i], e.card.uid, e.card.uid_size));
    }
    stage_start_service(&s);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(fault_of_templates(1), WIRE_FAULT_CARD_PENDING);
}

static void the_report_counts_what_was_done_and_slips_have_numbers(void **state)
{
    struct wire_counts_ask ask = {.days = 30};
    struct wire_slip_ask slip = {.first = 1, .from_hour = 8, .last_hour = 15, .places = 2};
    (void)state;
    for (uint32_t visit = 1; visit <= 5; visit++) {
        stage_result_comes(&s, visit);
    }
    assert_int_equal(wire_send(s.face, WIRE_COUNTS_ASK, 6, &ask), 0);
    assert_int_equal(stage_heard(&s, 6), WIRE_COUNTS);
    assert_int_equal(s.got.body.counts.visits, 5);
    assert_int_equal(s.got.body.counts.objections, 0);
    for (uint32_t number = 1; number <= 3; number++) {
        assert_int_equal(wire_send(s.face, WIRE_SLIP_ASK, 6, &slip), 0);
        assert_int_equal(stage_heard(&s, 6), WIRE_SLIP);
        assert_int_equal(s.got.body.slip.number, number);
    }
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_prestate_setup_teardown(test, set_up, stage_ended, &s)
    const struct CMUnitTest tests[] = {
        STAGED(staff_sign_in_with_templates_that_come_for_this_once),
        STAGED(a_resident_is_not_staff_and_the_village_head_no_helper),
        STAGED(a_stolen_card_opens_nothing_from_the_moment_it_was_revoked),
        STAGED(without_a_line_the_list_still_knows_a_chip_and_no_tag),
        STAGED(a_restart_without_a_line_keeps_the_list_and_nobody_reads_it_on_the_disk),
        STAGED(a_list_that_was_tampered_with_is_none),
        STAGED(a_list_that_expired_is_none),
        STAGED(the_wrong_finger_is_counted_here_and_the_right_one_given_back),
        STAGED(an_enrolment_reaches_the_service_and_opens_the_card_once_it_was_compared),
        STAGED(without_a_line_an_enrolment_waits_sealed_and_no_finger_is_on_the_disk),
        STAGED(a_card_alone_is_enough_as_long_as_the_list_says_so),
        STAGED(the_report_counts_what_was_done_and_slips_have_numbers),
        STAGED(each_sign_in_is_in_the_journal_and_reaches_the_service),
    };
    return cmocka_run_group_tests_name("courier_staff", tests, NULL, NULL);
}
