/*
 * kiosk-card: tells the face, on fd 3, about the cards on the reader.
 *
 * kiosk-card -c FILE; section [card]:
 *   reader      libnfc connection strings, tried in order
 *   reset       line of the reader's reset, "/dev/gpiochip0:17", pulled before each attempt but
 *               the first to open a reader that does not answer; without it none
 *   sam_secret  file with the 32 bytes that open the SAM, mode 0600; without it there is no SAM and
 *               cards are read at level tag, as they are while the SAM does not work
 *   sam_slot    beginning of the PC/SC reader's name, where more than one holds a card
 *
 * -t: no face; reads one card and prints what passed (trace.h). For kioskctl card-trace.
 *
 * Ends with 0 when the face closes the connection, with 1 after a message it must not send.
 */
#include "../start.h"
#include "../wire.h"
#include "placement.h"
#include "reader.h"
#include "reset.h"
#include "sam.h"
#include "trace.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>


#define LOOK_MS         25 /* between two looks into an empty field: with them, within 100 ms */
#define REOPEN_FIRST_MS 100
#define REOPEN_LAST_MS  500
#define SAM_EVERY       20 /* looks into an empty field between two at the SAM: some 1 s */

struct settings {
    char *connections, *reset, *sam_secret, *sam_slot;
};

/* What the face was told about the SAM; NULL: none is set up. */
struct module {
    struct sam *sam;
    int error; /* of sam_open */
};

static void complain(const char *what, int error)
{
    fprintf(stderr, "kiosk-card: %s: %s\n", what, strerror(-error));
}

/* libinih's handler: 0 refuses the line. */
static int on_key(void *to, const char *section, const char *key, const char *value)
{
    struct settings *settings = to;
    char **text;
    if (strcmp(section, "card") != 0)
        return 1;
    if (!strcmp(key, "reader"))
        text = &settings->connections;
    else if (!strcmp(key, "reset"))
        text = &settings->reset;
    else if (!strcmp(key, "sam_secret"))
        text = &settings->sam_secret;
    else if (!strcmp(key, "sam_slot"))
        text = &settings->sam_slot;
    else
        return start_pass_over("kiosk-card", section, key);
    free(*text);
    *text = strdup(value);
    return *text != NULL;
}

static enum wire_fault fault_of(const struct module *module)
{
    return module->error == -EPERM         ? WIRE_FAULT_SAM_REFUSES
           : module->error == -EKEYEXPIRED ? WIRE_FAULT_SAM_EXPIRED
                                           : WIRE_FAULT_SAM_ABSENT;
}

/* Says that cards can be read, and at which level. */
static int announce(const struct reader *reader, const struct module *module)
{
    const struct wire_fault_report fault = {.fault = fault_of(module)};
    struct wire_ready ready = {
        .program = "kiosk-card", .version = WIRE_VERSION, .sam = module->sam != NULL};
    const char *level = !module->sam                  ? "level tag: no SAM is set up"
                        : !module->error              ? "level chip"
                        : module->error == -EPERM     ? "level tag: the SAM refuses"
                        : module->error == -EKEYEXPIRED ? "level tag: the SAM expired"
                                                        : "level tag: no SAM answers";
    snprintf(ready.device, sizeof ready.device, "%.48s, %s", reader_name(reader), level);
    int result = wire_send(WIRE_FD, WIRE_READY, 0, &ready);
    if (!result && module->sam && module->error)
        result = wire_send(WIRE_FD, WIRE_FAULT, 0, &fault);
    return result;
}

/* Opens the reader, for as long as it takes. */
static int find_reader(struct reader *reader, const char *reset_line)
{
    const struct wire_fault_report absent = {.fault = WIRE_FAULT_READER_ABSENT};
    int error = reader_open(reader), result = 0;
    if (error) {
        complain("reader", error);
        result = wire_send(WIRE_FD, WIRE_FAULT, 0, &absent);
    }
    for (int ms = REOPEN_FIRST_MS; error && !result; ms = ms < REOPEN_LAST_MS ? 2 * ms : ms) {
        result = placement_idle(WIRE_FD, ms);
        int unreset = !result && reset_line ? reset_pulse(reset_line) : 0;
        if (unreset)
            complain(reset_line, unreset);
        if (!result)
            error = reader_open(reader);
    }
    return result;
}

/* Looks whether the SAM works; says so when that has changed. */
static int look_at_sam(const struct reader *reader, struct module *module)
{
    int error = module->sam ? sam_open(module->sam) : 0;
    if (error == module->error)
        return 0;
    if (error)
        complain("SAM", error);
    module->error = error;
    return announce(reader, module);
}

/* Watches the field until the reader or the face is gone. */
static int watch(struct reader *reader, struct module *module, uint32_t *placements)
{
    struct reader_card card;
    for (unsigned looks = 1;; looks++) {
        int result = reader_look(reader, &card);
        if (result == -ENOMEDIUM) {
            result = placement_idle(WIRE_FD, LOOK_MS);
            if (!result && looks % SAM_EVERY == 0)
                result = look_at_sam(reader, module);
        } else if (!result) {
            struct placement placement = {.number = ++*placements};
            result = placement_run(WIRE_FD, reader, &card, module->sam, &placement);
            explicit_bzero(&card, sizeof card);
            if (placement.fault == WIRE_FAULT_CARD_UNREADABLE)
                complain("card", placement.reason);
            if (placement.fault == WIRE_FAULT_CARD_FORGED)
                complain("card does not prove genuine", placement.reason);
            if (!result && placement.sam_reason)
                result = look_at_sam(reader, module);
            if (placement.photo_reason)
                complain("photo", placement.photo_reason);
        }
        if (result)
            return result;
    }
}

int main(int argc, char **argv)
{
    const char *file = NULL;
    struct settings settings = {NULL, NULL, NULL, NULL};
    struct reader *reader = NULL;
    struct module module = {NULL, 0};
    uint32_t placements = 0;
    int option, result;
    bool trace = false, done = false, told = false; /* told: why it stopped */

    while ((option = getopt(argc, argv, "c:t")) == 'c' || option == 't')
        if (option == 't')
            trace = true;
        else
            file = optarg;
    if (option != -1 || !file || optind != argc) {
        fprintf(stderr, "usage: kiosk-card [-t] -c FILE\n");
        return 2;
    }
    result = start_with("kiosk-card", file, on_key, &settings);
    told = result;
    if (!result && settings.sam_secret) {
        result = sam_new(settings.sam_secret, settings.sam_slot, &module.sam);
        told = result;
        if (result)
            complain(settings.sam_secret, result);
        else
            module.error = sam_open(module.sam);
        if (module.error)
            complain("SAM", module.error);
    }
    if (!result)
        result = reader_new(settings.connections ? settings.connections : "", &reader);
    if (!result && trace) {
        result = reader_open(reader);
        if (!result)
            result = trace_card(reader, module.sam);
        done = !result;
    }
    while (!result && !done) {
        result = find_reader(reader, settings.reset);
        if (!result)
            result = announce(reader, &module);
        if (!result)
            result = watch(reader, &module, &placements);
        if (result == -ENODEV)
            result = 0;
    }
    reader_free(reader);
    sam_free(module.sam);
    free(settings.connections);
    free(settings.reset);
    free(settings.sam_secret);
    free(settings.sam_slot);
    if (done || result == -EPIPE)
        return 0;
    if (!told)
        complain("stopped", result);
    return 1;
}
