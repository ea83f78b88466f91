/* Any JSON as a catalogue: refused, or a struct the wire lets through. */
#include "drivers/courier/catalogue.h"
#include "drivers/courier/keyset.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire_packet p = {
        .header = {.type = WIRE_CATALOGUE, .size = sizeof(struct wire_catalogue)}};
    struct catalogue catalogue;
    struct keyset keys;
    json_t *message = json_loadb((const char *)data, size, 0, NULL);
    if (!catalogue_parse(message, &catalogue)) {
        p.body.catalogue = catalogue.told;
        if (wire_check(&p, sizeof p.header + p.header.size, WIRE_TO_KIOSK))
            abort();
    }
    (void)keyset_parse(message, "perlinsos", &keys);
    json_decref(message);
    return 0;
}
