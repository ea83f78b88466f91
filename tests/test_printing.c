/* The receipt on paper, from the tap to what the printer got. */
#include "kiosk/printing.h"
#include "session_play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void printer_says(struct play *p, enum wire_type type, enum wire_fault fault, uint32_t visit)
{
    play_saying(p, type)->fault.fault = fault; /* PRINTED begins alike */
    play_said(p, PEER_PRINTER, visit);
}

static bool prints(const struct play *p)
{
    for (unsigned i = 0; i < p->commands.count; i++)
        if (p->commands.list[i].kind == COMMAND_PRINT)
            return p->commands.list[i].visit == p->session.visit_number;
    return false;
}

static bool paper_says(struct play *p, const char *words)
{
    struct wire_print paper;
    screen_paper(&p->session, &p->scene, &paper);
    for (unsigned i = 0; i < paper.count; i++)
        if (strstr(paper.lines[i].label, words) || strstr(paper.lines[i].text, words))
            return true;
    return false;
}

static void at_receipt(struct play *p, enum wire_filing_kind kind)
{
    play_at(p, STATE_RECEIPT);
    practice_draft(&p->session, kind, 0);
}

static void paper_says_what_the_screen_says_and_no_name(void **state)
{
    struct play *p = *state;
    at_receipt(p, WIRE_FILING_OBJECTION);
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_true(prints(p));
    assert_int_equal(p->session.state, STATE_RECEIPT);
    assert_true(play_shows(p, "Sedang dicetak."));
    assert_true(paper_says(p, "Sanggah sudah masuk."));
    assert_true(paper_says(p, "4829 1000 0025"));
    assert_true(paper_says(p, "PERLINSOS:482910000025"));
    assert_true(paper_says(p, "Sepeda motor, catatan Polri"));
    assert_true(paper_says(p, "Surat jual beli, jika ada."));
    assert_true(paper_says(p, "Dikerjakan sendiri."));
    assert_false(paper_says(p, "LATIHAN"));
    assert_false(paper_says(p, "081234"));
    assert_false(paper_says(p, "TETANGGA"));
    assert_false(paper_says(p, "Kembali"));
    printer_says(p, WIRE_PRINTED, WIRE_FAULT_NONE, p->session.visit_number);
    assert_true(play_shows(p, "Sudah dicetak."));
}

static void the_code_leads_where_the_place_says(void **state)
{
    struct play *p = *state;
    at_receipt(p, WIRE_FILING_OBJECTION);
    strcpy(p->session.setup.receipt_link, "https://contoh.go.id/b/");
    assert_true(play_shows(p, "https://contoh.go.id/b/482910000025"));
    assert_true(paper_says(p, "https://contoh.go.id/b/482910000025"));
}

static void what_is_private_is_printed_only_when_asked_for(void **state)
{
    struct play *p = *state;
    at_receipt(p, WIRE_FILING_OBJECTION);
    p->session.visit.breakdown.reasons[0].sensitivity = WIRE_HEALTH;
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_false(prints(p));
    assert_int_equal(p->session.state, STATE_PRINT);
    play_tap(p, ACTION_BACK, 0);
    assert_int_equal(p->session.state, STATE_RECEIPT);
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    play_tap(p, ACTION_PRINT, PRINTING_BARE);
    assert_true(prints(p));
    assert_false(paper_says(p, "kesehatan"));
    assert_false(paper_says(p, "Sanggah"));
    assert_true(paper_says(p, "4829 1000 0025"));
    at_receipt(p, WIRE_FILING_COMPLAINT);
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_int_equal(p->session.state, STATE_PRINT);
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_true(prints(p));
    assert_true(paper_says(p, "Pengaduan"));
}

static void what_keeps_a_receipt_from_paper_is_told_and_nothing_is_asked_twice(void **state)
{
    struct play *p = *state;
    at_receipt(p, WIRE_FILING_OBJECTION);
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_false(prints(p));
    printer_says(p, WIRE_PRINTED, WIRE_FAULT_PAPER_OUT, p->session.visit_number);
    printer_says(p, WIRE_FAULT, WIRE_FAULT_PAPER_OUT, 0);
    assert_true(play_shows(p, "Kertas cetak habis."));
    assert_false(play_shows(p, "Cetak"));
    printer_says(p, WIRE_READY, 0, 0);
    assert_true(play_shows(p, "Belum tercetak."));
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_true(prints(p));
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_PRINTER});
    assert_true(play_shows(p, "Alat cetak sedang terganggu."));
    assert_true(play_shows(p, "Nomor di layar ini tetap berlaku."));
}

static void a_printer_that_went_away_while_it_was_asked_for_is_told(void **state)
{
    struct play *p = *state;
    at_receipt(p, WIRE_FILING_COMPLAINT);
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_int_equal(p->session.state, STATE_PRINT);
    play_step(p, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_PRINTER});
    play_tap(p, ACTION_PRINT, PRINTING_BARE);
    assert_false(prints(p));
    assert_int_equal(p->session.state, STATE_RECEIPT);
    assert_true(play_shows(p, "Alat cetak sedang terganggu."));
}

static void without_a_printer_nothing_speaks_of_one(void **state)
{
    struct play *p = *state;
    at_receipt(p, WIRE_FILING_OBJECTION);
    printer_says(p, WIRE_FAULT, WIRE_FAULT_PRINTER_ABSENT, 0);
    assert_false(play_shows(p, "etak"));
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    assert_false(prints(p));
}

static void what_was_printed_for_one_says_nothing_to_the_next(void **state)
{
    struct play *p = *state;
    at_receipt(p, WIRE_FILING_OBJECTION);
    play_tap(p, ACTION_PRINT, PRINTING_WHOLE);
    p->session.visit_number++;
    printer_says(p, WIRE_PRINTED, WIRE_FAULT_NONE, p->session.visit_number - 1);
    assert_false(play_shows(p, "Sudah dicetak."));
    p->session.visit_number--;
    play_tap(p, ACTION_DONE, 0);
    assert_int_equal(p->session.visit.printing.state, PRINTING_NOT);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, play_setup, play_teardown)
    const struct CMUnitTest tests[] = {
        TEST(paper_says_what_the_screen_says_and_no_name),
        TEST(the_code_leads_where_the_place_says),
        TEST(what_is_private_is_printed_only_when_asked_for),
        TEST(what_keeps_a_receipt_from_paper_is_told_and_nothing_is_asked_twice),
        TEST(a_printer_that_went_away_while_it_was_asked_for_is_told),
        TEST(without_a_printer_nothing_speaks_of_one),
        TEST(what_was_printed_for_one_says_nothing_to_the_next),
    };
    return cmocka_run_group_tests_name("printing", tests, NULL, NULL);
}
