#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

/* As the courier tells it: 1 stands for all that could point at somebody. */
static const char *number(struct scene *scene, uint32_t n)
{
    return n && n < WIRE_FEW ? scene_text(scene, _("kurang dari %d"), WIRE_FEW)
                             : scene_text(scene, "%u", n);
}

static void troubles(const struct wire_counts *c, struct scene *scene)
{
    bool none = true;
    for (uint32_t fault = 1; fault < WIRE_FAULTS; fault++) {
        if (!c->troubles[fault])
            continue;
        if (none)
            scene_add(scene, ROLE_STRONG, _("Gangguan menurut jenisnya"), NULL);
        none = false;
        scene_add(scene, ROLE_FACT, screen_trouble_name((enum wire_fault)fault),
                  number(scene, c->troubles[fault]));
    }
    if (none)
        scene_add(scene, ROLE_STRONG, _("Tidak ada gangguan yang tercatat."), NULL);
}

void screen_report_text(const struct session *s, struct scene *scene)
{
    const struct wire_counts *c = &s->visit.pages.counts;
    scene_add(scene, ROLE_TITLE, _("Laporan desa"), NULL)->icon = ICON_CASES;
    scene_add(scene, ROLE_FACT, _("Dari tanggal"), phrase_day(scene, c->since_day));
    scene_add(scene, ROLE_FACT, _("Sampai tanggal"), phrase_day(scene, c->until_day));
    scene_add(scene, ROLE_FACT, _("Kunjungan"), number(scene, c->visits));
    scene_add(scene, ROLE_FACT, _("Dibantu"), number(scene, c->assisted));
    scene_add(scene, ROLE_FACT, _("Tanpa sidik jari"), number(scene, c->attended));
    scene_add(scene, ROLE_FACT, _("Sanggah"), number(scene, c->objections));
    scene_add(scene, ROLE_FACT, _("Laporan warga"), number(scene, c->reports));
    scene_add(scene, ROLE_FACT, _("Sidik jari direkam"), number(scene, c->enrolments));
    scene_add(scene, ROLE_FACT, _("Nomor antrean dibagikan"), number(scene, c->slips));
    scene_add(scene, ROLE_FACT, _("Menunggu dikirim"), number(scene, c->waiting));
    troubles(c, scene);
    scene_add(scene, ROLE_TEXT, _("Pengaduan tidak dihitung di sini, dan nama tidak disimpan."),
              NULL);
}

void screen_report(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "report");
    screen_report_text(s, scene);
    if (screen_printing(s, scene))
        screen_button(scene, ROLE_ACTION, ICON_RECEIPT, _("Cetak"), ACTION_PRINT, PRINTING_WHOLE);
    screen_bar(scene, true);
}
