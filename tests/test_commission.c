/* A kiosk that is new is tried on its screen, step by step, before it is the village's. */
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int due(void **state)
{
    if (play_setup(state))
        return -1;
    struct play *p = *state;
    play_saying(p, WIRE_COMMISSION_DUE);
    play_said(p, PEER_COURIER, 0);
    return p->allowed && p->session.state == STATE_COMMISSION_LINK ? 0 : -1;
}

static void good(struct play *p)
{
    play_tap(p, ACTION_ANSWER, WIRE_OUTCOME_GOOD);
}

static void go_to(struct play *p, enum state step)
{
    while (p->session.state < step)
        good(p);
    assert_int_equal(p->session.state, step);
}

static uint32_t outcome(const struct play *p, enum wire_step step)
{
    struct wire_commission h;
    commission_outcomes(&p->session, &h);
    return h.outcomes[step];
}

/* A practice visit as far as its result; nothing of it was sent to the courier. */
static void practise(struct play *p)
{
    go_to(p, STATE_COMMISSION_PRACTICE);
    play_tap(p, ACTION_PRACTISE, 0);
    assert_int_equal(p->session.state, STATE_START);
    play_card_down(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_CONSENT);
    play_tap(p, ACTION_AGREE, 0);
    assert_null(play_sent(p, WIRE_TEMPLATES_ASK));
    assert_int_equal(p->session.state, STATE_FINGER);
    assert_null(play_sent(p, WIRE_VERIFY));
    assert_non_null(play_sent(p, WIRE_ENROL));
    play_saying(p, WIRE_ENROLLED)->enrolled.quality = 80;
    play_said(p, PEER_FINGER, p->session.visit_number);
    assert_true(p->allowed);
    assert_null(play_sent(p, WIRE_QUERY));
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void what_is_left_to_try_is_begun_and_what_was_handed_over_is_not(void **state)
{
    struct play *p = *state;
    go_to(p, STATE_COMMISSION_SHEET);
    play_tap(p, ACTION_COMMISSION, 0);
    assert_int_equal(p->session.state, STATE_START);
    const struct wire_commission *told = play_sent(p, WIRE_COMMISSION)->body;
    assert_int_equal(told->outcomes[WIRE_STEP_PLACE], WIRE_OUTCOME_GOOD);
    assert_int_equal(told->outcomes[WIRE_STEP_PRACTICE], WIRE_OUTCOME_UNTRIED);
    play_card_down(p, 1, 0xA1);
    assert_int_equal(p->session.state, STATE_CONSENT);
    play_tap(p, ACTION_AGREE, 0);
    assert_non_null(play_sent(p, WIRE_TEMPLATES_ASK));
}

static void nobody_s_visit_is_broken_off_for_it(void **state)
{
    struct play *p = *state;
    play_to_overview(p);
    play_saying(p, WIRE_COMMISSION_DUE);
    play_said(p, PEER_COURIER, 0);
    assert_int_equal(p->session.state, STATE_OVERVIEW);
}

static void another_village_s_machine_goes_no_further(void **state)
{
    struct play *p = *state;
    go_to(p, STATE_COMMISSION_PLACE);
    play_tap(p, ACTION_ANSWER, WIRE_OUTCOME_BAD);
    assert_int_equal(p->session.state, STATE_COMMISSION_PLACE);
    assert_true(p->session.commission.elsewhere);
    assert_int_equal(outcome(p, WIRE_STEP_PLACE), WIRE_OUTCOME_BAD);
    good(p);
    assert_int_equal(p->session.state, STATE_COMMISSION_PARTS);
    assert_int_equal(outcome(p, WIRE_STEP_PLACE), WIRE_OUTCOME_GOOD);
}

static void a_card_begins_no_visit_while_the_machine_is_tried(void **state)
{
    struct play *p = *state;
    play_card_down(p, 1, 0xA1);
    assert_true(p->allowed);
    assert_int_equal(p->session.state, STATE_COMMISSION_LINK);
    go_to(p, STATE_COMMISSION_PRACTICE);
    play_tap(p, ACTION_PRACTISE, 0);
    assert_int_equal(p->session.state, STATE_COMMISSION_PRACTICE);
    play_card_up(p, 1);
    play_tap(p, ACTION_PRACTISE, 0);
    assert_int_equal(p->session.state, STATE_START);
}

static void every_spot_of_the_glass_counts(void **state)
{
    struct play *p = *state;
    go_to(p, STATE_COMMISSION_TOUCH);
    for (uint16_t i = 0; i < COMMISSION_SPOTS; i++) {
        assert_int_equal(outcome(p, WIRE_STEP_TOUCH), WIRE_OUTCOME_UNTRIED);
        play_tap(p, ACTION_SPOT, i);
    }
    assert_int_equal(outcome(p, WIRE_STEP_TOUCH), WIRE_OUTCOME_GOOD);
}

static void keys_that_are_tried_do_nothing_else(void **state)
{
    struct play *p = *state;
    commission_key(&p->session, COMMISSION_BACK);
    assert_int_equal(p->session.commission.pressed, 0);
    go_to(p, STATE_COMMISSION_KEYS);
    play_step(p, (struct event){.kind = EVENT_KEY, .which = COMMISSION_BACK});
    play_step(p, (struct event){.kind = EVENT_KEY, .which = COMMISSION_KEYS});
    assert_int_equal(p->session.state, STATE_COMMISSION_KEYS);
    assert_int_equal(p->session.commission.pressed, 1 << COMMISSION_BACK);
}

static void a_key_that_was_tried_does_its_work_again(void **state)
{
    struct play *p = *state;
    go_to(p, STATE_COMMISSION_KEYS);
    assert_true(commission_tries(&p->session, COMMISSION_SELECT));
    play_step(p, (struct event){.kind = EVENT_KEY, .which = COMMISSION_SELECT});
    assert_false(commission_tries(&p->session, COMMISSION_SELECT));
    assert_true(commission_tries(&p->session, COMMISSION_DOWN));
    good(p);
    assert_int_equal(p->session.state, STATE_COMMISSION_SOUND);
    assert_false(commission_tries(&p->session, COMMISSION_DOWN));
}

static void of_a_practice_visit_nothing_leaves_and_nothing_stays(void **state)
{
    struct play *p = *state;
    practise(p);
    assert_string_equal(p->session.visit.breakdown.name, "LATIHAN BANYUWANGI");
    play_tap(p, ACTION_DONE, 0);
    play_card_up(p, 1);
    assert_int_equal(p->session.state, STATE_COMMISSION_SHEET);
    static const struct visit nobody;
    assert_memory_equal(&p->session.visit, &nobody, sizeof nobody);
    assert_false(p->session.commission.practising);
    assert_int_equal(outcome(p, WIRE_STEP_PRACTICE), WIRE_OUTCOME_GOOD);
}

static void every_screen_of_it_says_that_it_is_practice(void **state)
{
    struct play *p = *state;
    practise(p);
    for (int i = 0; i < STATES; i++) {
        bool said = false;
        p->session.state = (enum state)i;
        if (state_phase(p->session.state) == PHASE_COMMISSION)
            continue;
        screen_build(&p->session, &p->scene);
        for (unsigned e = 0; e < p->scene.count; e++)
            said = said || ((p->scene.elements[e].role == ROLE_BANNER || i == STATE_START) &&
                            !strncmp(p->scene.elements[e].label, "LATIHAN", 7));
        assert_true(said);
    }
}

static void a_practice_visit_nobody_comes_to_can_be_ended(void **state)
{
    struct play *p = *state;
    go_to(p, STATE_COMMISSION_PRACTICE);
    play_tap(p, ACTION_PRACTISE, 0);
    play_tap(p, ACTION_HELP, 0);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_START);
    assert_true(p->session.commission.practising);
    play_tap(p, ACTION_PRACTISE, 0);
    assert_int_equal(p->session.state, STATE_COMMISSION_SHEET);
    assert_int_equal(outcome(p, WIRE_STEP_PRACTICE), WIRE_OUTCOME_UNTRIED);
}

static void help_and_time_lead_back_to_the_step(void **state)
{
    struct play *p = *state;
    go_to(p, STATE_COMMISSION_SOUND);
    play_tap(p, ACTION_HELP, 0);
    assert_int_equal(p->session.state, STATE_HELP);
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.state, STATE_COMMISSION_SOUND);
    play_tap(p, ACTION_HELP, 0);
    play_time_passes(p);
    assert_int_equal(p->session.state, STATE_COMMISSION_SOUND);
}

static void the_sheet_is_printed_as_it_is_shown(void **state)
{
    struct play *p = *state;
    static struct wire_print paper;
    bool named = false;
    strcpy(p->session.setup.village_name, "Kemiren");
    go_to(p, STATE_COMMISSION_SHEET);
    p->session.up[PEER_PRINTER] = false;
    play_tap(p, ACTION_PRINT, 0);
    assert_int_equal(p->commands.count, 0);
    p->session.up[PEER_PRINTER] = true;
    play_tap(p, ACTION_PRINT, 0);
    assert_int_equal(p->commands.list[0].kind, COMMAND_PRINT);
    play_tap(p, ACTION_PRINT, 0);
    assert_int_equal(p->commands.count, 0); /* not twice */
    screen_paper(&p->session, &p->scene, &paper);
    for (uint32_t i = 0; i < paper.count; i++)
        named = named || strstr(paper.lines[i].text, "Kemiren");
    assert_true(named);
    play_saying(p, WIRE_PRINTED);
    play_said(p, PEER_PRINTER, p->session.visit_number);
    assert_true(p->allowed);
    assert_int_equal(p->session.visit.printing.state, PRINTING_DONE);
}

/* What was heard is quiet before the next step, and to be heard again is to be asked again. */
static void a_sound_that_was_tried_is_over_with_the_answer_and_asked_for_again(void **state)
{
    struct play *p = *state;
    p->session.up[PEER_VOICE] = true;
    go_to(p, STATE_COMMISSION_SOUND);
    p->session.listening.on = true;
    good(p);
    assert_false(p->session.listening.on);
    assert_int_equal(outcome(p, WIRE_STEP_SOUND), WIRE_OUTCOME_GOOD);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_COMMISSION_SOUND);
    assert_int_equal(outcome(p, WIRE_STEP_SOUND), WIRE_OUTCOME_UNTRIED);
}

#define WHEN_DUE(test) cmocka_unit_test_setup_teardown(test, due, play_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WHEN_DUE(what_is_left_to_try_is_begun_and_what_was_handed_over_is_not),
        cmocka_unit_test_setup_teardown(nobody_s_visit_is_broken_off_for_it, play_setup,
                                        play_teardown),
        WHEN_DUE(another_village_s_machine_goes_no_further),
        WHEN_DUE(a_card_begins_no_visit_while_the_machine_is_tried),
        WHEN_DUE(every_spot_of_the_glass_counts),
        WHEN_DUE(keys_that_are_tried_do_nothing_else),
        WHEN_DUE(a_key_that_was_tried_does_its_work_again),
        WHEN_DUE(of_a_practice_visit_nothing_leaves_and_nothing_stays),
        WHEN_DUE(every_screen_of_it_says_that_it_is_practice),
        WHEN_DUE(a_practice_visit_nobody_comes_to_can_be_ended),
        WHEN_DUE(help_and_time_lead_back_to_the_step),
        WHEN_DUE(a_sound_that_was_tried_is_over_with_the_answer_and_asked_for_again),
        WHEN_DUE(the_sheet_is_printed_as_it_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
