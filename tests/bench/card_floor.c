#include "card_floor.h"

#include "ektp_card.h"

/* ISO/IEC 14443-4 at 106 kbit/s, UM0701-02 chapter 6 at 115,200 baud. */
enum {
    BLOCK_DATA = 61, /* of a 64-byte frame, without PCB and CRC */
    BLOCK_FRAME = 3, /* PCB, CRC */
    EXCHANGE = 3,    /* D4 40 01, or D5 41 and a status, around the APDU */
    LINE_FRAME = 7,  /* preamble, start, length, checksums, postamble */
    LINE_LONG = 10,  /* the same of an extended frame, above 255 bytes */
    LINE_ACK = 6,
    READ_MOST = 256, /* what one short APDU can ask for */
    SELECT = 7,
    READ = 5,
    STATUS = 2,
};
#define AIR_BYTE_MS  (9 / 106.0)
#define AIR_FRAME_MS 0.09
#define LINE_BYTE_MS (10 / 115.2)
#define WORK_MS      (EKTP_CARD_WORK_US / 1000.0)

/* Blocks in the air; the receiver acknowledges each but the last. */
static void add_air(struct card_cost *cost, int bytes)
{
    int blocks = (bytes + BLOCK_DATA - 1) / BLOCK_DATA;
    cost->air_bytes += bytes + (2 * blocks - 1) * BLOCK_FRAME;
    cost->air_frames += 2 * blocks - 1;
}

static void add_line(struct card_cost *cost, int bytes)
{
    cost->line_bytes += bytes + EXCHANGE + (bytes + EXCHANGE > 255 ? LINE_LONG : LINE_FRAME);
}

static void add_command(struct card_cost *cost, int command, int reply)
{
    cost->commands++;
    add_air(cost, command);
    add_air(cost, reply);
    add_line(cost, command);
    cost->line_bytes += LINE_ACK;
    add_line(cost, reply);
}

struct card_cost card_cost_known(size_t file)
{
    struct card_cost cost = {0};
    add_command(&cost, SELECT, STATUS);
    add_command(&cost, SELECT, STATUS);
    for (int left = (int)file; left > 0; left -= READ_MOST)
        add_command(&cost, READ, (left < READ_MOST ? left : READ_MOST) + STATUS);
    return cost;
}

/* REQA, two levels of anticollision and selection, RATS, each with its answer (ISO/IEC 14443-3
 * clause 6.5, 14443-4 clause 5); InListPassiveTarget and what it tells (UM0701-02, 7.3.5). */
struct card_cost card_cost_seen(void)
{
    enum { AIR = 1 + 2 + 2 * (2 + 5 + 9 + 3) + 4 + 9, FRAMES = 12, ASKED = 4, TOLD = 24 };
    return (struct card_cost){.air_bytes = AIR,
                              .air_frames = FRAMES,
                              .line_bytes = ASKED + TOLD + 2 * LINE_FRAME + LINE_ACK};
}

double card_floor_ms(const struct card_cost *cost)
{
    return cost->air_bytes * AIR_BYTE_MS + cost->air_frames * AIR_FRAME_MS +
           cost->line_bytes * LINE_BYTE_MS + cost->commands * WORK_MS;
}
