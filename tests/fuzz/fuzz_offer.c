/* Any JSON as a heartbeat's answer: refused, or an offer whose version is a file's name and whose
 * address is one line. */
#include "drivers/courier/offer.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct offer offer;
    json_t *message = json_loadb((const char *)data, size, 0, NULL);
    if (!offer_parse(message, &offer) && *offer.version &&
        (offer.version[strspn(offer.version, "0123456789")] || strncmp(offer.url, "https://", 8) ||
         strpbrk(offer.url, "\r\n ") || offer.size < 1 || offer.size > OFFER_SIZE_MAX ||
         offer.bytes_a_day < 1))
        abort();
    json_decref(message);
    return 0;
}
