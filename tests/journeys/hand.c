#include "hand.h"

#include <errno.h>
#include <string.h>

static const struct hand hands[] = {
    {.name = "finger"},
    {.name = "keypad", .on = "Down", .choose = "Return"},
    {.name = "switches", .on = "F11", .choose = "F12"},
};

bool hand_take(const char *name, struct hand *hand_out)
{
    for (size_t i = 0; i < sizeof(hands) / sizeof(hands[0]); i++)
        if (strcmp(hands[i].name, name) == 0) {
            *hand_out = hands[i];
            hand_out->ring_step = -1;
            return true;
        }
    return false;
}

static int tap_glass(struct glass *glass, json_t *dump, json_t *element)
{
    int x, y, w, h, width, height;

    if (json_unpack(element, "{s:[i, i, i, i]}", "rect_px", &x, &y, &w, &h) != 0 ||
        json_unpack(dump, "{s:{s:i, s:i}}", "panel", "width_px", &width, "height_px", &height) != 0)
        return -EBADMSG;
    return glass_tap(glass, width, height, x + w / 2, y + h / 2);
}

/* How often the ring goes on from `from` until it is on `to`, among what can be touched. */
static int ring_distance(json_t *dump, int from, int to)
{
    json_t *elements = json_object_get(dump, "elements");
    int count = (int)json_array_size(elements), distance = 0;

    for (int i = from; i != to; i = (i + 1) % count)
        distance += json_is_true(
            json_object_get(json_array_get(elements, (size_t)((i + 1) % count)), "tappable"));
    return distance;
}

/* Brings the ring to the element by keys alone, and chooses it. */
static int tap_by_keys(struct hand *hand, struct glass *glass, int step, json_t *dump,
                       json_t *element)
{
    int first = -1, ring = -1, target = -1, presses = 0, result = 0;
    json_t *other;
    size_t i;

    json_array_foreach(json_object_get(dump, "elements"), i, other)
    {
        if (json_is_true(json_object_get(other, "first")))
            first = (int)i;
        if (json_is_true(json_object_get(other, "focused")))
            ring = (int)i;
        if (other == element)
            target = (int)i;
    }
    if (hand->ring_step == step)
        ring = hand->ring;
    if (ring < 0) {
        presses++;
        ring = first;
    }
    for (presses += ring_distance(dump, ring, target); presses > 0 && result == 0; presses--)
        result = glass_press(glass, hand->on);
    hand->ring = target;
    hand->ring_step = step;
    return result != 0 ? result : glass_press(glass, hand->choose);
}

int hand_tap(struct hand *hand, struct glass *glass, int step, json_t *dump, json_t *element)
{
    return hand->on ? tap_by_keys(hand, glass, step, dump, element)
                    : tap_glass(glass, dump, element);
}
