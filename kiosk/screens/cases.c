#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_cases(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    scene_clear(scene, "cases");
    scene_add(scene, ROLE_TITLE, _("Sanggah dan laporan saya"), NULL)->icon = ICON_CASES;
    for (uint32_t i = 0; i < b->case_count; i++) {
        const struct wire_case *c = &b->cases[i];
        const char *state = phrase_case_state(c);
        struct element *e = scene_add(
            scene, ROLE_CARD, c->what,
            phrase_is_overdue(s, c) ? scene_text(scene, _("%s; melewati perkiraan waktu"), state)
                                    : state);
        e->icon = ICON_OBJECT;
        e->action = (struct scene_action){ACTION_CASE, (uint16_t)i};
    }
    if (!b->case_count)
        scene_add(scene, ROLE_TEXT, _("Belum ada sanggah atau laporan yang tercatat."), NULL);
    screen_bar(scene, true);
}
