#include "names.h"

#include <stdio.h>

#define COUNT(list) ((int)(sizeof(list) / sizeof(*(list))))

/* Years of birth: up to OLD one name is usual, from YOUNG on two or three. */
enum { OLD = 1965, YOUNG = 1995 };

static const char *const old_men[] = {
    "BUANG",    "BUARI",  "KARNADI", "KASIM",   "MISNADI", "MISRAN",  "MOERSID",
    "NGADIMAN", "PAIMAN", "PONIDI",  "PONIMIN", "RIDWAN",  "SAHURI",  "SAMSURI",
    "SARDI",    "SENARI", "SENTOT",  "SERAD",   "SUKIRNO", "SUNARTO", "SUPARMAN",
    "SUTRISNO", "TIMBUL", "TOHARI",  "UNTUNG",  "WAGIMAN",
};
static const char *const old_women[] = {
    "ASIYAH",   "HALIMAH", "JUWARIYAH", "KARTINI", "MAIMUNAH", "MISNATI", "MUSRIFAH", "NGATINI",
    "PAINAH",   "PONIYEM", "RUKAYAH",   "SAMINI",  "SANIPAH",  "SARINAH", "SUMIATI",  "SUMIYATI",
    "SUNARSIH", "SUPIYAH", "SURATI",    "SUWARNI", "TEMU",     "TUMINI",  "WAGINAH",
};
static const char *const men[] = {
    "ABDUL",   "ACHMAD", "ADI",       "AGUS",   "ANDI",    "BAMBANG", "DIDIK", "DWI",     "EDI",
    "EKO",     "HADI",   "HARIYANTO", "HERU",   "IMAM",    "JOKO",    "MOCH.", "MOHAMAD", "NUR",
    "PURWADI", "SAMSUL", "SLAMET",    "SUGENG", "SUGIONO", "TEGUH",   "TRI",   "WAHYU",
};
static const char *const men_second[] = {
    "ANWAR",    "ARIFIN",   "EFENDI",  "HIDAYAT", "HUDA",   "KURNIAWAN", "MULYONO",
    "MUSTOFA",  "PRASETYO", "PURNOMO", "ROHMAN",  "SALEH",  "SANTOSO",   "SETIAWAN",
    "SISWANTO", "SUSANTO",  "UTOMO",   "WAHYUDI", "WIBOWO", "WIJAYA",
};
static const char *const women[] = {
    "DEWI", "DWI",  "EKA",  "ENDANG", "ENI", "ERNA",     "FITRI", "IDA", "INDAH", "LILIK",
    "NUR",  "RINI", "RINA", "SITI",   "SRI", "SULASTRI", "TITIK", "TRI", "WIWIK", "YULI",
};
static const char *const women_second[] = {
    "AGUSTIN",  "AISYAH",    "ASTUTIK",  "FATIMAH", "HANDAYANI", "HASANAH",   "HIDAYATI",
    "KHOTIMAH", "LESTARI",   "MAHMUDAH", "MARYATI", "NINGSIH",   "PUSPITA",   "RAHAYU",
    "ROHMAH",   "SETYOWATI", "SUSANTI",  "UTAMI",   "WAHYUNI",   "WULANDARI",
};
static const char *const boys[] = {
    "ADITYA",   "AHMAD", "BAGAS", "BAYU", "DAFFA", "DIMAS",  "FAREL", "GILANG",
    "MUHAMMAD", "RAFI",  "RAKA",  "REZA", "RIZKY", "SATRIA", "YOGA",
};
static const char *const boys_second[] = {
    "ALFARIZI", "DWI CAHYONO", "FADILAH",  "FIRMANSYAH", "ILHAM",    "MAULANA",
    "NUGROHO",  "PRATAMA",     "RAMADHAN", "SAPUTRA",    "SETYAWAN", "WICAKSONO",
};
static const char *const girls[] = {
    "ALYA",   "ANISA",  "AULIA", "AYU",   "CINTA",     "DINDA", "INTAN",
    "KHANZA", "NABILA", "NADIA", "PUTRI", "SALSABILA", "SINTA", "ZAHRA",
};
static const char *const girls_second[] = {
    "AMELIA",   "ANGGRAINI", "AZZAHRA",     "FEBRIANTI", "KHAIRUNNISA", "MAHARANI",
    "NUR AINI", "OKTAVIA",   "PERMATASARI", "RAMADHANI", "SAFITRI",     "WULANDARI",
};

static const char *draw(struct dice *dice, const char *const *list, int count)
{
    return list[dice_between(dice, 0, count - 1)];
}

static void two(struct dice *dice, const char *const *first, int first_count,
                const char *const *second, int second_count, char name_out[FAMILY_NAME])
{
    const char *given = draw(dice, first, first_count);

    snprintf(name_out, FAMILY_NAME, "%s %s", given, draw(dice, second, second_count));
}

void names_draw(struct dice *dice, char sex, int32_t born, char name_out[FAMILY_NAME])
{
    int year = born / 10000;

    if (year < OLD && sex == 'L')
        snprintf(name_out, FAMILY_NAME, "%s", draw(dice, old_men, COUNT(old_men)));
    else if (year < OLD)
        snprintf(name_out, FAMILY_NAME, "%s", draw(dice, old_women, COUNT(old_women)));
    else if (year < YOUNG && sex == 'L')
        two(dice, men, COUNT(men), men_second, COUNT(men_second), name_out);
    else if (year < YOUNG)
        two(dice, women, COUNT(women), women_second, COUNT(women_second), name_out);
    else if (sex == 'L')
        two(dice, boys, COUNT(boys), boys_second, COUNT(boys_second), name_out);
    else
        two(dice, girls, COUNT(girls), girls_second, COUNT(girls_second), name_out);
}
