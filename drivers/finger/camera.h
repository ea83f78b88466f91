/*
 * camera: the fingerprint sensor, through libfprint used as a camera and not as a judge.
 *
 * Of several sensors the first that hands out images and can be opened is used; one that compares
 * on its own chip cannot take a card's templates and is told as UNFIT when there is no other. A
 * sensor that goes away, or fails, is looked for again every second until it is back. While
 * scanning is wanted, scan follows scan.
 *
 *              start               found              opened           camera_scan()
 *   (nothing) ------> SEARCHING ----------> OPENING ----------> OPEN ------------------> SCANNING
 *                      ^    ^                  |                 ^   camera_stop():          |
 *                      |    +----- failed -----+                 |   cancelled             ENDING
 *                      |                                         +------- operation over ----+
 *                   CLOSING <------------- sensor lost or failed, in any of them
 *
 * Runs in the default GLib main context; every event is delivered from there. After
 * camera_stop() nothing of an earlier scan is delivered, however late it finishes.
 */
#ifndef DRIVERS_FINGER_CAMERA_H
#define DRIVERS_FINGER_CAMERA_H

#include "minutia.h"
#include "picture.h"

struct camera;

enum camera_happening {
    CAMERA_READY,   /* a sensor is open: name */
    CAMERA_ABSENT,  /* none, or it went away, or failed */
    CAMERA_UNFIT,   /* only such as compare by themselves */
    CAMERA_WAITING, /* the glass is free, and a finger on it will be seen */
    CAMERA_TOUCHED, /* a finger came onto the glass */
    CAMERA_TAKEN,   /* the picture is taken, the finger still there */
    CAMERA_SCANNED, /* minutiae were read, or none found: live, picture */
    CAMERA_POOR,    /* nothing could be read from what was seen */
    CAMERA_SHORT,   /* too little of the finger was seen */
    CAMERA_ASKEW,   /* not on the middle */
    CAMERA_LEFT_ON, /* the finger was still there from before */
};

struct camera_event {
    enum camera_happening happening;
    const char *name;              /* of the sensor; during the call only */
    unsigned sensors;              /* fit ones that are plugged in, of which this is one */
    const struct minutiae *live;   /* during the call only, wiped afterwards, both */
    const struct picture *picture; /* what live was read from */
};

/* Told of every event; may call camera_scan() and camera_stop(), not camera_free(). ABSENT and
 * UNFIT are told once, not at every look. */
typedef void (*camera_tell)(void *user, const struct camera_event *event);

/* Starts looking for a sensor. `dpi` is its resolution where libfprint does not know it, as of most
 * sensors: MINUTIA_DPI unless the sensor's papers say otherwise (512 for some). The first event
 * comes from the main loop. Ends the process when out of memory, as GLib does. */
struct camera *camera_new(camera_tell tell, void *user, unsigned dpi);

/* Wants scans, one after the other, from now or as soon as a sensor is there. */
void camera_scan(struct camera *camera);

/* Wants no more scans. At once: what is under way is thrown away. */
void camera_stop(struct camera *camera);

/* Closes the sensor, waiting for it, and frees. Accepts NULL. Nothing is told any more. */
void camera_free(struct camera *camera);

#endif
