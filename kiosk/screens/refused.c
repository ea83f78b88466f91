#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_refused(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "refused");
    scene_add(scene, ROLE_TITLE, _("Baik. Hasil bansos tidak kami buka."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_LIFT_CARD;
    scene_add(scene, ROLE_TEXT,
              scene_text(scene, _("%s tetap boleh bertanya lewat agen atau Portal Perlinsos."),
                         phrase_sapaan(s)),
              NULL);
    scene_add(scene, ROLE_TEXT, _("Silakan ambil KTP."), NULL);
}
