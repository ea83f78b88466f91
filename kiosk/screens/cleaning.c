#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_cleaning(const struct session *s, struct scene *scene)
{
    (void)s;
    scene_clear(scene, "cleaning");
    scene_add(scene, ROLE_TITLE, _("Layar boleh dibersihkan."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CLEAN;
    scene_add(scene, ROLE_PROGRESS, _("Sentuhan tidak dihitung selama satu menit."), NULL);
}
