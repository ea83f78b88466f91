#include "sam.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/rand.h>
#include <openssl/sha.h>

enum { EF_BIODATA = 0x6ff1, EF_PHOTO = 0x6ff2, EF_LAST = 0x6ff5, LENGTH_FIELD = 2 };

const uint8_t *sam_secret(void)
{
    static const uint8_t secret[SAM_SECRET] = "secret of a SAM made for tests";
    return secret;
}

static size_t status(uint8_t *reply, uint16_t word)
{
    reply[0] = (uint8_t)(word >> 8);
    reply[1] = (uint8_t)word;
    return 2;
}

static size_t unlock(struct sam *sam, const uint8_t *data, size_t size, uint8_t *reply)
{
    sam->unlocks++;
    sam->open = size == SAM_SECRET && memcmp(data, sam_secret(), size) == 0;
    if (!sam->open)
        return status(reply, 0x6982);
    if (sam->trouble == SAM_EXPIRED) {
        sam->open = false;
        return status(reply, 0x6985);
    }
    return status(reply, 0x9000);
}

static void end_session(struct sam *sam)
{
    sam->session = SAM_NO_SESSION;
    sam->summing = sam->summing_next = sam->last_chunk = false;
    sam->selected = 0;
    memset(sam->sizes, 0, sizeof sam->sizes);
    memset(&sam->messaging, 0, sizeof sam->messaging);
}

/* The control file of a real card chooses keys; here only its size is looked at. */
static size_t challenge(struct sam *sam, uint8_t variant, const uint8_t *data, size_t size,
                        uint8_t *reply)
{
    uint8_t number[8];
    if (size != (variant == 1 ? 51u : 29u) + 16)
        return status(reply, 0x6a80);
    memcpy(number, data + size - 16, sizeof number);
    messaging_card_keys(number, sam->trouble == SAM_WRONG_KEYS, &sam->keys);
    if (RAND_bytes(sam->token, sizeof sam->token) != 1)
        abort();
    memcpy(sam->token + 8, data + size - 8, 8);
    messaging_seal(&sam->keys, sam->token, reply);
    sam->session = SAM_CHALLENGED;
    return MESSAGING_CRYPTOGRAM + status(reply + MESSAGING_CRYPTOGRAM, 0x9000);
}

static size_t meet(struct sam *sam, const uint8_t *data, size_t size, uint8_t *reply)
{
    uint8_t card[MESSAGING_TOKEN];
    bool known = sam->session == SAM_CHALLENGED && size == MESSAGING_CRYPTOGRAM &&
                 messaging_open(&sam->keys, data, card) && memcmp(card + 8, sam->token, 8) == 0;
    end_session(sam);
    if (!known)
        return status(reply, 0x6300);
    messaging_session(card, sam->token, &sam->messaging);
    sam->session = SAM_SESSION;
    return status(reply, 0x9000);
}

static size_t wrap(struct sam *sam, const uint8_t *data, size_t size, uint8_t *reply)
{
    size_t n = sam->session == SAM_SESSION
                   ? messaging_wrap_command(&sam->messaging, data, size, reply)
                   : 0;
    if (!n || n + 2 > SAM_REPLY_MAX)
        return status(reply, sam->session == SAM_SESSION ? 0x6700 : 0x6985);
    sam->ins = data[1];
    if (sam->ins == 0xa4 && size >= 7) {
        sam->selected = (uint16_t)(data[5] << 8 | data[6]);
        if (sam->selected != EF_BIODATA && !sam->summing_next)
            sam->selected = 0;
        sam->summing_next = false;
    }
    return n + status(reply + n, 0x9000);
}

/* Adds bytes to what is summed of a file. Files arrive from their beginning. */
static void add(struct sam *sam, uint16_t ef, const uint8_t *bytes, size_t size)
{
    if (!sam->summing || ef < EF_BIODATA || ef > EF_LAST)
        return;
    size_t *have = &sam->sizes[ef - EF_BIODATA];
    if (size > sizeof sam->contents[0] - *have)
        return;
    memcpy(sam->contents[ef - EF_BIODATA] + *have, bytes, size);
    *have += size;
}

static size_t unwrap(struct sam *sam, const uint8_t *data, size_t size, uint8_t *reply)
{
    uint8_t plain[MESSAGING_MAX];
    size_t n = sam->session == SAM_SESSION
                   ? messaging_unwrap_reply(&sam->messaging, data, size, plain)
                   : 0;
    if (!n) {
        end_session(sam);
        return status(reply, 0x6988);
    }
    if (n + 2 > SAM_REPLY_MAX)
        return status(reply, 0x6700);
    if (sam->ins == 0xb0)
        add(sam, sam->selected, plain, n - 2);
    memcpy(reply, plain, n);
    return n + status(reply + n, 0x9000);
}

/* Sums what each length field says was written; bytes behind it are padding. */
static bool verify(struct sam *sam)
{
    for (int i = 0; i < ISSUER_FILES; i++) {
        const uint8_t *file = sam->contents[i];
        size_t size = (size_t)(file[0] << 8 | file[1]);
        if (sam->sizes[i] < LENGTH_FIELD || size > sam->sizes[i] - LENGTH_FIELD)
            return false;
        SHA256(file + LENGTH_FIELD, size, sam->sums.of[i]);
    }
    return sam->last_chunk && issuer_verify(&sam->sums, sam->signature);
}

static size_t integrity(struct sam *sam, uint8_t step, const uint8_t *data, size_t size,
                        uint8_t *reply)
{
    bool good = sam->session == SAM_SESSION && (step == 0 || sam->summing);
    switch (step) {
    case 0x00:
        sam->summing = good;
        break;
    case 0x02:
        sam->last_chunk = good;
        break;
    case 0x03:
        add(sam, EF_PHOTO, data, size);
        break;
    case 0x04:
        return status(reply, !good ? 0x6985 : verify(sam) ? 0x9000 : 0x6300);
    case 0x05:
        sam->summing_next = good;
        break;
    case 0x06:
        good = good && size == ISSUER_SIGNATURE;
        if (good)
            memcpy(sam->signature, data, size);
        break;
    default:
        return status(reply, 0x6a86);
    }
    return status(reply, good ? 0x9000 : 0x6985);
}

size_t sam_answer(struct sam *sam, const uint8_t *apdu, size_t n, uint8_t *reply)
{
    size_t size = n > 5 ? apdu[4] : 0;
    if (sam->trouble == SAM_MUTE)
        return 0;
    if (sam->trouble == SAM_FORGETS) {
        sam->trouble = SAM_SOUND;
        sam_reset(sam);
    }
    if (n < 4 || (n > 5 && n != 5 + size))
        return status(reply, 0x6700);
    if (apdu[1] == 0xf0)
        return unlock(sam, apdu + 5, size, reply);
    if (!sam->open)
        return status(reply, 0x6982);
    switch (apdu[1]) {
    case 0xff:
        end_session(sam);
        return status(reply, 0x9000);
    case 0xf1:
        return challenge(sam, apdu[3], apdu + 5, size, reply);
    case 0xf2:
        return meet(sam, apdu + 5, size, reply);
    case 0xf3:
        return wrap(sam, apdu + 5, size, reply);
    case 0xf4:
        return unwrap(sam, apdu + 5, size, reply);
    case 0xfa:
        return integrity(sam, apdu[2], apdu + 5, size, reply);
    default:
        return status(reply, 0x6d00);
    }
}

void sam_reset(struct sam *sam)
{
    sam->open = false;
    end_session(sam);
}
