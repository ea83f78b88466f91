#include "nbis.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

static const double MM_PER_INCH = 25.4;

/* iso * 360 / 256 + 180 = theta, solved for iso and brought into 0..255. */
static uint8_t iso_angle(int32_t theta)
{
    return (uint8_t)(lround((theta - 180.0) * 256.0 / 360.0) & 0xff);
}

int nbis_to_minutiae(const struct nbis_print *print, const struct nbis_image *image,
                     struct minutiae *minutiae_out)
{
    double dpi = image->per_mm * MM_PER_INCH;
    double scale = MINUTIA_DPI / dpi;
    if (print->count > NBIS_MAX || !(dpi >= NBIS_DPI_MIN && dpi <= NBIS_DPI_MAX))
        return -EINVAL;
    if (image->width * scale > INT16_MAX || image->height * scale > INT16_MAX)
        return -EINVAL;

    struct minutiae m = {.width = (uint16_t)lround(image->width * scale),
                         .height = (uint16_t)lround(image->height * scale)};
    for (size_t i = 0; i < print->count; i++) {
        long x = lround(print->x[i] * scale);
        long y = lround(((double)image->height - print->y[i]) * scale);
        if (x < 0 || x >= m.width || y < 0 || y >= m.height)
            continue;
        m.m[m.count++] =
            (struct minutia){.x = (int16_t)x, .y = (int16_t)y, .angle = iso_angle(print->theta[i])};
    }
    *minutiae_out = m;
    explicit_bzero(&m, sizeof m);
    return 0;
}
