#include "abbreviation.h"

#include <string.h>

/* What is said as a word in daily life is one here (NIK, SIM, Wita). */
static const struct {
    const char *written, *said;
} list[] = {
    {"ASN", "a es en"},
    {"BLT", "be el te"},
    {"BNI", "be en i"},
    {"BPJS", "be pe je es"},
    {"BPNT", "be pe en te"},
    {"BPN", "be pe en"},
    {"BPS", "be pe es"},
    {"BRI", "be er i"},
    {"BTN", "be te en"},
    {"DTKS", "de te ka es"},
    {"DTSEN", "de te sen"},
    {"HP", "ha pe"},
    {"ID", "i de"},
    {"KIP", "kip"},
    {"KIS", "kis"},
    {"KK", "ka ka"},
    {"KKS", "ka ka es"},
    {"KTP", "ka te pe"},
    {"NIK", "nik"},
    {"PBI", "pe be i"},
    {"PIP", "pip"},
    {"PKH", "pe ka ha"},
    {"PLN", "pe el en"},
    {"PNS", "pe en es"},
    {"PPPK", "pe tiga ka"},
    {"RT", "er te"},
    {"RW", "er we"},
    {"SHM", "es ha em"},
    {"SIM", "sim"},
    {"SK", "es ka"},
    {"SKTM", "es ka te em"},
    {"SMS", "es em es"},
    {"STNK", "es te en ka"},
    {"TNI", "te en i"},
    {"UMK", "u em ka"},
    {"UMP", "u em pe"},
    {"VA", "volt ampere"},
    {"WA", "we a"},
    {"WIB", "we i be"},
    {"WIT", "we i te"},
    {"WITA", "wita"},
    {"Bpk.", "bapak"},
    {"Ds.", "desa"},
    {"Dsn.", "dusun"},
    {"Jl.", "jalan"},
    {"Kab.", "kabupaten"},
    {"Kec.", "kecamatan"},
    {"Kel.", "kelurahan"},
    {"No.", "nomor"},
    {"RT.", "er te"},
    {"RW.", "er we"},
    {"Tgl.", "tanggal"},
    {"a.n.", "atas nama"},
    {"d.a.", "dengan alamat"},
    {"dll.", "dan lain-lain"},
    {"dsb.", "dan sebagainya"},
    {"no.", "nomor"},
    {"s.d.", "sampai dengan"},
    {"tgl.", "tanggal"},
    {"ha", "hektare"},
    {"kg", "kilogram"},
    {"km", "kilometer"},
    {"m2", "meter persegi"},
    {"m\u00b2", "meter persegi"},
    {"cc", "se se"},
};

const char *abbreviation_words(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (strlen(list[i].written) == length && !memcmp(list[i].written, text, length))
            return list[i].said;
    return NULL;
}

const char *abbreviation_letter(char letter)
{
    static const char *const names[] = {"a",  "be", "ce", "de", "e",  "ef",  "ge", "ha", "i",
                                        "je", "ka", "el", "em", "en", "o",   "pe", "ki", "er",
                                        "es", "te", "u",  "fe", "we", "eks", "ye", "zet"};
    if (letter >= 'A' && letter <= 'Z')
        return names[letter - 'A'];
    return letter >= 'a' && letter <= 'z' ? names[letter - 'a'] : NULL;
}
