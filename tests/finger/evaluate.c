/*
 * finger-evaluate: how often a matcher turns honest people away and lets strangers in.
 *
 *   finger-evaluate [--thresholds] TEMPLATES PRINTS MATRIX [TEMPLATES PRINTS MATRIX]...
 *
 * A database is two lists of file names (database.h) and the score matrix of finger-scores or
 * kiosk-finger --matrix. Prints, for each kind of transaction (trials.h):
 *   - FNMR at FMR 0.1 % and 0.01 %, one threshold over all databases pooled, with the 90 % interval
 *     of a bootstrap over fingers;
 *   - what a threshold fitted on all other databases does to each one;
 *   - what the shipped thresholds (drivers/finger/thresholds.h) do.
 * With --thresholds it prints that header instead, derived as its comment says.
 */
#include "database.h"
#include "trials.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DATABASES = 16, REPEATS = 1000, POOLED = -1 };

struct kind {
    const char *name;
    unsigned fingers, rounds;
    enum trials_rule rule;
};

static const struct kind kinds[] = {
    {"1 finger, 1 capture", 1, 1, TRIALS_FUSED}, {"1 finger, best of 3", 1, 3, TRIALS_BEST},
    {"1 finger, 2 fused", 1, 2, TRIALS_FUSED},   {"1 finger, 3 fused", 1, 3, TRIALS_FUSED},
    {"2 fingers, best of 3", 2, 3, TRIALS_BEST}, {"2 fingers, 1 round", 2, 1, TRIALS_FUSED},
    {"2 fingers, 2 rounds", 2, 2, TRIALS_FUSED}, {"2 fingers, 3 rounds", 2, 3, TRIALS_FUSED},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static const double promised[2] = {1e-3, 1e-4}; /* score class 1, 2 */

/* Strangers' tail: above the score TAIL of trials reach, excesses fall off exponentially. */
static const double TAIL = 0.02, MARGIN = 4.0;

static int rising(const void *a, const void *b)
{
    const float *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

/* Strangers' scores of one database, of all but `except`, or of all; sorted; the caller frees. */
static float *strangers(const struct trials *trials, int only, int except, size_t *count_out)
{
    float *score = malloc((trials->count + 1) * sizeof *score);
    size_t count = 0;

    if (!score)
        abort();
    for (size_t k = 0; k < trials->count; k++) {
        const struct trial *t = &trials->trial[k];

        if (!t->honest && (only == POOLED || t->database == only) && t->database != except)
            score[count++] = t->score;
    }
    qsort(score, count, sizeof *score, rising);
    *count_out = count;
    return score;
}

/* The least threshold that at most `rate` of the strangers reach. */
static double threshold(const struct trials *trials, int except, double rate)
{
    size_t count, above;
    float *score = strangers(trials, POOLED, except, &count);
    double t = INFINITY;

    above = (size_t)(rate * (double)count);
    if (above < count)
        t = (double)nextafterf(score[count - 1 - above], INFINITY);
    free(score);
    return t;
}

/* The same, read off the exponential tail of one database: works beyond the last stranger. */
static double tail_threshold(const struct trials *trials, int only, double rate)
{
    size_t count, above;
    float *score = strangers(trials, only, POOLED, &count);
    double start = INFINITY, excess = 0.0;

    above = (size_t)(TAIL * (double)count);
    if (above > 0) {
        start = (double)score[count - 1 - above];
        for (size_t k = count - above; k < count; k++)
            excess += ((double)score[k] - start) / (double)above;
    }
    free(score);
    return start + excess * log(TAIL / rate);
}

struct rates {
    double rate, low, high; /* low, high: 5 and 95 % of the bootstrap */
};

static int rising_double(const void *a, const void *b)
{
    const double *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

/* How often honest people fall short of a threshold, or strangers reach it. The bootstrap draws
 * the fingers of the templates anew within each database. */
static struct rates measure(const struct trials *trials, int only, bool honest, double at)
{
    static double hit[DATABASES][DATABASE_FINGERS][DATABASE_FINGERS];
    static double all[DATABASES][DATABASE_FINGERS][DATABASE_FINGERS];
    double drawn[REPEATS], hits = 0.0, total = 0.0;
    unsigned fingers[DATABASES] = {0};
    struct rates rates;

    memset(hit, 0, sizeof hit);
    memset(all, 0, sizeof all);
    for (size_t k = 0; k < trials->count; k++) {
        const struct trial *t = &trials->trial[k];
        bool wrong = honest ? (double)t->score < at : (double)t->score >= at;

        if (t->a >= fingers[t->database])
            fingers[t->database] = t->a + 1u;
        if (t->honest != honest || (only != POOLED && t->database != only))
            continue;
        hit[t->database][t->a][t->b] += wrong;
        all[t->database][t->a][t->b] += 1.0;
        hits += wrong;
        total += 1.0;
    }
    srand(1);
    for (unsigned r = 0; r < REPEATS; r++) {
        double h = 0.0, n = 0.0;

        for (unsigned d = 0; d < DATABASES && fingers[d]; d++) {
            double times[DATABASE_FINGERS] = {0.0};

            for (unsigned f = 0; f < fingers[d]; f++)
                times[(unsigned)rand() % fingers[d]] += 1.0;
            for (unsigned a = 0; a < fingers[d]; a++) {
                for (unsigned b = 0; b <= a; b++) {
                    double weight = a == b ? times[a] : times[a] * times[b];

                    h += weight * hit[d][a][b];
                    n += weight * all[d][a][b];
                }
            }
        }
        drawn[r] = n > 0.0 ? 100.0 * h / n : 0.0;
    }
    qsort(drawn, REPEATS, sizeof drawn[0], rising_double);
    rates.rate = total > 0.0 ? 100.0 * hits / total : NAN;
    rates.low = drawn[REPEATS / 20];
    rates.high = drawn[REPEATS - 1 - REPEATS / 20];
    return rates;
}

static void load(const struct kind *kind, struct database **databases, unsigned count,
                 struct trials *trials_out)
{
    *trials_out = (struct trials){0};
    for (unsigned d = 0; d < count; d++) {
        if (trials_add(trials_out, databases[d], d, kind->fingers, kind->rounds, kind->rule))
            abort();
    }
}

static void report(const struct kind *kind, const struct trials *trials, unsigned count)
{
    for (unsigned c = 0; c < 2; c++) {
        double at = threshold(trials, POOLED, promised[c]);
        struct rates miss = measure(trials, POOLED, true, at), let;

        printf("%-23s FMR %.2f %%: FNMR %6.3f %% (%.3f..%.3f) at %.2f", c ? "" : kind->name,
               100.0 * promised[c], miss.rate, miss.low, miss.high, at);
        if (kind->rule == TRIALS_FUSED) {
            at = transaction_threshold(kind->fingers, kind->rounds, c + 1);
            miss = measure(trials, POOLED, true, at);
            let = measure(trials, POOLED, false, at);
            printf("; shipped %.2f: FNMR %6.3f %% (%.3f..%.3f) FMR %.4f %% (%.4f..%.4f)", at,
                   miss.rate, miss.low, miss.high, let.rate, let.low, let.high);
        }
        printf("\n");
        for (unsigned d = 0; d < count && count > 1; d++) {
            at = threshold(trials, (int)d, promised[c]);
            printf("%25s database %u, fitted on the others: FNMR %6.3f %% FMR %.4f %%", "", d + 1,
                   measure(trials, (int)d, true, at).rate, measure(trials, (int)d, false, at).rate);
            if (kind->rule == TRIALS_FUSED) {
                at = transaction_threshold(kind->fingers, kind->rounds, c + 1);
                printf("; shipped: FNMR %6.3f %% FMR %.4f %%",
                       measure(trials, (int)d, true, at).rate,
                       measure(trials, (int)d, false, at).rate);
            }
            printf("\n");
        }
    }
}

static void print_thresholds(struct database **databases, unsigned count)
{
    printf("static const double thresholds[TRANSACTION_FINGERS][TRANSACTION_ROUNDS][2] = {\n");
    for (unsigned k = 0; k < KINDS; k++) {
        struct trials trials;

        if (kinds[k].rule != TRIALS_FUSED)
            continue;
        load(&kinds[k], databases, count, &trials);
        printf("%s{", kinds[k].rounds == 1 ? "    {" : " ");
        for (unsigned c = 0; c < 2; c++) {
            double most = threshold(&trials, POOLED, promised[c]);

            for (unsigned d = 0; d < count; d++)
                most = fmax(most, tail_threshold(&trials, (int)d, promised[c] / MARGIN));
            printf("%s%.2f", c ? ", " : "", ceil(100.0 * most) / 100.0);
        }
        printf("}%s", kinds[k].rounds == TRANSACTION_ROUNDS ? "},\n" : ",");
        trials_free(&trials);
    }
    printf("};\n");
}

int main(int argc, char **argv)
{
    struct database *databases[DATABASES];
    bool derive = argc > 1 && strcmp(argv[1], "--thresholds") == 0;
    unsigned count = 0;

    if (argc < 4 + derive || (argc - 1 - derive) % 3 != 0 || (argc - 1) / 3 > DATABASES) {
        fprintf(stderr, "usage: finger-evaluate [--thresholds] TEMPLATES PRINTS MATRIX ...\n");
        return 2;
    }
    for (int k = 1 + derive; k < argc; k += 3) {
        int err = database_read(argv[k], argv[k + 1], argv[k + 2], &databases[count]);

        if (err) {
            fprintf(stderr, "finger-evaluate: reading %s: %s\n", argv[k + 2], strerror(-err));
            return 1;
        }
        count++;
    }
    if (derive) {
        print_thresholds(databases, count);
    } else {
        for (unsigned k = 0; k < KINDS; k++) {
            struct trials trials;

            load(&kinds[k], databases, count, &trials);
            report(&kinds[k], &trials, count);
            trials_free(&trials);
        }
    }
    while (count > 0)
        free(databases[--count]);
    return 0;
}
