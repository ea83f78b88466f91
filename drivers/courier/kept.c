#include "kept.h"

#include "instant.h"
#include "keyfile.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PATH_SIZE = 4096,
    OVERHEAD = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES,
    ROOM = ENVELOPE_MAX + OVERHEAD + 1,
};

static int path_of(const char *directory, const char *name, char path_out[PATH_SIZE])
{
    int n = snprintf(path_out, PATH_SIZE, "%s/%s", directory, name);
    return n > 0 && n < PATH_SIZE ? 0 : -ENAMETOOLONG;
}

static int put_sealed(const char *path, const uint8_t key[KEPT_KEY], const char *body, size_t size)
{
    uint8_t *box = malloc(size + OVERHEAD);
    int result;
    if (!box)
        return -ENOMEM;
    randombytes_buf(box, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (const uint8_t *)body, size, box, key);
    result = keyfile_put(path, box, size + OVERHEAD);
    free(box);
    return result;
}

int kept_put(const char *directory, const char *name, const uint8_t key[KEPT_KEY], const char *body,
             size_t size)
{
    char path[PATH_SIZE];
    int result = path_of(directory, name, path);
    if (result)
        return result;
    return key ? put_sealed(path, key, body, size) : keyfile_put(path, body, size);
}

/* In place; the size becomes that of what was sealed. */
static int unseal(const uint8_t key[KEPT_KEY], uint8_t *bytes, size_t *size)
{
    uint8_t *box = bytes + crypto_secretbox_NONCEBYTES;
    if (*size < OVERHEAD ||
        crypto_secretbox_open_easy(box, box, *size - crypto_secretbox_NONCEBYTES, bytes, key))
        return -EKEYREJECTED;
    *size -= OVERHEAD;
    memmove(bytes, box, *size);
    return 0;
}

/* When it was signed; 0 for what says no such thing. */
static int64_t signed_at(const char *body, size_t size)
{
    json_t *root = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
    const char *text =
        json_string_value(json_object_get(json_object_get(root, "header"), "message_ts"));
    int64_t at = 0;
    if (!text || instant_read(text, &at))
        at = 0;
    json_decref(root);
    return at;
}

static bool says(const json_t *header, const char *name, const char *value)
{
    const char *text = json_string_value(json_object_get(header, name));
    return text && !strcmp(text, value);
}

int kept_get(const char *directory, const char *name, const uint8_t key[KEPT_KEY],
             const struct mail *mail, const char *action, json_t **root_out,
             const json_t **message_out)
{
    const struct keyset *service = mail->service;
    char path[PATH_SIZE];
    uint8_t *body = NULL;
    const json_t *header;
    json_t *root = NULL;
    size_t size;
    int result = path_of(directory, name, path);
    if (result)
        return result;
    body = malloc(ROOM);
    if (!body)
        return -ENOMEM;
    result = keyfile_get(path, body, ROOM, &size);
    if (!result && key)
        result = unseal(key, body, &size);
    if (!result)
        result = envelope_open(service->verifiers, service->verifier_count, (const char *)body,
                               size, signed_at((const char *)body, size), &root);
    header = json_object_get(root, "header");
    if (!result &&
        (!says(header, "action", action) || !says(header, "receiver_id", mail->signer->id)))
        result = -EKEYREJECTED;
    sodium_memzero(body, ROOM);
    free(body);
    if (result) {
        json_decref(root);
        return result;
    }
    *root_out = root;
    *message_out = json_object_get(root, "message");
    return 0;
}
