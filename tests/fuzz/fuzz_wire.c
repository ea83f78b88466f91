/* Any bytes as a packet; and as the body of a packet whose type and length are right. */
#include "drivers/wire.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct wire_packet packet;

static void check(size_t size)
{
    wire_check(&packet, size, WIRE_TO_KIOSK);
    wire_check(&packet, size, WIRE_FROM_KIOSK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t body;
    if (!size || size > sizeof packet)
        return 0;
    memset(&packet, 0, sizeof packet);
    memcpy(&packet, data, size);
    check(size);
    memset(&packet, 0, sizeof packet);
    packet.header.type = *data % WIRE_TYPES;
    body = wire_body_size(packet.header.type);
    packet.header.size = (uint32_t)body;
    memcpy(&packet.body, data + 1, size - 1 < body ? size - 1 : body);
    check(sizeof packet.header + body);
    return 0;
}
