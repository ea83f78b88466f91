/* The real driver with the real libnfc against the emulated chip and cards. */
#include "bench/ektp_card.h"
#include "bench/other_card.h"
#include "bench/pn532.h"
#include "bench/spawn.h"
#include "drivers/card/reset.h"
#include "drivers/wire.h"
#include "test_card_jpeg.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <openssl/sha.h>

#define DEADLINE_MS 20000 /* only a broken driver reaches it */

static const uint8_t uid[7] = {0x04, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 0x80};
static const uint8_t identifier[8] = {0x4b, 0x54, 0x50, 1, 2, 3, 4, 5};
static const uint8_t bank_uid[4] = {0xde, 0xad, 0xbe, 0xef};

/* Commands of the chip: what carries APDUs, what looks for cards. */
enum { IN_DATA_EXCHANGE = 0x40, IN_LIST_PASSIVE_TARGET = 0x4a };

struct desk {
    char folder[64], link[96], config[96];
    struct pn532 *chip;
    struct ektp_card card, other;
    struct picc bank;
    unsigned char *jpeg;
    size_t jpeg_size;
    pid_t driver;
    int face; /* our end of the driver's fd 3 */
    struct wire_packet got;
};

static void start_driver(struct desk *desk)
{
    desk->driver = spawn_driver("kiosk-card", desk->config, &desk->face);
    assert_true(desk->driver > 0);
}

static void plug_in(struct desk *desk)
{
    assert_int_equal(pn532_start(desk->link, false, &desk->chip), 0);
}

static void unplug(struct desk *desk)
{
    pn532_stop(desk->chip);
    desk->chip = NULL;
}

/* The next message, which must be of this type. */
static const union wire_body *expect(struct desk *desk, enum wire_type type)
{
    struct pollfd in = {.fd = desk->face, .events = POLLIN};
    assert_int_equal(poll(&in, 1, DEADLINE_MS), 1);
    assert_int_equal(wire_recv(desk->face, WIRE_TO_KIOSK, &desk->got), 0);
    assert_string_equal(wire_name(desk->got.header.type), wire_name(type));
    assert_int_equal(desk->got.header.visit, 0);
    return &desk->got.body;
}

static void expect_fault(struct desk *desk, enum wire_fault fault)
{
    assert_string_equal(wire_fault_name(expect(desk, WIRE_FAULT)->fault.fault),
                        wire_fault_name(fault));
}

static void expect_end(struct desk *desk)
{
    struct pollfd in = {.fd = desk->face, .events = POLLIN};
    assert_int_equal(poll(&in, 1, DEADLINE_MS), 1);
    assert_int_equal(wire_recv(desk->face, WIRE_TO_KIOSK, &desk->got), -EPIPE);
}

static void put(struct desk *desk, const struct picc *card)
{
    assert_non_null(card);
    assert_int_equal(pn532_put(desk->chip, card), 0);
}

static const struct picc *own_card(struct desk *desk)
{
    return ektp_card_init(&desk->card, uid, sizeof uid, desk->jpeg, desk->jpeg_size);
}

static void expect_identity(struct desk *desk, const uint8_t *number, size_t number_size)
{
    uint8_t digest[WIRE_DIGEST];
    const struct wire_card *card = &expect(desk, WIRE_CARD_READ)->card_read.card;
    assert_int_equal(card->assurance, WIRE_ASSURANCE_TAG);
    assert_int_equal(card->uid_size, number_size);
    assert_memory_equal(card->uid, number, number_size);
    SHA256(desk->jpeg, desk->jpeg_size, digest);
    assert_memory_equal(card->photo_sha256, digest, sizeof digest);
}

static void take_away_all(struct desk *desk, uint32_t placement)
{
    pn532_remove(desk->chip, NULL);
    assert_int_equal(expect(desk, WIRE_CARD_GONE)->card_gone.placement, placement);
}

static int set_up(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    if (!desk)
        return -1;
    strcpy(desk->folder, "/tmp/test_card.XXXXXX");
    if (!mkdtemp(desk->folder))
        return -1;
    snprintf(desk->link, sizeof desk->link, "%s/pn532", desk->folder);
    snprintf(desk->config, sizeof desk->config, "%s/kiosk.conf", desk->folder);
    FILE *config = fopen(desk->config, "w");
    if (!config)
        return -1;
    fprintf(config, "[kiosk]\npanel = 1280x800\n[card]\nreader = pn532_uart:pn532 ; a comment\n");
    fclose(config);
    desk->jpeg = jpeg_make(300, 400, false, false, &desk->jpeg_size);
    plug_in(desk);
    start_driver(desk);
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    spawn_end(&desk->face, &desk->driver);
    unplug(desk);
    unlink(desk->config);
    rmdir(desk->folder);
    free(desk->jpeg);
    free(desk);
    return 0;
}

static void a_placed_card_is_seen_read_pictured_and_gone(void **state)
{
    struct desk *desk = *state;
    const union wire_body *got = expect(desk, WIRE_READY);
    assert_string_equal(got->ready.program, "kiosk-card");
    for (uint32_t placement = 1; placement <= 3; placement++) {
        put(desk, own_card(desk));
        assert_int_equal(expect(desk, WIRE_CARD_SEEN)->card_seen.placement, placement);
        expect_identity(desk, uid, sizeof uid);
        got = expect(desk, WIRE_CARD_PHOTO);
        assert_int_equal(got->card_photo.placement, placement);
        assert_int_equal(got->card_photo.width_px, 240);
        assert_int_equal(got->card_photo.height_px, 320);
        take_away_all(desk, placement);
    }
}

static void a_type_b_card_is_known_by_the_identifier_it_tells(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, ektp_card_init_b(&desk->card, identifier, desk->jpeg, desk->jpeg_size));
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, identifier, sizeof identifier);
    expect(desk, WIRE_CARD_PHOTO);
    take_away_all(desk, 1);
}

static void a_bank_card_is_named_as_some_other_card(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, bank_card_init(&desk->bank, bank_uid));
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_NOT_EKTP);
    take_away_all(desk, 1);
}

static void a_tag_that_knows_no_commands_is_named_as_some_other_card(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, tag_init(&desk->bank));
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_NOT_EKTP);
    take_away_all(desk, 1);
}

static void a_passport_of_either_type_is_named_as_some_other_card(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, passport_init(&desk->bank));
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_NOT_EKTP);
    take_away_all(desk, 1);
    put(desk, passport_init_b(&desk->bank));
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_NOT_EKTP);
    take_away_all(desk, 2);
}

static void a_telephone_is_named_once_although_its_number_changes(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, phone_init(&desk->bank));
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_NOT_EKTP);
    take_away_all(desk, 1);
}

static void a_card_that_answers_nothing_is_named_as_not_readable(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, silent_card_init(&desk->bank));
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_UNREADABLE);
    take_away_all(desk, 1);
}

static void two_cards_are_named_and_neither_is_read(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, bank_card_init(&desk->bank, bank_uid));
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_NOT_EKTP);
    take_away_all(desk, 1);
    unplug(desk);
    expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    plug_in(desk);
    put(desk, &desk->bank);
    put(desk, own_card(desk));
    expect(desk, WIRE_READY);
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_SEVERAL);
    take_away_all(desk, 2);
}

static void of_two_cards_the_one_left_is_read(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    unplug(desk);
    expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    plug_in(desk);
    put(desk, bank_card_init(&desk->bank, bank_uid));
    put(desk, own_card(desk));
    expect(desk, WIRE_READY);
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_SEVERAL);
    pn532_remove(desk->chip, &desk->bank);
    expect(desk, WIRE_CARD_GONE);
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, uid, sizeof uid);
}

static void a_card_put_down_in_the_place_of_another_is_read(void **state)
{
    struct desk *desk = *state;
    const uint8_t others[7] = {0x04, 0x62, 0x2b, 0x7a, 0x3b, 0x61, 0x81};
    expect(desk, WIRE_READY);
    put(desk, ektp_card_init(&desk->other, others, sizeof others, desk->jpeg, desk->jpeg_size));
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, others, sizeof others);
    expect(desk, WIRE_CARD_PHOTO);
    pn532_remove(desk->chip, NULL);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_GONE);
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, uid, sizeof uid);
}

static void a_card_of_each_type_are_two_cards(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    unplug(desk);
    expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    plug_in(desk);
    put(desk, ektp_card_init_b(&desk->other, identifier, desk->jpeg, desk->jpeg_size));
    put(desk, own_card(desk));
    expect(desk, WIRE_READY);
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_SEVERAL);
    take_away_all(desk, 1);
}

static void a_photo_that_breaks_off_still_gives_an_identity(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    desk->jpeg_size /= 2;
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, uid, sizeof uid);
    expect(desk, WIRE_CARD_PHOTO);
    take_away_all(desk, 1);
}

static void a_photo_that_is_no_picture_still_gives_an_identity(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    memset(desk->jpeg, 0x5a, desk->jpeg_size);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, uid, sizeof uid);
    take_away_all(desk, 1);
}

static void a_file_shorter_than_it_claims_is_a_card_not_readable(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    own_card(desk);
    desk->card.photo[0] = 0x3f;
    put(desk, &desk->card.picc);
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_UNREADABLE);
    take_away_all(desk, 1);
}

static void an_empty_photo_file_is_a_card_not_readable(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, ektp_card_init(&desk->card, uid, sizeof uid, NULL, 0));
    expect(desk, WIRE_CARD_SEEN);
    expect_fault(desk, WIRE_FAULT_CARD_UNREADABLE);
    take_away_all(desk, 1);
}

static void read_despite(struct desk *desk, enum pn532_trouble trouble, uint8_t command)
{
    const struct pn532_fault fault = {.trouble = trouble, .command = command, .skip = 5};
    expect(desk, WIRE_READY);
    pn532_break(desk->chip, &fault);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, uid, sizeof uid);
    expect(desk, WIRE_CARD_PHOTO);
    take_away_all(desk, 1);
}

static void a_card_once_not_understood_is_read_all_the_same(void **state)
{
    read_despite(*state, PN532_CARD_MUMBLES, IN_DATA_EXCHANGE);
}

static void a_type_b_card_once_not_understood_is_read_all_the_same(void **state)
{
    struct desk *desk = *state;
    const struct pn532_fault fault = {
        .trouble = PN532_CARD_MUMBLES, .command = IN_DATA_EXCHANGE, .skip = 5};
    expect(desk, WIRE_READY);
    pn532_break(desk->chip, &fault);
    put(desk, ektp_card_init_b(&desk->card, identifier, desk->jpeg, desk->jpeg_size));
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, identifier, sizeof identifier);
    expect(desk, WIRE_CARD_PHOTO);
    take_away_all(desk, 1);
}

static void a_bad_checksum_on_the_line_is_overcome(void **state)
{
    read_despite(*state, PN532_BAD_CHECKSUM, IN_DATA_EXCHANGE);
}

static void a_reply_cut_short_on_the_line_is_overcome(void **state)
{
    read_despite(*state, PN532_TRUNCATE, IN_DATA_EXCHANGE);
}

static void a_command_the_chip_ignores_is_overcome(void **state)
{
    read_despite(*state, PN532_MUTE, IN_DATA_EXCHANGE);
}

/* The chip has selected the card, and only the driver does not know. */
static void a_card_whose_finding_was_never_told_is_found_again(void **state)
{
    static const enum pn532_trouble troubles[] = {PN532_TRUNCATE, PN532_BAD_CHECKSUM,
                                                  PN532_CARD_MUMBLES};
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    for (uint32_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++) {
        const struct pn532_fault fault = {.trouble = troubles[i], .command = IN_LIST_PASSIVE_TARGET};
        unplug(desk);
        expect_fault(desk, WIRE_FAULT_READER_ABSENT);
        plug_in(desk);
        pn532_break(desk->chip, &fault);
        put(desk, own_card(desk));
        expect(desk, WIRE_READY);
        assert_int_equal(expect(desk, WIRE_CARD_SEEN)->card_seen.placement, i + 1);
        expect_identity(desk, uid, sizeof uid);
        expect(desk, WIRE_CARD_PHOTO);
        take_away_all(desk, i + 1);
    }
}

static void a_card_taken_away_while_it_is_read_is_only_gone(void **state)
{
    struct desk *desk = *state;
    const struct pn532_fault fault = {
        .trouble = PN532_CARD_LEAVES, .command = IN_DATA_EXCHANGE, .skip = 5};
    expect(desk, WIRE_READY);
    pn532_break(desk->chip, &fault);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    assert_int_equal(expect(desk, WIRE_CARD_GONE)->card_gone.placement, 1);
    put(desk, &desk->card.picc);
    assert_int_equal(expect(desk, WIRE_CARD_SEEN)->card_seen.placement, 2);
    expect_identity(desk, uid, sizeof uid);
}

static void an_unplugged_reader_is_reported_and_found_again(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    unplug(desk);
    expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    plug_in(desk);
    expect(desk, WIRE_READY);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, uid, sizeof uid);
}

static void of_several_readers_the_first_that_answers_is_used(void **state)
{
    struct desk *desk = *state;
    struct pn532 *second;
    char path[128];
    expect(desk, WIRE_READY);
    spawn_end(&desk->face, &desk->driver);
    snprintf(path, sizeof path, "%s/second", desk->folder);
    assert_int_equal(pn532_start(path, false, &second), 0);
    FILE *config = fopen(desk->config, "w");
    assert_non_null(config);
    fprintf(config, "[card]\nreader = pn532_i2c:/dev/i2c-none pn532_spi:/dev/spi-none acr122_usb "
                    "pn532_uart:none pn532_uart:pn532 pn532_uart:second\n");
    fclose(config);
    start_driver(desk);
    assert_non_null(strstr(expect(desk, WIRE_READY)->ready.device, "pn532_uart:pn532"));
    unplug(desk);
    assert_non_null(strstr(expect(desk, WIRE_READY)->ready.device, "pn532_uart:second"));
    spawn_end(&desk->face, &desk->driver);
    pn532_stop(second);
}

static void a_reset_line_that_cannot_be_pulled_keeps_no_reader_away(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    spawn_end(&desk->face, &desk->driver);
    unplug(desk);
    FILE *config = fopen(desk->config, "a");
    assert_non_null(config);
    fprintf(config, "reset = /dev/null:17\n");
    fclose(config);
    start_driver(desk);
    expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    plug_in(desk);
    expect(desk, WIRE_READY);
}

static void a_reset_line_is_refused_by_name(void **state)
{
    (void)state;
    assert_int_equal(reset_pulse("/dev/null"), -EINVAL);
    assert_int_equal(reset_pulse("/dev/null:"), -EINVAL);
    assert_int_equal(reset_pulse("/dev/null:seventeen"), -EINVAL);
    assert_int_equal(reset_pulse("/dev/null:17"), -ENOTTY);
    assert_int_equal(reset_pulse("/dev/no_such_chip:17"), -ENOENT);
}

static void a_reader_unplugged_under_a_card_takes_the_card_with_it(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    expect(desk, WIRE_CARD_READ);
    expect(desk, WIRE_CARD_PHOTO);
    unplug(desk);
    expect(desk, WIRE_CARD_GONE);
    expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    plug_in(desk);
    expect(desk, WIRE_READY);
}

static void a_driver_killed_at_work_comes_back_to_the_same_reader(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    kill(desk->driver, SIGKILL);
    assert_true(WIFSIGNALED(spawn_end(&desk->face, &desk->driver)));
    start_driver(desk);
    expect(desk, WIRE_READY);
    assert_int_equal(expect(desk, WIRE_CARD_SEEN)->card_seen.placement, 1);
    expect_identity(desk, uid, sizeof uid);
}

static void a_second_driver_waits_until_the_first_lets_go_of_the_reader(void **state)
{
    struct desk *desk = *state, second = *desk;
    expect(desk, WIRE_READY);
    start_driver(&second);
    expect_fault(&second, WIRE_FAULT_READER_ABSENT);
    spawn_end(&desk->face, &desk->driver);
    expect(&second, WIRE_READY);
    spawn_end(&second.face, &second.driver);
}

static void a_reply_that_makes_libnfc_abort_costs_only_the_process(void **state)
{
    struct desk *desk = *state;
    const struct pn532_fault fault = {.trouble = PN532_NAD, .command = IN_DATA_EXCHANGE};
    expect(desk, WIRE_READY);
    pn532_break(desk->chip, &fault);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    expect_end(desk);
    assert_true(WIFSIGNALED(spawn_end(&desk->face, &desk->driver)));
    start_driver(desk);
    expect(desk, WIRE_READY);
    expect(desk, WIRE_CARD_SEEN);
    expect_identity(desk, uid, sizeof uid);
}

static void the_driver_ends_well_when_the_face_is_gone(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    int status = spawn_end(&desk->face, &desk->driver);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void the_driver_ends_well_when_the_face_is_gone_with_a_card_lying(void **state)
{
    struct desk *desk = *state;
    expect(desk, WIRE_READY);
    put(desk, own_card(desk));
    expect(desk, WIRE_CARD_SEEN);
    int status = spawn_end(&desk->face, &desk->driver);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_message_the_face_must_not_send_ends_the_driver(void **state)
{
    struct desk *desk = *state;
    const struct wire_verify_stop stop = {.zero = 0};
    expect(desk, WIRE_READY);
    assert_int_equal(wire_send(desk->face, WIRE_VERIFY_STOP, 0, &stop), 0);
    expect_end(desk);
    int status = spawn_end(&desk->face, &desk->driver);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
}

/* Debian's own programs, which know nothing of the emulation. */
static bool prints(struct desk *desk, const char *program, const char *wanted)
{
    char command[256], line[256];
    bool seen = false;
    snprintf(command, sizeof command, "LIBNFC_DEFAULT_DEVICE=pn532_uart:%s %s 2>&1", desk->link,
             program);
    FILE *output = popen(command, "re");
    assert_non_null(output);
    while (fgets(line, sizeof line, output))
        seen |= strstr(line, wanted) != NULL;
    assert_int_equal(pclose(output), 0);
    return seen;
}

static void nfc_list_sees_what_lies_on_the_emulated_chip(void **state)
{
    struct desk *desk = *state;
    spawn_end(&desk->face, &desk->driver);
    assert_true(prints(desk, "nfc-list -v", "NFC device: "));
    assert_false(prints(desk, "nfc-list -v", "UID"));
    put(desk, own_card(desk));
    assert_true(prints(desk, "nfc-list -v", "04  51  2a  7a  3b  61  80"));
    pn532_remove(desk->chip, NULL);
    put(desk, tag_init(&desk->bank));
    assert_true(prints(desk, "nfc-list -v", "9a  40  17  c5"));
    put(desk, passport_init_b(&desk->other.picc));
    assert_true(prints(desk, "nfc-list -v", "ISO/IEC 14443-4B"));
}

/* It ends when the card it has found is taken away; what it says of that ends no line before. */
static void nfc_poll_waits_for_a_card_on_the_emulated_chip(void **state)
{
    struct desk *desk = *state;
    char command[256], text[8192] = "";
    size_t n = 0;
    int letter;
    spawn_end(&desk->face, &desk->driver);
    put(desk, own_card(desk));
    snprintf(command, sizeof command, "LIBNFC_DEFAULT_DEVICE=pn532_uart:%s nfc-poll 2>&1",
             desk->link);
    FILE *output = popen(command, "re");
    assert_non_null(output);
    setvbuf(output, NULL, _IONBF, 0);
    while ((letter = getc(output)) != EOF && n + 1 < sizeof text) {
        text[n++] = (char)letter;
        text[n] = '\0';
        if (strstr(text, "Waiting for card removing"))
            pn532_remove(desk->chip, NULL);
    }
    assert_int_equal(pclose(output), 0);
    assert_non_null(strstr(text, "04  51  2a  7a  3b  61  80"));
    assert_non_null(strstr(text, "done."));
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

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
        AT_DESK(a_card_once_not_understood_is_read_all_the_same),
        AT_DESK(a_type_b_card_once_not_understood_is_read_all_the_same),
        AT_DESK(a_bad_checksum_on_the_line_is_overcome),
        AT_DESK(a_reply_cut_short_on_the_line_is_overcome),
        AT_DESK(a_command_the_chip_ignores_is_overcome),
        AT_DESK(a_card_whose_finding_was_never_told_is_found_again),
        AT_DESK(a_card_taken_away_while_it_is_read_is_only_gone),
        AT_DESK(an_unplugged_reader_is_reported_and_found_again),
        AT_DESK(of_several_readers_the_first_that_answers_is_used),
        AT_DESK(a_reset_line_that_cannot_be_pulled_keeps_no_reader_away),
        cmocka_unit_test(a_reset_line_is_refused_by_name),
        AT_DESK(a_reader_unplugged_under_a_card_takes_the_card_with_it),
        AT_DESK(a_driver_killed_at_work_comes_back_to_the_same_reader),
        AT_DESK(a_second_driver_waits_until_the_first_lets_go_of_the_reader),
        AT_DESK(a_reply_that_makes_libnfc_abort_costs_only_the_process),
        AT_DESK(the_driver_ends_well_when_the_face_is_gone),
        AT_DESK(the_driver_ends_well_when_the_face_is_gone_with_a_card_lying),
        AT_DESK(a_message_the_face_must_not_send_ends_the_driver),
        AT_DESK(nfc_list_sees_what_lies_on_the_emulated_chip),
        AT_DESK(nfc_poll_waits_for_a_card_on_the_emulated_chip),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
