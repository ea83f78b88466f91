/*
 * status: `kioskctl status [--json] -c FILE`: what is known of this device without asking its
 * drivers: version, place, sockets, certificate, last contact, records that wait.
 */
#ifndef KIOSK_CTL_STATUS_H
#define KIOSK_CTL_STATUS_H

/* argv[0] is "status". Returns the status to exit with: 0, 1, or 2 for a wrong command. */
int status_command(int argc, char **argv);

#endif
