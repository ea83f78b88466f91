/*
 * courier: what kiosk-courier tells of itself (`kiosk-courier --state`, drivers/courier/state.h).
 */
#ifndef KIOSK_CTL_COURIER_H
#define KIOSK_CTL_COURIER_H

#include <stdbool.h>
#include <stdint.h>

struct courier_state {
    int64_t certificate_ends_at, certificate_renewal_at; /* 0: there is none */
    int64_t contact_at;                                  /* 0: never */
    int64_t commission_at;                                 /* 0: not yet */
    bool readable;                                       /* the records */
    uint32_t waiting, aside;
};

/* Asks it, with the settings `conf`. Returns 0, or -EIO when it does not answer so. */
int courier_ask(const char *conf, struct courier_state *state_out);

#endif
