/*
 * wave: a recording as a WAVE file (Microsoft, Multimedia Programming Interface 1.0, RIFF WAVE):
 * uncompressed, one channel, 16 bit. Pure.
 */
#ifndef DRIVERS_VOICE_WAVE_H
#define DRIVERS_VOICE_WAVE_H

#include <stddef.h>
#include <stdint.h>

/* Finds the samples in `size` bytes of a file. *samples_out points into them, unaligned, little
 * endian. Returns 0; -EBADMSG for no WAVE file, or one of another format or rate. */
int wave_find(const uint8_t *bytes, size_t size, unsigned rate_hz, const uint8_t **samples_out,
              size_t *count_out);

#endif
