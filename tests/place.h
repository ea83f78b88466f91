/*
 * place: a folder of one test, for files that are really on a disk.
 */
#ifndef TESTS_PLACE_H
#define TESTS_PLACE_H

enum { PLACE = 64 };

/* Makes $KIOSK_BUILD/NAME-XXXXXX (KIOSK_BUILD: at most 38 characters, default build; NAME: 16).
 * Returns 0 or -1. */
int place_make(const char *name, char folder_out[PLACE]);

/* Removes it with what is in it. Returns 0 or -1. */
int place_remove(const char *folder);

#endif
