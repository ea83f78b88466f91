/* What is on the glass over time: painted when something changed, and only then. */
#include "kiosk/face.h"
#include "kiosk/practice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795323600, SCRIBBLE = 0x123456 };

static struct session *session;
static struct face *face;

static int open_face(void **state)
{
    const struct face_options options = {.panel = {1280, 800, 217.5, 136.0}};
    (void)state;
    session = calloc(1, sizeof *session);
    return session && SDL_Init(SDL_INIT_VIDEO) == 0 && face_open(&options, &face) == 0 ? 0 : -1;
}

static int close_face(void **state)
{
    (void)state;
    face_close(face);
    SDL_Quit();
    free(session);
    return 0;
}

/* A pixel of the glass, in the middle of the ground. */
static uint32_t *pixel(void)
{
    SDL_Surface *glass = SDL_GetWindowSurface(SDL_GetWindowFromID(1));
    assert_non_null(glass);
    return (uint32_t *)glass->pixels + 790 * glass->pitch / 4 + 300;
}

static void show(enum state state)
{
    practice_visit(session, state, NOON);
    assert_int_equal(face_show(face, session, 0), 0);
}

static void a_still_screen_is_not_painted_again(void **state)
{
    (void)state;
    show(STATE_CONSENT);
    *pixel() = SCRIBBLE;
    for (int i = 0; i < 10; i++)
        assert_int_equal(face_show(face, session, 0), 0);
    assert_int_equal(*pixel(), SCRIBBLE);
    show(STATE_OVERVIEW);
    assert_int_not_equal(*pixel(), SCRIBBLE);
}

static void waiting_moves_with_its_beat_alone(void **state)
{
    (void)state;
    show(STATE_LOADING);
    assert_true(face_is_waiting(face));
    *pixel() = SCRIBBLE;
    assert_int_equal(face_show(face, session, 0), 0);
    assert_int_equal(*pixel(), SCRIBBLE);
    face_beat(face);
    assert_int_equal(face_show(face, session, 0), 0);
    assert_int_not_equal(*pixel(), SCRIBBLE);
    show(STATE_OVERVIEW);
    assert_false(face_is_waiting(face));
}

static void whole_glass(uint32_t *out)
{
    SDL_Surface *glass = SDL_GetWindowSurface(SDL_GetWindowFromID(1));
    for (int y = 0; y < glass->h; y++)
        memcpy(out + y * glass->w, (char *)glass->pixels + y * glass->pitch, (size_t)glass->w * 4);
}

static void the_photo_is_there_with_the_results_and_gone_with_the_visit(void **state)
{
    uint32_t *before = malloc(1280 * 800 * 4), *with = malloc(1280 * 800 * 4);
    (void)state;
    /* Without its photo the same screen is another. */
    show(STATE_OVERVIEW);
    whole_glass(with);
    session->visit.photo_width_px = 0;
    assert_int_equal(face_show(face, session, 0), 0);
    whole_glass(before);
    assert_memory_not_equal(before, with, 1280 * 800 * 4);
    /* On the screens before the finger it changes nothing. */
    show(STATE_FINGER);
    whole_glass(with);
    session->visit.photo_width_px = 0;
    face_expose(face);
    assert_int_equal(face_show(face, session, 0), 0);
    whole_glass(before);
    assert_memory_equal(before, with, 1280 * 800 * 4);
    face_wipe(face, &session->settings);
    whole_glass(with);
    for (int i = 1; i < 1280 * 800; i++)
        assert_int_equal(with[i], with[0]);
    free(before);
    free(with);
}

/* Where what does this can be touched. */
static struct rect place_of(enum action what)
{
    struct speech_sight sight;
    face_sight(face, &sight);
    for (unsigned i = 0; i < sight.layout->box_count; i++)
        if (sight.layout->boxes[i].action.what == what)
            return sight.layout->boxes[i].rect;
    fail_msg("not on this page");
    return (struct rect){0};
}

static int pressed(int x, int y, uint64_t now_ms)
{
    struct scene_action action = {0};
    face_press(face, x, y, now_ms);
    return face_release(face, x, y, &action) ? action.what : 0;
}

static void offer_complaints(uint32_t complaints, uint64_t now_ms)
{
    session->catalogue.complaints = complaints;
    assert_int_equal(face_show(face, session, now_ms), 0);
}

/* The catalogue brings a button in, for which another makes room. */
static void a_press_means_what_was_seen_when_it_was_aimed(void **state)
{
    struct scene_action action = {0};
    struct rect who, complain;
    int x, y;
    (void)state;
    practice_visit(session, STATE_START, NOON);
    session->settings.size = TEXT_DEFAULT; /* where it takes up the room */
    offer_complaints(0, 1000);
    who = place_of(ACTION_WHO);
    x = who.x + who.w - 20;
    y = who.y + who.h / 2;
    offer_complaints(1, 5000);
    complain = place_of(ACTION_COMPLAIN);
    assert_true(complain.x < x && x < complain.x + complain.w); /* it did make room */
    assert_int_equal(pressed(x, y, 5100), ACTION_WHO);
    assert_int_equal(pressed(x, y, 9000), ACTION_COMPLAIN);
    /* Down before the change and up after it. */
    offer_complaints(0, 20000);
    face_press(face, x, y, 25000);
    offer_complaints(1, 25010);
    assert_true(face_release(face, x, y, &action));
    assert_int_equal(action.what, ACTION_WHO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_still_screen_is_not_painted_again, open_face, close_face),
        cmocka_unit_test_setup_teardown(waiting_moves_with_its_beat_alone, open_face, close_face),
        cmocka_unit_test_setup_teardown(the_photo_is_there_with_the_results_and_gone_with_the_visit,
                                        open_face, close_face),
        cmocka_unit_test_setup_teardown(a_press_means_what_was_seen_when_it_was_aimed, open_face,
                                        close_face),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("TZ", "WIB-7", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
