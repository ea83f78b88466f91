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

void screen_declare(const struct session *s, struct scene *scene)
{
    const struct draft *d = &s->visit.draft;
    const char *law = s->visit.breakdown.declaration;
    scene_clear(scene, "declare");
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
    screen_finger_prompt(s, scene);
    screen_bar(scene, true);
}
