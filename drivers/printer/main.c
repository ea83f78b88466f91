/*
 * kiosk-printer: receipts on paper, on fd 3.
 *
 * kiosk-printer -c FILE; section [printer]:
 *   device =           a device file ("/dev/usb/lp0", "/dev/serial0"), "tcp:192.168.1.9:9100", or
 *                      nothing: no printer is fitted
 *   baud = 115200      of a serial line
 *   paper = 58         width in mm: 58 or 80
 *   page = 16          of ESC t: where the printer keeps code page Windows-1252
 *   answers = yes      no: the printer never tells its status
 *   patience_s = 30    how long a receipt may take
 * Ends with 0 when the face closes the connection, with 1 after a message it must not send.
 */
#include "serve.h"

#include "../start.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* At 203 dpi, without the margins. */
enum { DOTS_58 = 384, DOTS_80 = 576 };

static int number(const char *text, unsigned long least, unsigned long most, unsigned *out)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    if (*end || end == text || value < least || value > most)
        return 0;
    *out = (unsigned)value;
    return 1;
}

static int width(const char *text, unsigned *dots_out)
{
    *dots_out = !strcmp(text, "58") ? DOTS_58 : !strcmp(text, "80") ? DOTS_80 : 0;
    return *dots_out != 0;
}

/* libinih's handler: 0 refuses the line. */
static int on_key(void *context, const char *section, const char *key, const char *value)
{
    struct printer_settings *settings = context;
    unsigned page;
    if (strcmp(section, "printer") != 0)
        return 1;
    if (!strcmp(key, "device"))
        return snprintf(settings->device, sizeof settings->device, "%s", value) <
               (int)sizeof settings->device;
    if (!strcmp(key, "baud"))
        return number(value, 9600, 115200, &settings->baud);
    if (!strcmp(key, "paper"))
        return width(value, &settings->paper.dots);
    if (!strcmp(key, "patience_s"))
        return number(value, 1, 120, &settings->patience_s);
    if (!strcmp(key, "answers")) {
        settings->answers = settings->paper.asks_end = !strcmp(value, "yes");
        return settings->answers || !strcmp(value, "no");
    }
    if (!strcmp(key, "page")) {
        if (!number(value, 0, 255, &page))
            return 0;
        settings->paper.page = (uint8_t)page;
        return 1;
    }
    return start_pass_over("kiosk-printer", section, key);
}

int main(int argc, char **argv)
{
    struct printer_settings settings = {
        .baud = 115200,
        .patience_s = 30,
        .answers = true,
        .paper = {.dots = DOTS_58, .page = ESCPOS_PAGE_1252, .asks_end = true}};
    const char *file = NULL;
    int option, result;

    while ((option = getopt(argc, argv, "c:")) == 'c')
        file = optarg;
    if (option != -1 || !file || optind != argc) {
        fprintf(stderr, "usage: kiosk-printer -c FILE\n");
        return 2;
    }
    if (start_with("kiosk-printer", file, on_key, &settings))
        return 1;
    result = serve(WIRE_FD, WIRE_VERSION, &settings);
    if (!result)
        return 0;
    fprintf(stderr, "kiosk-printer: stopped: %s\n", strerror(-result));
    return 1;
}
