#include "kiosk/state.h"

static const struct {
    const char *name;
    enum phase phase;
} states[STATES] = {
    [STATE_START] = {"START", PHASE_NOBODY},
    [STATE_WHO] = {"WHO", PHASE_NOBODY},
    [STATE_READING] = {"READING", PHASE_CARD},
    [STATE_TROUBLE] = {"TROUBLE", PHASE_TROUBLE},
    [STATE_CONSENT] = {"CONSENT", PHASE_CARD},
    [STATE_REFUSED] = {"REFUSED", PHASE_LEAVING},
    [STATE_TEMPLATES] = {"TEMPLATES", PHASE_ANSWER},
    [STATE_FINGER] = {"FINGER", PHASE_FINGER},
    [STATE_FINGER_HELP] = {"FINGER_HELP", PHASE_READER},
    [STATE_LOADING] = {"LOADING", PHASE_ANSWER},
    [STATE_OVERVIEW] = {"OVERVIEW", PHASE_READER},
    [STATE_PROGRAMME] = {"PROGRAMME", PHASE_READER},
    [STATE_REASON] = {"REASON", PHASE_READER},
    [STATE_MET] = {"MET", PHASE_READER},
    [STATE_WHICH] = {"WHICH", PHASE_READER},
    [STATE_GROUND] = {"GROUND", PHASE_READER},
    [STATE_REVIEW] = {"REVIEW", PHASE_READER},
    [STATE_DECLARE] = {"DECLARE", PHASE_FINGER},
    [STATE_SENDING] = {"SENDING", PHASE_ANSWER},
    [STATE_RECEIPT] = {"RECEIPT", PHASE_READER},
    [STATE_CASES] = {"CASES", PHASE_READER},
    [STATE_HELP] = {"HELP", PHASE_COVER},
    [STATE_IDLE] = {"IDLE", PHASE_COVER},
    [STATE_CLOSED] = {"CLOSED", PHASE_COVER},
    [STATE_LIFTED] = {"LIFTED", PHASE_COVER},
    [STATE_TAKE_CARD] = {"TAKE_CARD", PHASE_LEAVING},
};

enum phase state_phase(enum state state)
{
    return states[state].phase;
}

const char *state_name(enum state state)
{
    return states[state].name;
}
