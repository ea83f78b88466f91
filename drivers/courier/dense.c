#include "dense.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* The file itself, so that there is one copy of it for all who speak the contract. Its names are the
 * linker's to see, but nobody's outside: names of this file alone would be reached through the section
 * they lie in, whose beginning is all that arm64's table of addresses (GOT) holds of them. */
__asm__(".section .rodata\n"
        ".globl dense_dictionary, dense_dictionary_end\n"
        ".hidden dense_dictionary, dense_dictionary_end\n"
        "dense_dictionary: .incbin \"drivers/courier/dictionary-1.txt\"\n"
        "dense_dictionary_end: .byte 0\n"
        ".previous\n");
extern const Bytef dense_dictionary[], dense_dictionary_end[];

enum { ZLIB_OR_GZIP = 32 + MAX_WBITS, MEMORY = 9 };

static uInt dictionary_size(void)
{
    /* Both are of the one object above, which the linker sees whole. */
    /* cppcheck-suppress comparePointers */
    return (uInt)(dense_dictionary_end - dense_dictionary);
}

static voidpf take(voidpf none, uInt count, uInt size)
{
    (void)none;
    return calloc(count, size);
}

/* Its windows hold what was in the body. */
static void give(voidpf none, voidpf memory)
{
    (void)none;
    if (memory)
        explicit_bzero(memory, malloc_usable_size(memory));
    free(memory);
}

int dense_pack(const char *text, size_t size, char **packed_out, size_t *packed_size_out)
{
    z_stream stream = {.zalloc = take,
                       .zfree = give,
                       .next_in = (Bytef *)text,
                       .avail_in = (uInt)size};
    char *packed = NULL;
    int result = -ENOMEM;

    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS, MEMORY,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return result;
    uLong room = deflateBound(&stream, (uLong)size);
    packed = malloc(room);
    if (!packed || deflateSetDictionary(&stream, dense_dictionary, dictionary_size()) != Z_OK)
        goto out;
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)room;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        goto out;
    *packed_out = packed;
    *packed_size_out = stream.total_out;
    packed = NULL;
    result = 0;
out:
    deflateEnd(&stream);
    free(packed);
    return result;
}

static int inflated(z_stream *stream)
{
    int said = inflate(stream, Z_FINISH);

    if (said == Z_NEED_DICT) {
        said = inflateSetDictionary(stream, dense_dictionary, dictionary_size());
        if (said == Z_OK)
            said = inflate(stream, Z_FINISH);
    }
    if (said == Z_STREAM_END && stream->avail_in == 0)
        return 0;
    if (said == Z_MEM_ERROR)
        return -ENOMEM;
    return said == Z_BUF_ERROR && stream->avail_out == 0 ? -E2BIG : -EBADMSG;
}

int dense_unpack(const char *packed, size_t size, char *text_out, size_t room, size_t *size_out)
{
    z_stream stream = {.zalloc = take,
                       .zfree = give,
                       .next_in = (Bytef *)packed,
                       .avail_in = (uInt)size,
                       .next_out = (Bytef *)text_out,
                       .avail_out = (uInt)room};
    int result;

    if (inflateInit2(&stream, ZLIB_OR_GZIP) != Z_OK)
        return -ENOMEM;
    result = inflated(&stream);
    if (result)
        explicit_bzero(text_out, room - stream.avail_out);
    else
        *size_out = room - stream.avail_out;
    inflateEnd(&stream);
    return result;
}
