#include "dial.h"

static const struct {
    int gain_db;
    int32_t factor; /* of 32768: 10 to the power of gain_db / 20 */
} levels[DIAL_LEVELS] = {
    {-30, 1036}, {-24, 2068}, {-18, 4125}, {-12, 8231}, {-6, 16423}, {0, 32768},
};

static const unsigned rates[DIAL_RATES] = {50, 65, 80, 100, 125, 160, 200};

struct dial dial_usual(unsigned loudness)
{
    return (struct dial){.level = loudness ? loudness - 1 : 2, .rate = 3};
}

void dial_louder(struct dial *d)
{
    if (d->level + 1 < DIAL_LEVELS)
        d->level++;
}

void dial_softer(struct dial *d)
{
    if (d->level > 0)
        d->level--;
}

void dial_faster(struct dial *d)
{
    if (d->rate + 1 < DIAL_RATES)
        d->rate++;
}

void dial_slower(struct dial *d)
{
    if (d->rate > 0)
        d->rate--;
}

int dial_gain_db(const struct dial *d)
{
    return levels[d->level].gain_db;
}

unsigned dial_rate_percent(const struct dial *d)
{
    return rates[d->rate];
}

void dial_mix(const struct dial *d, const int16_t *from, size_t count, int16_t *onto)
{
    for (size_t i = 0; i < count; i++) {
        int32_t sum = onto[i] + from[i] * levels[d->level].factor / 32768;
        onto[i] = (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
    }
}
