#include "kiosk/screens/screen.h"

#include "kiosk/screens/controls.h"
#include "kiosk/screens/phrase.h"

static void (*const screens[STATES])(const struct session *, struct scene *) = {
    [STATE_START] = screen_start,
    [STATE_WHO] = screen_who,
    [STATE_READING] = screen_waiting,
    [STATE_TROUBLE] = screen_trouble,
    [STATE_CONSENT] = screen_consent,
    [STATE_REFUSED] = screen_refused,
    [STATE_TEMPLATES] = screen_waiting,
    [STATE_FINGER] = screen_finger,
    [STATE_FINGER_HELP] = screen_finger_help,
    [STATE_LOADING] = screen_waiting,
    [STATE_OVERVIEW] = screen_overview,
    [STATE_PROGRAMME] = screen_programme,
    [STATE_REASON] = screen_reason,
    [STATE_MET] = screen_met,
    [STATE_REASONS] = screen_reasons,
    [STATE_PAYMENTS] = screen_payments,
    [STATE_QUEUE] = screen_queue,
    [STATE_WHICH] = screen_which,
    [STATE_GROUND] = screen_ground,
    [STATE_SINCE] = screen_since,
    [STATE_WORDS] = screen_words,
    [STATE_PHONE] = screen_phone,
    [STATE_REVIEW] = screen_review,
    [STATE_DECLARE] = screen_declare,
    [STATE_SENDING] = screen_waiting,
    [STATE_RECEIPT] = screen_receipt,
    [STATE_PRINT] = screen_print,
    [STATE_AGENTS] = screen_agents,
    [STATE_CASES] = screen_cases,
    [STATE_CASE] = screen_case,
    [STATE_OPENINGS] = screen_openings,
    [STATE_RELATIVE] = screen_name,
    [STATE_ASSENT] = screen_assent,
    [STATE_FACE] = screen_face,
    [STATE_APART] = screen_apart,
    [STATE_CALLED] = screen_called,
    [STATE_STAFF_CHECK] = screen_sign_in,
    [STATE_STAFF_FINGER] = screen_sign_in,
    [STATE_HELP_KIND] = screen_help_kind,
    [STATE_NO_FINGER] = screen_no_finger,
    [STATE_WITNESS] = screen_witness,
    [STATE_WITNESS_NAME] = screen_name,
    [STATE_RETURN] = screen_return,
    [STATE_ENROL_CARD] = screen_enrol,
    [STATE_ENROL_CONSENT] = screen_enrol,
    [STATE_ENROL_NIK] = screen_enrol,
    [STATE_ENROL_CHECK] = screen_enrol,
    [STATE_ENROL_FINGER] = screen_enrol,
    [STATE_ENROL_SENDING] = screen_enrol,
    [STATE_ENROL_DONE] = screen_enrol,
    [STATE_STAFF] = screen_staff,
    [STATE_COUNTING] = screen_waiting,
    [STATE_REPORT] = screen_report,
    [STATE_SLIPS] = screen_slips,
    [STATE_DAY] = screen_day,
    [STATE_STATED_NIK] = screen_stated_nik,
    [STATE_STATED_CHECK] = screen_stated_check,
    [STATE_STATED] = screen_stated,
    [STATE_HELP] = screen_help,
    [STATE_IDLE] = screen_idle,
    [STATE_CLOSED] = screen_closed,
    [STATE_SOUND] = screen_sound,
    [STATE_HEADPHONES] = screen_headphones,
    [STATE_ALOUD] = screen_aloud,
    [STATE_LIFTED] = screen_lifted,
    [STATE_CLEANING] = screen_cleaning,
    [STATE_TAKE_CARD] = screen_take_card,
    [STATE_COMMISSION_LINK] = screen_commission_link,
    [STATE_COMMISSION_PLACE] = screen_commission_place,
    [STATE_COMMISSION_PARTS] = screen_commission_parts,
    [STATE_COMMISSION_TOUCH] = screen_commission_touch,
    [STATE_COMMISSION_KEYS] = screen_commission_keys,
    [STATE_COMMISSION_SOUND] = screen_commission_sound,
    [STATE_COMMISSION_PRACTICE] = screen_commission_practice,
    [STATE_COMMISSION_SHEET] = screen_commission_sheet,
    [STATE_SITE_FILE] = screen_site,
    [STATE_SITE_SERIAL] = screen_site,
    [STATE_SITE_PLACE] = screen_site,
    [STATE_SITE_WAIT] = screen_site,
};

/* Where something of the visit can be seen or done. */
static bool is_watched(enum state state)
{
    switch (state_phase(state)) {
    case PHASE_CARD:
    case PHASE_ANSWER:
    case PHASE_FINGER:
    case PHASE_READER:
    case PHASE_TROUBLE:
    case PHASE_COVER:
        return true;
    case PHASE_NOBODY:
    case PHASE_HANDOVER:
    case PHASE_STAFF:
    case PHASE_LEAVING:
    case PHASE_COMMISSION:
        break;
    }
    return false;
}

void screen_build(const struct session *s, struct scene *scene)
{
    screens[s->state](s, scene);
    if (helping_is_on(s) && is_watched(s->state))
        control_helped(scene, &s->visit.helping, s->state != STATE_LIFTED);
    if (s->commission.practising && s->state != STATE_START) /* whose title says it */
        scene_add(scene, ROLE_BANNER, _("LATIHAN"), NULL);
}

struct element *screen_button(struct scene *scene, enum role role, enum icon icon,
                              const char *label, enum action action, unsigned which)
{
    struct element *e = scene_add(scene, role, label, NULL);
    e->icon = icon;
    e->action = (struct scene_action){.what = (uint16_t)action, .which = (uint16_t)which};
    return e;
}

void screen_masked(struct scene *scene, enum icon icon, const char *what)
{
    struct element *e =
        scene_add(scene, ROLE_MASKED, scene_text(scene, "%s: ••••", what), _("Tampilkan"));
    e->icon = icon;
    e->action = (struct scene_action){ACTION_SHOW, 0};
}

void screen_listen(const struct session *s, struct scene *scene, enum again again)
{
    if (listening_has_voice(s))
        screen_button(scene, ROLE_ACTION, ICON_SOUND,
                      again == AGAIN_NUMBER ? _("Dengarkan nomor") : _("Dengarkan"), ACTION_LISTEN,
                      again)
            ->sign = true;
}

void screen_language(const struct session *s, struct scene *scene)
{
    if (s->languages && s->languages->count > 1)
        screen_button(scene, ROLE_SETTING, ICON_LANGUAGE,
                      s->languages->list[(s->settings.language + 1) % s->languages->count].name,
                      ACTION_LANGUAGE, 0);
}

void screen_bar(struct scene *scene, bool back)
{
    if (back)
        screen_button(scene, ROLE_BACK, ICON_BACK, _("Kembali"), ACTION_BACK, 0);
    screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}

void screen_cancel(struct scene *scene)
{
    screen_button(scene, ROLE_BACK, ICON_BACK, _("Batal"), ACTION_BACK, 0);
    screen_button(scene, ROLE_HELP, ICON_HELP, _("Bantuan"), ACTION_HELP, 0);
}
