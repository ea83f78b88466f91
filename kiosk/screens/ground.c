#include "kiosk/choices.h"
#include "kiosk/screens/filed.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void choice(const struct session *s, struct scene *scene, const char *text, unsigned ground)
{
    const struct draft *d = &s->visit.draft;
    struct element *e = scene_add(scene, ROLE_CHOICE, text, NULL);
    e->chosen = d->count > d->at && d->points[d->at].ground == ground &&
                (ground != DRAFT_UNKNOWN || d->kind == WIRE_FILING_PROVISIONAL);
    e->action = (struct scene_action){ACTION_GROUND, (uint16_t)ground};
}

static void complaint(const struct session *s, struct scene *scene)
{
    scene_add(scene, ROLE_TITLE, _("Tentang apa pengaduan ini?"), NULL);
    scene_add(scene, ROLE_TEXT, _("Pengaduan ini tanpa nama. Petugas desa tidak bisa membacanya."),
              NULL)
        ->icon = ICON_HIDE;
    for (unsigned i = 0; i < CHOICES_ABOUTS; i++)
        choice(s, scene, filed_about_name(i), i);
}

static void title(const struct session *s, struct scene *scene)
{
    uint8_t reason = s->visit.draft.points[s->visit.draft.at].reason;
    if (s->visit.draft.kind == WIRE_FILING_PROVISIONAL) {
        scene_add(scene, ROLE_TITLE, _("Mengapa hasilnya ingin disanggah?"), NULL);
    } else if (reason == DRAFT_UNRECORDED) {
        scene_add(scene, ROLE_TITLE, _("Keadaan apa yang belum tercatat?"), NULL);
    } else {
        const struct wire_reason *r = &s->visit.breakdown.reasons[reason];
        scene_add(scene, ROLE_TITLE,
                  scene_text(scene, _("%s: mengapa data ini salah?"), phrase_reason_title(r)), NULL)
            ->icon = phrase_reason_icon(r);
    }
}

void screen_ground(const struct session *s, struct scene *scene)
{
    uint32_t count;
    const struct wire_ground *grounds = choices_grounds(s, &count);
    scene_clear(scene, "ground");
    if (s->visit.draft.kind == WIRE_FILING_COMPLAINT) {
        complaint(s, scene);
    } else {
        title(s, scene);
        if (s->visit.draft.kind == WIRE_FILING_PROVISIONAL)
            choice(s, scene, _("Saya belum tahu alasannya"), DRAFT_UNKNOWN);
        for (uint32_t i = 0; i < count; i++)
            if (choices_fits(s, i))
                choice(s, scene, grounds[i].text, i);
    }
    screen_bar(scene, true);
}
