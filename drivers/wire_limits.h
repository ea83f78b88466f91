/*
 * wire_limits: how much a message (wire.h) holds at most: the limits of every driver, in one place.
 */
#ifndef DRIVERS_WIRE_LIMITS_H
#define DRIVERS_WIRE_LIMITS_H

/* The largest packet a Unix socket passed on the boards tried was 208,896 bytes. */
#define WIRE_PACKET_MAX (192u * 1024u)

/* An instant, in seconds since 1970 UTC: the last of the year 9999. */
#define WIRE_INSTANT_MAX 253402300799LL

enum wire_limits {
    WIRE_UID_MAX = 10,      /* ISO 14443-3: 4, 7 or 10 bytes */
    WIRE_DIGEST = 32,       /* SHA-256 */
    WIRE_NIK = 20,          /* 16 digits and NUL, to a multiple of four */
    WIRE_PHOTO_WIDTH = 240, /* pixels, RGB565 */
    WIRE_PHOTO_HEIGHT = 320,
    WIRE_TEMPLATES_MAX = 4,
    WIRE_TEMPLATE_SIZE = 1600, /* ISO/IEC 19794-2:2005 record of 255 minutiae: 1,560 */
    WIRE_PROGRAMMES_MAX = 16,
    WIRE_REASONS_MAX = 64,
    WIRE_GROUNDS_MAX = 24,
    WIRE_CASES_MAX = 16,
    WIRE_CONTESTED_MAX = 8, /* reasons in one objection */
    WIRE_PAYMENTS_MAX = 24, /* of all programmes, the newest */
    WIRE_STAGES_MAX = 8,    /* of one case */
    WIRE_CHANGES_MAX = 4,   /* records corrected by one case */
    WIRE_OPENINGS_MAX = 16, /* the newest */
    WIRE_AGENTS_MAX = 8,
    WIRE_ASKS = 48, /* two lines of the largest letters, above four rows of keys */
    WIRE_CODE = 32, /* machine codes and ids, bytes with the NUL */
    WIRE_TITLE = 80,
    WIRE_NAME = 208, /* 200 characters as printed on a card */
    WIRE_TEXT = 320,
    WIRE_LONG_TEXT = 1024,
    WIRE_NUMBER = 16,    /* receipt number: digits only */
    WIRE_KEY = 16,       /* idempotency key, bytes */
    WIRE_LOUDEST = 6,    /* steps of loudness, 1 the softest */
    WIRE_PRINT_MAX = 40, /* lines of one receipt on paper */
    WIRE_SPEECH = 8192,  /* what is said at once: the longest text of a screen, read whole */
};

#endif
