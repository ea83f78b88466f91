#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* Each of the two looks for themselves; nothing else of the person is shown. */
void screen_face(const struct session *s, struct scene *scene)
{
    const struct helping *h = &s->visit.helping;
    bool there = s->visit.photo_width_px != 0;
    scene_clear(scene, "face");
    scene_add(scene, ROLE_TITLE, _("Apakah ini orang yang sama?"), NULL);
    scene_add(scene, ROLE_FACT,
              h->by_witness ? _("Saksi") : _("Petugas"),
              h->by_witness ? h->help.witness_name : h->help.helper_name);
    if (there) {
        scene_add(scene, ROLE_FACE, _("Foto dari KTP"), NULL);
        scene_add(scene, ROLE_TEXT, _("Bandingkan wajah warga dengan foto KTP."), NULL);
        scene_add(scene, ROLE_TEXT,
                  _("Foto bisa sudah lama. Perhatikan mata, hidung, dan telinga."), NULL);
        screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, sama"), ACTION_FACE, 1)
            ->answer = true;
        screen_button(scene, ROLE_ACTION, ICON_HELP, _("Ragu"), ACTION_FACE, 0)->answer =
            true;
    } else {
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CARD_UNCLEAR;
        scene_add(scene, ROLE_TEXT, _("Foto KTP belum terbaca. Tunggu sebentar."), NULL);
        scene_add(scene, ROLE_TEXT, _("Tanpa foto, wajah tidak bisa dicocokkan di sini."), NULL);
    }
    screen_bar(scene, false);
}
