#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* A card that was read is looked up; then its owner's finger. */
void screen_sign_in(const struct session *s, struct scene *scene)
{
    const struct wire_staff *staff = &s->visit.handover.staff;
    if (s->state == STATE_STAFF_CHECK) {
        scene_clear(scene, "staff_check");
        scene_add(scene, ROLE_TITLE, _("KTP petugas sedang diperiksa"), NULL);
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CARD;
        scene_add(scene, ROLE_PROGRESS, _("Biarkan KTP di tempatnya."), NULL);
    } else {
        scene_clear(scene, "staff_finger");
        scene_add(scene, ROLE_TITLE,
                  scene_text(scene, _("Tempelkan %s."), screen_finger_name(s->finger)), NULL);
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_FINGER;
        screen_finger_hint(s, scene);
        scene_add(scene, ROLE_FACT, staff->name, staff->post);
        scene_add(scene, ROLE_TEXT, _("Dalam 30 detik."), NULL);
    }
    screen_cancel(scene);
}
