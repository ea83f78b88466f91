#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static const char *question(const struct draft *d)
{
    switch ((enum wire_report)d->report) {
    case WIRE_REPORT_DEATH:
        return _("Siapa yang meninggal?");
    case WIRE_REPORT_MOVE:
        return _("Siapa yang pindah?");
    case WIRE_REPORT_DISASTER:
        return _("Bencana apa?");
    case WIRE_REPORT_PROPOSAL:
        return _("Siapa, dan di mana?");
    case WIRE_REPORT_REGISTRATION:
    case WIRE_REPORT_MISSED_HOUSEHOLD:
    case WIRE_REPORT_DATA_WITHDRAWAL:
    case WIRE_REPORT_HOME_VISIT:
    case WIRE_REPORTS:
        break;
    }
    return d->kind == WIRE_FILING_COMPLAINT ? _("Apa yang terjadi?") : _("Ada keterangan lain?");
}

static bool is_needed(const struct draft *d)
{
    return d->kind == WIRE_FILING_REPORT && d->report != WIRE_REPORT_MISSED_HOUSEHOLD;
}

void screen_words(const struct session *s, struct scene *scene)
{
    const struct draft *d = &s->visit.draft;
    scene_clear(scene, "words");
    scene_add(scene, ROLE_TITLE, question(d), NULL);
    control_typed(scene, &d->words);
    control_keyboard(scene, &d->words,
                     d->words.text[0] ? WAY_ON
                     : is_needed(d)   ? WAY_NONE
                                      : WAY_SKIP);
    screen_bar(scene, true);
}
