/* Any JSON as a record: refused, or a struct the wire lets through. */
#include "drivers/courier/breakdown.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire_packet p = {
        .header = {.type = WIRE_BREAKDOWN, .size = sizeof(struct wire_breakdown), .visit = 1}};
    json_t *record = json_loadb((const char *)data, size, 0, NULL);
    if (!breakdown_parse(record, &p.body.breakdown) &&
        wire_check(&p, sizeof p.header + p.header.size, WIRE_TO_KIOSK))
        abort();
    json_decref(record);
    return 0;
}
