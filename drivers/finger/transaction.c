#include "transaction.h"

#include "thresholds.h"

#include <errno.h>
#include <math.h>

/* What the best, the second and the third capture of a finger count. */
static const double share[TRANSACTION_CAPTURES] = {1.0, 0.5, 0.2};

int transaction_begin(struct transaction *transaction_out, enum transaction_kind kind,
                      unsigned allowed)
{
    if (allowed < 1 || allowed > TRANSACTION_CAPTURES)
        return -EINVAL;
    *transaction_out = (struct transaction){.kind = kind, .allowed = allowed};
    return 0;
}

int transaction_add(struct transaction *t, unsigned finger, double score)
{
    unsigned k;

    if (finger >= TRANSACTION_FINGERS || (finger > 0 && t->kind == TRANSACTION_ONE))
        return -EINVAL;
    if (!isfinite(score) || score < 0.0)
        return -EINVAL;
    if (t->count[finger] == t->allowed)
        return -ENOSPC;
    for (k = t->count[finger]++; k > 0 && t->score[finger][k - 1] < score; k--)
        t->score[finger][k] = t->score[finger][k - 1];
    t->score[finger][k] = score;
    return 0;
}

double transaction_score(const struct transaction *t)
{
    double sum[TRANSACTION_FINGERS] = {0.0};

    for (unsigned f = 0; f < TRANSACTION_FINGERS; f++) {
        for (unsigned k = 0; k < t->count[f]; k++)
            sum[f] += share[k] * t->score[f][k];
    }
    return t->kind == TRANSACTION_BOTH ? sum[0] + sum[1] : fmax(sum[0], sum[1]);
}

double transaction_threshold(enum transaction_kind kind, unsigned allowed, unsigned score_class)
{
    return thresholds[kind][allowed - 1][score_class - 1];
}

unsigned transaction_class(const struct transaction *t)
{
    double score = transaction_score(t);

    if (score >= transaction_threshold(t->kind, t->allowed, 2))
        return 2;
    return score >= transaction_threshold(t->kind, t->allowed, 1) ? 1 : 0;
}
