#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_return(const struct session *s, struct scene *scene)
{
    const struct handover *h = &s->visit.handover;
    scene_clear(scene, "return");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("Letakkan lagi KTP %s."), phrase_sapaan(s)),
              NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_PLACE_CARD;
    screen_told(s, scene);
    if (h->placement && h->card.uid_size)
        scene_add(scene, ROLE_STRONG, _("Ambil dulu KTP yang masih ada."), NULL);
    scene_add(scene, ROLE_TEXT, _("Harus KTP yang sama, dalam 30 detik."), NULL);
    scene_add(scene, ROLE_TEXT, _("Jika tidak, kunjungan ini ditutup dan isian dihapus."), NULL);
    screen_cancel(scene);
}
