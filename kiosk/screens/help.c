#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_help(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "help");
    scene_add(scene, ROLE_TITLE, _("Butuh bantuan?"), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_STAFF;
    scene_add(scene, ROLE_TEXT, _("Silakan panggil petugas desa. Bantuan ini gratis."), NULL);
    if (s->under != STATE_START)
        scene_add(scene, ROLE_TEXT,
                  _("Layar ini tidak menampilkan data apa pun. Jika sudah, tekan Kembali."), NULL);
    screen_button(scene, ROLE_BACK, ICON_BACK, _("Kembali"), ACTION_BACK, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}
