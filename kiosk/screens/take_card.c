#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_take_card(const struct session *s, struct scene *scene)
{
    (void)s;
    scene_clear(scene, "take_card");
    scene_add(scene, ROLE_TITLE, _("Selesai. Jangan lupa ambil KTP."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_LIFT_CARD;
    scene_add(scene, ROLE_TEXT, _("Terima kasih. Boleh kembali kapan saja."), NULL);
}
