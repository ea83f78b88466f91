#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

void screen_aloud(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "aloud");
    scene_add(scene, ROLE_TITLE, _("Orang lain bisa mendengar. Tetap putar?"), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_SOUND;
    scene_add(scene, ROLE_TEXT, _("Layar berikut berisi data pribadi."), NULL);
    scene_add(scene, ROLE_TEXT, _("Jika memakai earphone, orang lain tidak mendengar."), NULL);
    if (*phrase_jack(s))
        scene_add(scene, ROLE_TEXT, phrase_jack(s), NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_SOUND, _("Ya, putar"), ACTION_ALOUD, 1);
    screen_button(scene, ROLE_ACTION, ICON_NO, _("Jangan diputar"), ACTION_ALOUD, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}
