#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

#include <string.h>

static void title(struct scene *scene, const char *text, enum icon icon)
{
    scene_add(scene, ROLE_TITLE, text, NULL)->icon = icon;
}

static void line(struct scene *scene, const char *text)
{
    scene_add(scene, ROLE_TEXT, text, NULL);
}

static void add_changes_itself(struct scene *scene)
{
    line(scene, _("Layar ini berubah sendiri."));
}

static void file(const struct wire_site *site, struct scene *scene)
{
    if (site->state == WIRE_SITE_UNSIGNED) {
        title(scene, _("Berkas penyiapan tidak bisa dipercaya."), ICON_TROUBLE);
        line(scene, _("Tanda tangannya tidak ada, atau bukan dari kantor yang dikenal mesin ini."));
        line(scene, _("Minta berkas dan tanda tangan yang baru, lalu salin lagi."));
    } else if (site->state == WIRE_SITE_FLAWED) {
        title(scene, _("Berkas penyiapan perlu diperbaiki."), ICON_TROUBLE);
        if (site->line)
            scene_add(scene, ROLE_FACT, _("Baris"), scene_text(scene, "%u", site->line));
        line(scene, scene_text(scene, "%s", site->why));
        line(scene, _("Perbaiki di kantor, tanda tangani lagi, lalu salin lagi."));
    } else {
        title(scene, _("Mesin ini belum disiapkan untuk desa."), ICON_PLACE);
        line(scene, _("Salin berkas penyiapan ke kartu mesin, bersama tanda tangannya."));
    }
    scene_add(scene, ROLE_FACT, _("Berkas"), "site.ini, site.ini.sig");
    add_changes_itself(scene);
    scene_add(scene, ROLE_FACT, _("Versi"), WIRE_VERSION);
}

static void serial(const struct session *s, struct scene *scene)
{
    title(scene,
          s->siting.told.state == WIRE_SITE_UNKNOWN && !*s->siting.digits.text
              ? _("Nomor itu tidak ada di berkas.")
              : _("Lima angka terakhir nomor mesin"),
          ICON_NONE);
    control_typed(scene, &s->siting.digits);
    control_pad(scene, strlen(s->siting.digits.text) == WIRE_SITE_DIGITS ? WAY_ON : WAY_NONE);
}

static void place(const struct wire_site *site, struct scene *scene)
{
    title(scene, scene_text(scene, _("Desa %s, benar?"), site->name), ICON_PLACE);
    scene_add(scene, ROLE_FACT, _("Kode desa"), site->village);
    scene_add(scene, ROLE_FACT, _("Nomor mesin"), site->serial);
    scene_add(scene, ROLE_FACT, _("Pusat"), site->service);
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, siapkan"), ACTION_SITE, 1);
    if (site->devices > 1)
        screen_button(scene, ROLE_ACTION, ICON_ERASE, _("Mesin lain"), ACTION_SITE, 0);
}

static void wait(const struct session *s, struct scene *scene)
{
    const struct wire_site *site = &s->siting.told;
    switch ((unsigned)site->state) {
    case WIRE_SITE_UNWRITTEN:
        title(scene, _("Penyiapan tidak bisa disimpan."), ICON_STORE_OUT);
        line(scene, scene_text(scene, "%s", site->why));
        line(scene, _("Kartu penuh atau rusak. Pakai kartu lain."));
        return;
    case WIRE_SITE_REFUSED:
        title(scene, _("Kode sekali pakai tidak berlaku lagi."), ICON_TROUBLE);
        line(scene, _("Kode sudah dipakai, lewat 14 hari, atau tidak dikenal."));
        line(scene, _("Minta berkas dengan kode baru, lalu salin lagi."));
        add_changes_itself(scene);
        break;
    case WIRE_SITE_UNREACHED:
        title(scene, _("Pusat belum bisa dihubungi."), ICON_OFFLINE);
        line(scene, _("Berkas sudah disimpan. Periksa kabel, Wi-Fi, atau kartu SIM."));
        line(scene, _("Mesin mencoba lagi sendiri."));
        break;
    case WIRE_SITE_UNTRUSTED:
        title(scene, _("Pusat belum bisa dipercaya."), ICON_CENTRE_UNSURE);
        line(scene, _("Jam mesin mungkin salah, atau berkas ini untuk pusat lain."));
        scene_add(scene, ROLE_FACT, _("Jam mesin"),
                  scene_text(scene, _("%s, pukul %s"), phrase_day_of(scene, s->wall_s),
                             phrase_time(scene, s->wall_s)));
        line(scene, _("Mesin mencoba lagi sendiri."));
        break;
    default: /* ENROLLING, DONE */
        title(scene, _("Mesin sedang disiapkan"), ICON_NONE);
        scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_CENTRE;
        scene_add(scene, ROLE_PROGRESS, _("Menghubungi pusat. Tunggu sebentar."), NULL);
    }
    scene_add(scene, ROLE_FACT, _("Nomor mesin"), site->serial);
}

/* A siting is not left by "Selesai". */
void screen_site(const struct session *s, struct scene *scene)
{
    scene_clear(scene, s->state == STATE_SITE_FILE     ? "site_file"
                       : s->state == STATE_SITE_SERIAL ? "site_serial"
                       : s->state == STATE_SITE_PLACE  ? "site_place"
                                                       : "site_wait");
    if (s->state == STATE_SITE_FILE)
        file(&s->siting.told, scene);
    else if (s->state == STATE_SITE_SERIAL)
        serial(s, scene);
    else if (s->state == STATE_SITE_PLACE)
        place(&s->siting.told, scene);
    else
        wait(s, scene);
    if (s->state == STATE_SITE_FILE)
        screen_language(s, scene);
    if (s->state == STATE_SITE_PLACE && s->siting.told.devices > 1)
        screen_button(scene, ROLE_BACK, ICON_BACK, _("Kembali"), ACTION_BACK, 0);
    screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
}
