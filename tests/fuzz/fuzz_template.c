/* Any bytes as a template: refused, or read and then writable again. */
#include "../../drivers/finger/template.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct minutiae views[TEMPLATE_VIEWS_MAX];
    static uint8_t record[TEMPLATE_VIEWS_MAX * TEMPLATE_ONE_VIEW_MAX];
    size_t count, written;
    if (template_read(data, size, views, &count) == 0 &&
        template_write(views, count, record, sizeof record, &written))
        abort();
    return 0;
}
