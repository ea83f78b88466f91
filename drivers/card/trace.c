#include "trace.h"

#include "apdu.h"
#include "biodata.h"
#include "chip.h"
#include "minutiae.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LOOK_MS 50 /* between two looks into an empty field */

enum { SELECT = 0xa4 };

/* A link that tells what passes through another one. */
struct tap {
    const char *end; /* "card", "SAM" */
    struct ektp_link to;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int exchange(void *self, const uint8_t *command, size_t size, uint8_t *reply,
                    size_t *reply_size)
{
    const struct tap *tap = self;
    struct apdu_reply r;
    double start_ms = now_ms();
    int result = tap->to.exchange(tap->to.reader, command, size, reply, reply_size);
    double took_ms = now_ms() - start_ms;
    printf("%-4s %02X %02X %02X%02X", tap->end, command[0], command[1], command[2], command[3]);
    if (command[0] == 0x00 && command[1] == SELECT && size == 7)
        printf(" file %02X%02X", command[5], command[6]);
    printf(", %zu bytes; ", size);
    if (result)
        printf("%s", strerror(-result));
    else if (apdu_decode(reply, *reply_size, &r))
        printf("%zu bytes, no status word", *reply_size);
    else
        printf("%zu bytes, %04X", r.size, r.status);
    printf("; %.1f ms\n", took_ms);
    return result;
}

static void print_result(const char *what, int result)
{
    printf("%s: %s\n", what, result ? strerror(-result) : "done");
}

static void read_chip(struct chip *chip)
{
    struct biodata biodata;
    struct wire_template template;
    int result = chip_identity(chip);
    print_result("biodata and minutiae", result);
    if (!result) {
        const struct ektp_file *file = &chip->biodata;
        result = biodata_read(ektp_content(file), ektp_content_size(file), &biodata);
        printf("biodata: %zu bytes, ", ektp_content_size(file));
        if (result)
            puts("no NIK in front");
        else
            printf("%u fields\n", biodata.fields);
        explicit_bzero(&biodata, sizeof biodata);
        for (int i = 0; i < 2; i++) {
            file = &chip->minutiae[i];
            result = minutiae_template(ektp_content(file), ektp_content_size(file), &template);
            printf("minutiae: %zu bytes, %s\n", ektp_content_size(file),
                   result ? "of no known form" : "usable");
        }
        explicit_bzero(&template, sizeof template);
        print_result("signatures, photo and proof", chip_prove(chip));
    }
}

static void read_tag(struct chip *chip)
{
    int result = ektp_select(chip->card);
    if (!result && chip->type_b)
        result = ektp_identifier(chip->card, chip->uid);
    if (!result)
        result = ektp_read(chip->card, EKTP_PHOTO, &chip->photo);
    print_result("photo", result);
}

int trace_card(struct reader *reader, struct sam *sam)
{
    struct tap card_tap = {"card", {.exchange = reader_exchange, .reader = reader}},
               sam_tap = {"SAM", {.exchange = sam_exchange, .reader = sam}};
    const struct ektp_link to_card = {.exchange = exchange, .reader = &card_tap},
                           to_sam = {.exchange = exchange, .reader = &sam_tap};
    char answers[READER_ANSWERS];
    struct reader_card card;
    struct chip *chip = calloc(1, sizeof *chip);
    int result = -ENOMEDIUM;
    if (!chip)
        return -ENOMEM;
    puts("put a card on the reader");
    fflush(stdout);
    while (result == -ENOMEDIUM) {
        result = reader_look(reader, &card);
        if (result == -ENOMEDIUM)
            poll(NULL, 0, LOOK_MS);
    }
    if (result)
        goto out;
    reader_answers(reader, answers);
    puts(answers);
    chip->card = &to_card;
    chip->sam = &to_sam;
    chip->type_b = card.type == READER_TYPE_B;
    chip->uid_size = chip->type_b ? 0 : card.uid_size;
    memcpy(chip->uid, card.uid, card.uid_size);
    if (!card.iso_dep) {
        puts("it takes no commands");
    } else if (sam) {
        result = sam_open(sam);
        print_result("SAM", result);
        if (result)
            read_tag(chip);
        else
            read_chip(chip);
        result = 0;
    } else {
        puts("SAM: none is set up");
        read_tag(chip);
    }
out:
    explicit_bzero(&card, sizeof card);
    explicit_bzero(chip, sizeof *chip);
    free(chip);
    return result;
}
