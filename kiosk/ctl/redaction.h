/*
 * redaction: takes out of a text whatever could name a person, before it leaves the device. Nothing
 * of ours writes such things; this is for what something else may have written. Pure.
 */
#ifndef KIOSK_CTL_REDACTION_H
#define KIOSK_CTL_REDACTION_H

/* In place: in each run of REDACTION_DIGITS digits or more, also one that single spaces or
 * dashes divide, every digit becomes '#': NIK, KK, telephone, account and receipt numbers. A date,
 * a time and a number of bytes below 10 million stay. */
enum { REDACTION_DIGITS = 8 };

void redaction_apply(char *text);

#endif
