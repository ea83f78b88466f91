/*
 * session: one visit, as a pure state machine. session_step() takes what happened and when, and
 * answers with what must be done. No clock, no descriptors, no SDL; the same events give the
 * same visit. Everything that belongs to a person lives in struct visit and is wiped when the
 * visit ends.
 *
 *  START --card seen--> READING --read--> CONSENT --agree--> TEMPLATES --templates--> FINGER
 *    ^                     |                 | refuse                                  | matched
 *    |                  fault: TROUBLE    REFUSED              not matched: FINGER_HELP v
 *    |                                                                               LOADING
 *    |                                                                                  | breakdown
 *    |   OVERVIEW <-> CASES <-> CASE, OVERVIEW <-> OPENINGS                        <----+
 *    |   OVERVIEW <-> PROGRAMME <-> REASON, REASONS, MET, PAYMENTS, QUEUE
 *    |   REASONS, MET <-> REASON
 *    |
 *    |   What is filed goes one way, whatever it is, and leaves out what its kind has no use for
 *    |   (draft.h); "Kembali" before the first step leads to where it was begun:
 *    |     PROGRAMME, REASON, PAYMENTS, CASE, OVERVIEW, TROUBLE or START
 *    |       -> WHICH -> GROUND -> SINCE -> WORDS -> PHONE -> REVIEW
 *    |       -> DECLARE --finger again--> SENDING -> RECEIPT
 *    |   DECLARE is left out where no finger was given before: of a provisional objection, begun in
 *    |   TROUBLE while there is no line, and of a complaint, begun in START without a card.
 *    |
 *    +-- a card that left before it was read; START says so for a while
 *    +-- TAKE_CARD <-- "Selesai" on any screen of a visit
 *    +-- LIFTED: the card left the reader; back within the grace period the visit goes on where
 *        it was, else it is wiped.
 *
 * START <-> WHO, and <-> AGENTS while the kiosk takes nothing in.
 *
 * Every finger check passes TEMPLATES, that of DECLARE too: there it is counted (ATTEMPT), or
 * refused, before it begins. One in which no finger was seen yet goes on without being counted
 * again, after help, a lifted card or a sensor that was away.
 *
 * HELP, IDLE (nobody has touched anything for a while), CLOSED ("Tutup layar"), LIFTED, and of
 * listening (listening.h) SOUND, HEADPHONES and ALOUD cover the visit: nothing of it is shown, and
 * it goes on where it was (session.under). An IDLE that nobody answers ends the visit. A card that
 * stays after the end is asked for again and again; it starts no visit.
 *
 * At level chip the templates are the card's own: they come by themselves, once the card has proved
 * genuine, mostly while the consent is read; TEMPLATES then is passed at once. A card that does not
 * prove genuine ends the visit in TROUBLE.
 *
 * In TAKE_CARD the person may say how the visit was; nothing waits for it. A card laid down beside
 * a complaint is not read, and is to be taken when the complaint has ended.
 *
 * A chime sounds when a finger was read, when IDLE opens, and at each request to take a card that
 * was left behind.
 *
 * Where there is a printer the receipt can be printed; PRINT asks first when others could read from
 * the paper what is nobody's business. The receipt says how it went.
 *
 * A fault that answers a request leads to TROUBLE, whose "Coba lagi" asks again. A driver that
 * ends while it is asked something is asked again when it is back, and so is a sensor that was
 * away; a receipt that nothing is known of yet is asked for again by the same key.
 */
#ifndef KIOSK_SESSION_H
#define KIOSK_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "drivers/wire.h"
#include "kiosk/draft.h"
#include "kiosk/hours.h"
#include "kiosk/language.h"
#include "kiosk/listening.h"
#include "kiosk/state.h"
#include "kiosk/ui/theme.h"

/* PEER_VOICE and PEER_PRINTER may be away or missing: what sounds or is printed is always to be
 * seen as well. */
enum peer { PEER_CARD, PEER_FINGER, PEER_COURIER, PEER_VOICE, PEER_PRINTER, PEERS };

/* What a tap means. The second number of an action, `which`, is an index where one is named. */
enum action {
    ACTION_NONE,
    ACTION_BACK,
    ACTION_HELP,
    ACTION_DONE,
    ACTION_WHO,
    ACTION_SIZE,     /* next text size */
    ACTION_CONTRAST, /* next contrast */
    ACTION_LANGUAGE, /* next language */
    ACTION_SCAN,     /* next pace of the ring that goes on by itself, or none */
    ACTION_GO_ON,    /* from IDLE or CLOSED back to the visit */
    ACTION_CLOSE,    /* "Tutup layar" */
    ACTION_SHOW,     /* what is masked on this screen, or mask it again */
    ACTION_AGREE,
    ACTION_REFUSE,
    ACTION_RETRY,
    ACTION_FINGER_HARD, /* "Sidik jari saya sulit dibaca" */
    ACTION_PROGRAMME,   /* which: programme */
    ACTION_REASON,      /* which: reason */
    ACTION_MET,
    ACTION_REASONS, /* all of a programme */
    ACTION_PAYMENTS,
    ACTION_QUEUE,
    ACTION_OBJECT,      /* from the programme: which reasons? */
    ACTION_CONTEST,     /* which: reason */
    ACTION_POINT,       /* which: reason, or DRAFT_UNRECORDED: contested too, or not */
    ACTION_PROVISIONAL, /* "Catat sanggah sekarang" */
    ACTION_OFFER,       /* which: offer of the catalogue */
    ACTION_WITHDRAW,    /* which: case */
    ACTION_APPEAL,      /* which: case */
    ACTION_REPORTS,
    ACTION_REPORT,   /* which: enum wire_report */
    ACTION_COMPLAIN, /* "Lapor tanpa KTP" */
    ACTION_GROUND,   /* which: ground, or DRAFT_UNKNOWN; of a complaint: enum choices_about */
    ACTION_ON,       /* "Lanjut" */
    ACTION_SKIP,     /* "Lewati" */
    ACTION_CONFIRM,
    ACTION_PRINT, /* which: enum printing_what */
    ACTION_AGENTS,
    ACTION_RATE, /* which: enum wire_rating */
    ACTION_CASES,
    ACTION_CASE, /* which: case */
    ACTION_OPENINGS,
    ACTION_KEY, /* of a control; see screens/controls.h for what `which` is */
    ACTION_ERASE,
    ACTION_LAYER,
    ACTION_MORE,
    ACTION_LESS,
    ACTION_PRECISION,
    ACTION_SOUND,  /* the screen of all these */
    ACTION_LISTEN, /* screens are spoken, or no longer */
    ACTION_ALOUD,  /* which: 1, others may hear it; 0, not */
    ACTION_DARK,   /* screens are not shown, or shown again */
    ACTION_REPEAT,
    ACTION_PAUSE, /* or go on */
    ACTION_LOUDER,
    ACTION_SOFTER,
    ACTION_FASTER,
    ACTION_SLOWER,
    ACTIONS
};

enum event_kind {
    EVENT_TAP,
    EVENT_TOUCH,     /* a finger on the glass or a key, whatever it meant: somebody is there */
    EVENT_PACKET,    /* from a driver, already checked by wire_recv */
    EVENT_PEER_DOWN, /* a driver ended; it is being started again */
    EVENT_TIME,      /* session_deadline_ms() has come */
    EVENT_SAY,       /* what is shown is to be heard, too (speech.h) */
};

struct event {
    enum event_kind kind;
    enum action action;               /* EVENT_TAP */
    uint16_t which;                   /* EVENT_TAP */
    enum peer peer;                   /* EVENT_PACKET, EVENT_PEER_DOWN */
    const struct wire_packet *packet; /* EVENT_PACKET; borrowed for the call */
    const char *text;                 /* EVENT_SAY; borrowed for the call */
    int64_t now_ms;                   /* monotonic */
    int64_t wall_s;                   /* seconds since 1970 UTC */
};

enum command_kind {
    COMMAND_SEND,  /* body to peer, for this visit */
    COMMAND_PRINT, /* the receipt, in the words of its screen, to PEER_PRINTER for this visit */
    COMMAND_WIPE,  /* the visit ended: nothing of it may remain on the glass or in a cache */
};

struct command {
    enum command_kind kind;
    enum peer peer;
    enum wire_type type;
    uint32_t visit;
    const void *body; /* wire_body_size(type) bytes inside the session, until the next step */
};

enum { SESSION_COMMANDS_MAX = 8, SESSION_SEED = 8 };

struct commands {
    unsigned count;
    struct command list[SESSION_COMMANDS_MAX];
};

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
    enum state check; /* STATE_FINGER or STATE_DECLARE: which STATE_TEMPLATES leads to */
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
    /* SESSION_IDLE_MS and so on, unless a place needs others. */
    int64_t idle_ms, alert_ms, lifted_ms, remind_ms;
    uint8_t seed[SESSION_SEED];    /* random in each run: first half of every idempotency key */
    struct hours hours;            /* of the office around it */
    char receipt_link[WIRE_TITLE]; /* what a receipt's code holds before the number */
};

struct session {
    struct session_setup setup;
    enum state state;
    enum state under;      /* of a PHASE_COVER: what it covers */
    enum wire_fault fault; /* STATE_TROUBLE: what happened; STATE_LIFTED: of the card there now */
    enum state retry;      /* STATE_TROUBLE: what "Coba lagi" repeats; STATE_START: nothing */
    unsigned reminders;    /* STATE_TAKE_CARD, STATE_REFUSED: how often the card was asked for */
    enum wire_hint hint;   /* STATE_FINGER, STATE_DECLARE */
    uint32_t finger;       /* position asked for */
    uint32_t visit_number;
    int64_t deadline_ms;                 /* monotonic; 0: none */
    int64_t now_ms, wall_s;              /* of the last event */
    enum wire_fault device_fault[PEERS]; /* a driver's own standing condition */
    int64_t reported_until_ms[WIRE_FAULTS]; /* monotonic; until then it is not reported again */
    struct wire_fault_report incident;
    bool up[PEERS];
    struct wire_link link;
    struct settings settings;
    struct listening listening;
    const struct languages *languages; /* what can be chosen; NULL: Indonesian only */
    struct wire_catalogue catalogue;   /* made_at 0: none yet */
    struct wire_catalogue newer;       /* came while a draft points into it: taken at the end of the
                                          visit; made_at 0: none */
    uint32_t filings;   /* confirmed in this run: with visit_number the keys' other half */
    uint32_t put_aside; /* placement of a card laid down beside a complaint; 0: none */
    bool may_rate;      /* STATE_TAKE_CARD: asked how the visit was, and not answered yet */
    bool rated;         /* and answered */
    struct visit visit;
    union {
        struct wire_templates_ask templates_ask;
        struct wire_attempt attempt;
        struct wire_verify verify;
        struct wire_verify_stop verify_stop;
        struct wire_query query;
        struct wire_filing filing;
        struct wire_say say;
    } out;
};

/* Unless a place has an address where a receipt can be looked up: what a reader of codes shows then
 * is the number, and what it is of. */
#define SESSION_RECEIPT_LINK "PERLINSOS:"

/* Version of the consent text on the screen; changes with its words. The second is what a person
 * agrees to who files something before that. */
#define SESSION_CONSENT_VERSION "2026-11"
#define SESSION_NOTE_VERSION    "2026-11-note"

/* Starts without a visit. */
void session_init(struct session *s, const struct session_setup *setup);

/* Takes one event. *commands_out is filled anew. Returns true if the event was allowed in this
 * state; a driver's message that was not is a bug of that driver and worth a log line. */
bool session_step(struct session *s, const struct event *event, struct commands *commands_out);

/* When to deliver EVENT_TIME, monotonic ms; 0: not needed. */
int64_t session_deadline_ms(const struct session *s);

/* STATE_IDLE: seconds until the visit ends, rounded up. */
int session_alert_s(const struct session *s);

/* Whether the courier has found the service out of reach; false until it has looked. */
bool session_is_offline(const struct session *s);

/* Whether reader and sensor are there, or are known not to be. */
bool session_knows_devices(const struct session *s);

/* Whether a card lies there for this visit, and is to be taken at its end. */
bool session_has_card(const struct session *s);

/* Whether there is a printer, whatever may be wrong with it. */
bool session_has_printer(const struct session *s);

/* Index of the open case that contests reason `reason`, or -1. */
int session_case_of_reason(const struct session *s, unsigned reason);

/* Index of the provisional case of `programme` that an objection would complete, or -1. */
int session_completes(const struct session *s, unsigned programme);

/* Whether an objection to `programme` can be made now: the service takes this person's, and its
 * window includes the present, or the acceptance of a provisional one that it completes. */
bool session_may_object(const struct session *s, unsigned programme);

/* Whether reason `reason` can be contested now: it has grounds, no open case, and its programme
 * takes objections. */
bool session_may_contest(const struct session *s, unsigned reason);

#endif
