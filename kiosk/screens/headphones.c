#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* The first thing that is heard in headphones: how it works by keys, and what can be chosen. */
void screen_headphones(const struct session *s, struct scene *scene)
{
    (void)s;
    scene_clear(scene, "headphones");
    scene_add(scene, ROLE_TITLE, _("Layar ini sekarang dibacakan."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_SOUND;
    scene_add(scene, ROLE_TEXT, _("Tombol bawah dan atas berpindah. Tombol tengah memilih."), NULL);
    scene_add(scene, ROLE_TEXT,
              _("Layar bisa digelapkan agar orang lain tidak melihat. Suara tetap terdengar."),
              NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_HIDE, _("Gelapkan layar"), ACTION_DARK, 0);
    screen_button(scene, ROLE_ACTION, ICON_SHOW, _("Biarkan terang"), ACTION_GO_ON, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}
