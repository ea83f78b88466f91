#include "kiosk/family.h"

#include <string.h>

enum { DAY_S = 86400 };

static const struct wire_programme programmes[] = {
    {.code = "PKH",
     .name = "PKH",
     .verdict = WIRE_VERDICT_NOT_ELIGIBLE,
     .verdict_text = "Menurut data sekarang, ada syarat yang belum terpenuhi."},
    {.code = "BPNT",
     .name = "BPNT",
     .verdict = WIRE_VERDICT_RECEIVING,
     .amount = 600000,
     .stage = "4",
     .place = "Kantor Pos Glagah",
     .collect_by_day = 20270212,
     .account = "•••• 1736",
     .rules = "2026.4, 15 Oktober 2026"},
    {.code = "LPG",
     .name = "LPG 3 kg",
     .verdict = WIRE_VERDICT_QUEUED,
     .queue_place = 12,
     .queue_before = 15,
     .refresh_day = 20270101},
};

static const struct wire_reason reasons[] = {
    {.id = "r1",
     .kind = "vehicle",
     .title = "Sepeda motor",
     .says = "Tercatat 1 sepeda motor 155 cc.",
     .owner = "L***** B*********",
     .corrector = "Samsat: lapor jual",
     .source = "Polri",
     .limit = "Sepeda motor paling besar 150 cc, tanpa mobil.",
     .as_of_day = 20260930,
     .effect = WIRE_EFFECT_AGAINST,
     .decisive = 1,
     .grounds = 7},
    {.id = "r2",
     .kind = "electricity",
     .title = "Daya listrik",
     .says = "Tercatat daya listrik 2.200 VA di rumah ini.",
     .source = "PLN",
     .limit = "Daya paling besar 1.300 VA.",
     .as_of_day = 20260831,
     .effect = WIRE_EFFECT_AGAINST,
     .decisive = 1,
     .grounds = 6},
    {.id = "r3",
     .kind = "household",
     .title = "Kartu keluarga ditemukan",
     .says = "Keluarga tercatat di Dukcapil.",
     .source = "Dukcapil",
     .as_of_day = 20261001,
     .effect = WIRE_EFFECT_FOR},
    {.id = "r4",
     .kind = "civil_servant",
     .title = "Bukan pegawai negeri",
     .says = "Tidak ada anggota keluarga yang tercatat sebagai pegawai negeri.",
     .source = "BKN",
     .as_of_day = 20261001,
     .effect = WIRE_EFFECT_FOR},
};

static const struct wire_ground grounds[] = {
    {.code = "sold",
     .text = "Sudah dijual",
     .asks = "Kapan dijual?",
     .evidence = "Surat jual beli, jika ada."},
    {.code = "not_mine", .text = "Bukan milik keluarga saya"},
    {.code = "changed", .text = "Keadaannya sudah berubah", .unrecorded = 1},
};

static const struct wire_case own_case = {.number = "482910000017",
                                          .what = "Daya listrik (PLN), PKH",
                                          .ground = "Sudah berubah",
                                          .state = WIRE_CASE_RECEIVED,
                                          .state_text = "masuk",
                                          .reasons = {"r2"},
                                          .expected_day = 20261222,
                                          .channel = "Kantor Desa Kemiren"};

static const struct wire_payment payments[] = {
    {.programme = 1,
     .state = WIRE_PAYMENT_READY,
     .amount = 600000,
     .collect_by_day = 20270212,
     .stage = "4",
     .state_text = "siap diambil"},
    {.programme = 1,
     .state = WIRE_PAYMENT_PAID,
     .amount = 600000,
     .day = 20260820,
     .stage = "3",
     .state_text = "sudah dibayar"},
};

static const struct wire_opening openings[] = {
    {.own = 1, .place = "Kantor Desa Kemiren"},
    {.place = "Kantor Desa Kemiren", .helper = "WAYAN LATIHAN", .witness = "MADE LATIHAN"},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

void family_breakdown(struct wire_breakdown *b, int64_t wall_s)
{
    strcpy(b->subject, "latihan");
    strcpy(b->name, "LATIHAN BANYUWANGI");
    strcpy(b->address_as, "Ibu");
    strcpy(b->rules, "2026.4, 15 Oktober 2026");
    b->made_at = wall_s;
    b->programme_count = COUNT(programmes);
    memcpy(b->programmes, programmes, sizeof programmes);
    for (unsigned i = 0; i < COUNT(programmes); i++) {
        b->programmes[i].objection_opens_at = wall_s - 10 * DAY_S;
        b->programmes[i].objection_closes_at = wall_s + 20 * DAY_S;
        b->programmes[i].may_object = 1;
    }
    b->reason_count = COUNT(reasons);
    memcpy(b->reasons, reasons, sizeof reasons);
    b->ground_count = COUNT(grounds);
    memcpy(b->grounds, grounds, sizeof grounds);
    b->case_count = 1;
    b->cases[0] = own_case;
    b->cases[0].accepted_at = wall_s - 2 * DAY_S;
    b->cases[0].stage_count = 2;
    b->cases[0].stages[0] =
        (struct wire_stage){.at = wall_s - 2 * DAY_S, .state = WIRE_CASE_RECEIVED};
    b->cases[0].stages[1] = (struct wire_stage){.at = wall_s - DAY_S, .state = WIRE_CASE_CHECKING};
    b->payment_count = COUNT(payments);
    memcpy(b->payments, payments, sizeof payments);
    b->opening_count = COUNT(openings);
    memcpy(b->openings, openings, sizeof openings);
    for (unsigned i = 0; i < COUNT(openings); i++)
        b->openings[i].at = wall_s - i * DAY_S;
}
