#include "contact.h"

enum wire_contact contact_of(int64_t last, int64_t now)
{
    int64_t without = now - last;
    if (without >= CONTACT_LOST_S)
        return WIRE_CONTACT_LOST;
    return without >= CONTACT_LATE_S ? WIRE_CONTACT_LATE : WIRE_CONTACT_KEPT;
}

int64_t contact_ends_at(int64_t last)
{
    return last + CONTACT_LOST_S;
}
