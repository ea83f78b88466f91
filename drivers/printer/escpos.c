#include "escpos.h"

#include "charset.h"

#include <errno.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

enum { DLE = 0x10, ESC = 0x1B, GS = 0x1D };
enum { LEFT, CENTRE };
enum { TALL = 0x01, WIDE_AND_TALL = 0x11 };
enum {
    QR_MODULES_MAX = 177,
    QR_DOTS_MAX = 6,
    QR_QUIET = 4,
    FEED_DOTS = 24,
    GAP_DOTS = 10,
    INDENT = 2
};

struct job {
    uint8_t *out;
    size_t room, size;
    unsigned columns, dots;
    bool full; /* something did not fit */
};

static void put(struct job *j, const void *bytes, size_t size)
{
    if (size > j->room - j->size) {
        j->full = true;
        return;
    }
    memcpy(j->out + j->size, bytes, size);
    j->size += size;
}

#define PUT(job, ...)                                                                              \
    put(job, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static void align(struct job *j, uint8_t where)
{
    PUT(j, ESC, 'a', where);
}

static void look(struct job *j, uint8_t size, uint8_t bold)
{
    PUT(j, GS, '!', size);
    PUT(j, ESC, 'E', bold);
}

static void line(struct job *j, const char *text, size_t size, unsigned indent)
{
    for (unsigned i = 0; i < indent; i++)
        PUT(j, ' ');
    put(j, text, size);
    PUT(j, '\n');
}

/* The space before `at`, or 0. */
static size_t space_before(const char *text, size_t at)
{
    while (at && text[at] != ' ')
        at--;
    return at;
}

/* The length of what is set on the next line of at most `columns`; a longer word is broken, and a
 * number of few figures stays with what it counts: "15.00 WIB". */
static size_t fits(const char *text, size_t columns)
{
    enum { FIGURES = 5 };
    size_t length = strlen(text), at, before;
    if (length <= columns)
        return length;
    at = space_before(text, columns);
    if (!at)
        return columns;
    before = space_before(text, at - 1);
    if (before && at - before - 1 <= FIGURES &&
        before + 1 + strspn(text + before + 1, "0123456789.:") == at)
        return before;
    return at;
}

/* Sets a text of the code page in lines. */
static void paragraph(struct job *j, const char *text, unsigned columns, unsigned indent)
{
    while (*text == ' ')
        text++;
    while (*text) {
        size_t length = fits(text, columns - indent);
        line(j, text, length, indent);
        text += length;
        while (*text == ' ')
            text++;
    }
}

/* What belongs together stands apart from what is above it. */
static void gap(struct job *j)
{
    PUT(j, ESC, 'J', GAP_DOTS);
}

/* On one line when there is room, else the value under its name. */
static void fact(struct job *j, const char *label, const char *text)
{
    size_t size = strlen(label);
    if (size + 2 + strlen(text) <= j->columns) {
        put(j, label, size);
        put(j, ": ", 2);
        line(j, text, strlen(text), 0);
        return;
    }
    paragraph(j, label, j->columns - 1, 0);
    if (j->size && j->out[j->size - 1] == '\n')
        j->size--;
    put(j, ":\n", 2);
    paragraph(j, text, j->columns, INDENT);
}

/* One bit a dot, rows of whole bytes. A module is at least two dots wide, so that no byte of it is
 * DLE, which printers obey even within a picture. */
static void raster(struct job *j, const QRcode *code, unsigned scale)
{
    unsigned dots = (unsigned)code->width * scale, bytes = (dots + 7) / 8;
    uint8_t row[(QR_MODULES_MAX * QR_DOTS_MAX + 7) / 8];
    PUT(j, GS, 'v', '0', 0, (uint8_t)bytes, (uint8_t)(bytes >> 8), (uint8_t)dots,
        (uint8_t)(dots >> 8));
    for (unsigned y = 0; y < dots; y++) {
        const unsigned char *modules = code->data + y / scale * (unsigned)code->width;
        memset(row, 0, sizeof row);
        for (unsigned x = 0; x < dots; x++)
            if (modules[x / scale] & 1)
                row[x / 8] |= (uint8_t)(0x80 >> x % 8);
        put(j, row, bytes);
    }
}

static int qr(struct job *j, const char *text)
{
    QRcode *code = text[0] ? QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) : NULL;
    unsigned scale;
    int result = -EINVAL;
    if (!code)
        return result;
    scale = j->dots / ((unsigned)code->width + 2 * QR_QUIET);
    if (scale) {
        align(j, CENTRE);
        raster(j, code, scale < QR_DOTS_MAX ? scale : QR_DOTS_MAX);
        align(j, LEFT);
        PUT(j, '\n');
        result = 0;
    }
    QRcode_free(code);
    return result;
}

static int print_line(struct job *j, const struct wire_print_line *l)
{
    char label[WIRE_TITLE], text[WIRE_TEXT];
    int result = 0;
    charset_write(l->label, label, sizeof label);
    charset_write(l->text, text, sizeof text);
    switch ((enum wire_print_style)l->style) {
    case WIRE_PRINT_TITLE:
        align(j, CENTRE);
        look(j, TALL, 1);
        paragraph(j, text, j->columns, 0);
        look(j, 0, 0);
        align(j, LEFT);
        PUT(j, '\n');
        break;
    case WIRE_PRINT_TEXT:
        gap(j);
        paragraph(j, text, j->columns, 0);
        break;
    case WIRE_PRINT_FACT:
        gap(j);
        fact(j, label, text);
        break;
    case WIRE_PRINT_NUMBER:
        align(j, CENTRE);
        paragraph(j, label, j->columns, 0);
        look(j, WIDE_AND_TALL, 1);
        paragraph(j, text, j->columns / 2, 0);
        look(j, 0, 0);
        align(j, LEFT);
        PUT(j, '\n');
        break;
    case WIRE_PRINT_QR:
        result = qr(j, l->text);
        break;
    case WIRE_PRINT_STYLES:
        result = -EINVAL;
    }
    explicit_bzero(label, sizeof label);
    explicit_bzero(text, sizeof text);
    return result;
}

int escpos_job(const struct wire_print *print, const struct escpos_paper *paper, uint8_t *out,
               size_t room, size_t *size_out)
{
    struct job j = {.out = out,
                    .room = room,
                    .dots = paper->dots,
                    .columns = paper->dots / ESCPOS_CHARACTER_DOTS};
    int result = 0;
    PUT(&j, ESC, '@', ESC, 't', paper->page);
    for (uint32_t i = 0; i < print->count && !result; i++)
        result = print_line(&j, &print->lines[i]);
    PUT(&j, GS, 'V', 66, FEED_DOTS);
    if (paper->asks_end)
        PUT(&j, GS, 'r', 1);
    if (!result && j.full)
        result = -EMSGSIZE;
    if (!result)
        *size_out = j.size;
    return result;
}

size_t escpos_forget(uint8_t *out)
{
    static const uint8_t bytes[] = {DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8, ESC, '@'};
    memcpy(out, bytes, sizeof bytes);
    return sizeof bytes;
}

void escpos_ask(unsigned question, uint8_t *out)
{
    out[0] = DLE;
    out[1] = 0x04;
    out[2] = (uint8_t)question;
}
