/*
 * notes: failures for the log, kept until main takes them: one line each, without identity.
 */
#ifndef DRIVERS_COURIER_NOTES_H
#define DRIVERS_COURIER_NOTES_H

#include <stdbool.h>
#include <stddef.h>

enum { NOTES_MAX = 8 };

struct note {
    const char *doing; /* "deliver an objection" */
    char why[96];
};

/* Zeroed at first. */
struct notes {
    struct note list[NOTES_MAX];
    size_t count;
};

/* One more than there is room for is dropped. `doing` is static. */
void notes_add(struct notes *notes, const char *doing, const char *why);

/* Nothing for error 0, else its words; error is -errno. */
void notes_add_errno(struct notes *notes, const char *doing, int error);

/* Takes the oldest. Returns whether there was one. */
bool notes_take(struct notes *notes, struct note *note_out);

#endif
