/* Any two templates against each other: a score that is one. */
#include "drivers/finger/matcher.h"
#include "drivers/finger/template.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct minutiae views[TEMPLATE_VIEWS_MAX];
    static struct matcher_print prints[2];
    static struct matcher matcher;
    size_t count;
    if (template_read(data, size, views, &count) || count < 2)
        return 0;
    for (size_t i = 0; i < 2; i++)
        if (matcher_read(&views[i], POINTS_OTHER, &prints[i]))
            return 0;
    if (!(matcher_score(&matcher, &prints[0], &prints[1]) >= 0))
        abort();
    return 0;
}
