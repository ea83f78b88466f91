/*
 * fp3: libfprint's own serialisation of a print (libfprint 1.94, fp_print_serialize): the bytes
 * "FP3", then a little-endian GVariant (issbymsmsia{sv}v) whose last member is, for type 2 (NBIS),
 * (a(aiaiai)): x, y and theta of each scan. It is the only public way to the angles of a scan,
 * and to a print that fp_device_verify accepts without an enrolment.
 */
#ifndef DRIVERS_FINGER_FP3_H
#define DRIVERS_FINGER_FP3_H

#include "nbis.h"

#include <stddef.h>
#include <stdint.h>

/* Reads the first scan of a serialised print. Returns 0; -ENOTSUP for a print that is not of NBIS
 * type (a sensor that compares by itself); -EBADMSG for other bytes. On failure nothing is
 * written. */
int fp3_read(const uint8_t *bytes, size_t size, struct nbis_print *print_out);

/* Writes a print of `driver` and `device_id` with no scan in it, which matches nothing. *bytes_out
 * is the caller's, freed with g_free(). Cannot fail: GLib ends the process when out of memory. */
void fp3_write_blank(const char *driver, const char *device_id, uint8_t **bytes_out,
                     size_t *size_out);

#endif
