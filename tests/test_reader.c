/* The reader, its line and its driver when they fail: the real driver with the real libnfc, and
 * Debian's own programs, which hold the emulation to account. */
#include "bench/other_card.h"
#include "bench/spawn.h"
#include "card_desk.h"
#include "drivers/card/reset.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

/* The chip's command that looks for cards. */
enum { IN_LIST_PASSIVE_TARGET = 0x4a };

static struct ektp_card other;
static struct picc thing;

static void read_despite(struct desk *desk, enum pn532_trouble trouble, uint8_t command)
{
    const struct pn532_fault fault = {.trouble = trouble, .command = command, .skip = 5};
    pn532_break(desk->chip, &fault);
    desk_read(desk, desk_own_card(desk), desk_uid, sizeof desk_uid);
    desk_expect(desk, WIRE_CARD_PHOTO);
    desk_take_away(desk, 1);
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
    pn532_break(desk->chip, &fault);
    desk_read(desk, ektp_card_init_b(&desk->card, desk_identifier, desk->jpeg, desk->jpeg_size),
              desk_identifier, sizeof desk_identifier);
    desk_expect(desk, WIRE_CARD_PHOTO);
    desk_take_away(desk, 1);
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
    for (uint32_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++) {
        const struct pn532_fault fault = {.trouble = troubles[i],
                                          .command = IN_LIST_PASSIVE_TARGET};
        desk_unplug(desk);
        desk_expect_fault(desk, WIRE_FAULT_READER_ABSENT);
        desk_plug_in(desk);
        pn532_break(desk->chip, &fault);
        desk_put(desk, desk_own_card(desk));
        desk_expect(desk, WIRE_READY);
        assert_int_equal(desk_expect(desk, WIRE_CARD_SEEN)->card_seen.placement, i + 1);
        desk_expect_tag(desk, desk_uid, sizeof desk_uid);
        desk_expect(desk, WIRE_CARD_PHOTO);
        desk_take_away(desk, i + 1);
    }
}

static void an_unplugged_reader_is_reported_and_found_again(void **state)
{
    struct desk *desk = *state;
    desk_unplug(desk);
    desk_expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    desk_plug_in(desk);
    desk_expect(desk, WIRE_READY);
    desk_read(desk, desk_own_card(desk), desk_uid, sizeof desk_uid);
}

static void of_several_readers_the_first_that_answers_is_used(void **state)
{
    struct desk *desk = *state;
    struct pn532 *second;
    char path[128];
    spawn_end(&desk->face, &desk->driver);
    snprintf(path, sizeof path, "%s/second", desk->folder);
    assert_int_equal(pn532_start(path, false, &second), 0);
    desk_configure(desk, "reader = pn532_i2c:/dev/i2c-none pn532_spi:/dev/spi-none acr122_usb "
                         "pn532_uart:none pn532_uart:pn532 pn532_uart:second\n");
    desk_start_driver(desk);
    assert_non_null(strstr(desk_expect(desk, WIRE_READY)->ready.device, "pn532_uart:pn532"));
    desk_unplug(desk);
    assert_non_null(strstr(desk_expect(desk, WIRE_READY)->ready.device, "pn532_uart:second"));
    spawn_end(&desk->face, &desk->driver);
    pn532_stop(second);
}

static void a_reset_line_that_cannot_be_pulled_keeps_no_reader_away(void **state)
{
    struct desk *desk = *state;
    spawn_end(&desk->face, &desk->driver);
    desk_unplug(desk);
    desk_configure(desk, "reset = /dev/null:17\n");
    desk_start_driver(desk);
    desk_expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    desk_plug_in(desk);
    desk_expect(desk, WIRE_READY);
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
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect(desk, WIRE_CARD_READ);
    desk_expect(desk, WIRE_CARD_PHOTO);
    desk_unplug(desk);
    desk_expect(desk, WIRE_CARD_GONE);
    desk_expect_fault(desk, WIRE_FAULT_READER_ABSENT);
    desk_plug_in(desk);
    desk_expect(desk, WIRE_READY);
}

static void a_driver_killed_at_work_comes_back_to_the_same_reader(void **state)
{
    struct desk *desk = *state;
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_CARD_SEEN);
    kill(desk->driver, SIGKILL);
    assert_true(WIFSIGNALED(spawn_end(&desk->face, &desk->driver)));
    desk_start_driver(desk);
    desk_expect(desk, WIRE_READY);
    assert_int_equal(desk_expect(desk, WIRE_CARD_SEEN)->card_seen.placement, 1);
    desk_expect_tag(desk, desk_uid, sizeof desk_uid);
}

static void a_second_driver_waits_until_the_first_lets_go_of_the_reader(void **state)
{
    struct desk *desk = *state, second = *desk;
    desk_start_driver(&second);
    desk_expect_fault(&second, WIRE_FAULT_READER_ABSENT);
    spawn_end(&desk->face, &desk->driver);
    desk_expect(&second, WIRE_READY);
    spawn_end(&second.face, &second.driver);
}

static void a_reply_that_makes_libnfc_abort_costs_only_the_process(void **state)
{
    struct desk *desk = *state;
    const struct pn532_fault fault = {.trouble = PN532_NAD, .command = IN_DATA_EXCHANGE};
    pn532_break(desk->chip, &fault);
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_end(desk);
    assert_true(WIFSIGNALED(spawn_end(&desk->face, &desk->driver)));
    desk_start_driver(desk);
    desk_expect(desk, WIRE_READY);
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_tag(desk, desk_uid, sizeof desk_uid);
}

static void the_driver_ends_well_when_the_face_is_gone(void **state)
{
    struct desk *desk = *state;
    int status = spawn_end(&desk->face, &desk->driver);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void the_driver_ends_well_when_the_face_is_gone_with_a_card_lying(void **state)
{
    struct desk *desk = *state;
    desk_put(desk, desk_own_card(desk));
    desk_expect(desk, WIRE_CARD_SEEN);
    int status = spawn_end(&desk->face, &desk->driver);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_message_the_face_must_not_send_ends_the_driver(void **state)
{
    struct desk *desk = *state;
    const struct wire_verify_stop stop = {.zero = 0};
    assert_int_equal(wire_send(desk->face, WIRE_VERIFY_STOP, 0, &stop), 0);
    desk_expect_end(desk);
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
    desk_put(desk, desk_own_card(desk));
    assert_true(prints(desk, "nfc-list -v", "04  51  2a  7a  3b  61  80"));
    pn532_remove(desk->chip, NULL);
    desk_put(desk, tag_init(&thing));
    assert_true(prints(desk, "nfc-list -v", "9a  40  17  c5"));
    desk_put(desk, passport_init_b(&other.picc));
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
    desk_put(desk, desk_own_card(desk));
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

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_ready, desk_cleared)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_DESK(a_card_once_not_understood_is_read_all_the_same),
        AT_DESK(a_type_b_card_once_not_understood_is_read_all_the_same),
        AT_DESK(a_bad_checksum_on_the_line_is_overcome),
        AT_DESK(a_reply_cut_short_on_the_line_is_overcome),
        AT_DESK(a_command_the_chip_ignores_is_overcome),
        AT_DESK(a_card_whose_finding_was_never_told_is_found_again),
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
