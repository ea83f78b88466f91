/*
 * driver: the kiosk's drivers as processes of a stage, to be killed as a fault or a kernel would.
 */
#ifndef TESTS_JOURNEYS_DRIVER_H
#define TESTS_JOURNEYS_DRIVER_H

/* Kills (SIGKILL) the process of driver `name` ("card") that the stage's socket started; the socket
 * stays. Returns 0, -ESRCH when none runs, or -errno. */
int driver_kill(const char *stage, const char *name);

#endif
