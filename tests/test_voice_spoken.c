#include "drivers/voice/spoken.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct example {
    const char *written, *said;
};

static void are_said(const struct example *examples, size_t count)
{
    char out[2048];
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(spoken_write(examples[i].written, out, sizeof out), 0);
        if (strcmp(out, examples[i].said))
            print_error("written: %s\n", examples[i].written);
        assert_string_equal(out, examples[i].said);
    }
}

#define ARE_SAID(examples) are_said(examples, sizeof(examples) / sizeof(examples)[0])

static void money_is_said_as_rupiah(void **state)
{
    static const struct example examples[] = {
        {"Rp 600.000", "enam ratus ribu rupiah"},
        {"Rp600.000", "enam ratus ribu rupiah"},
        {"Rp. 600.000,-", "enam ratus ribu rupiah"},
        {"Rp 600.000,00", "enam ratus ribu rupiah"},
        {"Rp 1.000", "seribu rupiah"},
        {"Rp 11.500", "sebelas ribu lima ratus rupiah"},
        {"Rp 1.250.000", "satu juta dua ratus lima puluh ribu rupiah"},
        {"Rp 2.000.000.000", "dua miliar rupiah"},
        {"Rp 3 juta", "tiga juta rupiah"},
        {"Rp 1,5 juta", "satu koma lima juta rupiah"},
        {"Rp 0", "nol rupiah"},
        {"Rp 750", "tujuh ratus lima puluh rupiah"},
        {"mendapat Rp 600.000 untuk tahap 4.",
         "mendapat enam ratus ribu rupiah untuk tahap empat."},
        {"Rp 200.000, lalu", "dua ratus ribu rupiah, lalu"},
        {"Rp", "Rp"},
    };
    (void)state;
    ARE_SAID(examples);
}

static void numbers_are_said_in_words(void **state)
{
    static const struct example examples[] = {
        {"0", "nol"},
        {"1", "satu"},
        {"10", "sepuluh"},
        {"11", "sebelas"},
        {"12 hari", "dua belas hari"},
        {"20", "dua puluh"},
        {"21", "dua puluh satu"},
        {"100", "seratus"},
        {"101", "seratus satu"},
        {"111", "seratus sebelas"},
        {"215", "dua ratus lima belas"},
        {"1000", "seribu"},
        {"1.250", "seribu dua ratus lima puluh"},
        {"1.001", "seribu satu"},
        {"2.000", "dua ribu"},
        {"100.000", "seratus ribu"},
        {"1.000.000", "satu juta"},
        {"2,5", "dua koma lima"},
        {"0,05", "nol koma nol lima"},
        {"50 %", "lima puluh persen"},
        {"50%", "lima puluh persen"},
        {"99,9%", "sembilan puluh sembilan koma sembilan persen"},
        {"ke-1", "pertama"},
        {"ke-2", "kedua"},
        {"tahap ke-4", "tahap keempat"},
        {"urutan ke-12", "urutan kedua belas"},
        {"5-7 hari", "lima sampai tujuh hari"},
        {"5\u20137 hari", "lima sampai tujuh hari"},
        {"1 sepeda motor", "satu sepeda motor"},
        {"aturan 2026.4", "aturan dua ribu dua puluh enam titik empat"},
        {"tahun 2024-2025", "tahun dua ribu dua puluh empat sampai dua ribu dua puluh lima"},
        {"900 VA", "sembilan ratus volt ampere"},
        {"1.200 m2", "seribu dua ratus meter persegi"},
        {"0,5 ha", "nol koma lima hektare"},
        {"125cc", "seratus dua puluh lima se se"},
        {"1/2", "satu per dua"},
    };
    (void)state;
    ARE_SAID(examples);
}

static void days_and_hours_are_said_as_people_say_them(void **state)
{
    static const struct example examples[] = {
        {"12 Februari 2026", "dua belas Februari dua ribu dua puluh enam"},
        {"1 Januari 2000", "satu Januari dua ribu"},
        {"17 Agustus 1945", "tujuh belas Agustus seribu sembilan ratus empat puluh lima"},
        {"12/02/2026", "dua belas Februari dua ribu dua puluh enam"},
        {"12-2-2026", "dua belas Februari dua ribu dua puluh enam"},
        {"2026-02-12", "dua belas Februari dua ribu dua puluh enam"},
        {"10.42", "sepuluh lewat empat puluh dua"},
        {"pukul 10.42 WIB", "pukul sepuluh lewat empat puluh dua we i be"},
        {"10:42", "sepuluh lewat empat puluh dua"},
        {"pukul 08.00", "pukul delapan"},
        {"pukul 08.05.", "pukul delapan lewat lima."},
        {"jam 14.30, lalu", "jam empat belas lewat tiga puluh, lalu"},
        {"00.15", "nol lewat lima belas"},
        {"08.00-14.00", "delapan sampai empat belas"},
    };
    (void)state;
    ARE_SAID(examples);
}

static void numbers_of_people_and_papers_are_said_digit_by_digit(void **state)
{
    static const struct example examples[] = {
        {"3510160207850003", "tiga lima satu nol, satu enam nol dua, nol tujuh delapan lima, nol "
                             "nol nol tiga"},
        {"NIK 3510160207850003", "nik tiga lima satu nol, satu enam nol dua, nol tujuh delapan "
                                 "lima, nol nol nol tiga"},
        {"Nomor bukti: 4829 1736.",
         "Nomor bukti: empat delapan dua sembilan, satu tujuh tiga enam."},
        {"4829 1000 0017", "empat delapan dua sembilan, satu nol nol nol, nol nol satu tujuh"},
        {"482910000017", "empat delapan dua sembilan, satu nol nol nol, nol nol satu tujuh"},
        {"0812-3456-7890",
         "nol delapan satu dua, tiga empat lima enam, tujuh delapan sembilan nol"},
        {"081234567890", "nol delapan satu dua, tiga empat lima enam, tujuh delapan sembilan nol"},
        {"nomor 1736", "nomor satu tujuh tiga enam"},
        {"No. 5", "nomor lima"},
        {"\u2022\u2022\u2022\u2022 1736", "berakhiran satu tujuh tiga enam"},
        {"rekening \u2022\u2022\u2022\u2022 1736.", "rekening berakhiran satu tujuh tiga enam."},
        {"48291", "empat delapan dua sembilan, satu"},
    };
    (void)state;
    ARE_SAID(examples);
}

static void places_are_said_by_their_names(void **state)
{
    static const struct example examples[] = {
        {"RT 03/RW 05", "er te tiga, er we lima"},
        {"RT 003 RW 010", "er te tiga er we sepuluh"},
        {"RT.03/RW.05", "er te tiga, er we lima"},
        {"RT 12", "er te dua belas"},
        {"Jl. Mawar No. 12", "jalan Mawar nomor dua belas"},
        {"Kec. Glagah, Kab. Banyuwangi", "kecamatan Glagah, kabupaten Banyuwangi"},
        {"Kantor Pos Glagah", "Kantor Pos Glagah"},
    };
    (void)state;
    ARE_SAID(examples);
}

static void what_is_written_short_is_said_in_full(void **state)
{
    static const struct example examples[] = {
        {"PKH", "pe ka ha"},
        {"BPNT", "be pe en te"},
        {"KTP", "ka te pe"},
        {"KTP-nya", "ka te pe-nya"},
        {"KK", "ka ka"},
        {"BPS", "be pe es"},
        {"PLN", "pe el en"},
        {"BPJS Ketenagakerjaan", "be pe je es Ketenagakerjaan"},
        {"STNK", "es te en ka"},
        {"SIM C", "sim C"},
        {"BRI", "be er i"},
        {"PNS/TNI/Polri", "pe en es atau te en i atau Polri"},
        {"BSPS", "be es pe es"},
        {"SITI AMINAH", "SITI AMINAH"},
        {"Polri", "Polri"},
        {"(PKH)", "(pe ka ha)"},
        {"PKH: Belum layak", "pe ka ha: Belum layak"},
        {"Bapak/Ibu", "Bapak atau Ibu"},
        {"beras, telur, dll.", "beras, telur, dan lain-lain"},
        {"a.n. S*** A*****", "atas nama es titik-titik a titik-titik"},
        {"s.d. 12 Mei", "sampai dengan dua belas Mei"},
        {"PKH & BPNT", "pe ka ha dan be pe en te"},
        {"kata-kata biasa tetap.", "kata-kata biasa tetap."},
        {"Mriksani as\u00ebl", "Mriksani as\u00ebl"},
        {"", ""},
    };
    (void)state;
    ARE_SAID(examples);
}

static void no_text_grows_beyond_what_was_promised(void **state)
{
    static const char *const parts[] = {"9",       "999",  "9 ",   "%",     "9%",  "RW",
                                        "VA",      "m2",   "/",    "9.59 ", "99/", "a**",
                                        "\u20221", "ke-9", "999x", "Rp 9 ", "909,"};
    static char text[8192], out[sizeof text * SPOKEN_GROWTH];
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t length = 0;
        memset(text, 0, sizeof text);
        while (length + strlen(parts[i]) < sizeof text)
            length += (size_t)sprintf(text + length, "%s", parts[i]);
        assert_int_equal(spoken_write(text, out, sizeof out), 0);
        assert_int_equal(spoken_write(text, out, 8), -ENOSPC);
        assert_int_equal(out[0], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_is_said_as_rupiah),
        cmocka_unit_test(numbers_are_said_in_words),
        cmocka_unit_test(days_and_hours_are_said_as_people_say_them),
        cmocka_unit_test(numbers_of_people_and_papers_are_said_digit_by_digit),
        cmocka_unit_test(places_are_said_by_their_names),
        cmocka_unit_test(what_is_written_short_is_said_in_full),
        cmocka_unit_test(no_text_grows_beyond_what_was_promised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
