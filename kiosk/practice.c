#include "kiosk/practice.h"

#include "kiosk/family.h"
#include "kiosk/screens/screen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400 };

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void catalogue(struct wire_catalogue *c, int64_t wall_s)
{
    static const struct wire_agent agents[] = {
        {"Wayan Latihan, pendamping PKH", "Balai Desa, Senin sampai Kamis"},
        {"Kader Dasa Wisma", "RT 03 RW 02, setiap sore"},
    };
    static struct wire_breakdown b;
    memset(&b, 0, sizeof b);
    family_breakdown(&b, wall_s);
    c->made_at = wall_s;
    c->provisional_days = 14;
    c->complaints = 1;
    c->policy = (struct wire_policy){.assisted = WIRE_LEAVES, .relatives = 1};
    c->offer_count = b.programme_count;
    for (unsigned i = 0; i < b.programme_count; i++) {
        memcpy(c->offers[i].code, b.programmes[i].code, sizeof c->offers[i].code);
        memcpy(c->offers[i].name, b.programmes[i].name, sizeof c->offers[i].name);
        c->offers[i].objection_opens_at = wall_s - 10 * DAY_S;
        c->offers[i].objection_closes_at = wall_s + (i == 2 ? -1 : 20) * DAY_S;
    }
    c->ground_count = b.ground_count;
    memcpy(c->grounds, b.grounds, sizeof c->grounds);
    c->agent_count = COUNT(agents);
    memcpy(c->agents, agents, sizeof agents);
}

/* A head and shoulders before a blue wall, as such photos are: nobody. */
static void photo(struct session *s)
{
    enum { WIDE = 120, HIGH = 160, WALL = 0x3B75, SKIN = 0xC4CB, HAIR = 0x2945, SHIRT = 0x8A4C };
    s->visit.photo_width_px = WIDE;
    s->visit.photo_height_px = HIGH;
    for (int y = 0; y < HIGH; y++)
        for (int x = 0; x < WIDE; x++) {
            int dx = x - WIDE / 2, face = dx * dx * 16 + (y - 70) * (y - 70) * 9;
            int veil = dx * dx * 16 + (y - 72) * (y - 72) * 8;
            int body = dx * dx * 9 + (y - 165) * (y - 165) * 13;
            bool chin = dx * dx + (y - 104) * (y - 104) < 20 * 20;
            s->visit.photo[y * WIDE + x] = face < 120 * 120   ? SKIN
                                           : veil < 180 * 180 ? HAIR
                                           : chin             ? HAIR
                                           : body < 180 * 180 ? SHIRT
                                                              : WALL;
        }
}

void practice_draft(struct session *s, enum wire_filing_kind kind, enum wire_report report)
{
    struct draft *d = &s->visit.draft;
    draft_begin(d, kind, DRAFT_WHICH);
    s->visit.drafted_from = kind == WIRE_FILING_COMPLAINT ? STATE_START : STATE_OVERVIEW;
    d->report = report;
    d->since = 20260900;
    d->date = (struct entry_date){ENTRY_MONTH, 17, 9, 2026};
    if (kind == WIRE_FILING_OBJECTION) {
        draft_toggle(d, 0);
        draft_toggle(d, DRAFT_UNRECORDED);
        d->points[1] = (struct draft_point){DRAFT_UNRECORDED, 2, 0};
    } else if (kind == WIRE_FILING_PROVISIONAL || kind == WIRE_FILING_COMPLAINT) {
        draft_choose_ground(d, 0);
    }
    d->points[0].ground = 0;
    d->points[0].since = 20240000;
    strcpy(d->words.text, "SUDAH DIJUAL KE TETANGGA");
    strcpy(d->phone.text, "081234");
}

void practice_help(struct session *s, enum wire_help_kind kind)
{
    struct wire_help *h = &s->visit.helping.help;
    h->kind = kind;
    strcpy(h->helper, "practice-1");
    strcpy(h->helper_name, "Wayan Contoh");
    strcpy(s->visit.helping.post, "Kasi Pelayanan");
    if (kind == WIRE_HELP_ATTENDED) {
        h->reason = WIRE_NO_FINGER_WORN;
        strcpy(h->witness, "practice-2");
        strcpy(h->witness_name, "Made Contoh");
    }
    s->visit.draft.help = *h;
}

/* Staff at the reader, or with the resident. */
static void staff(struct session *s, enum state state)
{
    struct handover *h = &s->visit.handover;
    h->from = STATE_FINGER_HELP;
    h->role = WIRE_ROLE_HELPER;
    h->until_ms = s->now_ms + s->setup.call_ms;
    h->staff.standing = WIRE_STAFF_LISTED;
    h->staff.rights = WIRE_RIGHTS;
    strcpy(h->staff.name, "Wayan Contoh");
    h->help.kind = WIRE_HELP_ATTENDED;
    h->help.reason = WIRE_NO_FINGER_WORN;
    strcpy(h->help.helper, "practice-1");
    strcpy(h->help.helper_name, "Wayan Contoh");
    strcpy(h->help.witness_name, "Made Contoh");
    strcpy(h->name.text, "MADE");
    s->visit.helping.policy.assisted = s->visit.helping.policy.attended = WIRE_LEAVES;
    strcpy(s->visit.helping.post, "Kasi Pelayanan");
    if (state == STATE_FACE || state == STATE_APART) {
        practice_help(s, WIRE_HELP_ATTENDED);
        s->visit.score_class = 0;
    }
}

/* Staff at their own pages, with counts of every kind. */
static void pages(struct session *s)
{
    struct pages *p = &s->visit.pages;
    struct wire_counts *c = &p->counts;
    memset(&s->visit, 0, sizeof s->visit);
    s->visit.handover.role = WIRE_ROLE_PAGES;
    strcpy(p->name, "Wayan Contoh");
    c->since_day = 20261024;
    c->until_day = 20261122;
    c->visits = 214;
    c->assisted = 31;
    c->attended = 1;
    c->objections = 17;
    c->troubles[WIRE_FAULT_LINK_DOWN] = 9;
    c->troubles[WIRE_FAULT_PAPER_OUT] = 1;
    p->slip = (struct wire_slip){.number = 12, .hour = 10, .first = 1};
    s->link.waiting = 3;
}

void practice_site(struct session *s, enum wire_site_state told)
{
    struct wire_site *site = &s->siting.told;
    *site = (struct wire_site){.state = told, .line = 10, .devices = 40};
    strcpy(site->why, told == WIRE_SITE_UNWRITTEN
                          ? "/var/lib/kiosk/ca.pem: Read-only file system"
                          : "[panel] millimetres: not like 217.5x136.0");
    strcpy(site->serial, "kiosk-48291");
    strcpy(site->village, "35.10.17.2004");
    strcpy(site->name, "Kemiren");
    strcpy(site->service, "https://kiosk.perlinsos.example:8443");
    s->state = siting_step(s);
    s->deadline_ms = 0;
    if (told == WIRE_SITE_WHICH)
        strcpy(s->siting.digits.text, "48291");
}

/* Staff with somebody whose card is missing. */
static void stated(struct session *s)
{
    memset(&s->visit.card, 0, sizeof s->visit.card);
    memset(&s->visit.breakdown, 0, sizeof s->visit.breakdown);
    s->visit.placement = 0;
    s->visit.score_class = 0;
    s->visit.verified_at = 0;
    s->visit.stated.on = true;
    s->visit.card.assurance = WIRE_ASSURANCE_STATED;
    strcpy(s->visit.stated.nik.text, "3510150101800001");
    strcpy(s->visit.card.nik, s->visit.stated.nik.text);
    practice_help(s, WIRE_HELP_ASSISTED);
}

void practice_visit(struct session *s, enum state state, int64_t wall_s)
{
    s->state = state;
    s->wall_s = wall_s;
    s->visit_number = 1;
    for (int i = 0; i < PEERS; i++)
        s->up[i] = true;
    s->link.online = s->link.clock_trusted = 1;
    catalogue(&s->catalogue, wall_s);
    s->under = STATE_OVERVIEW;
    s->fault = WIRE_FAULT_LINK_DOWN;
    s->retry = STATE_LOADING;
    s->hint = WIRE_HINT_PLACE;
    s->finger = 2;
    s->deadline_ms = s->now_ms + SESSION_ALERT_MS;
    if (state == STATE_HEADPHONES)
        s->listening.headphones = true;
    if (state >= STATE_SITE_FILE)
        practice_site(s, state == STATE_SITE_FILE     ? WIRE_SITE_NONE
                         : state == STATE_SITE_SERIAL ? WIRE_SITE_WHICH
                         : state == STATE_SITE_PLACE  ? WIRE_SITE_FOUND
                                                      : WIRE_SITE_ENROLLING);
    else if (state_phase(state) == PHASE_COMMISSION) {
        s->commission = (struct commission){.on = true, .step = state, .touched = 5, .pressed = 3};
        s->commission.outcomes[WIRE_STEP_PLACE] = WIRE_OUTCOME_GOOD;
        s->commission.outcomes[WIRE_STEP_KEYS] = WIRE_OUTCOME_BAD;
        strcpy(s->setup.serial, "kiosk-48291");
        strcpy(s->setup.village, "35.10.17.2004");
        strcpy(s->setup.village_name, "Kemiren");
        s->deadline_ms = 0;
    }
    if (state == STATE_START || state_phase(state) == PHASE_COMMISSION)
        return;
    hours_read("mon-thu 08.00-16.00, fri 08.00-15.00", &s->setup.hours);
    strcpy(s->setup.receipt_link, SESSION_RECEIPT_LINK);
    s->visit.placement = 1;
    s->visit.card.uid_size = 7;
    strcpy(s->visit.receipt.number, "482910000025");
    s->visit.receipt.accepted_at = wall_s;
    s->visit.receipt.delivered = 1;
    s->visit.receipt.expected_day = 20261222;
    photo(s); /* arrives while the consent is read, to be shown after the finger */
    if (state < STATE_OVERVIEW)
        return;
    family_breakdown(&s->visit.breakdown, wall_s);
    s->visit.score_class = 2;
    s->visit.verified_at = wall_s;
    practice_draft(s, WIRE_FILING_OBJECTION, 0);
    if (state >= STATE_RELATIVE && state <= STATE_RETURN)
        staff(s, state);
    if (state >= STATE_ENROL_CARD && state <= STATE_ENROL_DONE) {
        strcpy(s->enrollers.help.helper_name, "Wayan Contoh");
        strcpy(s->enrollers.help.witness_name, "Made Contoh");
        s->enrollers.done = 3;
        strcpy(s->visit.enrolling.nik.text, "3510150101800001");
    }
    if (state >= STATE_STAFF && state <= STATE_DAY)
        pages(s);
    if (state >= STATE_STATED_NIK && state <= STATE_STATED)
        stated(s);
    if (state == STATE_PAYMENTS)
        s->visit.programme = 1;
    if (state == STATE_QUEUE)
        s->visit.programme = 2;
}

int practice_state(const char *name, enum state *state_out)
{
    struct session *s = calloc(1, sizeof *s);
    struct scene *scene = calloc(1, sizeof *scene);
    int result = s && scene ? -ENOENT : -ENOMEM;
    for (int state = 0; s && scene && state < STATES; state++) {
        practice_visit(s, (enum state)state, 0);
        screen_build(s, scene);
        if (!strcmp(scene->name, name)) {
            *state_out = (enum state)state;
            result = 0;
            break;
        }
    }
    free(s);
    free(scene);
    return result;
}
