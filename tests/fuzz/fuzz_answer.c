/* Any JSON as an answer of the service: refused, or what it says is within its bounds. */
#include "drivers/courier/reply.h"
#include "drivers/courier/templates.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire_packet p = {
        .header = {.type = WIRE_TEMPLATES, .size = sizeof(struct wire_templates), .visit = 1}};
    const struct reply_expected expected = {"on-search", "kiosk-48291", "t1"};
    json_t *root = json_loadb((const char *)data, size, 0, NULL);
    const json_t *message = root, *record;
    char reason[REPLY_REASON];
    struct reply_receipt receipt;
    reply_message(root, &expected, &message, reason);
    if (!reply_record(message, "r1", &record, reason))
        reply_is_of(record, &(struct wire_card){.uid_size = 1, .uid = {4}});
    reply_receipt(message, "k1", &receipt);
    if (!templates_parse(message, &p.body.templates) &&
        wire_check(&p, sizeof p.header + p.header.size, WIRE_TO_KIOSK))
        abort();
    json_decref(root);
    return 0;
}
