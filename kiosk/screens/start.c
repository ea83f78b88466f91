#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* What keeps this kiosk from its work now, or NULL. */
static const char *closed_because(const struct session *s)
{
    if (s->device_fault[PEER_CARD])
        return _("Pembaca KTP sedang tidak bisa dipakai. Silakan bertanya kepada petugas desa.");
    if (s->device_fault[PEER_FINGER])
        return _("Pembaca sidik jari sedang tidak bisa dipakai. Silakan bertanya kepada petugas "
                 "desa.");
    return NULL;
}

/* To be seen it has a picture; to be found without eyes it needs words. */
static const char *card_place(enum place place)
{
    switch (place) {
    case PLACE_LEFT:
        return _("Tempat KTP ada di kiri layar.");
    case PLACE_RIGHT:
        return _("Tempat KTP ada di kanan layar.");
    case PLACE_ABOVE:
        return _("Tempat KTP ada di atas layar.");
    case PLACE_BELOW:
        return _("Tempat KTP ada di bawah layar.");
    case PLACE_UNTOLD:
        break;
    }
    return "";
}

static void add_card_place(const struct session *s, struct scene *scene)
{
    const char *place = card_place(s->setup.card_place);
    struct element *put =
        scene_add(scene, ROLE_STRONG, _("Letakkan KTP di tempat bergambar kartu."), NULL);
    if (place[0])
        put->utterance = scene_text(scene, "%s %s", put->label, place);
}

/* What the line's absence means today: for whoever comes, and for the staff who can mend it. */
static void add_line(const struct session *s, struct scene *scene)
{
    const struct wire_link *l = &s->link;
    const char *day = phrase_day_of(scene, l->contact_ends_at);
    const char *time = phrase_time(scene, l->contact_ends_at);
    const char *now = NULL, *next = NULL;
    if (l->contact == WIRE_CONTACT_LOST) {
        now =
            scene_text(scene, _("Sejak %s, pukul %s, karena sambungan ke pusat putus."), day, time);
        next = _("Silakan ke agen atau Portal Perlinsos.");
    } else if (l->contact == WIRE_CONTACT_LATE) {
        now = scene_text(scene, _("Sambungan putus. Petugas: mesin ini ditutup pada %s, pukul %s."),
                         day, time);
    } else if (visit_is_offline(s)) {
        now = _("Sambungan ke pusat sedang putus.");
    } else if (l->store_unusable) {
        now = _("Sanggah sedang tidak bisa dicatat di mesin ini. Hasil tetap bisa dilihat.");
    } else if (l->aside) {
        now = _("Petugas: ada sanggah yang belum bisa dikirim. Hubungi teknisi.");
    }
    if (now)
        scene_add(scene, ROLE_TEXT, now, NULL)->tone = TONE_ATTENTION;
    if (l->contact == WIRE_CONTACT_LOST && l->window_closes_at > s->wall_s)
        scene_add(scene, ROLE_TEXT,
                  scene_text(scene, _("Sanggah masih dibuka sampai %s, pukul %s."),
                             phrase_day_of(scene, l->window_closes_at),
                             phrase_time(scene, l->window_closes_at)),
                  NULL);
    if (next)
        scene_add(scene, ROLE_TEXT, next, NULL);
}

void screen_start(const struct session *s, struct scene *scene)
{
    const char *closed = closed_because(s);
    bool lost = s->link.contact == WIRE_CONTACT_LOST;
    scene_clear(scene, "start");
    scene_add(scene, ROLE_TITLE,
              s->commission.practising ? _("LATIHAN: letakkan KTP.")
              : lost                   ? _("Mesin ini ditutup.")
                     : scene_text(scene, _("Lihat hasil bansos keluarga %s"), phrase_sapaan(s)),
              NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = closed ? ICON_STAFF
                                                     : lost ? ICON_OFFLINE
                                                            : ICON_PLACE_CARD;
    if (closed) {
        scene_add(scene, ROLE_TEXT, closed, NULL)->tone = TONE_ATTENTION;
    } else if (!lost) {
        if (s->fault == WIRE_FAULT_CARD_LIFTED) {
            scene_add(scene, ROLE_STRONG, _("KTP terangkat terlalu cepat."), NULL);
            scene_add(scene, ROLE_TEXT, _("Letakkan lagi, dan biarkan di sana sampai selesai."),
                      NULL);
        } else {
            add_card_place(s, scene);
        }
        /* Else the staff's day must fit beside it. */
        if (s->link.contact == WIRE_CONTACT_KEPT && s->fault != WIRE_FAULT_CARD_LIFTED)
            scene_add(scene, ROLE_TEXT, _("Biarkan KTP di sana sampai selesai."), NULL);
    }
    add_line(s, scene);
    /* Last, so that where letters are large the way to begin comes before it. */
    scene_add(scene, ROLE_NOTICE, _("Layanan ini gratis. Jangan membayar siapa pun."),
              phrase_time(scene, s->wall_s))
        ->icon = ICON_FREE;
    if (lost)
        screen_button(scene, ROLE_ACTION, ICON_PLACE, _("Tempat lain"), ACTION_AGENTS, 0);
    else
        screen_button(scene, ROLE_ACTION, ICON_HELP, _("Siapa yang menentukan?"), ACTION_WHO, 0);
    if (s->commission.practising)
        screen_button(scene, ROLE_ACTION, ICON_DONE, _("Akhiri latihan"), ACTION_PRACTISE, 0);
    else if (s->catalogue.complaints && !lost)
        screen_button(scene, ROLE_ACTION, ICON_HIDE, _("Lapor tanpa KTP"), ACTION_COMPLAIN, 0);
    screen_language(s, scene);
    screen_button(scene, ROLE_SETTING, ICON_SIZE, _("Ukuran huruf"), ACTION_SIZE, 0);
    screen_button(scene, ROLE_SETTING, ICON_CONTRAST, _("Warna"), ACTION_CONTRAST, 0);
    screen_button(scene, ROLE_SETTING, ICON_SOUND, _("Suara"), ACTION_SOUND, 0);
    screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
}
