#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* ISO/IEC 19794-2:2005 table 2. */
const char *screen_finger_name(uint32_t position)
{
    switch (position) {
    case 1:
        return _("ibu jari kanan");
    case 2:
        return _("telunjuk kanan");
    case 3:
        return _("jari tengah kanan");
    case 4:
        return _("jari manis kanan");
    case 5:
        return _("kelingking kanan");
    case 6:
        return _("ibu jari kiri");
    case 7:
        return _("telunjuk kiri");
    case 8:
        return _("jari tengah kiri");
    case 9:
        return _("jari manis kiri");
    case 10:
        return _("kelingking kiri");
    }
    return _("jari yang terekam di KTP");
}

static const char *hint_text(const struct session *s)
{
    bool chimes = s->up[PEER_VOICE] && s->device_fault[PEER_VOICE] != WIRE_FAULT_SOUND_ABSENT;
    switch (s->hint) {
    case WIRE_HINT_PLACE:
        return chimes ? _("Tekan rata pada kaca kecil yang menyala. Tahan sampai terdengar bunyi.")
                      : _("Tekan rata pada kaca kecil yang menyala. Tahan sebentar.");
    case WIRE_HINT_HOLD:
        return _("Sedang dibaca. Tahan sebentar.");
    case WIRE_HINT_LIFT:
        return _("Sudah terbaca. Angkat jari.");
    case WIRE_HINT_CENTRE:
        return _("Geser jari sedikit ke tengah.");
    case WIRE_HINT_PRESS:
        return _("Tekan sedikit lebih kuat.");
    case WIRE_HINT_MOISTEN:
        return _("Jari agak kering. Lembapkan sedikit, lalu coba lagi.");
    case WIRE_HINT_WIPE:
        return _("Jari agak basah. Lap dulu, lalu coba lagi.");
    case WIRE_HINT_AGAIN:
        return _("Angkat jari. Kita coba sekali lagi.");
    case WIRE_HINT_STILL:
        return _("Angkat jari. Tekan lagi tanpa digeser.");
    case WIRE_HINT_CLEAN:
        return _("Kaca agak kotor. Lap kaca, lalu tempelkan lagi.");
    case WIRE_HINTS:
        break;
    }
    return "";
}

/* For who cannot see it shine. */
static const char *sensor_place(enum place place)
{
    switch (place) {
    case PLACE_LEFT:
        return _("Kaca kecil ada di kiri KTP.");
    case PLACE_RIGHT:
        return _("Kaca kecil ada di kanan KTP.");
    case PLACE_ABOVE:
        return _("Kaca kecil ada di belakang KTP.");
    case PLACE_BELOW:
        return _("Kaca kecil ada di depan KTP.");
    case PLACE_UNTOLD:
        break;
    }
    return "";
}

void screen_finger_hint(const struct session *s, struct scene *scene)
{
    const char *place = sensor_place(s->setup.sensor_place);
    struct element *hint = scene_add(scene, ROLE_STRONG, hint_text(s), NULL);
    if (place[0] && s->hint == WIRE_HINT_PLACE)
        hint->utterance = scene_text(scene, "%s %s", hint->label, place);
}

void screen_finger_prompt(const struct session *s, struct scene *scene)
{
    screen_finger_hint(s, scene);
    screen_button(scene, ROLE_ACTION, ICON_HAND, _("Sidik jari saya sulit dibaca"),
                  ACTION_FINGER_HARD, 0);
}

void screen_finger(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "finger");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("Tempelkan %s."), screen_finger_name(s->finger)),
              NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_FINGER;
    screen_finger_prompt(s, scene);
    screen_bar(scene, false);
}
