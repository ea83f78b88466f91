/*
 * matrix: every template against every picture, for measuring (tests/finger/evaluate.sh).
 *
 * Templates are read and pictures extracted once each, by the code of the live path; a score is
 * that of one capture, on matcher.h's scale.
 */
#ifndef DRIVERS_FINGER_MATRIX_H
#define DRIVERS_FINGER_MATRIX_H

#include <stdio.h>

/* `templates_list` and `images_list` name files of paths, one a line. Writes a row a template of
 * one score an image to `out`, separated by white space, to the last digit. A template or picture
 * that is none, has too little in it to be judged or cannot be read scores 0 throughout and is named
 * in a line on `notes`. The first view of a template counts. Returns 0; -errno of a list, of
 * opening the sensor or of writing; -ENOMEM; or, when everything was written, that of the first
 * file that could not be read, as opposed to one with no finger in it. *path_out is then what it
 * failed on. */
int matrix_write(const char *templates_list, const char *images_list, FILE *out, FILE *notes,
                 const char **path_out);

#endif
