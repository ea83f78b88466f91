/* The stand-ins of the SAM and of the e-KTP's chip, with each other and against each other. */
#include "bench/ektp_card.h"
#include "bench/sam.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t uid[7] = {0x04, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 0x80};
static const uint8_t photo[600] = {0xff, 0xd8, 0xff};
static const uint8_t minutiae[2][420] = {{'F', 'M', 'R', 0, 1}, {'F', 'M', 'R', 0, 2}};

struct bench {
    struct ektp_card card;
    struct ektp_chip chip;
    struct sam sam;
    uint8_t reply[PICC_REPLY_MAX]; /* of whoever was asked last */
    size_t size;                   /* without SW */
    uint16_t status;
};

static uint16_t took(struct bench *b, size_t n)
{
    assert_in_range(n, 2, sizeof b->reply);
    b->size = n - 2;
    b->status = (uint16_t)(b->reply[n - 2] << 8 | b->reply[n - 1]);
    return b->status;
}

static uint16_t ask_card(struct bench *b, const uint8_t *apdu, size_t n)
{
    return took(b, b->card.picc.answer(&b->card, apdu, n, b->reply));
}

static uint16_t ask_sam(struct bench *b, uint8_t ins, uint8_t p1, uint8_t p2, const void *data,
                        size_t size)
{
    uint8_t apdu[260] = {0x00, ins, p1, p2, (uint8_t)size};
    if (size)
        memcpy(apdu + 5, data, size);
    return took(b, sam_answer(&b->sam, apdu, 5 + size, b->reply));
}

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    char biodata[512];
    if (!b)
        return -1;
    ektp_chip_biodata(biodata, sizeof biodata, "3510154807710002", "SITI AMINAH", 'P');
    const struct ektp_chip_content content = {
        .biodata = biodata,
        .minutiae = {{minutiae[0], sizeof minutiae[0]}, {minutiae[1], sizeof minutiae[1]}},
        .photo = {photo, sizeof photo}};
    if (!ektp_card_init(&b->card, uid, sizeof uid, photo, sizeof photo) ||
        !ektp_chip_init(&b->chip, uid, sizeof uid, 0, &content))
        return -1;
    b->card.chip = &b->chip;
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

/* Lets both get to know each other; returns the first status that is not 9000, from either. */
static uint16_t meet(struct bench *b)
{
    static const uint8_t select[] = {0x00, 0xa4, 0x00, 0x00, 0x02, 0x7f, 0x0a},
                         get_challenge[] = {0x00, 0x84, 0x00, 0x00, 0x08};
    uint8_t about[51 + 16] = {0}, apdu[45] = {0x00, 0x82, 0x00, 0x00, 0x28};
    assert_int_equal(ask_sam(b, 0xf0, 0, 0, sam_secret(), SAM_SECRET), 0x9000);
    assert_int_equal(ask_card(b, select, sizeof select), 0x9000);
    assert_int_equal(ask_sam(b, 0xff, 0, 0, NULL, 0), 0x9000);
    assert_int_equal(ask_card(b, get_challenge, sizeof get_challenge), 0x9000);
    about[51] = 0x80;
    memcpy(about + 52, uid, sizeof uid);
    memcpy(about + 59, b->reply, 8);
    assert_int_equal(ask_sam(b, 0xf1, 0, 1, about, sizeof about), 0x9000);
    memcpy(apdu + 5, b->reply, MESSAGING_CRYPTOGRAM);
    if (ask_card(b, apdu, sizeof apdu) != 0x9000)
        return b->status;
    return ask_sam(b, 0xf2, 0, 0, b->reply, MESSAGING_CRYPTOGRAM);
}

/* One plain command through both. Leaves the plain data and the card's status. */
static uint16_t through_both(struct bench *b, const uint8_t *plain, size_t n)
{
    uint8_t wrapped[PICC_REPLY_MAX];
    assert_int_equal(ask_sam(b, 0xf3, 0, 0, plain, n), 0x9000);
    memcpy(wrapped, b->reply, b->size);
    if (ask_card(b, wrapped, b->size) != 0x9000)
        return b->status;
    memcpy(wrapped, b->reply, b->size);
    if (ask_sam(b, 0xf4, 0, 0, wrapped, b->size) != 0x9000)
        return b->status;
    return took(b, b->size);
}

static const uint8_t select_biodata[] = {0x00, 0xa4, 0x00, 0x00, 0x02, 0x6f, 0xf1},
                     read_100[] = {0x00, 0xb0, 0x00, 0x00, 100};

static void a_protected_file_is_given_only_through_secure_messaging(void **state)
{
    struct bench *b = *state;
    assert_int_equal(meet(b), 0x9000);
    assert_int_equal(through_both(b, select_biodata, sizeof select_biodata), 0x9000);
    assert_int_equal(through_both(b, read_100, sizeof read_100), 0x9000);
    assert_int_equal(b->size, 100);
    assert_memory_equal(b->reply + 2, "\"3510154807710002\",", 19);
    assert_int_equal(ask_card(b, read_100, sizeof read_100), 0x6982);
    assert_int_equal(through_both(b, read_100, sizeof read_100), 0x6988);
}

static void what_is_on_the_air_is_not_the_content(void **state)
{
    struct bench *b = *state;
    uint8_t wrapped[PICC_REPLY_MAX];
    assert_int_equal(meet(b), 0x9000);
    through_both(b, select_biodata, sizeof select_biodata);
    ask_sam(b, 0xf3, 0, 0, read_100, sizeof read_100);
    memcpy(wrapped, b->reply, b->size);
    assert_int_equal(ask_card(b, wrapped, b->size), 0x9000);
    assert_null(memmem(b->reply, b->size, "351015", 6));
}

static void card_and_sam_of_different_keys_refuse_each_other(void **state)
{
    struct bench *b = *state;
    b->sam.trouble = SAM_WRONG_KEYS;
    assert_int_equal(meet(b), 0x6300);
    assert_int_equal(ask_sam(b, 0xf2, 0, 0, b->reply, MESSAGING_CRYPTOGRAM), 0x6300);
}

static void a_sam_is_of_no_use_with_a_wrong_secret(void **state)
{
    struct bench *b = *state;
    uint8_t wrong[SAM_SECRET] = {0};
    assert_int_equal(ask_sam(b, 0xf0, 0, 0, wrong, sizeof wrong), 0x6982);
    assert_int_equal(ask_sam(b, 0xff, 0, 0, NULL, 0), 0x6982);
}

static void a_used_challenge_does_not_open_the_card_again(void **state)
{
    struct bench *b = *state;
    static const uint8_t get_challenge[] = {0x00, 0x84, 0x00, 0x00, 0x08};
    uint8_t apdu[45] = {0x00, 0x82, 0x00, 0x00, 0x28};
    uint8_t about[51 + 16] = {0};
    assert_int_equal(ask_sam(b, 0xf0, 0, 0, sam_secret(), SAM_SECRET), 0x9000);
    ask_card(b, get_challenge, sizeof get_challenge);
    about[51] = 0x80;
    memcpy(about + 52, uid, sizeof uid);
    memcpy(about + 59, b->reply, 8);
    ask_sam(b, 0xf1, 0, 1, about, sizeof about);
    memcpy(apdu + 5, b->reply, MESSAGING_CRYPTOGRAM);
    assert_int_equal(ask_card(b, apdu, sizeof apdu), 0x9000);
    assert_int_equal(ask_card(b, apdu, sizeof apdu), 0x6300);
    ask_card(b, get_challenge, sizeof get_challenge);
    assert_int_equal(ask_card(b, apdu, sizeof apdu), 0x6300);
}

static void the_card_refuses_an_altered_or_repeated_command(void **state)
{
    struct bench *b = *state;
    uint8_t wrapped[PICC_REPLY_MAX];
    assert_int_equal(meet(b), 0x9000);
    ask_sam(b, 0xf3, 0, 0, select_biodata, sizeof select_biodata);
    size_t size = b->size;
    memcpy(wrapped, b->reply, size);
    wrapped[8] ^= 1;
    assert_int_equal(ask_card(b, wrapped, size), 0x6988);

    assert_int_equal(meet(b), 0x9000);
    ask_sam(b, 0xf3, 0, 0, select_biodata, sizeof select_biodata);
    size = b->size;
    memcpy(wrapped, b->reply, size);
    assert_int_equal(ask_card(b, wrapped, size), 0x9000);
    assert_int_equal(ask_card(b, wrapped, size), 0x6988);
}

static void the_sam_refuses_an_altered_or_repeated_reply(void **state)
{
    struct bench *b = *state;
    for (int trouble = EKTP_CHIP_ALTERS_REPLIES; trouble <= EKTP_CHIP_REPEATS_REPLIES; trouble++) {
        b->chip.trouble = (enum ektp_chip_trouble)trouble;
        assert_int_equal(meet(b), 0x9000);
        assert_int_equal(through_both(b, select_biodata, sizeof select_biodata), 0x9000);
        if (trouble == EKTP_CHIP_REPEATS_REPLIES)
            assert_int_equal(through_both(b, read_100, sizeof read_100), 0x9000);
        assert_int_equal(through_both(b, read_100, sizeof read_100), 0x6988);
    }
}

static void both_refuse_a_counter_that_is_not_theirs(void **state)
{
    struct bench *b = *state;
    assert_int_equal(meet(b), 0x9000);
    ask_sam(b, 0xf3, 0, 0, read_100, sizeof read_100); /* never sent: the SAM is ahead */
    assert_int_equal(through_both(b, select_biodata, sizeof select_biodata), 0x6988);

    assert_int_equal(meet(b), 0x9000);
    b->sam.messaging.counter[7]--; /* between command and reply: the card is ahead */
    ask_sam(b, 0xf3, 0, 0, select_biodata, sizeof select_biodata);
    assert_int_equal(ask_card(b, b->reply, b->size), 0x6988);
}

static void a_session_ends_when_the_card_leaves(void **state)
{
    struct bench *b = *state;
    assert_int_equal(meet(b), 0x9000);
    b->card.picc.reset(&b->card);
    assert_int_equal(through_both(b, select_biodata, sizeof select_biodata), 0x6988);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define ON_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        ON_BENCH(a_protected_file_is_given_only_through_secure_messaging),
        ON_BENCH(what_is_on_the_air_is_not_the_content),
        ON_BENCH(card_and_sam_of_different_keys_refuse_each_other),
        ON_BENCH(a_sam_is_of_no_use_with_a_wrong_secret),
        ON_BENCH(a_used_challenge_does_not_open_the_card_again),
        ON_BENCH(the_card_refuses_an_altered_or_repeated_command),
        ON_BENCH(the_sam_refuses_an_altered_or_repeated_reply),
        ON_BENCH(both_refuse_a_counter_that_is_not_theirs),
        ON_BENCH(a_session_ends_when_the_card_leaves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
