/*
 * commands: what kiosk-finger does from a shell, through the code of the live path.
 */
#ifndef DRIVERS_FINGER_COMMANDS_H
#define DRIVERS_FINGER_COMMANDS_H

#include <stdio.h>

/* Reads the minutiae of a picture and writes them to `out` as an ISO/IEC 19794-2:2005 record.
 * Returns 0; -ENODATA when there are too few to make a template; -errno of reading, of the sensor
 * or of writing. Nothing is written on failure but a failure to write. */
int command_extract(const char *image_path, FILE *out);

/* Compares each picture by itself with the template, printing a line a picture: path, score,
 * "match", "no-match" or "unreadable", milliseconds of extraction and match. Returns 0; -errno of
 * reading the template, opening a picture, or of the sensor. *path_out is the file it failed on. */
int command_match(const char *template_path, char *const *image_paths, FILE *out,
                  const char **path_out);

#endif
