#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_met(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    scene_clear(scene, "met");
    scene_add(scene, ROLE_TITLE, _("Syarat yang sudah terpenuhi"), NULL)->icon = ICON_CHECK;
    for (uint32_t i = 0; i < b->reason_count; i++)
        if (b->reasons[i].programme == s->visit.programme &&
            b->reasons[i].effect == WIRE_EFFECT_FOR)
            screen_reason_card(s, scene, i);
    screen_bar(scene, true);
}
