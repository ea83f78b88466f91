#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_lifted(const struct session *s, struct scene *scene)
{
    const char *you = phrase_sapaan(s);
    scene_clear(scene, "lifted");
    scene_add(scene, ROLE_TITLE, _("KTP terangkat."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_PLACE_CARD;
    scene_add(scene, ROLE_TEXT, scene_text(scene, _("Layar ditutup agar data %s aman."), you),
              NULL);
    scene_add(scene, ROLE_TEXT,
              scene_text(scene,
                         _("Letakkan KTP yang sama untuk melanjutkan. Isian %s masih ada selama %d "
                           "detik."),
                         you, (int)(s->setup.lifted_ms / 1000)),
              NULL);
}
