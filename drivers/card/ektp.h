/*
 * ektp: the files of an e-KTP, and what it gives without a SAM: its identifier and its photo.
 *
 * ISO/IEC 7816-4 file access: DF 7F0A, under it transparent EFs that begin with a 2-byte
 * big-endian length excluding itself. What is known of the card only from few sources stands
 * in one table in ektp.c. Nothing here knows a reader: bytes pass through ektp_link.
 */
#ifndef DRIVERS_CARD_EKTP_H
#define DRIVERS_CARD_EKTP_H

#include <stddef.h>
#include <stdint.h>

enum ektp_limits {
    EKTP_IDENTIFIER = 8,   /* bytes a type B card tells about itself */
    EKTP_FILE_MAX = 16384, /* twice the whole memory of the card */
    EKTP_SIGNATURE_SIZE = 0x50,
};

enum ektp_ef {
    EKTP_CONTROL = 0x6ff0, /* open */
    EKTP_BIODATA,          /* this and the others only through a SAM (chip.h) */
    EKTP_PHOTO,            /* open */
    EKTP_WRITTEN,          /* the holder's written signature */
    EKTP_MINUTIAE,         /* of two fingers; nothing says which */
    EKTP_MINUTIAE_OTHER,
    EKTP_SIGNATURE, /* EKTP_SIGNATURE_SIZE bytes, the issuer's, over the others */
};

/* Carries one command to the card and its answer back: at most *reply_size bytes into reply,
 * their number into *reply_size. Returns 0 or -errno, which the functions below hand on. */
struct ektp_link {
    int (*exchange)(void *reader, const uint8_t *command, size_t size, uint8_t *reply,
                    size_t *reply_size);
    void *reader;
    unsigned chunk;    /* most bytes to ask for at once; 0: as many as a plain reply takes */
    unsigned multiple; /* bytes asked for are a multiple of this; 0: need not be */
};

/* A file on its way from the card. Zeroed before the first call; the owner wipes it. A file without
 * length field: `size` is set by the caller. */
struct ektp_file {
    size_t size; /* as the length field says, with the field; 0: not yet known */
    size_t have; /* bytes that have come */
    uint8_t bytes[EKTP_FILE_MAX];
};

/* Selects the e-KTP's DF. Returns 0; -EMEDIUMTYPE when the card answers that it has none;
 * -EBADMSG when it answers nonsense; or the link's error. */
int ektp_select(const struct ektp_link *link);

/* Asks a type B card, after ektp_select, for its identifier. Returns 0, -EBADMSG or the link's
 * error. */
int ektp_identifier(const struct ektp_link *link, uint8_t identifier_out[EKTP_IDENTIFIER]);

/* Reads an EF, after ektp_select. Goes on where *file stands, so that after a lost contact and
 * a new ektp_select no byte is asked for twice. Returns 0 when the file is whole; -EACCES when
 * the card refuses; -EBADMSG for an empty, overlong or shorter file than it claims, or nonsense;
 * or the link's error. On failure *file keeps what has come. */
int ektp_read(const struct ektp_link *link, enum ektp_ef ef, struct ektp_file *file);

/* The content after the length field. Both belong to *file, which must be whole. */
const uint8_t *ektp_content(const struct ektp_file *file);
size_t ektp_content_size(const struct ektp_file *file);

#endif
