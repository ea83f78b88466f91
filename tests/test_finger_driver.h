/*
 * The finger driver under test: the shipped program in its own process, with the kiosk's end of
 * its connection held by the test, and libfprint's own virtual sensor shown synthetic prints over
 * its socket. Every call asserts; KIOSK_BUILD names the folder of the program (default "build").
 */
#ifndef TESTS_TEST_FINGER_DRIVER_H
#define TESTS_TEST_FINGER_DRIVER_H

#include "../drivers/wire.h"
#include "bench/print.h"

#include <sys/types.h>

enum { SITI = 9001, OTHER_OF_SITI, STRANGER }; /* seeds of print.h */

/* What libfprint's virtual_image reads instead of a picture's width. */
enum { SENSOR_RETRY = -1, SENSOR_GONE = -5 };

enum { FEEDERS_MAX = 16 }; /* pictures shown to one driver */

struct driver {
    pid_t pid;
    int fd;
    int feeders;
    pid_t feeder[FEEDERS_MAX];
    struct wire_packet packet; /* the last message */
};

/* Group fixtures: a folder for the sensor, and the templates below, made by the program's own
 * command from SITI's two fingers. */
int prepare(void **state);
int tidy(void **state);
const struct wire_template *siti(void);          /* position 2 */
const struct wire_template *other_of_siti(void); /* position 7 */

/* Starts the driver with only libfprint's driver `only`, at the socket that `variable` names;
 * start_ready: with a working sensor, up to READY. A sensor that compares on its own chip is
 * plugged in as well where `only` allows it ("virtual_image:virtual_device"). */
void start(struct driver *d, const char *variable, const char *only);
void start_ready(struct driver *d);

/* The same for a sensor of this resolution, set in the program's configuration. */
void start_at_dpi(struct driver *d, unsigned dpi);

/* Hangs up and returns the driver's exit status. */
int stop(struct driver *d);

/* Waits for the next message, into d->packet, and returns its type. */
enum wire_type next(struct driver *d);

/* The next hint of this visit that is not about how the finger lies there just now. */
uint32_t next_advice(struct driver *d, uint32_t visit);

void expect_fault(struct driver *d, uint32_t visit, enum wire_fault fault);

/* Hints of this visit, then its verdict. */
void expect_verdict(struct driver *d, uint32_t visit, bool matched);

/* Sends VERIFY against one or two templates; VERIFY_STOP. */
void verify(struct driver *d, uint32_t visit, const struct wire_template *a,
            const struct wire_template *b);
void verify_stop(struct driver *d, uint32_t visit);

/* Shows bytes to the sensor from a process of their own, in the order of the calls: it reads them
 * when it wants a finger, and not at all when it does not; what it has not read is lost when the
 * next are shown. A connection is for one picture. */
void show(struct driver *d, int32_t width, int32_t height, const uint8_t *pixels);

/* Shows an impression of a synthetic finger; with something wrong. */
void press(struct driver *d, uint32_t finger, uint32_t impression);
/* Shows an impression as a sensor of another resolution sees it. */
void press_at_dpi(struct driver *d, uint32_t finger, uint32_t impression, unsigned dpi);
void press_faulty(struct driver *d, uint32_t finger, uint32_t impression, enum print_fault fault);

/* Whether a secret stands anywhere in the writable memory of a process. */
bool remembers(pid_t pid, const void *secret, size_t size);

#endif
