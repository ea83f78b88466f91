#include "bridge.h"

#include "dice.h"

#include <errno.h>
#include <string.h>

static const char *const names[SOURCE_STATES] = {
    [SOURCE_UP] = "up",
    [SOURCE_SLOW] = "slow",
    [SOURCE_DOWN] = "down",
    [SOURCE_WRONG] = "wrong",
};

const char *bridge_state_name(enum source_state state)
{
    return names[state];
}

int bridge_state_read(const char *name, enum source_state *state_out)
{
    for (int i = 0; i < SOURCE_STATES; i++) {
        if (strcmp(names[i], name) == 0) {
            *state_out = (enum source_state)i;
            return 0;
        }
    }
    return -EINVAL;
}

/* Values another family might have; far from what this one's are. */
static void mistake(struct household *household, enum source source)
{
    static const int32_t others[FACTS] = {
        [FACT_ENGINE] = 1300,     [FACT_WAGE] = 4200000,    [FACT_POWER] = 4400,
        [FACT_LAND] = 2400,       [FACT_CREDIT] = 80000000, [FACT_CIVIL] = 1,
        [FACT_BALANCE] = 1,       [FACT_WELFARE] = 8200,    [FACT_MEMBERS] = 1,
        [FACT_MEMBERS_DTSEN] = 1,
    };

    for (int f = 0; f < FACTS; f++) {
        if (fact_cards[f].source == source)
            household->value[f] = household->value[f] == others[f] ? 0 : others[f];
    }
}

static void fall_silent(struct household *household, enum source source)
{
    household->silent |= (uint16_t)(1u << source);
    for (int f = 0; f < FACTS; f++) {
        if (fact_cards[f].source == source)
            household->value[f] = 0;
    }
}

void bridge_ask(const struct bridge *bridge, struct household *household)
{
    for (int s = 0; s < SOURCES; s++) {
        struct dice dice = dice_make(0x53504c50u + (uint64_t)s, (uint64_t)household->family);
        int turn = dice_between(&dice, 0, 14);

        if (bridge->states[s] == SOURCE_DOWN || (bridge->states[s] == SOURCE_SLOW && turn < 5) ||
            (household->silent >> s & 1))
            fall_silent(household, (enum source)s);
        else if (bridge->states[s] == SOURCE_WRONG && turn < 3)
            mistake(household, (enum source)s);
    }
}
