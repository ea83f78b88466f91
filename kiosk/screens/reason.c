#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static const char *effect(const struct session *s, struct scene *scene, const struct wire_reason *r)
{
    switch ((enum wire_effect)r->effect) {
    case WIRE_EFFECT_AGAINST:
        return scene_text(scene, _("hasil menjadi %s"),
                          s->visit.breakdown.programmes[r->programme].verdict ==
                                  WIRE_VERDICT_NO_LONGER
                              ? _("tidak lagi menerima")
                              : _("belum layak"));
    case WIRE_EFFECT_FOR:
        return _("syarat terpenuhi");
    case WIRE_EFFECT_NONE:
    case WIRE_EFFECTS:
        break;
    }
    return _("tidak mengubah hasil");
}

void screen_reason(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    const struct wire_reason *r = &b->reasons[s->visit.reason];
    const char *programme = b->programmes[r->programme].name;
    scene_clear(scene, "reason");
    scene_add(scene, ROLE_TITLE, r->title, NULL)->icon = phrase_reason_icon(r);
    scene_add(scene, ROLE_TEXT, r->says, NULL);
    scene_add(scene, ROLE_FACT, _("Sumber"),
              r->as_of_day ? scene_text(scene, _("%s, data per %s"), r->source,
                                        phrase_day(scene, r->as_of_day))
                           : r->source);
    if (r->limit[0])
        scene_add(scene, ROLE_FACT, scene_text(scene, _("Batas %s"), programme), r->limit);
    scene_add(scene, ROLE_FACT, _("Pengaruh"), effect(s, scene, r));
    if (session_may_contest(s, s->visit.reason)) {
        scene_add(scene, ROLE_TEXT, _("Jika data ini salah atau sudah berubah, tekan tombol."),
                  NULL);
        screen_button(scene, ROLE_PRIMARY, ICON_OBJECT, _("Data ini salah"), ACTION_CONTEST,
                      s->visit.reason);
    } else if (session_case_of_reason(s, s->visit.reason) >= 0) {
        scene_add(scene, ROLE_TEXT, _("Sanggah untuk data ini sudah masuk."), NULL);
        screen_button(scene, ROLE_PRIMARY, ICON_CASES, _("Lihat sanggah saya"), ACTION_CASES, 0);
    }
    screen_bar(scene, true);
}
