#include "card_desk.h"

#include "bench/spawn.h"
#include "test_card_jpeg.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <openssl/sha.h>

const uint8_t desk_uid[7] = {0x04, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 0x80};
const uint8_t desk_identifier[8] = {0x4b, 0x54, 0x50, 1, 2, 3, 4, 5};

void desk_start_driver(struct desk *desk)
{
    desk->driver = spawn_driver("kiosk-card", desk->config, &desk->face);
    assert_true(desk->driver > 0);
}

void desk_plug_in(struct desk *desk)
{
    assert_int_equal(pn532_start(desk->link, false, &desk->chip), 0);
}

void desk_unplug(struct desk *desk)
{
    pn532_stop(desk->chip);
    desk->chip = NULL;
}

void desk_configure(struct desk *desk, const char *lines)
{
    FILE *config = fopen(desk->config, "a");
    assert_non_null(config);
    assert_true(fputs(lines, config) >= 0);
    assert_int_equal(fclose(config), 0);
}

struct desk *desk_new(const char *more, unsigned width_px, unsigned height_px)
{
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    strcpy(desk->folder, "/tmp/card-desk.XXXXXX");
    if (!mkdtemp(desk->folder)) {
        free(desk);
        return NULL;
    }
    snprintf(desk->link, sizeof desk->link, "%s/pn532", desk->folder);
    snprintf(desk->config, sizeof desk->config, "%s/kiosk.conf", desk->folder);
    desk_configure(desk, "[kiosk]\npanel = 1280x800\n"
                         "[card]\nreader = pn532_uart:pn532 ; a comment\n");
    desk_configure(desk, more);
    desk->jpeg = jpeg_make(width_px, height_px, false, false, &desk->jpeg_size);
    desk->face = -1;
    desk_plug_in(desk);
    return desk;
}

void desk_free(struct desk *desk)
{
    struct dirent *entry;
    spawn_end(&desk->face, &desk->driver);
    desk_unplug(desk);
    DIR *folder = opendir(desk->folder);
    while (folder && (entry = readdir(folder)))
        if (*entry->d_name != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(desk->folder);
    free(desk->jpeg);
    free(desk);
}

static int heard(struct desk *desk)
{
    struct pollfd in = {.fd = desk->face, .events = POLLIN};
    assert_int_equal(poll(&in, 1, DESK_DEADLINE_MS), 1);
    return wire_recv(desk->face, WIRE_TO_KIOSK, &desk->got);
}

const union wire_body *desk_expect(struct desk *desk, enum wire_type type)
{
    assert_int_equal(heard(desk), 0);
    assert_string_equal(wire_name(desk->got.header.type), wire_name(type));
    assert_int_equal(desk->got.header.visit, 0);
    return &desk->got.body;
}

void desk_expect_fault(struct desk *desk, enum wire_fault fault)
{
    assert_string_equal(wire_fault_name(desk_expect(desk, WIRE_FAULT)->fault.fault),
                        wire_fault_name(fault));
}

void desk_expect_end(struct desk *desk)
{
    assert_int_equal(heard(desk), -EPIPE);
}

const struct picc *desk_own_card(struct desk *desk)
{
    return ektp_card_init(&desk->card, desk_uid, sizeof desk_uid, desk->jpeg, desk->jpeg_size);
}

void desk_put(struct desk *desk, const struct picc *card)
{
    assert_non_null(card);
    assert_int_equal(pn532_put(desk->chip, card), 0);
}

void desk_take_away(struct desk *desk, uint32_t placement)
{
    pn532_remove(desk->chip, NULL);
    assert_int_equal(desk_expect(desk, WIRE_CARD_GONE)->card_gone.placement, placement);
}

void desk_expect_tag(struct desk *desk, const uint8_t *number, size_t size)
{
    uint8_t digest[WIRE_DIGEST];
    const struct wire_card *card = &desk_expect(desk, WIRE_CARD_READ)->card_read.card;
    assert_int_equal(card->assurance, WIRE_ASSURANCE_TAG);
    assert_int_equal(card->uid_size, size);
    assert_memory_equal(card->uid, number, size);
    SHA256(desk->jpeg, desk->jpeg_size, digest);
    assert_memory_equal(card->photo_sha256, digest, sizeof digest);
}

void desk_read(struct desk *desk, const struct picc *card, const uint8_t *number, size_t size)
{
    desk_put(desk, card);
    desk_expect(desk, WIRE_CARD_SEEN);
    desk_expect_tag(desk, number, size);
}

int desk_ready(void **state)
{
    struct desk *desk = desk_new("", 300, 400);
    if (!desk)
        return -1;
    *state = desk;
    desk_start_driver(desk);
    desk_expect(desk, WIRE_READY);
    return 0;
}

int desk_cleared(void **state)
{
    desk_free(*state);
    return 0;
}
