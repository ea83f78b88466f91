#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_agents(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "agents");
    scene_add(scene, ROLE_TITLE, _("Agen dan petugas terdekat"), NULL);
    for (uint32_t i = 0; i < s->catalogue.agent_count; i++)
        scene_add(scene, ROLE_FACT, s->catalogue.agents[i].name, s->catalogue.agents[i].place)
            ->icon = ICON_STAFF;
    if (!s->catalogue.agent_count)
        scene_add(scene, ROLE_TEXT,
                  _("Daftar agen belum sampai di mesin ini. Silakan bertanya kepada petugas desa."),
                  NULL);
    scene_add(scene, ROLE_TEXT, _("Layanan ini gratis. Jangan membayar siapa pun."), NULL)->icon =
        ICON_FREE;
    screen_bar(scene, true);
}
