#include "drivers/voice/wave.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const uint8_t *samples;
    size_t count;
    if (!wave_find(bytes, size, 22050, &samples, &count) &&
        (samples < bytes || count > (size_t)(bytes + size - samples) / 2))
        abort();
    return 0;
}
