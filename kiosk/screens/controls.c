#include "kiosk/screens/controls.h"

#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

#include <string.h>

static struct element *key(struct scene *scene, unsigned row, unsigned span, const char *label,
                           enum action action, unsigned which)
{
    struct element *e = scene_add(scene, ROLE_KEY, label, NULL);
    e->row = (uint8_t)row;
    e->span = (uint8_t)span;
    e->action = (struct scene_action){(uint16_t)action, (uint16_t)which};
    return e;
}

static void letters(struct scene *scene, unsigned row, const char *characters)
{
    for (; *characters; characters++) {
        char label[2] = {*characters, 0};
        key(scene, row, 1, label, ACTION_KEY, (unsigned char)*characters);
    }
}

static void erase(struct scene *scene, unsigned row, unsigned span)
{
    key(scene, row, span, _("Hapus"), ACTION_ERASE, 0)->icon = ICON_ERASE;
}

/* The way on keeps its place while there is none: the keys beside it do not move under a finger. */
static void go_on(struct scene *scene, unsigned row, unsigned span, enum way way)
{
    bool skip = way == WAY_SKIP;
    if (way == WAY_NONE) {
        key(scene, row, span, "", ACTION_NONE, 0);
        return;
    }
    struct element *e =
        key(scene, row, span, skip ? _("Lewati") : _("Lanjut"), skip ? ACTION_SKIP : ACTION_ON, 0);
    e->first = skip;
    e->tone = skip ? TONE_PLAIN : TONE_GOOD;
}

/* Only its end is shown of a long text: the letter just typed must be in sight beside the keys. */
void control_typed(struct scene *scene, const struct entry *entry)
{
    enum { SHOWN = 16 };
    size_t length = strlen(entry->text);
    const char *last = length ? entry->text + length - 1 : "";
    struct element *e = scene_add(scene, ROLE_NUMBER,
                                  scene_text(scene, "%s%s_", length > SHOWN ? "\u2026" : "",
                                             entry->text + (length > SHOWN ? length - SHOWN : 0)),
                                  NULL);
    e->utterance = *last == ' ' ? _("spasi") : scene_text(scene, "%s", last);
}

void control_keyboard(struct scene *scene, const struct entry *entry, enum way way)
{
    letters(scene, 0, entry->digits ? "1234567890" : "QWERTYUIOP");
    letters(scene, 1, entry->digits ? "-/.,'():+" : "ASDFGHJKL");
    if (!entry->digits)
        letters(scene, 2, "ZXCVBNM");
    key(scene, 3, 2, entry->digits ? "ABC" : "123", ACTION_LAYER, 0);
    key(scene, 3, 3, _("Spasi"), ACTION_KEY, ' ');
    erase(scene, 3, 3);
    go_on(scene, 3, 3, way);
}

/* As on a telephone: the nought is under the eight. */
void control_pad(struct scene *scene, enum way way)
{
    enum { LAST = 3, WIDE = 2 };
    letters(scene, 0, "123");
    letters(scene, 1, "456");
    letters(scene, 2, "789");
    erase(scene, LAST, WIDE);
    letters(scene, LAST, "0");
    go_on(scene, LAST, WIDE, way);
}

static void stepper(struct scene *scene, unsigned row, unsigned span, const char *what,
                    const char *value, unsigned which)
{
    key(scene, row, 1, "\u2013", ACTION_LESS, which)->utterance =
        scene_text(scene, _("%s: kurangi"), what);
    key(scene, row, span, scene_text(scene, "%s: %s", what, value), ACTION_NONE, 0);
    key(scene, row, 1, "+", ACTION_MORE, which)->utterance =
        scene_text(scene, _("%s: tambah"), what);
}

const char *control_date_text(struct scene *scene, const struct entry_date *date)
{
    switch (date->precision) {
    case ENTRY_DAY:
        return phrase_day(scene, date->year * 10000 + date->month * 100 + date->day);
    case ENTRY_MONTH:
        return scene_text(scene, "%s %d", phrase_month(date->month), date->year);
    case ENTRY_ABOUT:
    case ENTRY_PRECISIONS:
        break;
    }
    return scene_text(scene, _("kira-kira tahun %d"), date->year);
}

void control_date(struct scene *scene, const struct entry_date *date)
{
    enum { WHOLE = 8, SHARED = 5, KNOWN = 3, HALF = 5 };
    const char *const known[ENTRY_PRECISIONS] = {_("Hari"), _("Bulan"), _("Tahun")};
    const char *year = scene_text(scene, "%d", date->year);
    unsigned row = 0;
    for (unsigned i = 0; i < ENTRY_PRECISIONS; i++)
        key(scene, row, KNOWN, known[i], ACTION_PRECISION, i)->chosen = i == date->precision;
    row++;
    if (date->precision == ENTRY_DAY)
        stepper(scene, row++, WHOLE, _("Tanggal"), scene_text(scene, "%d", date->day),
                ENTRY_PART_DAY);
    if (date->precision != ENTRY_ABOUT)
        stepper(scene, row++, WHOLE, _("Bulan"), phrase_month(date->month), ENTRY_PART_MONTH);
    if (date->precision == ENTRY_DAY) { /* who knows the day does not skip it */
        stepper(scene, row, SHARED, _("Tahun"), year, ENTRY_PART_YEAR);
        go_on(scene, row, KNOWN, WAY_ON);
    } else {
        stepper(scene, row++, WHOLE, _("Tahun"), year, ENTRY_PART_YEAR);
        go_on(scene, row, HALF, WAY_SKIP);
        go_on(scene, row, HALF, WAY_ON);
    }
}

void control_timeline(struct scene *scene, const char *const steps[], const char *const days[],
                      unsigned count, unsigned now)
{
    for (unsigned i = 0; i < count; i++) {
        struct element *e = scene_add(scene, ROLE_STEP, steps[i], days[i]);
        e->icon = i < now ? ICON_CHOSEN : i == now ? ICON_CLOCK : ICON_UNCHOSEN;
        e->tone = i < now ? TONE_GOOD : i == now ? TONE_PLAIN : TONE_QUIET;
    }
}

static bool has_keys(const struct scene *scene)
{
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->elements[i].role == ROLE_KEY)
            return true;
    return false;
}

/* As many words of a name as stay in one line of the largest letters. */
static const char *briefly(struct scene *scene, const char *name)
{
    enum { FITS = 13 };
    size_t length = strcspn(name, " ");
    while (name[length] && length + 1 + strcspn(name + length + 1, " ") <= FITS)
        length += 1 + strcspn(name + length + 1, " ");
    return scene_text(scene, "%.*s", (int)length, name);
}

void control_helped(struct scene *scene, const struct helping *helping, bool stop)
{
    const char *name = helping->help.helper_name;
    bool keys = has_keys(scene);
    const char *who = keys ? scene_text(scene, _("Dibantu %s"), briefly(scene, name))
                      : helping->post[0]
                          ? scene_text(scene, _("Dibantu petugas: %s, %s"), name, helping->post)
                          : scene_text(scene, _("Dibantu keluarga: %s"), name);
    scene_add(scene, ROLE_BANNER, who, NULL)->icon = ICON_STAFF;
    if (!stop)
        return;
    screen_button(scene, ROLE_STOP, ICON_STAFF, keys ? _("Stop") : _("Berhenti dibantu"),
                  ACTION_STOP, 0)
        ->detail = keys ? _("Berhenti dibantu")
                        : scene_text(scene, _("Berhenti dibantu %s"), briefly(scene, name));
}
