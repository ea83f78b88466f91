/*
 * pn532_frame: the information frames between a host and a PN532 (UM0701-02 clause 6.2.1).
 *
 * 00 00 FF LEN LCS TFI data DCS 00, or extended 00 00 FF FF FF LENm LENl LCS TFI data DCS 00;
 * ACK 00 00 FF 00 FF 00; error 00 00 FF 01 FF 7F 81 00. TFI is D4 towards the chip, D5 from it.
 */
#ifndef TESTS_BENCH_PN532_FRAME_H
#define TESTS_BENCH_PN532_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Command or reply code and its data, without TFI. */
#define PN532_DATA_MAX  264
#define PN532_FRAME_MAX (PN532_DATA_MAX + 11)

extern const uint8_t pn532_ack[6];
extern const uint8_t pn532_error[8];

/* Bytes that came from the host and are not yet understood. */
struct pn532_line {
    size_t size;
    bool woken; /* a 55 came outside a frame since the caller last cleared this */
    uint8_t bytes[2 * PN532_FRAME_MAX];
};

enum pn532_frame {
    PN532_FRAME_NONE, /* no whole frame yet */
    PN532_FRAME_ACK,
    PN532_FRAME_COMMAND,
};

/* Takes the next whole frame from the line. A frame with a wrong checksum is dropped without a
 * word, as by the chip. For a command, its code and data go to data[PN532_DATA_MAX] and their
 * number to *size; else both stay as they are. */
enum pn532_frame pn532_frame_take(struct pn532_line *line, uint8_t *data, size_t *size);

/* Builds the chip's frame around `size` bytes (at most PN532_DATA_MAX) of code and data into
 * frame[PN532_FRAME_MAX]; returns its length. */
size_t pn532_frame_build(uint8_t *frame, const uint8_t *data, size_t size);

#endif
