#include "ranking.h"

#include <string.h>

void ranking_add(struct ranking *ranking, struct pair pair)
{
    unsigned low = 0, high = ranking->count, moved;

    while (low < high) {
        unsigned middle = (low + high) / 2;

        if (ranking->pair[middle].weight >= pair.weight)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == ranking->room)
        return;
    moved = ranking->count - low;
    if (ranking->count == ranking->room)
        moved--;
    else
        ranking->count++;
    memmove(&ranking->pair[low + 1], &ranking->pair[low], moved * sizeof pair);
    ranking->pair[low] = pair;
}
