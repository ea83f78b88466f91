#include "household.h"

#include "calendar.h"

int household_district(const struct household *household)
{
    return household->village / 10000;
}

bool household_outdated(const struct household *household, enum fact fact)
{
    return fact_cards[fact].personal && household->value[fact] != 0 &&
           (household->gone >> household->owner[fact] & 1) != 0;
}

int32_t household_counted(const struct household *household, enum fact fact)
{
    return household_outdated(household, fact) ? 0 : household->value[fact];
}

int household_present(const struct household *household)
{
    int present = 0;

    for (int i = 0; i < household->member_count; i++)
        present += (household->gone >> i & 1) == 0;
    return present;
}

int household_aged(const struct household *household, int32_t day, int from, int to)
{
    int found = 0;

    for (int i = 0; i < household->member_count; i++) {
        int age = calendar_age(household->born[i], day);
        found += (household->gone >> i & 1) == 0 && age >= from && age <= to;
    }
    return found;
}
