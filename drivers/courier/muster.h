/*
 * muster: the roster (roster.h) as the courier has it (document.h), sealed on the disk: it holds
 * names.
 */
#ifndef DRIVERS_COURIER_MUSTER_H
#define DRIVERS_COURIER_MUSTER_H

#include "document.h"
#include "roster.h"

struct muster {
    struct document document;
    struct roster roster; /* made_at 0: none yet */
};

/* Reads what is kept. Without one, or with one that does not verify, there is none yet. */
void muster_open(struct muster *m, const char *directory, const struct mail *mail,
                 struct notes *notes);

/* Wipes. */
void muster_close(struct muster *m);

/* Takes the answer. */
void muster_hear(struct muster *m, const struct mail *mail, const struct link_result *result,
                 int64_t now, struct notes *notes);

#endif
