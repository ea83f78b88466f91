#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_witness(const struct session *s, struct scene *scene)
{
    (void)s;
    scene_clear(scene, "witness");
    scene_add(scene, ROLE_TITLE, _("Siapa yang menjadi saksi?"), NULL);
    screen_button(scene, ROLE_CARD, ICON_CARD, _("Petugas lain"), ACTION_WITNESS, 1)->detail =
        _("Dengan KTP dan sidik jarinya.");
    screen_button(scene, ROLE_CARD, ICON_STAFF, _("Orang lain yang hadir"), ACTION_WITNESS, 0)
        ->detail = _("Namanya ditulis di sini.");
    screen_cancel(scene);
}
