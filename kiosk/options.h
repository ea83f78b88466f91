/*
 * options: what the kiosk was told at its start, by its file and by its command line.
 */
#ifndef KIOSK_OPTIONS_H
#define KIOSK_OPTIONS_H

#include "kiosk/keypad.h"
#include "kiosk/session.h"
#include "kiosk/ui/layout.h"

#include <stdbool.h>

struct options {
    char sockets[108]; /* folder of the drivers' sockets */
    struct panel panel;
    struct session_setup setup; /* but for its seed */
    struct keypad keypad;
    char language[LANGUAGE_CODE]; /* to start with; "" or one that is not there: Indonesian */
    char locale[256];             /* folder of the catalogues; "": beside the program */
    bool provisioned;             /* in service: pictures and dumps of visits are refused */
    bool provision;               /* not yet: the screen asks for the file that provisions */
    bool fullscreen;
    const char *trace; /* folder, or NULL */
    const char *scene; /* show this one screen into OUT.png and OUT.json, and end */
    const char *out;
};

/* Reads the command line and the file it names with -c. Returns 0, or -EINVAL after a line on
 * stderr that says what is wrong. */
int options_read(int argc, char **argv, struct options *o);

#endif
