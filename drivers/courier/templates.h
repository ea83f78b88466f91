/*
 * templates: the message of an on-templates answer (openapi.yaml, schema TemplatesAnswer) into
 * the wire's struct. Pure. The records are passed on as they are: what is inside them is for the
 * finger driver to judge, which has no network.
 */
#ifndef DRIVERS_COURIER_TEMPLATES_H
#define DRIVERS_COURIER_TEMPLATES_H

#include "drivers/wire.h"
#include <jansson.h>

/* Fills *templates_out with the first WIRE_TEMPLATES_MAX records of a format that is known; the
 * caller wipes it. Returns 0; -ENODATA when there is none; -EBADMSG. */
int templates_parse(const json_t *message, struct wire_templates *templates_out);

#endif
