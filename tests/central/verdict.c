#include "verdict.h"

const char *verdict_code(enum verdict verdict)
{
    static const char *const codes[VERDICTS] = {
        [VERDICT_NOT_ANNOUNCED] = "not_announced",
        [VERDICT_RECEIVING] = "receiving",
        [VERDICT_QUEUED] = "queued",
        [VERDICT_NOT_ELIGIBLE] = "not_eligible",
        [VERDICT_NO_LONGER] = "no_longer",
        [VERDICT_NOT_REGISTERED] = "not_registered",
        [VERDICT_INCOMPLETE] = "incomplete",
    };
    return codes[verdict];
}
