#include "facts.h"

#include <errno.h>
#include <string.h>

static const struct {
    const char *key, *name;
    int weeks;
} sources[SOURCES] = {
    [SOURCE_DUKCAPIL] = {"dukcapil", "Dukcapil", 2},
    [SOURCE_DTSEN] = {"dtsen", "DTSEN", 7},
    [SOURCE_BPJS_TK] = {"bpjs_tk", "BPJS Ketenagakerjaan", 6},
    [SOURCE_BPJS_KES] = {"bpjs_kes", "BPJS Kesehatan", 10},
    [SOURCE_ATR_BPN] = {"atr_bpn", "ATR/BPN", 20},
    [SOURCE_POLRI] = {"polri", "Polri", 12},
    [SOURCE_HIMBARA] = {"himbara", "Himbara", 5},
    [SOURCE_CREDIT] = {"credit", "Biro kredit", 9},
    [SOURCE_PLN] = {"pln", "PLN", 4},
    [SOURCE_BKN] = {"bkn", "BKN", 8},
};

const struct fact_card fact_cards[FACTS] = {
    [FACT_ENGINE] = {"engine_cc", SOURCE_POLRI, "vehicle", "Sepeda motor", "plain",
                     "sold not_mine broken changed", true, false, "Samsat: lapor jual"},
    [FACT_WAGE] = {"wage", SOURCE_BPJS_TK, "job", "Upah", "plain",
                   "lost_job wage_lower not_mine moved died", true, true,
                   "Perusahaan, lewat BPJS Ketenagakerjaan"},
    [FACT_POWER] = {"power_va", SOURCE_PLN, "electricity", "Daya listrik", "plain",
                    "meter_not_mine power_lower moved", false, false, "Kantor PLN"},
    [FACT_LAND] = {"land_m2", SOURCE_ATR_BPN, "land", "Tanah", "plain",
                   "sold not_mine inherited changed", true, false, "Kantor pertanahan (ATR/BPN)"},
    [FACT_CREDIT] = {"credit", SOURCE_CREDIT, "bank", "Pinjaman", "bank",
                     "paid_off not_mine changed", true, true, "Bank atau tempat meminjam"},
    [FACT_CIVIL] = {"civil_servant", SOURCE_BKN, "civil_servant", "ASN, TNI, atau Polri", "plain",
                    "not_mine lost_job moved died", true, false, "Instansi, lewat BKN"},
    [FACT_BALANCE] = {"large_balance", SOURCE_HIMBARA, "bank", "Rekening bank", "bank",
                      "not_mine changed", true, true, "Kantor bank"},
    [FACT_WELFARE] = {"welfare", SOURCE_DTSEN, "welfare", "Tingkat kesejahteraan", "plain",
                      "changed member_missing died moved disaster", false, false,
                      "Operator desa: pembaruan DTSEN"},
    [FACT_MEMBERS] = {"members", SOURCE_DUKCAPIL, "household", "Kartu Keluarga", "plain",
                      "member_missing moved died", false, false, "Dinas Dukcapil"},
    [FACT_MEMBERS_DTSEN] = {"members_dtsen", SOURCE_DTSEN, "household", "Jumlah anggota", "plain",
                            "member_missing moved died", false, false,
                            "Operator desa: pembaruan DTSEN"},
    [FACT_NEW_MEMBER] = {"new_member", SOURCE_DUKCAPIL, "household", "Susunan keluarga", "plain",
                         "moved died not_member", false, false, "Dinas Dukcapil"},
    [FACT_DISABLED] = {"disabled", SOURCE_DTSEN, "health", "Disabilitas berat", "health", "changed",
                       true, true, "Operator desa: pembaruan DTSEN"},
    [FACT_PREGNANT] = {"pregnant", SOURCE_BPJS_KES, "health", "Kehamilan", "health", "changed",
                       true, true, "Puskesmas atau BPJS Kesehatan"},
    [FACT_ILLNESS] = {"illness", SOURCE_BPJS_KES, "health", "Kesehatan", "health", "changed", true,
                      true, "BPJS Kesehatan"},
};

const char *source_name(enum source source)
{
    return sources[source].name;
}

const char *source_key(enum source source)
{
    return sources[source].key;
}

int source_weeks(enum source source)
{
    return sources[source].weeks;
}

int source_read(const char *key, enum source *source_out)
{
    for (int i = 0; i < SOURCES; i++) {
        if (strcmp(sources[i].key, key) == 0) {
            *source_out = (enum source)i;
            return 0;
        }
    }
    return -EINVAL;
}

int fact_read(const char *key, enum fact *fact_out)
{
    for (int i = 0; i < FACTS; i++) {
        if (strcmp(fact_cards[i].key, key) == 0) {
            *fact_out = (enum fact)i;
            return 0;
        }
    }
    return -EINVAL;
}

int fact_decile(int welfare)
{
    return welfare < 0 ? 1 : welfare > FACTS_WELFARE_MAX ? 10 : welfare / 1000 + 1;
}
