#include "audit.h"

#include "instant.h"
#include "journal.h"
#include "keys.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 512 };

/* Returns 1 for a checkpoint of this kiosk, 0 for another's, or -EINVAL. */
static int read_line(const char *line, const char *sender, struct journal_checkpoint *out)
{
    char who[ENVELOPE_ID], hash[2 * JOURNAL_HASH + 1], signature[96];
    struct journal_checkpoint c;
    size_t size;
    if (sscanf(line, " %63s %" SCNd64 " %" SCNd64 " %64s %95s", who, &c.sequence, &c.at, hash,
               signature) != 5 ||
        sodium_hex2bin(c.hash, sizeof c.hash, hash, strlen(hash), NULL, &size, NULL) ||
        size != sizeof c.hash ||
        sodium_base642bin(c.signature, sizeof c.signature, signature, strlen(signature), NULL,
                          &size, NULL, sodium_base64_VARIANT_ORIGINAL) ||
        size != sizeof c.signature)
        return -EINVAL;
    if (strcmp(who, sender))
        return 0;
    *out = c;
    return 1;
}

static int read_witnessed(const char *path, const char *sender,
                          struct journal_checkpoint **checkpoints_out, size_t *count_out)
{
    struct journal_checkpoint *list = NULL;
    char line[LINE];
    size_t count = 0;
    int result = 0;
    FILE *file = fopen(path, "re");
    if (!file)
        return -errno;
    while (result >= 0 && fgets(line, sizeof line, file)) {
        struct journal_checkpoint *more = realloc(list, (count + 1) * sizeof *list);
        if (!more) {
            result = -ENOMEM;
            break;
        }
        list = more;
        result = read_line(line, sender, &list[count]);
        count += result == 1;
    }
    if (result >= 0 && ferror(file))
        result = -EIO;
    fclose(file);
    if (result < 0) {
        free(list);
        return result;
    }
    *checkpoints_out = list;
    *count_out = count;
    return 0;
}

/* The public halves of all keys this device had. */
static int read_keys(const struct config *config,
                     uint8_t keys_out[KEYS_GENERATIONS_MAX][KEYS_PUBLIC], size_t *count_out)
{
    struct envelope_signer signer = {0};
    unsigned count = keys_generations(config->signing_key);
    int result = 0;
    for (unsigned i = 0; !result && i < count; i++) {
        result = keys_read_signer(config->signing_key, i + 1, config->sender,
                                  config->signing_key_id, &signer);
        keys_public(&signer, keys_out[i]);
    }
    sodium_memzero(&signer, sizeof signer);
    *count_out = count;
    return result;
}

int audit_verify(const struct config *config, const char *witnessed)
{
    struct journal_checkpoint *checkpoints = NULL;
    struct journal_verdict verdict;
    uint8_t keys[KEYS_GENERATIONS_MAX][KEYS_PUBLIC];
    struct journal_signers signers = {.sender = config->sender, .keys = keys};
    size_t count = 0;
    int result = read_keys(config, keys, &signers.count);
    if (!result && witnessed)
        result = read_witnessed(witnessed, config->sender, &checkpoints, &count);
    if (!result)
        result = journal_verify(config->data, &signers, checkpoints, count, &verdict);
    free(checkpoints);
    if (result)
        return result;
    if (verdict.flaw) {
        printf("journal: NOT SOUND: %s (entry %" PRId64 ")\n", journal_flaw_name(verdict.flaw),
               verdict.sequence);
        return -EKEYREJECTED;
    }
    printf("journal: sound: %" PRId64 " entries, pinned up to %" PRId64 ", %zu checkpoints of the "
           "service\n",
           verdict.entries, verdict.pinned, count);
    return 0;
}

static int print(void *context, const struct journal_entry *e)
{
    char at[INSTANT_TEXT] = "?";
    (void)context;
    (void)instant_write(e->at, at);
    printf("%" PRId64 " %s %s %s %s %s\n", e->sequence, e->boot, at,
           e->clock_kept ? "kept" : "free", e->event, e->detail);
    return 0;
}

int audit_export(const struct config *config)
{
    return journal_each(config->data, print, NULL);
}
