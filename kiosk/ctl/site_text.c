#include "kiosk/ctl/site_text.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <string.h>

struct reading {
    const char *at, *end;
    int line; /* which inih has now */
    bool indented;
    struct site *site;
    struct site_flaw flaw; /* the first; why is "" while there is none */
};

static void blame(struct reading *r, const char *why)
{
    if (*r->flaw.why)
        return;
    r->flaw.line = r->line;
    snprintf(r->flaw.why, sizeof r->flaw.why, "%s", why);
}

/* What inih would cut in two, or cut short, without a word. */
static const char *unfit(const char *line, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((line[i] < ' ' && line[i] != '\t' && !(line[i] == '\r' && i + 1 == size)) ||
            line[i] > '~')
            return "a character that is not plain text";
    size_t text = 0;
    while (text < size && (line[text] == ' ' || line[text] == '\t'))
        text++;
    if (text < size && (line[text] == ';' || line[text] == '#'))
        return NULL;
    for (size_t i = text + 1; i < size; i++)
        if (line[i] == ';' && (line[i - 1] == ' ' || line[i - 1] == '\t'))
            return "a comment beside something else; give it a line to itself";
    return NULL;
}

/* inih's reader, as fgets(3): the next line, or NULL when there is none or it is not fit. */
static char *next(char *to, int room, void *context)
{
    struct reading *r = context;
    const char *line = r->at, *why;
    size_t left = (size_t)(r->end - r->at);
    const char *newline = memchr(line, '\n', left);
    size_t size = newline ? (size_t)(newline - line) : left;
    if (!left || *r->flaw.why)
        return NULL;
    r->line++;
    r->at = newline ? newline + 1 : r->end;
    why = size > SITE_TEXT_LINE || size + 2 > (size_t)room ? "a line of more than 190 characters"
                                                           : unfit(line, size);
    if (why) {
        blame(r, why);
        return NULL;
    }
    r->indented = size && (*line == ' ' || *line == '\t');
    memcpy(to, line, size);
    strcpy(to + size, "\n");
    return to;
}

/* inih's handler. */
static int take(void *context, const char *section, const char *name, const char *value)
{
    struct reading *r = context;
    char why[SITE_WHY];
    if (!site_take(r->site, section, name, value, r->indented, why))
        blame(r, why);
    return !*r->flaw.why;
}

int site_text_read(const char *bytes, size_t size, const char *serial, struct site *site_out,
                   struct site_flaw *flaw_out)
{
    struct site site;
    struct reading r = {.at = bytes, .end = bytes + size, .site = &site};
    int result, wrong;
    if (size > SITE_TEXT_MAX)
        blame(&r, "more than 1 MiB");
    else if (!site_begin(&site, serial))
        blame(&r, "the serial asked for is not one like kiosk-00007");
    if (!*r.flaw.why) {
        wrong = ini_parse_stream(next, &r, take, &r);
        if (wrong && (!*r.flaw.why || wrong < r.flaw.line)) {
            memset(&r.flaw, 0, sizeof r.flaw);
            r.line = wrong;
            blame(&r, "neither a section nor a field");
        }
    }
    if (!*r.flaw.why && !site_whole(&site, r.flaw.why))
        r.flaw.line = 0;
    result = *r.flaw.why ? -EINVAL : 0;
    if (result)
        *flaw_out = r.flaw;
    else
        *site_out = site;
    explicit_bzero(&site, sizeof site);
    return result;
}

struct counting {
    const char *digits;
    unsigned count;
    char *serial;
};

/* inih's handler. */
static int count(void *context, const char *section, const char *name, const char *value)
{
    struct counting *c = context;
    size_t length = strlen(name), digits = strlen(c->digits);
    (void)value;
    if (strcmp(section, "devices") || length >= SITE_SERIAL || length < digits ||
        strcmp(name + length - digits, c->digits))
        return 1;
    if (!c->count++)
        strcpy(c->serial, name);
    return 1;
}

unsigned site_text_devices(const char *bytes, size_t size, const char *digits,
                           char serial_out[SITE_SERIAL])
{
    struct reading r = {.at = bytes, .end = bytes + size};
    struct counting c = {.digits = digits, .serial = serial_out};
    *serial_out = '\0';
    ini_parse_stream(next, &r, count, &c);
    return c.count;
}
