#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static const struct {
    enum icon icon;
    enum tone tone;
} looks[WIRE_PAYMENT_STATES] = {
    [WIRE_PAYMENT_OTHER] = {ICON_MONEY, TONE_PLAIN},
    [WIRE_PAYMENT_SCHEDULED] = {ICON_CALENDAR, TONE_WAITING},
    [WIRE_PAYMENT_READY] = {ICON_MONEY, TONE_WAITING},
    [WIRE_PAYMENT_PAID] = {ICON_CHECK, TONE_GOOD},
    [WIRE_PAYMENT_FAILED] = {ICON_TROUBLE, TONE_ATTENTION},
    [WIRE_PAYMENT_BLOCKED] = {ICON_TROUBLE, TONE_ATTENTION},
};

static void payment(struct scene *scene, const struct wire_payment *p)
{
    struct element *e = scene_add(
        scene, ROLE_FACT,
        p->amount ? scene_text(scene, _("Tahap %s, %s"), p->stage, phrase_rupiah(scene, p->amount))
                  : scene_text(scene, _("Tahap %s"), p->stage),
        phrase_payment_state(scene, p));
    e->icon = looks[p->state].icon;
    e->tone = looks[p->state].tone;
    if (p->advice[0])
        scene_add(scene, ROLE_TEXT, p->advice, NULL);
}

/* The record of the newest payment that can be contested, or -1. */
static int contestable(const struct session *s)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    for (uint32_t i = 0; i < b->reason_count; i++)
        if (b->reasons[i].programme == s->visit.programme && phrase_is_payment(&b->reasons[i]) &&
            visit_may_contest(s, i))
            return (int)i;
    return -1;
}

void screen_payments(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    int reason = contestable(s);
    scene_clear(scene, "payments");
    scene_add(scene, ROLE_TITLE,
              scene_text(scene, _("Pembayaran %s"), b->programmes[s->visit.programme].name), NULL)
        ->icon = ICON_MONEY;
    for (uint32_t i = 0; i < b->payment_count; i++)
        if (b->payments[i].programme == s->visit.programme)
            payment(scene, &b->payments[i]);
    if (reason >= 0)
        screen_button(scene, ROLE_PRIMARY, ICON_OBJECT, _("Belum saya terima"), ACTION_CONTEST,
                      (unsigned)reason);
    screen_bar(scene, true);
}
