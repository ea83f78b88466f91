/*
 * enrolment: the one-time codes with which kiosks ask for their first certificate, and the
 * certificates they were given.
 *
 * A code is bound to a serial and good for ENROLMENT_DAYS of the programme's time; a newer one of
 * the serial replaces it. It is used once, by one key: whoever has that key may ask again, since an
 * answer can be lost. After ENROLMENT_WRONG wrong tries it is gone. Only its hash is kept.
 */
#ifndef TESTS_CENTRAL_ENROLMENT_H
#define TESTS_CENTRAL_ENROLMENT_H

#include "authority.h"
#include "store.h"

#include <stdbool.h>
#include <stdint.h>

enum enrolment_limits {
    ENROLMENT_CODE = 15, /* "7KQ2-M4XD-PV9T", twelve of Crockford's base32, with the NUL */
    ENROLMENT_DAYS = 14,
    ENROLMENT_WRONG = 5,
    ENROLMENT_SERIAL = 32, /* with the NUL */
};

enum enrolment_verdict { ENROLMENT_GOOD, ENROLMENT_UNKNOWN, ENROLMENT_USED, ENROLMENT_EXPIRED };

/* Whether it can be a kiosk's serial, which is its sender_id: letters, digits, "-", "_", ".". */
bool enrolment_serial_ok(const char *serial);

/* A new code. Returns 0, -EINVAL for no serial, or -errno. */
int enrolment_offer(struct store *store, const char *serial, int64_t now,
                    char code_out[ENROLMENT_CODE]);

/* Judges a code, typed with or without dashes, in any case. When it is good, it is used from then
 * on, by this key. Whether it was used or is too old is told only of the right code. */
int enrolment_take(struct store *store, const char *serial, const char *code,
                   const uint8_t key_id[AUTHORITY_KEY_ID], int64_t now,
                   enum enrolment_verdict *verdict_out);

/* Lists a certificate. `renews` is the number of the one it was asked for with; NULL: the first. */
int enrolment_issued(struct store *store, const char *certificate, const char *serial,
                     const char *renews, int64_t now, int64_t expires_at);

#endif
