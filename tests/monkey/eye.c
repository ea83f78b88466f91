#include "eye.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int eye_open(const char *folder, struct eye *eye_out)
{
    *eye_out = (struct eye){.x = -1, .y = -1};
    return steps_open(folder, &eye_out->steps);
}

void eye_close(struct eye *eye)
{
    steps_close(&eye->steps);
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* Beside START's page about who decides, and its size, colour and language, which change nothing
 * for whoever came with a card. */
static bool leads_on(json_t *element, bool is_start)
{
    static const char *const roles[] = {"card",   "choice", "key",  "primary",
                                        "action", "back",   "done", NULL};
    static const char *const pictures[] = {"place_card", "lift_card", "staff", "offline", NULL};
    const char *role = json_string_value(json_object_get(element, "role"));
    const char *icon = json_string_value(json_object_get(element, "icon"));

    if (!role || !icon)
        return false;
    if (!strcmp(role, "picture"))
        return is_one_of(icon, pictures);
    return !is_start && json_is_true(json_object_get(element, "tappable")) &&
           is_one_of(role, roles);
}

static void find_main_button(struct eye *eye, json_t *dump)
{
    json_t *element;
    size_t i;

    eye->x = eye->y = -1;
    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        const char *role = json_string_value(json_object_get(element, "role"));
        int x, y, w, h;

        if (role && !strcmp(role, "primary") &&
            !json_unpack(element, "{s:[i, i, i, i]}", "rect_px", &x, &y, &w, &h)) {
            eye->x = x + w / 2;
            eye->y = y + h / 2;
        }
    }
}

enum sight { SIGHT_NOTHING, SIGHT_WAITS, SIGHT_LEADS_ON };

static enum sight look_at(json_t *dump)
{
    const char *name = json_string_value(json_object_get(dump, "name"));
    bool is_start = name && !strcmp(name, "start");
    enum sight sight = SIGHT_NOTHING;
    json_t *element;
    size_t i;

    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        const char *role = json_string_value(json_object_get(element, "role"));

        if (role && !strcmp(role, "progress"))
            return SIGHT_WAITS;
        if (leads_on(element, is_start))
            sight = SIGHT_LEADS_ON;
    }
    return sight;
}

/* The newest screen's picture stays, for whoever asks what it was. */
static void take_away(struct eye *eye, const char *scene)
{
    static const char *const ends[] = {"json", "png"};
    char path[512];

    for (unsigned i = 0; i < 2 && eye->last[0]; i++) {
        snprintf(path, sizeof path, "%s/%03d-%s.%s", eye->steps.directory, eye->next - 1, eye->last,
                 ends[i]);
        unlink(path);
    }
    snprintf(eye->last, sizeof eye->last, "%s", scene);
}

bool eye_look(struct eye *eye)
{
    int newest = steps_newest(&eye->steps);

    for (; eye->next <= newest && !eye->wrong[0]; eye->next++) {
        json_t *dump = steps_dump(&eye->steps, eye->next);
        const char *scene = dump ? json_string_value(json_object_get(dump, "name")) : "unreadable";
        enum sight sight = dump ? look_at(dump) : SIGHT_NOTHING;

        eye->waits = sight == SIGHT_WAITS;
        if (sight == SIGHT_NOTHING)
            snprintf(eye->wrong, sizeof eye->wrong, "%03d-%.60s holds no next step", eye->next,
                     scene);
        find_main_button(eye, dump);
        take_away(eye, scene);
        json_decref(dump);
    }
    return !eye->wrong[0];
}

bool eye_settle(struct eye *eye, int64_t deadline_ms)
{
    while (eye_look(eye) && eye->waits)
        if (!steps_wait(&eye->steps, deadline_ms)) {
            snprintf(eye->wrong, sizeof eye->wrong, "step %d waited and waited", eye->next - 1);
            return false;
        }
    return !eye->wrong[0];
}
