/* Bodies in few bytes: what comes back, and what is refused. */
#include "drivers/courier/dense.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

static const char question[] =
    "{\"header\":{\"action\":\"search\",\"is_msg_encrypted\":false,\"message_id\":\"1\","
    "\"message_ts\":\"2026-11-29T12:33:48Z\",\"receiver_id\":\"perlinsos\"}}";

enum { SIZE = sizeof question - 1, ROOM = 4096 };

static void a_body_comes_back_as_it_was_in_less_than_half_the_bytes(void **state)
{
    char *packed, text[ROOM];
    size_t size, length;
    (void)state;
    assert_int_equal(dense_pack(question, SIZE, &packed, &size), 0);
    assert_true(size < SIZE / 2);
    assert_int_equal(dense_unpack(packed, size, text, ROOM, &length), 0);
    assert_int_equal(length, SIZE);
    assert_memory_equal(text, question, SIZE);
    free(packed);
}

static void a_body_of_exactly_the_room_fits_and_of_one_more_does_not(void **state)
{
    char *packed, text[SIZE];
    size_t size, length = 7;
    (void)state;
    assert_int_equal(dense_pack(question, SIZE, &packed, &size), 0);
    assert_int_equal(dense_unpack(packed, size, text, SIZE, &length), 0);
    length = 7;
    assert_int_equal(dense_unpack(packed, size, text, SIZE - 1, &length), -E2BIG);
    assert_int_equal(length, 7);
    for (size_t i = 0; i < SIZE - 1; i++)
        assert_int_equal(text[i], 0);
    free(packed);
}

static void what_is_cut_off_goes_on_or_is_none_is_refused(void **state)
{
    char *packed, text[ROOM], more[ROOM];
    size_t size, length;
    (void)state;
    assert_int_equal(dense_pack(question, SIZE, &packed, &size), 0);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(dense_unpack(packed, i, text, ROOM, &length), -EBADMSG);
    memcpy(more, packed, size);
    more[size] = 0;
    assert_int_equal(dense_unpack(more, size + 1, text, ROOM, &length), -EBADMSG);
    more[size / 2] ^= 1;
    assert_int_equal(dense_unpack(more, size, text, ROOM, &length), -EBADMSG);
    assert_int_equal(dense_unpack(question, SIZE, text, ROOM, &length), -EBADMSG);
    free(packed);
}

static size_t deflated(int window, const char *dictionary, char out[ROOM])
{
    z_stream stream = {.next_in = (Bytef *)question,
                       .avail_in = SIZE,
                       .next_out = (Bytef *)out,
                       .avail_out = ROOM};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY), Z_OK);
    if (dictionary)
        deflateSetDictionary(&stream, (const Bytef *)dictionary, (uInt)strlen(dictionary));
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    return stream.total_out;
}

static void gzip_is_read_and_another_dictionary_is_not(void **state)
{
    char packed[ROOM], text[ROOM];
    size_t size = deflated(16 + MAX_WBITS, NULL, packed), length;
    (void)state;
    assert_int_equal(dense_unpack(packed, size, text, ROOM, &length), 0);
    assert_int_equal(length, SIZE);
    size = deflated(MAX_WBITS, "another one", packed);
    assert_int_equal(dense_unpack(packed, size, text, ROOM, &length), -EBADMSG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_comes_back_as_it_was_in_less_than_half_the_bytes),
        cmocka_unit_test(a_body_of_exactly_the_room_fits_and_of_one_more_does_not),
        cmocka_unit_test(what_is_cut_off_goes_on_or_is_none_is_refused),
        cmocka_unit_test(gzip_is_read_and_another_dictionary_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
