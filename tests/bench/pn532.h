/*
 * pn532: an NXP PN532 chip behind a serial line, with cards in its field.
 *
 * A thread owns the far end of a pseudo-terminal and speaks the chip's high speed UART
 * protocol (UM0701-02, chapters 6 and 7), so that libnfc's pn532_uart driver, nfc-list and
 * nfc-poll find a chip there and none of them is changed. Done as the chip does: wake-up,
 * ACK, error and extended frames, host ACK as abort, PowerDown, Diagnose, registers,
 * InListPassiveTarget (NbTg 0, one or two cards, types A and B), InAutoPoll, InDataExchange,
 * InCommunicateThru with the presence checks libnfc sends, InDeselect, InRelease; status 01
 * when a card does not answer, 13 for a broken frame, 27 for a target that is not there, 29
 * for a card that left.
 *
 * In real time every byte takes its time on the serial line (10 bits a byte, at the speed the
 * host has set for it) and in the air (106 kbit/s, 9 bits a byte, ISO/IEC 14443-4 blocks of at
 * most 64 bytes), paced with absolute deadlines. Else nothing waits but what waits for a card.
 */
#ifndef TESTS_BENCH_PN532_H
#define TESTS_BENCH_PN532_H

#include "picc.h"

#include <stdbool.h>

/* Cards that fit into the field at once. */
#define PN532_FIELD_MAX 3

struct pn532;

/* Starts a chip whose serial line is found at the symbolic link `link_path` (replaced when
 * present): libnfc's connection string is "pn532_uart:" and that path. Returns 0 or -errno;
 * *chip_out is the caller's until pn532_stop. */
int pn532_start(const char *link_path, bool real_time, struct pn532 **chip_out);

/* Unplugs the chip: the line hangs up, the link is removed. NULL is allowed. */
void pn532_stop(struct pn532 *chip);

/* Puts a card into the field. *card stays the caller's, is not copied, and is in use until it
 * was removed or the chip stopped. Putting one twice changes nothing. Returns 0 or -ENOSPC. */
int pn532_put(struct pn532 *chip, const struct picc *card);

/* Takes a card out of the field, in the middle of an exchange if there is one; NULL: all.
 * When it returns the chip no longer uses the card. */
void pn532_remove(struct pn532 *chip, const struct picc *card);

/* Whether no card is in the field. */
bool pn532_is_empty(struct pn532 *chip);

/* What can go wrong, once, for testing. */
enum pn532_trouble {
    PN532_TROUBLE_NONE,
    PN532_DELAY,        /* the reply comes delay_ms late, real time or not */
    PN532_TRUNCATE,     /* the reply frame stops in the middle */
    PN532_BAD_CHECKSUM, /* its data checksum is wrong */
    PN532_NAD,          /* its status byte says a NAD follows */
    PN532_MUTE,         /* no ACK and no reply */
    PN532_CARD_LEAVES,  /* all cards leave as the command starts */
    PN532_CARD_MUMBLES, /* status 13: what the card sent was broken */
};

struct pn532_fault {
    enum pn532_trouble trouble;
    uint8_t command; /* of the chip: 0x40 is InDataExchange; 0: any */
    uint32_t skip;   /* so many of these commands go well first */
    uint32_t delay_ms;
};

/* From now on replies come from these bytes (pn532_script.h) until they are used up. *bytes stays
 * the caller's, and in use until then or the next call. */
void pn532_speak(struct pn532 *chip, const uint8_t *bytes, size_t size);

/* Arms one fault, replacing the one armed before. */
void pn532_break(struct pn532 *chip, const struct pn532_fault *fault);

#endif
