/*
 * language: which languages the face speaks, and which one it speaks now.
 *
 * Texts are written in Indonesian in the source; every other language is a gettext catalogue
 * FOLDER/CODE/LC_MESSAGES/kiosk.mo, made from assets/locale/CODE.po. Adding a language is adding
 * that one file: what lies in the folder is what is offered. What a catalogue does not translate
 * is shown in Indonesian.
 *
 * The C library gives no translations in its "C" locale, so LC_MESSAGES is C.UTF-8, which needs no
 * generated locale, and LANGUAGE, which it then obeys, names the catalogue. Texts are always UTF-8.
 */
#ifndef KIOSK_LANGUAGE_H
#define KIOSK_LANGUAGE_H

enum {
    LANGUAGES_MAX = 16,
    LANGUAGE_CODE = 12, /* BCP 47 as the folder is called, bytes with the NUL: "jv" */
    LANGUAGE_NAME = 48, /* as its speakers call it: "Basa Jawa" */
};

/* list[0] is always Indonesian; the others follow in the order of their codes. */
struct languages {
    unsigned count;
    struct language {
        char code[LANGUAGE_CODE];
        char name[LANGUAGE_NAME];
    } list[LANGUAGES_MAX];
};

/* Finds the languages in `folder` and speaks Indonesian. Returns 0; -errno when the folder cannot
 * be read: *out then holds Indonesian alone, which needs no catalogue. */
int languages_open(struct languages *out, const char *folder);

/* Speaks list[index] from now on; an index past the last is Indonesian. Not while another thread
 * reads the environment. */
void language_use(const struct languages *all, unsigned index);

/* The index of the language with this code; 0, Indonesian, when there is none. */
unsigned language_index(const struct languages *all, const char *code);

#endif
