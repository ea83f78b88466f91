/*
 * status: `kioskctl status [--json] -c FILE`: what is known of this device without asking its
 * drivers: version, place, sockets, certificate, last contact, records that wait.
 */
#ifndef KIOSK_CTL_STATUS_H
#define KIOSK_CTL_STATUS_H

#include <jansson.h>

/* What it says, as an object; a new reference in *status_out. Returns 0 or -errno of the file. */
int status_describe(const char *conf, json_t **status_out);

/* argv[0] is "status". Returns the status to exit with: 0, 1, or 2 for a wrong command. */
int status_command(int argc, char **argv);

#endif
