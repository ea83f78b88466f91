/*
 * check: what a technician is told about one part: how it is, a figure, and what to do. Pure: the
 * figures come in.
 */
#ifndef KIOSK_CTL_CHECK_H
#define KIOSK_CTL_CHECK_H

#include "kiosk/ctl/probe.h"

#include <stdbool.h>
#include <stdint.h>

enum check_result {
    CHECK_GOOD,
    CHECK_WARN, /* the kiosk works; somebody should look */
    CHECK_BAD,
    CHECK_UNKNOWN, /* could not be asked here */
};

struct check {
    const char *part; /* "reader" */
    enum check_result result;
    char figure[128];
    const char *advice; /* ""; static */
};

/* "good", "warn", "bad", "unknown". */
const char *check_result_name(enum check_result result);

struct check check_driver(const char *part, const struct probe *p);
/* The SAM, of which the card's driver speaks. */
struct check check_sam(const struct probe *card);
struct check check_link(const struct probe *courier);
/* times in seconds since 1970; ends 0: there is no certificate. */
struct check check_certificate(int64_t now, int64_t ends_at, int64_t renewal_at);
/* `kept`: the kernel says that a time source holds it; `floor`: it was later than this already. */
struct check check_clock(int64_t now, bool kept, int64_t floor);
/* bytes; error 0, or -errno of a write that was tried. */
struct check check_disk(uint64_t free, uint64_t whole, int error);
/* Whether a device with these keys, as the kernel lists them ("capabilities/key": words of 64 bits in
 * hexadecimal, the last the lowest), can be a keypad: select, up and down are among them. */
bool check_has_pad_keys(const char *keys);
/* One is plugged in. */
struct check check_keypad(bool there);
/* thousandths of a degree. */
struct check check_temperature(bool known, long millidegrees);
/* The Pi's firmware saw less than 4.63 V since it started. */
struct check check_voltage(bool known, bool low);

#endif
