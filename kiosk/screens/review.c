#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_review(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    const struct wire_reason *r = &b->reasons[s->visit.reason];
    const struct wire_ground *g = &b->grounds[s->visit.ground];
    scene_clear(scene, "review");
    scene_add(scene, ROLE_TITLE, _("Periksa dulu sebelum dikirim."), NULL);
    scene_add(scene, ROLE_FACT, _("Yang disanggah"),
              scene_text(scene, _("%s, catatan %s, %s"), r->title, r->source,
                         b->programmes[r->programme].name));
    scene_add(scene, ROLE_FACT, _("Alasan"), g->text);
    if (g->evidence[0])
        scene_add(scene, ROLE_FACT, _("Surat bukti"), g->evidence);
    scene_add(scene, ROLE_TEXT, _("Tanpa surat pun, sanggah tetap bisa dikirim."), NULL);
    scene_add(scene, ROLE_TEXT, _("Apakah semuanya sudah benar?"), NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, sudah benar"), ACTION_CONFIRM, 0);
    screen_button(scene, ROLE_ACTION, ICON_BACK, _("Ubah"), ACTION_BACK, 0);
    screen_bar(scene, true);
}
