#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

#include <string.h>

void screen_print(const struct session *s, struct scene *scene)
{
    scene_clear(scene, "print");
    scene_add(scene, ROLE_TITLE, _("Apa yang dicetak?"), NULL)->icon = ICON_RECEIPT;
    scene_add(scene, ROLE_TEXT,
              s->visit.draft.kind == WIRE_FILING_COMPLAINT
                  ? _("Kertas bisa dibaca orang lain, juga bahwa ini pengaduan.")
                  : _("Kertas bisa dibaca orang lain, juga data yang peka."),
              NULL);
    scene_add(scene, ROLE_TEXT, _("Nomor saja sudah cukup untuk bertanya nanti."), NULL);
    screen_button(scene, ROLE_PRIMARY, ICON_RECEIPT, _("Nomor saja"), ACTION_PRINT, PRINTING_BARE);
    screen_button(scene, ROLE_ACTION, ICON_SHOW, _("Dengan isinya"), ACTION_PRINT, PRINTING_WHOLE);
    screen_bar(scene, true);
}

static const enum wire_print_style styles[] = {
    [ROLE_TITLE] = WIRE_PRINT_TITLE,
    [ROLE_TEXT] = WIRE_PRINT_TEXT,
    [ROLE_STRONG] = WIRE_PRINT_TEXT,
    [ROLE_NUMBER] = WIRE_PRINT_NUMBER,
    [ROLE_QR] = WIRE_PRINT_QR,
    [ROLE_FACT] = WIRE_PRINT_FACT,
    [ROLE_SETTING] = 0, /* the last role: all others are not printed */
};

/* Whole characters of `text` that fit. */
static void copy(char *to, size_t size, const char *text)
{
    size_t length = strnlen(text, size - 1);
    while (length && (text[length] & 0xC0) == 0x80)
        length--;
    memcpy(to, text, length);
}

void screen_paper(const struct session *s, struct scene *scene, struct wire_print *print_out)
{
    scene_clear(scene, "paper");
    if (s->commission.practising)
        scene_add(scene, ROLE_TITLE, _("LATIHAN"), NULL);
    if (state_phase(s->state) == PHASE_COMMISSION)
        screen_sheet_text(s, scene);
    else if (s->state == STATE_REPORT)
        screen_report_text(s, scene);
    else if (s->state == STATE_SLIPS)
        screen_slip_text(s, scene);
    else
        screen_receipt_text(s, scene, s->visit.printing.bare);
    scene_add(scene, ROLE_TEXT, _("Layanan ini gratis. Jangan membayar siapa pun."), NULL);
    memset(print_out, 0, sizeof *print_out);
    for (unsigned i = 0; i < scene->count && print_out->count < WIRE_PRINT_MAX; i++) {
        const struct element *e = &scene->elements[i];
        struct wire_print_line *l = &print_out->lines[print_out->count];
        bool has_label = e->role == ROLE_FACT || e->role == ROLE_NUMBER;
        if (!styles[e->role])
            continue;
        l->style = styles[e->role];
        /* A fact is "label: detail"; a number stands under its detail. */
        if (has_label)
            copy(l->label, sizeof l->label, e->role == ROLE_FACT ? e->label : e->detail);
        copy(l->text, sizeof l->text, e->role == ROLE_FACT ? e->detail : e->label);
        print_out->count++;
    }
}
