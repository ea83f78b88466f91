#include "trials.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { PER_PAIR_HONEST = 4000, PER_PAIR_STRANGER = 12000, TRIES = 1000 };

/* One way to play: the same for all trials of a call. */
struct play {
    const struct database *d;
    struct trials *trials;
    unsigned fingers, rounds, number;
    enum trials_rule rule;
    uint64_t seed;
};

/* Prints shown of one finger. */
struct shown {
    unsigned finger, print[TRANSACTION_FINGERS * TRANSACTION_ROUNDS];
};

static unsigned draw(struct play *play, unsigned below)
{
    play->seed = play->seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((play->seed >> 33) % below);
}

static int append(struct trials *trials, struct trial trial)
{
    if (trials->count == trials->room) {
        size_t room = trials->room ? 2 * trials->room : 1 << 16;
        struct trial *more = realloc(trials->trial, room * sizeof *more);

        if (!more)
            return -ENOMEM;
        trials->trial = more;
        trials->room = room;
    }
    trials->trial[trials->count++] = trial;
    return 0;
}

/* Plays templates (a, i) and (b, k), the first alone for one finger, against what is shown. */
static int run(struct play *play, unsigned a, unsigned i, unsigned b, unsigned k,
               const struct shown *shown, unsigned kinds, bool honest)
{
    const struct database *d = play->d;
    struct transaction transaction;
    double best = 0.0, round = 0.0;

    transaction_begin(&transaction, play->fingers, play->rounds);
    for (unsigned n = 0; n < play->fingers * play->rounds; n++) {
        const struct shown *s = &shown[n % kinds];
        unsigned print = s->print[n / kinds], finger = n % play->fingers;
        double score[TRANSACTION_FINGERS] = {d->score[a][i][s->finger][print],
                                             d->score[b][k][s->finger][print]};

        transaction_add(&transaction, score);
        round = finger == 0 ? score[0] : round + score[1];
        best = fmax(best, round);
    }
    if (play->rule == TRIALS_FUSED)
        best = transaction_score(&transaction);
    return append(play->trials, (struct trial){(float)best, honest, (unsigned char)play->number,
                                               (unsigned char)a, (unsigned char)b});
}

/* Whether print j of finger g is the image template i of finger f was made of. */
static bool same_image(const struct database *d, unsigned f, unsigned i, unsigned g, unsigned j)
{
    return f == g && d->template_impression[f][i] == d->print_impression[g][j];
}

/* Every set of prints of finger g, in order. */
static int run_sets(struct play *play, unsigned f, unsigned i, struct shown *shown, unsigned taken,
                    unsigned from)
{
    const struct database *d = play->d;
    int err = 0;

    if (taken == play->rounds)
        return run(play, f, i, f, i, shown, 1, f == shown->finger);
    for (unsigned j = from; j < d->prints[shown->finger] && err == 0; j++) {
        if (same_image(d, f, i, shown->finger, j))
            continue;
        shown->print[taken] = j;
        err = run_sets(play, f, i, shown, taken + 1, j + 1);
    }
    return err;
}

static int play_one(struct play *play)
{
    int err = 0;

    for (unsigned f = 0; f < play->d->fingers; f++) {
        for (unsigned i = 0; i < play->d->templates[f]; i++) {
            for (unsigned g = 0; g < play->d->fingers && err == 0; g++) {
                struct shown shown = {.finger = g};

                err = run_sets(play, f, i, &shown, 0, 0);
            }
        }
    }
    return err;
}

/* Draws `count` different prints of shown->finger, none of them of template (f, i)'s or (e, k)'s
 * image; false when the finger has too few. */
static bool draw_prints(struct play *play, struct shown *shown, unsigned count, unsigned f,
                        unsigned i, unsigned e, unsigned k)
{
    const struct database *d = play->d;
    unsigned g = shown->finger, taken = 0;

    for (unsigned tries = 0; taken < count && tries < TRIES && d->prints[g]; tries++) {
        unsigned j = draw(play, d->prints[g]);
        bool fresh = !same_image(d, f, i, g, j) && !same_image(d, e, k, g, j);

        for (unsigned c = 0; c < taken; c++)
            fresh = fresh && shown->print[c] != j;
        if (fresh)
            shown->print[taken++] = j;
    }
    return taken == count;
}

static unsigned draw_other(struct play *play, unsigned a, unsigned b, unsigned c)
{
    unsigned f;

    do
        f = draw(play, play->d->fingers);
    while (f == a || f == b || f == c);
    return f;
}

static int play_pair(struct play *play, unsigned a, unsigned b, bool honest)
{
    const struct database *d = play->d;
    unsigned rounds = honest ? PER_PAIR_HONEST : PER_PAIR_STRANGER;
    int err = 0;

    if (d->templates[a] == 0 || d->templates[b] == 0)
        return 0;
    for (unsigned n = 0; n < rounds && err == 0; n++) {
        unsigned i = draw(play, d->templates[a]), k = draw(play, d->templates[b]);
        struct shown shown[2] = {{.finger = a}, {.finger = b}};
        unsigned kinds = honest || draw(play, 2) ? 2 : 1;
        unsigned each = 2 * play->rounds / kinds;

        if (!honest) {
            shown[0].finger = draw_other(play, a, b, b);
            shown[1].finger = draw_other(play, a, b, shown[0].finger);
        }
        if (!draw_prints(play, &shown[0], each, a, i, b, k) ||
            (kinds == 2 && !draw_prints(play, &shown[1], each, a, i, b, k)))
            continue;
        err = run(play, a, i, b, k, shown, kinds, honest);
    }
    return err;
}

int trials_add(struct trials *trials, const struct database *database, unsigned number,
               unsigned fingers, unsigned rounds, enum trials_rule rule)
{
    struct play play = {database, trials, fingers, rounds, number, rule, 1};
    int err = 0;

    if (fingers == 1)
        return play_one(&play);
    for (unsigned a = 0; a < database->fingers; a++) {
        for (unsigned b = 0; b < a && err == 0; b++) {
            err = play_pair(&play, a, b, true);
            /* A stranger has two fingers of his own. */
            if (err == 0 && database->fingers >= 4)
                err = play_pair(&play, a, b, false);
        }
    }
    return err;
}

void trials_free(struct trials *trials)
{
    free(trials->trial);
    *trials = (struct trials){0};
}
