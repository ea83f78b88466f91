#include "kiosk/light.h"

#include "kiosk/hours.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* What cannot be written leaves the backlight as it is: the glass is black all the same. */
static void tell(const struct light *l)
{
    char path[PATH_MAX];
    FILE *to = NULL;
    if (l->folder && snprintf(path, sizeof path, "%s/light", l->folder) < (int)sizeof path)
        to = fopen(path, "we");
    if (!to)
        return;
    fputs(l->out ? "off\n" : "on\n", to);
    fclose(to);
}

void light_begin(struct light *l, int64_t now_ms)
{
    *l = (struct light){.folder = getenv("RUNTIME_DIRECTORY"), .touched_ms = now_ms};
    tell(l);
}

void light_touch(struct light *l, int64_t now_ms)
{
    l->touched_ms = now_ms;
}

void light_turn(struct light *l, const struct session *s, int64_t now_ms)
{
    int64_t last;
    bool is_closed = hours_last(&s->setup.hours, s->wall_s, &last) && last != s->wall_s;
    bool out = l->folder && is_closed && s->state == STATE_START &&
               now_ms - l->touched_ms >= LIGHT_STAYS_MS;
    if (s->state != STATE_START)
        l->touched_ms = now_ms;
    if (out == l->out)
        return;
    l->out = out;
    tell(l);
}
