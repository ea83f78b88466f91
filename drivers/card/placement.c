#include "placement.h"

#include "ektp.h"
#include "photo.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include <openssl/sha.h>

#define PRESENCE_MS 100 /* between two looks whether the card is still there */
#define ATTEMPTS    4   /* to read a card that lies, or is just being laid, badly */

/* What was read; one card at a time. */
static struct {
    struct ektp_file file;
    struct wire_card_read identity;
    struct wire_card_photo photo;
} held;

_Static_assert(sizeof held.identity.card.photo_sha256 == SHA256_DIGEST_LENGTH, "digest");

int placement_idle(int fd, int ms)
{
    struct pollfd in = {.fd = fd, .events = POLLIN};
    struct wire_packet packet;
    int ready = poll(&in, 1, ms);
    if (ready < 0)
        return errno == EINTR ? 0 : -errno;
    if (!ready)
        return 0;
    int result = wire_recv(fd, WIRE_FROM_KIOSK, &packet);
    return result ? result : -EBADMSG;
}

/* Reads identity and photo, going on after lost contacts. */
static int read_card(struct reader *reader, const struct reader_card *card)
{
    const struct ektp_link link = {.exchange = reader_exchange, .reader = reader};
    struct wire_card *identity = &held.identity.card;
    int result = -EMEDIUMTYPE;
    for (int attempt = 0; card->iso_dep && attempt < ATTEMPTS; attempt++) {
        result = attempt ? reader_again(reader, card) : 0;
        if (attempt && card->changing) /* another card may have come: no part of this one's file */
            explicit_bzero(&held.file, sizeof held.file);
        if (!result)
            result = ektp_select(&link);
        if (!result && card->type == READER_TYPE_B) {
            identity->uid_size = EKTP_IDENTIFIER;
            result = ektp_identifier(&link, identity->uid);
        }
        if (!result)
            result = ektp_read(&link, EKTP_PHOTO, &held.file);
        if (result != -EIO && result != -ENOMEDIUM)
            break;
    }
    if (result)
        return result;
    identity->assurance = WIRE_ASSURANCE_TAG;
    if (card->type == READER_TYPE_A) {
        identity->uid_size = (uint32_t)card->uid_size;
        memcpy(identity->uid, card->uid, card->uid_size);
    }
    SHA256(ektp_content(&held.file), ektp_content_size(&held.file), identity->photo_sha256);
    return 0;
}

static enum wire_fault fault_of(int error)
{
    switch (error) {
    case -ENOTUNIQ:
        return WIRE_FAULT_CARD_SEVERAL;
    case -EMEDIUMTYPE:
        return WIRE_FAULT_CARD_NOT_EKTP;
    default:
        return WIRE_FAULT_CARD_UNREADABLE;
    }
}

/* Sends what was read, or what is wrong with the card. */
static int tell(int fd, struct placement *placement, int error)
{
    if (error) {
        placement->reason = error;
        placement->fault = fault_of(error);
        const struct wire_fault_report report = {.fault = placement->fault};
        return wire_send(fd, WIRE_FAULT, 0, &report);
    }
    held.identity.placement = placement->number;
    int result = wire_send(fd, WIRE_CARD_READ, 0, &held.identity);
    if (result)
        return result;
    placement->photo_reason =
        photo_decode(ektp_content(&held.file), ektp_content_size(&held.file), &held.photo);
    if (placement->photo_reason)
        return 0;
    held.photo.placement = placement->number;
    return wire_send(fd, WIRE_CARD_PHOTO, 0, &held.photo);
}

int placement_run(int fd, struct reader *reader, const struct reader_card *card,
                  struct placement *placement)
{
    const struct wire_card_seen seen = {.placement = placement->number};
    const struct wire_card_gone gone = {.placement = placement->number};
    int result = wire_send(fd, WIRE_CARD_SEEN, 0, &seen), lying = 0;
    if (result)
        return result;
    int error = reader_alone(reader, card);
    if (!error || error == -EIO)
        error = read_card(reader, card);
    if (error == -ENOMEDIUM || error == -ENODEV)
        lying = error;
    else
        result = tell(fd, placement, error);
    explicit_bzero(&held, sizeof held);
    while (!result && !lying) {
        result = placement_idle(fd, PRESENCE_MS);
        if (!result)
            lying = reader_present(reader, error == -ENOTUNIQ ? NULL : card);
    }
    if (!result)
        result = wire_send(fd, WIRE_CARD_GONE, 0, &gone);
    return result ? result : lying == -ENODEV ? -ENODEV : 0;
}
