#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_met(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    scene_clear(scene, "met");
    scene_add(scene, ROLE_TITLE, _("Syarat yang sudah terpenuhi"), NULL)->icon = ICON_CHECK;
    for (uint32_t i = 0; i < b->reason_count; i++) {
        const struct wire_reason *r = &b->reasons[i];
        if (r->programme == s->visit.programme && r->effect == WIRE_EFFECT_FOR) {
            struct element *e = scene_add(scene, ROLE_FACT, phrase_reason_title(r), r->source);
            e->icon = phrase_reason_icon(r);
            e->tone = TONE_GOOD;
        }
    }
    screen_bar(scene, true);
}
