#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static const char *helped(struct scene *scene, const struct wire_opening *o)
{
    if (o->helper[0] && o->witness[0])
        return scene_text(scene, _("dibantu %s, saksi %s"), o->helper, o->witness);
    if (o->helper[0])
        return scene_text(scene, _("dibantu %s"), o->helper);
    return _("tanpa bantuan");
}

void screen_openings(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    scene_clear(scene, "openings");
    scene_add(scene, ROLE_TITLE, _("Siapa yang membuka data saya"), NULL)->icon = ICON_SHOW;
    scene_add(scene, ROLE_TEXT, _("Pusat mencatat setiap kali data keluarga ini dibuka."), NULL);
    for (uint32_t i = 0; i < b->opening_count; i++) {
        const struct wire_opening *o = &b->openings[i];
        scene_add(scene, ROLE_FACT,
                  scene_text(scene, _("%s, pukul %s"), phrase_day_of(scene, o->at),
                             phrase_time(scene, o->at)),
                  scene_text(scene, _("%s, oleh %s, %s"), o->place,
                             o->own ? scene_text(scene, _("%s sendiri"), phrase_sapaan(s))
                                    : _("anggota keluarga lain"),
                             helped(scene, o)));
    }
    if (!b->opening_count)
        scene_add(scene, ROLE_TEXT, _("Belum ada yang tercatat."), NULL);
    screen_bar(scene, true);
}
