#include "other_card.h"

#include <stdbool.h>
#include <string.h>

static size_t refuse(void *self, const uint8_t *apdu, size_t n, uint8_t *reply)
{
    (void)self;
    reply[0] = n >= 2 && apdu[1] == 0xa4 ? 0x6a : 0x6d;
    reply[1] = reply[0] == 0x6a ? 0x82 : 0x00;
    return 2;
}

static size_t say_nothing(void *self, const uint8_t *apdu, size_t n, uint8_t *reply)
{
    (void)self;
    (void)apdu;
    (void)n;
    (void)reply;
    return 0;
}

const struct picc *bank_card_init(struct picc *card, const uint8_t uid[4])
{
    *card = (struct picc){
        .type = PICC_TYPE_A,
        .uid_size = 4,
        .atqa = {0x00, 0x04},
        .sak = 0x20,
        .ats = {0x05, 0x78, 0x77, 0x81, 0x02},
        .ats_size = 5,
        .work_us = 1500,
        .answer = refuse,
    };
    memcpy(card->uid, uid, 4);
    return card;
}

/* Any bytes will do, so long as the next ones differ. */
static void renumber(void *self)
{
    struct picc *card = self;
    uint32_t next = (uint32_t)card->uid[1] << 16 | (uint32_t)card->uid[2] << 8 | card->uid[3];

    next = next * 1103515245 + 12345;
    for (size_t i = 1; i < 4; i++)
        card->uid[i] = (uint8_t)(next >> (8 * i));
}

const struct picc *phone_init(struct picc *card)
{
    static const uint8_t first[4] = {0x08, 0x2c, 0x71, 0xe0};

    bank_card_init(card, first);
    card->reset = renumber;
    card->card = card;
    return card;
}

/* SELECT by name of the application goes well, what is under it does not (clause 3.6.2). */
static size_t answer_as_passport(void *self, const uint8_t *apdu, size_t n, uint8_t *reply)
{
    static const uint8_t name[7] = {0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01};
    bool named = n >= 12 && apdu[1] == 0xa4 && apdu[2] == 0x04 && !memcmp(apdu + 5, name, 7);

    if (!named)
        return refuse(self, apdu, n, reply);
    reply[0] = 0x90;
    reply[1] = 0x00;
    return 2;
}

const struct picc *passport_init(struct picc *card)
{
    phone_init(card);
    card->atqa[1] = 0x08;
    card->answer = answer_as_passport;
    return card;
}

static void renumber_b(void *self)
{
    struct picc *card = self;

    for (size_t i = 0; i < sizeof card->pupi; i++)
        card->pupi[i] = (uint8_t)(card->pupi[i] * 109 + 89);
}

const struct picc *passport_init_b(struct picc *card)
{
    *card = (struct picc){
        .type = PICC_TYPE_B,
        .pupi = {0x5e, 0x21, 0x90, 0x0c},
        .protocol_info = {0x00, 0x81, 0x81},
        .work_us = 1500,
        .answer = answer_as_passport,
        .reset = renumber_b,
        .card = card,
    };
    return card;
}

const struct picc *tag_init(struct picc *card)
{
    static const uint8_t uid[4] = {0x9a, 0x40, 0x17, 0xc5};

    bank_card_init(card, uid);
    card->sak = 0x08;
    card->ats_size = 0;
    return card;
}

const struct picc *silent_card_init(struct picc *card)
{
    static const uint8_t uid[4] = {0x6d, 0x02, 0xb8, 0x51};

    bank_card_init(card, uid);
    card->answer = say_nothing;
    return card;
}
