#include "pn532_chip.h"

#include <string.h>

#define R_BLOCK_NS     700000    /* a 3-byte block and its answer in the air */
#define EMPTY_TRY_NS   5000000   /* one look for a card that is not there; uncertain */
#define CARD_MUTE_NS   155000000 /* frame waiting time of FWI 8, asked twice */
#define POLL_PERIOD_NS 150000000

enum command {
    DIAGNOSE = 0x00,
    GET_FIRMWARE_VERSION = 0x02,
    GET_GENERAL_STATUS = 0x04,
    READ_REGISTER = 0x06,
    WRITE_REGISTER = 0x08,
    SET_PARAMETERS = 0x12,
    SAM_CONFIGURATION = 0x14,
    POWER_DOWN = 0x16,
    RF_CONFIGURATION = 0x32,
    IN_DATA_EXCHANGE = 0x40,
    IN_COMMUNICATE_THRU = 0x42,
    IN_DESELECT = 0x44,
    IN_LIST_PASSIVE_TARGET = 0x4a,
    IN_RELEASE = 0x52,
    IN_AUTO_POLL = 0x60,
};

static void add(struct pn532_message *m, const void *bytes, size_t n)
{
    if (n > sizeof m->data - m->size)
        n = sizeof m->data - m->size;
    memcpy(m->data + m->size, bytes, n);
    m->size += n;
}

static void add_byte(struct pn532_message *m, uint8_t byte)
{
    add(m, &byte, 1);
}

static void set_field(struct pn532 *chip, bool on)
{
    if (chip->field_on && !on)
        pn532_field_off(&chip->field);
    chip->field_on = on;
}

/* Appends the target data of a card as InListPassiveTarget gives it (UM0701-02 clause 7.3.5). */
static void add_target(struct pn532_message *reply, const struct picc *card, uint8_t number,
                       bool ats)
{
    add_byte(reply, number);
    if (card->type == PICC_TYPE_A) {
        add(reply, card->atqa, sizeof card->atqa);
        add_byte(reply, card->sak);
        add_byte(reply, (uint8_t)card->uid_size);
        add(reply, card->uid, card->uid_size);
        if (ats)
            add(reply, card->ats, card->ats_size);
    } else {
        static const uint8_t attrib[2] = {0x01, 0x00};
        add_byte(reply, 0x50);
        add(reply, card->pupi, sizeof card->pupi);
        add(reply, card->application_data, sizeof card->application_data);
        add(reply, card->protocol_info, sizeof card->protocol_info);
        add(reply, attrib, sizeof attrib);
    }
}

/* Looks once for up to `max` cards. Returns how many were selected, their data appended. */
static uint8_t list_once(struct pn532 *chip, enum picc_type type, uint8_t max,
                         struct pn532_message *reply, int64_t *air_ns_out)
{
    struct picc cards[PN532_TARGETS];
    uint8_t found = pn532_field_select(&chip->field, type, max, cards, air_ns_out);
    for (uint8_t i = 0; i < found; i++)
        add_target(reply, &cards[i], (uint8_t)(i + 1), chip->auto_rats);
    return found;
}

static bool list_targets(struct pn532 *chip, const struct pn532_message *command,
                         struct pn532_message *reply)
{
    uint8_t max = command->data[1], modulation = command->data[2], found = 0;
    size_t count_at = reply->size;
    int64_t air_ns = 0;
    set_field(chip, true);
    add_byte(reply, 0);
    for (unsigned try = 0; !found && (chip->retries == 0xff || try <= chip->retries); try++) {
        if (modulation == 0x00)
            found = list_once(chip, PICC_TYPE_A, max, reply, &air_ns);
        else if (modulation == 0x03)
            found = list_once(chip, PICC_TYPE_B, max, reply, &air_ns);
        if (!pn532_pass(chip, found ? air_ns : EMPTY_TRY_NS))
            return false;
        if (!found && chip->retries == 0xff && !chip->real_time && !pn532_wait_for_change(chip, -1))
            return false;
    }
    reply->data[count_at] = found;
    return true;
}

static bool auto_poll(struct pn532 *chip, const struct pn532_message *command,
                      struct pn532_message *reply)
{
    uint8_t polls = command->data[1], period = command->data[2], found = 0;
    struct pn532_message target;
    int64_t air_ns = 0;
    set_field(chip, true);
    for (unsigned poll = 0; !found && (polls == 0xff || poll < polls); poll++) {
        for (size_t i = 3; i < command->size && !found; i++) {
            uint8_t type = command->data[i];
            target.size = 0;
            if (type == 0x00 || type == 0x10 || type == 0x20)
                found = list_once(chip, PICC_TYPE_A, 1, &target, &air_ns);
            else if (type == 0x03 || type == 0x23)
                found = list_once(chip, PICC_TYPE_B, 1, &target, &air_ns);
            const uint8_t head[3] = {found, type, (uint8_t)target.size};
            add(reply, head, found ? sizeof head : 0);
            if (!pn532_pass(chip, found ? air_ns : period * POLL_PERIOD_NS))
                return false;
        }
        int64_t round_ns = (int64_t)(command->size - 3) * period * POLL_PERIOD_NS;
        if (!found && !chip->real_time && !pn532_wait_for_change(chip, round_ns))
            return false;
    }
    if (found)
        add(reply, target.data, target.size);
    else
        add_byte(reply, 0);
    return true;
}

static bool data_exchange(struct pn532 *chip, const struct pn532_message *command,
                          struct pn532_message *reply)
{
    uint8_t number = command->data[1], answer[PICC_REPLY_MAX];
    size_t got = 0;
    int64_t air_ns = 0;
    enum pn532_status status = pn532_field_exchange(&chip->field, number, command->data + 2,
                                                    command->size - 2, answer, &got, &air_ns);
    if (status == PN532_OK && !pn532_pass(chip, air_ns))
        return false;
    if (status == PN532_OK && (!pn532_field_still(&chip->field, number) || !got)) {
        status = PN532_TIMEOUT;
        if (!pn532_pass(chip, CARD_MUTE_NS))
            return false;
    }
    add_byte(reply, (uint8_t)status);
    if (status == PN532_OK)
        add(reply, answer, got);
    return true;
}

/* Raw frames: only R(NAK), by which libnfc asks whether a card is still there. */
static bool communicate_thru(struct pn532 *chip, const struct pn532_message *command,
                             struct pn532_message *reply)
{
    const uint8_t *raw = command->data + 1;
    uint8_t r_nak = 0;
    struct picc card;
    if (pn532_field_first(&chip->field, &card)) {
        if (card.type == PICC_TYPE_B && command->size == 3)
            r_nak = 0xba; /* with CID */
        else if (card.type == PICC_TYPE_A && card.ats_size && command->size == 2)
            r_nak = 0xb2;
    }
    if (!r_nak || (raw[0] & 0xfe) != r_nak) {
        add_byte(reply, PN532_TIMEOUT);
        return pn532_pass(chip, chip->com_timeout_ns);
    }
    add_byte(reply, PN532_OK);
    add_byte(reply, (uint8_t)(raw[0] ^ 0x11)); /* R(ACK) of the other block number */
    add(reply, raw + 1, command->size - 2);
    return pn532_pass(chip, R_BLOCK_NS);
}

static bool deselect(struct pn532 *chip, struct pn532_message *reply)
{
    pn532_field_halt(&chip->field);
    add_byte(reply, PN532_OK);
    return pn532_pass(chip, R_BLOCK_NS);
}

static bool diagnose(struct pn532 *chip, const struct pn532_message *command,
                     struct pn532_message *reply)
{
    struct picc card;
    bool there = pn532_field_first(&chip->field, &card);
    switch (command->data[1]) {
    case 0x00: /* communication line: everything comes back */
        add(reply, command->data + 1, command->size - 1);
        return true;
    case 0x06: /* is the card still there */
        add_byte(reply, there ? PN532_OK : PN532_TIMEOUT);
        return pn532_pass(chip, there ? R_BLOCK_NS : chip->com_timeout_ns);
    default: /* ROM, RAM: fine */
        add_byte(reply, PN532_OK);
        return true;
    }
}

static void registers(struct pn532 *chip, const struct pn532_message *command,
                      struct pn532_message *reply)
{
    size_t step = command->data[0] == READ_REGISTER ? 2 : 3;
    for (size_t i = 1; i + step <= command->size; i += step) {
        uint8_t *r = &chip->registers[command->data[i] << 8 | command->data[i + 1]];
        if (step == 2)
            add_byte(reply, *r);
        else
            *r = command->data[i + 2];
    }
}

static bool rf_configuration(struct pn532 *chip, const struct pn532_message *command)
{
    const uint8_t *value = command->data + 2;
    size_t n = command->size - 2;
    if (command->data[1] == 0x01 && n == 1) {
        set_field(chip, value[0] & 1);
    } else if (command->data[1] == 0x02 && n == 3) {
        chip->com_timeout_ns = value[2] ? 100000LL << (value[2] - 1) % 16 : 0;
    } else if (command->data[1] == 0x05 && n == 3) {
        chip->retries = value[2];
    }
    return true;
}

static void general_status(struct pn532 *chip, struct pn532_message *reply)
{
    static const uint8_t target[4] = {0x01, 0x00, 0x00, 0x10};
    struct picc card;
    const uint8_t head[3] = {0x00, chip->field_on, pn532_field_first(&chip->field, &card)};
    add(reply, head, sizeof head);
    if (head[2])
        add(reply, target, sizeof target);
    add_byte(reply, 0x00);
}

size_t pn532_command_shortest(uint8_t code)
{
    switch ((enum command)code) {
    case GET_FIRMWARE_VERSION:
    case GET_GENERAL_STATUS:
    case IN_COMMUNICATE_THRU:
        return 1;
    case DIAGNOSE:
    case SET_PARAMETERS:
    case SAM_CONFIGURATION:
    case POWER_DOWN:
    case RF_CONFIGURATION:
    case IN_DATA_EXCHANGE:
    case IN_DESELECT:
    case IN_RELEASE:
        return 2;
    case READ_REGISTER:
    case IN_LIST_PASSIVE_TARGET:
        return 3;
    case WRITE_REGISTER:
    case IN_AUTO_POLL:
        return 4;
    }
    return 0;
}

bool pn532_command(struct pn532 *chip, const struct pn532_message *command,
                   struct pn532_message *reply)
{
    static const uint8_t version[4] = {0x32, 0x01, 0x06, 0x07};
    switch ((enum command)command->data[0]) {
    case DIAGNOSE:
        return diagnose(chip, command, reply);
    case GET_FIRMWARE_VERSION:
        add(reply, version, sizeof version);
        return true;
    case GET_GENERAL_STATUS:
        general_status(chip, reply);
        return true;
    case READ_REGISTER:
    case WRITE_REGISTER:
        registers(chip, command, reply);
        return true;
    case SET_PARAMETERS:
        chip->auto_rats = command->data[1] & 0x10;
        return true;
    case SAM_CONFIGURATION:
        return true;
    case POWER_DOWN:
        set_field(chip, false);
        chip->awake = false;
        add_byte(reply, PN532_OK);
        return true;
    case RF_CONFIGURATION:
        return rf_configuration(chip, command);
    case IN_DATA_EXCHANGE:
        return data_exchange(chip, command, reply);
    case IN_COMMUNICATE_THRU:
        return communicate_thru(chip, command, reply);
    case IN_DESELECT:
    case IN_RELEASE:
        return deselect(chip, reply);
    case IN_LIST_PASSIVE_TARGET:
        return list_targets(chip, command, reply);
    case IN_AUTO_POLL:
        return auto_poll(chip, command, reply);
    }
    return false;
}
