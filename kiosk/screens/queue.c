#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static const char *movement(struct scene *scene, const struct wire_programme *p)
{
    if (p->queue_before > p->queue_place)
        return scene_text(scene, _("Maju %u urutan sejak pembaruan lalu."),
                          p->queue_before - p->queue_place);
    if (p->queue_before < p->queue_place)
        return scene_text(scene, _("Mundur %u urutan sejak pembaruan lalu."),
                          p->queue_place - p->queue_before);
    return _("Urutan tetap sejak pembaruan lalu.");
}

void screen_queue(const struct session *s, struct scene *scene)
{
    const struct wire_programme *p = &s->visit.breakdown.programmes[s->visit.programme];
    scene_clear(scene, "queue");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("Menunggu giliran %s"), p->name), NULL)->icon =
        ICON_QUEUE;
    if (p->queue_place)
        scene_add(scene, ROLE_STRONG, scene_text(scene, _("Urutan sekarang: %u"), p->queue_place),
                  NULL)
            ->icon = ICON_QUEUE;
    else if (p->queue_band[0])
        scene_add(scene, ROLE_STRONG, p->queue_band, NULL)->icon = ICON_QUEUE;
    if (p->queue_place && p->queue_before)
        scene_add(scene, ROLE_TEXT, movement(scene, p), NULL);
    scene_add(scene, ROLE_TEXT,
              _("Kuota ditetapkan pusat menurut data nasional. Hanya Presiden yang bisa "
                "menambahnya."),
              NULL);
    scene_add(scene, ROLE_TEXT, _("Petugas desa tidak bisa mengubah urutan."), NULL);
    scene_add(scene, ROLE_TEXT,
              _("Jika ada keluarga yang berhenti menerima, keluarga di urutan pertama masuk."),
              NULL);
    scene_add(scene, ROLE_FACT, _("Diperbarui lagi"), phrase_day(scene, p->refresh_day))->icon =
        ICON_CALENDAR;
    screen_bar(scene, true);
}
