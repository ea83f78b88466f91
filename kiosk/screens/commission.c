#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

#include <string.h>

/* The way back, and help; a commission is not left by "Selesai". */
static void add_bar(const struct session *s, struct scene *scene)
{
    if (s->state > STATE_COMMISSION_LINK)
        screen_button(scene, ROLE_BACK, ICON_BACK, _("Kembali"), ACTION_BACK, 0);
    screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
}

static void begin(struct scene *scene, const char *name, const char *title, enum icon icon)
{
    scene_clear(scene, name);
    scene_add(scene, ROLE_TITLE, title, NULL)->icon = icon;
}

static void add_go_on(struct scene *scene)
{
    screen_button(scene, ROLE_PRIMARY, ICON_NEXT, _("Lanjut"), ACTION_ANSWER, WIRE_OUTCOME_GOOD);
}

/* Whose machine it is, and which. */
static void add_machine(const struct session *s, struct scene *scene)
{
    if (*s->setup.serial)
        scene_add(scene, ROLE_FACT, _("Nomor mesin"), s->setup.serial);
    scene_add(scene, ROLE_FACT, _("Versi"), WIRE_VERSION);
}

void screen_commission_link(const struct session *s, struct scene *scene)
{
    bool online = s->link.online;
    begin(scene, "commission_link", _("Mesin baru: periksa listrik dan sambungan."),
          online ? ICON_CHECK : ICON_OFFLINE);
    scene_add(scene, ROLE_FACT, _("Listrik"), _("menyala"));
    scene_add(scene, ROLE_FACT, _("Sambungan ke pusat"),
              online ? _("sudah tersambung") : _("belum tersambung"));
    scene_add(scene, ROLE_FACT, _("Jam mesin"),
              s->link.clock_trusted ? _("tepat") : _("belum tepat"));
    add_machine(s, scene);
    if (!online)
        scene_add(scene, ROLE_TEXT, _("Periksa kabel atau Wi-Fi. Layar ini berubah sendiri."), NULL)
            ->tone = TONE_ATTENTION;
    add_go_on(scene);
    add_bar(s, scene);
}

void screen_commission_place(const struct session *s, struct scene *scene)
{
    const char *village = *s->setup.village_name ? s->setup.village_name : s->setup.village;
    scene_clear(scene, "commission_place");
    scene_add(scene, ROLE_TITLE, scene_text(scene, _("Desa %s, benar?"), village), NULL)->icon =
        ICON_PLACE;
    scene_add(scene, ROLE_FACT, _("Kode desa"), s->setup.village);
    add_machine(s, scene);
    if (s->commission.elsewhere) {
        scene_add(scene, ROLE_STRONG, _("Jangan dipakai di sini."), NULL)->tone = TONE_ATTENTION;
        scene_add(scene, ROLE_TEXT,
                  _("Matikan mesin ini. Hubungi kantor yang menyiapkannya untuk desa lain."), NULL);
    }
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, benar"), ACTION_ANSWER,
                  WIRE_OUTCOME_GOOD);
    screen_button(scene, ROLE_ACTION, ICON_NO, _("Bukan desa ini"), ACTION_ANSWER,
                  WIRE_OUTCOME_BAD);
    add_bar(s, scene);
}

static const char *outcome(const struct wire_commission *h, enum wire_step step)
{
    switch ((enum wire_outcome)h->outcomes[step]) {
    case WIRE_OUTCOME_GOOD:
        return _("baik");
    case WIRE_OUTCOME_BAD:
        return _("perlu diperiksa");
    case WIRE_OUTCOME_UNTRIED:
    case WIRE_OUTCOMES:
        break;
    }
    return _("tidak dicoba");
}

static void add_devices(struct scene *scene, const struct wire_commission *h)
{
    scene_add(scene, ROLE_FACT, _("Pembaca KTP"), outcome(h, WIRE_STEP_READER));
    scene_add(scene, ROLE_FACT, _("Pembaca sidik jari"), outcome(h, WIRE_STEP_SENSOR));
    scene_add(scene, ROLE_FACT, _("Alat cetak"), outcome(h, WIRE_STEP_PRINTER));
}

void screen_commission_parts(const struct session *s, struct scene *scene)
{
    struct wire_commission h;
    commission_outcomes(s, &h);
    begin(scene, "commission_parts", _("Apakah semua alat terpasang?"), ICON_READER);
    add_devices(scene, &h);
    scene_add(scene, ROLE_FACT, _("Penyimpanan"),
              s->link.store_unusable ? _("perlu diperiksa") : _("baik"));
    if (h.outcomes[WIRE_STEP_READER] == WIRE_OUTCOME_GOOD &&
        h.outcomes[WIRE_STEP_SENSOR] == WIRE_OUTCOME_GOOD &&
        h.outcomes[WIRE_STEP_PRINTER] == WIRE_OUTCOME_GOOD)
        scene_add(scene, ROLE_TEXT, _("Semua alat terpasang."), NULL)->tone = TONE_GOOD;
    else
        scene_add(scene, ROLE_TEXT, _("Pasang kabel yang lepas. Layar ini berubah sendiri."), NULL)
            ->tone = TONE_ATTENTION;
    add_go_on(scene);
    add_bar(s, scene);
}

void screen_commission_touch(const struct session *s, struct scene *scene)
{
    bool all = true;
    begin(scene, "commission_touch", _("Sentuh semua kotak."), ICON_HAND);
    for (unsigned i = 0; i < COMMISSION_SPOTS; i++) {
        bool touched = s->commission.touched & 1u << i;
        struct element *e = screen_button(scene, ROLE_KEY, touched ? ICON_CHECK : ICON_NONE,
                                          scene_text(scene, "%u", i + 1), ACTION_SPOT, i);
        e->row = (uint8_t)(i / COMMISSION_COLUMNS);
        e->chosen = touched;
        all = all && touched;
    }
    if (all)
        add_go_on(scene);
    else
        screen_button(scene, ROLE_ACTION, ICON_NEXT, _("Ada yang tidak bisa disentuh"),
                      ACTION_ANSWER, WIRE_OUTCOME_BAD);
    add_bar(s, scene);
}

static const char *key_name(enum commission_key key)
{
    switch (key) {
    case COMMISSION_UP:
        return _("atas");
    case COMMISSION_DOWN:
        return _("bawah");
    case COMMISSION_SELECT:
        return _("pilih");
    case COMMISSION_BACK:
        return _("kembali");
    case COMMISSION_HELP:
        return _("bantuan");
    case COMMISSION_REPEAT:
        return _("ulangi");
    case COMMISSION_PAUSE:
        return _("jeda");
    case COMMISSION_SOFTER:
        return _("lebih pelan");
    case COMMISSION_LOUDER:
        return _("lebih keras");
    case COMMISSION_SLOWER:
        return _("lebih lambat");
    case COMMISSION_FASTER:
        return _("lebih cepat");
    case COMMISSION_KEYS:
        break;
    }
    return "";
}

/* The names of the keys that were pressed, or were not. */
static const char *keys(const struct session *s, struct scene *scene, bool pressed)
{
    const char *all = "";
    for (int i = 0; i < COMMISSION_KEYS; i++)
        if (!(s->commission.pressed & 1u << i) == !pressed)
            all = *all ? scene_text(scene, "%s, %s", all, key_name((enum commission_key)i))
                       : key_name((enum commission_key)i);
    return *all ? all : _("tidak ada");
}

void screen_commission_keys(const struct session *s, struct scene *scene)
{
    begin(scene, "commission_keys", _("Tekan setiap tombol di papan tombol."), ICON_HAND);
    scene_add(scene, ROLE_FACT, _("Sudah ditekan"), keys(s, scene, true));
    scene_add(scene, ROLE_FACT, _("Belum ditekan"), keys(s, scene, false));
    if (s->commission.pressed)
        scene_add(scene, ROLE_TEXT, _("Tombol yang sudah ditekan bekerja seperti biasa."), NULL);
    if (s->commission.pressed)
        screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Semua tombol baik"), ACTION_ANSWER,
                      WIRE_OUTCOME_GOOD);
    else
        screen_button(scene, ROLE_PRIMARY, ICON_NEXT, _("Tidak ada papan tombol"), ACTION_ANSWER,
                      WIRE_OUTCOME_UNTRIED);
    screen_button(scene, ROLE_ACTION, ICON_NO, _("Ada tombol yang rusak"), ACTION_ANSWER,
                  WIRE_OUTCOME_BAD);
    add_bar(s, scene);
}

void screen_commission_sound(const struct session *s, struct scene *scene)
{
    begin(scene, "commission_sound", _("Suara ini terdengar?"), ICON_SOUND);
    scene_add(scene, ROLE_TEXT, _("Tekan Dengarkan. Coba juga dengan earphone."), NULL);
    if (*phrase_jack(s))
        scene_add(scene, ROLE_TEXT, phrase_jack(s), NULL);
    screen_button(scene, ROLE_CARD, ICON_SOUND,
                  s->listening.on ? _("Dengarkan lagi") : _("Dengarkan"), ACTION_REPEAT, 0);
    screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Ya, terdengar"), ACTION_ANSWER,
                  WIRE_OUTCOME_GOOD);
    screen_button(scene, ROLE_ACTION, ICON_SOUND_OUT, _("Tidak terdengar"), ACTION_ANSWER,
                  WIRE_OUTCOME_BAD);
    add_bar(s, scene);
}

void screen_commission_practice(const struct session *s, struct scene *scene)
{
    begin(scene, "commission_practice", _("Sekarang satu kunjungan latihan."), ICON_HOUSEHOLD);
    scene_add(scene, ROLE_TEXT, _("Keluarganya rekaan. Tidak ada yang dikirim ke pusat."), NULL);
    scene_add(scene, ROLE_TEXT,
              _("Pakai KTP dan jari siapa saja di sini. Keduanya tidak disimpan."), NULL);
    if (s->put_aside)
        scene_add(scene, ROLE_STRONG, _("Ambil dulu KTP dari tempatnya."), NULL);
    else
        screen_button(scene, ROLE_PRIMARY, ICON_PLACE_CARD, _("Mulai latihan"), ACTION_PRACTISE, 0);
    screen_button(scene, ROLE_ACTION, ICON_NEXT, _("Lewati"), ACTION_ANSWER, WIRE_OUTCOME_UNTRIED);
    add_bar(s, scene);
}

void screen_sheet_text(const struct session *s, struct scene *scene)
{
    struct wire_commission h;
    bool ready = true;
    commission_outcomes(s, &h);
    for (int i = 0; i < WIRE_STEPS; i++)
        ready = ready && h.outcomes[i] != WIRE_OUTCOME_BAD;
    scene_add(scene, ROLE_TITLE,
              ready ? _("Mesin siap diserahkan.")
                    : _("Mesin jalan, tetapi ada yang perlu diperiksa."),
              NULL)
        ->icon = ready ? ICON_CHECK : ICON_TROUBLE;
    scene_add(scene, ROLE_FACT, _("Desa"),
              scene_text(scene, "%s (%s)", s->setup.village_name, s->setup.village));
    add_machine(s, scene);
    scene_add(scene, ROLE_FACT, _("Tanggal"), phrase_day_of(scene, s->wall_s));
    scene_add(scene, ROLE_FACT, _("Sambungan ke pusat"), outcome(&h, WIRE_STEP_LINK));
    add_devices(scene, &h);
    scene_add(scene, ROLE_FACT, _("Sentuhan layar"), outcome(&h, WIRE_STEP_TOUCH));
    scene_add(scene, ROLE_FACT, _("Papan tombol"), outcome(&h, WIRE_STEP_KEYS));
    scene_add(scene, ROLE_FACT, _("Suara"), outcome(&h, WIRE_STEP_SOUND));
    scene_add(scene, ROLE_FACT, _("Kunjungan latihan"), outcome(&h, WIRE_STEP_PRACTICE));
}

void screen_commission_sheet(const struct session *s, struct scene *scene)
{
    enum printing_state printing = s->visit.printing.state;
    scene_clear(scene, "commission_sheet");
    screen_sheet_text(s, scene);
    if (printing == PRINTING_DONE)
        scene_add(scene, ROLE_TEXT, _("Sudah dicetak."), NULL);
    else if (printing == PRINTING_NOT_DONE)
        scene_add(scene, ROLE_TEXT, _("Belum tercetak."), NULL)->tone = TONE_ATTENTION;
    screen_button(scene, ROLE_PRIMARY, ICON_DONE, _("Serahkan kepada desa"), ACTION_COMMISSION, 0);
    if (visit_has_printer(s) && printing != PRINTING_NOW)
        screen_button(scene, ROLE_ACTION, ICON_RECEIPT, _("Cetak"), ACTION_PRINT, 0);
    screen_button(scene, ROLE_ACTION, ICON_AGAIN, _("Ulangi latihan"), ACTION_PRACTISE, 0);
    add_bar(s, scene);
}
