/*
 * verdict: what the centre may have decided for a family in one programme. Pure. The codes are
 * those of the contract (drivers/courier/openapi.yaml), the numbers those of the database.
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

/* "receiving". */
const char *verdict_code(enum verdict verdict);

#endif
