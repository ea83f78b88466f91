/* What a card's biodata and minutiae files may look like. */
#include "drivers/card/biodata.h"
#include "drivers/card/minutiae.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NIK "3510154807710002"
#define TILL_NAME                                                                                  \
    "\"" NIK "\",\"DSN. KRAJAN\",\"001\",\"002\",\"BANYUWANGI\",\"GLAGAH\",\"KEMIREN\","           \
    "\"BANYUWANGI\",\"PEREMPUAN\",\"O\",\"ISLAM\",\"KAWIN\",\"PETANI\",\""
#define AFTER_NAME "\",\"07-08-1971\",\"JAWA TIMUR\",\"\",\"\",\"\",\"WNI\",\"\""

static struct biodata biodata;

static int read_text(const char *text)
{
    memset(&biodata, 0x55, sizeof biodata);
    return biodata_read((const uint8_t *)text, strlen(text), &biodata);
}

static void nik_and_name_are_found_among_21_fields(void **state)
{
    (void)state;
    assert_int_equal(read_text(TILL_NAME "SITI AMINAH" AFTER_NAME), 0);
    assert_string_equal(biodata.nik, NIK);
    assert_string_equal(biodata.name, "SITI AMINAH");
    assert_int_equal(biodata.fields, BIODATA_FIELDS);
}

static void fewer_fields_give_a_nik_and_more_do_no_harm(void **state)
{
    (void)state;
    assert_int_equal(read_text(NIK), 0);
    assert_string_equal(biodata.nik, NIK);
    assert_string_equal(biodata.name, "");
    assert_int_equal(biodata.fields, 1);
    assert_int_equal(read_text(TILL_NAME "SITI" AFTER_NAME ",\"X\",\"Y\",\"Z\""), 0);
    assert_string_equal(biodata.name, "SITI");
    assert_int_equal(biodata.fields, 24);
}

static void quotes_and_commas_within_a_field_stay(void **state)
{
    (void)state;
    assert_int_equal(read_text(TILL_NAME "H. MUHAMMAD \"AMAT\" NUR'AINI, S.PD" AFTER_NAME), 0);
    assert_string_equal(biodata.name, "H. MUHAMMAD \"AMAT\" NUR'AINI, S.PD");
}

static void spaces_around_commas_and_zeros_behind_the_end_do_no_harm(void **state)
{
    (void)state;
    static const char text[] = " \"" NIK "\" , \"DSN\", \"1\"\r\n\0\0\0\0";
    assert_int_equal(biodata_read((const uint8_t *)text, sizeof text - 1, &biodata), 0);
    assert_string_equal(biodata.nik, NIK);
    assert_int_equal(biodata.fields, 3);
}

static void a_name_comes_out_as_clean_utf8_whatever_went_in(void **state)
{
    (void)state;
    assert_int_equal(read_text(TILL_NAME "JOS\xc3\x89  \x01\x1b[2J\tRIZAL" AFTER_NAME), 0);
    assert_string_equal(biodata.name, "JOS\xc3\x89 [2J RIZAL");
    assert_int_equal(read_text(TILL_NAME "JOS\xc9 \xff" AFTER_NAME), 0);
    assert_string_equal(biodata.name, "JOS\xc3\x89 \xc3\xbf");
    assert_int_equal(read_text(TILL_NAME "A\xed\xa0\x80\xf8\x88" AFTER_NAME), 0);
    assert_string_equal(biodata.name, "A\xc3\xad \xc3\xb8");
}

static void a_name_too_long_is_cut_between_characters(void **state)
{
    (void)state;
    char text[1024] = TILL_NAME;
    for (int i = 0; i < 150; i++)
        strcat(text, "\xc3\x89");
    strcat(text, AFTER_NAME);
    assert_int_equal(read_text(text), 0);
    assert_int_equal(strlen(biodata.name), (WIRE_NAME - 1) / 2 * 2);
}

static void what_has_no_nik_in_front_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "\"\"",
                                        "\"351015480771000\"",
                                        "\"35101548077100021\"",
                                        "\"351015480771000X\",\"A\"",
                                        "\",\"" NIK "\""};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(read_text(texts[i]), -EBADMSG);
        assert_int_equal(biodata.nik[0], 0x55);
    }
}

static void a_nik_of_any_region_and_birth_date_is_accepted(void **state)
{
    (void)state;
    assert_int_equal(read_text("\"9999999999999999\",\"A\""), 0);
    assert_string_equal(biodata.nik, "9999999999999999");
}

/* --- minutiae ----------------------------------------------------------------------------- */

static struct wire_template template;

static void a_record_goes_on_as_it_is_wherever_it_begins(void **state)
{
    (void)state;
    uint8_t file[100] = {0};
    for (size_t lead = 0; lead <= 20; lead += 10) {
        memset(file, 0xaa, sizeof file);
        memcpy(file + lead, "FMR\0 20\0\0\0\0\x24", 12);
        file[lead + 24] = 7;
        assert_int_equal(minutiae_template(file, sizeof file, &template), 0);
        assert_int_equal(template.size, 0x24);
        assert_int_equal(template.position, 7);
        assert_memory_equal(template.record, file + lead, 0x24);
    }
}

static void a_record_longer_than_its_file_is_refused(void **state)
{
    (void)state;
    uint8_t file[41] = "FMR\0 20\0\0\0\1\0"; /* 41: no count of either on-card format */
    template.size = 77;
    assert_int_equal(minutiae_template(file, sizeof file, &template), -EBADMSG);
    assert_int_equal(template.size, 77);
}

static void five_byte_minutiae_become_a_record(void **state)
{
    (void)state;
    static const uint8_t file[] = {0x43, 0xe8, 0x07, 0xd0, 0x40,  /* ending at 10.00, 20.00 mm */
                                   0x80, 0x64, 0x00, 0xc8, 0x80}; /* bifurcation at 1.00, 2.00 mm */
    assert_int_equal(minutiae_template(file, sizeof file, &template), 0);
    assert_int_equal(template.size, 24 + 4 + 2 * 6 + 2);
    assert_memory_equal(template.record, "FMR\0 20\0\0\0\0\x2a", 12);
    assert_int_equal(template.record[27], 2);
    static const uint8_t points[12] = {0x40, 197, 1, 394 - 256, 0x40, 0, 0x80, 19, 0, 39, 0x80, 0};
    assert_memory_equal(template.record + 28, points, sizeof points);
    assert_int_equal(template.position, 0);
}

static void three_byte_minutiae_become_a_record(void **state)
{
    (void)state;
    static const uint8_t file[] = {100, 200, 0x50, 10, 20, 0xa0, 30, 40, 0x41};
    assert_int_equal(minutiae_template(file, sizeof file, &template), 0);
    assert_int_equal(template.record[27], 3);
    static const uint8_t first[6] = {0x40, 197, 1, 394 - 256, 0x40, 0};
    assert_memory_equal(template.record + 28, first, sizeof first);
}

static void what_is_no_minutiae_file_is_refused(void **state)
{
    (void)state;
    uint8_t file[60];
    memset(file, 0xff, sizeof file);
    assert_int_equal(minutiae_template(file, sizeof file, &template), -EBADMSG);
    assert_int_equal(minutiae_template(file, 0, &template), -EBADMSG);
    assert_int_equal(minutiae_template(file, 7, &template), -EBADMSG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nik_and_name_are_found_among_21_fields),
        cmocka_unit_test(fewer_fields_give_a_nik_and_more_do_no_harm),
        cmocka_unit_test(quotes_and_commas_within_a_field_stay),
        cmocka_unit_test(spaces_around_commas_and_zeros_behind_the_end_do_no_harm),
        cmocka_unit_test(a_name_comes_out_as_clean_utf8_whatever_went_in),
        cmocka_unit_test(a_name_too_long_is_cut_between_characters),
        cmocka_unit_test(what_has_no_nik_in_front_is_refused_and_changes_nothing),
        cmocka_unit_test(a_nik_of_any_region_and_birth_date_is_accepted),
        cmocka_unit_test(a_record_goes_on_as_it_is_wherever_it_begins),
        cmocka_unit_test(a_record_longer_than_its_file_is_refused),
        cmocka_unit_test(five_byte_minutiae_become_a_record),
        cmocka_unit_test(three_byte_minutiae_become_a_record),
        cmocka_unit_test(what_is_no_minutiae_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
