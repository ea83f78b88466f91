/*
 * wire: the whole vocabulary between the face (kiosk) and its drivers.
 *
 * One SOCK_SEQPACKET packet is one message: struct wire_header, then exactly one
 * fixed-size body chosen by header.type. No pointers, host byte order (both ends are
 * one machine), zeroed before it is filled. Every type travels in ONE direction; a
 * receiver refuses a type, a size, a count, an enumerator or an unterminated string
 * that is not allowed, and closes.
 *
 * Limits are in wire_limits.h, who stands there in wire_person.h, village staff in wire_staff.h;
 * whoever speaks includes this header alone.
 *
 * Text is UTF-8, NUL-terminated inside its array. Instants are seconds since 1970-01-01
 * UTC, 0 when absent. Days are YYYYMMDD as a decimal number, 0 when absent. Money is rupiah.
 */
#ifndef DRIVERS_WIRE_H
#define DRIVERS_WIRE_H

#include "wire_limits.h"
#include "wire_person.h"
#include "wire_staff.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The version of all programs, which are built and installed together; RELEASES.md says what is new
 * in it. */
#define WIRE_VERSION "0.2.0"

/* A driver started by a socket unit finds its connection here (sd_listen_fds(3)). */
#define WIRE_FD 3

enum wire_type {
    WIRE_NONE, /* never sent */
    /* any driver -> kiosk */
    WIRE_READY,
    WIRE_FAULT,
    /* card -> kiosk */
    WIRE_CARD_SEEN,
    WIRE_CARD_READ,
    WIRE_CARD_PHOTO,
    WIRE_CARD_TEMPLATES,
    WIRE_CARD_GONE,
    /* kiosk -> courier */
    WIRE_TEMPLATES_ASK,
    WIRE_ATTEMPT,
    WIRE_QUERY,
    WIRE_FILING,
    WIRE_INCIDENT,
    WIRE_DEVICES,
    WIRE_COMMISSION,
    WIRE_STAFF_ASK,
    WIRE_SIGN_IN,
    WIRE_ENROLMENT,
    WIRE_COUNTS_ASK,
    WIRE_SLIP_ASK,
    /* courier -> kiosk */
    WIRE_TEMPLATES,
    WIRE_ATTEMPT_TAKEN,
    WIRE_BREAKDOWN,
    WIRE_RECEIPT,
    WIRE_LINK,
    WIRE_CATALOGUE,
    WIRE_SETTINGS,
    WIRE_COMMISSION_DUE,
    WIRE_STAFF,
    WIRE_COUNTS,
    WIRE_SLIP,
    /* kiosk -> finger */
    WIRE_VERIFY,
    WIRE_VERIFY_STOP,
    WIRE_ENROL,
    /* finger -> kiosk */
    WIRE_FINGER_HINT,
    WIRE_VERIFIED,
    WIRE_ENROLLED,
    /* kiosk -> voice */
    WIRE_SAY,
    WIRE_CHIME,
    WIRE_VOICE_CONTROL,
    /* voice -> kiosk */
    WIRE_SAID,
    WIRE_JACK,
    /* kiosk -> printer */
    WIRE_PRINT,
    /* printer -> kiosk */
    WIRE_PRINTED,
    /* provision -> kiosk, and back */
    WIRE_SITE,
    WIRE_SITE_PICK,
    WIRE_SITE_TAKE,
    WIRE_TYPES
};

enum wire_direction { WIRE_TO_KIOSK, WIRE_FROM_KIOSK };

struct wire_header {
    uint32_t type;  /* enum wire_type */
    uint32_t size;  /* bytes of the body that follows */
    uint32_t visit; /* the visit this belongs to; 0: none (READY, LINK, CARD_*) */
    uint32_t zero;
};

/* What failed, fine enough for a screen to explain and advise. A FAULT with a visit is the
 * answer to that visit's pending request; without one it is the driver's own condition. */
enum wire_fault {
    WIRE_FAULT_NONE,
    WIRE_FAULT_READER_ABSENT,     /* card reader unplugged or dumb */
    WIRE_FAULT_CARD_UNREADABLE,   /* answers badly or stopped answering */
    WIRE_FAULT_CARD_NOT_EKTP,     /* some other card, phone or tag */
    WIRE_FAULT_CARD_SEVERAL,      /* more than one card in the field */
    WIRE_FAULT_CARD_LIFTED,       /* it left before it was read: the face's own finding */
    WIRE_FAULT_CARD_UNKNOWN,      /* the service does not know this card */
    WIRE_FAULT_SENSOR_ABSENT,     /* fingerprint sensor unplugged */
    WIRE_FAULT_SENSOR_UNFIT,      /* the sensor cannot compare against a card's template */
    WIRE_FAULT_TEMPLATES_UNFIT,   /* no usable template came with the request */
    WIRE_FAULT_LINK_DOWN,         /* the service cannot be reached */
    WIRE_FAULT_SERVICE_SLOW,      /* reached, but no answer in time */
    WIRE_FAULT_SERVICE_ERROR,     /* answered with an error or nonsense */
    WIRE_FAULT_SERVICE_UNTRUSTED, /* certificate or signature does not verify */
    WIRE_FAULT_SERVICE_REFUSED,   /* the service refuses this request by its rules */
    WIRE_FAULT_STORE_UNUSABLE,    /* the record could not be made durable */
    WIRE_FAULT_ATTEMPTS_SPENT,    /* this card's finger checks of the day, here or everywhere */
    WIRE_FAULT_FINGER_POOR,       /* this finger makes no good template */
    WIRE_FAULT_SOUND_ABSENT,      /* no sound device, or it was unplugged */
    WIRE_FAULT_VOICE_ABSENT,      /* the synthesizer or its voice is missing; chimes still sound */
    WIRE_FAULT_SAM_ABSENT,        /* no SAM in its slot, or it fell silent: level tag meanwhile */
    WIRE_FAULT_SAM_EXPIRED,       /* its leave to work is over: likewise */
    WIRE_FAULT_SAM_REFUSES,       /* it does not take its secret: likewise */
    WIRE_FAULT_CARD_FORGED,       /* chip or signature did not prove genuine */
    WIRE_FAULT_CONTACT_LOST,      /* the service was not reached for days: nothing is taken in */
    WIRE_FAULT_CLOCK_WRONG,       /* by this clock the service's certificate is not valid */
    WIRE_FAULT_PRINTER_ABSENT,    /* no printer, or it does not answer */
    WIRE_FAULT_PRINTER_COVER,     /* its cover is open */
    WIRE_FAULT_PRINTER_STUCK,     /* it does not go on: cutter, heat, or something unknown */
    WIRE_FAULT_PAPER_OUT,
    WIRE_FAULT_PAPER_LOW,    /* it prints, but not for long */
    WIRE_FAULT_CARD_PENDING, /* enrolled, and not yet compared with Dukcapil's photo */
    WIRE_FAULT_HELP_LIMITED, /* the service's policy keeps this from a visit with help: the face's
                                own finding, as is the next */
    WIRE_FAULT_FACE_UNSURE,  /* face and photo are not surely one person's */
    WIRE_FAULTS
};

struct wire_ready {
    char program[WIRE_CODE];
    char version[WIRE_CODE];
    char device[WIRE_TITLE]; /* what the driver found, for the technician's page */
    uint32_t sam;            /* of the card's: 1, one is set up, whether it works or not */
};

/* FAULT; and INCIDENT, by which the face has the courier put one into the journal, unanswered: what
 * whoever looks after this kiosk, or its programme, has to know of. */
struct wire_fault_report {
    uint32_t fault; /* enum wire_fault */
};

/* A card came into the field. placement counts up from 1 for each card put down, so that a
 * late CARD_READ of the previous card is recognised. */
struct wire_card_seen {
    uint32_t placement;
};

struct wire_card_read {
    uint32_t placement;
    struct wire_card card;
    char name[WIRE_NAME]; /* at chip, as the card has it; else "" */
};

struct wire_card_photo {
    uint32_t placement;
    uint16_t width_px, height_px; /* 1..WIRE_PHOTO_WIDTH, 1..WIRE_PHOTO_HEIGHT */
    uint16_t pixels[WIRE_PHOTO_WIDTH * WIRE_PHOTO_HEIGHT]; /* RGB565, rows of width_px */
};

struct wire_templates_ask {
    struct wire_card card;
    struct wire_consent consent;
};

/* Counts a finger check against the card's of the day, before it begins: ATTEMPT_TAKEN or FAULT.
 * TEMPLATES_ASK counts one likewise. One that ends with the right finger, as the QUERY or FILING
 * after it tells, is given back. */
struct wire_attempt {
    struct wire_card card;
    struct wire_consent consent;
    uint32_t verified; /* 1: the right finger came before in this visit. Then the service is told,
                          and not waited for: ATTEMPT_TAKEN may still be followed by FAULT
                          ATTEMPTS_SPENT, which ends the check */
    uint32_t pad;
};

struct wire_attempt_taken {
    uint32_t zero;
};

/* At chip: the card's own templates. Sent last of all, once every file was read and the SAM found
 * the card's signature valid: who has them has a genuine card. */
struct wire_card_templates {
    uint32_t placement;
    struct wire_templates templates;
};

struct wire_card_gone {
    uint32_t placement;
};

struct wire_verify {
    struct wire_templates against;
};

/* Ends a VERIFY or an ENROL of the same visit, without an answer. */
struct wire_verify_stop {
    uint32_t zero;
};

/* Asks for a template of a finger, at a staffed visit: FINGER_HINT*, then ENROLLED or FAULT. */
struct wire_enrol {
    uint32_t position; /* of the finger, 0..10 */
};

struct wire_enrolled {
    uint32_t quality; /* 0..100: how much of it recurs in all captures */
    struct wire_template template;
};

enum wire_hint {
    WIRE_HINT_PLACE = 1, /* put the finger down */
    WIRE_HINT_HOLD,      /* seen, reading */
    WIRE_HINT_LIFT,      /* read, take it off */
    WIRE_HINT_CENTRE,    /* move to the middle */
    WIRE_HINT_PRESS,     /* press a little harder */
    WIRE_HINT_MOISTEN,   /* dry */
    WIRE_HINT_WIPE,      /* wet */
    WIRE_HINT_AGAIN,     /* once more */
    WIRE_HINT_STILL,     /* it slid while it was read */
    WIRE_HINT_CLEAN,     /* marks on the glass, or the print of somebody before */
    WIRE_HINTS
};

struct wire_finger_hint {
    uint32_t hint;     /* enum wire_hint */
    uint32_t position; /* finger asked for */
};

struct wire_verified {
    uint32_t matched;     /* 1 or 0 */
    uint32_t score_class; /* 0 none, 1 FMR <= 0.1 %, 2 FMR <= 0.01 % */
};

struct wire_query {
    struct wire_subject subject;
    char locale[WIRE_CODE]; /* BCP 47 */
};

enum wire_verdict {
    WIRE_VERDICT_OTHER = 1, /* a code this version does not know: told in the service's own text */
    WIRE_VERDICT_NOT_ANNOUNCED,
    WIRE_VERDICT_RECEIVING,
    WIRE_VERDICT_QUEUED,
    WIRE_VERDICT_NOT_ELIGIBLE,
    WIRE_VERDICT_NO_LONGER,
    WIRE_VERDICT_NOT_REGISTERED,
    WIRE_VERDICT_INCOMPLETE,
    WIRE_VERDICTS
};

struct wire_programme {
    char code[WIRE_CODE];
    char name[WIRE_TITLE];
    uint32_t verdict;             /* enum wire_verdict */
    char verdict_text[WIRE_TEXT]; /* the service's own sentence; shown for WIRE_VERDICT_OTHER */
    int32_t announced_day;        /* NOT_ANNOUNCED: when results come */
    int32_t refresh_day;    /* QUEUED: when the order is renewed; INCOMPLETE: look again from */
    int32_t ended_day;      /* NO_LONGER: since */
    int32_t collect_by_day; /* RECEIVING with a payment */
    int64_t amount;         /* rupiah; 0: no payment scheduled yet */
    char stage[WIRE_CODE];  /* "4" */
    char place[WIRE_TITLE];
    char account[WIRE_CODE];         /* masked by the service */
    uint32_t queue_place;            /* 0: not sent */
    uint32_t queue_before;           /* the place before the last refresh; 0: none, or not sent */
    char queue_band[WIRE_TITLE];     /* in words, "" when not sent */
    char missing_source[WIRE_TITLE]; /* INCOMPLETE: which institution has not answered */
    char rules[WIRE_TITLE];          /* this programme's rule set and date, as text */
    int64_t objection_opens_at, objection_closes_at; /* 0: no window */
    uint32_t may_object; /* 1: the service takes an objection of the person who looks */
    uint32_t pad;
    char objectors[WIRE_TITLE]; /* whose it takes, in words; "" when not sent */
};

enum wire_payment_state {
    WIRE_PAYMENT_OTHER = 1, /* told by state_text */
    WIRE_PAYMENT_SCHEDULED,
    WIRE_PAYMENT_READY, /* to be collected */
    WIRE_PAYMENT_PAID,
    WIRE_PAYMENT_FAILED,  /* did not arrive in the account */
    WIRE_PAYMENT_BLOCKED, /* the account is closed to it */
    WIRE_PAYMENT_STATES
};

struct wire_payment {
    uint32_t programme; /* index into programmes[] */
    uint32_t state;     /* enum wire_payment_state */
    int64_t amount;     /* rupiah */
    int32_t day;        /* on which it came to that state */
    int32_t collect_by_day;
    char stage[WIRE_CODE];
    char place[WIRE_TITLE];
    char account[WIRE_CODE]; /* masked by the service */
    char state_text[WIRE_TITLE];
    char advice[WIRE_TEXT]; /* FAILED, BLOCKED: what the family can do */
};

enum wire_effect { WIRE_EFFECT_AGAINST = 1, WIRE_EFFECT_FOR, WIRE_EFFECT_NONE, WIRE_EFFECTS };
enum wire_sensitivity { WIRE_PLAIN, WIRE_HEALTH, WIRE_BANK, WIRE_SENSITIVITIES };

struct wire_reason {
    char id[WIRE_CODE];
    char kind[WIRE_CODE]; /* "vehicle": chooses the pictogram */
    char title[WIRE_TITLE];
    char says[WIRE_TEXT]; /* what the record says, names already masked */
    char source[WIRE_TITLE];
    char limit[WIRE_TEXT];      /* what it was held against */
    char owner[WIRE_TITLE];     /* in whose name it is, masked; "" when in nobody's */
    char corrector[WIRE_TITLE]; /* who corrects the record, and how: "Samsat: lapor jual" */
    int32_t as_of_day;
    uint8_t programme;   /* index into programmes[] */
    uint8_t effect;      /* enum wire_effect */
    uint8_t sensitivity; /* enum wire_sensitivity */
    uint8_t decisive;    /* 1: one of the few that decided */
    uint32_t grounds;    /* bit i: grounds[i] may be raised against it; 0: cannot be contested */
    uint32_t withheld; /* 1: another member's sensitive fact: institution and kind, nothing else */
};

struct wire_ground {
    char code[WIRE_CODE];
    char text[WIRE_TITLE];
    char asks[WIRE_ASKS];     /* since when: "Kapan dijual?"; "" when no day belongs to it */
    uint32_t unrecorded;      /* 1: may be raised when what is missing is on no record */
    char evidence[WIRE_TEXT]; /* what to bring, one sentence; "" for nothing */
};

enum wire_case_state {
    WIRE_CASE_OTHER = 1, /* told by state_text */
    WIRE_CASE_QUEUED,    /* on this device, not delivered yet */
    WIRE_CASE_RECEIVED,  /* masuk */
    WIRE_CASE_CHECKING,  /* diperiksa BPS */
    WIRE_CASE_VISIT,     /* kunjungan lapangan */
    WIRE_CASE_GRANTED,
    WIRE_CASE_PARTLY,
    WIRE_CASE_NOT_GRANTED,
    WIRE_CASE_UPDATED, /* data diperbarui */
    WIRE_CASE_STATES
};

/* Bits of what may be done with a case. */
enum wire_may {
    WIRE_MAY_WITHDRAW = 1,
    WIRE_MAY_APPEAL = 2,
    WIRE_MAY_COMPLETE = 4, /* a provisional one, by an objection to the same programme */
};

struct wire_stage {
    int64_t at;
    uint32_t state; /* enum wire_case_state */
    uint32_t pad;
    char text[WIRE_TITLE];
};

/* What a record said before and after it was corrected. */
struct wire_change {
    char what[WIRE_TITLE];
    char before[WIRE_CODE], after[WIRE_CODE];
};

struct wire_case {
    char number[WIRE_NUMBER];
    char programme[WIRE_CODE]; /* code; "" when it is of none */
    char kind[WIRE_CODE];      /* "objection", "appeal", "disaster"...; "" when not sent */
    char channel[WIRE_TITLE];  /* where it was opened: the portal, an agent, a village office */
    char outcome[WIRE_TEXT];   /* the decision's reason */
    char own_words[WIRE_LONG_TEXT]; /* sent to their author alone */
    char what[WIRE_TEXT];           /* "Sepeda motor (Polri), PKH" */
    char ground[WIRE_TITLE];
    char state_text[WIRE_TITLE];
    char reasons[WIRE_CONTESTED_MAX][WIRE_CODE]; /* ids in reasons[]; "" past the last */
    uint32_t state;                              /* enum wire_case_state */
    int32_t expected_day;
    int64_t accepted_at;
    uint32_t may; /* enum wire_may, what the service would take now */
    uint32_t stage_count, change_count;
    uint32_t pad;
    struct wire_stage stages[WIRE_STAGES_MAX]; /* oldest first */
    struct wire_change changes[WIRE_CHANGES_MAX];
};

/* Somebody looked at the family's data. */
struct wire_opening {
    int64_t at;
    uint32_t own; /* 1: the person who looks now */
    uint32_t pad;
    char place[WIRE_TITLE];
    char helper[WIRE_TITLE], witness[WIRE_TITLE]; /* "" when nobody helped */
};

struct wire_breakdown {
    char subject[WIRE_CODE];          /* the service's opaque handle of this person */
    char name[WIRE_NAME];             /* as written on the card */
    char address_as[WIRE_CODE];       /* "Bapak", "Ibu", "Saudara" */
    char rules[WIRE_TITLE];           /* rule-set version and date, as text */
    char declaration[WIRE_LONG_TEXT]; /* the service's text on false statements; may be "" */
    int64_t made_at;
    uint32_t programme_count, reason_count, ground_count, case_count;
    uint32_t payment_count, opening_count;
    struct wire_programme programmes[WIRE_PROGRAMMES_MAX];
    struct wire_payment payments[WIRE_PAYMENTS_MAX]; /* newest first within a programme */
    struct wire_reason reasons[WIRE_REASONS_MAX];
    struct wire_ground grounds[WIRE_GROUNDS_MAX];
    struct wire_case cases[WIRE_CASES_MAX];
    struct wire_opening openings[WIRE_OPENINGS_MAX]; /* newest first */
};

enum wire_filing_kind {
    WIRE_FILING_OBJECTION = 1,
    WIRE_FILING_PROVISIONAL, /* sanggah sementara: by the card alone, while no result can be opened
                              */
    WIRE_FILING_WITHDRAWAL,
    WIRE_FILING_APPEAL,
    WIRE_FILING_REPORT,
    WIRE_FILING_COMPLAINT, /* to the inspectorate, by nobody */
    WIRE_FILING_RATING,    /* by nobody */
    WIRE_FILINGS
};

/* What a report tells. */
enum wire_report {
    WIRE_REPORT_DEATH = 1,        /* text: who */
    WIRE_REPORT_MOVE,             /* text: who */
    WIRE_REPORT_DISASTER,         /* text: what happened */
    WIRE_REPORT_REGISTRATION,     /* of one's own family */
    WIRE_REPORT_MISSED_HOUSEHOLD, /* one's own, which no list knows */
    WIRE_REPORT_PROPOSAL,         /* text: another family; the receipt never tells if it is known */
    WIRE_REPORT_DATA_WITHDRAWAL,  /* UU 27/2022 */
    WIRE_REPORT_HOME_VISIT,
    WIRE_REPORTS
};

enum wire_rating { WIRE_RATING_GOOD = 1, WIRE_RATING_FAIR, WIRE_RATING_POOR, WIRE_RATINGS };

/* One thing that is contested. */
struct wire_contested {
    char reason[WIRE_CODE]; /* wire_reason.id; "": something that is not on record yet */
    char ground[WIRE_CODE]; /* wire_ground.code; "": not known yet */
    int32_t since;          /* YYYYMMDD as far as known: 20240917, 20240900, 20240000, 0 */
};

/* What a person files: one message for every kind, each with the members that its kind has and the
 * others zero. Who files a COMPLAINT or a RATING is nobody: its subject is zero. */
struct wire_filing {
    struct wire_subject subject; /* score_class 0 for PROVISIONAL, and where help is ATTENDED */
    uint8_t key[WIRE_KEY];       /* idempotency key, made by the face once a filing: sending it
                                    again yields the first one's receipt, not a second filing */
    uint32_t kind;               /* enum wire_filing_kind */
    uint32_t report;             /* REPORT: enum wire_report */
    uint32_t rating;             /* RATING: enum wire_rating */
    char person[WIRE_CODE];      /* wire_breakdown.subject; "" when no result was opened */
    char programme[WIRE_CODE];   /* OBJECTION, PROVISIONAL: code */
    char about[WIRE_NUMBER];     /* the case withdrawn or appealed; OBJECTION: the provisional one
                                    that it completes, if any */
    uint32_t contested_count;    /* OBJECTION: 1..WIRE_CONTESTED_MAX; PROVISIONAL: 1;
                                    COMPLAINT: 1, its ground what it is about */
    struct wire_contested contested[WIRE_CONTESTED_MAX];
    int32_t since;         /* REPORT: of what happened, as in wire_contested */
    char text[WIRE_TEXT];  /* own words, if any */
    char phone[WIRE_CODE]; /* digits, if any */
    int64_t confirmed_at;  /* finger on the declaration, or the last "yes" */
};

/* RECEIPT is sent only after the record is durable on the device; sent again, with the same
 * number, when the service has acknowledged it or refuses it for good. */
struct wire_receipt {
    char number[WIRE_NUMBER]; /* 12 digits: device 5, counter 6, Damm check digit 1 */
    int64_t accepted_at;
    uint32_t delivered;     /* 1: acknowledged by the service */
    uint32_t refused;       /* 1: refused by it for good */
    int32_t expected_day;   /* of a decision; PROVISIONAL: the last to complete it; 0: not known */
    char reason[WIRE_CODE]; /* refused: the last part of the service's code, "window" */
};

/* What the service said, signed, about everybody's programmes, some time ago: enough to note an
 * objection while no result can be opened. Sent after READY when one is kept, and when it changed.
 */
struct wire_offer {
    char code[WIRE_CODE];
    char name[WIRE_TITLE];
    int64_t objection_opens_at, objection_closes_at; /* 0: no window */
};

struct wire_agent {
    char name[WIRE_TITLE];
    char place[WIRE_TITLE]; /* where and when */
};

struct wire_catalogue {
    int64_t made_at;
    uint32_t provisional_days; /* within which finger and reason must follow */
    uint32_t complaints;       /* 1: the inspectorate's key is known */
    uint32_t offer_count, ground_count, agent_count;
    uint32_t pad;
    struct wire_policy policy; /* of help; zero where the list of staff expired */
    struct wire_offer offers[WIRE_PROGRAMMES_MAX];
    struct wire_ground grounds[WIRE_GROUNDS_MAX];
    struct wire_agent agents[WIRE_AGENTS_MAX];
};

/* How long the service has not been reached. */
enum wire_contact {
    WIRE_CONTACT_KEPT,
    WIRE_CONTACT_LATE, /* from the second day: staff are warned */
    WIRE_CONTACT_LOST, /* after the fifth: nothing is taken in until it is reached */
    WIRE_CONTACTS
};

struct wire_link {
    uint32_t online;
    uint32_t clock_trusted;
    int64_t offline_since;    /* 0 when online */
    uint32_t waiting;         /* records not delivered yet */
    uint32_t aside;           /* records that cannot be delivered as they are, kept for staff */
    uint32_t contact;         /* enum wire_contact */
    uint32_t store_unusable;  /* 1: nothing can be made durable here now */
    int64_t contact_ends_at;  /* LATE, LOST: when the kiosk takes, or took, nothing in; else 0 */
    int64_t window_closes_at; /* the soonest end of an objection window known here; 0: none */
};

/* How the devices are, as the face knows it: after the courier's READY and at each change,
 * unanswered; for the service and whoever looks after the kiosk. */
enum wire_part {
    WIRE_PART_READER,
    WIRE_PART_SAM,
    WIRE_PART_SENSOR,
    WIRE_PART_SOUND,
    WIRE_PART_PRINTER,
    WIRE_PARTS
};

struct wire_devices {
    uint32_t faults[WIRE_PARTS]; /* enum wire_fault; NONE: it is well */
    uint32_t without;            /* bit i: this kiosk is not to have enum wire_part i */
};

/* How far a new device is with the signed file that makes it one village's (kioskctl provision). */
enum wire_site_state {
    WIRE_SITE_NONE = 1, /* no file was found */
    WIRE_SITE_UNSIGNED, /* its signature is missing, or not by the key this device trusts */
    WIRE_SITE_FLAWED,   /* a field is unknown, missing or of the wrong kind: line, why */
    WIRE_SITE_WHICH,    /* it is whole, for `devices`: which of them is this one? */
    WIRE_SITE_UNKNOWN,  /* none of these digits is among them */
    WIRE_SITE_FOUND,    /* this one: serial, village, name, and the service it would serve */
    WIRE_SITE_UNWRITTEN, /* it could not be kept: why */
    WIRE_SITE_ENROLLING, /* it is kept, and the service is asked for the certificate */
    WIRE_SITE_UNREACHED, /* the service was not reached; asked again and again */
    WIRE_SITE_UNTRUSTED, /* its certificate does not hold, or the clock is wrong; likewise */
    WIRE_SITE_REFUSED,   /* the one-time code was used, is too old or not known: another file */
    WIRE_SITE_DONE,      /* in service: the face starts again, with the settings that are there now */
    WIRE_SITE_STATES
};

/* After READY, and whenever it changes. */
struct wire_site {
    uint32_t state; /* enum wire_site_state */
    uint32_t line;  /* FLAWED: of the file, from 1; 0: of the file as a whole */
    uint32_t devices;
    uint32_t pad;
    char why[WIRE_TEXT]; /* FLAWED, UNWRITTEN: for whoever wrote the file, in English */
    char serial[WIRE_CODE], village[WIRE_CODE], name[WIRE_TITLE], service[WIRE_TEXT];
};

enum { WIRE_SITE_DIGITS = 5 };

/* The digits that this device's serial ends in; answered by SITE. */
struct wire_site_pick {
    char digits[8];
};

/* What FOUND showed is so. */
struct wire_site_take {
    uint32_t zero;
};

/* After READY: this kiosk was not handed over to its village yet (kiosk/commission.h). */
struct wire_commission_due {
    uint32_t zero;
};

/* What was tried when it was commissioned. */
enum wire_step {
    WIRE_STEP_LINK,
    WIRE_STEP_PLACE, /* it is the village that it was provisioned for */
    WIRE_STEP_READER,
    WIRE_STEP_SENSOR,
    WIRE_STEP_PRINTER,
    WIRE_STEP_TOUCH,
    WIRE_STEP_KEYS,
    WIRE_STEP_SOUND,
    WIRE_STEP_PRACTICE,
    WIRE_STEPS
};

enum wire_outcome { WIRE_OUTCOME_UNTRIED, WIRE_OUTCOME_GOOD, WIRE_OUTCOME_BAD, WIRE_OUTCOMES };

/* It is handed over: kept with the date, and not asked for again; unanswered. */
struct wire_commission {
    uint32_t outcomes[WIRE_STEPS]; /* enum wire_outcome */
};

/* What the service set from afar, after READY when something is, and at each change; 0 or "": as
 * the kiosk was provisioned. */
struct wire_settings {
    uint32_t version; /* grows with each change */
    uint32_t idle_s;
    uint32_t loudness; /* usual, 1..WIRE_LOUDEST */
    uint32_t pad;
    char language[WIRE_CODE]; /* of the start screen */
    char hours[WIRE_TEXT];    /* as kiosk.conf has them: "mon-thu 08.00-16.00" */
};

/* Said at once, in place of what is being said. Each SAY and each REPEAT that says something is
 * answered by one SAID with its visit. */
struct wire_say {
    uint32_t private;         /* 1: only into headphones, else it is withheld */
    char language[WIRE_CODE]; /* BCP 47; one without a voice is said in the Indonesian voice */
    char text[WIRE_SPEECH];
};

enum wire_sound {
    WIRE_SOUND_READ = 1,  /* a finger was read */
    WIRE_SOUND_ATTENTION, /* something is asked: is somebody still there? */
    WIRE_SOUND_COME_BACK, /* a card was left behind */
    WIRE_SOUNDS
};

/* Sounds at once, over what is being said; unanswered. */
struct wire_chime {
    uint32_t sound; /* enum wire_sound */
};

enum wire_control {
    WIRE_CONTROL_INTERRUPT = 1,
    WIRE_CONTROL_PAUSE,
    WIRE_CONTROL_RESUME,
    WIRE_CONTROL_LOUDER,
    WIRE_CONTROL_SOFTER,
    WIRE_CONTROL_FASTER, /* heard from the next sentence on */
    WIRE_CONTROL_SLOWER,
    WIRE_CONTROL_RESET, /* for the next person: silence, nothing kept, usual steps */
    WIRE_CONTROLS
};

struct wire_voice_control {
    uint32_t control;  /* enum wire_control */
    uint32_t loudness; /* RESET: the usual, 1..WIRE_LOUDEST; 0: the voice's own */
};

enum wire_ending {
    WIRE_ENDING_FINISHED = 1,
    WIRE_ENDING_INTERRUPTED, /* by INTERRUPT, RESET, another SAY, or headphones pulled out */
    WIRE_ENDING_WITHHELD,    /* private, and no headphones are plugged in */
    WIRE_ENDING_SILENT,      /* no sound device or no voice, as a FAULT has told */
    WIRE_ENDINGS
};

struct wire_said {
    uint32_t ending; /* enum wire_ending */
    uint32_t lent;   /* 1: in the Indonesian voice, because its language has none of its own */
};

/* After READY and at each change. */
struct wire_jack {
    uint32_t plugged; /* 1: headphones are in */
};

enum wire_print_style {
    WIRE_PRINT_TITLE = 1, /* large, in the middle */
    WIRE_PRINT_TEXT,
    WIRE_PRINT_FACT,   /* label: text */
    WIRE_PRINT_NUMBER, /* largest, under its label */
    WIRE_PRINT_QR,     /* text is what the code holds */
    WIRE_PRINT_STYLES
};

struct wire_print_line {
    uint32_t style; /* enum wire_print_style */
    char label[WIRE_TITLE];
    char text[WIRE_TEXT];
};

/* On paper at once, in the words of the screen. Answered by one PRINTED with its visit. */
struct wire_print {
    uint32_t count;
    struct wire_print_line lines[WIRE_PRINT_MAX];
};

/* How it ended. After a fault the printer was told to forget what it had not printed. */
struct wire_printed {
    uint32_t fault; /* enum wire_fault; NONE: it is on paper */
};

struct wire_packet {
    struct wire_header header;
    union wire_body {
        struct wire_ready ready;
        struct wire_fault_report fault;
        struct wire_card_seen card_seen;
        struct wire_card_read card_read;
        struct wire_card_photo card_photo;
        struct wire_card_templates card_templates;
        struct wire_card_gone card_gone;
        struct wire_templates_ask templates_ask;
        struct wire_templates templates;
        struct wire_attempt attempt;
        struct wire_attempt_taken attempt_taken;
        struct wire_verify verify;
        struct wire_verify_stop verify_stop;
        struct wire_enrol enrol;
        struct wire_enrolled enrolled;
        struct wire_finger_hint finger_hint;
        struct wire_verified verified;
        struct wire_query query;
        struct wire_breakdown breakdown;
        struct wire_filing filing;
        struct wire_receipt receipt;
        struct wire_link link;
        struct wire_catalogue catalogue;
        struct wire_devices devices;
        struct wire_settings settings;
        struct wire_commission_due commission_due;
        struct wire_commission commission;
        struct wire_site site;
        struct wire_site_pick site_pick;
        struct wire_site_take site_take;
        struct wire_say say;
        struct wire_chime chime;
        struct wire_voice_control voice_control;
        struct wire_said said;
        struct wire_jack jack;
        struct wire_print print;
        struct wire_printed printed;
        struct wire_staff_ask staff_ask;
        struct wire_staff staff;
        struct wire_sign_in sign_in;
        struct wire_enrolment enrolment;
        struct wire_counts_ask counts_ask;
        struct wire_counts counts;
        struct wire_slip_ask slip_ask;
        struct wire_slip slip;
    } body;
};

_Static_assert(sizeof(struct wire_header) == 16, "wire header");
_Static_assert(sizeof(struct wire_card) == 72, "wire card");
_Static_assert(sizeof((struct wire_counts *)0)->troubles / sizeof(uint32_t) >= WIRE_FAULTS,
               "a count for each fault");
_Static_assert(sizeof(struct wire_packet) <= WIRE_PACKET_MAX, "one packet holds any message");

/* Bytes of the body of `type`, 0 for a type that is not one. */
size_t wire_body_size(uint32_t type);

/* "CARD_SEEN"; "?" for a type that is not one. For log lines. */
const char *wire_name(uint32_t type);

/* "READER_ABSENT"; "?" for a fault that is not one. */
const char *wire_fault_name(uint32_t fault);

/* Sends one message whose body is `body` (wire_body_size(type) bytes, zeroed before it was
 * filled). Blocks while the peer's queue is full. Returns 0 or -errno (-EPIPE: peer gone). */
int wire_send(int fd, enum wire_type type, uint32_t visit, const void *body);

/* Receives one message that travels in `direction` into *packet_out. Blocks unless fd does not.
 * Returns 0; -EPIPE at end of file; -EBADMSG for anything not allowed (the caller closes);
 * -EAGAIN or another -errno from recvmsg(2). On failure *packet_out holds nothing of the message.
 */
int wire_recv(int fd, enum wire_direction direction, struct wire_packet *packet_out);

/* Checks `size` bytes already in *packet as wire_recv does. Returns 0 or -EBADMSG. */
int wire_check(const struct wire_packet *packet, size_t size, enum wire_direction direction);

#endif
