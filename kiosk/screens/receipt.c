#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_receipt(const struct session *s, struct scene *scene)
{
    const struct wire_receipt *r = &s->visit.receipt;
    const char *when;
    scene_clear(scene, "receipt");
    when = scene_text(scene, _("%s, pukul %s"), phrase_day_of(scene, r->accepted_at),
                      phrase_time(scene, r->accepted_at));
    scene_add(scene, ROLE_TITLE,
              r->delivered ? _("Sanggah sudah masuk.") : _("Sanggah tersimpan aman di mesin ini."),
              NULL)
        ->tone = TONE_GOOD;
    scene_add(scene, ROLE_QR, scene_text(scene, "PERLINSOS:%s", r->number), NULL);
    scene_add(scene, ROLE_NUMBER, phrase_number(scene, r->number), _("Nomor bukti"));
    if (r->delivered) {
        scene_add(scene, ROLE_FACT, _("Masuk"), when);
        scene_add(scene, ROLE_TEXT,
                  scene_text(scene, _("Setelah ini BPS memeriksa data %s."), phrase_sapaan(s)),
                  NULL);
        if (r->expected_day)
            scene_add(scene, ROLE_FACT, _("Perkiraan selesai"), phrase_day(scene, r->expected_day));
    } else {
        scene_add(scene, ROLE_TEXT, _("Sanggah dikirim sendiri setelah sambungan pulih."), NULL);
        scene_add(scene, ROLE_FACT, _("Waktu yang dihitung tetap"), when);
    }
    scene_add(scene, ROLE_TEXT,
              _("Petugas mungkin datang ke rumah. Jangan memberi uang. Dikerjakan sendiri."), NULL);
    screen_bar(scene, true);
}
