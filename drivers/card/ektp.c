#include "ektp.h"

#include "apdu.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#define LENGTH_FIELD 2

/* Taken from public descriptions, not from a specification. [2+]: several independent sources
 * agree; [1]: one source only. Whoever holds a real card corrects it here. */
static const struct {
    uint16_t df;                /* [2+] */
    uint8_t chunk;              /* Le of READ BINARY; sources use 112 to 250. Each command costs
                                   some 31 bytes of serial line, so near the largest; above F0
                                   some readers fail. */
    uint8_t control;            /* [2+] Le of the first READ of 6FF0: 51 bytes and their length; a
                                   shorter kind has 29 [1] */
    struct apdu identifiers[2]; /* [1] each: type B cards answer one of them; last 8 bytes */
} card = {
    .df = 0x7f0a,
    .chunk = 0xf0,
    .control = 0x35,
    .identifiers = {{.ins = 0xdd, .le = 8}, {.ins = 0xdf, .le = 256}},
};

/* One command and its answer; *reply_out points into bytes[APDU_REPLY_MAX]. */
static int transact(const struct ektp_link *link, const struct apdu *command, uint8_t *bytes,
                    struct apdu_reply *reply_out)
{
    uint8_t encoded[APDU_COMMAND_MAX];
    size_t size, got = APDU_REPLY_MAX;
    int result = apdu_encode(command, encoded, &size);
    if (!result)
        result = link->exchange(link->reader, encoded, size, bytes, &got);
    if (!result)
        result = apdu_decode(bytes, got, reply_out);
    return result;
}

/* SELECT by file identifier, ISO/IEC 7816-4 clause 11.2.2. *error_out is apdu_error's. */
static int select_file(const struct ektp_link *link, uint16_t id, int *error_out)
{
    const uint8_t name[2] = {(uint8_t)(id >> 8), (uint8_t)id};
    const struct apdu command = {.ins = 0xa4, .data = name, .size = sizeof name};
    uint8_t bytes[APDU_REPLY_MAX];
    struct apdu_reply reply;
    int result = transact(link, &command, bytes, &reply);
    if (!result)
        *error_out = apdu_error(reply.status);
    return result;
}

int ektp_select(const struct ektp_link *link)
{
    int refused, result = select_file(link, card.df, &refused);
    if (result)
        return result;
    return refused ? -EMEDIUMTYPE : 0;
}

int ektp_identifier(const struct ektp_link *link, uint8_t identifier_out[EKTP_IDENTIFIER])
{
    uint8_t bytes[APDU_REPLY_MAX];
    struct apdu_reply reply;
    int result = -EBADMSG;
    for (size_t i = 0; i < sizeof card.identifiers / sizeof card.identifiers[0]; i++) {
        result = transact(link, &card.identifiers[i], bytes, &reply);
        if (result)
            break;
        if (!apdu_error(reply.status) && reply.size >= EKTP_IDENTIFIER) {
            memcpy(identifier_out, reply.data + reply.size - EKTP_IDENTIFIER, EKTP_IDENTIFIER);
            break;
        }
        result = -EBADMSG;
    }
    explicit_bzero(bytes, sizeof bytes);
    return result;
}

/* READ BINARY of at most `want` bytes at file->have, ISO/IEC 7816-4 clause 11.3.3. */
static int read_chunk(const struct ektp_link *link, struct ektp_file *file, size_t want)
{
    struct apdu command = {.ins = 0xb0,
                           .p1 = (uint8_t)(file->have >> 8),
                           .p2 = (uint8_t)file->have,
                           .le = (unsigned)want};
    uint8_t bytes[APDU_REPLY_MAX];
    struct apdu_reply reply = {0};
    int result = transact(link, &command, bytes, &reply);
    uint8_t less = (uint8_t)reply.status;
    if (!result && apdu_error(reply.status) == -EAGAIN && less && less < want) {
        command.le = less;
        result = transact(link, &command, bytes, &reply);
    }
    if (!result && apdu_error(reply.status) == -EACCES)
        result = -EACCES;
    else if (!result && (apdu_error(reply.status) || !reply.size || reply.size > want ||
                         reply.size > EKTP_FILE_MAX - file->have))
        result = -EBADMSG;
    if (!result) {
        memcpy(file->bytes + file->have, reply.data, reply.size);
        file->have += reply.size;
    }
    explicit_bzero(bytes, sizeof bytes);
    return result;
}

/* How much to ask for now. */
static size_t portion(const struct ektp_link *link, enum ektp_ef ef, const struct ektp_file *file)
{
    size_t most = link->chunk ? link->chunk : card.chunk;
    size_t left = file->size ? file->size - file->have : ef == EKTP_CONTROL ? card.control : most;
    if (link->multiple && left % link->multiple)
        left += link->multiple - left % link->multiple;
    return left < most ? left : most;
}

int ektp_read(const struct ektp_link *link, enum ektp_ef ef, struct ektp_file *file)
{
    int refused, result = select_file(link, (uint16_t)ef, &refused);
    if (!result && refused)
        result = refused == -EACCES ? -EACCES : -EBADMSG;
    while (!result && (!file->size || file->have < file->size)) {
        bool length_known = file->size;
        result = read_chunk(link, file, portion(link, ef, file));
        if (!result && length_known && file->have > file->size)
            file->have = file->size;
        if (result || length_known)
            continue;
        size_t content = (size_t)file->bytes[0] << 8 | file->bytes[1];
        if (file->have < LENGTH_FIELD || !content || content > EKTP_FILE_MAX - LENGTH_FIELD) {
            file->have = 0;
            result = -EBADMSG;
            break;
        }
        file->size = LENGTH_FIELD + content;
        if (file->have > file->size)
            file->have = file->size;
    }
    return result;
}

const uint8_t *ektp_content(const struct ektp_file *file)
{
    return file->bytes + LENGTH_FIELD;
}

size_t ektp_content_size(const struct ektp_file *file)
{
    return file->size - LENGTH_FIELD;
}
