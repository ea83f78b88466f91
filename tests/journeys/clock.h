/*
 * clock: the time of a stage whose programs take it from STAGE/clock (tests/bench/clock.sh).
 */
#ifndef TESTS_JOURNEYS_CLOCK_H
#define TESTS_JOURNEYS_CLOCK_H

/* Sets it at once, for everybody: to "+Nd", or to "last minute" or "last minute and a day" of the
 * first programme's window, as the courier keeps it. Returns 0 or -errno. */
int clock_set(const char *stage, const char *offset);

#endif
