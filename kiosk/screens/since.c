#include "kiosk/choices.h"
#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* In the service's own words where it has some. */
static const char *question(const struct session *s)
{
    const struct draft *d = &s->visit.draft;
    uint32_t count;
    const struct wire_ground *grounds = choices_grounds(s, &count);
    if (d->kind == WIRE_FILING_OBJECTION && d->points[d->at].ground < count)
        return grounds[d->points[d->at].ground].asks;
    return _("Kapan itu terjadi?");
}

void screen_since(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "since");
    scene_add(scene, ROLE_TITLE, question(s), NULL);
    scene_add(scene, ROLE_TEXT, _("Perkiraan saja cukup."), NULL);
    control_date(scene, &s->visit.draft.date);
    screen_bar(scene, true);
}
