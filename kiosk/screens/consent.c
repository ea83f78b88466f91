#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* The words of this screen are a version: SESSION_CONSENT_VERSION changes with them. */
void screen_consent(const struct session *s, struct scene *scene)
{
    const char *you = phrase_sapaan(s);
    scene_clear(scene, "consent");
    scene_add(scene, ROLE_TITLE,
              scene_text(scene, _("Bolehkah kami memeriksa sidik jari %s?"), you), NULL);
    scene_add(scene, ROLE_TEXT, _("Kami mencocokkan sidik jari dengan data KTP ini."), NULL)->icon =
        ICON_FINGER;
    scene_add(scene, ROLE_TEXT,
              scene_text(scene, _("Lalu kami mengambil hasil bansos keluarga %s dari pusat."), you),
              NULL)
        ->icon = ICON_SEARCH;
    scene_add(scene, ROLE_TEXT, _("Sidik jari tidak disimpan di mesin ini."), NULL)->icon =
        ICON_HIDE;
    scene_add(scene, ROLE_TEXT, _("Pusat mencatat kunjungan dan persetujuan ini."), NULL)->icon =
        ICON_CASES;
    scene_add(scene, ROLE_TEXT,
              scene_text(scene, _("Jika tidak setuju, bantuan %s tidak berubah."), you), NULL)
        ->icon = ICON_HOUSEHOLD;
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, saya setuju"), ACTION_AGREE, 0)->answer =
        true;
    screen_button(scene, ROLE_ACTION, ICON_NO, _("Tidak setuju"), ACTION_REFUSE, 0)->answer =
        true;
    screen_listen(s, scene, AGAIN_PAGE);
    screen_bar(scene, false);
}
