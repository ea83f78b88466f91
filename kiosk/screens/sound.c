#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* For who presses one or two switches. */
static const char *pace(struct scene *scene, enum scan_pace scan)
{
    const char *const names[SCAN_PACES] = {_("mati"), _("pelan"), _("sedang"), _("cepat")};
    return scene_text(scene, _("Pindah sendiri: %s"), names[scan]);
}

/* How screens are spoken, and how far they are shown. */
void screen_sound(const struct session *s, struct scene *scene)
{
    const struct listening *l = &s->listening;
    scene_clear(scene, "sound");
    scene_add(scene, ROLE_TITLE, _("Suara"), NULL)->icon = ICON_SOUND;
    if (!listening_has_voice(s))
        scene_add(scene, ROLE_TEXT, _("Suara sedang tidak bisa dipakai di mesin ini."), NULL)
            ->tone = TONE_ATTENTION;
    if (!l->headphones && *phrase_jack(s))
        scene_add(scene, ROLE_TEXT, phrase_jack(s), NULL);
    if (l->lent)
        scene_add(scene, ROLE_TEXT, _("Bahasa ini dibacakan dengan suara Indonesia."), NULL);
    screen_button(scene, ROLE_CHOICE, ICON_SOUND, _("Bacakan layar"), ACTION_LISTEN, 0)->chosen =
        l->on;
    screen_button(scene, ROLE_CARD, ICON_CLOCK, pace(scene, s->settings.scan), ACTION_SCAN, 0);
    screen_button(scene, ROLE_CARD, ICON_PLUS, _("Lebih keras"), ACTION_LOUDER, 0);
    screen_button(scene, ROLE_CARD, ICON_MINUS, _("Lebih pelan"), ACTION_SOFTER, 0);
    screen_button(scene, ROLE_CARD, ICON_FASTER, _("Lebih cepat"), ACTION_FASTER, 0);
    screen_button(scene, ROLE_CARD, ICON_SLOWER, _("Lebih lambat"), ACTION_SLOWER, 0);
    if (l->headphones)
        screen_button(scene, ROLE_CHOICE, ICON_HIDE, _("Gelapkan layar"), ACTION_DARK, 0)->chosen =
            l->dark;
    screen_button(scene, ROLE_BACK, ICON_BACK, _("Kembali"), ACTION_BACK, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}
