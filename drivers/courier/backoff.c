#include "backoff.h"

int64_t backoff(int64_t first, int64_t most, uint32_t attempts, uint32_t random)
{
    int64_t whole = first;
    for (uint32_t i = 1; i < attempts && whole < most; i++)
        whole *= 2;
    if (whole > most)
        whole = most;
    return whole - (int64_t)((uint64_t)(whole / 2) * random >> 32);
}
