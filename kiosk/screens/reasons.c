#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_reasons(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    scene_clear(scene, "reasons");
    scene_add(scene, ROLE_TITLE,
              scene_text(scene, _("Semua data untuk %s"), b->programmes[s->visit.programme].name),
              NULL)
        ->icon = ICON_SEARCH;
    for (uint32_t i = 0; i < b->reason_count; i++)
        if (b->reasons[i].programme == s->visit.programme &&
            b->reasons[i].effect != WIRE_EFFECT_FOR)
            screen_reason_card(s, scene, i);
    screen_bar(scene, true);
}
