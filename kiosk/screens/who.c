#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_who(const struct session *s, struct scene *scene)
{
    (void)s;
    scene_clear(scene, "who");
    scene_add(scene, ROLE_TITLE, _("Pusat yang menentukan."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CENTRE;
    scene_add(scene, ROLE_TEXT, _("Desa tidak memegang daftar."), NULL);
    scene_add(scene, ROLE_TEXT, _("Desa tidak bisa mengubah hasil."), NULL);
    scene_add(scene, ROLE_TEXT, _("Layanan ini gratis. Jangan membayar siapa pun."), NULL);
    screen_button(scene, ROLE_BACK, ICON_BACK, _("Kembali"), ACTION_BACK, 0);
    screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
}
