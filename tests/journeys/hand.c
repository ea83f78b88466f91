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

/* What the ring comes to at once: something to touch, or a long row of keys (kiosk/ui/focus.h). */
struct stop {
    int first, last; /* elements of the dump */
};

enum { STOPS_MAX = 128, SHORT_ROW = 4 };

static bool flag(json_t *dump, int element, const char *name)
{
    json_t *e = json_array_get(json_object_get(dump, "elements"), (size_t)element);

    return json_is_true(json_object_get(e, name));
}

/* The height at which a key stands that can be touched; -1: there is none at this place. */
static int key_y(json_t *dump, int element)
{
    json_t *e = json_array_get(json_object_get(dump, "elements"), (size_t)element);
    const char *role = json_string_value(json_object_get(e, "role"));
    json_t *y = json_array_get(json_object_get(e, "rect_px"), 1);

    if (!role || strcmp(role, "key") != 0 || !flag(dump, element, "tappable"))
        return -1;
    return (int)json_integer_value(y);
}

static int stops_find(json_t *dump, struct stop stops[STOPS_MAX])
{
    int elements = (int)json_array_size(json_object_get(dump, "elements")), count = 0;

    for (int i = 0; i < elements && count < STOPS_MAX; i++) {
        int y = key_y(dump, i), last = i;

        if (!flag(dump, i, "tappable"))
            continue;
        while (y >= 0 && key_y(dump, last + 1) == y)
            last++;
        if (last - i < SHORT_ROW)
            last = i;
        stops[count++] = (struct stop){i, last};
        i = last;
    }
    return count;
}

static int stop_of(const struct stop stops[], int count, int element)
{
    for (int i = 0; i < count; i++)
        if (stops[i].first <= element && element <= stops[i].last)
            return i;
    return 0;
}

/* Where the ring is, as the dump of this step says it. */
static struct stop ring_of(json_t *dump)
{
    struct stop ring = {-1, -1};
    int elements = (int)json_array_size(json_object_get(dump, "elements"));

    for (int i = 0; i < elements; i++)
        if (flag(dump, i, "focused")) {
            ring.first = ring.first < 0 ? i : ring.first;
            ring.last = i;
        }
    return ring;
}

static int press(struct glass *glass, const char *key, int times)
{
    int result = 0;

    for (; times > 0 && result == 0; times--)
        result = glass_press(glass, key);
    return result;
}

/* Brings the ring from where it is to the stop of the target; into it, if that is a row. */
static int seek(const struct hand *hand, struct glass *glass, const struct stop stops[], int count,
                struct stop ring, int target)
{
    int from = stop_of(stops, count, ring.first), to = stop_of(stops, count, target), result;
    bool inside = ring.first == ring.last && stops[from].first < stops[from].last;

    if (inside && from == to && target >= ring.first)
        return press(glass, hand->on, target - ring.first);
    if (inside) /* past the row's end */
        press(glass, hand->on, stops[from].last - ring.first + 1);
    result = press(glass, hand->on, (to - from + count) % count);
    if (result == 0 && stops[to].first < stops[to].last)
        result = press(glass, hand->choose, 1);
    return result != 0 ? result : press(glass, hand->on, target - stops[to].first);
}

/* Brings the ring to the element by keys alone, and chooses it. */
static int tap_by_keys(struct hand *hand, struct glass *glass, int step, json_t *dump,
                       json_t *element)
{
    struct stop stops[STOPS_MAX], ring = ring_of(dump);
    int count = stops_find(dump, stops), first = 0, target = 0, result = 0;
    json_t *other;
    size_t i;

    json_array_foreach(json_object_get(dump, "elements"), i, other)
    {
        if (json_is_true(json_object_get(other, "first")))
            first = (int)i;
        if (other == element)
            target = (int)i;
    }
    if (hand->ring_step == step)
        ring = (struct stop){hand->ring, hand->ring};
    if (ring.first < 0) {
        result = press(glass, hand->on, 1);
        ring = stops[stop_of(stops, count, first)];
    }
    if (result == 0)
        result = seek(hand, glass, stops, count, ring, target);
    hand->ring = target;
    hand->ring_step = step;
    return result != 0 ? result : press(glass, hand->choose, 1);
}

int hand_tap(struct hand *hand, struct glass *glass, int step, json_t *dump, json_t *element)
{
    return hand->on ? tap_by_keys(hand, glass, step, dump, element)
                    : tap_glass(glass, dump, element);
}
