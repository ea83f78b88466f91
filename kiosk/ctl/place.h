/*
 * place: what kioskctl needs of kiosk.conf.
 */
#ifndef KIOSK_CTL_PLACE_H
#define KIOSK_CTL_PLACE_H

#include <stdbool.h>

struct place {
    char serial[32], village[16], name[64]; /* section [place]; "" before it was provisioned */
    char sockets[108];                      /* folder of the drivers' sockets */
    char data[256];                         /* the courier's folder; "" before it was provisioned */
    char key_id[32];                        /* of the message key; new with each file */
    char hours[128];                        /* hours.h; "": not known */
    bool provisioned;
};

/* Reads `path`; relative paths start at its folder. Returns 0, -errno, or -EINVAL. */
int place_read(const char *path, struct place *place_out);

#endif
