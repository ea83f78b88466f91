#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static const char *told(enum enrolling_told told)
{
    switch (told) {
    case ENROLLING_LIFTED:
        return _("KTP terangkat sebelum selesai. Belum ada yang disimpan.");
    case ENROLLING_UNREADABLE:
        return _("KTP belum terbaca. Angkat, lalu letakkan lagi.");
    case ENROLLING_NO_NEED:
        return _("KTP ini tidak perlu direkam. Sidik jarinya ada di chip.");
    case ENROLLING_REFUSED:
        return _("Warga tidak setuju. Tidak ada yang disimpan.");
    case ENROLLING_UNSURE:
        return _("Wajah belum bisa dipastikan. Tidak ada yang disimpan.");
    case ENROLLING_FAILED:
        return _("Perekaman belum berhasil. Tidak ada yang disimpan.");
    case ENROLLING_NOTHING:
        break;
    }
    return NULL;
}

static void title(struct scene *scene, const char *name, const char *text)
{
    scene_clear(scene, name);
    scene_add(scene, ROLE_TITLE, text, NULL);
}

static void line(struct scene *scene, enum icon icon, const char *text)
{
    scene_add(scene, ROLE_TEXT, text, NULL)->icon = icon;
}

static void count(const struct session *s, struct scene *scene)
{
    scene_add(scene, ROLE_FACT, _("Sudah direkam"),
              scene_text(scene, _("%u dari %u warga"), s->enrollers.done, WIRE_ENROLMENTS_MAX));
}

static void card(const struct session *s, struct scene *scene)
{
    const char *why = told(s->visit.enrolling.told);
    title(scene, "enrol_card", _("Letakkan KTP warga yang direkam."));
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_PLACE_CARD;
    if (why)
        scene_add(scene, ROLE_STRONG, why, NULL)->icon = ICON_TROUBLE;
    if (visit_has_card(s))
        scene_add(scene, ROLE_STRONG, _("Ambil dulu KTP yang masih ada."), NULL);
    count(s, scene);
    scene_add(scene, ROLE_FACT, _("Petugas"), s->enrollers.help.helper_name);
    scene_add(scene, ROLE_FACT, _("Saksi"), s->enrollers.help.witness_name);
}

/* The words are a version: SESSION_ENROL_VERSION changes with them. */
static void consent(struct scene *scene)
{
    title(scene, "enrol_consent", _("Bolehkah sidik jari Bapak/Ibu direkam?"));
    line(scene, ICON_FINGER, _("Dua jari direkam, supaya hasil bisa dibuka dengan jari."));
    line(scene, ICON_CARD, _("Petugas mencocokkan wajah dengan foto KTP, dan mencatat NIK."));
    line(scene, ICON_CENTRE, _("Rekaman disimpan di pusat, tidak di mesin ini."));
    line(scene, ICON_HOUSEHOLD, _("Jika tidak setuju, bantuan Bapak/Ibu tidak berubah."));
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, saya setuju"), ACTION_AGREE, 0)->answer =
        true;
    screen_button(scene, ROLE_ACTION, ICON_NO, _("Tidak setuju"), ACTION_REFUSE, 0)->answer =
        true;
}

static void nik(const struct session *s, struct scene *scene)
{
    title(scene, "enrol_nik", _("NIK di KTP, 16 angka"));
    control_typed(scene, &s->visit.enrolling.nik);
    control_pad(scene, entry_is_nik(&s->visit.enrolling.nik) ? WAY_ON : WAY_NONE);
}

static void check(const struct session *s, struct scene *scene)
{
    title(scene, "enrol_check", _("Apakah NIK dan wajah sudah benar?"));
    if (s->visit.photo_width_px)
        scene_add(scene, ROLE_FACE, _("Foto dari KTP"), NULL);
    else
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CARD_UNCLEAR;
    scene_add(scene, ROLE_FACT, _("NIK"), phrase_number(scene, s->visit.enrolling.nik.text));
    scene_add(scene, ROLE_TEXT,
              _("Petugas membacakan NIK. Saksi ikut melihat wajah dan foto."), NULL);
    if (s->visit.photo_width_px)
        screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, benar"), ACTION_FACE, 1)
            ->answer = true;
    screen_button(scene, ROLE_ACTION, ICON_HELP, _("Ragu"), ACTION_FACE, 0)->answer = true;
}

static void finger(const struct session *s, struct scene *scene)
{
    const struct enrolling *e = &s->visit.enrolling;
    scene_clear(scene, "enrol_finger");
    scene_add(scene, ROLE_TITLE,
              scene_text(scene, _("Tempelkan %s."), screen_finger_name(s->finger)), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_FINGER;
    if (e->poor)
        scene_add(scene, ROLE_TEXT, _("Jari tadi sulit direkam. Jari ini sering lebih jelas."),
                  NULL);
    screen_finger_hint(s, scene);
    scene_add(scene, ROLE_TEXT,
              scene_text(scene, _("Jari ke-%u dari %u. Tempelkan dan angkat empat kali."),
                         e->fingers + 1, WIRE_ENROLMENT_FINGERS),
              NULL);
    screen_button(scene, ROLE_ACTION, ICON_HAND, _("Pakai jari lain"), ACTION_FINGER_HARD, 0);
}

static void done(const struct session *s, struct scene *scene)
{
    const struct wire_receipt *r = &s->visit.receipt;
    title(scene, "enrol_done", _("Sidik jari sudah direkam."));
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_LIFT_CARD;
    scene_add(scene, ROLE_STRONG, _("Silakan ambil KTP."), NULL);
    scene_add(scene, ROLE_TEXT,
              _("Foto masih dicocokkan dengan data Dukcapil. Setelah itu hasil bisa dibuka."),
              NULL);
    scene_add(scene, ROLE_FACT, _("Nomor bukti"), phrase_number(scene, r->number));
    count(s, scene);
}

void screen_enrol(const struct session *s, struct scene *scene)
{
    bool back = s->state == STATE_ENROL_NIK || s->state == STATE_ENROL_CHECK;
    if (s->state == STATE_ENROL_CONSENT) {
        consent(scene);
    } else if (s->state == STATE_ENROL_NIK) {
        nik(s, scene);
    } else if (s->state == STATE_ENROL_CHECK) {
        check(s, scene);
    } else if (s->state == STATE_ENROL_FINGER) {
        finger(s, scene);
    } else if (s->state == STATE_ENROL_SENDING) {
        title(scene, "enrol_sending", _("Rekaman sedang disimpan"));
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_FINGER;
        scene_add(scene, ROLE_PROGRESS, _("Tunggu sebentar."), NULL);
        screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
        return;
    } else if (s->state == STATE_ENROL_DONE) {
        done(s, scene);
    } else {
        card(s, scene);
    }
    screen_bar(scene, back);
}
