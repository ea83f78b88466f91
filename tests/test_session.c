#include "kiosk/practice.h"
#include "kiosk/screens/screen.h"
#include "kiosk/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795320000 };

/* A session with a clock of its own and the last step's commands. */
struct play {
    struct session session;
    struct commands commands;
    struct wire_packet packet;
    struct scene scene;
    int64_t now_ms;
    bool allowed;
};

static int setup(void **state)
{
    static const struct session_setup usual = {.idle_ms = SESSION_IDLE_MS,
                                               .alert_ms = SESSION_ALERT_MS,
                                               .lifted_ms = SESSION_LIFTED_MS,
                                               .remind_ms = SESSION_REMIND_MS,
                                               .defaults = {.size = TEXT_DEFAULT},
                                               .seed = {1, 2, 3, 4, 5, 6, 7, 8}};
    struct play *p = calloc(1, sizeof *p);
    session_init(&p->session, &usual);
    p->session.up[PEER_CARD] = p->session.up[PEER_FINGER] = true;
    p->session.deadline_ms = 0;
    p->now_ms = 1000;
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static void step(struct play *p, struct event e)
{
    e.now_ms = p->now_ms;
    e.wall_s = NOON;
    p->allowed = session_step(&p->session, &e, &p->commands);
}

static void tap(struct play *p, enum action action, uint16_t which)
{
    step(p, (struct event){.kind = EVENT_TAP, .action = action, .which = which});
}

static union wire_body *saying(struct play *p, enum wire_type type)
{
    memset(&p->packet, 0, sizeof p->packet);
    p->packet.header.type = type;
    return &p->packet.body;
}

static void said(struct play *p, enum peer peer, uint32_t visit)
{
    p->packet.header.visit = visit;
    step(p, (struct event){.kind = EVENT_PACKET, .peer = peer, .packet = &p->packet});
}

static void card_seen(struct play *p, uint32_t placement)
{
    saying(p, WIRE_CARD_SEEN)->card_seen.placement = placement;
    said(p, PEER_CARD, 0);
}

static void card_read(struct play *p, uint32_t placement, uint8_t uid)
{
    union wire_body *b = saying(p, WIRE_CARD_READ);
    b->card_read.placement = placement;
    b->card_read.card.assurance = WIRE_ASSURANCE_TAG;
    b->card_read.card.uid_size = 7;
    b->card_read.card.uid[0] = uid;
    said(p, PEER_CARD, 0);
}

static void card_down(struct play *p, uint32_t placement, uint8_t uid)
{
    card_seen(p, placement);
    card_read(p, placement, uid);
}

/* A card at level chip, read but not yet proved. */
static void chip_down(struct play *p, uint32_t placement, const char *nik)
{
    saying(p, WIRE_CARD_SEEN)->card_seen.placement = placement;
    said(p, PEER_CARD, 0);
    union wire_body *b = saying(p, WIRE_CARD_READ);
    b->card_read.placement = placement;
    b->card_read.card.assurance = WIRE_ASSURANCE_CHIP;
    b->card_read.card.uid_size = 7;
    strcpy(b->card_read.card.nik, nik);
    strcpy(b->card_read.name, "SITI AMINAH");
    said(p, PEER_CARD, 0);
}

static void chip_proves(struct play *p, uint32_t placement)
{
    union wire_body *b = saying(p, WIRE_CARD_TEMPLATES);
    b->card_templates.placement = placement;
    b->card_templates.templates.count = 2;
    b->card_templates.templates.templates[0].position = 2;
    said(p, PEER_CARD, 0);
}

static void card_up(struct play *p, uint32_t placement)
{
    saying(p, WIRE_CARD_GONE)->card_gone.placement = placement;
    said(p, PEER_CARD, 0);
}

static void fault(struct play *p, enum peer peer, enum wire_fault fault, uint32_t visit)
{
    saying(p, WIRE_FAULT)->fault.fault = fault;
    said(p, peer, visit);
}

static void templates_come(struct play *p)
{
    union wire_body *b = saying(p, WIRE_TEMPLATES);
    b->templates.count = 1;
    b->templates.templates[0].position = 7;
    said(p, PEER_COURIER, p->session.visit_number);
}

static void check_may_begin(struct play *p)
{
    saying(p, WIRE_ATTEMPT_TAKEN);
    said(p, PEER_COURIER, p->session.visit_number);
}

static void finger_hint(struct play *p, enum wire_hint hint)
{
    saying(p, WIRE_FINGER_HINT)->finger_hint.hint = hint;
    said(p, PEER_FINGER, p->session.visit_number);
}

static void finger_matches(struct play *p)
{
    union wire_body *b = saying(p, WIRE_VERIFIED);
    b->verified.matched = 1;
    b->verified.score_class = 2;
    said(p, PEER_FINGER, p->session.visit_number);
}

/* The practice family's result, as if it had come for this visit. */
static void breakdown_comes(struct play *p)
{
    struct session *practice = calloc(1, sizeof *practice);
    practice_visit(practice, STATE_OVERVIEW, NOON);
    saying(p, WIRE_BREAKDOWN)->breakdown = practice->visit.breakdown;
    free(practice);
    said(p, PEER_COURIER, p->session.visit_number);
}

static void receipt_comes(struct play *p, bool delivered)
{
    union wire_body *b = saying(p, WIRE_RECEIPT);
    strcpy(b->receipt.number, "482910000017");
    b->receipt.delivered = delivered;
    said(p, PEER_COURIER, p->session.visit_number);
}

static void to_overview(struct play *p)
{
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    finger_matches(p);
    breakdown_comes(p);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

/* From the day on: nothing more is said than has to be. */
static void to_review(struct play *p)
{
    for (int i = 0; i < 3 && p->session.state != STATE_REVIEW; i++)
        tap(p, ACTION_SKIP, 0);
    assert_int_equal(p->session.state, STATE_REVIEW);
}

static void to_declaration(struct play *p)
{
    to_overview(p);
    tap(p, ACTION_PROGRAMME, 0);
    tap(p, ACTION_REASON, 0);
    tap(p, ACTION_CONTEST, 0);
    tap(p, ACTION_GROUND, 0);
    to_review(p);
    tap(p, ACTION_CONFIRM, 0);
    check_may_begin(p);
    assert_int_equal(p->session.state, STATE_DECLARE);
}

static const struct command *sent(const struct play *p, enum wire_type type)
{
    for (unsigned i = 0; i < p->commands.count; i++)
        if (p->commands.list[i].kind == COMMAND_SEND && p->commands.list[i].type == type)
            return &p->commands.list[i];
    return NULL;
}

static enum wire_sound chimed(const struct play *p)
{
    const struct command *c = sent(p, WIRE_CHIME);
    return c ? (enum wire_sound)((const struct wire_chime *)c->body)->sound : 0;
}

static bool wiped(const struct play *p)
{
    static const struct visit nobody;
    return p->session.state == STATE_START && !memcmp(&p->session.visit, &nobody, sizeof nobody);
}

static void a_resident_sees_the_result_after_card_consent_and_finger(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_CONSENT);
    tap(p, ACTION_AGREE, 0);
    assert_string_equal(
        ((const struct wire_templates_ask *)sent(p, WIRE_TEMPLATES_ASK)->body)->consent.version,
        SESSION_CONSENT_VERSION);
    templates_come(p);
    assert_non_null(sent(p, WIRE_VERIFY));
    assert_int_equal(p->session.finger, 7);
    finger_matches(p);
    const struct wire_query *q = sent(p, WIRE_QUERY)->body;
    assert_int_equal(q->subject.card.uid[0], 0xA1);
    assert_int_equal(q->subject.score_class, 2);
    assert_int_equal(q->subject.verified_at, NOON);
    breakdown_comes(p);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void a_driver_says_only_what_is_its_to_say(void **state)
{
    struct play *p = *state;
    to_overview(p);
    saying(p, WIRE_CARD_SEEN)->card_seen.placement = 9;
    said(p, PEER_FINGER, 0);
    assert_false(p->allowed);
    saying(p, WIRE_LINK)->link.online = 1;
    said(p, PEER_CARD, 0);
    assert_false(p->allowed);
    strcpy(saying(p, WIRE_RECEIPT)->receipt.number, "482910000017");
    said(p, PEER_VOICE, p->session.visit_number);
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void an_answer_to_no_visit_is_nobodys(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    saying(p, WIRE_VERIFIED)->verified.matched = 1;
    said(p, PEER_FINGER, 0);
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_FINGER);
}

static void a_disk_that_is_full_is_told_before_anything_is_typed(void **state)
{
    struct play *p = *state;
    to_overview(p);
    saying(p, WIRE_LINK)->link = (struct wire_link){.online = 1, .store_unusable = 1};
    said(p, PEER_COURIER, 0);
    tap(p, ACTION_PROGRAMME, 0);
    tap(p, ACTION_OBJECT, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_STORE_UNUSABLE);
    tap(p, ACTION_RETRY, 0);
    assert_int_equal(p->session.state, STATE_PROGRAMME);
    tap(p, ACTION_REPORT, WIRE_REPORT_REGISTRATION);
    assert_int_equal(p->session.fault, WIRE_FAULT_STORE_UNUSABLE);
    tap(p, ACTION_RETRY, 0);
    saying(p, WIRE_LINK)->link.online = 1;
    said(p, PEER_COURIER, 0);
    tap(p, ACTION_OBJECT, 0);
    assert_int_equal(p->session.state, STATE_WHICH);
}

static void after_days_without_the_service_nothing_is_taken_in(void **state)
{
    struct play *p = *state;
    to_overview(p);
    saying(p, WIRE_LINK)->link =
        (struct wire_link){.offline_since = NOON - 60, .contact = WIRE_CONTACT_LOST};
    said(p, PEER_COURIER, 0);
    tap(p, ACTION_PROGRAMME, 0);
    tap(p, ACTION_OBJECT, 0);
    assert_int_equal(p->session.fault, WIRE_FAULT_CONTACT_LOST);
}

#define NIK "3510154807710002"

static void at_chip_the_finger_is_compared_with_the_card_alone(void **state)
{
    struct play *p = *state;
    chip_down(p, 1, NIK);
    chip_proves(p, 1);
    assert_int_equal(p->session.state, STATE_CONSENT);
    tap(p, ACTION_AGREE, 0);
    assert_null(sent(p, WIRE_TEMPLATES_ASK));
    assert_null(sent(p, WIRE_VERIFY));
    const struct wire_attempt *a = sent(p, WIRE_ATTEMPT)->body;
    assert_string_equal(a->card.nik, NIK);
    assert_false(a->verified);
    check_may_begin(p);
    assert_int_equal(((const struct wire_verify *)sent(p, WIRE_VERIFY)->body)->against.count, 2);
    finger_matches(p);
    const struct wire_query *q = sent(p, WIRE_QUERY)->body;
    assert_int_equal(q->subject.card.assurance, WIRE_ASSURANCE_CHIP);
    assert_string_equal(q->subject.card.nik, NIK);
}

static void at_chip_no_finger_is_asked_for_before_the_card_proved_genuine(void **state)
{
    struct play *p = *state;
    chip_down(p, 1, NIK);
    tap(p, ACTION_AGREE, 0);
    assert_int_equal(p->session.state, STATE_TEMPLATES);
    assert_int_equal(p->commands.count, 0);
    chip_proves(p, 2); /* of another card */
    assert_int_equal(p->session.state, STATE_TEMPLATES);
    chip_proves(p, 1);
    assert_non_null(sent(p, WIRE_ATTEMPT));
    check_may_begin(p);
    assert_int_equal(p->session.state, STATE_FINGER);
}

static void a_card_that_does_not_prove_genuine_ends_its_visit_and_is_not_sent_anywhere(void **state)
{
    struct play *p = *state;
    static const struct wire_card nothing;
    chip_down(p, 1, NIK);
    tap(p, ACTION_AGREE, 0);
    fault(p, PEER_CARD, WIRE_FAULT_CARD_FORGED, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_FORGED);
    assert_memory_equal(&p->session.visit.card, &nothing, sizeof nothing);
    assert_null(sent(p, WIRE_QUERY));
    const struct wire_fault_report *told = sent(p, WIRE_INCIDENT)->body;
    assert_int_equal(told->fault, WIRE_FAULT_CARD_FORGED);
    card_up(p, 1);
    assert_true(wiped(p));
}

static void at_chip_a_second_card_beside_the_first_ends_the_visit(void **state)
{
    struct play *p = *state;
    chip_down(p, 1, NIK);
    assert_int_equal(p->session.state, STATE_CONSENT);
    fault(p, PEER_CARD, WIRE_FAULT_CARD_SEVERAL, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_SEVERAL);
    assert_string_equal(p->session.visit.card.nik, "");
    card_up(p, 1);
    assert_int_equal(p->session.state, STATE_START);
}

static void who_lifts_the_card_before_it_is_read_is_told_so_for_a_while(void **state)
{
    struct play *p = *state;
    card_seen(p, 1);
    card_up(p, 1);
    assert_int_equal(p->session.state, STATE_START);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_LIFTED);
    screen_build(&p->session, &p->scene);
    bool told = false;
    for (unsigned i = 0; i < p->scene.count; i++)
        told |= !strcmp(p->scene.elements[i].label, "KTP terangkat terlalu cepat.");
    assert_true(told);
    p->now_ms += SESSION_LIFTED_MS;
    step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.fault, WIRE_FAULT_NONE);
    card_down(p, 2, 0xA1);
    card_up(p, 2); /* read: it was not too early */
    assert_int_equal(p->session.fault, WIRE_FAULT_NONE);
}

static void every_forged_card_is_reported_and_a_plug_that_comes_and_goes_now_and_then(void **state)
{
    struct play *p = *state;
    for (int i = 0; i < 2; i++) {
        fault(p, PEER_CARD, WIRE_FAULT_CARD_FORGED, 0);
        assert_non_null(sent(p, WIRE_INCIDENT));
    }
    fault(p, PEER_CARD, WIRE_FAULT_READER_ABSENT, 0);
    assert_non_null(sent(p, WIRE_INCIDENT));
    step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_CARD});
    assert_null(sent(p, WIRE_INCIDENT));
    fault(p, PEER_CARD, WIRE_FAULT_SAM_EXPIRED, 0);
    assert_non_null(sent(p, WIRE_INCIDENT));
    fault(p, PEER_CARD, WIRE_FAULT_CARD_NOT_EKTP, 0);
    assert_null(sent(p, WIRE_INCIDENT)); /* people's business */
    p->now_ms += SESSION_REPORT_MS;
    step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_CARD});
    assert_non_null(sent(p, WIRE_INCIDENT));
}

static void a_sam_that_fails_under_a_visit_ends_it_and_else_closes_nothing(void **state)
{
    struct play *p = *state;
    fault(p, PEER_CARD, WIRE_FAULT_SAM_ABSENT, 0);
    assert_int_equal(p->session.state, STATE_START);
    assert_int_equal(p->session.device_fault[PEER_CARD], WIRE_FAULT_NONE);
    chip_down(p, 1, NIK);
    fault(p, PEER_CARD, WIRE_FAULT_SAM_REFUSES, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    card_up(p, 1);
    chip_down(p, 2, NIK);
    chip_proves(p, 2);
    fault(p, PEER_CARD, WIRE_FAULT_SAM_REFUSES, 0);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void at_chip_only_the_card_of_the_same_nik_brings_a_lifted_visit_back(void **state)
{
    struct play *p = *state;
    chip_down(p, 1, NIK);
    chip_proves(p, 1);
    tap(p, ACTION_AGREE, 0);
    check_may_begin(p);
    card_up(p, 1);
    assert_int_equal(p->session.state, STATE_LIFTED);
    chip_down(p, 2, NIK);
    assert_int_equal(p->session.state, STATE_FINGER);
    card_up(p, 2);
    chip_down(p, 3, "3510154807710003");
    assert_int_equal(p->session.state, STATE_CONSENT);
    assert_int_equal(p->session.visit.templates.count, 0);
}

static void a_broken_line_is_told_before_consent_and_its_return_goes_on(void **state)
{
    struct play *p = *state;
    saying(p, WIRE_LINK)->link.offline_since = NOON - 60;
    said(p, PEER_COURIER, 0);
    card_down(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_LINK_DOWN);
    saying(p, WIRE_LINK)->link.online = 1;
    said(p, PEER_COURIER, 0);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void nothing_is_asked_of_the_service_before_consent(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    assert_int_equal(p->commands.count, 0);
    tap(p, ACTION_REFUSE, 0);
    assert_int_equal(p->session.state, STATE_REFUSED);
    assert_null(sent(p, WIRE_TEMPLATES_ASK));
    card_up(p, 1);
    assert_true(wiped(p));
}

static void an_objection_is_sent_only_after_the_finger_on_the_declaration(void **state)
{
    struct play *p = *state;
    to_declaration(p);
    assert_null(sent(p, WIRE_FILING));
    finger_matches(p);
    const struct wire_filing *o = sent(p, WIRE_FILING)->body;
    assert_string_equal(o->programme, "PKH");
    assert_string_equal(o->contested[0].reason, "r1");
    assert_string_equal(o->contested[1].reason, "");
    assert_string_equal(o->contested[0].ground, "sold");
    assert_int_equal(p->session.state, STATE_SENDING);
    receipt_comes(p, false);
    assert_int_equal(p->session.state, STATE_RECEIPT);
    receipt_comes(p, true);
    assert_int_equal(p->session.visit.receipt.delivered, 1);
}

static void sending_again_after_a_crash_uses_the_same_key_and_a_new_ground_another(void **state)
{
    struct play *p = *state;
    uint8_t key[WIRE_KEY];
    to_declaration(p);
    finger_matches(p);
    memcpy(key, ((const struct wire_filing *)sent(p, WIRE_FILING)->body)->key, WIRE_KEY);
    step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_COURIER});
    assert_int_equal(p->session.state, STATE_SENDING);
    saying(p, WIRE_READY);
    said(p, PEER_COURIER, 0);
    assert_memory_equal(((const struct wire_filing *)sent(p, WIRE_FILING)->body)->key, key,
                        WIRE_KEY);
    receipt_comes(p, true);
    tap(p, ACTION_BACK, 0);
    breakdown_comes(p);
    tap(p, ACTION_PROGRAMME, 0);
    tap(p, ACTION_REASON, 0);
    tap(p, ACTION_CONTEST, 0);
    tap(p, ACTION_GROUND, 1);
    to_review(p);
    tap(p, ACTION_CONFIRM, 0);
    check_may_begin(p);
    finger_matches(p);
    assert_memory_not_equal(((const struct wire_filing *)sent(p, WIRE_FILING)->body)->key, key,
                            WIRE_KEY);
}

static void one_goes_back_from_a_reason_to_the_list_it_was_in(void **state)
{
    static const struct {
        enum action list;
        enum state state;
        unsigned reason;
    } lists[] = {{ACTION_REASONS, STATE_REASONS, 0}, {ACTION_MET, STATE_MET, 2}};
    struct play *p = *state;
    to_overview(p);
    tap(p, ACTION_PROGRAMME, 0);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        tap(p, lists[i].list, 0);
        assert_int_equal(p->session.state, lists[i].state);
        tap(p, ACTION_REASON, (uint16_t)lists[i].reason);
        assert_int_equal(p->session.state, STATE_REASON);
        tap(p, ACTION_BACK, 0);
        assert_int_equal(p->session.state, lists[i].state);
        tap(p, ACTION_BACK, 0);
    }
    tap(p, ACTION_REASON, 0);
    tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_PROGRAMME);
}

static void what_was_asked_to_be_shown_is_hidden_again_on_the_next_screen(void **state)
{
    struct play *p = *state;
    to_overview(p);
    tap(p, ACTION_PROGRAMME, 0);
    tap(p, ACTION_REASON, 0);
    tap(p, ACTION_SHOW, 0);
    assert_true(p->session.visit.shown);
    tap(p, ACTION_BACK, 0);
    tap(p, ACTION_REASON, 0);
    assert_false(p->session.visit.shown);
}

static void a_case_that_is_not_there_opens_nothing(void **state)
{
    struct play *p = *state;
    to_overview(p);
    tap(p, ACTION_CASES, 0);
    tap(p, ACTION_CASE, 1);
    assert_int_equal(p->session.state, STATE_CASES);
    tap(p, ACTION_CASE, 0);
    assert_int_equal(p->session.state, STATE_CASE);
    tap(p, ACTION_BACK, 0);
    tap(p, ACTION_BACK, 0);
    tap(p, ACTION_OPENINGS, 0);
    assert_int_equal(p->session.state, STATE_OPENINGS);
}

static void a_person_the_service_takes_no_objection_of_cannot_make_one(void **state)
{
    struct play *p = *state;
    to_overview(p);
    assert_true(session_may_contest(&p->session, 0));
    p->session.visit.breakdown.programmes[0].may_object = 0;
    assert_false(session_may_contest(&p->session, 0));
}

static void a_reason_with_an_open_case_or_a_closed_window_cannot_be_contested(void **state)
{
    struct play *p = *state;
    to_overview(p);
    assert_true(session_may_contest(&p->session, 0));
    assert_false(session_may_contest(&p->session, 1)); /* its case is open */
    tap(p, ACTION_PROGRAMME, 0);
    tap(p, ACTION_REASON, 1);
    tap(p, ACTION_CONTEST, 1);
    assert_int_equal(p->session.state, STATE_REASON);
    p->session.visit.breakdown.programmes[0].objection_closes_at = NOON - 1;
    assert_false(session_may_contest(&p->session, 0));
    p->session.visit.breakdown.programmes[0].objection_closes_at = NOON;
    assert_true(session_may_contest(&p->session, 0));
}

static void a_late_reply_never_reaches_the_next_person(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    finger_matches(p);
    card_up(p, 1);
    card_down(p, 2, 0xB2);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    finger_matches(p);
    assert_int_equal(p->session.state, STATE_LOADING);
    saying(p, WIRE_BREAKDOWN);
    strcpy(p->packet.body.breakdown.name, "THE FIRST PERSON");
    said(p, PEER_COURIER, p->session.visit_number - 1);
    assert_int_equal(p->session.state, STATE_LOADING);
    assert_string_equal(p->session.visit.breakdown.name, "");
}

static void an_answer_before_its_question_is_not_allowed(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    breakdown_comes(p); /* nobody has given a finger */
    assert_false(p->allowed);
    tap(p, ACTION_AGREE, 0);
    saying(p, WIRE_TEMPLATES);
    said(p, PEER_COURIER, p->session.visit_number + 1); /* nor is that visit there yet */
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_TEMPLATES);
}

static void a_lifted_card_closes_the_screen_and_the_same_card_goes_on(void **state)
{
    struct play *p = *state;
    to_overview(p);
    tap(p, ACTION_PROGRAMME, 0);
    card_up(p, 1);
    assert_int_equal(p->session.state, STATE_LIFTED);
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        assert_null(strstr(p->scene.elements[i].label, "LATIHAN"));
    card_down(p, 2, 0xA1);
    assert_int_equal(p->session.state, STATE_PROGRAMME);
}

static void another_card_after_a_lifted_one_starts_from_nothing(void **state)
{
    struct play *p = *state;
    to_overview(p);
    uint32_t before = p->session.visit_number;
    card_up(p, 1);
    card_down(p, 2, 0xB2);
    assert_int_equal(p->session.state, STATE_CONSENT);
    assert_int_equal(p->session.visit_number, before + 1);
    assert_string_equal(p->session.visit.breakdown.name, "");
}

static void a_card_that_stays_away_ends_the_visit(void **state)
{
    struct play *p = *state;
    to_overview(p);
    card_up(p, 1);
    p->now_ms = session_deadline_ms(&p->session);
    p->now_ms--;
    step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.state, STATE_LIFTED);
    p->now_ms++;
    step(p, (struct event){.kind = EVENT_TIME});
    assert_true(wiped(p));
    assert_int_equal(p->commands.list[0].kind, COMMAND_WIPE);
}

static void a_wrong_card_laid_down_instead_is_told_and_does_not_go_on(void **state)
{
    struct play *p = *state;
    to_overview(p);
    card_up(p, 1);
    fault(p, PEER_CARD, WIRE_FAULT_CARD_UNREADABLE, 0);
    assert_int_equal(p->session.state, STATE_LIFTED);
    p->now_ms = session_deadline_ms(&p->session);
    step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_UNREADABLE);
    assert_string_equal(p->session.visit.breakdown.name, "");
    card_up(p, 2);
    assert_true(wiped(p));
}

static void a_lifted_card_stops_the_finger_and_its_return_asks_again(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    finger_hint(p, WIRE_HINT_HOLD);
    card_up(p, 1);
    assert_non_null(sent(p, WIRE_VERIFY_STOP));
    finger_matches(p); /* was already on its way */
    assert_int_equal(p->session.state, STATE_LIFTED);
    card_down(p, 2, 0xA1);
    assert_non_null(sent(p, WIRE_ATTEMPT));
    check_may_begin(p);
    assert_int_equal(p->session.state, STATE_FINGER);
    assert_non_null(sent(p, WIRE_VERIFY));
}

static void a_card_left_after_the_end_starts_no_visit(void **state)
{
    struct play *p = *state;
    to_overview(p);
    uint32_t number = p->session.visit_number;
    tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_string_equal(p->session.visit.breakdown.name, "");
    tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_int_equal(p->session.visit_number, number);
    card_up(p, 1);
    assert_true(wiped(p));
}

static void a_courier_that_never_answers_is_told_and_asked_again(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    int64_t deadline = session_deadline_ms(&p->session);
    p->now_ms = deadline - 1; /* coming back does not buy it more time */
    saying(p, WIRE_READY);
    said(p, PEER_COURIER, 0);
    assert_int_equal(session_deadline_ms(&p->session), deadline);
    p->now_ms = deadline;
    step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_SERVICE_SLOW);
    tap(p, ACTION_RETRY, 0);
    assert_non_null(sent(p, WIRE_TEMPLATES_ASK));
}

static void a_finger_that_is_not_read_leads_to_help_and_another_try(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    saying(p, WIRE_VERIFIED);
    said(p, PEER_FINGER, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_FINGER_HELP);
    tap(p, ACTION_RETRY, 0);
    assert_non_null(sent(p, WIRE_ATTEMPT));
    check_may_begin(p);
    assert_int_equal(p->session.state, STATE_FINGER);
    assert_non_null(sent(p, WIRE_VERIFY));
}

static void stopping_and_coming_back_buys_no_uncounted_try(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    finger_hint(p, WIRE_HINT_HOLD);
    tap(p, ACTION_FINGER_HARD, 0);
    assert_int_equal(p->session.state, STATE_FINGER_HELP);
    tap(p, ACTION_RETRY, 0);
    assert_null(sent(p, WIRE_VERIFY));
    assert_non_null(sent(p, WIRE_ATTEMPT));
    check_may_begin(p);
    tap(p, ACTION_HELP, 0);
    finger_hint(p, WIRE_HINT_HOLD); /* was already on its way */
    tap(p, ACTION_BACK, 0);
    assert_null(sent(p, WIRE_VERIFY));
    assert_non_null(sent(p, WIRE_ATTEMPT));
    check_may_begin(p);
    finger_hint(p, WIRE_HINT_AGAIN);
    step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_FINGER});
    saying(p, WIRE_READY); /* by a sensor pulled out and put back, too */
    said(p, PEER_FINGER, 0);
    assert_null(sent(p, WIRE_VERIFY));
    assert_non_null(sent(p, WIRE_ATTEMPT));
}

static void who_asked_for_help_before_laying_a_finger_down_has_lost_no_try(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    finger_hint(p, WIRE_HINT_PLACE);
    tap(p, ACTION_HELP, 0);
    tap(p, ACTION_BACK, 0);
    assert_null(sent(p, WIRE_ATTEMPT));
    assert_non_null(sent(p, WIRE_VERIFY));
    tap(p, ACTION_FINGER_HARD, 0);
    tap(p, ACTION_RETRY, 0);
    assert_null(sent(p, WIRE_ATTEMPT));
    assert_non_null(sent(p, WIRE_VERIFY));
    card_up(p, 1);
    card_down(p, 2, 0xA1);
    assert_null(sent(p, WIRE_ATTEMPT));
    assert_non_null(sent(p, WIRE_VERIFY));
}

static void a_finger_on_the_declaration_is_counted_as_any_other(void **state)
{
    struct play *p = *state;
    to_declaration(p);
    finger_hint(p, WIRE_HINT_HOLD);
    saying(p, WIRE_VERIFIED);
    said(p, PEER_FINGER, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_FINGER_HELP);
    tap(p, ACTION_RETRY, 0);
    assert_null(sent(p, WIRE_VERIFY));
    assert_true(((const struct wire_attempt *)sent(p, WIRE_ATTEMPT)->body)->verified);
    check_may_begin(p);
    assert_int_equal(p->session.state, STATE_DECLARE);
    fault(p, PEER_COURIER, WIRE_FAULT_ATTEMPTS_SPENT, p->session.visit_number); /* elsewhere */
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_non_null(sent(p, WIRE_VERIFY_STOP));
}

static void a_refusal_that_comes_after_the_right_finger_stops_nothing(void **state)
{
    struct play *p = *state;
    to_declaration(p);
    finger_matches(p);
    assert_int_equal(p->session.state, STATE_SENDING);
    fault(p, PEER_COURIER, WIRE_FAULT_ATTEMPTS_SPENT, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_SENDING);
}

static void a_finger_driver_that_comes_back_is_asked_again(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_FINGER});
    assert_int_equal(p->session.state, STATE_FINGER);
    saying(p, WIRE_READY);
    said(p, PEER_FINGER, 0);
    assert_non_null(sent(p, WIRE_VERIFY));
}

static void help_asked_for_while_the_card_is_read_hides_nothing_of_it(void **state)
{
    struct play *p = *state;
    card_seen(p, 1);
    tap(p, ACTION_HELP, 0);
    card_read(p, 1, 0xA1);
    tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void help_without_a_card_never_asks_for_one_to_be_taken(void **state)
{
    struct play *p = *state;
    tap(p, ACTION_WHO, 0);
    tap(p, ACTION_HELP, 0);
    p->now_ms = session_deadline_ms(&p->session);
    step(p, (struct event){.kind = EVENT_TIME});
    assert_int_equal(p->session.state, STATE_START);
    tap(p, ACTION_WHO, 0);
    tap(p, ACTION_HELP, 0);
    tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_START);
    tap(p, ACTION_WHO, 0);
    tap(p, ACTION_HELP, 0);
    card_down(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

static void whatever_driver_ends_in_whatever_state_the_kiosk_comes_back_to_its_start(void **state)
{
    struct play *p = *state;
    for (int s = 0; s < STATES; s++)
        for (int peer = 0; peer < PEERS; peer++) {
            practice_visit(&p->session, (enum state)s, NOON);
            p->session.deadline_ms = ++p->now_ms;
            step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = (enum peer)peer});
            saying(p, WIRE_READY);
            said(p, (enum peer)peer, 0);
            card_up(p, p->session.visit.placement);
            for (int i = 0; i < 9 && p->session.state != STATE_START; i++) {
                p->now_ms = session_deadline_ms(&p->session);
                assert_int_not_equal(p->now_ms, 0);
                step(p, (struct event){.kind = EVENT_TIME});
            }
            assert_int_equal(p->session.state, STATE_START);
        }
}

static void help_asked_for_before_a_card_proves_bad_leads_back_to_that(void **state)
{
    struct play *p = *state;
    card_seen(p, 1);
    tap(p, ACTION_HELP, 0);
    fault(p, PEER_CARD, WIRE_FAULT_CARD_NOT_EKTP, 0);
    tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    assert_int_equal(p->session.fault, WIRE_FAULT_CARD_NOT_EKTP);
}

static void a_sensor_that_was_away_asks_for_the_finger_by_itself(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    fault(p, PEER_FINGER, WIRE_FAULT_SENSOR_ABSENT, p->session.visit_number);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    saying(p, WIRE_READY);
    said(p, PEER_FINGER, 0);
    assert_int_equal(p->session.state, STATE_FINGER);
    assert_non_null(sent(p, WIRE_VERIFY));
}

static void every_fault_of_a_request_has_a_screen_with_a_next_step(void **state)
{
    struct play *p = *state;
    for (uint32_t f = WIRE_FAULT_NONE + 1; f < WIRE_FAULTS; f++) {
        card_down(p, f, 0xA1);
        tap(p, ACTION_AGREE, 0);
        fault(p, PEER_COURIER, (enum wire_fault)f, p->session.visit_number);
        assert_int_equal(p->session.state, STATE_TROUBLE);
        screen_build(&p->session, &p->scene);
        bool retry = false, done = false, help = false;
        for (unsigned i = 0; i < p->scene.count; i++) {
            retry |= p->scene.elements[i].action.what == ACTION_RETRY;
            done |= p->scene.elements[i].action.what == ACTION_DONE;
            help |= p->scene.elements[i].role == ROLE_PRIMARY &&
                    p->scene.elements[i].action.what == ACTION_HELP;
        }
        assert_true(done && (retry || help));
        if (retry) {
            tap(p, ACTION_RETRY, 0);
            assert_non_null(sent(p, WIRE_TEMPLATES_ASK));
        }
        tap(p, ACTION_DONE, 0);
        card_up(p, f);
    }
}

static void a_wrong_card_is_told_and_its_removal_returns_to_the_start(void **state)
{
    struct play *p = *state;
    saying(p, WIRE_CARD_SEEN)->card_seen.placement = 1;
    said(p, PEER_CARD, 0);
    fault(p, PEER_CARD, WIRE_FAULT_CARD_NOT_EKTP, 0);
    assert_int_equal(p->session.state, STATE_TROUBLE);
    card_up(p, 1);
    assert_true(wiped(p));
}

/* Lets the session's own time come. */
static void time_passes(struct play *p)
{
    enum state before = p->session.state;
    do { /* the alert counts its seconds down on the way */
        assert_true(session_deadline_ms(&p->session) > p->now_ms);
        p->now_ms = session_deadline_ms(&p->session);
        step(p, (struct event){.kind = EVENT_TIME});
    } while (p->session.state == before && before == STATE_IDLE);
}

static void a_person_who_walked_away_is_asked_for_and_then_forgotten(void **state)
{
    struct play *p = *state;
    to_overview(p);
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, SESSION_IDLE_MS);
    time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    assert_int_equal(chimed(p), WIRE_SOUND_ATTENTION);
    assert_int_equal(session_alert_s(&p->session), SESSION_ALERT_MS / 1000);
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, 1000);
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        assert_null(strstr(p->scene.elements[i].label, "PKH"));
    time_passes(p);
    assert_int_equal(p->session.state, STATE_TAKE_CARD);
    assert_string_equal(p->session.visit.breakdown.name, "");
}

static void a_person_who_needs_time_may_stay_as_often_as_wanted(void **state)
{
    struct play *p = *state;
    to_overview(p);
    tap(p, ACTION_PROGRAMME, 0);
    for (int i = 0; i < 50; i++) {
        time_passes(p);
        assert_int_equal(p->session.state, STATE_IDLE);
        tap(p, ACTION_GO_ON, 0);
        assert_int_equal(p->session.state, STATE_PROGRAMME);
    }
}

static void any_touch_and_any_finger_begins_the_time_anew(void **state)
{
    struct play *p = *state;
    to_overview(p);
    p->now_ms += SESSION_IDLE_MS - 1;
    step(p, (struct event){.kind = EVENT_TOUCH});
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, SESSION_IDLE_MS);
    tap(p, ACTION_DONE, 0);
    card_up(p, 1);
    card_down(p, 2, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    p->now_ms += SESSION_IDLE_MS - 1;
    saying(p, WIRE_FINGER_HINT)->finger_hint.hint = WIRE_HINT_HOLD;
    said(p, PEER_FINGER, p->session.visit_number);
    assert_int_equal(session_deadline_ms(&p->session) - p->now_ms, SESSION_IDLE_MS);
}

static void a_finger_that_was_read_is_heard_once_each_time(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    finger_hint(p, WIRE_HINT_HOLD);
    assert_null(sent(p, WIRE_CHIME));
    for (int round = 0; round < 2; round++) {
        finger_hint(p, WIRE_HINT_LIFT);
        assert_int_equal(chimed(p), WIRE_SOUND_READ);
        assert_int_equal(sent(p, WIRE_CHIME)->peer, PEER_VOICE);
        finger_hint(p, WIRE_HINT_LIFT);
        assert_null(sent(p, WIRE_CHIME));
        finger_hint(p, WIRE_HINT_AGAIN);
    }
    finger_matches(p);
    finger_hint(p, WIRE_HINT_LIFT); /* late */
    assert_null(sent(p, WIRE_CHIME));
}

static bool promises_a_sound(struct play *p)
{
    bool promised = false;
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        promised = promised || strstr(p->scene.elements[i].label, "terdengar bunyi");
    return promised;
}

static void a_sound_is_promised_only_where_one_will_be_heard(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    assert_false(promises_a_sound(p));
    saying(p, WIRE_READY);
    said(p, PEER_VOICE, 0);
    assert_true(promises_a_sound(p));
    fault(p, PEER_VOICE, WIRE_FAULT_VOICE_ABSENT, 0);
    assert_true(promises_a_sound(p));
    fault(p, PEER_VOICE, WIRE_FAULT_SOUND_ABSENT, 0);
    assert_false(promises_a_sound(p));
}

static void a_visit_is_the_same_without_a_voice(void **state)
{
    struct play *p = *state;
    to_overview(p);
    fault(p, PEER_VOICE, WIRE_FAULT_SOUND_ABSENT, 0);
    assert_true(p->allowed);
    step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_VOICE});
    assert_true(p->allowed);
    assert_int_equal(p->commands.count, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void a_finger_never_given_ends_like_a_person_who_left(void **state)
{
    struct play *p = *state;
    card_down(p, 1, 0xA1);
    tap(p, ACTION_AGREE, 0);
    templates_come(p);
    time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    assert_non_null(sent(p, WIRE_VERIFY_STOP));
    tap(p, ACTION_GO_ON, 0);
    assert_non_null(sent(p, WIRE_VERIFY));
}

static void a_card_left_behind_is_asked_for_and_then_staff_are(void **state)
{
    struct play *p = *state;
    to_overview(p);
    tap(p, ACTION_DONE, 0);
    for (unsigned i = 1; i <= SESSION_STAFF_AFTER; i++) {
        time_passes(p);
        assert_int_equal(p->session.state, STATE_TAKE_CARD);
        assert_int_equal(p->session.reminders, i);
        assert_int_equal(chimed(p), WIRE_SOUND_COME_BACK);
    }
    screen_build(&p->session, &p->scene);
    assert_non_null(strstr(p->scene.elements[p->scene.count - 1].label, "Petugas desa"));
    card_up(p, 1);
    assert_true(wiped(p));
}

static void a_card_lifted_during_the_alert_closes_the_visit_as_ever(void **state)
{
    struct play *p = *state;
    to_overview(p);
    time_passes(p);
    card_up(p, 1);
    assert_int_equal(p->session.state, STATE_LIFTED);
    card_down(p, 2, 0xA1);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void a_closed_screen_shows_nothing_until_it_is_opened(void **state)
{
    struct play *p = *state;
    to_overview(p);
    tap(p, ACTION_CLOSE, 0);
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        assert_null(strstr(p->scene.elements[i].label, "PKH"));
    time_passes(p);
    assert_int_equal(p->session.state, STATE_IDLE);
    tap(p, ACTION_GO_ON, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void an_account_is_masked_until_it_is_asked_for(void **state)
{
    struct play *p = *state;
    practice_visit(&p->session, STATE_PROGRAMME, NOON);
    p->session.visit.programme = 1;
    for (int shown = 0; shown < 2; shown++) {
        bool seen = false;
        screen_build(&p->session, &p->scene);
        for (unsigned i = 0; i < p->scene.count; i++)
            seen |= strstr(p->scene.elements[i].detail, "1736") != NULL;
        assert_int_equal(seen, shown);
        tap(p, ACTION_SHOW, 0);
    }
    tap(p, ACTION_SHOW, 0);
    tap(p, ACTION_BACK, 0);
    assert_false(p->session.visit.shown);
}

static void a_still_start_screen_waits_for_nothing(void **state)
{
    struct play *p = *state;
    assert_int_equal(session_deadline_ms(&p->session), 0);
    tap(p, ACTION_SIZE, 0);
    time_passes(p);
    assert_int_equal(p->session.settings.size, TEXT_DEFAULT);
    assert_int_equal(session_deadline_ms(&p->session), 0);
}

static void the_next_person_finds_the_default_settings(void **state)
{
    struct play *p = *state;
    tap(p, ACTION_SIZE, 0);
    tap(p, ACTION_HELP, 0);
    tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.settings.size, TEXT_LARGE);
    to_overview(p);
    assert_int_equal(p->session.settings.size, TEXT_LARGE);
    tap(p, ACTION_DONE, 0);
    card_up(p, 1);
    assert_int_equal(p->session.settings.size, TEXT_DEFAULT);
}

static void help_hides_the_visit_and_returns_to_it(void **state)
{
    struct play *p = *state;
    to_overview(p);
    tap(p, ACTION_HELP, 0);
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++)
        assert_null(strstr(p->scene.elements[i].label, "PKH"));
    tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void a_driver_message_out_of_place_is_called_a_bug(void **state)
{
    struct play *p = *state;
    saying(p, WIRE_QUERY);
    said(p, PEER_COURIER, 0);
    assert_false(p->allowed);
    card_down(p, 1, 0xA1);
    saying(p, WIRE_CARD_SEEN)->card_seen.placement = 2;
    said(p, PEER_CARD, 0);
    assert_false(p->allowed);
    assert_int_equal(p->session.state, STATE_CONSENT);
}

/* Any tap in any state, with any index, leaves a state that has a screen. */
static void no_tap_leads_out_of_the_machine(void **state)
{
    struct play *p = *state;
    for (int from = 0; from < STATES; from++)
        for (int action = 0; action < ACTIONS; action++)
            for (unsigned which = 0; which < 70; which += 3) {
                practice_visit(&p->session, (enum state)from, NOON);
                tap(p, (enum action)action, (uint16_t)which);
                assert_in_range(p->session.state, 0, STATES - 1);
                screen_build(&p->session, &p->scene);
                assert_true(p->scene.count >= 2);
                assert_int_equal(p->scene.elements[0].role == ROLE_TITLE ||
                                     p->scene.elements[1].role == ROLE_TITLE,
                                 1);
            }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_resident_sees_the_result_after_card_consent_and_finger),
        TEST(a_driver_says_only_what_is_its_to_say),
        TEST(an_answer_to_no_visit_is_nobodys),
        TEST(a_disk_that_is_full_is_told_before_anything_is_typed),
        TEST(after_days_without_the_service_nothing_is_taken_in),
        TEST(at_chip_the_finger_is_compared_with_the_card_alone),
        TEST(at_chip_no_finger_is_asked_for_before_the_card_proved_genuine),
        TEST(a_card_that_does_not_prove_genuine_ends_its_visit_and_is_not_sent_anywhere),
        TEST(at_chip_a_second_card_beside_the_first_ends_the_visit),
        TEST(who_lifts_the_card_before_it_is_read_is_told_so_for_a_while),
        TEST(every_forged_card_is_reported_and_a_plug_that_comes_and_goes_now_and_then),
        TEST(a_sam_that_fails_under_a_visit_ends_it_and_else_closes_nothing),
        TEST(at_chip_only_the_card_of_the_same_nik_brings_a_lifted_visit_back),
        TEST(a_broken_line_is_told_before_consent_and_its_return_goes_on),
        TEST(nothing_is_asked_of_the_service_before_consent),
        TEST(an_objection_is_sent_only_after_the_finger_on_the_declaration),
        TEST(sending_again_after_a_crash_uses_the_same_key_and_a_new_ground_another),
        TEST(one_goes_back_from_a_reason_to_the_list_it_was_in),
        TEST(what_was_asked_to_be_shown_is_hidden_again_on_the_next_screen),
        TEST(a_case_that_is_not_there_opens_nothing),
        TEST(a_person_the_service_takes_no_objection_of_cannot_make_one),
        TEST(a_reason_with_an_open_case_or_a_closed_window_cannot_be_contested),
        TEST(a_late_reply_never_reaches_the_next_person),
        TEST(an_answer_before_its_question_is_not_allowed),
        TEST(a_lifted_card_closes_the_screen_and_the_same_card_goes_on),
        TEST(another_card_after_a_lifted_one_starts_from_nothing),
        TEST(a_card_that_stays_away_ends_the_visit),
        TEST(a_wrong_card_laid_down_instead_is_told_and_does_not_go_on),
        TEST(a_lifted_card_stops_the_finger_and_its_return_asks_again),
        TEST(a_card_left_after_the_end_starts_no_visit),
        TEST(a_courier_that_never_answers_is_told_and_asked_again),
        TEST(a_finger_that_is_not_read_leads_to_help_and_another_try),
        TEST(stopping_and_coming_back_buys_no_uncounted_try),
        TEST(who_asked_for_help_before_laying_a_finger_down_has_lost_no_try),
        TEST(a_finger_on_the_declaration_is_counted_as_any_other),
        TEST(a_refusal_that_comes_after_the_right_finger_stops_nothing),
        TEST(a_finger_driver_that_comes_back_is_asked_again),
        TEST(a_sensor_that_was_away_asks_for_the_finger_by_itself),
        TEST(help_asked_for_while_the_card_is_read_hides_nothing_of_it),
        TEST(help_asked_for_before_a_card_proves_bad_leads_back_to_that),
        TEST(help_without_a_card_never_asks_for_one_to_be_taken),
        TEST(whatever_driver_ends_in_whatever_state_the_kiosk_comes_back_to_its_start),
        TEST(every_fault_of_a_request_has_a_screen_with_a_next_step),
        TEST(a_wrong_card_is_told_and_its_removal_returns_to_the_start),
        TEST(a_person_who_walked_away_is_asked_for_and_then_forgotten),
        TEST(a_person_who_needs_time_may_stay_as_often_as_wanted),
        TEST(any_touch_and_any_finger_begins_the_time_anew),
        TEST(a_finger_that_was_read_is_heard_once_each_time),
        TEST(a_sound_is_promised_only_where_one_will_be_heard),
        TEST(a_visit_is_the_same_without_a_voice),
        TEST(a_finger_never_given_ends_like_a_person_who_left),
        TEST(a_card_left_behind_is_asked_for_and_then_staff_are),
        TEST(a_card_lifted_during_the_alert_closes_the_visit_as_ever),
        TEST(a_closed_screen_shows_nothing_until_it_is_opened),
        TEST(an_account_is_masked_until_it_is_asked_for),
        TEST(a_still_start_screen_waits_for_nothing),
        TEST(the_next_person_finds_the_default_settings),
        TEST(help_hides_the_visit_and_returns_to_it),
        TEST(a_driver_message_out_of_place_is_called_a_bug),
        TEST(no_tap_leads_out_of_the_machine),
    };
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
