/*
 * channels: plays what reaches the centre by another way than a kiosk: the portal or an agent. One
 * case is seen in all of them.
 */
#ifndef TESTS_CENTRAL_CHANNELS_H
#define TESTS_CENTRAL_CHANNELS_H

#include "store.h"

#include <stdint.h>

/* The family of a NIK: 0, -ENOENT or -errno. */
int channels_family(struct store *store, const char *nik, int64_t *person_out, int64_t *family_out);

/* Takes an objection in from "portal" or "agent". Returns 0; -EINVAL for another channel or a
 * reason that is not of this family's result; -ENOENT; -EEXIST for a number that is taken; or
 * -errno. */
struct channels_objection {
    const char *channel, *nik, *programme, *reason, *ground, *number;
};
int channels_object(struct store *store, const struct channels_objection *objection, int64_t now);

#endif
