#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* Whoever is to see no more steps away before anything is shown. */
void screen_apart(const struct session *s, struct scene *scene)
{
    bool attended = helping_is_attended(s);
    scene_clear(scene, "apart");
    scene_add(scene, ROLE_TITLE,
              attended ? _("Saksi, silakan menjauh dari layar.") : _("Bantuan sudah berhenti."),
              NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_HIDE;
    if (attended)
        scene_add(scene, ROLE_TEXT, _("Terima kasih. Setelah itu hasil ditampilkan."), NULL);
    else
        scene_add(scene, ROLE_TEXT,
                  _("Yang tadi membantu, silakan menjauh. Layar tidak menampilkan apa pun."), NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_NEXT,
                  attended ? _("Tampilkan hasil") : _("Lanjut sendiri"), ACTION_GO_ON, 0);
    screen_bar(scene, false);
}
