#include "drivers/wire.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire_packet packet;
    if (size > sizeof packet)
        return 0;
    memset(&packet, 0, sizeof packet);
    memcpy(&packet, data, size);
    wire_check(&packet, size, WIRE_TO_KIOSK);
    wire_check(&packet, size, WIRE_FROM_KIOSK);
    return 0;
}
