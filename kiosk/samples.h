/*
 * samples: one scene for each control, with made-up content, for pictures and audits: what
 * practice.h is for screens.
 */
#ifndef KIOSK_SAMPLES_H
#define KIOSK_SAMPLES_H

#include "kiosk/ui/scene.h"

enum sample {
    SAMPLE_KEYBOARD,
    SAMPLE_SIGNS,
    SAMPLE_PAD,
    SAMPLE_DATE,
    SAMPLE_MONTH,
    SAMPLE_YEAR,
    SAMPLE_TIMELINE,
    SAMPLE_ATTENDED,
    SAMPLE_MASKED,
    SAMPLES
};

void sample_build(enum sample sample, struct scene *scene);

#endif
