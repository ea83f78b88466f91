/*
 * liar: a driver gone wrong, in the place of an honest one: on the socket that systemd hands it
 * (WIRE_FD), each time it is started with the next lie; after the last it says READY, claims a
 * match for a visit that is not there, and is silent.
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
    LIE_CARD,      /* what only the card's driver says */
    LIE_RESULT,    /* a result nobody asked for, for no visit */
    LIE_FLOOD,
    LIE_HANG_UP,
    LIES
};

static union wire_body body;

static unsigned next_lie(const char *path)
{
    unsigned lie = 0;
    FILE *file = fopen(path, "r");
    if (file) {
        if (fscanf(file, "%u", &lie) != 1)
            lie = 0;
        fclose(file);
    }
    file = fopen(path, "w");
    if (file) {
        fprintf(file, "%u\n", lie + 1);
        fclose(file);
    }
    return lie;
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
    case LIE_CARD:
        body.card_seen.placement = 99;
        say(WIRE_CARD_SEEN, 0);
        break;
    case LIE_RESULT:
        strcpy(body.breakdown.name, "ORANG LAIN");
        say(WIRE_BREAKDOWN, 0);
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
    if (which < LIES)
        lie((enum lie)which);
    body.verified.matched = 1;
    body.verified.score_class = 2;
    if (which >= LIES)
        say(WIRE_VERIFIED, 4711);
    while (recv(WIRE_FD, packet, sizeof packet, 0) > 0) /* listens, and does nothing of it */
        ;
    return 0;
}
