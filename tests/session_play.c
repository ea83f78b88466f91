#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void play_boots(struct play *p)
{
    static const struct session_setup usual = {.idle_ms = SESSION_IDLE_MS,
                                               .alert_ms = SESSION_ALERT_MS,
                                               .lifted_ms = SESSION_LIFTED_MS,
                                               .remind_ms = SESSION_REMIND_MS,
                                               .call_ms = HANDOVER_MS,
                                               .defaults = {.size = TEXT_DEFAULT},
                                               .seed = {1, 2, 3, 4, 5, 6, 7, 8}};
    session_init(&p->session, &usual);
    p->now_ms = 1000;
}

void play_at(struct play *p, enum state state)
{
    play_boots(p);
    practice_visit(&p->session, state, NOON);
}

int play_setup(void **state)
{
    struct play *p = calloc(1, sizeof *p);
    play_boots(p);
    p->session.up[PEER_CARD] = p->session.up[PEER_FINGER] = true;
    p->session.deadline_ms = 0;
    *state = p;
    return 0;
}

int play_teardown(void **state)
{
    free(*state);
    return 0;
}

void play_step(struct play *p, struct event e)
{
    e.now_ms = p->now_ms;
    e.wall_s = NOON;
    p->allowed = session_step(&p->session, &e, &p->commands);
}

void play_tap(struct play *p, enum action action, uint16_t which)
{
    play_step(p, (struct event){.kind = EVENT_TAP, .action = action, .which = which});
}

union wire_body *play_saying(struct play *p, enum wire_type type)
{
    memset(&p->packet, 0, sizeof p->packet);
    p->packet.header.type = type;
    return &p->packet.body;
}

void play_said(struct play *p, enum peer peer, uint32_t visit)
{
    p->packet.header.visit = visit;
    play_step(p, (struct event){.kind = EVENT_PACKET, .peer = peer, .packet = &p->packet});
}

void play_card_seen(struct play *p, uint32_t placement)
{
    play_saying(p, WIRE_CARD_SEEN)->card_seen.placement = placement;
    play_said(p, PEER_CARD, 0);
}

void play_card_read(struct play *p, uint32_t placement, uint8_t uid)
{
    union wire_body *b = play_saying(p, WIRE_CARD_READ);
    b->card_read.placement = placement;
    b->card_read.card.assurance = WIRE_ASSURANCE_TAG;
    b->card_read.card.uid_size = 7;
    b->card_read.card.uid[0] = uid;
    play_said(p, PEER_CARD, 0);
}

void play_card_down(struct play *p, uint32_t placement, uint8_t uid)
{
    play_card_seen(p, placement);
    play_card_read(p, placement, uid);
}

void play_chip_down(struct play *p, uint32_t placement, const char *nik)
{
    play_saying(p, WIRE_CARD_SEEN)->card_seen.placement = placement;
    play_said(p, PEER_CARD, 0);
    union wire_body *b = play_saying(p, WIRE_CARD_READ);
    b->card_read.placement = placement;
    b->card_read.card.assurance = WIRE_ASSURANCE_CHIP;
    b->card_read.card.uid_size = 7;
    strcpy(b->card_read.card.nik, nik);
    strcpy(b->card_read.name, "SITI AMINAH");
    play_said(p, PEER_CARD, 0);
}

void play_chip_proves(struct play *p, uint32_t placement)
{
    union wire_body *b = play_saying(p, WIRE_CARD_TEMPLATES);
    b->card_templates.placement = placement;
    b->card_templates.templates.count = 2;
    b->card_templates.templates.templates[0].position = 2;
    play_said(p, PEER_CARD, 0);
}

void play_card_up(struct play *p, uint32_t placement)
{
    play_saying(p, WIRE_CARD_GONE)->card_gone.placement = placement;
    play_said(p, PEER_CARD, 0);
}

void play_fault(struct play *p, enum peer peer, enum wire_fault fault, uint32_t visit)
{
    play_saying(p, WIRE_FAULT)->fault.fault = fault;
    play_said(p, peer, visit);
}

void play_templates_come(struct play *p)
{
    union wire_body *b = play_saying(p, WIRE_TEMPLATES);
    b->templates.count = 1;
    b->templates.templates[0].position = 7;
    play_said(p, PEER_COURIER, p->session.visit_number);
}

void play_check_may_begin(struct play *p)
{
    play_saying(p, WIRE_ATTEMPT_TAKEN);
    play_said(p, PEER_COURIER, p->session.visit_number);
}

void play_finger_hint(struct play *p, enum wire_hint hint)
{
    play_saying(p, WIRE_FINGER_HINT)->finger_hint.hint = hint;
    play_said(p, PEER_FINGER, p->session.visit_number);
}

void play_finger_matches(struct play *p)
{
    union wire_body *b = play_saying(p, WIRE_VERIFIED);
    b->verified.matched = 1;
    b->verified.score_class = 2;
    play_said(p, PEER_FINGER, p->session.visit_number);
}

void play_finger_differs(struct play *p)
{
    play_saying(p, WIRE_VERIFIED);
    play_said(p, PEER_FINGER, p->session.visit_number);
}

void play_photo_comes(struct play *p, uint32_t placement)
{
    union wire_body *b = play_saying(p, WIRE_CARD_PHOTO);
    b->card_photo.placement = placement;
    b->card_photo.width_px = 3;
    b->card_photo.height_px = 4;
    play_said(p, PEER_CARD, 0);
}

void play_breakdown_comes(struct play *p)
{
    struct session *practice = calloc(1, sizeof *practice);
    practice_visit(practice, STATE_OVERVIEW, NOON);
    play_saying(p, WIRE_BREAKDOWN)->breakdown = practice->visit.breakdown;
    free(practice);
    play_said(p, PEER_COURIER, p->session.visit_number);
}

void play_receipt_comes(struct play *p, bool delivered)
{
    union wire_body *b = play_saying(p, WIRE_RECEIPT);
    strcpy(b->receipt.number, "482910000017");
    b->receipt.delivered = delivered;
    play_said(p, PEER_COURIER, p->session.visit_number);
}

void play_catalogue_comes(struct play *p)
{
    struct session *practice = calloc(1, sizeof *practice);
    practice_visit(practice, STATE_OVERVIEW, NOON);
    play_saying(p, WIRE_CATALOGUE)->catalogue = practice->catalogue;
    free(practice);
    play_said(p, PEER_COURIER, 0);
}

void play_to_overview(struct play *p)
{
    play_card_down(p, 1, 0xA1);
    play_tap(p, ACTION_AGREE, 0);
    play_templates_come(p);
    play_finger_matches(p);
    play_breakdown_comes(p);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

void play_to_review(struct play *p)
{
    for (int i = 0; i < 4 && p->session.state != STATE_REVIEW; i++)
        play_tap(p, ACTION_SKIP, 0);
    assert_int_equal(p->session.state, STATE_REVIEW);
}

void play_objects(struct play *p)
{
    play_tap(p, ACTION_PROGRAMME, 0);
    play_tap(p, ACTION_REASON, 0);
    play_tap(p, ACTION_CONTEST, 0);
    play_tap(p, ACTION_GROUND, 0);
    play_to_review(p);
}

void play_to_declaration(struct play *p)
{
    play_to_overview(p);
    play_objects(p);
    play_tap(p, ACTION_CONFIRM, 0);
    play_check_may_begin(p);
    assert_int_equal(p->session.state, STATE_DECLARE);
}

const struct command *play_sent(const struct play *p, enum wire_type type)
{
    for (unsigned i = 0; i < p->commands.count; i++)
        if (p->commands.list[i].kind == COMMAND_SEND && p->commands.list[i].type == type)
            return &p->commands.list[i];
    return NULL;
}

enum wire_sound play_chimed(const struct play *p)
{
    const struct command *c = play_sent(p, WIRE_CHIME);
    return c ? (enum wire_sound)((const struct wire_chime *)c->body)->sound : 0;
}

bool play_wiped(const struct play *p)
{
    static const struct visit nobody;
    return p->session.state == STATE_START && !memcmp(&p->session.visit, &nobody, sizeof nobody);
}

static bool shows(struct play *p, const enum role *role, const char *words)
{
    screen_build(&p->session, &p->scene);
    for (unsigned i = 0; i < p->scene.count; i++) {
        const struct element *e = &p->scene.elements[i];
        if ((!role || e->role == *role) && (strstr(e->label, words) || strstr(e->detail, words)))
            return true;
    }
    return false;
}

bool play_shows(struct play *p, const char *words)
{
    return shows(p, NULL, words);
}

bool play_shows_as(struct play *p, enum role role, const char *words)
{
    return shows(p, &role, words);
}

void play_time_passes(struct play *p)
{
    enum state before = p->session.state;
    do { /* the alert counts its seconds down on the way */
        assert_true(session_deadline_ms(&p->session) > p->now_ms);
        p->now_ms = session_deadline_ms(&p->session);
        play_step(p, (struct event){.kind = EVENT_TIME});
    } while (p->session.state == before && before == STATE_IDLE);
}
