/*
 * kept: an answer of the service on the disk as it came, signature and all, and believed again when
 * it is read: its signature is verified as of the moment it was signed, and it must be to us.
 *
 * What nobody else shall read is sealed (crypto_secretbox) with a key that the caller has; in the
 * clear is only what holds nothing of any person.
 */
#ifndef DRIVERS_COURIER_KEPT_H
#define DRIVERS_COURIER_KEPT_H

#include "mail.h"

enum { KEPT_KEY = 32 };

/* Puts it at DIRECTORY/NAME in place of one that was there; a reader finds the old one or the new
 * one, whole. `key` is NULL for one in the clear. Returns 0 or -errno. */
int kept_put(const char *directory, const char *name, const uint8_t key[KEPT_KEY], const char *body,
             size_t size);

/* Reads it. `action` is what the service called it. *root_out is the caller's; *message_out is
 * borrowed from it. Returns 0, -ENOENT, -errno, what envelope_open returns, or -EKEYREJECTED for
 * one that was not sealed with this key. */
int kept_get(const char *directory, const char *name, const uint8_t key[KEPT_KEY],
             const struct mail *mail, const char *action, json_t **root_out,
             const json_t **message_out);

#endif
