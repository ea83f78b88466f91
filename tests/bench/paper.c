#include "paper.h"

#include <string.h>

enum { DLE = 0x10, ESC = 0x1B, GS = 0x1D, LF = 0x0A };
enum { CELL_WIDTH = 12, CELL_HEIGHT = 24, DOTS_A_BYTE = 8 };

/* --- setting -------------------------------------------------------------------------------- */

static int magnified(int size, uint8_t code)
{
    return size * ((code & 7) + 1);
}

static void line_move(struct paper *p)
{
    int left = p->dots - p->x, shift = p->alignment == 1 ? left / 2 : p->alignment == 2 ? left : 0;

    for (size_t i = p->line; i < p->cell_count; i++)
        p->cells[i].x += shift;
}

static void line_end(struct paper *p)
{
    int height = PAPER_LINE_DOTS;

    for (size_t i = p->line; i < p->cell_count; i++)
        if (p->cells[i].height + 6 > height)
            height = p->cells[i].height + 6;
    line_move(p);
    p->line = p->cell_count;
    p->x = 0;
    p->y += height;
    if (p->y > PAPER_ROWS_MAX)
        p->y = PAPER_ROWS_MAX;
}

static void character_set(struct paper *p, uint8_t byte)
{
    int width = magnified(CELL_WIDTH, p->size >> 4), height = magnified(CELL_HEIGHT, p->size);

    if (p->x + width > p->dots)
        line_end(p);
    if (p->cell_count < PAPER_CELLS_MAX)
        p->cells[p->cell_count++] = (struct paper_cell){p->x, p->y, width, height, byte, p->bold};
    p->x += width;
}

/* One byte of a picture, which is as wide as it says and ends at the paper's edge. */
static void raster_take(struct paper *p, uint8_t byte)
{
    int row = p->y + p->raster_at / p->raster_bytes;
    int x = p->raster_x + p->raster_at % p->raster_bytes * DOTS_A_BYTE;

    for (int bit = 0; bit < DOTS_A_BYTE && row < PAPER_ROWS_MAX; bit++)
        if (byte & 0x80 >> bit && x + bit < p->dots)
            p->rows[row][(x + bit) / DOTS_A_BYTE] |= (uint8_t)(0x80 >> (x + bit) % DOTS_A_BYTE);
    p->raster_at++;
    if (--p->raster_left == 0) {
        p->y += p->raster_at / p->raster_bytes;
        if (p->y > PAPER_ROWS_MAX)
            p->y = PAPER_ROWS_MAX;
    }
}

static void raster_begin(struct paper *p)
{
    const uint8_t *c = p->command;
    int rows = c[6] | c[7] << 8, left;

    p->raster_bytes = c[4] | c[5] << 8;
    p->raster_left = (size_t)p->raster_bytes * (size_t)rows;
    p->raster_at = 0;
    left = p->dots - p->raster_bytes * DOTS_A_BYTE;
    p->raster_x = left > 0 && p->alignment == 1 ? left / 2 : 0;
}

/* --- commands ------------------------------------------------------------------------------- */

static void reset(struct paper *p)
{
    p->alignment = p->size = 0;
    p->bold = p->page_1252 = false;
    p->cell_count = p->line; /* a line that was not ended is lost */
    p->x = 0;
}

/* The whole length of the command that begins so; 0: there is none. */
static size_t command_length(const uint8_t *c, size_t size)
{
    static const struct {
        uint8_t first, second;
        size_t length;
    } commands[] = {{DLE, 0x04, 3}, {DLE, 0x14, 10}, {ESC, '@', 2}, {ESC, 't', 3}, {ESC, 'a', 3},
                    {ESC, 'E', 3},  {ESC, 'J', 3}, {GS, '!', 3},    {GS, 'v', 8},  {GS, 'V', 4},  {GS, 'r', 3}};

    if (size == 1)
        return 2;
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        if (commands[i].first == c[0] && commands[i].second == c[1])
            return commands[i].length;
    return 0;
}

static enum paper_news command_do(struct paper *p)
{
    static const uint8_t clear[] = {DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    const uint8_t *c = p->command;

    if (c[0] == DLE && c[1] == 0x04) {
        p->question = c[2];
        return PAPER_ASKED;
    }
    if (c[0] == DLE)
        return memcmp(c, clear, sizeof(clear)) == 0 ? PAPER_FORGOT : PAPER_NOTHING;
    if (c[0] == GS && c[1] == 'r')
        return PAPER_TO_TELL;
    if (c[0] == ESC && c[1] == 'J') {
        if (p->x > 0)
            line_end(p);
        p->y = p->y + c[2] > PAPER_ROWS_MAX ? PAPER_ROWS_MAX : p->y + c[2];
        return PAPER_NOTHING;
    }
    if (c[0] == GS && c[1] == 'V') {
        p->y = p->y + c[3] > PAPER_ROWS_MAX ? PAPER_ROWS_MAX : p->y + c[3];
        return PAPER_CUT;
    }
    if (c[0] == GS && c[1] == 'v')
        raster_begin(p);
    else if (c[0] == GS)
        p->size = c[2] & 0x77;
    else if (c[1] == '@')
        reset(p);
    else if (c[1] == 't')
        p->page_1252 = c[2] == 16;
    else if (c[1] == 'a')
        p->alignment = c[2];
    else
        p->bold = c[2] & 1;
    return PAPER_NOTHING;
}

void paper_begin(struct paper *p, int dots)
{
    memset(p, 0, sizeof(*p));
    p->dots = dots < PAPER_DOTS_MAX ? dots : PAPER_DOTS_MAX;
}

enum paper_news paper_take(struct paper *p, uint8_t byte)
{
    size_t length;

    if (p->raster_left) {
        raster_take(p, byte);
        return PAPER_NOTHING;
    }
    if (p->command_size == 0 && byte != DLE && byte != ESC && byte != GS) {
        if (byte == LF)
            line_end(p);
        else if (byte < 0x20 || byte == 0x7F)
            p->unknown++;
        else
            character_set(p, byte);
        return PAPER_NOTHING;
    }
    p->command[p->command_size++] = byte;
    length = command_length(p->command, p->command_size);
    if (length == 0) {
        p->unknown++;
        p->command_size = 0;
        return PAPER_NOTHING;
    }
    if (p->command_size < length)
        return PAPER_NOTHING;
    p->command_size = 0;
    return command_do(p);
}

void paper_text(const struct paper *p, char *out, size_t room)
{
    size_t size = 0;

    for (size_t i = 0; i < p->cell_count && size + 2 < room; i++) {
        if (i > 0 && p->cells[i].y != p->cells[i - 1].y)
            out[size++] = '\n';
        out[size++] = (char)p->cells[i].byte;
    }
    out[size] = '\0';
}
