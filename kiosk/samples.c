#include "kiosk/samples.h"

#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void keyboard(struct scene *scene, const char *name, bool digits)
{
    const struct entry entry = {.text = "BUDI SANT", .digits = digits};
    scene_clear(scene, name);
    scene_add(scene, ROLE_TITLE, _("Siapa namanya?"), NULL);
    control_typed(scene, &entry);
    control_keyboard(scene, &entry, WAY_NONE);
}

static void pad(struct scene *scene)
{
    const struct entry entry = {.text = "0812"};
    scene_clear(scene, "pad");
    scene_add(scene, ROLE_TITLE, _("Nomor telepon"), NULL);
    control_typed(scene, &entry);
    control_pad(scene, WAY_NONE);
}

static void date(struct scene *scene, const char *name, enum entry_precision precision)
{
    const struct entry_date d = {precision, 17, 9, 2024};
    scene_clear(scene, name);
    scene_add(scene, ROLE_TITLE, _("Sejak kapan?"), NULL);
    control_date(scene, &d);
}

static void timeline(struct scene *scene)
{
    const char *const steps[] = {_("masuk"), _("diperiksa BPS"), _("kunjungan lapangan"),
                                 _("data diperbarui")};
    scene_clear(scene, "timeline");
    const char *const days[] = {phrase_day(scene, 20261120), phrase_day(scene, 20261201), "", ""};
    scene_add(scene, ROLE_TITLE, _("Sanggah saya"), NULL)->icon = ICON_CASES;
    control_timeline(scene, steps, days, 4, 1);
}

static void attended(struct scene *scene)
{
    static const struct helping helped = {.help.helper_name = "WAYAN LATIHAN",
                                          .post = "Kasi Pelayanan"};
    scene_clear(scene, "attended");
    scene_add(scene, ROLE_TITLE, _("Data mana yang salah?"), NULL);
    for (unsigned i = 0; i < 4; i++)
        screen_button(scene, ROLE_CARD, ICON_VEHICLE, "Sepeda motor", ACTION_CONTEST, i);
    control_helped(scene, &helped, true);
}

static void masked(struct scene *scene)
{
    scene_clear(scene, "masked");
    scene_add(scene, ROLE_TITLE, "BPNT", NULL)->icon = ICON_RECEIVING;
    screen_masked(scene, ICON_BANK, _("Rekening"));
}

void sample_build(enum sample sample, struct scene *scene)
{
    switch (sample) {
    case SAMPLE_KEYBOARD:
        keyboard(scene, "keyboard", false);
        break;
    case SAMPLE_SIGNS:
        keyboard(scene, "signs", true);
        break;
    case SAMPLE_PAD:
        pad(scene);
        break;
    case SAMPLE_DATE:
        date(scene, "date", ENTRY_DAY);
        break;
    case SAMPLE_MONTH:
        date(scene, "month", ENTRY_MONTH);
        break;
    case SAMPLE_YEAR:
        date(scene, "year", ENTRY_ABOUT);
        break;
    case SAMPLE_TIMELINE:
        timeline(scene);
        break;
    case SAMPLE_ATTENDED:
        attended(scene);
        break;
    case SAMPLE_MASKED:
        masked(scene);
        break;
    case SAMPLES:
        return;
    }
    screen_bar(scene, true);
}
