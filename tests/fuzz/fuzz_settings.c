/* Any JSON as an answer to a heartbeat: refused, or settings the wire lets through. */
#include "drivers/courier/settings.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire_packet p = {
        .header = {.type = WIRE_SETTINGS, .size = sizeof(struct wire_settings)}};
    struct settings settings;
    json_t *message = json_loadb((const char *)data, size, 0, NULL);
    if (!settings_parse(message, &settings)) {
        p.body.settings = settings.told;
        if (wire_check(&p, sizeof p.header + p.header.size, WIRE_TO_KIOSK) ||
            settings.heartbeat_minutes < 5 || settings.heartbeat_minutes > 1440)
            abort();
    }
    json_decref(message);
    return 0;
}
