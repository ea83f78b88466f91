#include "dice.h"

#define GOLDEN 0x9e3779b97f4a7c15u

struct dice dice_make(uint64_t seed, uint64_t lane)
{
    struct dice dice = {.state = seed ^ (lane * 0xd1342543de82ef95u)};

    dice_bits(&dice);
    return dice;
}

uint64_t dice_bits(struct dice *dice)
{
    uint64_t z = dice->state += GOLDEN;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

int dice_between(struct dice *dice, int low, int high)
{
    return low + (int)(dice_bits(dice) % (uint64_t)(high - low + 1));
}
