#include "tests/accessibility/shelf.h"

#include "kiosk/practice.h"
#include "kiosk/samples.h"
#include "kiosk/screens/screen.h"

#include <stdio.h>
#include <string.h>

enum {
    NOON = 1795323600, /* 22 November 2026, 12.00 WIB */
    VERDICTS_FROM = STATES,
    FAULTS_FROM = VERDICTS_FROM + WIRE_VERDICTS - 1,
    HELPS_FROM = FAULTS_FROM + WIRE_FAULTS - 1,
    VARIANTS_FROM = HELPS_FROM + STATES,
};

/* What a visit may look like beside the usual. */
enum variant {
    VARIANT_OFFLINE,
    VARIANT_CLOSED_KIOSK,
    VARIANT_STORED,
    VARIANT_NO_PROGRAMMES,
    VARIANT_MANY_PROGRAMMES,
    VARIANT_LONG_NAME,
    VARIANT_FOREIGN_NAME,
    VARIANT_NO_CASES,
    VARIANT_UNPAID,
    VARIANT_STUCK_PAYMENT,
    VARIANT_WITHHELD,
    VARIANT_HEALTH,
    VARIANT_OVERDUE,
    VARIANT_CORRECTED,
    VARIANT_MANY_REASONS,
    VARIANTS
};

unsigned shelf_count(void)
{
    return VARIANTS_FROM + VARIANTS + SAMPLES;
}

bool shelf_is_plain(unsigned index)
{
    return index < VERDICTS_FROM || index >= VARIANTS_FROM;
}

static void vary(enum variant variant, struct session *s)
{
    struct wire_breakdown *b = &s->visit.breakdown;
    switch (variant) {
    case VARIANT_OFFLINE:
        practice_visit(s, STATE_START, NOON);
        s->link.online = 0;
        break;
    case VARIANT_CLOSED_KIOSK:
        practice_visit(s, STATE_START, NOON);
        s->device_fault[PEER_CARD] = WIRE_FAULT_READER_ABSENT;
        break;
    case VARIANT_STORED:
        practice_visit(s, STATE_RECEIPT, NOON);
        s->visit.receipt.delivered = 0;
        break;
    case VARIANT_NO_PROGRAMMES:
        practice_visit(s, STATE_OVERVIEW, NOON);
        b->programme_count = b->reason_count = b->case_count = 0;
        break;
    case VARIANT_MANY_PROGRAMMES:
        practice_visit(s, STATE_OVERVIEW, NOON);
        for (; b->programme_count < WIRE_PROGRAMMES_MAX; b->programme_count++)
            b->programmes[b->programme_count] = b->programmes[b->programme_count % 3];
        break;
    case VARIANT_LONG_NAME:
        practice_visit(s, STATE_OVERVIEW, NOON);
        memset(b->name, 0, sizeof b->name);
        for (size_t i = 0; i < 200; i++)
            b->name[i] = i % 23 == 22 ? ' ' : (char)('A' + i % 26);
        break;
    case VARIANT_FOREIGN_NAME:
        practice_visit(s, STATE_OVERVIEW, NOON);
        strcpy(b->name, "\u0639\u0628\u062f \u0627\u0644\u0631\u062d\u0645\u0646 "
                        "\U0001F600 \u02BCUMAR \u0141\u00D6NG");
        break;
    case VARIANT_NO_CASES:
        practice_visit(s, STATE_CASES, NOON);
        b->case_count = 0;
        break;
    case VARIANT_UNPAID:
        practice_visit(s, STATE_PROGRAMME, NOON);
        s->visit.programme = 1;
        b->programmes[1].amount = 0;
        break;
    case VARIANT_STUCK_PAYMENT:
        practice_visit(s, STATE_PROGRAMME, NOON);
        s->visit.programme = 1;
        b->payments[0].state = WIRE_PAYMENT_BLOCKED;
        strcpy(b->payments[0].advice, "Bawa KTP ke kantor desa, lalu minta bantuan ini dibuka "
                                      "lagi.");
        break;
    case VARIANT_WITHHELD:
        practice_visit(s, STATE_REASON, NOON);
        b->reasons[0].withheld = 1;
        break;
    case VARIANT_HEALTH:
        practice_visit(s, STATE_REASON, NOON);
        b->reasons[0].sensitivity = WIRE_HEALTH;
        break;
    case VARIANT_OVERDUE:
        practice_visit(s, STATE_CASE, NOON);
        b->cases[0].expected_day = 20261120;
        strcpy(b->cases[0].own_words, "Meteran itu milik kakak saya, dan dia sudah pindah.");
        break;
    case VARIANT_CORRECTED:
        practice_visit(s, STATE_CASE, NOON);
        b->cases[0].state = WIRE_CASE_UPDATED;
        b->cases[0].stages[b->cases[0].stage_count++].state = WIRE_CASE_VISIT;
        b->cases[0].stages[b->cases[0].stage_count++].state = WIRE_CASE_UPDATED;
        strcpy(b->cases[0].outcome, "Petugas melihat meteran di rumah sebelah.");
        b->cases[0].change_count = 1;
        strcpy(b->cases[0].changes[0].what, "Daya listrik");
        strcpy(b->cases[0].changes[0].before, "2.200 VA");
        strcpy(b->cases[0].changes[0].after, "900 VA");
        break;
    case VARIANT_MANY_REASONS:
        practice_visit(s, STATE_REASONS, NOON);
        for (; b->reason_count < WIRE_REASONS_MAX; b->reason_count++)
            b->reasons[b->reason_count] = b->reasons[b->reason_count % 2];
        break;
    case VARIANTS:
        break;
    }
}

const char *shelf_take(unsigned index, struct session *s, const struct languages *all,
                       struct scene *scene)
{
    static char name[64];
    memset(s, 0, sizeof *s);
    s->languages = all;
    if (index >= VARIANTS_FROM + VARIANTS) {
        sample_build((enum sample)(index - VARIANTS_FROM - VARIANTS), scene);
        return scene->name;
    }
    if (index < VERDICTS_FROM) {
        practice_visit(s, (enum state)index, NOON);
    } else if (index < FAULTS_FROM) {
        practice_visit(s, STATE_PROGRAMME, NOON);
        struct wire_programme *p = &s->visit.breakdown.programmes[0];
        p->verdict = index - VERDICTS_FROM + 1;
        p->announced_day = p->refresh_day = p->ended_day = p->collect_by_day = 20270212;
        p->amount = 600000;
        strcpy(p->stage, "4");
        strcpy(p->place, "Kantor Pos Glagah");
        strcpy(p->account, "\u2022\u2022\u2022\u2022 1736");
        strcpy(p->missing_source, "BPJS Ketenagakerjaan");
    } else if (index < HELPS_FROM) {
        practice_visit(s, STATE_TROUBLE, NOON);
        s->fault = (enum wire_fault)(index - FAULTS_FROM + 1);
    } else if (index < VARIANTS_FROM) {
        practice_visit(s, STATE_HELP, NOON);
        s->under = (enum state)(index - HELPS_FROM);
    } else {
        vary((enum variant)(index - VARIANTS_FROM), s);
    }
    screen_build(s, scene);
    snprintf(name, sizeof name, "%s %u", scene->name, index);
    return index < VERDICTS_FROM ? scene->name : name;
}
