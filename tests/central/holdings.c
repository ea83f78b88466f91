#include "holdings.h"

#include "calendar.h"

/* How often, in a hundred families. */
enum {
    UNREGISTERED = 8,
    SILENT_SOURCE = 3,
    STALE_VEHICLE = 4, /* sold long ago, still with Polri */
    COUNTED_WRONG = 5, /* DTSEN's number of members is not Dukcapil's */
    NEW_MEMBER = 3,
    RECEIVED_PKH = 40, /* of those of little welfare */
    RECEIVED_BPNT = 55,
};

static bool often(struct dice *dice, int in_hundred)
{
    return dice_between(dice, 1, 100) <= in_hundred;
}

static uint8_t draw_adult(struct dice *dice, int32_t today, const struct family *family)
{
    int at = dice_between(dice, 0, family->household.member_count - 1);

    return calendar_age(family->members[at].born, today) >= FAMILY_ADULT ? (uint8_t)at : 0;
}

static void draw_property(struct dice *dice, int welfare, int32_t *value)
{
    if (often(dice, 20 + welfare / 140))
        value[FACT_ENGINE] = welfare > 8000 && often(dice, 50)   ? 1300
                             : welfare > 4500 && often(dice, 40) ? 155
                                                                 : 110;
    value[FACT_POWER] = welfare < 2500   ? 450
                        : welfare < 5500 ? 900
                        : welfare < 7500 ? 1300
                        : welfare < 8800 ? 2200
                                         : 3500;
    if (often(dice, 25))
        value[FACT_LAND] =
            welfare > 6000 ? dice_between(dice, 600, 4800) : dice_between(dice, 120, 800);
    if (often(dice, 15 + welfare / 300))
        value[FACT_CREDIT] = 500000 * dice_between(dice, 2, 10 + welfare / 80);
    value[FACT_BALANCE] = welfare > 8500 && often(dice, 30);
}

static void draw_work(struct dice *dice, int welfare, int32_t *value)
{
    if (often(dice, 5 + welfare / 250))
        value[FACT_WAGE] = welfare < 5000 ? 50000 * dice_between(dice, 30, 55)
                                          : 50000 * dice_between(dice, 45, 130);
    value[FACT_CIVIL] = welfare > 5500 && often(dice, 8);
}

static void draw_health(struct dice *dice, int32_t today, const struct family *family,
                        struct household *household)
{
    household->value[FACT_DISABLED] = often(dice, 2);
    household->value[FACT_ILLNESS] = often(dice, 11);
    for (uint8_t i = 0; i < household->member_count; i++) {
        int age = calendar_age(family->members[i].born, today);

        if (family->members[i].sex == 'P' && age >= 19 && age <= 42 && often(dice, 4)) {
            household->value[FACT_PREGNANT] = 1;
            household->owner[FACT_PREGNANT] = i;
        }
    }
}

void holdings_draw(struct dice *dice, int32_t today, struct family *family)
{
    static const enum fact owned[] = {FACT_ENGINE, FACT_WAGE,    FACT_LAND,     FACT_CREDIT,
                                      FACT_CIVIL,  FACT_BALANCE, FACT_DISABLED, FACT_ILLNESS};
    struct household *household = &family->household;
    int welfare = dice_between(dice, 1, FACTS_WELFARE_MAX);
    bool pkh, bpnt;

    household->registered = !often(dice, UNREGISTERED);
    household->value[FACT_WELFARE] = welfare;
    draw_property(dice, welfare, household->value);
    draw_work(dice, welfare, household->value);
    draw_health(dice, today, family, household);
    if (welfare < 4000 && often(dice, STALE_VEHICLE))
        household->value[FACT_ENGINE] = 155;
    household->value[FACT_MEMBERS] = household->member_count;
    household->value[FACT_MEMBERS_DTSEN] =
        household->member_count - (household->member_count > 1 && often(dice, COUNTED_WRONG));
    household->value[FACT_NEW_MEMBER] = household->member_count > 1 && often(dice, NEW_MEMBER);
    for (size_t i = 0; i < sizeof(owned) / sizeof(*owned); i++)
        household->owner[owned[i]] = draw_adult(dice, today, family);
    if (often(dice, SILENT_SOURCE))
        household->silent = (uint16_t)(1u << dice_between(dice, SOURCE_BPJS_TK, SOURCE_BKN));
    pkh = household->registered && welfare < 5200 && often(dice, RECEIVED_PKH);
    bpnt = household->registered && welfare < 6000 && often(dice, RECEIVED_BPNT);
    family->received = pkh && bpnt ? "PKH BPNT" : pkh ? "PKH" : bpnt ? "BPNT" : "";
}
