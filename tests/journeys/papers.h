/*
 * papers: the receipts that the stage's printer has cut (tests/bench/printer.h).
 */
#ifndef TESTS_JOURNEYS_PAPERS_H
#define TESTS_JOURNEYS_PAPERS_H

#include <stdbool.h>

enum { PAPERS_WORDS = 8192 };

/* The words of the newest one, without its line ends; false when there is none. */
bool papers_newest(const char *stage, char words[PAPERS_WORDS]);

#endif
