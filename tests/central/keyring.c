#include "keyring.h"

#include "stage.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

int keyring_read(const char *stage, struct keyring *keyring_out)
{
    struct keyring keyring = {.seal_key_id = "s1"};
    uint8_t seed[SEED] = {0};
    int r = read_secret(stage, "keys/central.ed25519", seed);

    if (r == 0)
        r = envelope_signer_init(seed, KEYRING_SERVICE, "c1", &keyring.signer);
    sodium_memzero(seed, sizeof(seed));
    if (r == 0)
        r = read_secret(stage, "keys/central.x25519", keyring.seal_secret);
    if (r == 0 && crypto_scalarmult_base(keyring.seal_public, keyring.seal_secret) != 0)
        r = -EINVAL;
    if (r == 0)
        r = read_devices(stage, &keyring);
    if (r == 0)
        *keyring_out = keyring;
    else
        keyring_wipe(&keyring);
    return r;
}

void keyring_wipe(struct keyring *keyring)
{
    free(keyring->devices);
    sodium_memzero(keyring, sizeof(*keyring));
}
