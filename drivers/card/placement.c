#include "placement.h"

#include "biodata.h"
#include "chip.h"
#include "minutiae.h"
#include "photo.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>

#include <openssl/sha.h>

#define PRESENCE_MS 100 /* between two looks whether the card is still there */
#define ATTEMPTS    4   /* to read a card that lies, or is just being laid, badly */
#define REJECTIONS  2   /* after which what did not prove genuine is called not genuine */

/* What was read; one card at a time. */
static struct {
    struct chip chip;
    struct biodata biodata;
    struct wire_card_read identity;
    struct wire_card_photo photo;
    struct wire_card_templates templates;
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

/* Reads UID and photo, going on after lost contacts. */
static int read_tag(struct reader *reader, const struct reader_card *card)
{
    const struct ektp_link link = {.exchange = reader_exchange, .reader = reader};
    struct wire_card *identity = &held.identity.card;
    struct ektp_file *photo = &held.chip.photo;
    int result = -EMEDIUMTYPE;
    for (int attempt = 0; card->iso_dep && attempt < ATTEMPTS; attempt++) {
        result = attempt ? reader_again(reader, card) : 0;
        if (attempt && card->changing) /* another card may have come: no part of this one's file */
            explicit_bzero(photo, sizeof *photo);
        if (!result)
            result = ektp_select(&link);
        if (!result && card->type == READER_TYPE_B) {
            identity->uid_size = EKTP_IDENTIFIER;
            result = ektp_identifier(&link, identity->uid);
        }
        if (!result)
            result = ektp_read(&link, EKTP_PHOTO, photo);
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
    SHA256(ektp_content(photo), ektp_content_size(photo), identity->photo_sha256);
    return 0;
}

/* Tells who it is, once; after a lost contact it must be the same one. */
static int tell_identity(int fd, uint32_t number)
{
    const struct ektp_file *file = &held.chip.biodata;
    struct wire_card *identity = &held.identity.card;
    int result = biodata_read(ektp_content(file), ektp_content_size(file), &held.biodata);
    if (result)
        return result;
    if (held.identity.placement)
        return strcmp(identity->nik, held.biodata.nik) ? -ENOMEDIUM : 0;
    held.identity.placement = number;
    identity->assurance = WIRE_ASSURANCE_CHIP;
    identity->uid_size = (uint32_t)held.chip.uid_size;
    memcpy(identity->uid, held.chip.uid, held.chip.uid_size);
    memcpy(identity->nik, held.biodata.nik, sizeof identity->nik);
    memcpy(held.identity.name, held.biodata.name, sizeof held.identity.name);
    return wire_send(fd, WIRE_CARD_READ, 0, &held.identity);
}

/* Reads all of a card through the SAM and tells who it is on the way. A lost contact, a SAM that
 * fell silent and a failed proof are tried again, from the beginning. */
static int read_chip(int fd, struct reader *reader, const struct reader_card *card, struct sam *sam,
                     uint32_t number)
{
    const struct ektp_link to_card = {.exchange = reader_exchange, .reader = reader},
                           to_sam = {.exchange = sam_exchange, .reader = sam};
    int result = -EMEDIUMTYPE, rejections = 0;
    bool again = card->iso_dep;
    for (int attempt = 0; again && attempt < ATTEMPTS; attempt++) {
        result = attempt ? reader_again(reader, card) : 0;
        if (attempt && card->changing)
            explicit_bzero(&held.chip, sizeof held.chip);
        held.chip.card = &to_card;
        held.chip.sam = &to_sam;
        held.chip.type_b = card->type == READER_TYPE_B;
        if (!held.chip.type_b) {
            held.chip.uid_size = card->uid_size;
            memcpy(held.chip.uid, card->uid, card->uid_size);
        }
        if (!result) {
            result = sam_open(sam);
            if (result)
                break;
            result = chip_identity(&held.chip);
        }
        if (!result)
            result = tell_identity(fd, number);
        if (!result)
            result = chip_prove(&held.chip);
        if (result == -EKEYREJECTED)
            rejections++;
        if (result == -EPERM)
            sam_doubt(sam);
        again = result == -EIO || result == -ENOMEDIUM || result == -ENXIO || result == -EPERM ||
                (result == -EKEYREJECTED && rejections < REJECTIONS);
    }
    held.chip.card = held.chip.sam = NULL;
    return result;
}

/* Whether the SAM, not the card, is why. */
static bool by_sam(int error)
{
    return error == -ENXIO || error == -EPERM || error == -EKEYEXPIRED;
}

static enum wire_fault fault_of(int error)
{
    switch (error) {
    case -ENOTUNIQ:
        return WIRE_FAULT_CARD_SEVERAL;
    case -EMEDIUMTYPE:
        return WIRE_FAULT_CARD_NOT_EKTP;
    case -EKEYREJECTED:
        return WIRE_FAULT_CARD_FORGED;
    case -ENXIO:
        return WIRE_FAULT_SAM_ABSENT;
    case -EKEYEXPIRED:
        return WIRE_FAULT_SAM_EXPIRED;
    case -EPERM:
        return WIRE_FAULT_SAM_REFUSES;
    case -ENOMSG:
        return WIRE_FAULT_TEMPLATES_UNFIT;
    default:
        return WIRE_FAULT_CARD_UNREADABLE;
    }
}

static int tell_fault(int fd, struct placement *placement, int error)
{
    placement->reason = error;
    placement->fault = fault_of(error);
    const struct wire_fault_report report = {.fault = placement->fault};
    return wire_send(fd, WIRE_FAULT, 0, &report);
}

static int tell_photo(int fd, struct placement *placement)
{
    const struct ektp_file *photo = &held.chip.photo;
    placement->photo_reason =
        photo_decode(ektp_content(photo), ektp_content_size(photo), &held.photo);
    if (placement->photo_reason)
        return 0;
    held.photo.placement = placement->number;
    return wire_send(fd, WIRE_CARD_PHOTO, 0, &held.photo);
}

/* Those of the card's minutiae that are usable. */
static int tell_templates(int fd, struct placement *placement)
{
    struct wire_templates *t = &held.templates.templates;
    for (int i = 0; i < 2; i++) {
        const struct ektp_file *file = &held.chip.minutiae[i];
        if (!minutiae_template(ektp_content(file), ektp_content_size(file),
                               &t->templates[t->count]))
            t->count++;
    }
    if (!t->count)
        return tell_fault(fd, placement, -ENOMSG);
    held.templates.placement = placement->number;
    return wire_send(fd, WIRE_CARD_TEMPLATES, 0, &held.templates);
}

/* Looks for a second card, which speaks against all that was read of the first. To look takes the
 * field away, and with it what a chip was told. Returns 0, or why this card's visit is over. */
static int look_beside(struct reader *reader, const struct reader_card *card)
{
    int error = reader_alone(reader, card);
    return error == -EIO ? 0 : error;
}

/* Tells all about the card. *error_out: why it could not be read to the end. At level chip a second
 * card is looked for at the end: until then the templates, without which nobody sees anything, are
 * withheld, and who lays down one card only does not wait for it. */
static int tell_card(int fd, struct reader *reader, const struct reader_card *card, struct sam *sam,
                     struct placement *placement, int *error_out)
{
    int result = 0, error = sam ? read_chip(fd, reader, card, sam, placement->number) : -ENXIO;
    bool by_tag = by_sam(error) && !held.identity.placement;
    if (error != -ENOMEDIUM && error != -ENODEV) {
        int beside = look_beside(reader, card);
        if (beside) {
            error = beside;
            by_tag = false;
        }
    }
    if (by_tag) {
        placement->sam_reason = sam ? error : 0;
        error = read_tag(reader, card);
        held.identity.placement = placement->number;
        if (!error)
            result = wire_send(fd, WIRE_CARD_READ, 0, &held.identity);
    }
    *error_out = error;
    if (error == -ENOMEDIUM || error == -ENODEV || result)
        return result;
    if (error)
        return tell_fault(fd, placement, error);
    result = tell_photo(fd, placement);
    if (!result && held.identity.card.assurance == WIRE_ASSURANCE_CHIP)
        result = tell_templates(fd, placement);
    return result;
}

int placement_run(int fd, struct reader *reader, const struct reader_card *card, struct sam *sam,
                  struct placement *placement)
{
    const struct wire_card_seen seen = {.placement = placement->number};
    const struct wire_card_gone gone = {.placement = placement->number};
    int error, lying = 0, result = wire_send(fd, WIRE_CARD_SEEN, 0, &seen);
    if (result)
        return result;
    result = tell_card(fd, reader, card, sam, placement, &error);
    explicit_bzero(&held, sizeof held);
    if (error == -ENOMEDIUM || error == -ENODEV)
        lying = error;
    while (!result && !lying) {
        result = placement_idle(fd, PRESENCE_MS);
        if (!result)
            lying = reader_present(reader, error == -ENOTUNIQ ? NULL : card);
    }
    reader_forget(reader);
    if (!result)
        result = wire_send(fd, WIRE_CARD_GONE, 0, &gone);
    return result ? result : lying == -ENODEV ? -ENODEV : 0;
}
