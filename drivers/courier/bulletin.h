/*
 * bulletin: the service's catalogue (catalogue.h) as the courier has it (document.h). It holds
 * nothing of any person. Without a line the last signed one is what counts, however old it is.
 *
 * With it the service says which keys it has (keyset.h): what follows the known ones is kept in
 * DIRECTORY/service.keys, and counts from then on; and the authorities of its certificates, where
 * those of provisioning no longer do, in DIRECTORY/authorities.pem.
 */
#ifndef DRIVERS_COURIER_BULLETIN_H
#define DRIVERS_COURIER_BULLETIN_H

#include "catalogue.h"
#include "document.h"

#include <stdbool.h>

struct bulletin {
    struct document document;
    struct catalogue catalogue; /* made_at 0: none yet */
    struct keyset *service;     /* borrowed; the newest that is known */
    bool told;                  /* to the face, as it is now */
    bool learned;               /* that the service has other keys; the caller takes note */
};

/* Reads what is kept. Without one, or with one that does not verify, there is none yet. */
void bulletin_open(struct bulletin *b, const char *directory, struct keyset *service,
                   const struct mail *mail, struct notes *notes);

/* Takes the answer. */
void bulletin_hear(struct bulletin *b, const struct mail *mail, const struct link_result *result,
                   int64_t now, struct notes *notes);

#endif
