#include "kiosk/choices.h"
#include "kiosk/screens/filed.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void point(const struct session *s, struct scene *scene, enum icon icon, const char *what,
                  unsigned reason)
{
    struct element *e = scene_add(scene, ROLE_CHOICE, what, NULL);
    e->icon = icon;
    e->chosen = draft_has(&s->visit.draft, (uint8_t)reason);
    e->action = (struct scene_action){ACTION_POINT, (uint16_t)reason};
}

static const char *record(struct scene *scene, const struct wire_reason *r)
{
    return scene_text(scene, "%s (%s)", phrase_reason_title(r), r->source);
}

/* One or several at once. After what can be chosen comes what is being examined already. */
static void records(const struct session *s, struct scene *scene)
{
    const struct wire_breakdown *b = &s->visit.breakdown;
    unsigned programme = s->visit.draft.programme;
    scene_add(scene, ROLE_TITLE, _("Data mana yang salah? Boleh lebih dari satu."), NULL);
    for (uint32_t i = 0; i < b->reason_count; i++)
        if (b->reasons[i].programme == programme && visit_may_contest(s, i))
            point(s, scene, phrase_reason_icon(&b->reasons[i]), record(scene, &b->reasons[i]), i);
    point(s, scene, ICON_OTHER, _("Ada keadaan saya yang belum tercatat"), DRAFT_UNRECORDED);
    for (uint32_t i = 0; i < b->reason_count; i++)
        if (b->reasons[i].programme == programme && !visit_may_contest(s, i) &&
            visit_case_of_reason(s, i) >= 0)
            scene_add(scene, ROLE_FACT, record(scene, &b->reasons[i]),
                      _("Sanggah sudah masuk dan sedang diperiksa."))
                ->icon = ICON_CASES;
    if (s->visit.draft.count)
        screen_button(scene, ROLE_PRIMARY, ICON_NEXT, _("Lanjut"), ACTION_ON, 0);
}

static void offers(const struct session *s, struct scene *scene)
{
    scene_add(scene, ROLE_TITLE, _("Program mana yang ingin disanggah?"), NULL);
    for (uint32_t i = 0; i < s->catalogue.offer_count; i++) {
        const struct wire_offer *o = &s->catalogue.offers[i];
        if (!choices_is_open(s, o)) {
            scene_add(scene, ROLE_FACT, o->name, _("Masa sanggah sudah berakhir."));
            continue;
        }
        screen_button(scene, ROLE_CARD, ICON_OBJECT, o->name, ACTION_OFFER, i)->detail = scene_text(
            scene, _("Sanggah dibuka sampai %s."), phrase_day_of(scene, o->objection_closes_at));
    }
}

static void reports(const struct session *s, struct scene *scene)
{
    scene_add(scene, ROLE_TITLE, _("Apa yang ingin dilaporkan?"), NULL);
    for (int report = WIRE_REPORT_DEATH; report < WIRE_REPORTS; report++) {
        if (!choices_takes(s, (unsigned)report))
            continue;
        screen_button(scene, ROLE_CARD, filed_report_icon((enum wire_report)report),
                      filed_report_name((enum wire_report)report), ACTION_REPORT, (unsigned)report);
    }
    if (s->catalogue.agent_count)
        screen_button(scene, ROLE_CARD, ICON_STAFF, _("Agen terdekat"), ACTION_AGENTS, 0);
}

void screen_which(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "which");
    if (s->visit.draft.kind == WIRE_FILING_PROVISIONAL)
        offers(s, scene);
    else if (s->visit.draft.kind == WIRE_FILING_REPORT)
        reports(s, scene);
    else
        records(s, scene);
    screen_bar(scene, true);
}
