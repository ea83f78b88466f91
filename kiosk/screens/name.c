#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_name(const struct session *s, struct scene *scene)
{
    const struct entry *name = &s->visit.handover.name;
    bool relative = s->state == STATE_RELATIVE;
    scene_clear(scene, relative ? "relative" : "witness_name");
    scene_add(scene, ROLE_TITLE, relative ? _("Siapa yang membantu?") : _("Siapa nama saksi?"),
              NULL);
    control_typed(scene, name);
    control_keyboard(scene, name, name->text[0] ? WAY_ON : WAY_NONE);
    if (relative)
        screen_bar(scene, true);
    else
        screen_cancel(scene);
}
