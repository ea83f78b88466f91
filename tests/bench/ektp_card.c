#include "ektp_card.h"

#include <stdbool.h>
#include <string.h>

enum { DF_EKTP = 0x7f0a, EF_CARD_CONTROL = 0x6ff0, EF_PHOTO = 0x6ff2, EF_LAST = 0x6ff6 };

/* Card control of the 51-byte kind; its content means nothing outside the card's makers. */
static const uint8_t card_control[2 + 51] = {0x00, 51, 0x01, 0x02, 0x03};

static size_t status(uint8_t *reply, uint16_t word)
{
    reply[0] = (uint8_t)(word >> 8);
    reply[1] = (uint8_t)word;
    return 2;
}

static size_t select_file(struct ektp_card *card, uint16_t id, uint8_t *reply)
{
    if (id == DF_EKTP) {
        card->df = id;
        card->ef = 0;
    } else if (card->df == DF_EKTP && id >= EF_CARD_CONTROL && id <= EF_LAST) {
        card->ef = id;
    } else {
        return status(reply, 0x6a82);
    }
    return status(reply, 0x9000);
}

static size_t read_binary(const struct ektp_card *card, bool secured, size_t offset, size_t want,
                          uint8_t *reply)
{
    const uint8_t *file = card->ef == EF_PHOTO ? card->photo : card_control;
    size_t size = card->ef == EF_PHOTO ? card->photo_size : sizeof card_control;
    if (!card->ef)
        return status(reply, 0x6986);
    if (card->ef != EF_PHOTO && card->ef != EF_CARD_CONTROL) {
        file = secured ? ektp_chip_file(card->chip, card->ef, &size) : NULL;
        if (!file)
            return status(reply, 0x6982);
    }
    if (offset >= size)
        return status(reply, 0x6b00);
    size_t n = want < size - offset ? want : size - offset;
    memcpy(reply, file + offset, n);
    return n + status(reply + n, n < want ? 0x6282 : 0x9000);
}

/* `secured`: the command came wrapped. */
static size_t answer_plain(struct ektp_card *card, bool secured, const uint8_t *apdu, size_t n,
                           uint8_t *reply)
{
    uint16_t p1p2 = (uint16_t)(apdu[2] << 8 | apdu[3]);
    size_t le = n == 5 && apdu[4] ? apdu[4] : 256;
    if (apdu[0] != 0x00)
        return status(reply, 0x6e00);
    switch (apdu[1]) {
    case 0xa4:
        if (n < 7 || apdu[4] != 2)
            return status(reply, 0x6700);
        return select_file(card, (uint16_t)(apdu[5] << 8 | apdu[6]), reply);
    case 0xb0:
        return n == 5 ? read_binary(card, secured, p1p2, le, reply) : status(reply, 0x6700);
    case 0xdd:
        if (card->picc.type != PICC_TYPE_B || n != 5 || le != sizeof card->identifier)
            return status(reply, 0x6d00);
        memcpy(reply, card->identifier, sizeof card->identifier);
        return sizeof card->identifier + status(reply + sizeof card->identifier, 0x9000);
    default:
        return status(reply, 0x6d00);
    }
}

static size_t answer(void *self, const uint8_t *apdu, size_t n, uint8_t *reply)
{
    struct ektp_card *card = self;
    uint8_t plain[MESSAGING_MAX];
    if (n < 4)
        return status(reply, 0x6700);
    if (!card->chip)
        return answer_plain(card, false, apdu, n, reply);
    if (apdu[0] == 0x00 && (apdu[1] == 0x82 || apdu[1] == 0x84))
        return ektp_chip_authenticate(card->chip, apdu, n, reply);
    if (apdu[0] != 0x0c) {
        ektp_chip_close(card->chip);
        return answer_plain(card, false, apdu, n, reply);
    }
    n = ektp_chip_unwrap(card->chip, apdu, n, plain);
    if (!n)
        return status(reply, 0x6988);
    return ektp_chip_wrap(card->chip, plain[1], reply, answer_plain(card, true, plain, n, reply));
}

static void reset(void *self)
{
    struct ektp_card *card = self;
    if (card->chip)
        ektp_chip_close(card->chip);
    card->df = card->ef = 0;
}

static bool set_photo(struct ektp_card *card, const uint8_t *jpeg, size_t size)
{
    if (size > EKTP_CARD_PHOTO_MAX)
        return false;
    card->photo[0] = (uint8_t)(size >> 8);
    card->photo[1] = (uint8_t)size;
    if (size)
        memcpy(card->photo + 2, jpeg, size);
    card->photo_size = 2 + size;
    return true;
}

const struct picc *ektp_card_init(struct ektp_card *card, const uint8_t *uid, size_t uid_size,
                                  const uint8_t *jpeg, size_t jpeg_size)
{
    if (uid_size != 4 && uid_size != 7 && uid_size != 10)
        return NULL;
    *card = (struct ektp_card){
        .picc = {.type = PICC_TYPE_A,
                 .uid_size = uid_size,
                 .atqa = {0x00, 0x44},
                 .sak = 0x20,
                 .ats = {0x06, 0x75, 0x77, 0x81, 0x02, 0x80},
                 .ats_size = 6,
                 .work_us = EKTP_CARD_WORK_US,
                 .answer = answer,
                 .reset = reset,
                 .card = card},
    };
    memcpy(card->picc.uid, uid, uid_size);
    return set_photo(card, jpeg, jpeg_size) ? &card->picc : NULL;
}

const struct picc *ektp_card_init_b(struct ektp_card *card, const uint8_t identifier[8],
                                    const uint8_t *jpeg, size_t jpeg_size)
{
    *card = (struct ektp_card){
        .picc = {.type = PICC_TYPE_B,
                 .pupi = {0x1a, 0x2b, 0x3c, 0x4d},
                 .protocol_info = {0x00, 0x51, 0x81},
                 .work_us = EKTP_CARD_WORK_US,
                 .answer = answer,
                 .reset = reset,
                 .card = card},
    };
    memcpy(card->identifier, identifier, sizeof card->identifier);
    return set_photo(card, jpeg, jpeg_size) ? &card->picc : NULL;
}
