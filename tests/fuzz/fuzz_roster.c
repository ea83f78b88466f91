/* Any JSON as a list of staff: refused, or a struct whose verdicts the wire lets through. */
#include "drivers/courier/roster.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct wire_card card = {.assurance = WIRE_ASSURANCE_CHIP,
                                          .nik = "3510151406850006"};
    static struct wire_packet p = {
        .header = {.type = WIRE_STAFF, .size = sizeof(struct wire_staff)}};
    static struct roster roster;
    json_t *message = json_loadb((const char *)data, size, 0, NULL);
    if (!roster_parse(message, &roster)) {
        for (uint32_t role = 0; role <= WIRE_ROLES; role++) {
            roster_judge(&roster, &card, role, roster.expires_at - 1, &p.body.staff);
            if (wire_check(&p, sizeof p.header + p.header.size, WIRE_TO_KIOSK))
                abort();
        }
    }
    json_decref(message);
    return 0;
}
