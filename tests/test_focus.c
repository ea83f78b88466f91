#include "kiosk/practice.h"
#include "kiosk/screens/screen.h"
#include "kiosk/ui/focus.h"
#include "kiosk/ui/font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795323600 };

static const struct panel panel = {1280, 800, 217.5, 136.0};
static struct fonts *fonts;
static struct session session;
static struct scene scene;
static struct page layout;
static struct focus focus;

static int open_fonts(void **state)
{
    (void)state;
    return fonts_open(FONTS_FOLDER, &fonts);
}

static int close_fonts(void **state)
{
    (void)state;
    fonts_close(fonts);
    return 0;
}

static int fresh(void **state)
{
    (void)state;
    session_init(&session, &(struct session_setup){.defaults = {.size = TEXT_DEFAULT}});
    focus_clear(&focus);
    return 0;
}

static void show(enum state state, enum text_size size, unsigned page, bool anew)
{
    practice_visit(&session, state, NOON);
    screen_build(&session, &scene);
    assert_int_equal(layout_make(&layout, &scene, &panel, size, fonts, page), 0);
    focus_place(&focus, &scene, &layout, anew);
}

static const char *ring(void)
{
    return focus.ring.first < 0 ? "" : layout.boxes[focus.ring.first].label;
}

static void the_ring_appears_with_the_first_key_and_goes_round(void **state)
{
    (void)state;
    show(STATE_CONSENT, TEXT_DEFAULT, 0, true);
    assert_string_equal(ring(), "");
    focus_move(&focus, &scene, &layout, 1);
    assert_string_equal(ring(), "Ya, saya setuju");
    focus_move(&focus, &scene, &layout, 1);
    assert_string_equal(ring(), "Tidak setuju");
    focus_move(&focus, &scene, &layout, -1);
    focus_move(&focus, &scene, &layout, -1);
    assert_string_equal(ring(), "Selesai");
    focus_move(&focus, &scene, &layout, 1);
    assert_string_equal(ring(), "Ya, saya setuju");
}

static void it_comes_to_everything_that_can_be_touched_and_to_nothing_twice(void **state)
{
    (void)state;
    for (int s = 0; s < STATES; s++)
        for (int size = 0; size < TEXT_SIZES; size++)
            for (unsigned page = 0;; page++) {
                unsigned seen = 0, tappable = 0;
                int last = -1;
                focus_clear(&focus);
                show((enum state)s, (enum text_size)size, page, true);
                if (layout.page != page)
                    break;
                for (unsigned i = 0; i < layout.box_count; i++)
                    tappable += layout.boxes[i].action.what != 0;
                focus_move(&focus, &scene, &layout, 1);
                for (int first = focus.ring.first;
                     focus.ring.first >= 0 && (focus.ring.first != first || !seen);) {
                    seen += (unsigned)(focus.ring.last - focus.ring.first) + 1;
                    last = focus.ring.last;
                    focus_move(&focus, &scene, &layout, 1);
                    /* in order of reading */
                    assert_true(focus.ring.first > last || focus.ring.first <= first);
                }
                assert_int_equal(seen, tappable);
            }
}

static void what_may_be_left_out_is_offered_first(void **state)
{
    static const enum state optional[] = {STATE_SINCE, STATE_WORDS, STATE_PHONE};
    (void)state;
    for (size_t i = 0; i < sizeof optional / sizeof optional[0]; i++) {
        practice_visit(&session, optional[i], NOON);
        session.visit.draft.words.text[0] = session.visit.draft.phone.text[0] = 0;
        screen_build(&session, &scene);
        assert_int_equal(layout_make(&layout, &scene, &panel, TEXT_LARGEST, fonts, 0), 0);
        focus_clear(&focus);
        focus_move(&focus, &scene, &layout, 1);
        assert_string_equal(ring(), "Lewati");
    }
}

static bool is_around(const char *first, const char *last)
{
    return focus.ring.last > focus.ring.first && !strcmp(ring(), first) &&
           !strcmp(layout.boxes[focus.ring.last].label, last);
}

static void a_letter_is_two_choices(void **state)
{
    struct scene_action action;
    (void)state;
    show(STATE_WORDS, TEXT_DEFAULT, 0, true);
    focus_move(&focus, &scene, &layout, 1);
    while (!is_around("Q", "P"))
        focus_move(&focus, &scene, &layout, 1);
    focus_move(&focus, &scene, &layout, 1);
    assert_true(is_around("A", "L"));
    assert_false(focus_choose(&focus, &scene, &layout, &action));
    assert_string_equal(ring(), "A");
    assert_false(is_around("A", "L"));
    focus_move(&focus, &scene, &layout, 1);
    assert_string_equal(ring(), "S");
    assert_true(focus_choose(&focus, &scene, &layout, &action));
    assert_int_equal(action.what, ACTION_KEY);
    assert_int_equal(action.which, 'S');
    assert_true(is_around("Q", "P"));
    focus_place(&focus, &scene, &layout, false); /* the letter is shown: the ring is kept */
    assert_true(is_around("Q", "P"));
}

static void out_of_a_row_leads_past_either_of_its_ends(void **state)
{
    struct scene_action action;
    (void)state;
    for (int by = -1; by <= 1; by += 2) {
        show(STATE_WORDS, TEXT_DEFAULT, 0, true);
        focus_move(&focus, &scene, &layout, 1);
        while (!is_around("A", "L"))
            focus_move(&focus, &scene, &layout, 1);
        focus_choose(&focus, &scene, &layout, &action);
        for (unsigned moves = 0; !is_around("A", "L"); moves++) {
            assert_true(moves < strlen("ASDFGHJKL"));
            focus_move(&focus, &scene, &layout, by);
        }
        focus_move(&focus, &scene, &layout, by);
        assert_true(by < 0 ? is_around("Q", "P") : is_around("Z", "M"));
    }
}

static void short_rows_and_pads_are_gone_through_key_by_key(void **state)
{
    (void)state;
    show(STATE_PHONE, TEXT_DEFAULT, 0, true);
    for (unsigned i = 0; i < layout.box_count; i++) {
        focus_move(&focus, &scene, &layout, 1);
        assert_int_equal(focus.ring.first, focus.ring.last);
    }
}

static void it_stays_on_the_same_thing_while_the_screen_is_brought_up_to_date(void **state)
{
    (void)state;
    show(STATE_RECEIPT, TEXT_DEFAULT, 0, true);
    focus_move(&focus, &scene, &layout, -1);
    focus_move(&focus, &scene, &layout, -1);
    assert_string_equal(ring(), "Selesai");
    practice_visit(&session, STATE_RECEIPT, NOON);
    session.visit.receipt.delivered = 0; /* other lines, other places */
    screen_build(&session, &scene);
    assert_int_equal(layout_make(&layout, &scene, &panel, TEXT_DEFAULT, fonts, 0), 0);
    focus_place(&focus, &scene, &layout, false);
    assert_string_equal(ring(), "Selesai");
    show(STATE_OVERVIEW, TEXT_DEFAULT, 0, true); /* another screen: it begins again */
    assert_int_equal(focus.ring.first, focus_first(&scene, &layout));
}

static void it_stays_on_the_paging_button_from_page_to_page(void **state)
{
    (void)state;
    show(STATE_PROGRAMME, TEXT_LARGEST, 0, true);
    assert_true(layout.pages > 2);
    focus_move(&focus, &scene, &layout, 1);
    while (strcmp(ring(), "Berikutnya") != 0)
        focus_move(&focus, &scene, &layout, 1);
    show(STATE_PROGRAMME, TEXT_LARGEST, 1, false);
    assert_string_equal(ring(), "Berikutnya");
    show(STATE_PROGRAMME, TEXT_LARGEST, layout.pages - 1, false); /* there is none any more */
    assert_int_equal(focus.ring.first, focus_first(&scene, &layout));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_ring_appears_with_the_first_key_and_goes_round, fresh),
        cmocka_unit_test_setup(it_comes_to_everything_that_can_be_touched_and_to_nothing_twice,
                               fresh),
        cmocka_unit_test_setup(what_may_be_left_out_is_offered_first, fresh),
        cmocka_unit_test_setup(a_letter_is_two_choices, fresh),
        cmocka_unit_test_setup(out_of_a_row_leads_past_either_of_its_ends, fresh),
        cmocka_unit_test_setup(short_rows_and_pads_are_gone_through_key_by_key, fresh),
        cmocka_unit_test_setup(it_stays_on_the_same_thing_while_the_screen_is_brought_up_to_date,
                               fresh),
        cmocka_unit_test_setup(it_stays_on_the_paging_button_from_page_to_page, fresh),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
