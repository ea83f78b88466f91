#include "verify.h"

#include "matcher.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct verify {
    unsigned fingers;
    uint8_t position[TRANSACTION_FINGERS];
    struct transaction transaction;
    struct matcher_print finger[TRANSACTION_FINGERS], live;
    struct matcher matcher;
};

static bool has_finger(const struct verify *v, uint8_t position)
{
    for (unsigned i = 0; i < v->fingers; i++)
        if (position && v->position[i] == position)
            return true;
    return false;
}

int verify_new(const struct minutiae *views, size_t count, unsigned rounds,
               struct verify **verify_out)
{
    int result = -ENODATA;
    struct verify *v = calloc(1, sizeof *v);
    if (!v)
        return -ENOMEM;
    for (size_t i = 0; i < count && v->fingers < TRANSACTION_FINGERS; i++) {
        if (has_finger(v, views[i].position) ||
            matcher_read(&views[i], POINTS_OTHER, &v->finger[v->fingers]))
            continue;
        v->position[v->fingers++] = views[i].position;
    }
    if (!v->fingers)
        goto out;
    result = transaction_begin(&v->transaction, v->fingers, rounds);
    if (result)
        goto out;
    *verify_out = v;
    v = NULL;
out:
    verify_free(v);
    return result;
}

uint8_t verify_position(const struct verify *v)
{
    return v->position[v->transaction.captures % v->fingers];
}

struct verify_result verify_round(struct verify *v, const struct minutiae *live)
{
    struct verify_result result = {.verdict = VERIFY_UNREADABLE};
    double score[TRANSACTION_FINGERS] = {0.0};
    if (matcher_read(live, POINTS_NBIS, &v->live))
        return result;
    for (unsigned i = 0; i < v->fingers; i++)
        score[i] = matcher_score(&v->matcher, &v->finger[i], &v->live);
    transaction_add(&v->transaction, score);
    explicit_bzero(&v->live, sizeof v->live);
    result.score = transaction_score(&v->transaction);
    result.score_class = transaction_class(&v->transaction);
    if (result.score_class)
        result.verdict = VERIFY_MATCHED;
    else
        result.verdict = transaction_left(&v->transaction) ? VERIFY_AGAIN : VERIFY_REFUSED;
    return result;
}

void verify_free(struct verify *v)
{
    if (!v)
        return;
    explicit_bzero(v, sizeof *v);
    free(v);
}
