#include "saying.h"

#include <inttypes.h>
#include <stdio.h>

enum { GROUPED = 32 };

/* "3.150.000" */
static void group(int64_t number, char text_out[GROUPED])
{
    char digits[24];
    int length = snprintf(digits, sizeof(digits), "%" PRId64, number), at = 0;

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text_out[at++] = '.';
        text_out[at++] = digits[i];
    }
    text_out[at] = 0;
}

void saying_value(enum fact fact, int64_t value, char text_out[SAYING_VALUE])
{
    char number[GROUPED];

    group(value, number);
    snprintf(text_out, SAYING_VALUE, "%s", value ? "ada" : "tidak ada");
    switch (fact) {
    case FACT_ENGINE:
        if (value)
            snprintf(text_out, SAYING_VALUE, "%s cc", number);
        break;
    case FACT_WAGE:
        if (value)
            snprintf(text_out, SAYING_VALUE, "Rp %s", number);
        break;
    case FACT_POWER:
        snprintf(text_out, SAYING_VALUE, "%s VA", number);
        break;
    case FACT_LAND:
        if (value)
            snprintf(text_out, SAYING_VALUE, "%s m²", number);
        break;
    case FACT_WELFARE:
        snprintf(text_out, SAYING_VALUE, "desil %d", fact_decile((int)value));
        break;
    case FACT_MEMBERS:
    case FACT_MEMBERS_DTSEN:
    case FACT_NEW_MEMBER:
        snprintf(text_out, SAYING_VALUE, "%s orang", number);
        break;
    case FACT_CREDIT: /* never a figure */
    case FACT_CIVIL:
    case FACT_BALANCE:
    case FACT_DISABLED:
    case FACT_PREGNANT:
    case FACT_ILLNESS:
    case FACTS:
        break;
    }
}

void saying_record(const struct household *household, enum fact fact, int32_t over,
                   char says_out[SAYING_TEXT])
{
    int32_t value = household->value[fact];
    char number[GROUPED];

    group(value, number);
    switch (fact) {
    case FACT_ENGINE:
        snprintf(says_out, SAYING_TEXT,
                 value ? "Tercatat 1 %s %d cc." : "Tidak ada kendaraan yang tercatat.",
                 value > 1000 ? "mobil" : "sepeda motor", (int)value);
        break;
    case FACT_WAGE:
        snprintf(says_out, SAYING_TEXT,
                 value ? "Tercatat upah Rp%s sebulan." : "Tidak ada upah yang tercatat.", number);
        break;
    case FACT_POWER:
        snprintf(says_out, SAYING_TEXT, "Daya listrik rumah tercatat %s VA.", number);
        break;
    case FACT_LAND:
        snprintf(says_out, SAYING_TEXT,
                 value ? "Tercatat 1 bidang tanah %s m²." : "Tidak ada tanah lain yang tercatat.",
                 number);
        break;
    case FACT_CREDIT:
        snprintf(says_out, SAYING_TEXT, "Golongan pinjaman keluarga: %s.",
                 value > over ? "pinjaman besar" : "biasa");
        break;
    case FACT_CIVIL:
        snprintf(says_out, SAYING_TEXT,
                 value ? "Ada anggota keluarga yang tercatat sebagai ASN, TNI, atau Polri."
                       : "Tidak ada anggota keluarga yang tercatat sebagai ASN, TNI, atau Polri.");
        break;
    case FACT_BALANCE:
        snprintf(says_out, SAYING_TEXT, "Golongan rekening keluarga: %s.",
                 value ? "saldo besar" : "biasa");
        break;
    case FACT_WELFARE: /* a decile is never told without what it means */
        snprintf(
            says_out, SAYING_TEXT,
            "Keluarga tercatat di desil %d. Desil 1 paling membutuhkan, desil 10 paling mampu.",
            fact_decile(value));
        break;
    case FACT_MEMBERS:
        snprintf(says_out, SAYING_TEXT, "Kartu Keluarga ditemukan, dengan %d anggota.",
                 household_present(household));
        break;
    case FACT_MEMBERS_DTSEN:
        snprintf(says_out, SAYING_TEXT, "DTSEN mencatat %d anggota, Dukcapil mencatat %d.",
                 (int)value, household_present(household));
        break;
    case FACT_NEW_MEMBER:
        snprintf(says_out, SAYING_TEXT,
                 "Ada %d anggota baru di Kartu Keluarga. Tingkat kesejahteraan dihitung ulang.",
                 (int)value);
        break;
    case FACT_DISABLED:
        snprintf(says_out, SAYING_TEXT, "Tercatat anggota keluarga dengan disabilitas berat.");
        break;
    case FACT_PREGNANT:
        snprintf(says_out, SAYING_TEXT, "Tercatat kehamilan dalam keluarga.");
        break;
    case FACT_ILLNESS:
        snprintf(says_out, SAYING_TEXT, "Tercatat perawatan rutin dalam keluarga.");
        break;
    case FACTS:
        break;
    }
}
