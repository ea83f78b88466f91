/*
 * pn532_field: the antenna's field of the emulated chip, the cards in it, and the time that
 * talking to them takes in the air at 106 kbit/s.
 *
 * Cards come and go from any thread; selecting and exchanging belong to the chip's thread. All
 * calls lock by themselves.
 */
#ifndef TESTS_BENCH_PN532_FIELD_H
#define TESTS_BENCH_PN532_FIELD_H

#include "picc.h"
#include "pn532.h"

#include <pthread.h>
#include <stdbool.h>

#define PN532_TARGETS 2 /* that the chip can hold selected, numbered from 1 */

/* Status byte of the chip, UM0701-02 clause 7.1. */
enum pn532_status {
    PN532_OK = 0x00,
    PN532_TIMEOUT = 0x01,     /* the card did not answer */
    PN532_RF_PROTOCOL = 0x13, /* it answered a broken frame */
    PN532_NOT_NOW = 0x27,     /* no such target */
    PN532_RELEASED = 0x29,    /* the target is known to have left */
};

enum pn532_card_state { PN532_CARD_IDLE, PN532_CARD_SELECTED, PN532_CARD_HALTED };

struct pn532_field {
    pthread_mutex_t lock;
    uint32_t placings;
    struct {
        const struct picc *card; /* NULL: free */
        uint32_t placing;        /* tells one putting down from the next */
        enum pn532_card_state state;
    } slots[PN532_FIELD_MAX];
    struct {
        uint32_t placing; /* 0: none */
        bool lost;        /* it has failed to answer since it left */
    } targets[PN532_TARGETS];
};

void pn532_field_init(struct pn532_field *field);
void pn532_field_end(struct pn532_field *field);

/* As pn532_put, pn532_remove and pn532_is_empty. */
int pn532_field_put(struct pn532_field *field, const struct picc *card);
void pn532_field_remove(struct pn532_field *field, const struct picc *card);

bool pn532_field_is_empty(struct pn532_field *field);

/* The field is switched off: every card starts anew. */
void pn532_field_off(struct pn532_field *field);

/* Forgets the present targets and selects up to `max` cards of `type` that answer a REQ: those
 * neither halted nor under way. Returns how many; copies of their parameters go to cards_out, the
 * time it took to *air_ns_out. */
uint8_t pn532_field_select(struct pn532_field *field, enum picc_type type, uint8_t max,
                           struct picc cards_out[PN532_TARGETS], int64_t *air_ns_out);

/* Gives n bytes to a target. With PN532_OK its answer is in reply[PICC_REPLY_MAX], *got_out
 * bytes, none when it stays mute, and *air_ns_out is the time both take with the card's work. */
enum pn532_status pn532_field_exchange(struct pn532_field *field, uint8_t number,
                                       const uint8_t *bytes, size_t n, uint8_t *reply,
                                       size_t *got_out, int64_t *air_ns_out);

/* Whether a target is still in the field; one that is not is lost from now on. */
bool pn532_field_still(struct pn532_field *field, uint8_t number);

/* Copies the parameters of the first target. Returns false when there is none in the field. */
bool pn532_field_first(struct pn532_field *field, struct picc *card_out);

/* Halts all targets and forgets them. */
void pn532_field_halt(struct pn532_field *field);

#endif
