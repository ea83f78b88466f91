#include "kiosk/ui/pictogram.h"

struct pictogram {
    uint32_t glyph;
    const char *name;
};

/* Code points of Material Design Icons 1.6, as Debian packages it (_variables.scss). */
static const struct pictogram pictograms[ICONS] = {
    [ICON_NONE] = {0, ""},
    [ICON_CARD] = {0xF5D2, "card"},                   /* account-card-details */
    [ICON_PLACE_CARD] = {0xF5D2, "place_card"},       /* account-card-details */
    [ICON_LIFT_CARD] = {0xF5D2, "lift_card"},         /* account-card-details */
    [ICON_FINGER] = {0xF237, "finger"},               /* fingerprint */
    [ICON_HAND] = {0xF2C7, "hand"},                   /* hand-pointing-right */
    [ICON_CONSENT] = {0xF14C, "consent"},             /* clipboard-check */
    [ICON_SEARCH] = {0xF349, "search"},               /* magnify */
    [ICON_RECEIVING] = {0xF5E0, "receiving"},         /* check-circle */
    [ICON_QUEUE] = {0xF51F, "queue"},                 /* timer-sand */
    [ICON_NOT_ELIGIBLE] = {0xF376, "not_eligible"},   /* minus-circle */
    [ICON_STOPPED] = {0xF3E5, "stopped"},             /* pause-circle */
    [ICON_UNREGISTERED] = {0xF014, "unregistered"},   /* account-plus */
    [ICON_INCOMPLETE] = {0xF4E6, "incomplete"},       /* sync */
    [ICON_CALENDAR] = {0xF0F0, "calendar"},           /* calendar-clock */
    [ICON_MONEY] = {0xF115, "money"},                 /* cash-multiple */
    [ICON_VEHICLE] = {0xF37C, "vehicle"},             /* motorbike */
    [ICON_LAND] = {0xF34D, "land"},                   /* map */
    [ICON_JOB] = {0xF0D6, "job"},                     /* briefcase */
    [ICON_HEALTH] = {0xF5F6, "health"},               /* heart-pulse */
    [ICON_BANK] = {0xF070, "bank"},                   /* bank */
    [ICON_ELECTRICITY] = {0xF241, "electricity"},     /* flash */
    [ICON_CIVIL_SERVANT] = {0xF519, "civil_servant"}, /* tie */
    [ICON_HOUSEHOLD] = {0xF2DC, "household"},         /* home */
    [ICON_WELFARE] = {0xF076, "welfare"},             /* basket */
    [ICON_OTHER] = {0xF2FD, "other"},                 /* information-outline */
    [ICON_OBJECT] = {0xF17E, "object"},               /* comment-alert-outline */
    [ICON_RECEIPT] = {0xF449, "receipt"},             /* receipt */
    [ICON_CHECK] = {0xF12C, "check"},                 /* check */
    [ICON_CASES] = {0xF14E, "cases"},                 /* clipboard-text */
    [ICON_STAFF] = {0xF64A, "staff"},                 /* human-greeting */
    [ICON_OFFLINE] = {0xF5AA, "offline"},             /* wifi-off */
    [ICON_TROUBLE] = {0xF5D6, "trouble"},             /* alert-circle-outline */
    [ICON_BACK] = {0xF04D, "back"},                   /* arrow-left */
    [ICON_NEXT] = {0xF054, "next"},                   /* arrow-right */
    [ICON_HELP] = {0xF625, "help"},                   /* help-circle-outline */
    [ICON_DONE] = {0xF5FD, "done"},                   /* logout-variant */
    [ICON_LANGUAGE] = {0xF5CA, "language"},           /* translate */
    [ICON_SIZE] = {0xF27F, "size"},                   /* format-size */
    [ICON_CONTRAST] = {0xF50E, "contrast"},           /* theme-light-dark */
    [ICON_SOUND] = {0xF57E, "sound"},                 /* volume-high */
    [ICON_FREE] = {0xF2D5, "free"},                   /* heart-outline */
    [ICON_PLACE] = {0xF34E, "place"},                 /* map-marker */
    [ICON_CLOCK] = {0xF150, "clock"},                 /* clock */
    [ICON_OPEN] = {0xF142, "open"},                   /* chevron-right */
    [ICON_UNCHOSEN] = {0xF130, "unchosen"},           /* checkbox-blank-circle-outline */
    [ICON_CHOSEN] = {0xF5E0, "chosen"},               /* check-circle */
    [ICON_DOWN] = {0xF046, "down"},                   /* arrow-down-bold */
    [ICON_SHOW] = {0xF208, "show"},                   /* eye */
    [ICON_HIDE] = {0xF209, "hide"},                   /* eye-off */
    [ICON_ERASE] = {0xF06E, "erase"},                 /* backspace */
    [ICON_MINUS] = {0xF374, "minus"},                 /* minus */
    [ICON_PLUS] = {0xF415, "plus"},                   /* plus */
    [ICON_UP] = {0xF05E, "up"},                       /* arrow-up-bold */
    [ICON_WALLET] = {0xF584, "wallet"},               /* wallet */
    [ICON_OTHER_CARD] = {0xF5E4, "other_card"},       /* credit-card-off */
    [ICON_CARDS] = {0xF19C, "cards"},                 /* credit-card-multiple */
    [ICON_FORGED] = {0xF005, "forged"},               /* account-alert */
    [ICON_SAM_ABSENT] = {0xF4A9, "sam_absent"},       /* sim-off */
    [ICON_SAM_EXPIRED] = {0xF4A8, "sam_expired"},     /* sim-alert */
    [ICON_SAM_REFUSES] = {0xF30A, "sam_refuses"},     /* key-remove */
};

uint32_t pictogram_glyph(enum icon icon)
{
    return pictograms[icon].glyph;
}

const char *pictogram_name(enum icon icon)
{
    return pictograms[icon].name;
}
