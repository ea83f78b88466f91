#include "drivers/card/photo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire_card_photo photo;
    photo_decode(data, size, &photo);
    return 0;
}
