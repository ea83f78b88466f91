#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_phone(const struct session *s, struct scene *scene)
{
    const struct entry *phone = &s->visit.draft.phone;
    scene_clear(scene, "phone");
    scene_add(scene, ROLE_TITLE, _("Nomor telepon?"), NULL);
    control_typed(scene, phone);
    control_pad(scene, phone->text[0] ? WAY_ON : WAY_SKIP);
    screen_bar(scene, true);
}
