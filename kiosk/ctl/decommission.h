/*
 * decommission: `kioskctl decommission --code CODE [--data FOLDER] [--lose-records] [--untold]`:
 * takes this device out of service: tells the service, which takes nothing more from it, and wipes
 * its keys and data. CODE is the one-time code it was provisioned with, which whoever provisioned
 * it has on paper. The kiosk must not be running.
 *
 * While records wait for the service it refuses, unless they are to be lost; and when the service
 * cannot be told, unless whoever runs it is to be told by hand. kiosk.conf goes first
 * and the digest of the code last: after a power cut in between the device is out of service, and
 * the same command goes on.
 */
#ifndef KIOSK_CTL_DECOMMISSION_H
#define KIOSK_CTL_DECOMMISSION_H

/* argv[0] is "decommission". Returns the status to exit with: 0, 1, or 2 for a wrong command. */
int decommission_command(int argc, char **argv);

#endif
