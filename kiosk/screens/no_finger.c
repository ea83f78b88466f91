#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

const char *screen_no_finger_name(enum wire_no_finger reason)
{
    switch (reason) {
    case WIRE_NO_FINGER_WORN:
        return _("Jari aus, sulit dibaca");
    case WIRE_NO_FINGER_AMPUTATION:
        return _("Jari sudah tidak ada");
    case WIRE_NO_FINGER_BANDAGE:
        return _("Jari luka atau dibalut");
    case WIRE_NO_FINGER_NOT_ON_CHIP:
        return _("Tidak ada sidik jari di KTP");
    case WIRE_NO_FINGER_SENSOR_DOWN:
        return _("Pembaca sidik jari terganggu");
    case WIRE_NO_FINGERS:
        break;
    }
    return "";
}

void screen_no_finger(const struct session *s, struct scene *scene)
{
    (void)s;
    static const enum icon icons[WIRE_NO_FINGERS] = {
        [WIRE_NO_FINGER_WORN] = ICON_FINGER_UNCLEAR,
        [WIRE_NO_FINGER_AMPUTATION] = ICON_HAND,
        [WIRE_NO_FINGER_BANDAGE] = ICON_HEALTH,
        [WIRE_NO_FINGER_NOT_ON_CHIP] = ICON_CARD_UNCLEAR,
        [WIRE_NO_FINGER_SENSOR_DOWN] = ICON_FINGER_OUT,
    };
    scene_clear(scene, "no_finger");
    scene_add(scene, ROLE_TITLE, _("Mengapa tanpa sidik jari?"), NULL);
    for (int reason = WIRE_NO_FINGER_WORN; reason < WIRE_NO_FINGERS; reason++)
        screen_button(scene, ROLE_CARD, icons[reason],
                      screen_no_finger_name((enum wire_no_finger)reason), ACTION_WHY,
                      (unsigned)reason);
    screen_cancel(scene);
}
