#include "kiosk/ui/pictogram.h"

struct pictogram {
    uint32_t glyph;
    const char *name;
    uint32_t badge;
};

/* Code points of Material Design Icons 1.6, as Debian packages it (_variables.scss). */
static const struct pictogram pictograms[ICONS] = {
    [ICON_NONE] = {0, ""},
    [ICON_CARD] = {0xF5D2, "card"},                         /* account-card-details */
    [ICON_PLACE_CARD] = {0xF5D2, "place_card"},             /* account-card-details */
    [ICON_LIFT_CARD] = {0xF5D2, "lift_card"},               /* account-card-details */
    [ICON_FINGER] = {0xF237, "finger"},                     /* fingerprint */
    [ICON_HAND] = {0xF2C7, "hand"},                         /* hand-pointing-right */
    [ICON_CONSENT] = {0xF14C, "consent"},                   /* clipboard-check */
    [ICON_SEARCH] = {0xF349, "search"},                     /* magnify */
    [ICON_RECEIVING] = {0xF5E0, "receiving"},               /* check-circle */
    [ICON_QUEUE] = {0xF51F, "queue"},                       /* timer-sand */
    [ICON_NOT_ELIGIBLE] = {0xF376, "not_eligible"},         /* minus-circle */
    [ICON_STOPPED] = {0xF3E5, "stopped"},                   /* pause-circle */
    [ICON_UNREGISTERED] = {0xF014, "unregistered"},         /* account-plus */
    [ICON_INCOMPLETE] = {0xF4E6, "incomplete"},             /* sync */
    [ICON_CALENDAR] = {0xF0F0, "calendar"},                 /* calendar-clock */
    [ICON_MONEY] = {0xF115, "money"},                       /* cash-multiple */
    [ICON_VEHICLE] = {0xF37C, "vehicle"},                   /* motorbike */
    [ICON_LAND] = {0xF34D, "land"},                         /* map */
    [ICON_JOB] = {0xF0D6, "job"},                           /* briefcase */
    [ICON_HEALTH] = {0xF5F6, "health"},                     /* heart-pulse */
    [ICON_BANK] = {0xF070, "bank"},                         /* bank */
    [ICON_ELECTRICITY] = {0xF241, "electricity"},           /* flash */
    [ICON_CIVIL_SERVANT] = {0xF519, "civil_servant"},       /* tie */
    [ICON_HOUSEHOLD] = {0xF2DC, "household"},               /* home */
    [ICON_WELFARE] = {0xF076, "welfare"},                   /* basket */
    [ICON_OTHER] = {0xF2FD, "other"},                       /* information-outline */
    [ICON_OBJECT] = {0xF17E, "object"},                     /* comment-alert-outline */
    [ICON_RECEIPT] = {0xF449, "receipt"},                   /* receipt */
    [ICON_CHECK] = {0xF12C, "check"},                       /* check */
    [ICON_CASES] = {0xF14E, "cases"},                       /* clipboard-text */
    [ICON_STAFF] = {0xF64A, "staff"},                       /* human-greeting */
    [ICON_OFFLINE] = {0xF5AA, "offline"},                   /* wifi-off */
    [ICON_TROUBLE] = {0xF5D6, "trouble"},                   /* alert-circle-outline */
    [ICON_BACK] = {0xF04D, "back"},                         /* arrow-left */
    [ICON_NEXT] = {0xF054, "next"},                         /* arrow-right */
    [ICON_HELP] = {0xF625, "help"},                         /* help-circle-outline */
    [ICON_DONE] = {0xF5FD, "done"},                         /* logout-variant */
    [ICON_LANGUAGE] = {0xF5CA, "language"},                 /* translate */
    [ICON_SIZE] = {0xF27F, "size"},                         /* format-size */
    [ICON_CONTRAST] = {0xF50E, "contrast"},                 /* theme-light-dark */
    [ICON_SOUND] = {0xF57E, "sound"},                       /* volume-high */
    [ICON_FREE] = {0xF2D5, "free"},                         /* heart-outline */
    [ICON_PLACE] = {0xF34E, "place"},                       /* map-marker */
    [ICON_CLOCK] = {0xF150, "clock"},                       /* clock */
    [ICON_OPEN] = {0xF142, "open"},                         /* chevron-right */
    [ICON_UNCHOSEN] = {0xF130, "unchosen"},                 /* checkbox-blank-circle-outline */
    [ICON_CHOSEN] = {0xF5E0, "chosen"},                     /* check-circle */
    [ICON_DOWN] = {0xF046, "down"},                         /* arrow-down-bold */
    [ICON_SHOW] = {0xF208, "show"},                         /* eye */
    [ICON_HIDE] = {0xF209, "hide"},                         /* eye-off */
    [ICON_ERASE] = {0xF06E, "erase"},                       /* backspace */
    [ICON_MINUS] = {0xF374, "minus"},                       /* minus */
    [ICON_PLUS] = {0xF415, "plus"},                         /* plus */
    [ICON_UP] = {0xF05E, "up"},                             /* arrow-up-bold */
    [ICON_AGAIN] = {0xF450, "again"},                       /* refresh */
    [ICON_NO] = {0xF156, "no"},                             /* close */
    [ICON_CLEAN] = {0xF0E2, "clean"},                       /* broom */
    [ICON_TUNE] = {0xF62E, "tune"},                         /* tune */
    [ICON_FASTER] = {0xF211, "faster"},                     /* fast-forward */
    [ICON_SLOWER] = {0xF45F, "slower"},                     /* rewind */
    [ICON_PLEASED] = {0xF1F5, "pleased"},                   /* emoticon-happy */
    [ICON_CONTENT] = {0xF1F6, "content"},                   /* emoticon-neutral */
    [ICON_DISPLEASED] = {0xF1F8, "displeased"},             /* emoticon-sad */
    [ICON_PERSON_LESS] = {0xF015, "person_less"},           /* account-remove */
    [ICON_MOVE] = {0xF53D, "move"},                         /* truck */
    [ICON_DISASTER] = {0xF596, "disaster"},                 /* weather-pouring */
    [ICON_FAMILIES] = {0xF010, "families"},                 /* account-multiple-plus */
    [ICON_CENTRE] = {0xF146, "centre"},                     /* city */
    [ICON_CARD_UNCLEAR] = {0xF5D2, "card_unclear", 0xF2D7}, /* account-card-details, help-circle */
    [ICON_CARD_FOREIGN] = {0xF19B, "card_foreign", 0xF159}, /* credit-card, close-circle */
    [ICON_CARDS] = {0xF638, "cards"},                       /* cards */
    [ICON_CARD_LIFTED] = {0xF5D2, "card_lifted", 0xF05F},   /* account-card-details, arrow-up */
    [ICON_CARD_NEW] = {0xF5D2, "card_new", 0xF417},         /* account-card-details, plus-circle */
    [ICON_CARD_UNSURE] = {0xF5D2, "card_unsure", 0xF498},   /* account-card-details, shield */
    [ICON_CARD_WAITS] = {0xF5D2, "card_waits", 0xF150},     /* account-card-details, clock */
    [ICON_READER] = {0xF396, "reader", 0xF028},             /* nfc, alert-circle */
    [ICON_FINGER_OUT] = {0xF237, "finger_out", 0xF028},     /* fingerprint, alert-circle */
    [ICON_FINGER_UNFIT] = {0xF237, "finger_unfit", 0xF5B7}, /* fingerprint, wrench */
    [ICON_FINGER_UNCLEAR] = {0xF237, "finger_unclear", 0xF2D7}, /* fingerprint, help-circle */
    [ICON_FINGER_AGAIN] = {0xF237, "finger_again", 0xF450},     /* fingerprint, refresh */
    [ICON_FINGER_ENOUGH] = {0xF237, "finger_enough", 0xF33E},   /* fingerprint, lock */
    [ICON_CENTRE_SLOW] = {0xF48B, "centre_slow", 0xF150},       /* server, clock */
    [ICON_CENTRE_OUT] = {0xF48B, "centre_out", 0xF028},         /* server, alert-circle */
    [ICON_CENTRE_RULES] = {0xF48B, "centre_rules", 0xF376},     /* server, minus-circle */
    [ICON_CENTRE_UNSURE] = {0xF48B, "centre_unsure", 0xF498},   /* server, shield */
    [ICON_STORE_OUT] = {0xF193, "store_out", 0xF028},           /* content-save, alert-circle */
    [ICON_LONG_OFFLINE] = {0xF0EE, "long_offline", 0xF5AA},     /* calendar-blank, wifi-off */
    [ICON_CLOCK_OUT] = {0xF150, "clock_out", 0xF028},           /* clock, alert-circle */
    [ICON_CHIP_OUT] = {0xF4A9, "chip_out"},                     /* sim-off */
    [ICON_CHIP_EXPIRED] = {0xF4A7, "chip_expired", 0xF150},     /* sim, clock */
    [ICON_CHIP_REFUSES] = {0xF4A8, "chip_refuses"},             /* sim-alert */
    [ICON_SOUND_OUT] = {0xF581, "sound_out"},                   /* volume-off */
    [ICON_VOICE_OUT] = {0xF36D, "voice_out"},                   /* microphone-off */
    [ICON_PRINTER_OUT] = {0xF42A, "printer_out", 0xF028},       /* printer, alert-circle */
    [ICON_PRINTER_OPEN] = {0xF42A, "printer_open", 0xF33F},     /* printer, lock-open */
    [ICON_PRINTER_STUCK] = {0xF42A, "printer_stuck", 0xF159},   /* printer, close-circle */
    [ICON_PAPER_OUT] = {0xF449, "paper_out", 0xF376},           /* receipt, minus-circle */
    [ICON_PAPER_LOW] = {0xF449, "paper_low", 0xF028},           /* receipt, alert-circle */
    [ICON_HELP_LIMITED] = {0xF64A, "help_limited", 0xF376},     /* human-greeting, minus-circle */
    [ICON_FACE_UNSURE] = {0xF004, "face_unsure", 0xF2D7},       /* account, help-circle */
};

uint32_t pictogram_glyph(enum icon icon)
{
    return pictograms[icon].glyph;
}

const char *pictogram_name(enum icon icon)
{
    return pictograms[icon].name;
}

uint32_t pictogram_badge(enum icon icon)
{
    return pictograms[icon].badge;
}
