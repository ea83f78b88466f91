/*
 * pictogram: which glyph of Material Design Icons stands for an icon of a scene.
 */
#ifndef KIOSK_UI_PICTOGRAM_H
#define KIOSK_UI_PICTOGRAM_H

#include "kiosk/ui/scene.h"

/* Unicode code point; 0 for ICON_NONE. */
uint32_t pictogram_glyph(enum icon icon);

/* "vehicle": for dumps; "" for ICON_NONE. */
const char *pictogram_name(enum icon icon);

#endif
