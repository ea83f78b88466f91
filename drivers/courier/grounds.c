#include "grounds.h"

void grounds_read(struct reading *r, const json_t *object,
                  struct wire_ground grounds_out[WIRE_GROUNDS_MAX], uint32_t *count_out)
{
    const json_t *ground;
    uint32_t count = 0;
    size_t i;
    json_array_foreach(reading_list(r, object, "grounds"), i, ground)
    {
        if (count == WIRE_GROUNDS_MAX)
            break;
        struct wire_ground *g = &grounds_out[count++];
        READING_ID(r, ground, "code", g->code);
        reading_told(r, ground, "text", "code", g->text, sizeof g->text);
        READING_WORDS(r, ground, "asks", g->asks);
        READING_WORDS(r, ground, "evidence", g->evidence);
        g->unrecorded = reading_bool(r, ground, "unrecorded", false);
    }
    *count_out = count;
}
