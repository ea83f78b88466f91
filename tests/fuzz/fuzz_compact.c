/* Any bytes as a card's minutiae, in both forms: refused, or read and then writable again. */
#include "../../drivers/finger/compact.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum compact_form forms[] = {COMPACT_SMALL, COMPACT_NORMAL};
    static struct minutiae views[COMPACT_VIEWS_MAX];
    uint8_t bytes[MINUTIAE_MAX * COMPACT_NORMAL];
    size_t count, written;
    for (int f = 0; f < 2; f++)
        if (compact_read(forms[f], data, size, views, &count) == 0)
            for (size_t i = 0; i < count; i++)
                if (compact_write(forms[f], &views[i], bytes, sizeof bytes, &written))
                    abort();
    return 0;
}
