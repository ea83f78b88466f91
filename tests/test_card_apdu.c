/* APDUs and the reading of card files, against scripted answers. */
#include "drivers/card/apdu.h"
#include "drivers/card/ektp.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A card that reads out `file` and counts what was asked of it. */
struct script {
    const uint8_t *file;
    size_t size;
    size_t bytes_asked, commands;
    size_t fails_at;       /* the command, counted from 1, that is lost in the air; 0: none */
    uint16_t df_status;    /* 0: 9000 */
    uint8_t wants_le;      /* answers 6Cxx until asked for this many; 0: never */
    uint8_t identifies_by; /* INS that gives the identifier */
};

static int answer(void *self, const uint8_t *command, size_t size, uint8_t *reply,
                  size_t *reply_size)
{
    struct script *s = self;
    uint16_t status = 0x9000;
    size_t n = 0;
    if (++s->commands == s->fails_at)
        return -EIO;
    if (command[1] == 0xa4 && command[5] == 0x7f && s->df_status) {
        status = s->df_status;
    } else if (command[1] == 0xb0) {
        size_t at = (size_t)command[2] << 8 | command[3], want = command[4];
        assert_int_equal(size, 5);
        assert_in_range(want, 1, 0xf0);
        if (s->wants_le && want != s->wants_le) {
            status = (uint16_t)(0x6c00 | s->wants_le);
        } else {
            s->bytes_asked += want;
            n = at < s->size ? s->size - at : 0;
            n = n < want ? n : want;
            memcpy(reply, s->file + at, n);
            status = n == want ? 0x9000 : 0x6282;
        }
    } else if (command[1] != 0xa4) {
        status = command[1] == s->identifies_by ? 0x9000 : 0x6d00;
        n = status == 0x9000 ? 10 : 0;
        for (size_t i = 0; i < n; i++)
            reply[i] = (uint8_t)i;
    }
    reply[n] = (uint8_t)(status >> 8);
    reply[n + 1] = (uint8_t)status;
    *reply_size = n + 2;
    return 0;
}

static int read_photo(struct script *script, struct ektp_file *file)
{
    const struct ektp_link link = {.exchange = answer, .reader = script};
    return ektp_read(&link, EKTP_PHOTO, file);
}

/* A file of `content` bytes with its length field. */
static uint8_t *make_file(size_t content)
{
    uint8_t *file = malloc(2 + content);
    assert_non_null(file);
    file[0] = (uint8_t)(content >> 8);
    file[1] = (uint8_t)content;
    for (size_t i = 0; i < content; i++)
        file[2 + i] = (uint8_t)(i * 31 + i / 251);
    return file;
}

static void a_command_is_written_as_the_standard_says(void **state)
{
    (void)state;
    static const uint8_t name[2] = {0x7f, 0x0a};
    static const uint8_t select[] = {0x00, 0xa4, 0x00, 0x00, 0x02, 0x7f, 0x0a};
    static const uint8_t read[] = {0x00, 0xb0, 0x01, 0x02, 0xf0};
    const struct apdu commands[] = {{.ins = 0xa4, .data = name, .size = 2},
                                    {.ins = 0xb0, .p1 = 1, .p2 = 2, .le = 0xf0}};
    uint8_t bytes[APDU_COMMAND_MAX];
    size_t size;
    assert_int_equal(apdu_encode(&commands[0], bytes, &size), 0);
    assert_int_equal(size, sizeof select);
    assert_memory_equal(bytes, select, sizeof select);
    assert_int_equal(apdu_encode(&commands[1], bytes, &size), 0);
    assert_int_equal(size, sizeof read);
    assert_memory_equal(bytes, read, sizeof read);
}

static void the_longest_command_still_passes_the_reader(void **state)
{
    (void)state;
    static const uint8_t data[256];
    struct apdu command = {.ins = 0xd6, .data = data, .size = 255, .le = 256};
    uint8_t bytes[APDU_COMMAND_MAX];
    size_t size = 0;
    assert_int_equal(apdu_encode(&command, bytes, &size), 0);
    assert_int_equal(size, APDU_COMMAND_MAX);
    assert_int_equal(bytes[size - 1], 0x00);
    command.size = 256;
    assert_int_equal(apdu_encode(&command, bytes, &size), -EINVAL);
    command.size = 0;
    command.le = 257;
    assert_int_equal(apdu_encode(&command, bytes, &size), -EINVAL);
    assert_int_equal(size, APDU_COMMAND_MAX);
}

static void an_answer_without_status_word_is_refused(void **state)
{
    (void)state;
    static const uint8_t bytes[APDU_REPLY_MAX + 1] = {0x90};
    struct apdu_reply reply;
    assert_int_equal(apdu_decode(bytes, 0, &reply), -EBADMSG);
    assert_int_equal(apdu_decode(bytes, 1, &reply), -EBADMSG);
    assert_int_equal(apdu_decode(bytes, sizeof bytes, &reply), -EBADMSG);
    assert_int_equal(apdu_decode(bytes, 2, &reply), 0);
    assert_int_equal(reply.status, 0x9000);
    assert_int_equal(reply.size, 0);
}

static void a_file_is_read_whole_and_nothing_is_asked_for_twice(void **state)
{
    (void)state;
    static const size_t sizes[] = {237, 238, 239, 240, 4096, EKTP_FILE_MAX - 2};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        uint8_t *bytes = make_file(sizes[i]);
        struct script script = {.file = bytes, .size = 2 + sizes[i]};
        struct ektp_file file = {0};
        assert_int_equal(read_photo(&script, &file), 0);
        assert_int_equal(ektp_content_size(&file), sizes[i]);
        assert_memory_equal(ektp_content(&file), bytes + 2, sizes[i]);
        assert_int_equal(script.bytes_asked, sizes[i] + 2 < 240 ? 240 : sizes[i] + 2);
        free(bytes);
    }
}

static void a_read_goes_on_where_contact_was_lost(void **state)
{
    (void)state;
    uint8_t *bytes = make_file(4000);
    struct script script = {.file = bytes, .size = 4002, .fails_at = 9};
    struct ektp_file file = {0};
    assert_int_equal(read_photo(&script, &file), -EIO);
    assert_int_equal(file.have, 7 * 0xf0);
    assert_int_equal(read_photo(&script, &file), 0);
    assert_memory_equal(ektp_content(&file), bytes + 2, 4000);
    assert_int_equal(script.bytes_asked, 4002);
    free(bytes);
}

static void a_card_that_names_another_length_is_asked_for_that(void **state)
{
    (void)state;
    uint8_t *bytes = make_file(198);
    struct script script = {.file = bytes, .size = 200, .wants_le = 200};
    struct ektp_file file = {0};
    assert_int_equal(read_photo(&script, &file), 0);
    assert_memory_equal(ektp_content(&file), bytes + 2, 198);
    free(bytes);
}

static void a_file_shorter_than_it_claims_is_refused(void **state)
{
    (void)state;
    uint8_t *bytes = make_file(1000);
    struct script script = {.file = bytes, .size = 700};
    struct ektp_file file = {0};
    assert_int_equal(read_photo(&script, &file), -EBADMSG);
    free(bytes);
}

static void an_empty_or_overlong_file_is_refused_at_once(void **state)
{
    (void)state;
    static const uint8_t none[2] = {0, 0}, huge[240] = {0xff, 0xff};
    struct script script = {.file = none, .size = sizeof none};
    struct ektp_file file = {0};
    assert_int_equal(read_photo(&script, &file), -EBADMSG);
    script = (struct script){.file = huge, .size = sizeof huge};
    assert_int_equal(read_photo(&script, &file), -EBADMSG);
    assert_int_equal(script.commands, 2);
}

static void a_card_without_the_folder_is_no_ektp(void **state)
{
    (void)state;
    static const uint16_t refusals[] = {0x6a82, 0x6d00, 0x6e00, 0x6982, 0x6f00};
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct script script = {.df_status = refusals[i]};
        const struct ektp_link link = {.exchange = answer, .reader = &script};
        assert_int_equal(ektp_select(&link), -EMEDIUMTYPE);
    }
    struct script script = {.df_status = 0x6110};
    const struct ektp_link link = {.exchange = answer, .reader = &script};
    assert_int_equal(ektp_select(&link), 0);
}

static void a_type_b_card_may_tell_its_identifier_either_way(void **state)
{
    (void)state;
    static const uint8_t last_eight[EKTP_IDENTIFIER] = {2, 3, 4, 5, 6, 7, 8, 9};
    static const uint8_t ways[] = {0xdd, 0xdf};
    for (size_t i = 0; i < sizeof ways; i++) {
        struct script script = {.identifies_by = ways[i]};
        const struct ektp_link link = {.exchange = answer, .reader = &script};
        uint8_t identifier[EKTP_IDENTIFIER];
        assert_int_equal(ektp_identifier(&link, identifier), 0);
        assert_memory_equal(identifier, last_eight, sizeof identifier);
    }
    struct script script = {.identifies_by = 0};
    const struct ektp_link link = {.exchange = answer, .reader = &script};
    uint8_t identifier[EKTP_IDENTIFIER];
    assert_int_equal(ektp_identifier(&link, identifier), -EBADMSG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_command_is_written_as_the_standard_says),
        cmocka_unit_test(the_longest_command_still_passes_the_reader),
        cmocka_unit_test(an_answer_without_status_word_is_refused),
        cmocka_unit_test(a_file_is_read_whole_and_nothing_is_asked_for_twice),
        cmocka_unit_test(a_read_goes_on_where_contact_was_lost),
        cmocka_unit_test(a_card_that_names_another_length_is_asked_for_that),
        cmocka_unit_test(a_file_shorter_than_it_claims_is_refused),
        cmocka_unit_test(an_empty_or_overlong_file_is_refused_at_once),
        cmocka_unit_test(a_card_without_the_folder_is_no_ektp),
        cmocka_unit_test(a_type_b_card_may_tell_its_identifier_either_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
