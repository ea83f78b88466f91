#include "enrolment.h"

#include <ctype.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS = 12, GROUP = 4, DAY_S = 86400, HASH = 32 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford's */

bool enrolment_serial_ok(const char *serial)
{
    size_t length = strlen(serial);

    return length > 0 && length < ENROLMENT_SERIAL &&
           strspn(serial, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") ==
               length;
}

/* As it is hashed: without dashes and spaces, in capitals, and what is easily taken for a digit
 * read as one. Returns 0 or -EINVAL. */
static int normalise(const char *code, char digits_out[DIGITS + 1])
{
    size_t count = 0;

    for (; *code; code++) {
        char c = (char)toupper((unsigned char)*code);

        if (c == '-' || c == ' ')
            continue;
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        if (count == DIGITS || !strchr(alphabet, c))
            return -EINVAL;
        digits_out[count++] = c;
    }
    digits_out[count] = 0;
    return count == DIGITS ? 0 : -EINVAL;
}

static void hash(const char *serial, const char *digits, uint8_t hash_out[HASH])
{
    char text[ENROLMENT_SERIAL + DIGITS + 2];

    snprintf(text, sizeof(text), "%s %s", serial, digits);
    crypto_generichash(hash_out, HASH, (const uint8_t *)text, strlen(text), NULL, 0);
    sodium_memzero(text, sizeof(text));
}

int enrolment_offer(struct store *store, const char *serial, int64_t now,
                    char code_out[ENROLMENT_CODE])
{
    char digits[DIGITS + 1] = "";
    uint8_t hashed[HASH];
    int r;

    if (!enrolment_serial_ok(serial))
        return -EINVAL;
    for (size_t i = 0; i < DIGITS; i++)
        digits[i] = alphabet[randombytes_uniform(sizeof(alphabet) - 1)];
    hash(serial, digits, hashed);
    r = store_run(store, "INSERT OR REPLACE INTO enrolment VALUES(?,?,?,0,NULL)", "tbi", serial,
                  hashed, sizeof(hashed), now);
    if (r == 0)
        snprintf(code_out, ENROLMENT_CODE, "%.4s-%.4s-%.4s", digits, digits + GROUP,
                 digits + 2 * GROUP);
    sodium_memzero(digits, sizeof(digits));
    return r;
}

/* One that is waiting for a kiosk. */
struct offer {
    uint8_t hash[HASH], used_by[AUTHORITY_KEY_ID];
    int64_t offered_at, wrong;
    bool used;
};

static int read_offer(struct store *store, const char *serial, struct offer *offer_out)
{
    struct store_rows *rows = NULL;
    struct offer offer = {0};
    size_t size = 0;
    int r = store_ask(store, &rows,
                      "SELECT hash, offered_at, wrong, used_by FROM enrolment WHERE serial = ?",
                      "t", serial);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        const void *bytes = store_bytes(rows, 0, &size);

        if (size == HASH)
            memcpy(offer.hash, bytes, size);
        offer.offered_at = store_number(rows, 1);
        offer.wrong = store_number(rows, 2);
        bytes = store_bytes(rows, 3, &size);
        offer.used = size == AUTHORITY_KEY_ID;
        if (offer.used)
            memcpy(offer.used_by, bytes, size);
        *offer_out = offer;
    }
    store_done(rows);
    return r < 0 ? r : r == 1 ? 0 : -ENOENT;
}

int enrolment_take(struct store *store, const char *serial, const char *code,
                   const uint8_t key_id[AUTHORITY_KEY_ID], int64_t now,
                   enum enrolment_verdict *verdict_out)
{
    enum enrolment_verdict verdict = ENROLMENT_UNKNOWN;
    char digits[DIGITS + 1];
    uint8_t hashed[HASH] = {0};
    struct offer offer;
    int r = enrolment_serial_ok(serial) ? read_offer(store, serial, &offer) : -ENOENT;

    if (r == -ENOENT || (r == 0 && offer.wrong >= ENROLMENT_WRONG)) {
        *verdict_out = verdict;
        return 0;
    }
    if (r < 0)
        return r;
    if (normalise(code, digits) == 0)
        hash(serial, digits, hashed);
    if (sodium_memcmp(hashed, offer.hash, HASH) != 0)
        r = store_run(store, "UPDATE enrolment SET wrong = wrong + 1 WHERE serial = ?", "t",
                      serial);
    else if (offer.offered_at + (int64_t)ENROLMENT_DAYS * DAY_S < now)
        verdict = ENROLMENT_EXPIRED;
    else if (offer.used && memcmp(offer.used_by, key_id, AUTHORITY_KEY_ID) != 0)
        verdict = ENROLMENT_USED;
    else
        verdict = ENROLMENT_GOOD;
    if (r == 0 && verdict == ENROLMENT_GOOD)
        r = store_run(store, "UPDATE enrolment SET used_by = ? WHERE serial = ?", "bt", key_id,
                      (size_t)AUTHORITY_KEY_ID, serial);
    sodium_memzero(digits, sizeof(digits));
    if (r == 0)
        *verdict_out = verdict;
    return r;
}

int enrolment_issued(struct store *store, const char *certificate, const char *serial,
                     const char *renews, int64_t now, int64_t expires_at)
{
    return store_run(store, "INSERT INTO certificate VALUES(?,?,?,?,?)", "tttii", certificate,
                     serial, renews, now, expires_at);
}
