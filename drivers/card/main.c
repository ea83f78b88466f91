/*
 * kiosk-card: tells the face, on fd 3, about the cards on the reader.
 *
 * kiosk-card -c FILE; section [card], key reader: libnfc connection strings, tried in order.
 * Ends with 0 when the face closes the connection, with 1 after a message it must not send.
 */
#include "../wire.h"
#include "placement.h"
#include "reader.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ini.h>

#define VERSION         "0.1"
#define LOOK_MS         25 /* between two looks into an empty field: with them, within 100 ms */
#define REOPEN_FIRST_MS 100
#define REOPEN_LAST_MS  2000

static void complain(const char *what, int error)
{
    fprintf(stderr, "kiosk-card: %s: %s\n", what, strerror(-error));
}

/* libinih's handler: 0 refuses the line. */
static int on_key(void *connections, const char *section, const char *key, const char *value)
{
    char **to = connections;
    if (strcmp(section, "card") != 0)
        return 1;
    if (strcmp(key, "reader") != 0)
        return 0;
    free(*to);
    *to = strdup(value);
    return *to != NULL;
}

/* Paths in the file, such as a serial port's in a connection string, start at its folder. */
static int enter_folder_of(const char *file)
{
    char *copy = strdup(file);
    int result = !copy ? -ENOMEM : chdir(dirname(copy)) ? -errno : 0;
    free(copy);
    return result;
}

/* Opens the reader, for as long as it takes, and says so. */
static int find_reader(struct reader *reader)
{
    const struct wire_fault_report absent = {.fault = WIRE_FAULT_READER_ABSENT};
    struct wire_ready ready = {.program = "kiosk-card", .version = VERSION};
    int error = reader_open(reader), result = 0;
    if (error) {
        complain("reader", error);
        result = wire_send(WIRE_FD, WIRE_FAULT, 0, &absent);
    }
    for (int ms = REOPEN_FIRST_MS; error && !result; ms = ms < REOPEN_LAST_MS ? 2 * ms : ms) {
        result = placement_idle(WIRE_FD, ms);
        if (!result)
            error = reader_open(reader);
    }
    if (result)
        return result;
    snprintf(ready.device, sizeof ready.device, "%s", reader_name(reader));
    return wire_send(WIRE_FD, WIRE_READY, 0, &ready);
}

/* Watches the field until the reader or the face is gone. */
static int watch(struct reader *reader, uint32_t *placements)
{
    struct reader_card card;
    for (;;) {
        int result = reader_look(reader, &card);
        if (result == -ENOMEDIUM) {
            result = placement_idle(WIRE_FD, LOOK_MS);
        } else if (!result) {
            struct placement placement = {.number = ++*placements};
            result = placement_run(WIRE_FD, reader, &card, &placement);
            explicit_bzero(&card, sizeof card);
            if (placement.fault == WIRE_FAULT_CARD_UNREADABLE)
                complain("card", placement.reason);
            if (placement.photo_reason)
                complain("photo", placement.photo_reason);
        }
        if (result)
            return result;
    }
}

int main(int argc, char **argv)
{
    /* libnfc may abort: a core file would hold what was read from a card. */
    const struct rlimit none = {0, 0};
    const char *file = NULL;
    char *connections = NULL;
    struct reader *reader = NULL;
    uint32_t placements = 0;
    int option, line, result = setrlimit(RLIMIT_CORE, &none) ? -errno : 0;

    while ((option = getopt(argc, argv, "c:")) == 'c')
        file = optarg;
    if (option != -1 || !file || optind != argc) {
        fprintf(stderr, "usage: kiosk-card -c FILE\n");
        return 2;
    }
    line = ini_parse(file, on_key, &connections);
    if (line) {
        fprintf(stderr, "kiosk-card: %s: %s %d\n", file, line < 0 ? "not opened" : "bad line",
                line);
        free(connections);
        return 1;
    }
    if (!result)
        result = enter_folder_of(file);
    if (!result)
        result = reader_new(connections ? connections : "", &reader);
    while (!result) {
        result = find_reader(reader);
        if (!result)
            result = watch(reader, &placements);
        if (result == -ENODEV)
            result = 0;
    }
    reader_free(reader);
    free(connections);
    if (result == -EPIPE)
        return 0;
    complain("stopped", result);
    return 1;
}
