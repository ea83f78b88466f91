/*
 * figures: how this kiosk is, for those who look after many: schema HeartbeatRequest, and the same
 * as Prometheus reads it. Pure. Nothing of any person is in it.
 */
#ifndef DRIVERS_COURIER_FIGURES_H
#define DRIVERS_COURIER_FIGURES_H

#include "drivers/wire.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* Counted since the courier's last start. */
struct figures_counts {
    uint32_t visits;
    uint32_t answered, not_answered; /* questions to the service */
    uint32_t filed;
    uint32_t incidents; /* that the face told of */
    uint32_t line_lost;
};

struct figures {
    const char *image; /* version of the card's system; "": not known */
    const char *refused; /* the version that did not come up, or could not be taken; "": none */
    int64_t now, started_at;
    int64_t certificate_ends_at, certificate_renewal_at; /* 0: there is none */
    bool online, clock_kept, store_usable;
    uint64_t free_mib, whole_mib; /* of the disk with the records; whole 0: not known */
    bool temperature_known, voltage_known;
    int temperature_c;
    bool voltage_low; /* the board had too little, since it was started */
    bool keypad, keypad_expected; /* one is plugged in; one was tried when it was handed over */
    struct wire_devices devices;
    uint32_t waiting, aside;
    uint32_t settings_version;
    struct figures_counts counts;
};

/* The message; a new reference in *message_out. Returns 0, -EINVAL for an instant out of range, or
 * -ENOMEM. */
int figures_message(const struct figures *figures, const char *transaction_id,
                    json_t **message_out);

/* What a message says, in Prometheus' text format: a gauge or a counter a line, all named kiosk_*,
 * with `serial` as a label. The caller frees *text_out. Returns 0 or -ENOMEM. */
int figures_text(const json_t *message, const char *serial, char **text_out, size_t *size_out);

#endif
