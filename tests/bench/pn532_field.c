#include "pn532_field.h"

#include <errno.h>
#include <string.h>

#define RF_BYTE_NS     84956 /* 8 bits and parity, 128 / 13.56 MHz each */
#define FRAME_DELAY_NS 86430 /* 1172 / fc, ISO/IEC 14443-3 clause 6.2.1.1 */
#define BLOCK_MAX      64    /* FSD of the chip and FSC of the cards */
#define BLOCK_OVERHEAD 3     /* PCB and CRC */

void pn532_field_init(struct pn532_field *field)
{
    memset(field, 0, sizeof *field);
    pthread_mutex_init(&field->lock, NULL);
}

void pn532_field_end(struct pn532_field *field)
{
    pthread_mutex_destroy(&field->lock);
}

static void reset(const struct picc *card)
{
    if (card && card->reset)
        card->reset(card->card);
}

int pn532_field_put(struct pn532_field *field, const struct picc *card)
{
    int space = -1, result = 0;
    bool there = false;
    pthread_mutex_lock(&field->lock);
    for (int i = 0; i < PN532_FIELD_MAX; i++) {
        there |= field->slots[i].card == card;
        if (space < 0 && !field->slots[i].card)
            space = i;
    }
    if (!there && space < 0) {
        result = -ENOSPC;
    } else if (!there) {
        field->slots[space].card = card;
        field->slots[space].placing = ++field->placings;
        field->slots[space].state = PN532_CARD_IDLE;
    }
    pthread_mutex_unlock(&field->lock);
    return result;
}

void pn532_field_remove(struct pn532_field *field, const struct picc *card)
{
    pthread_mutex_lock(&field->lock);
    for (int i = 0; i < PN532_FIELD_MAX; i++) {
        if (card && field->slots[i].card != card)
            continue;
        reset(field->slots[i].card);
        field->slots[i].card = NULL;
    }
    pthread_mutex_unlock(&field->lock);
}

bool pn532_field_is_empty(struct pn532_field *field)
{
    bool empty = true;
    pthread_mutex_lock(&field->lock);
    for (int i = 0; i < PN532_FIELD_MAX; i++)
        empty = empty && !field->slots[i].card;
    pthread_mutex_unlock(&field->lock);
    return empty;
}

void pn532_field_off(struct pn532_field *field)
{
    pthread_mutex_lock(&field->lock);
    for (int i = 0; i < PN532_FIELD_MAX; i++) {
        reset(field->slots[i].card);
        field->slots[i].state = PN532_CARD_IDLE;
    }
    pthread_mutex_unlock(&field->lock);
}

/* Air time of n bytes in ISO/IEC 14443-4 blocks, each but the last acknowledged. */
static int64_t blocks_ns(size_t n)
{
    size_t per_block = BLOCK_MAX - BLOCK_OVERHEAD, blocks = n ? (n + per_block - 1) / per_block : 1;
    int64_t bytes = (int64_t)(n + blocks * BLOCK_OVERHEAD + (blocks - 1) * BLOCK_OVERHEAD);
    return bytes * RF_BYTE_NS + (int64_t)(2 * blocks - 1) * FRAME_DELAY_NS;
}

/* Air time of anticollision, selection and activation of a card. */
static int64_t select_ns(const struct picc *card)
{
    if (card->type == PICC_TYPE_B)
        return (5 + 14 + 11 + 3) * RF_BYTE_NS + 4 * FRAME_DELAY_NS;
    int levels = card->uid_size == 4 ? 1 : card->uid_size == 7 ? 2 : 3;
    int bytes = 3 + levels * (2 + 5 + 9 + 3) + (card->ats_size ? 4 + (int)card->ats_size + 2 : 0);
    return bytes * RF_BYTE_NS + (2 + 4 * levels + 2) * FRAME_DELAY_NS;
}

uint8_t pn532_field_select(struct pn532_field *field, enum picc_type type, uint8_t max,
                           struct picc cards_out[PN532_TARGETS], int64_t *air_ns_out)
{
    uint8_t found = 0;
    int64_t air_ns = 0;
    pthread_mutex_lock(&field->lock);
    memset(field->targets, 0, sizeof field->targets);
    for (int i = 0; i < PN532_FIELD_MAX && found < max && found < PN532_TARGETS; i++) {
        const struct picc *card = field->slots[i].card;
        if (!card || card->type != type || field->slots[i].state != PN532_CARD_IDLE)
            continue;
        field->slots[i].state = PN532_CARD_SELECTED;
        field->targets[found].placing = field->slots[i].placing;
        cards_out[found++] = *card;
        air_ns += select_ns(card);
    }
    pthread_mutex_unlock(&field->lock);
    *air_ns_out = air_ns;
    return found;
}

/* The slot of a target that is still in the field and selected, else -1. The lock is held. */
static int slot_of(const struct pn532_field *field, int target)
{
    uint32_t placing = field->targets[target].placing;
    for (int i = 0; i < PN532_FIELD_MAX && placing; i++)
        if (field->slots[i].card && field->slots[i].placing == placing &&
            field->slots[i].state == PN532_CARD_SELECTED)
            return i;
    return -1;
}

enum pn532_status pn532_field_exchange(struct pn532_field *field, uint8_t number,
                                       const uint8_t *bytes, size_t n, uint8_t *reply,
                                       size_t *got_out, int64_t *air_ns_out)
{
    enum pn532_status status = PN532_OK;
    if (number < 1 || number > PN532_TARGETS)
        return PN532_NOT_NOW;
    pthread_mutex_lock(&field->lock);
    int i = slot_of(field, number - 1);
    if (!field->targets[number - 1].placing) {
        status = PN532_NOT_NOW;
    } else if (field->targets[number - 1].lost) {
        status = PN532_RELEASED;
    } else {
        const struct picc *card = i < 0 ? NULL : field->slots[i].card;
        *got_out = card && card->answer ? card->answer(card->card, bytes, n, reply) : 0;
        *air_ns_out = blocks_ns(n) + blocks_ns(*got_out) + (card ? card->work_us * 1000LL : 0);
    }
    pthread_mutex_unlock(&field->lock);
    return status;
}

bool pn532_field_still(struct pn532_field *field, uint8_t number)
{
    pthread_mutex_lock(&field->lock);
    bool still = slot_of(field, number - 1) >= 0;
    field->targets[number - 1].lost = !still;
    pthread_mutex_unlock(&field->lock);
    return still;
}

bool pn532_field_first(struct pn532_field *field, struct picc *card_out)
{
    pthread_mutex_lock(&field->lock);
    int i = slot_of(field, 0);
    if (i >= 0)
        *card_out = *field->slots[i].card;
    pthread_mutex_unlock(&field->lock);
    return i >= 0;
}

void pn532_field_halt(struct pn532_field *field)
{
    pthread_mutex_lock(&field->lock);
    for (int target = 0; target < PN532_TARGETS; target++) {
        int i = slot_of(field, target);
        if (i < 0)
            continue;
        reset(field->slots[i].card);
        field->slots[i].state = PN532_CARD_HALTED;
    }
    memset(field->targets, 0, sizeof field->targets);
    pthread_mutex_unlock(&field->lock);
}
