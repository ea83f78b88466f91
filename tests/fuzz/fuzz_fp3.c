/* Any bytes as a serialised print of libfprint's: refused, or read and turned into minutiae. */
#include "../../drivers/finger/fp3.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct nbis_image image = {.width = 300, .height = 400, .per_mm = 500 / 25.4};
    struct nbis_print print = {0};
    struct minutiae minutiae = {0};
    if (fp3_read(data, size, &print))
        return 0;
    if (nbis_to_minutiae(&print, &image, &minutiae) == 0 && minutiae.count > MINUTIAE_MAX)
        abort();
    return 0;
}
