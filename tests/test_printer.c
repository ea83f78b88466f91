#include "drivers/printer/charset.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/status.h"
#include "tests/bench/paper.h"

#include <errno.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct escpos_paper narrow = {.dots = 384, .page = ESCPOS_PAGE_1252, .asks_end = true};
static const struct escpos_paper wide = {.dots = 576, .page = ESCPOS_PAGE_1252, .asks_end = true};

struct roll {
    struct wire_print print;
    struct paper paper;
    unsigned cuts;
    bool told;
    char words[4096];
};

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct roll));
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static void add(struct roll *r, enum wire_print_style style, const char *label, const char *text)
{
    struct wire_print_line *l = &r->print.lines[r->print.count++];
    l->style = style;
    strcpy(l->label, label);
    strcpy(l->text, text);
}

static void come_out(struct roll *r, const struct escpos_paper *paper)
{
    static uint8_t job[ESCPOS_JOB_MAX];
    size_t size = 0;
    assert_int_equal(escpos_job(&r->print, paper, job, sizeof job, &size), 0);
    paper_begin(&r->paper, (int)paper->dots);
    for (size_t i = 0; i < size; i++) {
        enum paper_news news = paper_take(&r->paper, job[i]);
        r->cuts += news == PAPER_CUT;
        r->told |= news == PAPER_TO_TELL;
        assert_int_not_equal(news, PAPER_FORGOT);
    }
    paper_text(&r->paper, r->words, sizeof r->words);
    assert_int_equal(r->paper.unknown, 0);
}

/* Nothing runs over the edge, and words stay whole. */
static void assert_lines_within(const struct roll *r, size_t columns)
{
    for (const char *line = r->words; *line;) {
        size_t length = strcspn(line, "\n");
        assert_in_range(length, 0, columns);
        line += length + (line[length] == '\n');
    }
}

static void a_receipt_says_all_its_lines_in_order_and_is_cut(void **state)
{
    struct roll *r = *state;
    add(r, WIRE_PRINT_TITLE, "", "Sanggah sudah masuk.");
    add(r, WIRE_PRINT_NUMBER, "Nomor bukti", "4829 1000 0017");
    add(r, WIRE_PRINT_FACT, "Masuk", "29 November 2026");
    add(r, WIRE_PRINT_TEXT, "", "Jangan memberi uang.");
    come_out(r, &narrow);
    assert_string_equal(r->words, "Sanggah sudah masuk.\nNomor bukti\n4829 1000 0017\n"
                                  "Masuk: 29 November 2026\nJangan memberi uang.");
    assert_int_equal(r->cuts, 1);
    assert_true(r->told);
}

static void long_words_and_sentences_stay_on_both_widths(void **state)
{
    struct roll *r = *state;
    add(r, WIRE_PRINT_FACT, "Yang disanggah",
        "Sepeda motor, catatan Polri, dan surat Mustikaningtyasprabhakusumawardhanirahayu");
    add(r, WIRE_PRINT_TEXT, "",
        "Bisa di anjungan desa mana pun, atau lewat agen. Bawa KTP dan nomor bukti ini.");
    come_out(r, &narrow);
    assert_lines_within(r, 32);
    assert_non_null(strstr(r->words, "Bisa di anjungan desa mana pun,\natau lewat agen."));
    come_out(r, &wide);
    assert_lines_within(r, 48);
}

/* The dots are the code's own, one module as wide as high. */
static void the_code_on_paper_is_the_code_that_was_asked_for(void **state)
{
    struct roll *r = *state;
    const char *text = "https://contoh.go.id/bukti/482910000017";
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    int scale = 6, left;
    add(r, WIRE_PRINT_QR, "", text);
    come_out(r, &narrow);
    left = (384 - (code->width * scale + 7) / 8 * 8) / 2;
    for (int y = 0; y < code->width * scale; y++)
        for (int x = 0; x < code->width * scale; x++) {
            bool dot = r->paper.rows[y][(left + x) / 8] & 0x80 >> (left + x) % 8;
            assert_int_equal(dot, code->data[y / scale * code->width + x / scale] & 1);
        }
    QRcode_free(code);
}

static void no_text_of_a_person_is_a_command(void **state)
{
    struct roll *r = *state;
    add(r, WIRE_PRINT_TEXT, "", "a\x1B@b\x1DV\x42\x10\x04\x02 c\x7F\xC2\x9B");
    come_out(r, &narrow);
    assert_int_equal(r->cuts, 1); /* its own, at the end */
    assert_string_equal(r->words, "a @b VB    c  ");
}

static void letters_of_javanese_are_on_the_page_and_others_are_marked(void **state)
{
    struct roll *r = *state;
    char out[32];
    add(r, WIRE_PRINT_TEXT, "", "kèndel, d\xC3\xA9s\xC3\xA9, \u2022\u2022 Rp\u00A05");
    come_out(r, &narrow);
    assert_string_equal(r->words, "k\xE8ndel, d\xE9s\xE9, \x95\x95 Rp\xA0"
                                  "5");
    assert_true(r->paper.page_1252);
    charset_write("\u0639\u0628 \U0001F600 \xFF\xC3", out, sizeof out);
    assert_string_equal(out, "?? ? ??");
    assert_int_equal(charset_write("panjang", out, 4), 3);
    assert_string_equal(out, "pan");
}

static void what_does_not_fit_is_refused_whole(void **state)
{
    struct roll *r = *state;
    uint8_t job[16];
    size_t size = 77;
    add(r, WIRE_PRINT_TEXT, "", "Layanan ini gratis.");
    assert_int_equal(escpos_job(&r->print, &narrow, job, sizeof job, &size), -EMSGSIZE);
    add(r, WIRE_PRINT_QR, "", "");
    static uint8_t room[ESCPOS_JOB_MAX];
    assert_int_equal(escpos_job(&r->print, &narrow, room, sizeof room, &size), -EINVAL);
    assert_int_equal(size, 77);
}

static void a_status_is_told_as_the_worst_of_it(void **state)
{
    struct status s = {0};
    (void)state;
    assert_int_equal(status_take(&s, STATUS_OFFLINE, 0x12), 0);
    assert_int_equal(status_take(&s, STATUS_PAPER, 0x12 | 0x0C), 0);
    assert_int_equal(status_fault(&s), WIRE_FAULT_PAPER_LOW);
    assert_int_equal(status_take(&s, STATUS_ERROR, 0x12 | 0x08), 0);
    assert_int_equal(status_fault(&s), WIRE_FAULT_PRINTER_STUCK);
    assert_int_equal(status_take(&s, STATUS_PAPER, 0x12 | 0x6C), 0);
    assert_int_equal(status_fault(&s), WIRE_FAULT_PAPER_OUT);
    assert_int_equal(status_take(&s, STATUS_OFFLINE, 0x12 | 0x04), 0);
    assert_int_equal(status_fault(&s), WIRE_FAULT_PRINTER_COVER);
    assert_int_equal(status_take(&s, STATUS_PAPER, 0xFF), -EBADMSG);
    assert_false(status_is_end(0x12));
    assert_true(status_is_end(0x03));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_receipt_says_all_its_lines_in_order_and_is_cut, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(long_words_and_sentences_stay_on_both_widths, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_code_on_paper_is_the_code_that_was_asked_for, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(no_text_of_a_person_is_a_command, setup, teardown),
        cmocka_unit_test_setup_teardown(letters_of_javanese_are_on_the_page_and_others_are_marked,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused_whole, setup, teardown),
        cmocka_unit_test(a_status_is_told_as_the_worst_of_it),
    };
    return cmocka_run_group_tests_name("printer", tests, NULL, NULL);
}
