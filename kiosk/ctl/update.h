/*
 * update: the next version of the whole device, from a signed bundle (image/README.md). RAUC checks
 * the bundle's signature and its version, and writes it to the slot that does not run; the next
 * start takes that slot, and keeps it once the kiosk has shown its first frame and its drivers came
 * up.
 *
 * UPDATE_FOLDER is the image's own: "running" (the version that runs, written at each start),
 * "trying" (the one written last, until a start told how it went), "refused" (one that could not be
 * taken, or did not come up in any of its tries: it is not fetched again).
 */
#ifndef KIOSK_CTL_UPDATE_H
#define KIOSK_CTL_UPDATE_H

#define UPDATE_FOLDER "/var/lib/kiosk/update"

/* `kioskctl update FILE` writes it now, for root alone: on the image that is the technician's unit.
 * `kioskctl update --fetched -c FILE` writes what the courier has fetched, if there is something
 * and the office is closed for an hour, and starts the board again. A version no later than the one
 * that runs is refused. argv[0] is "update". Returns the status to exit with: 0, 1, or 2 for a
 * wrong command. */
int update_command(int argc, char **argv);

#endif
