#include "transaction.h"

#include "thresholds.h"

#include <errno.h>
#include <math.h>

/* What the best, the second and the third capture of a finger count. */
static const double share[TRANSACTION_ROUNDS] = {1.0, 0.5, 0.2};

int transaction_begin(struct transaction *transaction_out, unsigned fingers, unsigned rounds)
{
    if (fingers < 1 || fingers > TRANSACTION_FINGERS || rounds < 1 || rounds > TRANSACTION_ROUNDS)
        return -EINVAL;
    *transaction_out = (struct transaction){.fingers = fingers, .rounds = rounds};
    return 0;
}

static void keep(double best[TRANSACTION_ROUNDS], unsigned rounds, double score)
{
    for (unsigned k = 0; k < rounds; k++) {
        double other = best[k];

        if (score > other) {
            best[k] = score;
            score = other;
        }
    }
}

int transaction_add(struct transaction *t, const double score[TRANSACTION_FINGERS])
{
    for (unsigned f = 0; f < t->fingers; f++) {
        if (!isfinite(score[f]) || score[f] < 0.0)
            return -EINVAL;
    }
    if (transaction_left(t) == 0)
        return -ENOSPC;
    t->captures++;
    for (unsigned f = 0; f < t->fingers; f++)
        keep(t->best[f], t->rounds, score[f]);
    return 0;
}

unsigned transaction_left(const struct transaction *t)
{
    return t->fingers * t->rounds - t->captures;
}

double transaction_score(const struct transaction *t)
{
    double sum = 0.0;

    for (unsigned f = 0; f < t->fingers; f++) {
        for (unsigned k = 0; k < t->rounds; k++)
            sum += share[k] * t->best[f][k];
    }
    return sum;
}

double transaction_threshold(unsigned fingers, unsigned rounds, unsigned score_class)
{
    return thresholds[fingers - 1][rounds - 1][score_class - 1];
}

unsigned transaction_class(const struct transaction *t)
{
    double score = transaction_score(t);

    if (score >= transaction_threshold(t->fingers, t->rounds, 2))
        return 2;
    return score >= transaction_threshold(t->fingers, t->rounds, 1) ? 1 : 0;
}
