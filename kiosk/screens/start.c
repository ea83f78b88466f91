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

void screen_start(const struct session *s, struct scene *scene)
{
    const char *closed = closed_because(s);
    scene_clear(scene, "start");
    scene_add(scene, ROLE_TITLE,
              scene_text(scene, _("Lihat hasil bansos keluarga %s"), phrase_sapaan(s)), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_PLACE_CARD;
    if (closed) {
        scene_add(scene, ROLE_TEXT, closed, NULL)->tone = TONE_ATTENTION;
    } else {
        scene_add(scene, ROLE_TEXT, _("Letakkan KTP di tempat bergambar kartu."), NULL);
        scene_add(scene, ROLE_TEXT, _("Biarkan KTP di sana sampai selesai."), NULL);
    }
    if (session_is_offline(s))
        scene_add(scene, ROLE_TEXT, _("Sambungan ke pusat sedang putus."), NULL)->tone =
            TONE_ATTENTION;
    /* Last, so that where letters are large the way to begin comes before it. */
    scene_add(scene, ROLE_NOTICE, _("Layanan ini gratis. Jangan membayar siapa pun."),
              phrase_time(scene, s->wall_s))
        ->icon = ICON_FREE;
    screen_button(scene, ROLE_ACTION, ICON_HELP, _("Siapa yang menentukan?"), ACTION_WHO, 0);
    if (s->catalogue.complaints)
        screen_button(scene, ROLE_ACTION, ICON_HIDE, _("Lapor tanpa KTP"), ACTION_COMPLAIN, 0);
    /* Whoever cannot read this language finds the next one by its own name. */
    if (s->languages && s->languages->count > 1)
        screen_button(scene, ROLE_SETTING, ICON_LANGUAGE,
                      s->languages->list[(s->settings.language + 1) % s->languages->count].name,
                      ACTION_LANGUAGE, 0);
    screen_button(scene, ROLE_SETTING, ICON_SIZE, _("Ukuran huruf"), ACTION_SIZE, 0);
    screen_button(scene, ROLE_SETTING, ICON_CONTRAST, _("Warna"), ACTION_CONTRAST, 0);
    screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
}
