/*
 * director: moves the stand-ins of one stage as its commands say.
 *
 * It listens on STAGE/bench.sock (stream): a client sends one command as a line of text and gets
 * one line of answer, "ok ..." once the effect has taken place or "error ..." with the reason.
 *
 *     card NAME | off            the person's card (none) lies on the reader; what else can lie
 *                                there is in reader.h
 *     finger NAME[-left]         the person presses a finger; answered when it was captured
 *     reader on | off            the reader is plugged in, or pulled out
 *     sensor on | off            the same of the finger sensor
 *     printer on | off | STATE   the same of the receipt printer; what it is like is in printer.h
 *     net on | off | slow        the line to the centre
 *     status                     what lies where
 *     quit                       everything ends
 *
 * Around the socket the stage has: run/pn532 (the reader's serial line),
 * run/printer and paper/ (printer.h), finger.sock (where
 * libfprint's virtual device listens), line.port (TCP port of the line, in decimal),
 * central.port (where the line leads) and people/ (album.h).
 */
#ifndef TESTS_BENCH_DIRECTOR_H
#define TESTS_BENCH_DIRECTOR_H

#include "people.h"

#include <stdbool.h>

struct director;

/* Puts the stand-ins of the stage folder on and listens; line.port is written before bench.sock
 * appears. SIGTERM and SIGINT are blocked from here on and read as "quit". `people` stays the
 * caller's and must outlive the director. Returns 0 or -errno. */
int director_open(const char *stage, const struct people *people, bool real_time,
                  struct director **director_out);

/* Serves commands until "quit", SIGTERM or SIGINT, then removes bench.sock. Returns 0 or -errno. */
int director_run(struct director *director);

/* Takes the stand-ins off. NULL is allowed. */
void director_close(struct director *director);

#endif
