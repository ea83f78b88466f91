/*
 * board: what the kernel tells of the board the courier runs on.
 */
#ifndef DRIVERS_COURIER_BOARD_H
#define DRIVERS_COURIER_BOARD_H

#include "figures.h"

enum { BOARD_IMAGE = 32 };

/* Fills in keypad, temperature and voltage, as far as they are known, and the space of the disk that
 * `directory` is on. */
void board_look(const char *directory, struct figures *figures);

/* IMAGE_VERSION of os-release(5), if it is a code; else "". */
void board_image(char image_out[BOARD_IMAGE]);

/* The version in a file of a folder (kioskctl's update.h): digits; "" where there is none, or the
 * folder is "". */
void board_version(const char *folder, const char *name, char version_out[BOARD_IMAGE]);

#endif
