/*
 * chip: what an e-KTP gives through a SAM: biodata, both minutiae files, the written signature and
 * the issuer's signature over all of it.
 *
 *   card C, SAM S             both are ektp_links: bytes in, bytes out, nothing else is known here
 *   C SELECT 7F0A, (type B: identifier), READ 6FF0
 *   S FF                      a new session
 *   C 84 -> S F1 -> C 82 -> S F2        each proves itself to the other
 *   S F3 -> C -> S F4         every protected command
 *   S FA 00 .. 04             what was read is what the issuer signed
 *
 * The SAM is a black box: it keeps all keys, wraps, unwraps and judges. None is in here. What is
 * known of its commands comes from one public source each and stands in one table in chip.c.
 *
 * Errors of all calls: the card link's own (reader.h); -EMEDIUMTYPE no e-KTP; -EACCES the card
 * refuses a file; -EBADMSG nonsense from the card; -EKEYREJECTED card or SAM found the other, a
 * wrapped message or the signature not genuine; -ENXIO the SAM does not answer; -EPERM it refuses
 * to work.
 */
#ifndef DRIVERS_CARD_CHIP_H
#define DRIVERS_CARD_CHIP_H

#include "ektp.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The SAM's link: as struct ektp_link; its exchange returns -ENXIO or -EPERM when it fails. */
struct chip {
    const struct ektp_link *card, *sam; /* borrowed */
    bool type_b;                        /* the card tells its identifier itself */
    size_t uid_size;
    uint8_t uid[EKTP_IDENTIFIER + 2]; /* type A: set by the caller; type B: filled in */
    struct ektp_file control, biodata, written, minutiae[2], signature, photo;
};

/* Brings card and SAM together and reads biodata and both minutiae files. *chip is zeroed before
 * the first call but for links, type and UID, and wiped by its owner. After a lost contact it is
 * called again: the SAM's sums of what was read begin anew with its session, so protected files are
 * read anew; what is open is not. Returns 0 or an error as above. */
int chip_identity(struct chip *chip);

/* Goes on after chip_identity: signatures and photo, and the SAM's verdict on everything. Returns
 * 0 when it all was signed by the issuer, or an error as above. */
int chip_prove(struct chip *chip);

#endif
