/* Any bytes as an envelope: refused; nobody's key verifies them. */
#include "drivers/courier/envelope.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct envelope_verifier verifier = {.id = "perlinsos", .key_id = "c1"};
    json_t *root = NULL;
    if (!envelope_open(&verifier, 1, (const char *)data, size, 1795300000, &root))
        abort();
    return 0;
}
