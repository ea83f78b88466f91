/*
 * dense: a body of the contract in few bytes, for lines where each one costs time. The content
 * coding DENSE_CODING (openapi.yaml, Transport): a zlib stream (RFC 1950) whose preset dictionary
 * is dictionary-1.txt, byte for byte; the stream's DICTID names it. Pure. What zlib held of a body
 * is wiped.
 *
 * Length tells something of content, encrypted or not. Nobody else's words are in a message
 * besides a person's, so that nobody can try words out on it.
 */
#ifndef DRIVERS_COURIER_DENSE_H
#define DRIVERS_COURIER_DENSE_H

#include <stddef.h>

#define DENSE_CODING "perlinsos-1"

/* *packed_out is the caller's to free. Returns 0 or -ENOMEM. */
int dense_pack(const char *text, size_t size, char **packed_out, size_t *packed_size_out);

/* Unpacks the coding above, or gzip (RFC 1952), into text_out, at most `room` bytes. Returns 0,
 * -E2BIG for more than that, -EBADMSG for what is neither, has another dictionary, is cut off or
 * goes on after its end, -ENOMEM. On failure text_out holds nothing of the body. */
int dense_unpack(const char *packed, size_t size, char *text_out, size_t room, size_t *size_out);

#endif
