/*
 * reader: the NFC reader, and the only file here that knows libnfc.
 *
 * Finds ISO/IEC 14443 type A and type B cards, says whether one lies alone, exchanges APDUs
 * with it and notices when it is taken away. Every call has a time-out of its own; what libnfc
 * may wait for without end is bounded by alarm(2): SIGALRM then ends the process, and whoever
 * supervises it starts it again. libnfc 1.8 ends the process likewise, by abort(3) or a signal,
 * when the chip's status byte announces a NAD or is missing, and when the chip tells of a UID above
 * 10 bytes or an ATS without its length; commands are capped below the size that makes it abort.
 *
 * Known limit: on some PN532 boards type B cards never answer; nothing here can help that.
 *
 * Errors of all calls: -ENODEV the reader is gone or dumb, close and open again; -ENOMEDIUM no
 * card in the field, or the card left; -EIO the card was not understood, reader_again may help.
 */
#ifndef DRIVERS_CARD_READER_H
#define DRIVERS_CARD_READER_H

#include "../wire.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reader;

enum reader_type { READER_TYPE_A, READER_TYPE_B };

struct reader_card {
    enum reader_type type;
    bool iso_dep;    /* speaks APDUs */
    bool changing;   /* takes a new number each time it gets power: type B, and type A with 4 bytes
                        that begin with 08 (ISO/IEC 14443-3 clause 6.5.4) */
    size_t uid_size; /* type B: 4, the PUPI */
    uint8_t uid[WIRE_UID_MAX];
};

/* Makes a closed reader that will try these libnfc connection strings, separated by spaces, in
 * their order. Returns 0, -EINVAL when there are none or too many or one is too long, -ENOMEM.
 * *reader_out belongs to the caller until reader_free. */
int reader_new(const char *connections, struct reader **reader_out);

/* Closes and frees; NULL is allowed. */
void reader_free(struct reader *reader);

/* Opens the first connection that answers; each is tried twice, since a chip left in the middle
 * of a command is dumb once. Returns 0 or -ENODEV. */
int reader_open(struct reader *reader);

/* libnfc's name of the open device, valid until it is closed. */
const char *reader_name(const struct reader *reader);

/* Looks for a card once and selects it; takes some 30 ms when the field is empty. Returns 0,
 * -ENOMEDIUM or -ENODEV. */
int reader_look(struct reader *reader, struct reader_card *card_out);

enum { READER_ANSWERS = 160 };

/* What the selected card answered to its selection but its number, as text: "type A, ATQA 0044,
 * SAK 20, ATS 75778102" or "type B, ATQB (without PUPI) ...". */
void reader_answers(const struct reader *reader, char text_out[READER_ANSWERS]);

/* Makes sure that the selected card lies alone; it is selected afresh. Returns 0, -ENOTUNIQ
 * when there is another one, or an error as above. */
int reader_alone(struct reader *reader, const struct reader_card *card);

/* Takes the field away and selects the same card afresh; a changing one cannot be told from its
 * like. Returns 0, -ENOMEDIUM when there is none or another one, or -ENODEV. */
int reader_again(struct reader *reader, const struct reader_card *card);

/* Whether the card is still there; NULL: whether several cards are. Returns 0, -ENOMEDIUM, -ENODEV.
 */
int reader_present(struct reader *reader, const struct reader_card *card);

/* Wipes what is still known of the last card. */
void reader_forget(struct reader *reader);

/* Sends one APDU to the selected card and receives its answer (struct ektp_link). Returns 0,
 * -EINVAL for a command above APDU_COMMAND_MAX, -EBADMSG for an answer above *reply_size, or an
 * error as above. */
int reader_exchange(void *reader, const uint8_t *command, size_t size, uint8_t *reply,
                    size_t *reply_size);

#endif
