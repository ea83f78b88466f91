#include "ranking.h"

#include <errno.h>
#include <stdlib.h>

struct waiting {
    int district, keeps; /* keeps: 0 has a place, 1 has none */
    int32_t need;
    int64_t family;
    size_t at;
};

int32_t ranking_need(const struct household *household, int32_t day)
{
    int32_t need = household->value[FACT_WELFARE];

    if (household->disaster_until >= day)
        need -= 2 * FACTS_WELFARE_MAX;
    return household_counted(household, FACT_ILLNESS) ? need - RANKING_ILLNESS : need;
}

int64_t ranking_quota(const struct rules *rules, const struct programme *programme, int district,
                      int64_t registered)
{
    return registered * rules->poverty_per_mille[district] * programme->quota_per_mille / 1000000;
}

static int compare(const void *a, const void *b)
{
    const struct waiting *one = a, *other = b;

    if (one->district != other->district)
        return one->district < other->district ? -1 : 1;
    if (one->keeps != other->keeps)
        return one->keeps < other->keeps ? -1 : 1;
    if (one->need != other->need)
        return one->need < other->need ? -1 : 1;
    return one->family < other->family ? -1 : one->family > other->family;
}

int ranking_fill(const struct rules *rules, const struct programme *programme, int32_t day,
                 const struct household *households, struct seat *seats, size_t count,
                 bool keep_places)
{
    struct waiting *waiting = malloc((count + 1) * sizeof(*waiting));
    int64_t registered[RULES_DISTRICTS] = {0}, left = 0;
    size_t eligible = 0;
    int32_t place = 0;

    if (!waiting)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++) {
        int district = household_district(&households[i]);

        registered[district] += households[i].registered;
        seats[i].place = 0;
        if (seats[i].verdict == VERDICT_QUEUED)
            waiting[eligible++] =
                (struct waiting){district, !(keep_places && seats[i].received),
                                 ranking_need(&households[i], day), households[i].family, i};
    }
    qsort(waiting, eligible, sizeof(*waiting), compare);
    for (size_t i = 0; i < eligible; i++) {
        struct seat *seat = &seats[waiting[i].at];
        int district = waiting[i].district;

        if (i == 0 || waiting[i - 1].district != district) {
            left = ranking_quota(rules, programme, district, registered[district]);
            place = 0;
        }
        if (left > 0) {
            seat->verdict = VERDICT_RECEIVING;
            left--;
        } else {
            seat->place = ++place;
        }
    }
    free(waiting);
    return 0;
}
