#include "uuid.h"

#include <stdio.h>
#include <string.h>

void uuid_write(const uint8_t bytes[16], enum uuid_version version, char text_out[UUID_TEXT])
{
    uint8_t b[16];
    memcpy(b, bytes, sizeof b);
    b[6] = (uint8_t)((b[6] & 0x0f) | (unsigned)version << 4);
    b[8] = (uint8_t)((b[8] & 0x3f) | 0x80);
    snprintf(text_out, UUID_TEXT,
             "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
             b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
             b[15]);
}
