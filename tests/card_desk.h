/*
 * desk: the real kiosk-card with the real libnfc, and at the end of its line the emulated chip with
 * the cards that lie on it. The test is the face.
 */
#ifndef TESTS_CARD_DESK_H
#define TESTS_CARD_DESK_H

#include "bench/ektp_card.h"
#include "bench/pn532.h"
#include "drivers/wire.h"

#include <sys/types.h>

enum {
    DESK_DEADLINE_MS = 20000, /* only a broken driver reaches it */
    IN_DATA_EXCHANGE = 0x40,  /* the chip's command that carries APDUs */
};

struct desk {
    char folder[64], link[96], config[96];
    struct pn532 *chip; /* NULL: unplugged */
    struct ektp_card card;
    unsigned char *jpeg; /* on every e-KTP here */
    size_t jpeg_size;
    pid_t driver;
    int face; /* our end of the driver's fd 3 */
    struct wire_packet got;
};

/* Of our card: the UID at type A, the identifier at type B. */
extern const uint8_t desk_uid[7], desk_identifier[8];

/* A folder with settings, `more` after those of the reader, and the reader plugged in; no driver
 * runs. The photo is of this size. NULL when it cannot be made. */
struct desk *desk_new(const char *more, unsigned width_px, unsigned height_px);
void desk_free(struct desk *desk);

/* cmocka's: *state is a desk whose driver has said that it is ready; it is freed. */
int desk_ready(void **state);
int desk_cleared(void **state);

void desk_start_driver(struct desk *desk);
void desk_plug_in(struct desk *desk);
void desk_unplug(struct desk *desk);

/* Adds to the settings, for the next driver. */
void desk_configure(struct desk *desk, const char *lines);

/* The next message, which must be of this type; a fault, and this one; the end of the driver. */
const union wire_body *desk_expect(struct desk *desk, enum wire_type type);
void desk_expect_fault(struct desk *desk, enum wire_fault fault);
void desk_expect_end(struct desk *desk);

/* Ours, of type A; it is put down; all are taken away, and told to be gone. */
const struct picc *desk_own_card(struct desk *desk);
void desk_put(struct desk *desk, const struct picc *card);
void desk_take_away(struct desk *desk, uint32_t placement);

/* It is read at level tag: by this number, with the photo; after it was put down, and seen. */
void desk_expect_tag(struct desk *desk, const uint8_t *number, size_t size);
void desk_read(struct desk *desk, const struct picc *card, const uint8_t *number, size_t size);

#endif
