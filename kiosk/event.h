/*
 * event: what a session takes (struct event) and what it answers with (struct command).
 */
#ifndef KIOSK_EVENT_H
#define KIOSK_EVENT_H

#include <stdint.h>

#include "drivers/wire.h"

/* PEER_VOICE and PEER_PRINTER may be away or missing: what sounds or is printed is always to be
 * seen as well. */
enum peer {
    PEER_CARD,
    PEER_FINGER,
    PEER_COURIER,
    PEER_VOICE,
    PEER_PRINTER,
    PEER_PROVISION, /* of a device that is nobody's yet, and there alone */
    PEERS
};

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
    ACTION_CALL,     /* "Panggil petugas" */
    ACTION_KIND,     /* which: enum wire_help_kind */
    ACTION_WHY,      /* which: enum wire_no_finger */
    ACTION_WITNESS,  /* which: 1, one of the staff; 0, somebody by name */
    ACTION_RELATIVE, /* "Dibantu keluarga" */
    ACTION_FACE,     /* which: 1, face and photo are the same person's; 0, not sure */
    ACTION_STOP,     /* "Berhenti dibantu" */
    ACTION_ENROL,    /* "Rekam sidik jari" */
    ACTION_STAFF,  /* "Untuk petugas" */
    ACTION_STATED, /* "KTP hilang atau rusak" */
    ACTION_COUNTS, /* the village report */
    ACTION_SLIPS,
    ACTION_SLIP, /* which: 1, for who goes first */
    ACTION_DAY,
    ACTION_CLEAN,
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
    ACTION_LISTEN, /* screens are spoken, or no longer; which: enum again, of this one */
    ACTION_ALOUD,  /* which: 1, others may hear it; 0, not */
    ACTION_DARK,   /* screens are not shown, or shown again */
    ACTION_REPEAT,
    ACTION_PAUSE, /* or go on */
    ACTION_LOUDER,
    ACTION_SOFTER,
    ACTION_FASTER,
    ACTION_SLOWER,
    ACTION_SPOT,      /* of the glass; which: 0..COMMISSION_SPOTS - 1 */
    ACTION_ANSWER,    /* which: enum wire_outcome */
    ACTION_PRACTISE,  /* begin a practice visit, or end it */
    ACTION_COMMISSION, /* the kiosk is the village's from now on */
    ACTION_SITE, /* which: 1, it is this device that the file means; 0, another */
    ACTIONS
};

enum event_kind {
    EVENT_TAP,
    EVENT_TOUCH,     /* a finger on the glass or a key, whatever it meant: somebody is there */
    EVENT_PACKET,    /* from a driver, already checked by wire_recv */
    EVENT_PEER_DOWN, /* a driver ended; it is being started again */
    EVENT_TIME,      /* session_deadline_ms() has come */
    EVENT_KEY,       /* of a keypad that is tried; which: enum commission_key */
    EVENT_SAY,       /* what is shown is to be heard, too (speech.h) */
};

struct event {
    enum event_kind kind;
    enum action action;               /* EVENT_TAP */
    uint16_t which;                   /* EVENT_TAP, EVENT_KEY */
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
    COMMAND_END,   /* this program: its service starts it again, with other settings */
};

struct command {
    enum command_kind kind;
    enum peer peer;
    enum wire_type type;
    uint32_t visit;
    const void *body; /* wire_body_size(type) bytes inside the session, until the next step */
};

enum { COMMANDS_MAX = 8, SESSION_SEED = 8 };

struct commands {
    unsigned count;
    struct command list[COMMANDS_MAX];
};

#endif
