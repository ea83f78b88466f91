#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

static void line(struct scene *scene, const char *text)
{
    scene_add(scene, ROLE_TEXT, text, NULL);
}

/* What is only taken back, or told about others, promises less. */
static void objection(struct scene *scene)
{
    line(scene, _("Petugas boleh memeriksa, termasuk datang ke rumah saya."));
    line(scene, _("Saya boleh menarik sanggah sebelum ada putusan."));
    line(scene, _("Saya mengerti sanggah bisa dikabulkan atau tidak dikabulkan."));
}

/* Who gives no finger has said yes to what was read back; the helper's finger says so, or a tap
 * where there is no sensor. */
static void by_helper(struct scene *scene, bool by_card)
{
    scene_add(scene, ROLE_TITLE,
              by_card ? _("Jika warga setuju, petugas menekan tombol.")
                      : _("Jika warga setuju, petugas menempelkan jari."),
              NULL)
        ->icon = by_card ? ICON_STAFF : ICON_FINGER;
    scene_add(scene, ROLE_STRONG, _("Petugas membacakan pernyataan ini kepada warga."), NULL);
}

void screen_declare(const struct session *s, struct scene *scene)
{
    const struct draft *d = &s->visit.draft;
    const char *law = s->visit.breakdown.declaration;
    scene_clear(scene, "declare");
    if (helping_is_attended(s))
        by_helper(scene, helping_is_by_card(s));
    else
        scene_add(scene, ROLE_TITLE, _("Jika setuju, tempelkan jari sekali lagi."), NULL)->icon =
            ICON_FINGER;
    if (d->kind == WIRE_FILING_WITHDRAWAL) {
        line(scene, _("Saya menarik sanggah ini atas kemauan sendiri."));
    } else {
        line(scene, _("Keterangan saya benar, sejauh yang saya tahu."));
        if (d->kind == WIRE_FILING_REPORT)
            line(scene, _("Petugas boleh memeriksa, termasuk datang ke rumah saya."));
        else
            objection(scene);
        if (law[0])
            line(scene, law);
    }
    if (helping_is_by_card(s))
        screen_button(scene, ROLE_PRIMARY, ICON_CHECK, _("Warga setuju"), ACTION_CONFIRM, 0);
    else if (helping_is_attended(s))
        screen_finger_hint(s, scene);
    else
        screen_finger_prompt(s, scene);
    if (d->help.kind) /* what was read back is sent as it is, or not at all */
        screen_button(scene, ROLE_BACK, ICON_BACK, _("Batal"), ACTION_BACK, 0);
    screen_bar(scene, !d->help.kind);
}
