/* The order of a reading at level chip, against the stand-ins of card and SAM, without a reader. */
#include "bench/ektp_card.h"
#include "bench/sam.h"
#include "drivers/card/chip.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BIODATA_SIZE 300
#define RECORD_SIZE  400
#define PHOTO_SIZE   2000

static const uint8_t uid[7] = {0x04, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 0x80};

struct bench {
    struct ektp_card card;
    struct ektp_chip inside;
    struct sam sam;
    struct chip chip;
    struct ektp_link to_card, to_sam;
    unsigned commands;           /* that the card has got */
    unsigned lost_at, silent_at; /* the command of card or SAM that fails, from 1; 0: none */
    unsigned sam_commands;
    uint16_t sam_says; /* in place of its own status, at silent_at; 0: it is silent */
};

static int ask_card(void *self, const uint8_t *command, size_t n, uint8_t *reply,
                    size_t *reply_size)
{
    struct bench *b = self;
    if (++b->commands == b->lost_at)
        return -EIO;
    *reply_size = b->card.picc.answer(&b->card, command, n, reply);
    return 0;
}

static int ask_sam(void *self, const uint8_t *command, size_t n, uint8_t *reply, size_t *reply_size)
{
    struct bench *b = self;
    *reply_size = sam_answer(&b->sam, command, n, reply);
    if (++b->sam_commands != b->silent_at)
        return 0;
    reply[0] = (uint8_t)(b->sam_says >> 8);
    reply[1] = (uint8_t)b->sam_says;
    *reply_size = 2;
    return b->sam_says ? 0 : -ENXIO;
}

static int set_up(void **state)
{
    static uint8_t photo[PHOTO_SIZE] = {0xff, 0xd8, 0xff};
    static uint8_t record[RECORD_SIZE] = {'F', 'M', 'R'};
    char biodata[BIODATA_SIZE + 1];
    uint8_t unlock[5 + SAM_SECRET] = {0x00, 0xf0, 0x00, 0x00, SAM_SECRET}, reply[SAM_REPLY_MAX];
    struct bench *b = calloc(1, sizeof *b);
    if (!b)
        return -1;
    memset(biodata, ' ', BIODATA_SIZE);
    biodata[BIODATA_SIZE] = '\0';
    const struct ektp_chip_content content = {
        .biodata = biodata,
        .minutiae = {{record, RECORD_SIZE}, {record, RECORD_SIZE}},
        .photo = {photo, PHOTO_SIZE}};
    if (!ektp_card_init(&b->card, uid, sizeof uid, photo, PHOTO_SIZE) ||
        !ektp_chip_init(&b->inside, uid, sizeof uid, 0, &content))
        return -1;
    b->card.chip = &b->inside;
    memcpy(unlock + 5, sam_secret(), SAM_SECRET);
    sam_answer(&b->sam, unlock, sizeof unlock, reply);
    b->to_card = (struct ektp_link){.exchange = ask_card, .reader = b};
    b->to_sam = (struct ektp_link){.exchange = ask_sam, .reader = b};
    b->chip.card = &b->to_card;
    b->chip.sam = &b->to_sam;
    b->chip.uid_size = sizeof uid;
    memcpy(b->chip.uid, uid, sizeof uid);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

/* 7F0A, 6FF0 and its content, challenge, authentication; then each file's selection and chunks. */
static void a_reading_takes_no_more_commands_than_its_chunks(void **state)
{
    struct bench *b = *state;
    assert_int_equal(chip_identity(&b->chip), 0);
    assert_int_equal(b->commands, 5 + (1 + 2) + 2 * (1 + 2));
    assert_int_equal(ektp_content_size(&b->chip.biodata), BIODATA_SIZE);
    assert_int_equal(ektp_content_size(&b->chip.minutiae[0]), RECORD_SIZE);
    assert_int_equal(ektp_content_size(&b->chip.minutiae[1]), RECORD_SIZE);
    b->commands = 0;
    assert_int_equal(chip_prove(&b->chip), 0);
    assert_int_equal(b->commands, (1 + 1) + (1 + 2) + (1 + 9));
    assert_int_equal(ektp_content_size(&b->chip.photo), PHOTO_SIZE);
}

static void
after_a_lost_contact_the_proof_still_holds_and_what_is_open_is_not_read_again(void **state)
{
    struct bench *b = *state;
    b->lost_at = 14 + 2 + 3 + 6; /* within the photo */
    assert_int_equal(chip_identity(&b->chip), 0);
    assert_int_equal(chip_prove(&b->chip), -EIO);
    size_t have = b->chip.photo.have;
    assert_true(have > 0);
    b->commands = b->lost_at = 0;
    assert_int_equal(chip_identity(&b->chip), 0);
    assert_int_equal(b->commands, 14 - 2); /* without 6FF0 */
    b->commands = 0;
    assert_int_equal(chip_prove(&b->chip), 0);
    assert_int_equal(b->commands, 2 + 3 + 1 + (PHOTO_SIZE + 2 - have + 0xef) / 0xf0);
}

static void what_is_lost_anywhere_is_told_as_lost(void **state)
{
    struct bench *b = *state;
    for (unsigned at = 1; at <= 14; at++) {
        b->commands = 0;
        b->lost_at = at;
        explicit_bzero(&b->chip.control, sizeof b->chip.control);
        assert_int_equal(chip_identity(&b->chip), -EIO);
    }
}

static void a_sam_that_is_silent_or_unwilling_is_never_taken_for_a_forged_card(void **state)
{
    struct bench *b = *state;
    assert_int_equal(chip_identity(&b->chip), 0);
    unsigned steps = b->sam_commands;
    for (unsigned at = 1; at <= steps; at++) {
        b->sam_commands = 0;
        b->silent_at = at;
        b->sam_says = 0;
        assert_int_equal(chip_identity(&b->chip), -ENXIO);
    }
    b->sam_commands = 0;
    b->silent_at = 1;
    b->sam_says = 0x6985;
    assert_int_equal(chip_identity(&b->chip), -EPERM);
}

static void a_card_the_sam_will_not_deal_with_cannot_choose_a_lower_level(void **state)
{
    struct bench *b = *state;
    b->silent_at = 2; /* after the restart: control file, UID and challenge */
    b->sam_says = 0x6a80;
    assert_int_equal(chip_identity(&b->chip), -EKEYREJECTED);
}

/* 61xx and the like are consent elsewhere; a verdict is 9000. */
static void nothing_but_9000_at_the_last_step_is_a_proof(void **state)
{
    struct bench *b = *state;
    static const uint16_t others[] = {0x6300, 0x6100, 0x6282, 0x6985, 0x9001};
    assert_int_equal(chip_identity(&b->chip), 0);
    b->sam_commands = 0;
    assert_int_equal(chip_prove(&b->chip), 0);
    unsigned last = b->sam_commands;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        b->silent_at = 0;
        assert_int_equal(chip_identity(&b->chip), 0);
        b->sam_commands = 0;
        b->silent_at = last;
        b->sam_says = others[i];
        assert_int_equal(chip_prove(&b->chip), -EKEYREJECTED);
    }
}

int main(void)
{
#define ON_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        ON_BENCH(a_reading_takes_no_more_commands_than_its_chunks),
        ON_BENCH(after_a_lost_contact_the_proof_still_holds_and_what_is_open_is_not_read_again),
        ON_BENCH(what_is_lost_anywhere_is_told_as_lost),
        ON_BENCH(a_sam_that_is_silent_or_unwilling_is_never_taken_for_a_forged_card),
        ON_BENCH(a_card_the_sam_will_not_deal_with_cannot_choose_a_lower_level),
        ON_BENCH(nothing_but_9000_at_the_last_step_is_a_proof),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
