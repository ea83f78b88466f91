/*
 * bulletin: the service's catalogue (catalogue.h) as the courier has it (document.h). It holds
 * nothing of any person. Without a line the last signed one is what counts, however old it is.
 */
#ifndef DRIVERS_COURIER_BULLETIN_H
#define DRIVERS_COURIER_BULLETIN_H

#include "catalogue.h"
#include "document.h"

#include <stdbool.h>

struct bulletin {
    struct document document;
    struct catalogue catalogue; /* made_at 0: none yet */
    bool told;                  /* to the face, as it is now */
};

/* Reads what is kept. Without one, or with one that does not verify, there is none yet. */
void bulletin_open(struct bulletin *b, const char *directory, const struct mail *mail,
                   struct notes *notes);

/* Takes the answer. */
void bulletin_hear(struct bulletin *b, const struct mail *mail, const struct link_result *result,
                   int64_t now, struct notes *notes);

#endif
