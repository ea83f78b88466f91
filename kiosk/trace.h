/*
 * trace: a picture and a scene dump for each new page shown, and timeline.json, into a folder.
 * For tests and demonstrations; a provisioned device refuses it, since pictures hold identity.
 *
 *   NNN-SCENE.png  NNN-SCENE.json   (the dump is renamed into place last: it announces the step)
 *   timeline.json                   [{"step", "scene", "page", "at_ms", "frame_ms"}, ...]
 */
#ifndef KIOSK_TRACE_H
#define KIOSK_TRACE_H

#include "kiosk/ui/paint.h"

#include <SDL.h>
#include <stdint.h>

struct trace;

/* Creates the folder when missing and starts the timeline, or goes on with the one that is there,
 * as after a kiosk that was killed. Returns 0 or -errno. */
int trace_open(const char *directory, struct trace **trace_out);

/* Records what `surface` shows from now on (CLOCK_MONOTONIC). frame_ms: from the event that caused
 * it to the finished frame. Returns 0 or -errno. */
int trace_step(struct trace *t, SDL_Surface *surface, const struct scene *scene,
               const struct page *layout, const struct paint_state *state, int64_t frame_ms);

/* Takes NULL. */
void trace_close(struct trace *t);

#endif
