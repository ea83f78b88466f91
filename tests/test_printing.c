/* The receipt on paper, from the tap to what the printer got. */
#include "kiosk/practice.h"
#include "kiosk/printing.h"
#include "kiosk/screens/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NOON = 1795320000 };

static struct session session;
static struct commands commands;
static struct wire_packet packet;
static struct scene scene;
static struct wire_print paper;

static void step(struct event e)
{
    e.now_ms = 1000;
    e.wall_s = NOON;
    session_step(&session, &e, &commands);
}

static void tap(enum action action, uint16_t which)
{
    step((struct event){.kind = EVENT_TAP, .action = action, .which = which});
}

static void printer_says(enum wire_type type, enum wire_fault fault, uint32_t visit)
{
    memset(&packet, 0, sizeof packet);
    packet.header = (struct wire_header){.type = type, .visit = visit};
    packet.body.fault.fault = fault; /* PRINTED begins alike */
    step((struct event){.kind = EVENT_PACKET, .peer = PEER_PRINTER, .packet = &packet});
}

static bool prints(void)
{
    for (unsigned i = 0; i < commands.count; i++)
        if (commands.list[i].kind == COMMAND_PRINT)
            return commands.list[i].visit == session.visit_number;
    return false;
}

static bool shows(const char *words)
{
    screen_build(&session, &scene);
    for (unsigned i = 0; i < scene.count; i++)
        if (strstr(scene.elements[i].label, words))
            return true;
    return false;
}

static bool paper_says(const char *words)
{
    screen_paper(&session, &scene, &paper);
    for (unsigned i = 0; i < paper.count; i++)
        if (strstr(paper.lines[i].label, words) || strstr(paper.lines[i].text, words))
            return true;
    return false;
}

static void at_receipt(enum wire_filing_kind kind)
{
    memset(&session, 0, sizeof session);
    practice_visit(&session, STATE_RECEIPT, NOON);
    practice_draft(&session, kind, 0);
}

static void paper_says_what_the_screen_says_and_no_name(void **state)
{
    (void)state;
    at_receipt(WIRE_FILING_OBJECTION);
    tap(ACTION_PRINT, PRINTING_WHOLE);
    assert_true(prints());
    assert_int_equal(session.state, STATE_RECEIPT);
    assert_true(shows("Sedang dicetak."));
    assert_true(paper_says("Sanggah sudah masuk."));
    assert_true(paper_says("4829 1000 0025"));
    assert_true(paper_says("PERLINSOS:482910000025"));
    assert_true(paper_says("Sepeda motor, catatan Polri"));
    assert_true(paper_says("Surat jual beli, jika ada."));
    assert_true(paper_says("Dikerjakan sendiri."));
    assert_false(paper_says("LATIHAN"));
    assert_false(paper_says("081234"));
    assert_false(paper_says("TETANGGA"));
    assert_false(paper_says("Kembali"));
    printer_says(WIRE_PRINTED, WIRE_FAULT_NONE, session.visit_number);
    assert_true(shows("Sudah dicetak."));
}

static void the_code_leads_where_the_place_says(void **state)
{
    (void)state;
    at_receipt(WIRE_FILING_OBJECTION);
    strcpy(session.setup.receipt_link, "https://contoh.go.id/b/");
    assert_true(shows("https://contoh.go.id/b/482910000025"));
    assert_true(paper_says("https://contoh.go.id/b/482910000025"));
}

static void what_is_private_is_printed_only_when_asked_for(void **state)
{
    (void)state;
    at_receipt(WIRE_FILING_OBJECTION);
    session.visit.breakdown.reasons[0].sensitivity = WIRE_HEALTH;
    tap(ACTION_PRINT, PRINTING_WHOLE);
    assert_false(prints());
    assert_int_equal(session.state, STATE_PRINT);
    tap(ACTION_BACK, 0);
    assert_int_equal(session.state, STATE_RECEIPT);
    tap(ACTION_PRINT, PRINTING_WHOLE);
    tap(ACTION_PRINT, PRINTING_BARE);
    assert_true(prints());
    assert_false(paper_says("kesehatan"));
    assert_false(paper_says("Sanggah"));
    assert_true(paper_says("4829 1000 0025"));
    at_receipt(WIRE_FILING_COMPLAINT);
    tap(ACTION_PRINT, PRINTING_WHOLE);
    assert_int_equal(session.state, STATE_PRINT);
    tap(ACTION_PRINT, PRINTING_WHOLE);
    assert_true(prints());
    assert_true(paper_says("Pengaduan"));
}

static void what_keeps_a_receipt_from_paper_is_told_and_nothing_is_asked_twice(void **state)
{
    (void)state;
    at_receipt(WIRE_FILING_OBJECTION);
    tap(ACTION_PRINT, PRINTING_WHOLE);
    tap(ACTION_PRINT, PRINTING_WHOLE);
    assert_false(prints());
    printer_says(WIRE_PRINTED, WIRE_FAULT_PAPER_OUT, session.visit_number);
    printer_says(WIRE_FAULT, WIRE_FAULT_PAPER_OUT, 0);
    assert_true(shows("Kertas cetak habis."));
    assert_false(shows("Cetak"));
    printer_says(WIRE_READY, 0, 0);
    assert_true(shows("Belum tercetak."));
    tap(ACTION_PRINT, PRINTING_WHOLE);
    assert_true(prints());
    step((struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_PRINTER});
    assert_true(shows("Alat cetak sedang terganggu."));
    assert_true(shows("Nomor di layar ini tetap berlaku."));
}

static void a_printer_that_went_away_while_it_was_asked_for_is_told(void **state)
{
    (void)state;
    at_receipt(WIRE_FILING_COMPLAINT);
    tap(ACTION_PRINT, PRINTING_WHOLE);
    assert_int_equal(session.state, STATE_PRINT);
    step((struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_PRINTER});
    tap(ACTION_PRINT, PRINTING_BARE);
    assert_false(prints());
    assert_int_equal(session.state, STATE_RECEIPT);
    assert_true(shows("Alat cetak sedang terganggu."));
}

static void without_a_printer_nothing_speaks_of_one(void **state)
{
    (void)state;
    at_receipt(WIRE_FILING_OBJECTION);
    printer_says(WIRE_FAULT, WIRE_FAULT_PRINTER_ABSENT, 0);
    assert_false(shows("etak"));
    tap(ACTION_PRINT, PRINTING_WHOLE);
    assert_false(prints());
}

static void what_was_printed_for_one_says_nothing_to_the_next(void **state)
{
    (void)state;
    at_receipt(WIRE_FILING_OBJECTION);
    tap(ACTION_PRINT, PRINTING_WHOLE);
    session.visit_number++;
    printer_says(WIRE_PRINTED, WIRE_FAULT_NONE, session.visit_number - 1);
    assert_false(shows("Sudah dicetak."));
    session.visit_number--;
    tap(ACTION_DONE, 0);
    assert_int_equal(session.visit.printing.state, PRINTING_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper_says_what_the_screen_says_and_no_name),
        cmocka_unit_test(the_code_leads_where_the_place_says),
        cmocka_unit_test(what_is_private_is_printed_only_when_asked_for),
        cmocka_unit_test(what_keeps_a_receipt_from_paper_is_told_and_nothing_is_asked_twice),
        cmocka_unit_test(a_printer_that_went_away_while_it_was_asked_for_is_told),
        cmocka_unit_test(without_a_printer_nothing_speaks_of_one),
        cmocka_unit_test(what_was_printed_for_one_says_nothing_to_the_next),
    };
    return cmocka_run_group_tests_name("printing", tests, NULL, NULL);
}
