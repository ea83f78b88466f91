#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_declare(const struct session *s, struct scene *scene)
{
    const char *law = s->visit.breakdown.declaration;
    scene_clear(scene, "declare");
    scene_add(scene, ROLE_TITLE, _("Jika setuju, tempelkan jari sekali lagi."), NULL)->icon =
        ICON_FINGER;
    scene_add(scene, ROLE_TEXT, _("Keterangan saya benar, sejauh yang saya tahu."), NULL);
    scene_add(scene, ROLE_TEXT, _("Petugas boleh memeriksa, termasuk datang ke rumah saya."), NULL);
    scene_add(scene, ROLE_TEXT, _("Saya boleh menarik sanggah sebelum ada putusan."), NULL);
    scene_add(scene, ROLE_TEXT, _("Saya mengerti sanggah bisa dikabulkan atau tidak dikabulkan."),
              NULL);
    if (law[0])
        scene_add(scene, ROLE_TEXT, law, NULL);
    screen_finger_prompt(s, scene);
    screen_bar(scene, true);
}
