#include "reader.h"

#include "apdu.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

#include <nfc/nfc.h>

#define CONNECTIONS_MAX 8
#define HANG_S          5    /* no call of libnfc takes this long but one that never returns */
#define EXCHANGE_MS     1000 /* 245 bytes by air and by line take 50; the card may want more time */
#define FIELD_RESET_MS                                                                             \
    6                  /* a card without field for 5 ms has forgotten (ISO/IEC 14443-3, 6.2.4)     \
                        */
#define LOOKS_MAX    40 /* into an empty field, some 2 s, after which power is taken from it once */
#define GLITCHES_MAX 3 /* failures in a row after which a reader counts as gone */
#define UART_CLAIMED 0x80000000u /* libnfc's mark in c_iflag of a serial port in use */

struct reader {
    nfc_context *context;
    nfc_device *device; /* NULL: closed */
    int port;           /* locked while the device is open; -1: none, or it has no file */
    nfc_target target;  /* the selected card */
    bool taken; /* a card may be selected or halted, known here or not: it answers no look before it
                   was without power for a moment (ISO/IEC 14443-3 clause 6.3) */
    unsigned looks; /* since then */
    unsigned glitches;  /* in a row */
    size_t connection_count;
    nfc_connstring connections[CONNECTIONS_MAX];
};

static const nfc_modulation modulations[] = {
    [READER_TYPE_A] = {.nmt = NMT_ISO14443A, .nbr = NBR_106},
    [READER_TYPE_B] = {.nmt = NMT_ISO14443B, .nbr = NBR_106},
};

static void guard(void)
{
    alarm(HANG_S);
}

static void unguard(void)
{
    alarm(0);
}

/* What a libnfc error means for the caller; counts those that speak against the reader. */
static int judge(struct reader *reader, int error)
{
    switch (error) {
    case NFC_ETGRELEASED:
        reader->glitches = 0;
        return -ENOMEDIUM;
    case NFC_ERFTRANS:
    case NFC_ECHIP:
        reader->glitches = 0;
        return -EIO;
    case NFC_EOVFLOW:
        return -EBADMSG;
    default:
        return ++reader->glitches < GLITCHES_MAX ? -EIO : -ENODEV;
    }
}

static int add_connection(struct reader *reader, const char *text, size_t size)
{
    if (size >= sizeof(nfc_connstring) || reader->connection_count == CONNECTIONS_MAX)
        return -EINVAL;
    char *to = reader->connections[reader->connection_count++];
    memcpy(to, text, size);
    to[size] = '\0';
    return 0;
}

int reader_new(const char *connections, struct reader **reader_out)
{
    int result = 0;
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return -ENOMEM;
    reader->port = -1;
    for (const char *p = connections + strspn(connections, " \t"); *p && !result;) {
        size_t size = strcspn(p, " \t");
        result = add_connection(reader, p, size);
        p += size;
        p += strspn(p, " \t");
    }
    if (!result && !reader->connection_count)
        result = -EINVAL;
    /* libnfc's own messages would not be ours in form, and its louder levels print what passes
     * between card and reader. */
    if (!result && setenv("LIBNFC_LOG_LEVEL", "0", 1))
        result = -errno;
    if (!result) {
        nfc_init(&reader->context);
        if (!reader->context)
            result = -ENOMEM;
    }
    if (result) {
        reader_free(reader);
        return result;
    }
    *reader_out = reader;
    return 0;
}

/* Harmless when closed. */
static void close_device(struct reader *reader)
{
    if (reader->device) {
        guard();
        nfc_close(reader->device);
        unguard();
        reader->device = NULL;
    }
    if (reader->port >= 0)
        close(reader->port);
    reader->port = -1;
    explicit_bzero(&reader->target, sizeof reader->target);
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    close_device(reader);
    if (reader->context)
        nfc_exit(reader->context);
    explicit_bzero(reader, sizeof *reader);
    free(reader);
}

/* libnfc marks a serial port as claimed in the port's own settings and refuses a marked one, but
 * the mark outlives a killed process. So a lock, which does not, says who has the port; whoever
 * holds it may wipe a stale mark. Returns 0 with the locked port in *port_out, -1 when the
 * connection names no file; -EBUSY when another process has it. */
static int claim(const char *connection, int *port_out)
{
    char path[sizeof(nfc_connstring)];
    struct termios settings;
    const char *start = strchr(connection, ':');
    *port_out = -1;
    if (!start)
        return 0;
    size_t size = strcspn(start + 1, ":");
    memcpy(path, start + 1, size);
    path[size] = '\0';
    int port = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (port < 0)
        return 0;
    if (flock(port, LOCK_EX | LOCK_NB)) {
        close(port);
        return -EBUSY;
    }
    if (!tcgetattr(port, &settings) && (settings.c_iflag & UART_CLAIMED)) {
        settings.c_iflag &= ~UART_CLAIMED;
        tcsetattr(port, TCSANOW, &settings);
    }
    *port_out = port;
    return 0;
}

static bool open_one(struct reader *reader, const char *connection)
{
    guard();
    if (!claim(connection, &reader->port))
        reader->device = nfc_open(reader->context, connection);
    guard();
    bool usable = reader->device && !nfc_initiator_init(reader->device) &&
                  !nfc_device_set_property_bool(reader->device, NP_INFINITE_SELECT, false);
    unguard();
    if (!usable)
        close_device(reader);
    return usable;
}

int reader_open(struct reader *reader)
{
    close_device(reader);
    for (size_t i = 0; i < reader->connection_count; i++)
        for (int attempt = 0; attempt < 2; attempt++)
            if (open_one(reader, reader->connections[i])) {
                reader->glitches = 0;
                reader->taken = false; /* libnfc has switched the field off and on */
                return 0;
            }
    return -ENODEV;
}

const char *reader_name(const struct reader *reader)
{
    return nfc_device_get_name(reader->device);
}

/* Looks for one card of one type. Returns 0, -ENOMEDIUM, -EIO for a passing failure, -ENODEV. */
static int look_for(struct reader *reader, enum reader_type type, nfc_target *target_out)
{
    bool taken = reader->taken;
    nfc_target target;
    memset(&target, 0, sizeof target);
    reader->taken = true; /* also when the chip's answer, that it has one, gets lost */
    guard();
    int found =
        nfc_initiator_select_passive_target(reader->device, modulations[type], NULL, 0, &target);
    unguard();
    if (found < 0)
        return judge(reader, found);
    reader->glitches = 0;
    if (!found) {
        reader->taken = taken;
        return -ENOMEDIUM;
    }
    *target_out = target;
    explicit_bzero(&target, sizeof target);
    return 0;
}

static void describe(const nfc_target *target, struct reader_card *card_out)
{
    struct reader_card card = {.uid_size = 0};
    if (target->nm.nmt == NMT_ISO14443A) {
        const nfc_iso14443a_info *a = &target->nti.nai;
        card.type = READER_TYPE_A;
        card.iso_dep = a->btSak & 0x20; /* ISO/IEC 14443-3 clause 6.5.3.4 */
        card.uid_size = a->szUidLen < sizeof card.uid ? a->szUidLen : sizeof card.uid;
        memcpy(card.uid, a->abtUid, card.uid_size);
        card.changing = card.uid_size == 4 && card.uid[0] == 0x08;
    } else {
        const nfc_iso14443b_info *b = &target->nti.nbi;
        card.type = READER_TYPE_B;
        card.iso_dep = b->abtProtocolInfo[1] & 0x01; /* ISO/IEC 14443-3 clause 7.9.4.4 */
        card.uid_size = sizeof b->abtPupi;
        memcpy(card.uid, b->abtPupi, card.uid_size);
        card.changing = true;
    }
    *card_out = card;
    explicit_bzero(&card, sizeof card);
}

/* Takes power from all cards for a moment: they answer the next look. */
static int reset_field(struct reader *reader)
{
    guard();
    int error = nfc_device_set_property_bool(reader->device, NP_ACTIVATE_FIELD, false);
    poll(NULL, 0, FIELD_RESET_MS);
    if (error >= 0)
        error = nfc_device_set_property_bool(reader->device, NP_ACTIVATE_FIELD, true);
    poll(NULL, 0, FIELD_RESET_MS);
    unguard();
    if (error < 0)
        return judge(reader, error);
    reader->taken = false;
    reader->looks = 0;
    return 0;
}

int reader_look(struct reader *reader, struct reader_card *card_out)
{
    /* Now and then in any case: no chip's word that nothing is there leaves a card lying unread. */
    bool due = reader->taken || reader->looks++ >= LOOKS_MAX;
    int unready = due ? reset_field(reader) : 0;
    if (unready)
        return unready == -ENODEV ? unready : -ENOMEDIUM;
    for (int type = READER_TYPE_A; type <= READER_TYPE_B; type++) {
        int result = look_for(reader, (enum reader_type)type, &reader->target);
        if (!result)
            describe(&reader->target, card_out);
        if (!result || result == -ENODEV)
            return result;
    }
    return -ENOMEDIUM;
}

static bool same(const struct reader_card *a, const struct reader_card *b)
{
    return a->type == b->type && a->uid_size == b->uid_size &&
           memcmp(a->uid, b->uid, a->uid_size) == 0;
}

int reader_again(struct reader *reader, const struct reader_card *card)
{
    struct reader_card found;
    int result = reset_field(reader);
    if (!result)
        result = look_for(reader, card->type, &reader->target);
    if (result == -ENOMEDIUM) /* a card that is just being laid down may miss one call */
        result = look_for(reader, card->type, &reader->target);
    if (!result)
        describe(&reader->target, &found);
    if (!result && !same(&found, card) && !(found.changing && card->changing))
        result = -ENOMEDIUM;
    explicit_bzero(&found, sizeof found);
    return result;
}

int reader_alone(struct reader *reader, const struct reader_card *card)
{
    guard();
    nfc_initiator_deselect_target(reader->device);
    unguard();
    /* The card is halted now and should be silent; a chip that wakes it shows it once more. */
    for (int type = READER_TYPE_A; type <= READER_TYPE_B; type++) {
        nfc_target target;
        struct reader_card other;
        int result = look_for(reader, (enum reader_type)type, &target);
        if (result == -ENODEV)
            return result;
        if (result)
            continue;
        describe(&target, &other);
        bool another = !same(&other, card);
        explicit_bzero(&target, sizeof target);
        explicit_bzero(&other, sizeof other);
        if (another)
            return -ENOTUNIQ;
    }
    return reader_again(reader, card);
}

/* A passing failure says nothing about the card: it counts as still there. */
static int still(int result)
{
    return result == -EIO || result == -EBADMSG ? 0 : result;
}

int reader_present(struct reader *reader, const struct reader_card *card)
{
    if (!card) {
        struct reader_card any;
        int result = reset_field(reader);
        if (!result)
            result = reader_look(reader, &any);
        if (!result)
            result = reader_alone(reader, &any);
        if (!result) /* the one that was left is a placement of its own */
            result = -ENOMEDIUM;
        return result == -ENOTUNIQ ? 0 : still(result);
    }
    if (!card->iso_dep)
        return still(reader_again(reader, card));
    guard();
    int error = nfc_initiator_target_is_present(reader->device, &reader->target);
    unguard();
    if (!error) {
        reader->glitches = 0;
        return 0;
    }
    /* One missed question at the edge of the field is not yet a card taken away. */
    return still(reader_again(reader, card));
}

int reader_exchange(void *self, const uint8_t *command, size_t size, uint8_t *reply,
                    size_t *reply_size)
{
    struct reader *reader = self;
    if (size > APDU_COMMAND_MAX)
        return -EINVAL;
    guard();
    int got = nfc_initiator_transceive_bytes(reader->device, command, size, reply, *reply_size,
                                             EXCHANGE_MS);
    unguard();
    if (got < 0)
        return judge(reader, got);
    reader->glitches = 0;
    *reply_size = (size_t)got;
    return 0;
}

/* Appends bytes as hexadecimal digits, as many as fit. */
static void append_hex(char text[READER_ANSWERS], const uint8_t *bytes, size_t size)
{
    size_t n = strlen(text);
    for (size_t i = 0; i < size && n + 3 <= READER_ANSWERS; i++, n += 2)
        snprintf(text + n, 3, "%02X", bytes[i]);
}

void reader_answers(const struct reader *reader, char text_out[READER_ANSWERS])
{
    if (reader->target.nm.nmt == NMT_ISO14443A) {
        const nfc_iso14443a_info *a = &reader->target.nti.nai;
        snprintf(text_out, READER_ANSWERS,
                 "type A, UID of %zu bytes, ATQA %02X%02X, SAK %02X, ATS ", a->szUidLen,
                 a->abtAtqa[0], a->abtAtqa[1], a->btSak);
        append_hex(text_out, a->abtAts, a->szAtsLen < sizeof a->abtAts ? a->szAtsLen : 0);
    } else {
        const nfc_iso14443b_info *b = &reader->target.nti.nbi;
        snprintf(text_out, READER_ANSWERS, "type B, ATQB (without PUPI) ");
        append_hex(text_out, b->abtApplicationData, sizeof b->abtApplicationData);
        append_hex(text_out, b->abtProtocolInfo, sizeof b->abtProtocolInfo);
    }
}

void reader_forget(struct reader *reader)
{
    explicit_bzero(&reader->target, sizeof reader->target);
}
