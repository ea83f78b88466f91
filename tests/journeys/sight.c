#include "sight.h"

#include "kiosk/ui/aim.h"

#include <stdio.h>
#include <string.h>

/* Whether something else than `element` could be touched there. */
static bool had_another(json_t *dump, json_t *element)
{
    const char *label = json_string_value(json_object_get(element, "label"));
    int x, y, w, h, left, top, width, height;
    json_t *other;
    size_t i;

    if (!label || json_unpack(element, "{s:[i, i, i, i]}", "rect_px", &x, &y, &w, &h) != 0)
        return false;
    x += w / 2;
    y += h / 2;
    json_array_foreach(json_object_get(dump, "elements"), i, other)
    {
        const char *name = json_string_value(json_object_get(other, "label"));

        if (name && strcmp(name, label) != 0 && json_is_true(json_object_get(other, "tappable")) &&
            json_unpack(other, "{s:[i, i, i, i]}", "rect_px", &left, &top, &width, &height) == 0 &&
            x >= left && x < left + width && y >= top && y < top + height)
            return true;
    }
    return false;
}

static const char *scene_of(json_t *timeline, int step)
{
    const char *scene =
        json_string_value(json_object_get(json_array_get(timeline, (size_t)step), "scene"));

    return scene ? scene : "";
}

void sight_wait(const struct steps *steps, int step, int own, json_t *element)
{
    char path[512];
    json_t *timeline;
    bool other = false;

    snprintf(path, sizeof(path), "%s/timeline.json", steps->directory);
    timeline = json_load_file(path, 0, NULL);
    for (int at = step; at > own && at > 0 && !other; at--) {
        json_t *dump = steps_dump(steps, at - 1);

        other = had_another(dump, element);
        json_decref(dump);
        if (strcmp(scene_of(timeline, at - 1), scene_of(timeline, step)) != 0)
            break;
    }
    if (other) {
        int64_t until_ms =
            json_integer_value(json_object_get(json_array_get(timeline, (size_t)step), "at_ms")) +
            AIM_MS;

        while (steps_wait(steps, until_ms))
            ;
    }
    json_decref(timeline);
}
