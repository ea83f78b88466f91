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
    HELPED_FROM = HELPS_FROM + STATES, /* the same states, somebody helping */
    VARIANTS_FROM = HELPED_FROM + STATES,
};

/* What a visit may look like beside the usual. */
enum variant {
    VARIANT_OFFLINE,
    VARIANT_CLOSED_KIOSK,
    VARIANT_LIFTED_EARLY,
    VARIANT_CONTACT_LATE,
    VARIANT_CONTACT_LOST,
    VARIANT_STORE_UNUSABLE,
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
    VARIANT_LAST_DAY,
    VARIANT_ASKED_HOW_IT_WAS,
    VARIANT_RATED,
    VARIANT_NO_PRINTER,
    VARIANT_PRINTING,
    VARIANT_PRINTED,
    VARIANT_NOT_PRINTED,
    VARIANT_PAPER_LOW,
    VARIANT_PAPER_OUT,
    VARIANT_PRINTER_COVER,
    VARIANT_REFUSED_LATE,
    VARIANT_REFUSED_TWICE,
    VARIANT_REFUSED,
    VARIANT_PRACTICE,
    VARIANT_PRACTICE_AWAITED,
    VARIANT_CALLED_EMPTY,
    VARIANT_CALLED_READING,
    VARIANT_CALLED_WITNESS,
    VARIANT_RETURN_TAKEN,
    VARIANT_ASSENT_ASSISTED,
    VARIANT_ASSENT_LONG,
    VARIANT_FACE_WITNESS,
    VARIANT_FACE_NONE,
    VARIANT_APART_STOPPED,
    VARIANT_HELPED_RECEIPT,
    VARIANT_HELPED_REVIEW,
    VARIANT_HELPED_LONG,
    VARIANT_TOLD, /* of each enum handover_told */
    VARIANT_SITE = VARIANT_TOLD + HANDOVER_TOLDS, /* of each enum wire_site_state, but the first */
    VARIANTS = VARIANT_SITE + WIRE_SITE_STATES - WIRE_SITE_UNSIGNED
};

/* Steps of filings that have words of their own. */
static const struct filed {
    enum state state;
    enum wire_filing_kind kind;
    enum wire_report report;
} filed[] = {
    {STATE_WHICH, WIRE_FILING_PROVISIONAL, 0},
    {STATE_GROUND, WIRE_FILING_PROVISIONAL, 0},
    {STATE_REVIEW, WIRE_FILING_PROVISIONAL, 0},
    {STATE_RECEIPT, WIRE_FILING_PROVISIONAL, 0},
    {STATE_REVIEW, WIRE_FILING_WITHDRAWAL, 0},
    {STATE_DECLARE, WIRE_FILING_WITHDRAWAL, 0},
    {STATE_RECEIPT, WIRE_FILING_WITHDRAWAL, 0},
    {STATE_REVIEW, WIRE_FILING_APPEAL, 0},
    {STATE_RECEIPT, WIRE_FILING_APPEAL, 0},
    {STATE_GROUND, WIRE_FILING_COMPLAINT, 0},
    {STATE_WORDS, WIRE_FILING_COMPLAINT, 0},
    {STATE_REVIEW, WIRE_FILING_COMPLAINT, 0},
    {STATE_SENDING, WIRE_FILING_COMPLAINT, 0},
    {STATE_RECEIPT, WIRE_FILING_COMPLAINT, 0},
    {STATE_PRINT, WIRE_FILING_COMPLAINT, 0},
    {STATE_WHICH, WIRE_FILING_REPORT, 0},
    {STATE_WORDS, WIRE_FILING_REPORT, WIRE_REPORT_DEATH},
    {STATE_WORDS, WIRE_FILING_REPORT, WIRE_REPORT_MOVE},
    {STATE_WORDS, WIRE_FILING_REPORT, WIRE_REPORT_DISASTER},
    {STATE_WORDS, WIRE_FILING_REPORT, WIRE_REPORT_PROPOSAL},
    {STATE_SINCE, WIRE_FILING_REPORT, WIRE_REPORT_DISASTER},
    {STATE_REVIEW, WIRE_FILING_REPORT, WIRE_REPORT_DISASTER},
    {STATE_REVIEW, WIRE_FILING_REPORT, WIRE_REPORT_PROPOSAL},
    {STATE_REVIEW, WIRE_FILING_REPORT, WIRE_REPORT_DATA_WITHDRAWAL},
    {STATE_DECLARE, WIRE_FILING_REPORT, WIRE_REPORT_DEATH},
    {STATE_RECEIPT, WIRE_FILING_REPORT, WIRE_REPORT_HOME_VISIT},
};

enum {
    FILED = sizeof filed / sizeof filed[0],
    FILED_FROM = VARIANTS_FROM + VARIANTS,
    SAMPLES_FROM = FILED_FROM + FILED,
};

unsigned shelf_count(void)
{
    return SAMPLES_FROM + SAMPLES;
}

bool shelf_is_plain(unsigned index)
{
    return index < VERDICTS_FROM || index >= VARIANTS_FROM;
}

static const char long_name[] = "I Gusti Ngurah Made Agung Wirawan Kusumaningrat Adiputra Mahendra";

static void vary(enum variant variant, struct session *s)
{
    struct wire_breakdown *b = &s->visit.breakdown;
    switch (variant) {
    case VARIANT_OFFLINE:
        practice_visit(s, STATE_START, NOON);
        s->link.online = 0;
        s->link.offline_since = NOON - 3600;
        break;
    case VARIANT_CONTACT_LATE:
    case VARIANT_CONTACT_LOST:
        practice_visit(s, STATE_START, NOON);
        s->link.online = 0;
        s->link.offline_since = NOON - 3600;
        s->link.contact = variant == VARIANT_CONTACT_LATE ? WIRE_CONTACT_LATE : WIRE_CONTACT_LOST;
        s->link.contact_ends_at = NOON;
        s->link.window_closes_at = NOON + 86400;
        s->link.aside = 1;
        break;
    case VARIANT_STORE_UNUSABLE:
        practice_visit(s, STATE_START, NOON);
        s->link.store_unusable = 1;
        break;
    case VARIANT_CLOSED_KIOSK:
        practice_visit(s, STATE_START, NOON);
        s->device_fault[PEER_CARD] = WIRE_FAULT_READER_ABSENT;
        break;
    case VARIANT_LIFTED_EARLY:
        practice_visit(s, STATE_START, NOON);
        s->fault = WIRE_FAULT_CARD_LIFTED;
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
    case VARIANT_LAST_DAY:
        practice_visit(s, STATE_TROUBLE, NOON);
        s->link.offline_since = NOON - 3600;
        for (uint32_t i = 0; i < s->catalogue.offer_count; i++)
            s->catalogue.offers[i].objection_closes_at = NOON + 3600;
        break;
    case VARIANT_ASKED_HOW_IT_WAS:
        practice_visit(s, STATE_TAKE_CARD, NOON);
        s->may_rate = true;
        break;
    case VARIANT_RATED:
        practice_visit(s, STATE_TAKE_CARD, NOON);
        s->rated = true;
        break;
    case VARIANT_NO_PRINTER:
        practice_visit(s, STATE_RECEIPT, NOON);
        s->up[PEER_PRINTER] = false;
        break;
    case VARIANT_PRINTING:
    case VARIANT_PRINTED:
    case VARIANT_NOT_PRINTED:
        practice_visit(s, STATE_RECEIPT, NOON);
        s->visit.printing.state = variant == VARIANT_PRINTING  ? PRINTING_NOW
                                  : variant == VARIANT_PRINTED ? PRINTING_DONE
                                                               : PRINTING_NOT_DONE;
        break;
    case VARIANT_PAPER_LOW:
    case VARIANT_PAPER_OUT:
    case VARIANT_PRINTER_COVER:
        practice_visit(s, STATE_RECEIPT, NOON);
        s->device_fault[PEER_PRINTER] = variant == VARIANT_PAPER_LOW   ? WIRE_FAULT_PAPER_LOW
                                        : variant == VARIANT_PAPER_OUT ? WIRE_FAULT_PAPER_OUT
                                                                       : WIRE_FAULT_PRINTER_COVER;
        break;
    case VARIANT_REFUSED_LATE:
    case VARIANT_REFUSED_TWICE:
    case VARIANT_REFUSED:
        practice_visit(s, STATE_RECEIPT, NOON);
        s->visit.receipt.delivered = 0;
        s->visit.receipt.refused = 1;
        strcpy(s->visit.receipt.reason, variant == VARIANT_REFUSED_LATE    ? "window"
                                        : variant == VARIANT_REFUSED_TWICE ? "open"
                                                                           : "ground");
        break;
    case VARIANT_PRACTICE:
    case VARIANT_PRACTICE_AWAITED:
        practice_visit(s, variant == VARIANT_PRACTICE ? STATE_CONSENT : STATE_START, NOON);
        s->commission.practising = true;
        break;
    case VARIANT_CALLED_EMPTY:
    case VARIANT_CALLED_READING:
    case VARIANT_CALLED_WITNESS:
        practice_visit(s, STATE_CALLED, NOON);
        s->visit.placement = 0;
        s->visit.handover.placement = variant == VARIANT_CALLED_READING;
        if (variant == VARIANT_CALLED_WITNESS)
            s->visit.handover.role = WIRE_ROLE_WITNESS;
        break;
    case VARIANT_RETURN_TAKEN:
        practice_visit(s, STATE_RETURN, NOON);
        s->visit.handover.placement = 2;
        s->visit.handover.card.uid_size = 7;
        break;
    case VARIANT_ASSENT_ASSISTED:
    case VARIANT_ASSENT_LONG:
        practice_visit(s, STATE_ASSENT, NOON);
        if (variant == VARIANT_ASSENT_ASSISTED)
            s->visit.handover.help.kind = WIRE_HELP_ASSISTED;
        else
            strcpy(s->visit.handover.help.helper_name, long_name);
        break;
    case VARIANT_FACE_WITNESS:
    case VARIANT_FACE_NONE:
        practice_visit(s, STATE_FACE, NOON);
        s->visit.helping.by_witness = variant == VARIANT_FACE_WITNESS;
        if (variant == VARIANT_FACE_NONE)
            s->visit.photo_width_px = 0;
        break;
    case VARIANT_APART_STOPPED:
        practice_visit(s, STATE_APART, NOON);
        memset(&s->visit.helping, 0, sizeof s->visit.helping);
        break;
    case VARIANT_HELPED_RECEIPT:
    case VARIANT_HELPED_REVIEW:
        practice_visit(s, variant == VARIANT_HELPED_RECEIPT ? STATE_RECEIPT : STATE_REVIEW, NOON);
        practice_help(s, WIRE_HELP_ATTENDED);
        break;
    case VARIANT_HELPED_LONG:
        practice_visit(s, STATE_WORDS, NOON);
        practice_help(s, WIRE_HELP_ASSISTED);
        strcpy(s->visit.helping.help.helper_name, long_name);
        break;
    case VARIANT_TOLD:
    case VARIANT_SITE:
    case VARIANTS:
        break;
    }
}

static void tell(enum handover_told told, struct session *s)
{
    practice_visit(s, STATE_CALLED, NOON);
    s->visit.placement = 0;
    s->visit.handover.told = told;
    s->visit.handover.placement = 2;
    s->visit.handover.card.uid_size = 7;
}

const char *shelf_take(unsigned index, struct session *s, const struct languages *all,
                       struct scene *scene)
{
    static char name[64];
    memset(s, 0, sizeof *s);
    s->languages = all;
    if (index >= SAMPLES_FROM) {
        sample_build((enum sample)(index - SAMPLES_FROM), scene);
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
    } else if (index < HELPED_FROM) {
        practice_visit(s, STATE_HELP, NOON);
        s->under = (enum state)(index - HELPS_FROM);
    } else if (index < VARIANTS_FROM) {
        practice_visit(s, (enum state)(index - HELPED_FROM), NOON);
        practice_help(s, index % 2 ? WIRE_HELP_ASSISTED : WIRE_HELP_ATTENDED);
    } else if (index >= VARIANTS_FROM + VARIANT_SITE && index < FILED_FROM) {
        practice_site(s, (enum wire_site_state)(WIRE_SITE_UNSIGNED + index - VARIANTS_FROM -
                                                VARIANT_SITE));
        s->wall_s = NOON;
    } else if (index >= VARIANTS_FROM + VARIANT_TOLD && index < FILED_FROM) {
        tell((enum handover_told)(index - VARIANTS_FROM - VARIANT_TOLD), s);
    } else if (index < FILED_FROM) {
        vary((enum variant)(index - VARIANTS_FROM), s);
    } else {
        const struct filed *f = &filed[index - FILED_FROM];
        practice_visit(s, f->state, NOON);
        practice_draft(s, f->kind, f->report);
        s->visit.receipt.delivered = f->kind == WIRE_FILING_WITHDRAWAL;
    }
    screen_build(s, scene);
    snprintf(name, sizeof name, "%s %u", scene->name, index);
    return index < VERDICTS_FROM ? scene->name : name;
}
