#include "status.h"

#include <errno.h>

enum {
    FIXED_MASK = 0x93,
    FIXED = 0x12,
    END_MASK = 0x90,
    OFFLINE_COVER = 0x04,
    OFFLINE_PAPER = 0x20,
    ERROR_ANY = 0x68,  /* cutter, cannot be cleared, clears by itself */
    PAPER_NEAR = 0x0C, /* both bits of the near-end sensor */
    PAPER_END = 0x60,
};

int status_take(struct status *status_out, enum status_question question, uint8_t byte)
{
    if ((byte & FIXED_MASK) != FIXED)
        return -EBADMSG;
    switch (question) {
    case STATUS_OFFLINE:
        status_out->cover_open = byte & OFFLINE_COVER;
        status_out->paper_out = byte & OFFLINE_PAPER;
        break;
    case STATUS_ERROR:
        status_out->error = byte & ERROR_ANY;
        break;
    case STATUS_PAPER:
        status_out->paper_low = byte & PAPER_NEAR;
        status_out->paper_out |= (byte & PAPER_END) != 0;
        break;
    }
    return 0;
}

bool status_is_end(uint8_t byte)
{
    return !(byte & END_MASK);
}

enum wire_fault status_fault(const struct status *s)
{
    return s->cover_open  ? WIRE_FAULT_PRINTER_COVER
           : s->paper_out ? WIRE_FAULT_PAPER_OUT
           : s->error     ? WIRE_FAULT_PRINTER_STUCK
           : s->paper_low ? WIRE_FAULT_PAPER_LOW
                          : WIRE_FAULT_NONE;
}

bool status_prints(enum wire_fault fault)
{
    return fault == WIRE_FAULT_NONE || fault == WIRE_FAULT_PAPER_LOW;
}
