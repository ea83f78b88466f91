#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_idle(const struct session *s, struct scene *scene)
{
    int left_s = session_alert_s(s);
    scene_clear(scene, "idle");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("Apakah %s masih di sini?"), phrase_sapaan(s)),
              NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CLOCK;
    scene_add(scene, ROLE_STRONG,
              scene_text(scene,
                         ngettext("Layar ditutup dalam %d detik.", "Layar ditutup dalam %d detik.",
                                  (unsigned long)left_s),
                         left_s),
              NULL)
        ->quiet = true;
    scene_add(scene, ROLE_TEXT, _("Tidak perlu terburu-buru. Jika perlu waktu, tekan Lanjutkan."),
              NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_NEXT, _("Lanjutkan"), ACTION_GO_ON, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}
