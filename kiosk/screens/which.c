#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_which(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    scene_clear(scene, "which");
    scene_add(scene, ROLE_TITLE, _("Data mana yang salah?"), NULL);
    for (uint32_t i = 0; i < b->reason_count; i++) {
        const struct wire_reason *r = &b->reasons[i];
        if (r->programme != s->visit.programme || !session_may_contest(s, i))
            continue;
        struct element *e = scene_add(scene, ROLE_CARD, phrase_reason_title(r), r->source);
        e->icon = phrase_reason_icon(r);
        e->action = (struct scene_action){ACTION_CONTEST, (uint16_t)i};
    }
    screen_bar(scene, true);
}
