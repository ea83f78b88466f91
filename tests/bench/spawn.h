/*
 * spawn: a driver started as its socket unit starts it, with the face's connection on WIRE_FD.
 */
#ifndef TESTS_BENCH_SPAWN_H
#define TESTS_BENCH_SPAWN_H

#include <sys/types.h>

/* Starts `program` ("kiosk-card") of KIOSK_BUILD (build) with "-c config". Returns its process, or
 * -errno; *face_out is the face's end, the caller's to give to spawn_end. */
pid_t spawn_driver(const char *program, const char *config, int *face_out);

/* Closes the face's end, which ends a sound driver, and waits. Returns its wait status, -1 when
 * there was none. *face and *driver are then -1. */
int spawn_end(int *face, pid_t *driver);

#endif
