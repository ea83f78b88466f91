/*
 * face: a kiosk started from here, and what its log says of the visit.
 */
#ifndef TESTS_MONKEY_FACE_H
#define TESTS_MONKEY_FACE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

enum { FACE_STATE = 24, FACE_LINE = 256 };

struct face {
    pid_t process;
    int said;               /* its standard error */
    FILE *log;              /* where that is kept */
    char state[FACE_STATE]; /* "START": the state last entered */
    unsigned refused;       /* messages not allowed where they came: bugs of a driver or the face */
    size_t size;
    char line[FACE_LINE]; /* being read */
};

/* Starts PROGRAMS/kiosk on the stage, its log going to STAGE/log/kiosk and what it shows to the
 * folder `trace`, unless that is NULL. Returns 0 or -errno. */
int face_start(struct face *face, const char *programs, const char *stage, const char *trace);

/* Hears what it says for `ms` milliseconds; returns early when a line came. Returns false when the
 * kiosk has ended. */
bool face_hear(struct face *face, int ms);

/* Asks it to end. Returns its status as waitpid(2) gives it. */
int face_end(struct face *face);

#endif
