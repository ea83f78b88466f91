/* Any bytes as a print that libfprint wrote. */
#include "drivers/finger/fp3.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nbis_print print;
    fp3_read(data, size, &print);
    return 0;
}
