#include "kiosk/screens/filed.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* Something is under way: the screen says what. */
void screen_waiting(const struct session *s, struct scene *scene)
{
    if (s->state == STATE_READING) {
        scene_clear(scene, "reading");
        scene_add(scene, ROLE_TITLE, _("KTP sedang dibaca"), NULL);
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CARD;
        scene_add(scene, ROLE_PROGRESS, _("Biarkan KTP di tempatnya."), NULL);
    } else if (s->state == STATE_TEMPLATES) {
        scene_clear(scene, "templates");
        scene_add(scene, ROLE_TITLE, _("Menyiapkan pemeriksaan sidik jari"), NULL);
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_FINGER;
        scene_add(scene, ROLE_PROGRESS,
                  s->visit.card.assurance == WIRE_ASSURANCE_CHIP && !s->visit.templates.count
                      ? _("KTP masih dibaca. Biarkan KTP di tempatnya.")
                      : _("Menghubungi pusat. Tunggu sebentar."),
                  NULL);
    } else if (s->state == STATE_LOADING) {
        scene_clear(scene, "loading");
        scene_add(scene, ROLE_TITLE, _("Sidik jari sudah terbaca"), NULL);
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CHECK;
        scene_add(scene, ROLE_PROGRESS, _("Mengambil hasil dari pusat. Tunggu sebentar."), NULL);
    } else if (s->state == STATE_COUNTING) {
        scene_clear(scene, "counting");
        scene_add(scene, ROLE_TITLE, _("Sedang dihitung"), NULL);
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CASES;
        scene_add(scene, ROLE_PROGRESS, _("Tunggu sebentar."), NULL);
    } else {
        scene_clear(scene, "sending");
        scene_add(scene, ROLE_TITLE,
                  scene_text(scene, _("%s sedang disimpan"), filed_name(&s->visit.draft)), NULL);
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_RECEIPT;
        scene_add(scene, ROLE_PROGRESS, _("Tunggu sebentar."), NULL);
        /* Nobody leaves before the number is there. */
        screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
        return;
    }
    screen_bar(scene, false);
}
