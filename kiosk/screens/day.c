#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

#include <time.h>

enum { DAYS = 7 };

/* When this office is open, from today on. */
static void hours(const struct session *s, struct scene *scene)
{
    for (int i = 0; i < DAYS; i++) {
        time_t at = (time_t)(s->wall_s + (int64_t)i * 86400);
        struct tm tm = {0};
        localtime_r(&at, &tm);
        int opens = s->setup.hours.days[tm.tm_wday].opens_min;
        int closes = s->setup.hours.days[tm.tm_wday].closes_min;
        scene_add(scene, ROLE_FACT, phrase_day_of(scene, (int64_t)at),
                  closes ? scene_text(scene, "%02d.%02d-%02d.%02d", opens / 60, opens % 60,
                                      closes / 60, closes % 60)
                         : _("tutup"));
    }
}

static void device(const struct session *s, struct scene *scene, enum peer peer, const char *what,
                   enum icon icon)
{
    enum wire_fault fault = s->device_fault[peer];
    scene_add(scene, ROLE_FACT, what,
              fault          ? screen_trouble_name(fault)
              : !s->up[peer] ? _("tidak menjawab")
                             : _("berjalan baik"))
        ->icon = fault || !s->up[peer] ? ICON_TROUBLE : icon;
}

static void line(const struct session *s, struct scene *scene)
{
    scene_add(scene, ROLE_FACT, _("Sambungan ke pusat"),
              !visit_is_offline(s) ? _("tersambung")
                                   : scene_text(scene, _("putus sejak %s"),
                                                phrase_time(scene, s->link.offline_since)))
        ->icon = visit_is_offline(s) ? ICON_OFFLINE : ICON_CHECK;
    scene_add(scene, ROLE_FACT, _("Menunggu dikirim"), scene_text(scene, "%u", s->link.waiting))
        ->icon = ICON_CASES;
    if (s->link.aside)
        scene_add(scene, ROLE_FACT, _("Tidak bisa dikirim, tanyakan ke teknisi"),
                  scene_text(scene, "%u", s->link.aside))
            ->icon = ICON_TROUBLE;
    if (s->link.store_unusable)
        scene_add(scene, ROLE_FACT, _("Penyimpanan"),
                  screen_trouble_name(WIRE_FAULT_STORE_UNUSABLE))
            ->icon = ICON_TROUBLE;
}

void screen_day(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "day");
    scene_add(scene, ROLE_TITLE, _("Keadaan mesin hari ini"), NULL)->icon = ICON_CALENDAR;
    line(s, scene);
    device(s, scene, PEER_CARD, _("Pembaca KTP"), ICON_CARD);
    device(s, scene, PEER_FINGER, _("Pembaca sidik jari"), ICON_FINGER);
    device(s, scene, PEER_PRINTER, _("Alat cetak"), ICON_RECEIPT);
    device(s, scene, PEER_VOICE, _("Suara"), ICON_SOUND);
    if (s->put_aside)
        scene_add(scene, ROLE_TEXT,
                  _("Ada KTP di pembaca. Jika tertinggal, simpan untuk pemiliknya."), NULL)
            ->icon = ICON_CARD;
    scene_add(scene, ROLE_STRONG, _("Jam buka kantor ini"), NULL);
    hours(s, scene);
    screen_button(scene, ROLE_ACTION, ICON_CLEAN, _("Bersihkan layar"), ACTION_CLEAN, 0);
    screen_bar(scene, true);
}
