/*
 * pn532_script: replies of the emulated chip that are not its own, for the fuzzer of what comes
 * from a reader. Each takes from the script
 *
 *     a byte       how its frame is spoiled, its lowest three bits: enum pn532_spoilt, above: not
 *     a byte n     the content after the response code: n bytes
 *
 * What is known to make libnfc 1.8 end the process is left out, or nothing else would be found: a
 * status byte with a NAD or none at all, and a UID or ATS of a size that it has no room for
 * (reader.h).
 */
#ifndef TESTS_BENCH_PN532_SCRIPT_H
#define TESTS_BENCH_PN532_SCRIPT_H

#include <stddef.h>
#include <stdint.h>

struct pn532_message;

enum pn532_spoilt {
    PN532_SPOILT_NOT,
    PN532_SPOILT_CHECKSUM, /* of the data */
    PN532_SPOILT_LENGTH,   /* its checksum */
    PN532_SPOILT_CODE,     /* the reply to another command */
    PN532_SPOILT_ERROR,    /* an error frame in its place */
};

struct pn532_script {
    const uint8_t *at; /* borrowed */
    size_t left;       /* 0: the chip speaks for itself */
};

/* Puts the script's next reply in the place of *reply, which answers a command. */
enum pn532_spoilt pn532_script_take(struct pn532_script *script, struct pn532_message *reply);

#endif
