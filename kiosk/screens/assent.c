#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void line(struct scene *scene, enum icon icon, const char *text)
{
    scene_add(scene, ROLE_TEXT, text, NULL)->icon = icon;
}

static void attended(const struct session *s, struct scene *scene)
{
    const struct wire_help *h = &s->visit.handover.help;
    const char *you = phrase_sapaan(s);
    line(scene, ICON_CARD,
         scene_text(scene, _("%s mencocokkan wajah %s dengan foto KTP, dan ikut melihat hasil."),
                    h->helper_name, you));
    line(scene, ICON_HIDE,
         scene_text(scene, _("Saksi %s hanya mencocokkan wajah, tidak melihat hasil."),
                    h->witness_name));
    line(scene, ICON_CASES, _("Pusat mencatat kunjungan ini, dengan nama petugas dan saksi."));
}

static void assisted(const struct session *s, struct scene *scene)
{
    line(scene, ICON_SHOW,
         scene_text(scene, _("%s ikut melihat hasil."), s->visit.handover.help.helper_name));
    line(scene, ICON_FINGER,
         scene_text(scene, _("Sidik jari tetap sidik jari %s."), phrase_sapaan(s)));
}

/* Where no finger is given its words are a version: SESSION_FACE_VERSION changes with them. */
void screen_assent(const struct session *s, struct scene *scene)
{
    const struct wire_help *h = &s->visit.handover.help;
    const char *you = phrase_sapaan(s);
    scene_clear(scene, "assent");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("Apakah %s setuju dibantu?"), you), NULL);
    if (h->kind == WIRE_HELP_ATTENDED)
        attended(s, scene);
    else
        assisted(s, scene);
    line(scene, ICON_STAFF, scene_text(scene, _("%s boleh menghentikan bantuan kapan saja."), you));
    line(scene, ICON_HOUSEHOLD,
         scene_text(scene, _("Jika tidak setuju, bantuan %s tidak berubah."), you));
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, saya setuju"), ACTION_AGREE, 0)->answer =
        true;
    screen_button(scene, ROLE_ACTION, ICON_NO, _("Tidak setuju"), ACTION_REFUSE, 0)->answer =
        true;
    screen_bar(scene, false);
}
