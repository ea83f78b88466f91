/*
 * canary: what tests/bench/canary.c says of a stage.
 */
#ifndef TESTS_JOURNEYS_CANARY_H
#define TESTS_JOURNEYS_CANARY_H

/* `words` is "NAME": nothing of this person is left anywhere; or "NAME finds PROGRAM...", where
 * nothing is wiped: something is found in each of these. `pictures` is the folder of what the kiosk
 * has shown. What is wrong is printed as comments of TAP. Returns 0 or -errno. */
int canary_ask(const char *stage, const char *pictures, const char *words);

#endif
