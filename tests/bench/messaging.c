#include "messaging.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

enum { CIPHERED = 0x87, LE = 0x97, STATUS = 0x99, MAC = 0x8e, MAC_OBJECT = 10 };

static const uint8_t zeros[MESSAGING_BLOCK];

/* size is a multiple of a block. A failure of the library is a failure of the bench. */
static void des(const uint8_t key[MESSAGING_KEY], const EVP_CIPHER *mode, bool encrypt,
                const uint8_t *in, size_t size, uint8_t *out)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int n = 0;
    if (!context || !EVP_CipherInit_ex(context, mode, NULL, key, zeros, encrypt) ||
        !EVP_CIPHER_CTX_set_padding(context, 0) ||
        !EVP_CipherUpdate(context, out, &n, in, (int)size) || n != (int)size)
        abort();
    EVP_CIPHER_CTX_free(context);
}

/* ISO/IEC 9797-1 padding method 2. */
static size_t pad(uint8_t *bytes, size_t size)
{
    bytes[size++] = 0x80;
    while (size % MESSAGING_BLOCK)
        bytes[size++] = 0;
    return size;
}

static void mac(const uint8_t key[MESSAGING_KEY], const uint8_t *bytes, size_t size,
                uint8_t mac_out[MESSAGING_BLOCK])
{
    uint8_t padded[2 * MESSAGING_MAX], out[2 * MESSAGING_MAX];
    memcpy(padded, bytes, size);
    size = pad(padded, size);
    des(key, EVP_des_ede_cbc(), true, padded, size, out);
    memcpy(mac_out, out + size - MESSAGING_BLOCK, MESSAGING_BLOCK);
}

void messaging_card_keys(const uint8_t number[8], uint8_t generation, struct messaging *keys_out)
{
    static const uint8_t master[MESSAGING_KEY] = "KIOSK TEST KEYS";
    uint8_t input[4 * MESSAGING_BLOCK], keys[sizeof input];
    for (size_t i = 0; i < sizeof input; i++)
        input[i] = (uint8_t)(number[i % 8] ^ (i / MESSAGING_BLOCK * 0x35) ^ generation);
    des(master, EVP_des_ede_ecb(), true, input, sizeof input, keys);
    memset(keys_out, 0, sizeof *keys_out);
    memcpy(keys_out->enc, keys, MESSAGING_KEY);
    memcpy(keys_out->mac, keys + MESSAGING_KEY, MESSAGING_KEY);
}

void messaging_seal(const struct messaging *keys, const uint8_t token[MESSAGING_TOKEN],
                    uint8_t cryptogram_out[MESSAGING_CRYPTOGRAM])
{
    des(keys->enc, EVP_des_ede_cbc(), true, token, MESSAGING_TOKEN, cryptogram_out);
    mac(keys->mac, cryptogram_out, MESSAGING_TOKEN, cryptogram_out + MESSAGING_TOKEN);
}

bool messaging_open(const struct messaging *keys, const uint8_t cryptogram[MESSAGING_CRYPTOGRAM],
                    uint8_t token_out[MESSAGING_TOKEN])
{
    uint8_t own[MESSAGING_BLOCK];
    mac(keys->mac, cryptogram, MESSAGING_TOKEN, own);
    if (CRYPTO_memcmp(own, cryptogram + MESSAGING_TOKEN, sizeof own) != 0)
        return false;
    des(keys->enc, EVP_des_ede_cbc(), false, cryptogram, MESSAGING_TOKEN, token_out);
    return true;
}

void messaging_session(const uint8_t card[MESSAGING_TOKEN], const uint8_t sam[MESSAGING_TOKEN],
                       struct messaging *session_out)
{
    uint8_t seed[2 * MESSAGING_BLOCK], input[4 * MESSAGING_BLOCK], keys[sizeof input];
    for (size_t i = 0; i < sizeof seed; i++)
        seed[i] = card[16 + i] ^ sam[16 + i];
    for (size_t i = 0; i < sizeof input; i++)
        input[i] = (uint8_t)(i / MESSAGING_BLOCK + 1);
    des(seed, EVP_des_ede_cbc(), true, input, sizeof input, keys);
    memcpy(session_out->enc, keys, MESSAGING_KEY);
    memcpy(session_out->mac, keys + MESSAGING_KEY, MESSAGING_KEY);
    memcpy(session_out->counter, card + 4, 4); /* a token begins with its maker's random */
    memcpy(session_out->counter + 4, sam + 4, 4);
}

static void count(struct messaging *session)
{
    for (int i = MESSAGING_BLOCK - 1; i >= 0 && ++session->counter[i] == 0; i--)
        ;
}

/* MAC of counter, header (a command's four bytes, none of a reply) and data objects. */
static void sign(const struct messaging *session, const uint8_t *header, const uint8_t *objects,
                 size_t size, uint8_t mac_out[MESSAGING_BLOCK])
{
    uint8_t bytes[2 * MESSAGING_MAX];
    size_t n = MESSAGING_BLOCK;
    memcpy(bytes, session->counter, n);
    if (header) {
        memcpy(bytes + n, header, 4);
        n = pad(bytes, n + 4);
    }
    memcpy(bytes + n, objects, size);
    mac(session->mac, bytes, n + size, mac_out);
}

static size_t put_ciphered(const struct messaging *session, const uint8_t *data, size_t size,
                           uint8_t *out)
{
    uint8_t padded[MESSAGING_MAX + MESSAGING_BLOCK];
    size_t n = 0;
    memcpy(padded, data, size);
    size = pad(padded, size);
    out[n++] = CIPHERED;
    if (size + 1 > 0x7f)
        out[n++] = 0x81;
    out[n++] = (uint8_t)(size + 1);
    out[n++] = 0x01;
    des(session->enc, EVP_des_ede_cbc(), true, padded, size, out + n);
    return n + size;
}

/* What stands in wrapped bytes; NULL and 0 for what does not. */
struct objects {
    const uint8_t *ciphered, *le, *status, *mac;
    size_t ciphered_size, signed_size; /* signed: everything before the MAC */
};

static bool find_objects(const uint8_t *bytes, size_t size, struct objects *objects_out)
{
    struct objects o = {0};
    for (size_t i = 0; i < size;) {
        size_t at = i;
        uint8_t tag = bytes[i++];
        if (i < size && bytes[i] == 0x81)
            i++;
        size_t length = i < size ? bytes[i++] : size;
        if (o.mac || length > size - i)
            return false;
        if (tag == CIPHERED && length > 1 && (length - 1) % MESSAGING_BLOCK == 0) {
            o.ciphered = bytes + i + 1;
            o.ciphered_size = length - 1;
        } else if (tag == LE && length == 1) {
            o.le = bytes + i;
        } else if (tag == STATUS && length == 2) {
            o.status = bytes + i;
        } else if (tag == MAC && length == MESSAGING_BLOCK) {
            o.mac = bytes + i;
            o.signed_size = at;
        } else {
            return false;
        }
        i += length;
    }
    *objects_out = o;
    return o.mac != NULL;
}

/* Returns the clear bytes, or a size above MESSAGING_MAX for a bad padding. */
static size_t take_ciphered(const struct messaging *session, const struct objects *o, uint8_t *out)
{
    uint8_t padded[MESSAGING_MAX];
    size_t n = o->ciphered_size;
    if (!o->ciphered)
        return 0;
    des(session->enc, EVP_des_ede_cbc(), false, o->ciphered, n, padded);
    while (n && !padded[n - 1])
        n--;
    if (!n || padded[--n] != 0x80)
        return MESSAGING_MAX + 1;
    memcpy(out, padded, n);
    return n;
}

size_t messaging_wrap_command(struct messaging *session, const uint8_t *plain, size_t size,
                              uint8_t *out)
{
    uint8_t objects[2 * MESSAGING_MAX];
    size_t n = 0, lc = size > 5 ? plain[4] : 0;
    if (size < 4 || (size > 5 && size != 5 + lc && size != 6 + lc))
        return 0;
    memcpy(out, plain, 4);
    out[0] |= 0x0c;
    count(session);
    if (lc)
        n = put_ciphered(session, plain + 5, lc, objects);
    if (size == 5 || size == 6 + lc) {
        objects[n++] = LE;
        objects[n++] = 1;
        objects[n++] = plain[size - 1];
    }
    if (n + MAC_OBJECT > 255)
        return 0;
    sign(session, out, objects, n, objects + n + 2);
    objects[n++] = MAC;
    objects[n++] = MESSAGING_BLOCK;
    n += MESSAGING_BLOCK;
    out[4] = (uint8_t)n;
    memcpy(out + 5, objects, n);
    out[5 + n] = 0;
    return 6 + n;
}

size_t messaging_unwrap_command(struct messaging *session, const uint8_t *wrapped, size_t size,
                                uint8_t *out)
{
    uint8_t own[MESSAGING_BLOCK];
    struct objects o;
    count(session);
    if (size < 6 || size > MESSAGING_MAX || size != 6u + wrapped[4] ||
        !find_objects(wrapped + 5, wrapped[4], &o))
        return 0;
    sign(session, wrapped, wrapped + 5, o.signed_size, own);
    if (CRYPTO_memcmp(own, o.mac, sizeof own) != 0)
        return 0;
    size_t n = take_ciphered(session, &o, out + 5);
    if (n > 255)
        return 0;
    memcpy(out, wrapped, 4);
    out[0] = (uint8_t)(out[0] & ~0x0c);
    out[4] = (uint8_t)n;
    n += n ? 5 : 4;
    if (o.le)
        out[n++] = *o.le;
    return n;
}

size_t messaging_wrap_reply(struct messaging *session, const uint8_t *plain, size_t size,
                            uint8_t *out)
{
    size_t n = 0;
    count(session);
    if (size > 2)
        n = put_ciphered(session, plain, size - 2, out);
    out[n++] = STATUS;
    out[n++] = 2;
    memcpy(out + n, plain + size - 2, 2);
    n += 2;
    sign(session, NULL, out, n, out + n + 2);
    out[n++] = MAC;
    out[n++] = MESSAGING_BLOCK;
    return n + MESSAGING_BLOCK;
}

size_t messaging_unwrap_reply(struct messaging *session, const uint8_t *wrapped, size_t size,
                              uint8_t *out)
{
    uint8_t own[MESSAGING_BLOCK];
    struct objects o;
    count(session);
    if (size > MESSAGING_MAX || !find_objects(wrapped, size, &o) || !o.status)
        return 0;
    sign(session, NULL, wrapped, o.signed_size, own);
    if (CRYPTO_memcmp(own, o.mac, sizeof own) != 0)
        return 0;
    size_t n = take_ciphered(session, &o, out);
    if (n + 2 > MESSAGING_MAX)
        return 0;
    memcpy(out + n, o.status, 2);
    return n + 2;
}
