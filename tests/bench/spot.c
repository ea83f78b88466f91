#include "spot.h"

#include <jansson.h>
#include <string.h>

static struct spot on_page(json_t *dump, const char *key, const char *value)
{
    struct spot spot = {-1, -1};
    json_t *element;
    size_t i;
    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        const char *is = json_string_value(json_object_get(element, key));
        int x, y, w, h;
        if (spot.x < 0 && is && !strncmp(is, value, strlen(value)) &&
            !json_unpack(element, "{s:[i, i, i, i]}", "rect_px", &x, &y, &w, &h))
            spot = (struct spot){x + w / 2, y + h / 2};
    }
    return spot;
}

struct spot spot_find(const struct steps *steps, const char *scene, const char *key,
                      const char *value)
{
    struct spot spot = {-1, -1};
    for (int step = -1; spot.x < 0 && (step = steps_find(steps, step + 1, scene)) >= 0;) {
        json_t *dump = steps_dump(steps, step);
        spot = on_page(dump, key, value);
        json_decref(dump);
    }
    return spot;
}
