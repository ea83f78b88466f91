#include "keys.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int keys_read_seed(const char *path, uint8_t seed_out[KEYS_SEED])
{
    uint8_t bytes[KEYS_SEED + 1];
    struct stat st;
    ssize_t got;
    int result = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    if (fstat(fd, &st)) {
        result = -errno;
        goto out;
    }
    if (st.st_mode & (S_IRWXG | S_IRWXO)) {
        result = -EACCES;
        goto out;
    }
    got = read(fd, bytes, sizeof bytes);
    if (got < 0)
        result = -errno;
    else if (got != KEYS_SEED)
        result = -EINVAL;
    else
        memcpy(seed_out, bytes, KEYS_SEED);
out:
    sodium_memzero(bytes, sizeof bytes);
    close(fd);
    return result;
}

static int read_line(const char *line, const char *id, struct keys_service *keys)
{
    char key_id[ENVELOPE_ID], kind[16], text[64], rest[2];
    uint8_t key[32];
    size_t size;
    int fields = sscanf(line, " %63s %15s %63s %1s", key_id, kind, text, rest);

    if (fields <= 0 || *key_id == '#')
        return 0;
    if (fields != 3 ||
        sodium_base642bin(key, sizeof key, text, strlen(text), NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) ||
        size != sizeof key)
        return -EINVAL;
    if (!strcmp(kind, "ed25519")) {
        if (keys->verifier_count == KEYS_VERIFIERS_MAX)
            return -EINVAL;
        struct envelope_verifier *v = &keys->verifiers[keys->verifier_count++];
        strcpy(v->id, id);
        strcpy(v->key_id, key_id);
        memcpy(v->public_key, key, sizeof key);
    } else if (!strcmp(kind, "x25519")) {
        if (*keys->sealing_id)
            return 0;
        strcpy(keys->sealing_id, key_id);
        memcpy(keys->sealing, key, sizeof key);
    } else {
        return -EINVAL;
    }
    return 0;
}

int keys_read_service(const char *path, const char *id, struct keys_service *keys_out)
{
    struct keys_service keys = {0};
    char line[256];
    int result = 0;
    FILE *file;
    if (strlen(id) >= ENVELOPE_ID)
        return -EINVAL;
    file = fopen(path, "re");
    if (!file)
        return -errno;
    while (!result && fgets(line, sizeof line, file))
        result = read_line(line, id, &keys);
    if (!result && ferror(file))
        result = -EIO;
    if (!result && (!keys.verifier_count || !*keys.sealing_id))
        result = -EINVAL;
    if (!result)
        *keys_out = keys;
    fclose(file);
    return result;
}
