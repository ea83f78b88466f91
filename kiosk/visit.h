/*
 * visit: what session and its parts share: how the kiosk is set up, what it knows now, and
 * everything of the person who stands before it; and what can be asked of that. Pure; changed by
 * session_step() alone.
 */
#ifndef KIOSK_VISIT_H
#define KIOSK_VISIT_H

#include <stdbool.h>
#include <stdint.h>

#include "drivers/wire.h"
#include "kiosk/commission.h"
#include "kiosk/draft.h"
#include "kiosk/enrolling.h"
#include "kiosk/event.h"
#include "kiosk/handover.h"
#include "kiosk/helping.h"
#include "kiosk/hours.h"
#include "kiosk/language.h"
#include "kiosk/listening.h"
#include "kiosk/pages.h"
#include "kiosk/siting.h"
#include "kiosk/state.h"
#include "kiosk/stated.h"
#include "kiosk/ui/theme.h"

enum session_times {
    SESSION_LIFTED_MS = 20000, /* grace for a card that was lifted */
    SESSION_ANSWER_MS =
        20000, /* for a courier's answer, or a card; their own time-outs are shorter */
    SESSION_STARTING_MS = 5000, /* for a driver to come, before START says that it is missing */
    SESSION_REMIND_MS = 10000,  /* between two requests to take the card */
    SESSION_REPORT_MS = 600000, /* between two entries of the same fault in the journal */
    SESSION_STAFF_AFTER = 3,    /* requests, before staff are asked */
    /* EAC VVSG 2.0, inactivity: 2 to 5 minutes, then an alert of 20 to 45 seconds. */
    SESSION_IDLE_MS = 120000,
    SESSION_ALERT_MS = 30000,
};

enum printing_what {
    PRINTING_WHOLE,
    PRINTING_BARE, /* the number, and nothing of what it is about */
};

/* The receipt on paper. */
struct printing {
    enum printing_state { PRINTING_NOT, PRINTING_NOW, PRINTING_DONE, PRINTING_NOT_DONE } state;
    bool bare;
};

/* Everything of one person. */
struct visit {
    uint32_t placement;
    struct wire_card card;
    struct wire_consent consent;
    uint16_t photo_width_px, photo_height_px; /* 0: not arrived */
    uint16_t photo[WIRE_PHOTO_WIDTH * WIRE_PHOTO_HEIGHT];
    struct wire_templates templates;
    bool fingerless;  /* a genuine card whose templates are none */
    enum state check; /* STATE_FINGER, STATE_DECLARE or STATE_LOADING: which STATE_TEMPLATES leads
                         to */
    bool untried;     /* a check was counted, and no finger was seen in it yet */
    uint32_t score_class;
    int64_t verified_at;
    struct wire_breakdown breakdown;
    bool shown;                /* what is masked on this screen */
    uint8_t programme, reason; /* chosen; indices into breakdown */
    uint8_t filing;            /* chosen of breakdown.cases */
    enum state list;           /* STATE_REASON, STATE_AGENTS: where it was chosen */
    uint8_t key[WIRE_KEY];     /* of what is being filed */
    struct draft draft;
    enum state drafted_from; /* where the draft was begun */
    struct wire_receipt receipt;
    struct printing printing;
    struct handover handover;
    struct helping helping;
    struct enrolling enrolling;
    struct pages pages;
    struct stated stated;
};

/* How long the ring of a keypad rests on each thing before it goes on by itself (scan.h). */
enum scan_pace { SCAN_OFF, SCAN_SLOW, SCAN_MEDIUM, SCAN_FAST, SCAN_PACES };

/* What the next person finds: all of it returns to the defaults when a visit ends. */
struct settings {
    enum text_size size;
    enum contrast contrast;
    unsigned language; /* index in session.languages */
    enum scan_pace scan;
};

/* Where a device stands beside another one: what is said to who cannot see it. */
enum place { PLACE_UNTOLD, PLACE_LEFT, PLACE_RIGHT, PLACE_ABOVE, PLACE_BELOW };

/* How a kiosk is set up; the same for every visit. */
struct session_setup {
    struct settings defaults;
    enum place card_place;   /* of the card's place, from the screen */
    enum place sensor_place; /* of the sensor, from the card's place */
    enum place jack_place;   /* of the headphones' jack, from the screen */
    /* SESSION_IDLE_MS and so on, HANDOVER_MS for call_ms, unless a place needs others. */
    int64_t idle_ms, alert_ms, lifted_ms, remind_ms, call_ms;
    uint8_t seed[SESSION_SEED]; /* random in each run: first half of every idempotency key */
    struct hours hours;         /* of the office around it */
    char serial[WIRE_CODE], village[WIRE_CODE], village_name[WIRE_TITLE]; /* "": not told */
    char receipt_link[WIRE_TITLE]; /* what a receipt's code holds before the number */
};

struct session {
    struct session_setup provisioned; /* as the kiosk was started */
    struct session_setup setup;       /* the same, but for what is set from afar (afar.h) */
    struct wire_settings afar;        /* taken when nobody is there */
    struct wire_voice_control reset;  /* with the usual loudness */
    enum state state;
    enum state under;      /* of a PHASE_COVER: what it covers */
    enum wire_fault fault; /* STATE_TROUBLE: what happened; STATE_LIFTED: of the card there now */
    enum state retry;      /* STATE_TROUBLE: what "Coba lagi" repeats; STATE_START: nothing */
    unsigned reminders;    /* STATE_TAKE_CARD, STATE_REFUSED: how often the card was asked for */
    enum wire_hint hint;   /* STATE_FINGER, STATE_DECLARE */
    uint32_t finger;       /* position asked for */
    uint32_t visit_number;
    int64_t deadline_ms;                    /* monotonic; 0: none */
    int64_t now_ms, wall_s;                 /* of the last event */
    enum wire_fault device_fault[PEERS];    /* a driver's own standing condition */
    int64_t reported_until_ms[WIRE_FAULTS]; /* monotonic; until then it is not reported again */
    struct wire_fault_report incident;
    struct wire_sign_in sign_in; /* not in `out`: it outlives what ends with it */
    bool up[PEERS];
    bool sam;                               /* one is set up */
    enum wire_fault sam_fault;              /* and does not work */
    struct wire_link link;
    struct settings settings;
    struct listening listening;
    const struct languages *languages; /* what can be chosen; NULL: Indonesian only */
    struct wire_catalogue catalogue;   /* made_at 0: none yet */
    struct wire_catalogue newer;       /* came while a draft points into it: taken at the end of the
                                          visit; made_at 0: none */
    uint32_t filings;   /* confirmed in this run: with visit_number the keys' other half */
    uint32_t put_aside; /* placement of a card laid down beside a complaint; 0: none */
    struct enrollers enrollers;
    bool may_rate; /* STATE_TAKE_CARD: asked how the visit was, and not answered yet */
    bool rated;    /* and answered */
    struct commission commission;
    struct siting siting;
    struct visit visit;
    union {
        struct wire_templates_ask templates_ask;
        struct wire_attempt attempt;
        struct wire_verify verify;
        struct wire_verify_stop verify_stop;
        struct wire_query query;
        struct wire_filing filing;
        struct wire_say say;
        struct wire_enrol enrol;
        struct wire_commission commission;
        struct wire_site_pick site_pick;
        struct wire_staff_ask staff_ask;
        struct wire_enrolment enrolment;
        struct wire_counts_ask counts_ask;
        struct wire_slip_ask slip_ask;
    } out;
};

/* Unless a place has an address where a receipt can be looked up: what a reader of codes shows then
 * is the number, and what it is of. */
#define SESSION_RECEIPT_LINK "PERLINSOS:"

/* Version of the consent text on the screen; changes with its words. The second is what a person
 * agrees to who files something before that. */
#define SESSION_CONSENT_VERSION "2026-11"
#define SESSION_NOTE_VERSION    "2026-11-note"
#define SESSION_ENROL_VERSION   "2026-11-enrol" /* ENROL_CONSENT */
#define SESSION_FACE_VERSION    "2026-11-face"  /* ASSENT, where no finger is given */
#define SESSION_STATED_VERSION  "2026-11-stated"

/* Whether the courier has found the service out of reach; false until it has looked. */
bool visit_is_offline(const struct session *s);

/* Whether reader and sensor are there, or are known not to be. */
bool visit_knows_devices(const struct session *s);

/* Whether nobody can give a finger, whoever it is: the sensor is away, or cannot compare. */
bool visit_sensor_is_down(const struct session *s);

/* Whether a card lies there for this visit, and is to be taken at its end. */
bool visit_has_card(const struct session *s);

/* Whether it is known who stands there: by the finger, or by face and photo. */
bool visit_is_identified(const struct session *s);

/* Whether there is a printer, whatever may be wrong with it. */
bool visit_has_printer(const struct session *s);

/* Index of the open case that contests reason `reason`, or -1. */
int visit_case_of_reason(const struct session *s, unsigned reason);

/* Index of the provisional case of `programme` that an objection would complete, or -1. */
int visit_completes(const struct session *s, unsigned programme);

/* Whether an objection to `programme` can be made now: the service takes this person's, and its
 * window includes the present, or the acceptance of a provisional one that it completes. */
bool visit_may_object(const struct session *s, unsigned programme);

/* Whether reason `reason` can be contested now: it has grounds, no open case, and its programme
 * takes objections. */
bool visit_may_contest(const struct session *s, unsigned reason);

#endif
