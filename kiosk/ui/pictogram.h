/*
 * pictogram: which glyph of Material Design Icons stands for an icon of a scene.
 */
#ifndef KIOSK_UI_PICTOGRAM_H
#define KIOSK_UI_PICTOGRAM_H

#include "kiosk/ui/scene.h"

/* Unicode code point; 0 for ICON_NONE. */
uint32_t pictogram_glyph(enum icon icon);

/* What stands in the corner of a large pictogram and says what of it; 0: nothing. */
uint32_t pictogram_badge(enum icon icon);

/* "vehicle": for dumps; "" for ICON_NONE. */
const char *pictogram_name(enum icon icon);

#endif
