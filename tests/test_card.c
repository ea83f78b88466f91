/* What lies on the reader, and what is told of it: the real driver with the real libnfc. */
#include "bench/other_card.h"
#include "card_desk.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t bank_uid[4] = {0xde, 0xad, 0xbe, 0xef};
static struct ektp_card other;
static struct picc thing;

static void a_placed_card_is_seen_read_pictured_and_gone(void **state)
{
    struct desk *desk = *state;
    assert_string_equal(desk->got.body.ready.program, "kiosk-card");
    for (uint32_t placement = 1; placement <= 3; placement++) {
        desk_put(desk, desk_own_card(desk));
        assert_int_equal(desk_expect(desk, WIRE_CARD_SEEN)->card_seen.placement, placement);
        desk_expect_tag(desk, desk_uid, sizeof desk_uid);
        const union wire_body *got = desk_expect(desk, WIRE_CARD_PHOTO);
        assert_int_equal(got->card_photo.placement, placement);
        assert_int_equal(got->card_photo.width_px, 240);
        assert_int_equal(got->card_photo.height_px, 320);
        desk_take_away(desk, placement);
    }
}

/* Seen, told to be this, and taken away. */
static void told(struct desk *desk, const struct picc *card, uint32_t placement,
                 enum wire_fault fault)
{
    desk_put(desk, card);
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_fault(desk, fault);
    desk_take_away(desk, placement);
}

static void a_type_b_card_is_known_by_the_identifier_it_tells(void **state)
{
    struct desk *desk = *state;
    desk_read(desk, ektp_card_init_b(&desk->card, desk_identifier, desk->jpeg, desk->jpeg_size),
              desk_identifier, sizeof desk_identifier);
    desk_expect(desk, WIRE_CARD_PHOTO);
    desk_take_away(desk, 1);
}

static void a_bank_card_is_named_as_some_other_card(void **state)
{
    struct desk *desk = *state;
    told(desk, bank_card_init(&thing, bank_uid), 1, WIRE_FAULT_CARD_NOT_EKTP);
}

static void a_tag_that_knows_no_commands_is_named_as_some_other_card(void **state)
{
    struct desk *desk = *state;
    told(desk, tag_init(&thing), 1, WIRE_FAULT_CARD_NOT_EKTP);
}

static void a_passport_of_either_type_is_named_as_some_other_card(void **state)
{
    struct desk *desk = *state;
    told(desk, passport_init(&thing), 1, WIRE_FAULT_CARD_NOT_EKTP);
    told(desk, passport_init_b(&thing), 2, WIRE_FAULT_CARD_NOT_EKTP);
}

static void a_telephone_is_named_once_although_its_number_changes(void **state)
{
    struct desk *desk = *state;
    told(desk, phone_init(&thing), 1, WIRE_FAULT_CARD_NOT_EKTP);
}

static void a_card_that_answers_nothing_is_named_as_not_readable(void **state)
{
    struct desk *desk = *state;
    told(desk, silent_card_init(&thing), 1, WIRE_FAULT_CARD_UNREADABLE);
}

static void two_cards_are_named_and_neither_is_read(void **state)
{
    struct desk *desk = *state;
    told(desk, bank_card_init(&thing, bank_uid), 1, WIRE_FAULT_CARD_NOT_EKTP);
    desk_unplug(desk);
    desk_expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    desk_plug_in(desk);
    desk_put(desk, &thing);
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_READY);
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_fault(desk, WIRE_FAULT_CARD_SEVERAL);
    desk_take_away(desk, 2);
}

static void of_two_cards_the_one_left_is_read(void **state)
{
    struct desk *desk = *state;
    desk_unplug(desk);
    desk_expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    desk_plug_in(desk);
    desk_put(desk, bank_card_init(&thing, bank_uid));
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_READY);
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_fault(desk, WIRE_FAULT_CARD_SEVERAL);
    pn532_remove(desk->chip, &thing);
    desk_expect(desk, WIRE_CARD_GONE);
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_tag(desk, desk_uid, sizeof desk_uid);
}

static void a_card_put_down_in_the_place_of_another_is_read(void **state)
{
    struct desk *desk = *state;
    const uint8_t others[7] = {0x04, 0x62, 0x2b, 0x7a, 0x3b, 0x61, 0x81};
    desk_read(desk, ektp_card_init(&other, others, sizeof others, desk->jpeg, desk->jpeg_size),
              others, sizeof others);
    desk_expect(desk, WIRE_CARD_PHOTO);
    pn532_remove(desk->chip, NULL);
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_CARD_GONE);
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_tag(desk, desk_uid, sizeof desk_uid);
}

static void a_card_of_each_type_are_two_cards(void **state)
{
    struct desk *desk = *state;
    desk_unplug(desk);
    desk_expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    desk_plug_in(desk);
    desk_put(desk, ektp_card_init_b(&other, desk_identifier, desk->jpeg, desk->jpeg_size));
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_READY);
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_fault(desk, WIRE_FAULT_CARD_SEVERAL);
    desk_take_away(desk, 1);
}

static void a_photo_that_breaks_off_still_gives_an_identity(void **state)
{
    struct desk *desk = *state;
    desk->jpeg_size /= 2;
    desk_read(desk, desk_own_card(desk), desk_uid, sizeof desk_uid);
    desk_expect(desk, WIRE_CARD_PHOTO);
    desk_take_away(desk, 1);
}

static void a_photo_that_is_no_picture_still_gives_an_identity(void **state)
{
    struct desk *desk = *state;
    memset(desk->jpeg, 0x5a, desk->jpeg_size);
    desk_read(desk, desk_own_card(desk), desk_uid, sizeof desk_uid);
    desk_take_away(desk, 1);
}

static void a_file_shorter_than_it_claims_is_a_card_not_readable(void **state)
{
    struct desk *desk = *state;
    desk_own_card(desk);
    desk->card.photo[0] = 0x3f;
    told(desk, &desk->card.picc, 1, WIRE_FAULT_CARD_UNREADABLE);
}

static void an_empty_photo_file_is_a_card_not_readable(void **state)
{
    struct desk *desk = *state;
    told(desk, ektp_card_init(&desk->card, desk_uid, sizeof desk_uid, NULL, 0), 1,
         WIRE_FAULT_CARD_UNREADABLE);
}

static void a_card_taken_away_while_it_is_read_is_only_gone(void **state)
{
    struct desk *desk = *state;
    const struct pn532_fault fault = {
        .trouble = PN532_CARD_LEAVES, .command = IN_DATA_EXCHANGE, .skip = 5};
    pn532_break(desk->chip, &fault);
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_CARD_SEEN);
    assert_int_equal(desk_expect(desk, WIRE_CARD_GONE)->card_gone.placement, 1);
    desk_put(desk, &desk->card.picc);
    assert_int_equal(desk_expect(desk, WIRE_CARD_SEEN)->card_seen.placement, 2);
    desk_expect_tag(desk, desk_uid, sizeof desk_uid);
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_ready, desk_cleared)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_DESK(a_placed_card_is_seen_read_pictured_and_gone),
        AT_DESK(a_type_b_card_is_known_by_the_identifier_it_tells),
        AT_DESK(a_bank_card_is_named_as_some_other_card),
        AT_DESK(a_tag_that_knows_no_commands_is_named_as_some_other_card),
        AT_DESK(a_passport_of_either_type_is_named_as_some_other_card),
        AT_DESK(a_telephone_is_named_once_although_its_number_changes),
        AT_DESK(a_card_that_answers_nothing_is_named_as_not_readable),
        AT_DESK(two_cards_are_named_and_neither_is_read),
        AT_DESK(of_two_cards_the_one_left_is_read),
        AT_DESK(a_card_put_down_in_the_place_of_another_is_read),
        AT_DESK(a_card_of_each_type_are_two_cards),
        AT_DESK(a_photo_that_breaks_off_still_gives_an_identity),
        AT_DESK(a_photo_that_is_no_picture_still_gives_an_identity),
        AT_DESK(a_file_shorter_than_it_claims_is_a_card_not_readable),
        AT_DESK(an_empty_photo_file_is_a_card_not_readable),
        AT_DESK(a_card_taken_away_while_it_is_read_is_only_gone),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
