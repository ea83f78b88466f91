#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_cases(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    scene_clear(scene, "cases");
    scene_add(scene, ROLE_TITLE, _("Sanggah saya"), NULL)->icon = ICON_CASES;
    for (uint32_t i = 0; i < b->case_count; i++) {
        const struct wire_case *c = &b->cases[i];
        struct element *e = scene_add(scene, ROLE_STRONG, c->what, NULL);
        e->icon = ICON_OBJECT;
        scene_add(scene, ROLE_FACT, _("Keadaan"), phrase_case_state(c));
        if (c->ground[0])
            scene_add(scene, ROLE_FACT, _("Alasan"), c->ground);
        scene_add(scene, ROLE_FACT, _("Nomor bukti"), phrase_number(scene, c->number));
        scene_add(scene, ROLE_FACT, _("Masuk"), phrase_day_of(scene, c->accepted_at));
        if (c->expected_day)
            scene_add(scene, ROLE_FACT, _("Perkiraan selesai"), phrase_day(scene, c->expected_day));
    }
    if (!b->case_count)
        scene_add(scene, ROLE_TEXT, _("Belum ada sanggah yang tercatat."), NULL);
    screen_bar(scene, true);
}
