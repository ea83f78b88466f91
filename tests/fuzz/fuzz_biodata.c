#include "drivers/card/biodata.h"
#include "drivers/card/minutiae.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct biodata biodata;
    struct wire_template template;
    if (!biodata_read(data, size, &biodata) &&
        (strspn(biodata.nik, "0123456789") != 16 || strlen(biodata.name) >= sizeof biodata.name))
        abort();
    if (!minutiae_template(data, size, &template) && template.size > sizeof template.record)
        abort();
    return 0;
}
