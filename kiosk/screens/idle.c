#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_idle(const struct session *s, struct scene *scene)
{
    const char *you = phrase_sapaan(s);
    scene_clear(scene, "idle");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("Apakah %s masih di sini?"), you), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CLOCK;
    scene_add(scene, ROLE_TEXT, scene_text(scene, _("Layar ditutup agar data %s aman."), you),
              NULL);
    scene_add(scene, ROLE_TEXT,
              scene_text(scene,
                         _("Jika masih perlu waktu, tekan tombol. Jika tidak, kunjungan ditutup "
                           "dalam %d detik."),
                         (int)(s->setup.alert_ms / 1000)),
              NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, saya masih di sini"), ACTION_STAY, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}
