/*
 * still: minutiae of a picture, read by the very path a live finger takes.
 *
 * libfprint reads angles only from what a sensor sees, so a sensor is made for it: its own
 * virtual_image device on a private socket, to which each picture is shown in turn. Where libfprint
 * takes it for too hot, after minutes of pictures, it is closed and opened again. For the
 * command-line modes; a process has at most one, and no other camera.
 */
#ifndef DRIVERS_FINGER_STILL_H
#define DRIVERS_FINGER_STILL_H

#include "image.h"
#include "minutia.h"

struct still;

/* Opens the sensor; blocks about a tenth of a second. Returns 0 or -errno. */
int still_open(struct still **still_out);

/* Reads one picture; blocks. Returns 0; -ENODATA when nothing can be read from it; -ENODEV when
 * the sensor failed over it; -errno of the socket. On failure nothing is written. */
int still_read(struct still *still, const struct image *image, struct minutiae *minutiae_out);

/* Closes the sensor and removes its socket. Accepts NULL. */
void still_close(struct still *still);

#endif
