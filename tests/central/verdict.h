/*
 * verdict: what the centre may have decided for a family in one programme, and the programmes.
 * Pure. The codes are those of the contract (drivers/courier/openapi.yaml).
 */
#ifndef TESTS_CENTRAL_VERDICT_H
#define TESTS_CENTRAL_VERDICT_H

enum verdict {
    VERDICT_NOT_ANNOUNCED,
    VERDICT_RECEIVING,
    VERDICT_QUEUED,
    VERDICT_NOT_ELIGIBLE,
    VERDICT_NO_LONGER,
    VERDICT_NOT_REGISTERED,
    VERDICT_INCOMPLETE,
    VERDICTS
};

enum programme { PROGRAMME_PKH, PROGRAMME_BPNT, PROGRAMMES };

/* "receiving"; "PKH". */
const char *verdict_code(enum verdict verdict);
const char *programme_code(enum programme programme);

/* The verdict of a code. Returns 0 or -EINVAL. */
int verdict_read(const char *code, enum verdict *verdict_out);

#endif
