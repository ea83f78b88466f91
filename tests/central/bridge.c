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

/* What comes over the bridge: whose it is, and the source's facts. */
struct sent {
    bool came;
    int64_t about;
    int32_t value[FACTS];
};

/* Another family's records: far from what this one's are. */
static void mistake(enum source source, struct sent *sent)
{
    static const int32_t others[FACTS] = {
        [FACT_ENGINE] = 1300,     [FACT_WAGE] = 4200000,    [FACT_POWER] = 4400,
        [FACT_LAND] = 2400,       [FACT_CREDIT] = 80000000, [FACT_CIVIL] = 1,
        [FACT_BALANCE] = 1,       [FACT_WELFARE] = 8200,    [FACT_MEMBERS] = 1,
        [FACT_MEMBERS_DTSEN] = 1,
    };

    sent->about++;
    for (int f = 0; f < FACTS; f++) {
        if (fact_cards[f].source == source)
            sent->value[f] = others[f];
    }
}

static struct sent ask(enum source_state state, enum source source,
                       const struct household *household)
{
    struct dice dice = dice_make(0x53504c50u + (uint64_t)source, (uint64_t)household->family);
    struct sent sent = {.came = (household->silent >> source & 1) == 0, .about = household->family};
    int turn = dice_between(&dice, 0, 14);

    memcpy(sent.value, household->value, sizeof(sent.value));
    switch (state) {
    case SOURCE_UP:
    case SOURCE_STATES:
        break;
    case SOURCE_SLOW:
        sent.came = sent.came && turn >= 5;
        break;
    case SOURCE_DOWN:
        sent.came = false;
        break;
    case SOURCE_WRONG:
        if (turn < 3)
            mistake(source, &sent);
        break;
    }
    return sent;
}

void bridge_ask(const struct bridge *bridge, struct household *household)
{
    for (int s = 0; s < SOURCES; s++) {
        struct sent sent = ask(bridge->states[s], (enum source)s, household);
        bool heard = sent.came && sent.about == household->family;

        if (!heard)
            household->silent |= (uint16_t)(1u << s);
        for (int f = 0; f < FACTS; f++) {
            if (fact_cards[f].source == (enum source)s)
                household->value[f] = heard ? sent.value[f] : 0;
        }
    }
}
