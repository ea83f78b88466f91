/* Any bytes as a packed body; what is unpacked is packed and unpacked to the same. */
#include "drivers/courier/dense.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char text[4096], again[4096];
    size_t length, length_again, packed_size;
    char *packed;
    if (dense_unpack((const char *)data, size, text, sizeof text, &length))
        return 0;
    if (dense_pack(text, length, &packed, &packed_size) ||
        dense_unpack(packed, packed_size, again, sizeof again, &length_again) ||
        length_again != length || memcmp(text, again, length))
        abort();
    free(packed);
    return 0;
}
