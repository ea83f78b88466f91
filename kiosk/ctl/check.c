#include "kiosk/ctl/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MIB = 1 << 20, WARM_MC = 70000, HOT_MC = 80000, DAY_S = 86400 };

const char *check_result_name(enum check_result result)
{
    static const char *const names[] = {"good", "warn", "bad", "unknown"};
    return names[result];
}

/* What to do about a fault that a driver tells at its start. */
static const char *advice_for(uint64_t faults)
{
    static const struct {
        enum wire_fault fault;
        const char *advice;
    } known[] = {
        {WIRE_FAULT_READER_ABSENT, "look at the reader's cable, and at [card] reader"},
        {WIRE_FAULT_SENSOR_ABSENT, "plug the fingerprint sensor in"},
        {WIRE_FAULT_SENSOR_UNFIT, "this sensor cannot be used: fit one that gives pictures"},
        {WIRE_FAULT_SOUND_ABSENT, "look at the loudspeaker's card, and at [voice] device"},
        {WIRE_FAULT_VOICE_ABSENT, "the image lacks the voice: flash it again"},
        {WIRE_FAULT_PRINTER_ABSENT, "look at the printer's cable and power"},
        {WIRE_FAULT_PRINTER_COVER, "close the printer's cover"},
        {WIRE_FAULT_PRINTER_STUCK, "switch the printer off and on"},
        {WIRE_FAULT_PAPER_OUT, "put paper in"},
        {WIRE_FAULT_PAPER_LOW, "have paper at hand"},
        {WIRE_FAULT_STORE_UNUSABLE, "the card is full or worn: flash another"},
        {WIRE_FAULT_CLOCK_WRONG, "set the clock"},
        {WIRE_FAULT_LINK_DOWN, "look at the network"},
        {WIRE_FAULT_SERVICE_UNTRUSTED, "this is not the service it was provisioned for"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (faults >> known[i].fault & 1)
            return known[i].advice;
    return "look at the driver's log: journalctl";
}

static void list_faults(uint64_t faults, char figure[128])
{
    size_t used = 0;
    *figure = '\0';
    for (uint32_t i = 0; i < WIRE_FAULTS; i++)
        if (faults >> i & 1 && used < 100)
            used += (size_t)snprintf(figure + used, 128 - used, "%s%s", used ? " " : "",
                                     wire_fault_name(i));
}

static struct check unasked(const char *part, enum probe_end end)
{
    struct check c = {.part = part, .result = CHECK_BAD, .advice = ""};
    if (end == PROBE_BUSY) {
        c.result = CHECK_UNKNOWN;
        strcpy(c.figure, "hangs up");
        c.advice = "the kiosk has it: systemctl stop kiosk, then again; else look at its log";
    } else if (end == PROBE_ABSENT) {
        strcpy(c.figure, "no socket");
        c.advice = "its socket unit does not run: systemctl status";
    } else {
        strcpy(c.figure, "no answer");
        c.advice = "look at the driver's log: journalctl";
    }
    return c;
}

static bool was_asked(const struct probe *p)
{
    return p->end == PROBE_READY || p->end == PROBE_FAULT;
}

#define SAM_FAULTS (UINT64_C(1) << WIRE_FAULT_SAM_ABSENT | UINT64_C(1) << WIRE_FAULT_SAM_REFUSES)

struct check check_driver(const char *part, const struct probe *p)
{
    struct check c = {.part = part, .result = CHECK_GOOD, .advice = ""};
    uint64_t faults = p->faults & ~SAM_FAULTS;
    if (!was_asked(p))
        return unasked(part, p->end);
    snprintf(c.figure, sizeof c.figure, "%s", p->device);
    if (!faults)
        return c;
    c.result = faults == UINT64_C(1) << WIRE_FAULT_PAPER_LOW ? CHECK_WARN : CHECK_BAD;
    list_faults(faults, c.figure);
    c.advice = advice_for(faults);
    return c;
}

struct check check_sam(const struct probe *card)
{
    struct check c = {.part = "sam", .result = CHECK_UNKNOWN, .advice = ""};
    const char *level = strstr(card->device, "level ");
    if (!was_asked(card))
        return unasked("sam", card->end);
    snprintf(c.figure, sizeof c.figure, "%s", level ? level : "the reader tells nothing of it");
    if (card->faults & SAM_FAULTS) {
        c.result = CHECK_WARN;
        c.advice = card->faults >> WIRE_FAULT_SAM_REFUSES & 1
                       ? "the SAM does not take its secret, or has expired: another SAM"
                       : "put the SAM into its slot; cards are read at level tag meanwhile";
    } else if (level && !strcmp(level, "level chip")) {
        c.result = CHECK_GOOD;
    } else if (level) {
        c.result = CHECK_WARN;
        c.advice = "without a SAM cards are read at level tag";
    }
    return c;
}

struct check check_link(const struct probe *courier)
{
    struct check c = {.part = "link", .result = CHECK_GOOD, .advice = ""};
    if (!was_asked(courier))
        return unasked("link", courier->end);
    if (courier->faults) {
        c.result = CHECK_BAD;
        list_faults(courier->faults, c.figure);
        c.advice = advice_for(courier->faults);
    } else if (!courier->has_link) {
        c.result = CHECK_UNKNOWN;
        strcpy(c.figure, "the courier tells nothing of it");
    } else {
        snprintf(c.figure, sizeof c.figure, "%s, %u waiting, %u aside",
                 courier->link.online ? "online" : "offline", courier->link.waiting,
                 courier->link.aside);
        if (courier->link.store_unusable) {
            c.result = CHECK_BAD;
            c.advice = advice_for(UINT64_C(1) << WIRE_FAULT_STORE_UNUSABLE);
        } else if (!courier->link.online) {
            c.result = CHECK_BAD;
            c.advice = "look at the network, and whether the service knows this certificate";
        } else if (courier->link.aside) {
            c.result = CHECK_WARN;
            c.advice = "records that cannot be delivered: tell the service's staff";
        }
    }
    return c;
}

static void write_day(int64_t at, char *to, size_t size)
{
    time_t seconds = (time_t)at;
    struct tm tm;
    if (gmtime_r(&seconds, &tm))
        strftime(to, size, "%Y-%m-%d", &tm);
}

struct check check_certificate(int64_t now, int64_t ends_at, int64_t renewal_at)
{
    struct check c = {.part = "certificate", .result = CHECK_GOOD, .advice = ""};
    char day[32] = "";
    if (!ends_at) {
        c.result = CHECK_BAD;
        strcpy(c.figure, "none");
        c.advice = "kioskctl keys enrol";
        return c;
    }
    write_day(ends_at, day, sizeof day);
    snprintf(c.figure, sizeof c.figure, "until %s, %lld days", day,
             (long long)((ends_at - now) / DAY_S));
    if (now >= ends_at) {
        c.result = CHECK_BAD;
        c.advice = "it is over, or the clock is wrong: else provision again, with a new code";
    } else if (now >= renewal_at) {
        c.result = CHECK_WARN;
        c.advice = "it is due for renewal: kioskctl keys renew";
    }
    return c;
}

struct check check_clock(int64_t now, bool kept, int64_t floor)
{
    struct check c = {.part = "clock", .result = CHECK_GOOD, .advice = ""};
    write_day(now, c.figure, sizeof c.figure);
    if (now < floor) {
        c.result = CHECK_BAD;
        c.advice = "it was later already: look at the clock's battery and the network";
    } else if (!kept) {
        c.result = CHECK_WARN;
        strcat(c.figure, ", not held by a time source");
        c.advice = "chrony has not reached its servers yet";
    }
    return c;
}

struct check check_disk(uint64_t free, uint64_t whole, int error)
{
    struct check c = {.part = "disk", .result = CHECK_GOOD, .advice = ""};
    snprintf(c.figure, sizeof c.figure, "%llu of %llu MiB free%s%s",
             (unsigned long long)(free / MIB), (unsigned long long)(whole / MIB), error ? ", " : "",
             error ? strerror(-error) : "");
    if (error || free < 16 * (uint64_t)MIB) {
        c.result = CHECK_BAD;
        c.advice = "nothing can be kept: flash another card";
    } else if (free < whole / 10) {
        c.result = CHECK_WARN;
        c.advice = "less than a tenth is free";
    }
    return c;
}

bool check_has_pad_keys(const char *keys)
{
    enum { ENTER = 28, UP = 103, DOWN = 108, WORD = 64 }; /* linux/input-event-codes.h */
    uint64_t words[2] = {0};
    char copy[512], *rest = copy, *one;
    snprintf(copy, sizeof copy, "%s", keys);
    while ((one = strsep(&rest, " \n")))
        if (*one) {
            words[1] = words[0];
            words[0] = strtoull(one, NULL, 16);
        }
    return words[0] >> ENTER & 1 && words[1] >> (UP - WORD) & 1 && words[1] >> (DOWN - WORD) & 1;
}

struct check check_keypad(bool there)
{
    struct check c = {.part = "keypad", .result = there ? CHECK_GOOD : CHECK_UNKNOWN, .advice = ""};
    strcpy(c.figure, there ? "plugged in; the screen tries its keys" : "none is plugged in");
    if (!there)
        c.advice = "where one belongs here: look at its plug";
    return c;
}

struct check check_temperature(bool known, long millidegrees)
{
    struct check c = {.part = "temperature", .result = CHECK_UNKNOWN, .advice = ""};
    if (!known) {
        strcpy(c.figure, "no sensor");
        return c;
    }
    snprintf(c.figure, sizeof c.figure, "%ld.%ld C", millidegrees / 1000,
             (millidegrees < 0 ? -millidegrees : millidegrees) % 1000 / 100);
    c.result = millidegrees >= HOT_MC    ? CHECK_BAD
               : millidegrees >= WARM_MC ? CHECK_WARN
                                         : CHECK_GOOD;
    if (c.result != CHECK_GOOD)
        c.advice = "air and shade: from 80 C on the board slows down";
    return c;
}

struct check check_voltage(bool known, bool low)
{
    struct check c = {.part = "voltage", .result = CHECK_UNKNOWN, .advice = ""};
    strcpy(c.figure, !known ? "no sensor" : low ? "was too low" : "high enough");
    if (known)
        c.result = low ? CHECK_BAD : CHECK_GOOD;
    if (known && low)
        c.advice = "another power supply (5.1 V, 3 A), a shorter cable";
    return c;
}
