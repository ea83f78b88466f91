/*
 * state: where a visit can be, and what each of these places waits for.
 */
#ifndef KIOSK_STATE_H
#define KIOSK_STATE_H

#include <stdbool.h>

enum state {
    STATE_START,
    STATE_WHO,
    STATE_READING,
    STATE_TROUBLE,
    STATE_CONSENT,
    STATE_REFUSED,
    STATE_TEMPLATES,
    STATE_FINGER,
    STATE_FINGER_HELP,
    STATE_LOADING,
    STATE_OVERVIEW,
    STATE_PROGRAMME,
    STATE_REASON,
    STATE_MET,
    STATE_REASONS,
    STATE_PAYMENTS,
    STATE_QUEUE,
    STATE_WHICH,
    STATE_GROUND,
    STATE_SINCE,
    STATE_WORDS,
    STATE_PHONE,
    STATE_REVIEW,
    STATE_DECLARE,
    STATE_SENDING,
    STATE_RECEIPT,
    STATE_PRINT,
    STATE_AGENTS,
    STATE_CASES,
    STATE_CASE,
    STATE_OPENINGS,
    STATE_RELATIVE,
    STATE_ASSENT,
    STATE_FACE,
    STATE_APART,
    STATE_CALLED,
    STATE_STAFF_CHECK,
    STATE_STAFF_FINGER,
    STATE_HELP_KIND,
    STATE_NO_FINGER,
    STATE_WITNESS,
    STATE_WITNESS_NAME,
    STATE_RETURN,
    STATE_ENROL_CARD,
    STATE_ENROL_CONSENT,
    STATE_ENROL_NIK,
    STATE_ENROL_CHECK,
    STATE_ENROL_FINGER,
    STATE_ENROL_SENDING,
    STATE_ENROL_DONE,
    STATE_STAFF,
    STATE_COUNTING,
    STATE_REPORT,
    STATE_SLIPS,
    STATE_DAY,
    STATE_STATED_NIK,
    STATE_STATED_CHECK,
    STATE_STATED,
    STATE_HELP,
    STATE_IDLE,
    STATE_CLOSED,
    STATE_SOUND,
    STATE_HEADPHONES,
    STATE_ALOUD,
    STATE_LIFTED,
    STATE_CLEANING,
    STATE_TAKE_CARD,
    STATE_COMMISSION_LINK,
    STATE_COMMISSION_PLACE,
    STATE_COMMISSION_PARTS,
    STATE_COMMISSION_TOUCH,
    STATE_COMMISSION_KEYS,
    STATE_COMMISSION_SOUND,
    STATE_COMMISSION_PRACTICE,
    STATE_COMMISSION_SHEET,
    STATE_SITE_FILE,
    STATE_SITE_SERIAL,
    STATE_SITE_PLACE,
    STATE_SITE_WAIT,
    STATES
};

/* What a state waits for: what cards, time and touches do depends on this alone. */
enum phase {
    PHASE_NOBODY,     /* no card */
    PHASE_CARD,       /* a card, and nothing of its owner known yet */
    PHASE_ANSWER,     /* the courier's answer */
    PHASE_FINGER,     /* a finger */
    PHASE_READER,     /* the person, reading and choosing */
    PHASE_TROUBLE,    /* the person, who was told what went wrong */
    PHASE_COVER,      /* the person's return; nothing of the visit is shown */
    PHASE_HANDOVER,   /* staff at the reader (handover.h); nothing of the visit is shown */
    PHASE_STAFF,      /* staff at screens of their own; no visit of a resident */
    PHASE_LEAVING,    /* the card being taken */
    PHASE_COMMISSION, /* whoever sets the kiosk up (siting.h, commission.h) */
};

enum phase state_phase(enum state state);

/* Whether what the state's screen says is the person's alone: a result, a reason, a name, a number.
 * A loudspeaker says it only to who wants that. */
bool state_is_private(enum state state);

/* "CONSENT", for log lines. */
const char *state_name(enum state state);

#endif
