/*
 * conf: a site (site.h) in the words of those who read it on the device: our programs, networkd,
 * iwd. Pure; what is written goes to a stream in memory.
 */
#ifndef KIOSK_CTL_CONF_H
#define KIOSK_CTL_CONF_H

#include "kiosk/ctl/site.h"

#include <stdio.h>

/* kiosk.conf, but for its last line, which says how far the device is: one of those below. */
void conf_write_kiosk(const struct site *s, FILE *to);

#define CONF_IN_SERVICE "provisioned = yes\n"
#define CONF_PENDING    "provision = yes\n" /* it has no certificate yet, and the screen says so */

/* systemd.network(5): the cable, the radio or the modem, its address asked for or set. */
void conf_write_network(const struct site *s, FILE *to);

/* iwd.network(5); holds the passphrase. */
void conf_write_wifi(const struct site *s, FILE *to);

/* What mmcli(1) connects an LTE modem with (--simple-connect); may hold a password and a PIN. */
void conf_write_modem(const struct site *s, FILE *to);

enum { CONF_WIFI_NAME = 80 };

/* The name iwd.network(5) wants for that file: the SSID, or in hexadecimal where it has to be. */
void conf_wifi_name(const struct site *s, char name_out[CONF_WIFI_NAME]);

/* Of the programs, for systemd: the time zone. */
void conf_write_environment(const struct site *s, FILE *to);

#endif
