#include "attempts.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

static const int64_t DAY_MS = INT64_C(24) * 60 * 60 * 1000;

void attempts_name(const struct attempts *a, const struct wire_card *card,
                   uint8_t name_out[ATTEMPTS_DIGEST])
{
    crypto_generichash(name_out, ATTEMPTS_DIGEST, card->uid, card->uid_size, a->key, sizeof a->key);
}

static void forget(struct attempts *a, unsigned at)
{
    a->count--;
    memmove(&a->attempt[at], &a->attempt[at + 1], (a->count - at) * sizeof *a->attempt);
    sodium_memzero(&a->attempt[a->count], sizeof *a->attempt);
}

int attempts_take(struct attempts *a, const struct wire_card *card, int64_t steady_ms)
{
    struct attempt new = {.at_ms = steady_ms};
    unsigned taken = 0;
    while (a->count && steady_ms - a->attempt[0].at_ms >= DAY_MS)
        forget(a, 0);
    attempts_name(a, card, new.card);
    for (unsigned i = 0; i < a->count; i++)
        taken += !memcmp(a->attempt[i].card, new.card, sizeof new.card);
    if (taken >= ATTEMPTS_A_DAY)
        return -EDQUOT;
    if (a->count == ATTEMPTS_KEPT)
        forget(a, 0);
    a->attempt[a->count++] = new;
    return 0;
}

void attempts_give_back(struct attempts *a, const uint8_t name[ATTEMPTS_DIGEST])
{
    for (unsigned i = a->count; i-- > 0;)
        if (!memcmp(a->attempt[i].card, name, ATTEMPTS_DIGEST)) {
            forget(a, i);
            return;
        }
}
