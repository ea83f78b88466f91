#include "chip.h"

#include "apdu.h"

#include <errno.h>
#include <string.h>

/* Taken from public descriptions of readers, [1] one source or [2+] several. Whoever holds the
 * SAM's manual corrects it here. */
static const struct {
    struct apdu restart;       /* [1] */
    struct apdu get_challenge; /* [2+] */
    struct apdu prepare;       /* [1] control file, UID of 8, challenge of 8 */
    struct apdu authenticate;  /* [2+] */
    struct apdu answer;        /* [2+] */
    struct apdu wrap, unwrap;  /* [2+] */
    struct apdu sum_begin;     /* [1] from here on what is read counts */
    struct apdu sum_signature; /* [1] EF 6FF6 itself */
    struct apdu sum_next;      /* [1] before each of 6FF3 to 6FF5 */
    struct apdu sum_photo;     /* [1] */
    struct apdu sum_last;      /* [1] before the photo's last chunk */
    struct apdu sum_verify;    /* [1] */
    uint8_t uid_padding;       /* [1] in front of a UID shorter than 8 */
    uint8_t long_control;      /* [1] bytes of the control file for which P2 of prepare is 01 */
    uint8_t cryptogram;        /* [2+] bytes */
    uint8_t chunk;             /* [2+] Le seen; wrapped it grows by some 26 bytes to 234 */
    uint8_t multiple;          /* [1] of Le, for signature and minutiae */
} sam = {
    .restart = {.ins = 0xff},
    .get_challenge = {.ins = 0x84, .le = 8},
    .prepare = {.ins = 0xf1},
    .authenticate = {.ins = 0x82},
    .answer = {.ins = 0xf2},
    .wrap = {.ins = 0xf3},
    .unwrap = {.ins = 0xf4},
    .sum_begin = {.ins = 0xfa, .p1 = 0x00},
    .sum_signature = {.ins = 0xfa, .p1 = 0x06},
    .sum_next = {.ins = 0xfa, .p1 = 0x05},
    .sum_photo = {.ins = 0xfa, .p1 = 0x03},
    .sum_last = {.ins = 0xfa, .p1 = 0x02},
    .sum_verify = {.ins = 0xfa, .p1 = 0x04},
    .uid_padding = 0x80,
    .long_control = 51,
    .cryptogram = 40,
    .chunk = 208,
    .multiple = 8,
};

enum { CHALLENGE = 8, CONTROL_MAX = 200 };

/* One command with `size` bytes of data; the reply points into bytes[APDU_REPLY_MAX], where the
 * data may have come from. */
static int transact(const struct ektp_link *link, const struct apdu *kind, const uint8_t *data,
                    size_t size, uint8_t *bytes, struct apdu_reply *reply_out)
{
    struct apdu command = *kind;
    uint8_t encoded[APDU_COMMAND_MAX];
    size_t encoded_size, got = APDU_REPLY_MAX;
    command.data = data;
    command.size = size;
    int result = apdu_encode(&command, encoded, &encoded_size);
    /* ISO/IEC 7816-3 clause 12.1.3 calls for a fifth byte in a command without data. */
    if (!result && encoded_size == 4)
        encoded[encoded_size++] = 0;
    if (!result)
        result = link->exchange(link->reader, encoded, encoded_size, bytes, &got);
    if (!result)
        result = apdu_decode(bytes, got, reply_out);
    explicit_bzero(encoded, sizeof encoded);
    return result;
}

/* What the SAM's refusal of a step means is the caller's to say; nothing but 9000 is consent. */
static int ask_sam(const struct chip *chip, const struct apdu *kind, const uint8_t *data,
                   size_t size, int refusal, uint8_t *bytes, struct apdu_reply *reply_out)
{
    int result = transact(chip->sam, kind, data, size, bytes, reply_out);
    if (result == -EBADMSG)
        result = -ENXIO;
    return result ? result : reply_out->status == 0x9000 ? 0 : refusal;
}

/* A step without data either way. */
static int tell_sam(const struct chip *chip, const struct apdu *kind, int refusal)
{
    uint8_t bytes[APDU_REPLY_MAX];
    struct apdu_reply reply;
    return ask_sam(chip, kind, NULL, 0, refusal, bytes, &reply);
}

/* A protected command's way: through the SAM, to the card, and through the SAM again. */
static int exchange_wrapped(void *self, const uint8_t *command, size_t size, uint8_t *reply,
                            size_t *reply_size)
{
    const struct chip *chip = self;
    uint8_t wrapped[APDU_REPLY_MAX], answered[APDU_REPLY_MAX], plain[APDU_REPLY_MAX];
    size_t got = sizeof answered;
    struct apdu_reply r;
    int result = ask_sam(chip, &sam.wrap, command, size, -EPERM, wrapped, &r);
    if (!result)
        result = chip->card->exchange(chip->card->reader, r.data, r.size, answered, &got);
    if (!result)
        result = apdu_decode(answered, got, &r);
    /* Refused without secure messaging: it did not accept what the SAM wrapped. */
    if (!result && (apdu_error(r.status) || !r.size))
        result = -EKEYREJECTED;
    if (!result && r.size > 255)
        result = -EBADMSG;
    if (!result)
        result = ask_sam(chip, &sam.unwrap, r.data, r.size, -EKEYREJECTED, plain, &r);
    if (!result && (r.size < 2 || r.size > *reply_size))
        result = -EBADMSG;
    if (!result) {
        memcpy(reply, r.data, r.size);
        *reply_size = r.size;
    }
    explicit_bzero(answered, sizeof answered);
    explicit_bzero(plain, sizeof plain);
    return result;
}

static int authenticate(const struct chip *chip)
{
    size_t control = ektp_content_size(&chip->control), n = 0;
    uint8_t bytes[APDU_REPLY_MAX], about[CONTROL_MAX + EKTP_IDENTIFIER + CHALLENGE];
    struct apdu prepare = sam.prepare;
    struct apdu_reply reply;
    if (control > CONTROL_MAX || !chip->uid_size || chip->uid_size > sizeof chip->uid)
        return -EBADMSG;
    prepare.p2 = control == sam.long_control;
    memcpy(about, ektp_content(&chip->control), control);
    n = control;
    size_t uid = chip->uid_size < EKTP_IDENTIFIER ? chip->uid_size : EKTP_IDENTIFIER;
    memset(about + n, sam.uid_padding, EKTP_IDENTIFIER - uid);
    memcpy(about + n + EKTP_IDENTIFIER - uid, chip->uid, uid);
    n += EKTP_IDENTIFIER;

    int result = tell_sam(chip, &sam.restart, -EPERM);
    if (!result)
        result = transact(chip->card, &sam.get_challenge, NULL, 0, bytes, &reply);
    if (!result && (apdu_error(reply.status) || reply.size != CHALLENGE))
        result = -EBADMSG;
    if (!result) {
        memcpy(about + n, reply.data, CHALLENGE);
        /* It works, so what it refuses is the card: none may choose to be read at a lower level. */
        result = ask_sam(chip, &prepare, about, n + CHALLENGE, -EKEYREJECTED, bytes, &reply);
    }
    if (!result && reply.size != sam.cryptogram)
        result = -ENXIO;
    if (!result)
        result = transact(chip->card, &sam.authenticate, reply.data, reply.size, bytes, &reply);
    if (!result && (apdu_error(reply.status) || reply.size != sam.cryptogram))
        result = -EKEYREJECTED;
    if (!result)
        result = ask_sam(chip, &sam.answer, reply.data, reply.size, -EKEYREJECTED, bytes, &reply);
    explicit_bzero(about, sizeof about);
    return result;
}

/* A link for protected files. */
static struct ektp_link wrapped_link(struct chip *chip, unsigned multiple)
{
    return (struct ektp_link){
        .exchange = exchange_wrapped, .reader = chip, .chunk = sam.chunk, .multiple = multiple};
}

/* Reads a file that is among the sums only when the SAM is told before. */
static int read_summed(struct chip *chip, enum ektp_ef ef, struct ektp_file *file)
{
    const struct ektp_link link = wrapped_link(chip, sam.multiple);
    int result = tell_sam(chip, &sam.sum_next, -EPERM);
    return result ? result : ektp_read(&link, ef, file);
}

int chip_identity(struct chip *chip)
{
    const struct ektp_link link = wrapped_link(chip, 0);
    int result = ektp_select(chip->card);
    explicit_bzero(&chip->biodata, sizeof chip->biodata);
    explicit_bzero(chip->minutiae, sizeof chip->minutiae);
    explicit_bzero(&chip->written, sizeof chip->written);
    explicit_bzero(&chip->signature, sizeof chip->signature);
    if (!result && chip->type_b) {
        chip->uid_size = EKTP_IDENTIFIER;
        result = ektp_identifier(chip->card, chip->uid);
    }
    if (!result && (!chip->control.size || chip->control.have < chip->control.size))
        result = ektp_read(chip->card, EKTP_CONTROL, &chip->control);
    if (!result)
        result = authenticate(chip);
    if (!result)
        result = tell_sam(chip, &sam.sum_begin, -EPERM);
    if (!result)
        result = ektp_read(&link, EKTP_BIODATA, &chip->biodata);
    if (!result)
        result = read_summed(chip, EKTP_MINUTIAE, &chip->minutiae[0]);
    if (!result)
        result = read_summed(chip, EKTP_MINUTIAE_OTHER, &chip->minutiae[1]);
    return result;
}

static int sum_photo(const struct chip *chip)
{
    const struct ektp_file *photo = &chip->photo;
    uint8_t bytes[APDU_REPLY_MAX];
    struct apdu_reply reply;
    int result = 0;
    for (size_t at = 0, n; at < photo->size && !result; at += n) {
        n = photo->size - at < sam.chunk ? photo->size - at : sam.chunk;
        if (at + n == photo->size)
            result = tell_sam(chip, &sam.sum_last, -EPERM);
        if (!result)
            result = ask_sam(chip, &sam.sum_photo, photo->bytes + at, n, -EPERM, bytes, &reply);
    }
    return result;
}

int chip_prove(struct chip *chip)
{
    const struct ektp_link link = wrapped_link(chip, 0);
    uint8_t bytes[APDU_REPLY_MAX];
    struct apdu_reply reply;
    chip->signature.size = EKTP_SIGNATURE_SIZE;
    int result = ektp_read(&link, EKTP_SIGNATURE, &chip->signature);
    if (!result)
        result = ask_sam(chip, &sam.sum_signature, chip->signature.bytes, EKTP_SIGNATURE_SIZE,
                         -EPERM, bytes, &reply);
    if (!result)
        result = read_summed(chip, EKTP_WRITTEN, &chip->written);
    /* The card drops secure messaging at the first command in clear: the photo comes last. */
    if (!result && (!chip->photo.size || chip->photo.have < chip->photo.size))
        result = ektp_read(chip->card, EKTP_PHOTO, &chip->photo);
    if (!result)
        result = sum_photo(chip);
    if (!result)
        result = tell_sam(chip, &sam.sum_verify, -EKEYREJECTED);
    return result;
}
