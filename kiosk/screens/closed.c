#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* "Tutup layar": somebody came to stand beside. */
void screen_closed(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "closed");
    scene_add(scene, ROLE_TITLE, _("Layar ditutup."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_HIDE;
    scene_add(scene, ROLE_TEXT, scene_text(scene, _("Data %s tidak terlihat."), phrase_sapaan(s)),
              NULL);
    scene_add(scene, ROLE_TEXT, _("Biarkan KTP di tempatnya."), NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_SHOW, _("Buka lagi"), ACTION_GO_ON, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}
