/*
 * driver: the kiosk and its drivers as processes of a stage, to be killed as a fault or a kernel
 * would.
 */
#ifndef TESTS_JOURNEYS_DRIVER_H
#define TESTS_JOURNEYS_DRIVER_H

/* Kills (SIGKILL) the process of `program` ("kiosk-card", "kiosk"), found by its name in the
 * process group that STAGE/pid/PROGRAM names; what started it stays, and starts it again. Returns
 * 0, -ESRCH when none runs, or -errno. */
int driver_kill(const char *stage, const char *program);

#endif
