/*
 * liar: a driver gone wrong, in the place of an honest one: on the socket that systemd hands it
 * (WIRE_FD), each time it is started with the next lie. Which one that is it counts in
 * COUNTER_FILE; when each was told, COUNTER_FILE.all is there, and it begins anew.
 *
 *   liar COUNTER_FILE
 */
#include "drivers/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum lie {
    LIE_GARBAGE,
    LIE_LENGTH,    /* the header of one message, the size of another */
    LIE_DIRECTION, /* what only the face says */
    LIE_ORDER,     /* who a card is that nobody laid down */
    LIE_NOBODY,    /* a result for no visit */
    LIE_VISIT,     /* and for one that is not yet */
    LIE_EARLY,     /* and for the first, before anybody has asked */
    LIE_FLOOD,
    LIE_HANG_UP,
    LIES
};

static union wire_body body;
static const char stranger[] = "ORANG LAIN";

static void keep(const char *path, const char *suffix, unsigned number)
{
    char name[4096];
    snprintf(name, sizeof name, "%s%s", path, suffix);
    FILE *file = fopen(name, "w");
    if (!file)
        return;
    fprintf(file, "%u\n", number);
    fclose(file);
}

static unsigned next_lie(const char *path)
{
    unsigned lie = 0;
    FILE *file = fopen(path, "r");
    if (file) {
        if (fscanf(file, "%u", &lie) != 1)
            lie = 0;
        fclose(file);
    }
    if (lie == LIES)
        keep(path, ".all", lie);
    keep(path, "", lie == LIES ? 1 : lie + 1);
    return lie % LIES;
}

static void say(enum wire_type type, uint32_t visit)
{
    if (wire_send(WIRE_FD, type, visit, &body))
        exit(0);
}

static void lie(enum lie which)
{
    struct wire_header header = {.type = WIRE_VERIFIED, .size = 4};
    switch (which) {
    case LIE_GARBAGE:
        memset(&body, 0xa5, sizeof body);
        send(WIRE_FD, &body, 777, 0);
        break;
    case LIE_LENGTH:
        send(WIRE_FD, &header, sizeof header, 0);
        break;
    case LIE_DIRECTION:
        say(WIRE_VERIFY_STOP, 0);
        break;
    case LIE_ORDER:
        body.card_read.placement = 99;
        strcpy(body.card_read.name, stranger);
        body.card_read.card.assurance = WIRE_ASSURANCE_TAG;
        body.card_read.card.uid_size = WIRE_UID_MAX;
        say(WIRE_CARD_READ, 0);
        break;
    case LIE_NOBODY:
    case LIE_VISIT:
    case LIE_EARLY:
        strcpy(body.breakdown.name, stranger);
        say(WIRE_BREAKDOWN, which == LIE_NOBODY ? 0 : which == LIE_VISIT ? 4711 : 1);
        break;
    case LIE_FLOOD:
        for (;;)
            say(WIRE_READY, 0);
    case LIE_HANG_UP:
    case LIES:
        exit(0);
    }
}

int main(int argc, char **argv)
{
    char packet[64];
    unsigned which;
    if (argc != 2)
        return 2;
    which = next_lie(argv[1]);
    say(WIRE_READY, 0);
    lie((enum lie)which);
    while (recv(WIRE_FD, packet, sizeof packet, 0) > 0) /* listens, and does nothing of it */
        ;
    return 0;
}
