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
    [STATE_REASONS] = {"REASONS", PHASE_READER},
    [STATE_PAYMENTS] = {"PAYMENTS", PHASE_READER},
    [STATE_QUEUE] = {"QUEUE", PHASE_READER},
    [STATE_WHICH] = {"WHICH", PHASE_READER},
    [STATE_GROUND] = {"GROUND", PHASE_READER},
    [STATE_SINCE] = {"SINCE", PHASE_READER},
    [STATE_WORDS] = {"WORDS", PHASE_READER},
    [STATE_PHONE] = {"PHONE", PHASE_READER},
    [STATE_REVIEW] = {"REVIEW", PHASE_READER},
    [STATE_DECLARE] = {"DECLARE", PHASE_FINGER},
    [STATE_SENDING] = {"SENDING", PHASE_ANSWER},
    [STATE_RECEIPT] = {"RECEIPT", PHASE_READER},
    [STATE_PRINT] = {"PRINT", PHASE_READER},
    [STATE_AGENTS] = {"AGENTS", PHASE_READER},
    [STATE_CASES] = {"CASES", PHASE_READER},
    [STATE_CASE] = {"CASE", PHASE_READER},
    [STATE_OPENINGS] = {"OPENINGS", PHASE_READER},
    [STATE_HELP] = {"HELP", PHASE_COVER},
    [STATE_IDLE] = {"IDLE", PHASE_COVER},
    [STATE_CLOSED] = {"CLOSED", PHASE_COVER},
    [STATE_SOUND] = {"SOUND", PHASE_COVER},
    [STATE_HEADPHONES] = {"HEADPHONES", PHASE_COVER},
    [STATE_ALOUD] = {"ALOUD", PHASE_COVER},
    [STATE_LIFTED] = {"LIFTED", PHASE_COVER},
    [STATE_TAKE_CARD] = {"TAKE_CARD", PHASE_LEAVING},
};

enum phase state_phase(enum state state)
{
    return states[state].phase;
}

/* Every state is named here, so that a new one cannot be forgotten. */
bool state_is_private(enum state state)
{
    switch (state) {
    case STATE_OVERVIEW:
    case STATE_PROGRAMME:
    case STATE_REASON:
    case STATE_MET:
    case STATE_REASONS:
    case STATE_PAYMENTS:
    case STATE_QUEUE:
    case STATE_WHICH:
    case STATE_GROUND:
    case STATE_SINCE:
    case STATE_WORDS:
    case STATE_PHONE:
    case STATE_REVIEW:
    case STATE_RECEIPT:
    case STATE_PRINT:
    case STATE_CASES:
    case STATE_CASE:
    case STATE_OPENINGS:
        return true;
    case STATE_START:
    case STATE_WHO:
    case STATE_READING:
    case STATE_TROUBLE:
    case STATE_CONSENT:
    case STATE_REFUSED:
    case STATE_TEMPLATES:
    case STATE_FINGER:
    case STATE_FINGER_HELP:
    case STATE_LOADING:
    case STATE_DECLARE:
    case STATE_SENDING:
    case STATE_AGENTS:
    case STATE_HELP:
    case STATE_IDLE:
    case STATE_CLOSED:
    case STATE_SOUND:
    case STATE_HEADPHONES:
    case STATE_ALOUD:
    case STATE_LIFTED:
    case STATE_TAKE_CARD:
    case STATES:
        break;
    }
    return false;
}

const char *state_name(enum state state)
{
    return states[state].name;
}
