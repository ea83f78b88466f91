#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_take_card(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "take_card");
    scene_add(scene, ROLE_TITLE, _("Selesai. Jangan lupa ambil KTP."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_LIFT_CARD;
    if (s->reminders >= SESSION_STAFF_AFTER)
        scene_add(scene, ROLE_STRONG,
                  _("Petugas desa, KTP ini tertinggal. Mohon dikembalikan kepada pemiliknya."),
                  NULL);
    else if (s->reminders)
        scene_add(scene, ROLE_STRONG, _("KTP masih ada di mesin. Silakan ambil KTP."), NULL);
    else
        scene_add(scene, ROLE_TEXT, _("Terima kasih. Boleh kembali kapan saja."), NULL);
}
