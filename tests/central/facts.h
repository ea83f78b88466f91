/*
 * facts: what the sources behind the government's data bridge can say about a family, each as one
 * number; 0 means nothing on record. Rules name facts by their key. Pure.
 */
#ifndef TESTS_CENTRAL_FACTS_H
#define TESTS_CENTRAL_FACTS_H

#include <stdbool.h>

enum source {
    SOURCE_DUKCAPIL,
    SOURCE_DTSEN,
    SOURCE_BPJS_TK,
    SOURCE_BPJS_KES,
    SOURCE_ATR_BPN,
    SOURCE_POLRI,
    SOURCE_HIMBARA,
    SOURCE_CREDIT,
    SOURCE_PLN,
    SOURCE_BKN,
    SOURCES
};

/* The order is that of the cards a person sees, and of the numbers kept in the database. */
enum fact {
    FACT_ENGINE,        /* Polri: the largest vehicle, cc */
    FACT_WAGE,          /* BPJS Ketenagakerjaan: rupiah a month */
    FACT_POWER,         /* PLN: VA */
    FACT_LAND,          /* ATR/BPN: m² beside the home */
    FACT_CREDIT,        /* credit bureau: rupiah outstanding */
    FACT_CIVIL,         /* BKN, with TNI and Polri: 1 */
    FACT_BALANCE,       /* Himbara: 1 for a large balance, never a figure */
    FACT_WELFARE,       /* DTSEN: 1 (poorest) .. 9999; the thousands are the decile less one */
    FACT_MEMBERS,       /* Dukcapil: persons on the family card */
    FACT_MEMBERS_DTSEN, /* DTSEN: persons it counts; may differ from Dukcapil's */
    FACT_NEW_MEMBER,    /* Dukcapil: how many joined since the last refresh */
    FACT_DISABLED,      /* DTSEN: severely disabled members */
    FACT_PREGNANT,      /* BPJS Kesehatan: pregnant members */
    FACT_ILLNESS,       /* BPJS Kesehatan: 1 for a chronic or catastrophic illness */
    FACTS
};

enum { FACTS_WELFARE_MAX = 9999 };

struct fact_card {
    const char *key; /* in rule files and reason ids */
    enum source source;
    const char *kind, *title; /* of the reason card */
    const char *sensitivity;  /* "plain", "health", "bank" */
    const char *grounds;      /* codes that may be raised against it, by spaces; "" for none */
    bool personal;            /* recorded of one member, not of the household */
    bool guarded;             /* of another member: told by institution and kind alone */
    const char *corrector;    /* who puts the record right, and how */
};

extern const struct fact_card fact_cards[FACTS];

/* "BPJS Ketenagakerjaan"; the key "bpjs_tk" is for commands and files; `weeks` is how old its
 * reports usually are. */
const char *source_name(enum source source);
const char *source_key(enum source source);
int source_weeks(enum source source);

/* Return 0 or -EINVAL for a key that is none. */
int source_read(const char *key, enum source *source_out);
int fact_read(const char *key, enum fact *fact_out);

/* 1 (poorest) .. 10 of a welfare number. */
int fact_decile(int welfare);

#endif
