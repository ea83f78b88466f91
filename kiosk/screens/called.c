#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* Why the last card or finger did not do; NULL: nothing was tried. */
static const char *told(enum handover_told told)
{
    switch (told) {
    case HANDOVER_UNLISTED:
        return _("KTP ini bukan KTP petugas.");
    case HANDOVER_REVOKED:
        return _("KTP ini tidak lagi terdaftar sebagai KTP petugas.");
    case HANDOVER_NO_RIGHT:
        return _("Petugas ini belum diberi wewenang untuk langkah ini.");
    case HANDOVER_NO_LIST:
        return _("Daftar petugas belum ada di mesin ini, atau masanya habis.");
    case HANDOVER_NO_LINE:
        return _("Pusat belum menjawab.");
    case HANDOVER_SPENT:
        return _("Hari ini pemeriksaan jari petugas ini sudah cukup.");
    case HANDOVER_UNREADABLE:
        return _("KTP belum terbaca. Angkat, lalu letakkan lagi.");
    case HANDOVER_LIFTED:
        return _("KTP terangkat terlalu cepat.");
    case HANDOVER_NO_MATCH:
        return _("Sidik jari itu belum terbaca.");
    case HANDOVER_NO_SENSOR:
        return _("Pembaca sidik jari sedang terganggu.");
    case HANDOVER_LATE:
        return _("Waktu 30 detik sudah lewat.");
    case HANDOVER_SAME:
        return _("Saksi harus orang lain, bukan petugas yang sama.");
    case HANDOVER_RESIDENT:
        return _("Ini KTP warga. Saksi memakai KTP sendiri.");
    case HANDOVER_OTHER:
        return _("Ini bukan KTP yang tadi.");
    case HANDOVER_NOTHING:
    case HANDOVER_TOLDS:
        break;
    }
    return NULL;
}

void screen_told(const struct session *s, struct scene *scene)
{
    const char *why = told(s->visit.handover.told);
    if (!why)
        return;
    struct element *e = scene_add(scene, ROLE_STRONG, why, NULL);
    e->icon = ICON_TROUBLE;
    e->tone = TONE_ATTENTION;
}

static void reading(const struct session *s, struct scene *scene)
{
    const struct handover *h = &s->visit.handover;
    if (visit_has_card(s))
        scene_add(scene, ROLE_STRONG,
                  scene_text(scene, _("Silakan ambil KTP %s dulu."), phrase_sapaan(s)), NULL);
    else if (h->placement && !h->card.uid_size && h->told != HANDOVER_UNREADABLE)
        scene_add(scene, ROLE_PROGRESS, _("KTP sedang dibaca."), NULL);
    else if (h->card.uid_size)
        scene_add(scene, ROLE_STRONG, _("Ambil dulu KTP yang masih ada."), NULL);
}

void screen_called(const struct session *s, struct scene *scene)
{
    const struct handover *h = &s->visit.handover;
    bool witness = h->role == WIRE_ROLE_WITNESS || h->role == WIRE_ROLE_ENROL_WITNESS;
    scene_clear(scene, "called");
    scene_add(scene, ROLE_TITLE,
              witness ? _("Saksi, letakkan KTP saksi.") : _("Petugas, letakkan KTP petugas."),
              NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_PLACE_CARD;
    screen_told(s, scene);
    reading(s, scene);
    if (h->role == WIRE_ROLE_ENROL_WITNESS)
        scene_add(scene, ROLE_TEXT, _("Saksi ikut mencocokkan wajah setiap warga yang direkam."),
                  NULL);
    else if (h->role == WIRE_ROLE_ENROL)
        scene_add(scene, ROLE_TEXT, _("Halaman ini hanya untuk petugas desa."), NULL);
    else if (witness)
        scene_add(scene, ROLE_TEXT, _("Saksi hanya mencocokkan wajah, tidak melihat hasil."), NULL);
    else if (stated_is_on(s))
        scene_add(scene, ROLE_TEXT,
                  _("Tanpa KTP, hanya laporan dan sanggah sementara yang bisa dicatat."), NULL);
    else if (pages_are_on(s))
        scene_add(scene, ROLE_TEXT, _("Halaman petugas tidak memuat nama warga."), NULL);
    else
        scene_add(scene, ROLE_TEXT,
                  scene_text(scene, _("Layar ditutup. Isian %s masih ada selama dua menit."),
                             phrase_sapaan(s)),
                  NULL);
    if (h->card.uid_size && h->told)
        screen_button(scene, ROLE_PRIMARY, ICON_AGAIN, _("Coba lagi"), ACTION_RETRY, 0);
    if (helping_offers_relative(s))
        screen_button(scene, ROLE_ACTION, ICON_HOUSEHOLD, _("Keluarga yang membantu"),
                      ACTION_RELATIVE, 0);
    screen_cancel(scene);
}
