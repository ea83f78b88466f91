#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_slip_text(const struct session *s, struct scene *scene)
{
    const struct wire_slip *slip = &s->visit.pages.slip;
    scene_add(scene, ROLE_NUMBER, scene_text(scene, "%u", slip->number), _("Nomor antrean"));
    scene_add(scene, ROLE_FACT, _("Kira-kira pukul"),
              scene_text(scene, _("%02u.00 sampai %02u.00"), slip->hour, slip->hour + 1));
    scene_add(scene, ROLE_FACT, _("Tanggal"), phrase_day_of(scene, s->wall_s));
    if (slip->first)
        scene_add(scene, ROLE_TEXT, _("Lansia dan penyandang disabilitas didahulukan."), NULL);
}

void screen_slips(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "slips");
    scene_add(scene, ROLE_TITLE, _("Nomor antrean untuk siapa?"), NULL)->icon = ICON_QUEUE;
    if (s->visit.pages.slip.number) {
        screen_slip_text(s, scene);
        screen_printing(s, scene);
    }
    scene_add(scene, ROLE_TEXT, _("Nomor ini tanpa nama."), NULL);
    screen_button(scene, ROLE_ACTION, ICON_STAFF, _("Lansia atau disabilitas"), ACTION_SLIP, 1);
    screen_button(scene, ROLE_ACTION, ICON_HOUSEHOLD, _("Warga lain"), ACTION_SLIP, 0);
    screen_bar(scene, true);
}
