#include "keyring.h"

#include "stage.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SEED = 32, LINE = 256 };

static int read_secret(const char *stage, const char *name, uint8_t secret_out[SEED])
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    int r = stage_read(stage, name, SEED, &bytes, &size);

    if (r == 0 && size != SEED)
        r = -EINVAL;
    if (r == 0)
        memcpy(secret_out, bytes, SEED);
    if (bytes)
        sodium_memzero(bytes, size);
    free(bytes);
    return r;
}

/* One line: SENDER KEYID ed25519 BASE64. */
static int read_device(const char *line, struct envelope_verifier *device_out)
{
    struct envelope_verifier device = {0};
    char algorithm[16], key[64];
    size_t size = 0;

    if (sscanf(line, "%63s %63s %15s %63s", device.id, device.key_id, algorithm, key) != 4 ||
        strcmp(algorithm, "ed25519") != 0 ||
        sodium_base642bin(device.public_key, sizeof(device.public_key), key, strlen(key), NULL,
                          &size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        size != sizeof(device.public_key))
        return -EINVAL;
    *device_out = device;
    return 0;
}

static int read_devices(const char *stage, struct keyring *keyring)
{
    char path[STAGE_PATH], line[LINE];
    FILE *file = NULL;
    int r = stage_path(stage, "keys/devices.keys", path);

    if (r < 0)
        goto out;
    file = fopen(path, "re");
    keyring->devices = calloc(KEYRING_DEVICES, sizeof(*keyring->devices));
    if (!file || !keyring->devices) {
        r = -errno;
        goto out;
    }
    while (r == 0 && fgets(line, sizeof(line), file)) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        if (keyring->device_count == KEYRING_DEVICES)
            r = -E2BIG;
        else
            r = read_device(line, &keyring->devices[keyring->device_count]);
        if (r == 0)
            keyring->device_count++;
    }
    if (r == 0 && ferror(file))
        r = -EIO;
out:
    if (file)
        fclose(file);
    return r;
}

/* The first of a kind, and the one that follows it in a rotation; either may be missing. */
static int read_own(const char *stage, const char *const names[KEYRING_OWN],
                    uint8_t seeds_out[KEYRING_OWN][SEED], bool there_out[KEYRING_OWN])
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < KEYRING_OWN; i++) {
        r = read_secret(stage, names[i], seeds_out[i]);
        there_out[i] = r == 0;
        if (r == -ENOENT)
            r = 0;
    }
    return r < 0 ? r : there_out[0] || there_out[1] ? 0 : -ENOENT;
}

static int read_signer(const char *stage, struct keyring *keyring)
{
    static const char *const names[] = {"keys/central.ed25519", "keys/central.c2.ed25519"};
    static const char *const ids[] = {"c1", "c2"};
    uint8_t seeds[KEYRING_OWN][SEED] = {{0}};
    bool there[KEYRING_OWN] = {false};
    int r = read_own(stage, names, seeds, there);

    if (r == 0)
        r = envelope_signer_init(seeds[!there[0]], KEYRING_SERVICE, ids[!there[0]],
                                 &keyring->signer);
    sodium_memzero(seeds, sizeof(seeds));
    return r;
}

static int read_seals(const char *stage, struct keyring *keyring)
{
    static const char *const names[] = {"keys/central.x25519", "keys/central.s2.x25519"};
    static const char *const ids[] = {"s1", "s2"};
    uint8_t seeds[KEYRING_OWN][SEED] = {{0}};
    bool there[KEYRING_OWN] = {false};
    int r = read_own(stage, names, seeds, there);

    for (size_t i = 0; r == 0 && i < KEYRING_OWN; i++) {
        struct keyring_seal *seal = &keyring->seals[keyring->seal_count];

        if (!there[i])
            continue;
        snprintf(seal->key_id, sizeof(seal->key_id), "%s", ids[i]);
        memcpy(seal->secret, seeds[i], SEED);
        if (crypto_scalarmult_base(seal->public, seal->secret) != 0)
            r = -EINVAL;
        keyring->seal_count++;
    }
    sodium_memzero(seeds, sizeof(seeds));
    return r;
}

int keyring_read(const char *stage, struct keyring *keyring_out)
{
    struct keyring keyring = {0};
    int r = snprintf(keyring.stage, sizeof(keyring.stage), "%s", stage) < KEYRING_PATH
                ? 0
                : -ENAMETOOLONG;

    if (r == 0)
        r = read_signer(stage, &keyring);
    if (r == 0)
        r = read_seals(stage, &keyring);
    if (r == 0)
        r = read_devices(stage, &keyring);
    if (r == 0)
        *keyring_out = keyring;
    else
        keyring_wipe(&keyring);
    return r;
}

const struct keyring_seal *keyring_seal(const struct keyring *keyring, const char *key_id)
{
    for (size_t i = 0; i < keyring->seal_count; i++) {
        if (strcmp(keyring->seals[i].key_id, key_id) == 0)
            return &keyring->seals[i];
    }
    return NULL;
}

bool keyring_revoked(const struct keyring *keyring, const char *what, const char *id)
{
    char path[STAGE_PATH], line[LINE], named[ENVELOPE_ID], named_id[ENVELOPE_ID];
    FILE *file = NULL;
    bool revoked = false;

    if (stage_path(keyring->stage, "keys/revoked", path) < 0)
        return true;
    file = fopen(path, "re");
    while (file && !revoked && fgets(line, sizeof(line), file))
        revoked = sscanf(line, "%63s %63s", named, named_id) == 2 && strcmp(named, what) == 0 &&
                  strcmp(named_id, id) == 0;
    if (!file && errno != ENOENT)
        revoked = true; /* a list that cannot be read may name anybody */
    if (file)
        fclose(file);
    return revoked;
}

int keyring_revoke(const struct keyring *keyring, const char *what, const char *id)
{
    char path[STAGE_PATH];
    FILE *file = NULL;
    int r = stage_path(keyring->stage, "keys/revoked", path);

    if (r < 0 || keyring_revoked(keyring, what, id))
        return r;
    file = fopen(path, "ae");
    if (!file)
        return -errno;
    if (fprintf(file, "%s %s\n", what, id) < 0 || fflush(file) || fsync(fileno(file)))
        r = -errno;
    fclose(file);
    return r;
}

void keyring_wipe(struct keyring *keyring)
{
    free(keyring->devices);
    sodium_memzero(keyring, sizeof(*keyring));
}
