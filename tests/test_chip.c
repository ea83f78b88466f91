/* The real driver with the real libnfc and the real pcscd, against an emulated card and SAM. */
#include "bench/pcscd.h"
#include "bench/spawn.h"
#include "bench/vicc.h"
#include "card_desk.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#define NIK "3510154807710002"

enum { RECORD = 24 + 4 + 60 * 6 + 2 };

static struct ektp_chip inside; /* of the card */
static uint8_t minutiae[2][RECORD];
static char secret[96];

/* One for all tests: pcscd takes its time to notice a card in a slot. */
static struct pcscd pcscd;
static struct sam sam;
static struct vicc *slot; /* NULL: the SAM is not in it */

static int insert_sam(void)
{
    return slot ? 0 : vicc_start(&sam, DESK_DEADLINE_MS, &slot);
}

static void pull_sam(void)
{
    vicc_stop(slot);
    slot = NULL;
}

/* Waits for READY at this level; pcscd may take a moment to notice what is in its slot. */
static void expect_ready(struct desk *desk, const char *level)
{
    for (;;) {
        struct pollfd in = {.fd = desk->face, .events = POLLIN};
        assert_int_equal(poll(&in, 1, DESK_DEADLINE_MS), 1);
        assert_int_equal(wire_recv(desk->face, WIRE_TO_KIOSK, &desk->got), 0);
        if (desk->got.header.type != WIRE_READY)
            assert_string_equal(wire_fault_name(desk->got.body.fault.fault), "SAM_ABSENT");
        else if (strstr(desk->got.body.ready.device, level))
            return;
    }
}

/* A record of 60 minutiae of this finger, ISO/IEC 19794-2:2005. */
static void make_record(uint8_t record[RECORD], uint8_t position)
{
    static const uint8_t head[24] = {
        'F', 'M', 'R',  0,    ' ',  '2',  '0', 0,   0, 0,   RECORD >> 8, RECORD & 0xff,
        0,   0,   0x01, 0x2c, 0x01, 0x90, 0,   197, 0, 197, 1,           0};
    memset(record, 0, RECORD);
    memcpy(record, head, sizeof head);
    record[24] = position;
    record[27] = 60;
    for (int i = 0; i < 60; i++) {
        uint8_t *m = record + 28 + i * 6;
        m[0] = 0x40;
        m[1] = (uint8_t)(i * 4 + position);
        m[3] = (uint8_t)(i * 3);
        m[4] = (uint8_t)(i * 11);
    }
}

static int write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return -1;
    size_t n = fwrite(bytes, 1, size, file);
    return fclose(file) || n != size || chmod(path, 0600) ? -1 : 0;
}

/* Gives the card the chip that belongs to it, with the keys of `generation`. */
static const struct picc *with_chip(struct desk *desk, const uint8_t *number, size_t size,
                                    uint8_t generation)
{
    char biodata[512];
    ektp_chip_biodata(biodata, sizeof biodata, NIK, "SITI AMINAH", 'P');
    const struct ektp_chip_content content = {
        .biodata = biodata,
        .minutiae = {{minutiae[0], RECORD}, {minutiae[1], RECORD}},
        .photo = {desk->jpeg, desk->jpeg_size}};
    assert_true(ektp_chip_init(&inside, number, size, generation, &content));
    desk->card.chip = &inside;
    return &desk->card.picc;
}

static const struct picc *own_card(struct desk *desk)
{
    assert_non_null(desk_own_card(desk));
    return with_chip(desk, desk_uid, sizeof desk_uid, 0);
}

static void put(struct desk *desk, const struct picc *card)
{
    desk_put(desk, card);
    desk_expect(desk, WIRE_CARD_SEEN);
}

static void take_away(struct desk *desk)
{
    pn532_remove(desk->chip, NULL);
    desk_expect(desk, WIRE_CARD_GONE);
}

static void expect_identity(struct desk *desk, const uint8_t *number, size_t size)
{
    const struct wire_card_read *read = &desk_expect(desk, WIRE_CARD_READ)->card_read;
    assert_int_equal(read->card.assurance, WIRE_ASSURANCE_CHIP);
    assert_string_equal(read->card.nik, NIK);
    assert_string_equal(read->name, "SITI AMINAH");
    assert_int_equal(read->card.uid_size, size);
    assert_memory_equal(read->card.uid, number, size);
}

static void expect_proof(struct desk *desk)
{
    desk_expect(desk, WIRE_CARD_PHOTO);
    const struct wire_templates *t =
        &desk_expect(desk, WIRE_CARD_TEMPLATES)->card_templates.templates;
    assert_int_equal(t->count, 2);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(t->templates[i].size, RECORD);
        assert_memory_equal(t->templates[i].record, minutiae[i], RECORD);
    }
    assert_int_equal(t->templates[0].position, 2);
    assert_int_equal(t->templates[1].position, 7);
}

static void expect_tag(struct desk *desk)
{
    assert_int_equal(desk_expect(desk, WIRE_CARD_READ)->card_read.card.assurance,
                     WIRE_ASSURANCE_TAG);
    desk_expect(desk, WIRE_CARD_PHOTO);
}

static int set_up_desk(void **state)
{
    struct desk *desk = desk_new("sam_secret = sam.secret\n", 120, 160);
    if (!desk)
        return -1;
    *state = desk;
    snprintf(secret, sizeof secret, "%s/sam.secret", desk->folder);
    make_record(minutiae[0], 2);
    make_record(minutiae[1], 7);
    return write_file(secret, sam_secret(), SAM_SECRET);
}

static int set_up(void **state)
{
    sam.trouble = SAM_SOUND;
    sam.unlocks = 0;
    return insert_sam() || set_up_desk(state) ? -1 : 0;
}

static int set_up_without(void **state)
{
    pull_sam();
    return set_up_desk(state);
}

static void a_card_is_read_to_the_end_and_proves_genuine(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    for (int visit = 0; visit < 3; visit++) {
        put(desk, own_card(desk));
        expect_identity(desk, desk_uid, sizeof desk_uid);
        expect_proof(desk);
        take_away(desk);
    }
}

static void two_cards_together_give_no_templates(void **state)
{
    struct desk *desk = *state;
    static const uint8_t others[7] = {0x04, 0x62, 0x2b, 0x7a, 0x3b, 0x61, 0x81};
    static struct ektp_card second;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    ektp_card_init(&second, others, sizeof others, desk->jpeg, desk->jpeg_size);
    put(desk, own_card(desk));
    assert_int_equal(pn532_put(desk->chip, &second.picc), 0);
    expect_identity(desk, desk_uid, sizeof desk_uid);
    desk_expect_fault(desk, WIRE_FAULT_CARD_SEVERAL);
    pn532_remove(desk->chip, &second.picc);
    desk_expect(desk, WIRE_CARD_GONE);
    desk_expect(desk, WIRE_CARD_SEEN); /* the one that was left, afresh */
    expect_identity(desk, desk_uid, sizeof desk_uid);
    expect_proof(desk);
    take_away(desk);
}

static void a_type_b_card_is_read_to_the_end(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    assert_non_null(ektp_card_init_b(&desk->card, desk_identifier, desk->jpeg, desk->jpeg_size));
    put(desk, with_chip(desk, desk_identifier, sizeof desk_identifier, 0));
    expect_identity(desk, desk_identifier, sizeof desk_identifier);
    expect_proof(desk);
    take_away(desk);
}

static void a_card_with_keys_the_sam_does_not_know_is_not_believed(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    own_card(desk);
    put(desk, with_chip(desk, desk_uid, sizeof desk_uid, 7));
    desk_expect_fault(desk, WIRE_FAULT_CARD_FORGED);
    take_away(desk);
}

static void a_chip_under_another_uid_is_not_believed(void **state)
{
    struct desk *desk = *state;
    uint8_t other[7];
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    memcpy(other, desk_uid, sizeof other);
    other[6] ^= 1;
    own_card(desk);
    put(desk, with_chip(desk, other, sizeof other, 0));
    desk_expect_fault(desk, WIRE_FAULT_CARD_FORGED);
    take_away(desk);
}

static void a_photo_the_issuer_never_signed_gives_no_templates(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    own_card(desk);
    desk->card.photo[desk->card.photo_size - 9] ^= 1;
    put(desk, &desk->card.picc);
    expect_identity(desk, desk_uid, sizeof desk_uid);
    desk_expect_fault(desk, WIRE_FAULT_CARD_FORGED);
    take_away(desk);
}

static void a_file_the_issuer_never_signed_gives_no_templates(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    for (int file = 1; file < EKTP_CHIP_FILES; file++) {
        own_card(desk);
        inside.files[file].bytes[40] ^= 1;
        put(desk, &desk->card.picc);
        expect_identity(desk, desk_uid, sizeof desk_uid);
        desk_expect_fault(desk, WIRE_FAULT_CARD_FORGED);
        take_away(desk);
    }
}

static void altered_or_repeated_replies_are_not_believed(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    for (int trouble = EKTP_CHIP_ALTERS_REPLIES; trouble <= EKTP_CHIP_REPEATS_REPLIES; trouble++) {
        own_card(desk);
        inside.trouble = (enum ektp_chip_trouble)trouble;
        put(desk, &desk->card.picc);
        desk_expect_fault(desk, WIRE_FAULT_CARD_FORGED);
        take_away(desk);
    }
}

/* Loses contact at the n-th command to the card. */
static void lost_at(struct desk *desk, enum pn532_trouble trouble, uint32_t skip)
{
    const struct pn532_fault fault = {
        .trouble = trouble, .command = IN_DATA_EXCHANGE, .skip = skip};
    pn532_break(desk->chip, &fault);
}

static void a_contact_lost_anywhere_is_taken_up_with_a_new_authentication(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    for (uint32_t skip = 0; skip < 32; skip += 3) {
        lost_at(desk, PN532_CARD_MUMBLES, skip);
        put(desk, own_card(desk));
        expect_identity(desk, desk_uid, sizeof desk_uid);
        expect_proof(desk);
        take_away(desk);
    }
}

static void a_card_taken_away_while_its_photo_is_read_is_only_gone(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    lost_at(desk, PN532_CARD_LEAVES, 22);
    put(desk, own_card(desk));
    expect_identity(desk, desk_uid, sizeof desk_uid);
    desk_expect(desk, WIRE_CARD_GONE);
    put(desk, &desk->card.picc);
    expect_identity(desk, desk_uid, sizeof desk_uid);
    expect_proof(desk);
}

static void without_a_sam_cards_are_read_at_level_tag_and_it_says_so(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level tag: no SAM answers");
    desk_expect_fault(desk, WIRE_FAULT_SAM_ABSENT);
    put(desk, own_card(desk));
    expect_tag(desk);
    take_away(desk);
}

static void a_sam_put_in_later_raises_the_level_and_one_pulled_out_lowers_it(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level tag");
    desk_expect_fault(desk, WIRE_FAULT_SAM_ABSENT);
    assert_int_equal(insert_sam(), 0);
    expect_ready(desk, "level chip");
    put(desk, own_card(desk));
    expect_identity(desk, desk_uid, sizeof desk_uid);
    expect_proof(desk);
    take_away(desk);
    pull_sam();
    expect_ready(desk, "level tag: no SAM answers");
    desk_expect_fault(desk, WIRE_FAULT_SAM_ABSENT);
    put(desk, &desk->card.picc);
    expect_tag(desk);
}

static void an_expired_sam_is_named_and_cards_are_read_at_level_tag(void **state)
{
    struct desk *desk = *state;
    sam.trouble = SAM_EXPIRED;
    desk_start_driver(desk);
    expect_ready(desk, "level tag: the SAM expired");
    desk_expect_fault(desk, WIRE_FAULT_SAM_EXPIRED);
    put(desk, own_card(desk));
    expect_tag(desk);
}

static void a_sam_that_refuses_its_secret_is_asked_only_once(void **state)
{
    struct desk *desk = *state;
    uint8_t wrong[SAM_SECRET] = {1, 2, 3};
    assert_int_equal(write_file(secret, wrong, sizeof wrong), 0);
    desk_start_driver(desk);
    expect_ready(desk, "level tag: the SAM refuses");
    desk_expect_fault(desk, WIRE_FAULT_SAM_REFUSES);
    for (int visit = 0; visit < 3; visit++) {
        put(desk, own_card(desk));
        expect_tag(desk);
        take_away(desk);
    }
    assert_int_equal(sam.unlocks, 1);
}

static void a_sam_that_falls_silent_costs_seconds_and_the_level_until_it_is_back(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    sam.trouble = SAM_MUTE;
    put(desk, own_card(desk));
    expect_tag(desk);
    take_away(desk);
    expect_ready(desk, "level tag: no SAM answers");
    desk_expect_fault(desk, WIRE_FAULT_SAM_ABSENT);
    pull_sam(); /* pcscd waits for it as well */
    sam.trouble = SAM_SOUND;
    assert_int_equal(insert_sam(), 0);
    expect_ready(desk, "level chip");
    put(desk, &desk->card.picc);
    expect_identity(desk, desk_uid, sizeof desk_uid);
    expect_proof(desk);
}

static void a_sam_that_lost_its_power_is_opened_anew_before_anybody_notices(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    put(desk, own_card(desk));
    expect_identity(desk, desk_uid, sizeof desk_uid);
    expect_proof(desk);
    take_away(desk);
    sam.trouble = SAM_FORGETS;
    put(desk, &desk->card.picc);
    expect_identity(desk, desk_uid, sizeof desk_uid);
    expect_proof(desk);
    assert_int_equal(sam.unlocks, 2);
}

static void a_secret_that_others_may_read_is_not_used(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(chmod(secret, 0640), 0);
    desk_start_driver(desk);
    int status = 0;
    waitpid(desk->driver, &status, 0);
    desk->driver = 0;
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    assert_int_equal(sam.unlocks, 0);
}

static void the_driver_ends_well_with_a_sam_open(void **state)
{
    struct desk *desk = *state;
    desk_start_driver(desk);
    expect_ready(desk, "level chip");
    int status = spawn_end(&desk->face, &desk->driver);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* What a technician may send to whoever helps: everything but the person. */
static void a_trace_tells_how_a_card_answered_and_nothing_of_whose_it_is(void **state)
{
    struct desk *desk = *state;
    static char text[1 << 16];
    const char *build = getenv("KIOSK_BUILD");
    char command[256];
    assert_int_equal(pn532_put(desk->chip, own_card(desk)), 0);
    snprintf(command, sizeof command, "%s/kioskctl card-trace -c %s 2>&1", build ? build : "build",
             desk->config);
    FILE *trace = popen(command, "re");
    assert_non_null(trace);
    size_t n = fread(text, 1, sizeof text - 1, trace);
    text[n] = '\0';
    assert_int_equal(pclose(trace), 0);
    assert_non_null(strstr(text, "type A, UID of 7 bytes, ATQA 0044, SAK 20, ATS "));
    assert_non_null(strstr(text, "card 00 A4 0000 file 7F0A, 7 bytes; 0 bytes, 9000; "));
    assert_non_null(strstr(text, "SAM  00 F2 0000, 45 bytes; 0 bytes, 9000; "));
    assert_non_null(strstr(text, "21 fields\n"));
    assert_non_null(strstr(text, "signatures, photo and proof: done\n"));
    assert_null(strstr(text, NIK));
    assert_null(strstr(text, "SITI"));
    assert_null(strstr(text, "512A7A"));
}

static int begin(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    return pcscd_begin(&pcscd) || insert_sam();
}

static int end(void **state)
{
    (void)state;
    pull_sam();
    pcscd_end(&pcscd);
    return 0;
}

#define AT_DESK(test)     cmocka_unit_test_setup_teardown(test, set_up, desk_cleared)
#define WITHOUT_SAM(test) cmocka_unit_test_setup_teardown(test, set_up_without, desk_cleared)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_DESK(a_card_is_read_to_the_end_and_proves_genuine),
        AT_DESK(two_cards_together_give_no_templates),
        AT_DESK(a_type_b_card_is_read_to_the_end),
        AT_DESK(a_card_with_keys_the_sam_does_not_know_is_not_believed),
        AT_DESK(a_chip_under_another_uid_is_not_believed),
        AT_DESK(a_photo_the_issuer_never_signed_gives_no_templates),
        AT_DESK(a_file_the_issuer_never_signed_gives_no_templates),
        AT_DESK(altered_or_repeated_replies_are_not_believed),
        AT_DESK(a_contact_lost_anywhere_is_taken_up_with_a_new_authentication),
        AT_DESK(a_card_taken_away_while_its_photo_is_read_is_only_gone),
        WITHOUT_SAM(without_a_sam_cards_are_read_at_level_tag_and_it_says_so),
        WITHOUT_SAM(a_sam_put_in_later_raises_the_level_and_one_pulled_out_lowers_it),
        AT_DESK(an_expired_sam_is_named_and_cards_are_read_at_level_tag),
        AT_DESK(a_sam_that_refuses_its_secret_is_asked_only_once),
        AT_DESK(a_sam_that_falls_silent_costs_seconds_and_the_level_until_it_is_back),
        AT_DESK(a_sam_that_lost_its_power_is_opened_anew_before_anybody_notices),
        AT_DESK(a_secret_that_others_may_read_is_not_used),
        AT_DESK(the_driver_ends_well_with_a_sam_open),
        AT_DESK(a_trace_tells_how_a_card_answered_and_nothing_of_whose_it_is),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
