#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_staff(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "staff");
    scene_add(scene, ROLE_TITLE, _("Halaman petugas"), NULL)->icon = ICON_STAFF;
    scene_add(scene, ROLE_FACT, _("Petugas"), s->visit.pages.name);
    scene_add(scene, ROLE_TEXT, _("Di sini tidak ada nama atau hasil warga."), NULL);
    screen_button(scene, ROLE_ACTION, ICON_CASES, _("Laporan desa"), ACTION_COUNTS, 0);
    screen_button(scene, ROLE_ACTION, ICON_QUEUE, _("Nomor antrean"), ACTION_SLIPS, 0);
    screen_button(scene, ROLE_ACTION, ICON_CALENDAR, _("Keadaan mesin hari ini"), ACTION_DAY, 0);
    screen_bar(scene, false);
}
