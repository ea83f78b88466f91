/*
 * sensor: presses fingers onto libfprint's virtual_image device.
 *
 * The device listens on a Unix socket while it is open (FP_VIRTUAL_IMAGE in its environment) and
 * reads only while it wants a finger: two native int32, width and height, then as many grey bytes.
 * Each press has a connection of its own that is closed for writing after the image, so the
 * device, when it has taken the image and looks for more, finds the end and closes: that tells
 * here that the finger was captured. A press that is given up is followed by an empty connection,
 * which makes the device forget what it had not read yet.
 *
 * Not blocking: the owner's loop watches and steps it.
 */
#ifndef TESTS_BENCH_SENSOR_H
#define TESTS_BENCH_SENSOR_H

#include "print.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SENSOR_PATIENCE_MS = 20000, /* how long a finger waits to be captured */
    SENSOR_RETRY_MS = 20,       /* between attempts to reach a device that is not open */
};

struct sensor {
    const char *path;
    int fd; /* of the press; -1: none, or the device is not open yet */
    bool pressing;
    bool unplugged;
    struct print_image image;
    size_t sent;        /* bytes of header and image */
    int64_t give_up_ms; /* monotonic */
};

/* `path` of the device's socket stays the caller's and must outlive the sensor. */
void sensor_init(struct sensor *sensor, const char *path);

/* Lifts the finger, if there is one. */
void sensor_close(struct sensor *sensor);

/* Unplugs the device, or plugs it in again: libfprint's virtual device goes on a header of width
 * -5, and cannot be opened while something that is no socket is in its place. A press under way
 * waits for it. Returns 0 or -errno. */
int sensor_plug(struct sensor *sensor, bool on);

/* Begins a press and takes the image over. Returns 0, or -EBUSY while another finger is on the
 * glass (the image stays the caller's). */
int sensor_press(struct sensor *sensor, struct print_image *image, int64_t now_ms);

/* Fills in what to poll for. Returns when it must be stepped at the latest, monotonic ms; -1: only
 * when something happens. */
int64_t sensor_watch(const struct sensor *sensor, struct pollfd *fd_out, int64_t now_ms);

/* Goes on with a press. Returns true when it is over: *result_out is then 0 (captured) or
 * -ETIMEDOUT (nobody wanted a finger). */
bool sensor_step(struct sensor *sensor, const struct pollfd *polled, int64_t now_ms,
                 int *result_out);

#endif
