/* Any two records as template and live print, the first byte saying where the second begins:
 * refused, or a score that is a number of 0 or more, and the same again. */
#include "../../drivers/finger/matcher.h"
#include "../../drivers/finger/template.h"

#include <math.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct minutiae views[2][TEMPLATE_VIEWS_MAX];
    static struct matcher_print print[2];
    static struct matcher matcher;
    size_t count, cut = size ? 1 + data[0] * size / 256 : 0;
    if (!size || cut > size || template_read(data + 1, cut - 1, views[0], &count) ||
        template_read(data + cut, size - cut, views[1], &count) ||
        matcher_read(&views[0][0], POINTS_OTHER, &print[0]) ||
        matcher_read(&views[1][0], POINTS_NBIS, &print[1]))
        return 0;
    double score = matcher_score(&matcher, &print[0], &print[1]);
    if (!isfinite(score) || score < 0 || score != matcher_score(&matcher, &print[0], &print[1]))
        abort();
    return 0;
}
