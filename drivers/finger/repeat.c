#include "repeat.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static int by_place(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct minutia));
}

static void digest_picture(const struct repeat *r, const struct picture *p,
                           uint8_t digest_out[REPEAT_DIGEST])
{
    const uint32_t size[2] = {p->width, p->height};
    crypto_generichash_state state;
    crypto_generichash_init(&state, r->key, sizeof r->key, REPEAT_DIGEST);
    crypto_generichash_update(&state, (const uint8_t *)size, sizeof size);
    crypto_generichash_update(&state, p->pixels, (size_t)p->width * p->height);
    crypto_generichash_final(&state, digest_out, REPEAT_DIGEST);
    explicit_bzero(&state, sizeof state);
}

/* In an order of its own: an extractor may list the same points in another. */
static void digest_minutiae(const struct repeat *r, const struct minutiae *live,
                            uint8_t digest_out[REPEAT_DIGEST])
{
    struct minutia sorted[MINUTIAE_MAX];
    memcpy(sorted, live->m, live->count * sizeof *sorted);
    qsort(sorted, live->count, sizeof *sorted, by_place);
    crypto_generichash(digest_out, REPEAT_DIGEST, (const uint8_t *)sorted,
                       live->count * sizeof *sorted, r->key, sizeof r->key);
    explicit_bzero(sorted, sizeof sorted);
}

bool repeat_seen(struct repeat *r, const struct picture *picture, const struct minutiae *live)
{
    unsigned kept = r->count < REPEAT_KEPT ? r->count : REPEAT_KEPT;
    unsigned at = r->count % REPEAT_KEPT;
    uint8_t seen_picture[REPEAT_DIGEST], seen_minutiae[REPEAT_DIGEST];

    digest_picture(r, picture, seen_picture);
    digest_minutiae(r, live, seen_minutiae);
    for (unsigned i = 0; i < kept; i++) {
        if (!memcmp(r->picture[i], seen_picture, REPEAT_DIGEST))
            return true;
        /* Bare glass has no minutiae twice in the same way, too. */
        if (live->count && !memcmp(r->minutiae[i], seen_minutiae, REPEAT_DIGEST))
            return true;
    }
    memcpy(r->picture[at], seen_picture, REPEAT_DIGEST);
    memcpy(r->minutiae[at], seen_minutiae, REPEAT_DIGEST);
    r->count++;
    return false;
}
