/*
 * album: what a stage keeps of each person, as files: KEY.jpg, the portrait on the card, and
 * KEY-right.pgm and KEY-left.pgm, the careful prints that enrolment took (print.h, impression 0).
 */
#ifndef TESTS_BENCH_ALBUM_H
#define TESTS_BENCH_ALBUM_H

#include "people.h"

/* Writes the files of everybody into the folder `directory`, made when absent. Returns 0 or
 * -errno. */
int album_write(const struct people *people, const char *directory);

#endif
