#include "keys.h"

#include "keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define AUTHORITIES "authorities.pem"

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

int keys_generation_path(const char *path, unsigned generation, char *path_out, size_t size)
{
    int length = generation == 1 ? snprintf(path_out, size, "%s", path)
                                 : snprintf(path_out, size, "%s.%u", path, generation);
    return (size_t)length < size ? 0 : -ENAMETOOLONG;
}

unsigned keys_generations(const char *path)
{
    char beside[PATH_MAX];
    unsigned generation = 1;
    while (generation < KEYS_GENERATIONS_MAX &&
           !keys_generation_path(path, generation + 1, beside, sizeof beside) &&
           !access(beside, F_OK))
        generation++;
    return generation;
}

int keys_read_signer(const char *path, unsigned generation, const char *sender,
                     const char *first_id, struct envelope_signer *signer_out)
{
    char beside[PATH_MAX], key_id[ENVELOPE_ID + 16];
    uint8_t seed[KEYS_SEED];
    int result = keys_generation_path(path, generation, beside, sizeof beside);
    if (!result)
        result = keys_read_seed(beside, seed);
    (void)keys_generation_path(first_id, generation, key_id, sizeof key_id); /* in the same form */
    if (!result)
        result = envelope_signer_init(seed, sender, key_id, signer_out);
    sodium_memzero(seed, sizeof seed);
    return result;
}

/* An Ed25519 secret ends in its public half. */
void keys_public(const struct envelope_signer *signer, uint8_t public_out[KEYS_PUBLIC])
{
    memcpy(public_out, signer->secret + sizeof signer->secret - KEYS_PUBLIC, KEYS_PUBLIC);
}

static int read_line(const char *line, const char *id, struct keyset *keys)
{
    char key_id[ENVELOPE_ID], kind[16], text[64], rest[2];
    uint8_t key[32];
    size_t size;
    int fields = sscanf(line, " %63s %15s %63s %1s", key_id, kind, text, rest);
    long long issued_at;

    if (sscanf(line, " # issued_at %18lld", &issued_at) == 1)
        keys->issued_at = issued_at;
    if (fields <= 0 || *key_id == '#')
        return 0;
    if (fields != 3 ||
        sodium_base642bin(key, sizeof key, text, strlen(text), NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) ||
        size != sizeof key)
        return -EINVAL;
    if (!strcmp(kind, "ed25519")) {
        if (keys->verifier_count == KEYSET_VERIFIERS_MAX)
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

int keys_read_service(const char *path, const char *id, struct keyset *keys_out)
{
    struct keyset keys = {0};
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

static int learned_path(const char *folder, const char *name, char *path_out, size_t size)
{
    return (size_t)snprintf(path_out, size, "%s/%s", folder, name) < size ? 0 : -ENAMETOOLONG;
}

int keys_read_newest(const char *path, const char *folder, const char *id, struct keyset *keys_out)
{
    char beside[PATH_MAX];
    struct keyset keys = {0}, learned = {0};
    int result = keys_read_service(path, id, &keys);
    if (!result)
        result = learned_path(folder, "service.keys", beside, sizeof beside);
    if (result)
        return result;
    /* One that cannot be read is said anew with the next catalogue. */
    (void)keys_read_service(beside, id, &learned);
    *keys_out = learned.issued_at > keys.issued_at ? learned : keys;
    return 0;
}

int keys_authorities(const char *path, const char *folder, const char *id, char *path_out,
                     size_t size)
{
    char authorities[PATH_MAX];
    struct keyset keys = {0}, provisioned = {0};
    int result = keys_read_newest(path, folder, id, &keys);
    if (!result)
        result = keys_read_service(path, id, &provisioned);
    if (!result && keys.issued_at == provisioned.issued_at)
        result = -ENOENT;
    if (!result)
        result = learned_path(folder, AUTHORITIES, authorities, sizeof authorities);
    if (!result && access(authorities, R_OK))
        result = -errno;
    if (!result && strlen(authorities) >= size)
        result = -ENAMETOOLONG;
    if (!result)
        strcpy(path_out, authorities);
    return result;
}

static void put_key(FILE *to, const char *key_id, const char *kind, const uint8_t key[32])
{
    char text[sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_ORIGINAL)];
    sodium_bin2base64(text, sizeof text, key, 32, sodium_base64_VARIANT_ORIGINAL);
    fprintf(to, "%s %s %s\n", key_id, kind, text);
}

int keys_keep(const char *folder, const struct keyset *keys)
{
    char path[PATH_MAX], authorities[PATH_MAX], *text = NULL;
    size_t size = 0;
    int result = learned_path(folder, "service.keys", path, sizeof path);
    if (!result)
        result = learned_path(folder, AUTHORITIES, authorities, sizeof authorities);
    if (!result && *keys->authorities)
        result = keyfile_put(authorities, keys->authorities, strlen(keys->authorities));
    else if (!result && unlink(authorities) && errno != ENOENT)
        result = -errno;
    FILE *to = result ? NULL : open_memstream(&text, &size);
    if (!to)
        return result ? result : -ENOMEM;
    fprintf(to, "# issued_at %lld\n", (long long)keys->issued_at);
    for (size_t i = 0; i < keys->verifier_count; i++)
        put_key(to, keys->verifiers[i].key_id, "ed25519", keys->verifiers[i].public_key);
    put_key(to, keys->sealing_id, "x25519", keys->sealing);
    result = fclose(to) ? -ENOMEM : keyfile_put(path, text, size);
    free(text);
    return result;
}
