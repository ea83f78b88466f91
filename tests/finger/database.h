/*
 * database: scores of templates against prints whose owners are known, for measuring a matcher.
 *
 * A template's or print's file name tells its owner: DIRECTORY/FINGER_IMPRESSION.SUFFIX. The same
 * finger and impression on both sides is the same image, and never compared with itself.
 */
#ifndef TESTS_FINGER_DATABASE_H
#define TESTS_FINGER_DATABASE_H

#include <stddef.h>

enum { DATABASE_FINGERS = 128, DATABASE_IMPRESSIONS = 16 };

/* score[f][i][g][j]: template of finger f, impression i, against print j of finger g. */
struct database {
    unsigned fingers;
    unsigned templates[DATABASE_FINGERS], prints[DATABASE_FINGERS]; /* how many of each finger */
    int template_impression[DATABASE_FINGERS][DATABASE_IMPRESSIONS];
    int print_impression[DATABASE_FINGERS][DATABASE_IMPRESSIONS];
    double score[DATABASE_FINGERS][DATABASE_IMPRESSIONS][DATABASE_FINGERS][DATABASE_IMPRESSIONS];
};

/* Reads two lists of names, one a line, and the matrix of their scores, a row a template. The
 * caller frees. Returns 0; -errno of opening a file; -EBADMSG for a name without finger and
 * impression or a matrix of another size; -E2BIG; -ENOMEM. */
int database_read(const char *templates, const char *prints, const char *matrix,
                  struct database **database_out);

#endif
