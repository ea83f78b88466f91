/*
 * aim: what a finger means. A screen may change by itself while a hand is on its way: the line
 * comes back, a button appears, and what was there before stands elsewhere. Nobody sees a change,
 * decides and moves a hand within AIM_MS. So what comes down sooner means what was under it before
 * the change, wherever that stands now, and nothing where it is gone; never what came to lie there
 * instead. A change that the person caused is expected, and what comes after it means what it hits.
 *
 * A finger that is down means what it came down on, until it leaves that place.
 */
#ifndef KIOSK_UI_AIM_H
#define KIOSK_UI_AIM_H

#include "kiosk/ui/page.h"

#include <stdint.h>

enum { AIM_MS = 400 };

struct aim {
    /* What could be touched before the last change. */
    struct {
        struct rect rect;
        struct scene_action action;
    } before[PAGE_BOXES_MAX];
    unsigned count;
    int64_t until_ms; /* before this it is still aimed at */
    /* The finger that is down. */
    struct rect rect;
    struct scene_action action;
};

/* The layout gives way to another at now_ms, by itself. `same`: of the same screen, which may
 * change several times before anybody can follow. */
void aim_change(struct aim *a, const struct page *before, bool same, int64_t now_ms);

/* It gives way to another as the person wanted. */
void aim_expect(struct aim *a);

/* A finger comes down at x, y. Returns the index of the box meant, or -1. */
int aim_press(struct aim *a, const struct page *layout, int x, int y, int64_t now_ms);

/* Whether the finger is where it came down. */
bool aim_holds(const struct aim *a, int x, int y);

/* The box of `layout` that the finger that is down means, or -1. */
int aim_box(const struct aim *a, const struct page *layout);

#endif
