/*
 * help: whether what a subject says of those who helped holds: they are staff who were not struck
 * off, each with the right for it, and the policy lets such a visit do what it does.
 */
#ifndef TESTS_CENTRAL_HELP_H
#define TESTS_CENTRAL_HELP_H

#include "policy.h"
#include "subject.h"

/* Judges, as of the instant `at` of the programme, what `leave` names. *refusal_out is NULL,
 * "staff" or "policy": the end of a reason code. Nobody's help is always in order. Returns 0 or
 * -errno. */
int help_judge(struct store *store, const char *sender, const struct subject *subject,
               enum policy_leave leave, int64_t at, const char **refusal_out);

/* The same of an enrolment: helper and witness may enrol; a witness by name where the policy takes
 * one. */
int help_judge_enrolment(struct store *store, const char *sender, const struct subject *subject,
                         int64_t at, const char **refusal_out);

#endif
