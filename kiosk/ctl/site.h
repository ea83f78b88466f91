/*
 * site: what one signed file says for many devices, and for one of them. Pure: fields come in one
 * by one, as site_text reads them; what is wrong is told in words a technician can act on.
 *
 * Sections and fields stand in one table in site.c. [devices] has a line a device:
 *     kiosk-00007 = 35.10.01.2001 7KQ2-M4XD-PV9T Sarongan
 * serial (ends in the five digits of its receipts), village (Kemendagri), one-time code, its name.
 */
#ifndef KIOSK_CTL_SITE_H
#define KIOSK_CTL_SITE_H

#include <stdbool.h>
#include <stddef.h>

enum site_field {
    SITE_NETWORK,
    SITE_ADDRESS,
    SITE_GATEWAY,
    SITE_NAMES,
    SITE_PROXY,
    SITE_SSID,
    SITE_PASSPHRASE,
    SITE_APN,
    SITE_APN_USER,
    SITE_APN_PASSWORD,
    SITE_PIN,
    SITE_PIXELS,
    SITE_MILLIMETRES,
    SITE_PLACE_READER,
    SITE_PLACE_SENSOR,
    SITE_PLACE_JACK,
    SITE_SERVICE,
    SITE_ENROLMENT,
    SITE_SERVICE_ID,
    SITE_CA,
    SITE_KEYS,
    SITE_READER,
    SITE_RESET,
    SITE_SAM_SLOT,
    SITE_DPI,
    SITE_VOICE,
    SITE_JACK,
    SITE_PRINTER,
    SITE_PAPER,
    SITE_LANGUAGE,
    SITE_ZONE,
    SITE_HOURS,
    SITE_IDLE,
    SITE_ALERT,
    SITE_LIFTED,
    SITE_REMIND,
    SITE_CALL,
    SITE_SIZE,
    SITE_CONTRAST,
    SITE_RECEIPT_LINK,
    SITE_FIELDS
};

enum { SITE_VALUE = 200, SITE_LINES = 8192, SITE_SERIAL = 32, SITE_CODE = 13, SITE_WHY = 256 };

/* One of the devices in the file. */
struct site_device {
    char serial[SITE_SERIAL];
    char village[16];
    char code[16];   /* as the file has it */
    char name[64];   /* of the village */
    char key_id[16]; /* of its message key; not from the file: whoever provisions gives it */
};

struct site {
    char values[SITE_FIELDS][SITE_VALUE];  /* "" where the file says nothing */
    char ca[SITE_LINES], keys[SITE_LINES]; /* fields of several lines, each line ended */
    struct site_device device;             /* serial is given, the rest comes from the file */
    int last;                              /* the field of the line before; -1 */
};

/* Begins reading for the device `serial`. Returns false, and nothing is begun, for what is no
 * serial: letters, digits and '-', the last five of them digits. */
bool site_begin(struct site *s, const char *serial);

/* Takes one field; `continues`: a further line of the field before. Returns false, and says in
 * why[SITE_WHY] what is wrong with it. */
bool site_take(struct site *s, const char *section, const char *name, const char *value,
               bool continues, char *why);

/* Whether nothing is missing and all agrees; else false and why[SITE_WHY]. */
bool site_whole(const struct site *s, char *why);

/* A one-time code as it is compared: capitals, without groups. Returns false for what is none. */
bool site_code(const char *text, char code_out[SITE_CODE]);

/* Where in kiosk.conf the field's value belongs; NULL: not there by itself. */
const char *site_conf_section(enum site_field field);
const char *site_conf_name(enum site_field field);

#endif
