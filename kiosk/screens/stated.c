#include "kiosk/choices.h"
#include "kiosk/screens/controls.h"
#include "kiosk/screens/filed.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void line(struct scene *scene, enum icon icon, const char *text)
{
    scene_add(scene, ROLE_TEXT, text, NULL)->icon = icon;
}

void screen_stated_nik(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "stated_nik");
    scene_add(scene, ROLE_TITLE, _("NIK warga, 16 angka"), NULL);
    control_typed(scene, &s->visit.stated.nik);
    control_pad(scene, entry_is_nik(&s->visit.stated.nik) ? WAY_ON : WAY_NONE);
    screen_bar(scene, false);
}

/* The words are a version: SESSION_STATED_VERSION changes with them. */
void screen_stated_check(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "stated_check");
    scene_add(scene, ROLE_TITLE, _("Bolehkah NIK ini dicatat?"), NULL);
    scene_add(scene, ROLE_NUMBER, phrase_number(scene, s->visit.stated.nik.text), _("NIK"));
    line(scene, ICON_STAFF,
         scene_text(scene, _("%s membacakan NIK ini. Jika keliru, tekan Kembali."),
                    s->visit.helping.help.helper_name));
    line(scene, ICON_HIDE, _("Hasil tidak dibuka. Hanya laporan dan sanggah sementara dicatat."));
    line(scene, ICON_CASES, _("Pusat mencatat kunjungan ini, dengan nama petugas."));
    line(scene, ICON_HOUSEHOLD, _("Jika tidak setuju, bantuan Bapak/Ibu tidak berubah."));
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, boleh"), ACTION_AGREE, 0)->answer = true;
    screen_button(scene, ROLE_ACTION, ICON_NO, _("Tidak boleh"), ACTION_REFUSE, 0)->answer = true;
    screen_listen(s, scene, AGAIN_PAGE);
    screen_bar(scene, true);
}

/* What can be noted by word alone. */
void screen_stated(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "stated");
    scene_add(scene, ROLE_TITLE, _("Apa yang ingin dicatat?"), NULL);
    if (choices_may_note(s))
        screen_button(scene, ROLE_CARD, ICON_OBJECT, _("Catat sanggah sekarang"),
                      ACTION_PROVISIONAL, 0);
    screen_button(scene, ROLE_CARD, filed_report_icon(WIRE_REPORT_HOME_VISIT),
                  filed_report_name(WIRE_REPORT_HOME_VISIT), ACTION_REPORT, WIRE_REPORT_HOME_VISIT)
        ->detail = _("Untuk warga yang tidak bisa datang.");
    screen_button(scene, ROLE_CARD, ICON_CASES, _("Laporan lain"), ACTION_REPORTS, 0);
    screen_bar(scene, false);
}
