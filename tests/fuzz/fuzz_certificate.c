/* Any bytes as what an EST server answers, and as the certificate on the disk. */
#include "drivers/courier/certificate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char key[CERTIFICATE_MAX], out[CERTIFICATE_MAX];
    static size_t key_size;
    struct certificate_life life;
    size_t got;
    if (!key_size && certificate_make_key(key, &key_size))
        return 0;
    certificate_take((const char *)data, size, key, key_size, "kiosk-00007", "/dev/null", 0, out,
                     &got);
    certificate_life((const char *)data, size, &life);
    return 0;
}
