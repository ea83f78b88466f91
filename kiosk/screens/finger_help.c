#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_finger_help(const struct session *s, struct scene *scene)
{
    const char *you = phrase_sapaan(s);
    scene_clear(scene, "finger_help");
    scene_add(scene, ROLE_TITLE, _("Sidik jari belum terbaca."), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_STAFF;
    if (helping_is_attended(s)) { /* it was the helper's own, to confirm */
        scene_add(scene, ROLE_TEXT, _("Jari petugas belum terbaca. Belum ada yang dikirim."), NULL);
        screen_button(scene, ROLE_PRIMARY, ICON_FINGER, _("Coba lagi"), ACTION_RETRY, 0);
        screen_bar(scene, false);
        return;
    }
    scene_add(scene, ROLE_TEXT,
              scene_text(scene,
                         _("Jari yang banyak bekerja memang sering sulit dibaca. Ini bukan "
                           "kesalahan %s."),
                         you),
              NULL);
    scene_add(scene, ROLE_TEXT,
              scene_text(scene,
                         _("Petugas desa bisa membantu dengan cara lain. Hak %s tetap sama."), you),
              NULL);
    scene_add(scene, ROLE_TEXT, _("Biarkan KTP di tempatnya."), NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_FINGER, _("Coba jari lain"), ACTION_RETRY, 0)->answer =
        true;
    if (handover_may_call(s))
        screen_button(scene, ROLE_ACTION, ICON_STAFF, _("Panggil petugas"), ACTION_CALL, 0)->answer =
            true;
    screen_bar(scene, false);
}
