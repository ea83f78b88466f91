/*
 * provision: makes this device one of those that a signed file (site.h) is for.
 *
 * FILE.sig is the Ed25519 signature of FILE's bytes, 64 bytes; the key that verifies it stands in
 * a file of the image, 32 bytes in base64. Everything is read and checked before the first byte is
 * written. kiosk.conf is written last: until then the device is what it was, and the same command
 * does it again.
 *
 * Below the data folder: ca.pem, service.keys, environment, network/10-kiosk.network, iwd/SSID.psk,
 * keys/code (serial and one-time code, for the courier), decommission (a digest of that code),
 * kiosk.conf.
 */
#ifndef KIOSK_CTL_PROVISION_H
#define KIOSK_CTL_PROVISION_H

#define PROVISION_DATA  "/var/lib/kiosk"
#define PROVISION_TRUST "/etc/kiosk/provisioning.pub"

/* `kioskctl provision FILE --serial S [--data FOLDER] [--trust FILE]`; argv[0] is "provision". What
 * is wrong goes to stderr. Returns the status to exit with: 0, 1, or 2 for a wrong command. */
int provision_command(int argc, char **argv);

#endif
