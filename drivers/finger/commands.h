/*
 * commands: what kiosk-finger does from a shell, through the code of the live path.
 */
#ifndef DRIVERS_FINGER_COMMANDS_H
#define DRIVERS_FINGER_COMMANDS_H

#include "compact.h"

#include <stdio.h>

/* Reads the minutiae of a picture and writes them to `out` as an ISO/IEC 19794-2:2005 record.
 * Returns 0; -ENODATA when there are too few to make a template; -errno of reading, of the sensor
 * or of writing. Nothing is written on failure but a failure to write. */
int command_extract(const char *image_path, FILE *out);

/* Makes one template of several pictures of one finger (enrolment.h) and writes it likewise.
 * Returns and *path_out as command_match, besides what enrolment_fuse returns; -E2BIG for too many
 * pictures. */
int command_enrol(char *const *image_paths, FILE *out, const char **path_out);

/* Writes the first view of a template (record.h) as a card holds it, COMPACT_NORMAL or
 * COMPACT_SMALL. Returns 0; -errno of reading or writing; -EINVAL for a template too large for it.
 */
int command_compact(const char *template_path, enum compact_form form, FILE *out);

/* Compares each picture by itself with the template, or two of them (see command_decide), printing
 * a line a picture: path, score, "match", "no-match" or "unreadable", milliseconds of one core's
 * work for reading, extraction and match. Returns 0; -errno of reading the template, opening a
 * picture, or of the sensor. *path_out is the file it failed on. */
int command_match(char *template_paths, char *const *image_paths, FILE *out, const char **path_out);

/* The decision of one whole transaction at the shipped thresholds: `template_paths` is one file,
 * or two separated by a comma (of two fingers, any of which will do; the text is taken apart),
 * the pictures are its captures in turn, up to VERIFY_ROUNDS of each finger. Prints one line:
 * "match", "no-match" or "unreadable", the score class (verify.h), the score. Templates or pictures
 * of nobody's finger are "unreadable" or -EBADMSG, never a match. Returns and *path_out as
 * command_match; -E2BIG for a third template; -ENODATA for templates with too little in them. */
int command_decide(char *template_paths, char *const *image_paths, FILE *out,
                   const char **path_out);

#endif
