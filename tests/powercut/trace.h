/*
 * trace: what a program did to the files of one folder, in order, and what it said in between, as
 * record.c writes it down and test_powercut.c reads it: a header, then the file's name within the
 * folder (without NUL), then the bytes. Host byte order.
 */
#ifndef TESTS_POWERCUT_TRACE_H
#define TESTS_POWERCUT_TRACE_H

#include <stdint.h>

enum trace_what {
    TRACE_WRITE = 1, /* bytes at offset */
    TRACE_TRUNCATE,  /* to offset bytes */
    TRACE_SYNC,      /* of a file; "" is the folder itself */
    TRACE_RENAME,    /* the bytes are the new name */
    TRACE_UNLINK,
    TRACE_SAID, /* a packet on the descriptor of the face: the bytes are the packet */
};

struct trace_header {
    uint32_t what;
    uint32_t name_size;
    uint64_t offset;
    uint64_t size;
};

#endif
