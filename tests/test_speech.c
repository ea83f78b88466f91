#include "kiosk/practice.h"
#include "kiosk/screens/screen.h"
#include "kiosk/speech.h"
#include "kiosk/ui/font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795323600 /* 22 November 2026, 12.00 WIB */ };

static const struct panel panel = {1280, 800, 217.5, 136.0};
static struct fonts *fonts;
static struct session session;
static struct scene scene;
static struct page layout;
static struct speech speech;
static char said[WIRE_SPEECH];
static unsigned shown_page;

static int open_fonts(void **state)
{
    (void)state;
    setenv("TZ", "WIB-7", 1);
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
    memset(&speech, 0, sizeof speech);
    shown_page = 0;
    session.listening.on = session.listening.headphones = true;
    return 0;
}

/* What is said when the session is shown, with the ring on the box of this label (NULL: no ring).
 */
static const char *hear(const char *ring)
{
    struct speech_sight sight = {&scene, &layout, {-1, -1}};
    screen_build(&session, &scene);
    assert_int_equal(layout_make(&layout, &scene, &panel, TEXT_DEFAULT, fonts, shown_page), 0);
    for (unsigned i = 0; ring && i < layout.box_count; i++)
        if (layout.boxes[i].action.what && !strcmp(layout.boxes[i].label, ring))
            sight.ring = (struct ring){(int)i, (int)i};
    assert_true(!ring || sight.ring.first >= 0);
    bool something = speech_next(&speech, &session, &sight, said, sizeof said);
    assert_int_equal(something, said[0] != 0);
    return said;
}

static bool says(const char *words)
{
    return strstr(said, words) != NULL;
}

static void a_screen_is_said_whole_and_then_where_the_ring_is(void **state)
{
    (void)state;
    practice_visit(&session, STATE_CONSENT, NOON);
    hear("Ya, saya setuju");
    assert_true(says("Bolehkah kami memeriksa sidik jari Bapak/Ibu? Kami mencocokkan"));
    assert_true(says("Pilihan. Ya, saya setuju. Tidak setuju."));
    assert_string_equal(said + strlen(said) - strlen(" Ya, saya setuju. tombol."),
                        " Ya, saya setuju. tombol.");
    assert_string_equal(hear("Ya, saya setuju"), ""); /* once */
}

static void the_ring_is_heard_wherever_it_goes(void **state)
{
    (void)state;
    practice_visit(&session, STATE_CONSENT, NOON);
    hear("Ya, saya setuju");
    assert_string_equal(hear("Tidak setuju"), "Tidak setuju. tombol.");
    assert_string_equal(hear("Selesai"), "Selesai. tombol.");
}

static void a_hint_to_the_finger_is_said_at_once_and_alone(void **state)
{
    (void)state;
    practice_visit(&session, STATE_FINGER, NOON);
    hear(NULL);
    session.hint = WIRE_HINT_MOISTEN;
    assert_string_equal(hear(NULL), "Jari agak kering. Lembapkan sedikit, lalu coba lagi.");
    session.hint = WIRE_HINT_CENTRE;
    assert_string_equal(hear(NULL), "Geser jari sedikit ke tengah.");
}

static void a_receipt_that_arrives_while_it_is_read_is_read_whole(void **state)
{
    (void)state;
    practice_visit(&session, STATE_RECEIPT, NOON);
    session.visit.receipt.delivered = 0;
    hear(NULL);
    session.visit.receipt.delivered = 1;
    hear(NULL);
    assert_true(says("Sanggah sudah masuk."));
    assert_true(says("Nomor bukti: 4829 1000 0025"));
}

static void what_is_typed_is_heard_letter_by_letter(void **state)
{
    struct entry *words = &session.visit.draft.words;
    (void)state;
    practice_visit(&session, STATE_WORDS, NOON);
    hear("A");
    entry_type(words, 'A');
    assert_string_equal(hear("A"), "A.");
    entry_type(words, 'A');
    assert_string_equal(hear("A"), "A.");
    entry_type(words, ' ');
    assert_string_equal(hear("A"), "spasi.");
}

static void a_row_of_letters_is_heard_by_its_ends(void **state)
{
    struct speech_sight sight = {&scene, &layout, {-1, -1}};
    (void)state;
    practice_visit(&session, STATE_WORDS, NOON);
    hear(NULL);
    for (unsigned i = 0; i < layout.box_count; i++) {
        if (!strcmp(layout.boxes[i].label, "Q"))
            sight.ring.first = (int)i;
        if (!strcmp(layout.boxes[i].label, "P"))
            sight.ring.last = (int)i;
    }
    assert_true(speech_next(&speech, &session, &sight, said, sizeof said));
    assert_string_equal(said, "Baris Q sampai P.");
    assert_string_equal(hear("Q"), "Q."); /* into it */
}

static void a_step_of_a_date_is_heard(void **state)
{
    (void)state;
    practice_visit(&session, STATE_SINCE, NOON);
    hear("+");
    entry_date_step(&session.visit.draft.date, ENTRY_PART_YEAR, -1, 20261122);
    assert_string_equal(hear("+"), "Tahun: 2025.");
}

static void a_clock_and_seconds_that_run_are_not(void **state)
{
    (void)state;
    practice_visit(&session, STATE_START, NOON);
    hear(NULL);
    session.wall_s += 60;
    assert_string_equal(hear(NULL), "");
    practice_visit(&session, STATE_IDLE, NOON);
    hear(NULL);
    session.now_ms += 5000;
    assert_string_equal(hear(NULL), "");
}

static void who_asks_for_the_number_hears_the_number_alone(void **state)
{
    (void)state;
    practice_visit(&session, STATE_RECEIPT, NOON);
    hear(NULL);
    shown_page = 1; /* it stands on the first, and this is turned to at the same time */
    session.listening.asked++;
    session.listening.again = AGAIN_NUMBER;
    assert_string_equal(hear("Dengarkan nomor"), "Nomor bukti: 4829 1000 0025.");
    session.listening.asked++;
    session.listening.again = AGAIN_LAST;
    assert_string_equal(hear("Dengarkan nomor"), "Nomor bukti: 4829 1000 0025.");
}

static void who_asks_for_the_page_hears_the_page_wherever_the_ring_is(void **state)
{
    (void)state;
    practice_visit(&session, STATE_CONSENT, NOON);
    hear("Ya, saya setuju");
    hear("Dengarkan");
    session.listening.asked++;
    session.listening.again = AGAIN_PAGE;
    hear("Dengarkan");
    assert_true(says("Bolehkah kami"));
}

static void asked_again_it_says_the_last_and_then_the_page(void **state)
{
    (void)state;
    practice_visit(&session, STATE_CONSENT, NOON);
    hear("Ya, saya setuju");
    hear("Tidak setuju");
    session.listening.asked++;
    assert_string_equal(hear("Tidak setuju"), "Tidak setuju. tombol.");
    session.listening.asked++;
    hear("Tidak setuju");
    assert_true(says("Bolehkah kami"));
}

static void a_choice_says_whether_it_is_chosen(void **state)
{
    (void)state;
    practice_visit(&session, STATE_SOUND, NOON);
    session.listening.on = true;
    hear("Lebih keras");
    assert_string_equal(hear("Bacakan layar"), "Bacakan layar. dipilih.");
    session.listening.dark = true;
    assert_string_equal(hear("Gelapkan layar"), "Gelapkan layar. dipilih.");
    session.listening.dark = false;
    assert_string_equal(hear("Gelapkan layar"), "Gelapkan layar. belum dipilih.");
}

static void nothing_personal_is_said_aloud_unasked(void **state)
{
    (void)state;
    session.listening.headphones = false;
    for (int s = 0; s < STATES; s++) {
        practice_visit(&session, (enum state)s, NOON);
        hear(NULL);
        assert_true(said[0] || state_is_private((enum state)s));
        assert_false(says("LATIHAN") || says("600") || says("1736") || says("Sepeda motor"));
    }
}

static void a_voice_that_is_lent_is_told_once(void **state)
{
    (void)state;
    practice_visit(&session, STATE_CONSENT, NOON);
    hear(NULL);
    session.listening.unsaid = 1;
    session.listening.lent = true;
    assert_string_equal(hear(NULL), ""); /* not in the middle of it */
    session.listening.unsaid = 0;
    assert_string_equal(hear(NULL), "Bahasa ini dibacakan dengan suara Indonesia.");
    assert_string_equal(hear(NULL), "");
    practice_visit(&session, STATE_FINGER, NOON);
    hear(NULL);
    assert_string_equal(hear(NULL), "");
}

static void a_text_that_is_too_long_ends_with_a_whole_sentence(void **state)
{
    static char text[40];
    struct utterance out = {.text = text, .size = sizeof text};
    (void)state;
    utterance_add(&out, "Sepeda motor ini sudah dijual");
    utterance_add(&out, "Tidak ada lagi yang bisa dikatakan");
    assert_string_equal(text, "Sepeda motor ini sudah dijual.");
    utterance_add(&out, "Selesai");
    assert_string_equal(text, "Sepeda motor ini sudah dijual. Selesai.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_screen_is_said_whole_and_then_where_the_ring_is, fresh),
        cmocka_unit_test_setup(the_ring_is_heard_wherever_it_goes, fresh),
        cmocka_unit_test_setup(a_hint_to_the_finger_is_said_at_once_and_alone, fresh),
        cmocka_unit_test_setup(a_receipt_that_arrives_while_it_is_read_is_read_whole, fresh),
        cmocka_unit_test_setup(what_is_typed_is_heard_letter_by_letter, fresh),
        cmocka_unit_test_setup(a_row_of_letters_is_heard_by_its_ends, fresh),
        cmocka_unit_test_setup(a_step_of_a_date_is_heard, fresh),
        cmocka_unit_test_setup(a_clock_and_seconds_that_run_are_not, fresh),
        cmocka_unit_test_setup(who_asks_for_the_number_hears_the_number_alone, fresh),
        cmocka_unit_test_setup(who_asks_for_the_page_hears_the_page_wherever_the_ring_is, fresh),
        cmocka_unit_test_setup(asked_again_it_says_the_last_and_then_the_page, fresh),
        cmocka_unit_test_setup(a_choice_says_whether_it_is_chosen, fresh),
        cmocka_unit_test_setup(nothing_personal_is_said_aloud_unasked, fresh),
        cmocka_unit_test_setup(a_voice_that_is_lent_is_told_once, fresh),
        cmocka_unit_test_setup(a_text_that_is_too_long_ends_with_a_whole_sentence, fresh),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
