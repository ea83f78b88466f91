/*
 * probe: asks a driver how it is, on its socket, as the kiosk does. A driver serves one at a time:
 * while the kiosk has it, it is busy.
 */
#ifndef KIOSK_CTL_PROBE_H
#define KIOSK_CTL_PROBE_H

#include "drivers/wire.h"

#include <stdbool.h>
#include <stdint.h>

enum probe_end {
    PROBE_READY,
    PROBE_FAULT,  /* it came up, and something is wrong: see faults */
    PROBE_BUSY,   /* it hung up at once */
    PROBE_SILENT, /* nothing came in time */
    PROBE_ABSENT, /* there is no such socket */
};

struct probe {
    enum probe_end end;
    uint64_t faults;         /* bit i: enum wire_fault i was told */
    char device[WIRE_TITLE]; /* of READY */
    struct wire_link link;   /* the courier's last LINK */
    bool has_link;
};

/* Listens to the socket `path` for at most `patience_ms`: until READY and, from the courier, a LINK
 * that is online; then as long again as it takes for a FAULT that belongs to it. */
void probe_ask(const char *path, bool is_courier, int patience_ms, struct probe *probe_out);

#endif
