/* Any JSON as a service's answer: to a question, about a card, to a filing, with templates. */
#include "drivers/courier/reply.h"
#include "drivers/courier/templates.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct wire_card card = {.uid_size = 4, .uid = {0x01, 0x23, 0x45, 0x67}};
    static const struct reply_expected expected = {"on-search", "kiosk-48291", "t"};
    static struct wire_packet p = {
        .header = {.type = WIRE_TEMPLATES, .visit = 1, .size = sizeof p.body.templates}};
    struct reply_receipt receipt;
    char reason[REPLY_REASON];
    const json_t *message = NULL, *record;
    json_t *root = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);
    if (!reply_message(root, &expected, &message, reason) &&
        !reply_record(message, "r", &record, reason))
        reply_is_of(record, &card);
    reply_receipt(message, "k", &receipt);
    if (!templates_parse(message, &p.body.templates) &&
        wire_check(&p, sizeof p.header + p.header.size, WIRE_TO_KIOSK))
        abort();
    json_decref(root);
    return 0;
}
