#include "family.h"

#include "calendar.h"

struct family_components family_components(const struct family *family, int32_t today)
{
    struct family_components found = {0};

    for (size_t i = 0; i < family->member_count; i++) {
        int age = calendar_age(family->members[i].born, today);

        found.small += age <= 6;
        found.primary += age >= 7 && age <= 12;
        found.lower += age >= 13 && age <= 15;
        found.upper += age >= 16 && age <= 18;
        found.elderly += age >= 60;
    }
    return found;
}
