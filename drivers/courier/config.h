/*
 * config: the [courier] section of kiosk.conf (see the project's README). Paths that are relative
 * are taken from the folder kiosk.conf lies in.
 */
#ifndef DRIVERS_COURIER_CONFIG_H
#define DRIVERS_COURIER_CONFIG_H

#include "envelope.h"
#include "receipt.h"

enum { CONFIG_PATH = 1024 };

struct config {
    char service[256];   /* "https://host:port" */
    char enrolment[256]; /* the same, where certificates are asked for; "" when not set */
    char proxy[256];     /* "http://host:port" on the way to either; "" when not set */
    char commission[8];  /* "yes": it is to be handed over on the screen; "" when not set */
    char bundles[256];   /* where else bundles may come from (fetch.h); "" when not set */
    char device[RECEIPT_DEVICE];
    char sender[ENVELOPE_ID];
    char signing_key_id[ENVELOPE_ID];
    char service_id[ENVELOPE_ID];
    char ca[CONFIG_PATH];
    char certificate[CONFIG_PATH];
    char key[CONFIG_PATH];
    char signing_key[CONFIG_PATH];
    char service_keys[CONFIG_PATH];
    char data[CONFIG_PATH];
    char updates[CONFIG_PATH]; /* folder (fetch.h); "" when not set */
    char unknown[64];          /* a key of the section that is a later version's; "": there is none */
};

/* Reads `path`. Returns 0, -errno when it cannot be read, or -EINVAL when a key of the section is
 * missing (but for those that may be ""), too long or given twice; *line_out is then the line, 0 for
 * a missing one. An unknown one is passed over, as drivers/start.h says why. */
int config_read(const char *path, struct config *config_out, int *line_out);

#endif
