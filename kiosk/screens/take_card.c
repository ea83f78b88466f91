#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_take_card(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "take_card");
    scene_add(scene, ROLE_TITLE, _("Selesai. Jangan lupa ambil KTP."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_LIFT_CARD;
    if (s->may_rate) {
        scene_add(scene, ROLE_TEXT, _("Bagaimana layanan tadi? Boleh tidak dijawab."), NULL);
        screen_button(scene, ROLE_ACTION, ICON_PLEASED, _("Baik"), ACTION_RATE, WIRE_RATING_GOOD);
        screen_button(scene, ROLE_ACTION, ICON_CONTENT, _("Cukup"), ACTION_RATE, WIRE_RATING_FAIR);
        screen_button(scene, ROLE_ACTION, ICON_DISPLEASED, _("Kurang"), ACTION_RATE, WIRE_RATING_POOR);
    } else if (s->rated) {
        scene_add(scene, ROLE_TEXT, _("Penilaian sudah dicatat, tanpa nama."), NULL);
    }
    if (s->reminders >= SESSION_STAFF_AFTER)
        scene_add(scene, ROLE_STRONG,
                  _("Petugas desa, KTP ini tertinggal. Mohon dikembalikan kepada pemiliknya."),
                  NULL);
    else if (s->reminders)
        scene_add(scene, ROLE_STRONG, _("KTP masih ada di mesin. Silakan ambil KTP."), NULL);
    else if (!s->may_rate) /* one thing at a time */
        scene_add(scene, ROLE_TEXT, _("Terima kasih. Boleh kembali kapan saja."), NULL);
}
