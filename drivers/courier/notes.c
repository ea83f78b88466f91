#include "notes.h"

#include <stdio.h>
#include <string.h>

void notes_add(struct notes *notes, const char *doing, const char *why)
{
    if (notes->count == NOTES_MAX)
        return;
    struct note *n = &notes->list[notes->count++];
    n->doing = doing;
    snprintf(n->why, sizeof n->why, "%s", why);
}

void notes_add_errno(struct notes *notes, const char *doing, int error)
{
    if (error)
        notes_add(notes, doing, strerror(-error));
}

bool notes_take(struct notes *notes, struct note *note_out)
{
    if (!notes->count)
        return false;
    *note_out = notes->list[0];
    notes->count--;
    memmove(notes->list, notes->list + 1, notes->count * sizeof *notes->list);
    return true;
}
