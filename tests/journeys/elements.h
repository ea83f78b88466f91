/*
 * elements: what a dump says is on the glass, found by its words.
 */
#ifndef TESTS_JOURNEYS_ELEMENTS_H
#define TESTS_JOURNEYS_ELEMENTS_H

#include <jansson.h>
#include <stdbool.h>

/* The element that says these words, in what is seen or heard of it. NULL: none does. */
json_t *element_saying(json_t *dump, const char *words);

/* The element to tap: its label is `label`, or else begins with it. NULL: none. */
json_t *element_labelled(json_t *dump, const char *label);

#endif
