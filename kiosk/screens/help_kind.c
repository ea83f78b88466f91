#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void offer(const struct session *s, struct scene *scene, enum wire_help_kind kind,
                  enum icon icon, const char *what, const char *how)
{
    if (helping_offers(s, kind))
        screen_button(scene, ROLE_CARD, icon, what, ACTION_KIND, kind)->detail = how;
}

void screen_help_kind(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "help_kind");
    scene_add(scene, ROLE_TITLE, _("Bantuan apa yang diperlukan warga?"), NULL);
    offer(s, scene, WIRE_HELP_ASSISTED, ICON_FINGER, _("Dibantu"),
          _("Warga memakai sidik jarinya sendiri. Petugas membacakan atau menekan tombol."));
    offer(s, scene, WIRE_HELP_ATTENDED, ICON_STAFF, _("Tanpa sidik jari"),
          _("Petugas dan saksi mencocokkan wajah dengan foto KTP."));
    if (!helping_offers(s, WIRE_HELP_ASSISTED) && !helping_offers(s, WIRE_HELP_ATTENDED))
        scene_add(scene, ROLE_TEXT,
                  _("Aturan pusat tidak memberi petugas ini bantuan apa pun di sini."), NULL);
    screen_cancel(scene);
}
