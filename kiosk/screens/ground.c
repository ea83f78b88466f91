#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_ground(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    const struct wire_reason *r = &b->reasons[s->visit.reason];
    scene_clear(scene, "ground");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("%s: mengapa data ini salah?"), r->title),
              NULL)
        ->icon = phrase_reason_icon(r);
    for (uint32_t i = 0; i < b->ground_count; i++)
        if (r->grounds >> i & 1)
            scene_add(scene, ROLE_CHOICE, b->grounds[i].text, NULL)->action =
                (struct scene_action){ACTION_GROUND, (uint16_t)i};
    screen_bar(scene, true);
}
