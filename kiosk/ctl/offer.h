/*
 * offer: `kioskctl provision --from FOLDER`: what the command does, for the screen of a device that is
 * nobody's yet. Serves the face on descriptor 3 (wire.h, SITE): looks every second whether FOLDER
 * holds site.ini and site.ini.sig, says what they are, takes from the screen which of their devices
 * this is, writes what `kioskctl provision` writes, and follows how the courier comes by the
 * certificate (`kioskctl keys enrol`, a unit's work: this program has no network), as it is left in
 * keys/enrolment. Only then is the device in service.
 *
 * kiosk.conf is pending until then: after a power cut it goes on where it was. Another file takes the
 * place of the first as long as the device is not in service; one that is, is left alone.
 */
#ifndef KIOSK_CTL_OFFER_H
#define KIOSK_CTL_OFFER_H

#include <stdbool.h>

struct offer_setup {
    const char *folder; /* that may hold a file */
    const char *data;   /* of the device */
    const char *trust;  /* the file with the key that is believed */
    bool forget;        /* wipe the file once the device is in service: it holds others' codes */
};

/* Until the face closes the connection. Returns the status to exit with. */
int offer_run(const struct offer_setup *setup);

#endif
