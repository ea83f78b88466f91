/*
 * provision: makes this device one of those that a signed file (site.h) is for.
 *
 * FILE.sig is the Ed25519 signature of FILE's bytes, 64 bytes; the key that verifies it stands in
 * a file of the image, 32 bytes in base64. Everything is read and checked before the first byte is
 * written. kiosk.conf is written last: until then the device is what it was, and the same command
 * does it again.
 *
 * Below the data folder: ca.pem, service.keys, environment, network/10-kiosk.network, iwd/SSID.psk, modem,
 * keys/code (serial, one-time code and key id, for the courier), decommission (a digest of that code),
 * kiosk.conf.
 */
#ifndef KIOSK_CTL_PROVISION_H
#define KIOSK_CTL_PROVISION_H

#include "kiosk/ctl/site.h"

#define PROVISION_DATA  "/var/lib/kiosk"
#define PROVISION_TRUST "/etc/kiosk/provisioning.pub"

enum { PROVISION_WHY = 512 };

/* Reads `file` into `bytes`, if FILE.sig is its signature by the key that the file `trust` holds.
 * Returns 0; else, with why[PROVISION_WHY] saying about what and what is wrong, -ENOENT there is no
 * `file`, -EKEYREJECTED it is not signed so, or -errno. */
int provision_read(const char *file, const char *trust, char *bytes, size_t room, size_t *size_out,
                   char *why);

/* Writes what the device needs of its site below the folder `data`; `pending`: it is in service only
 * after provision_finish(). Gives the site a new id for its message key. Returns 0 or -errno, with
 * why[PROVISION_WHY]. */
int provision_write(struct site *site, const char *data, bool pending, char *why);

/* A pending device has its certificate, and is in service now. Returns 0 or -errno. */
int provision_finish(const char *data);

/* `kioskctl provision FILE --serial S [--data FOLDER] [--trust FILE]`, or `kioskctl provision --from
 * FOLDER [--forget] [--data FOLDER] [--trust FILE]` (offer.h); argv[0] is "provision". What is wrong
 * goes to stderr. Returns the status to exit with: 0, 1, or 2 for a wrong command. */
int provision_command(int argc, char **argv);

#endif
