#include "verdict.h"

#include <errno.h>
#include <string.h>

static const char *const codes[VERDICTS] = {
    [VERDICT_NOT_ANNOUNCED] = "not_announced",
    [VERDICT_RECEIVING] = "receiving",
    [VERDICT_QUEUED] = "queued",
    [VERDICT_NOT_ELIGIBLE] = "not_eligible",
    [VERDICT_NO_LONGER] = "no_longer",
    [VERDICT_NOT_REGISTERED] = "not_registered",
    [VERDICT_INCOMPLETE] = "incomplete",
};

static const char *const programmes[PROGRAMMES] = {
    [PROGRAMME_PKH] = "PKH",
    [PROGRAMME_BPNT] = "BPNT",
};

const char *verdict_code(enum verdict verdict)
{
    return codes[verdict];
}

const char *programme_code(enum programme programme)
{
    return programmes[programme];
}

int verdict_read(const char *code, enum verdict *verdict_out)
{
    for (unsigned i = 0; i < VERDICTS; i++) {
        if (strcmp(codes[i], code) == 0) {
            *verdict_out = (enum verdict)i;
            return 0;
        }
    }
    return -EINVAL;
}
