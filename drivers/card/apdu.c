#include "apdu.h"

#include <errno.h>
#include <string.h>

int apdu_encode(const struct apdu *command, uint8_t bytes_out[APDU_COMMAND_MAX], size_t *size_out)
{
    size_t n = 0;
    if (command->size > 255 || command->le > 256)
        return -EINVAL;
    bytes_out[n++] = command->cla;
    bytes_out[n++] = command->ins;
    bytes_out[n++] = command->p1;
    bytes_out[n++] = command->p2;
    if (command->size) {
        bytes_out[n++] = (uint8_t)command->size;
        memcpy(bytes_out + n, command->data, command->size);
        n += command->size;
    }
    if (command->le)
        bytes_out[n++] = (uint8_t)command->le; /* 256 is written 00 */
    *size_out = n;
    return 0;
}

int apdu_decode(const uint8_t *bytes, size_t size, struct apdu_reply *reply_out)
{
    if (size < 2 || size > APDU_REPLY_MAX)
        return -EBADMSG;
    *reply_out = (struct apdu_reply){
        .data = bytes,
        .size = size - 2,
        .status = (uint16_t)(bytes[size - 2] << 8 | bytes[size - 1]),
    };
    return 0;
}

int apdu_error(uint16_t status)
{
    switch (status) {
    case 0x9000:
    case 0x6282:
        return 0;
    case 0x6982:
        return -EACCES;
    case 0x6a82:
        return -ENOENT;
    case 0x6b00:
        return -ERANGE;
    case 0x6d00:
    case 0x6e00:
        return -EOPNOTSUPP;
    }
    switch (status >> 8) {
    case 0x61:
        return 0;
    case 0x6c:
        return -EAGAIN;
    }
    return -EPROTO;
}
