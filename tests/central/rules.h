/*
 * rules: the programmes and their rule sets, as dated, versioned data files
 * (rules/CODE-VERSION.json); a programme more is a file more. And the verdict of one family by
 * them, before ranking. Pure but for reading the files.
 *
 * A rule set:
 *   code, name, position       shown on the kiosk, in order of position (1..RULES_PROGRAMMES)
 *   version, day               of several of one code, the newest that is in force applies
 *   decile                     the highest welfare decile that qualifies; 0: any
 *   exclude                    [{fact, over, text}]: a counted value above `over` excludes
 *   components                 [{name, ages: [from, to] | fact, year}]: rupiah a year a member; a
 *                              family without any does not qualify
 *   components_paid            at most so many, in the order given
 *   family_year                or: rupiah a year a family
 *   stages                     payments a year
 *   quota_per_mille_of_poor    places, from the area's poverty
 *   objectors                  "adults" (all of the family card; when absent) or "head"
 *   payment                    {starts_after_days, collect_days, place, account?}
 */
#ifndef TESTS_CENTRAL_RULES_H
#define TESTS_CENTRAL_RULES_H

#include "household.h"
#include "verdict.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

enum rules_limits {
    RULES_PROGRAMMES = 16,
    RULES_EXCLUSIONS = FACTS,
    RULES_COMPONENTS = 16,
    RULES_DISTRICTS = 100,
    RULES_CODE = 16,
    RULES_NAME = 80,
    RULES_TEXT = 320,
};

struct rules_exclusion {
    enum fact fact;
    int32_t over;
    char text[RULES_TEXT];
};

struct rules_component {
    char name[RULES_NAME];
    bool by_fact;
    enum fact fact; /* with by_fact */
    int from, to;   /* years, else */
    int64_t year;   /* rupiah */
};

struct programme {
    char code[RULES_CODE], name[RULES_NAME], version[RULES_CODE];
    int position, decile, components_paid, stages, quota_per_mille;
    int32_t day;
    size_t exclusion_count, component_count;
    struct rules_exclusion exclusions[RULES_EXCLUSIONS];
    struct rules_component components[RULES_COMPONENTS];
    int64_t family_year;
    bool head_objects; /* the head of the family alone */
    int payment_after_days, collect_days;
    char place[RULES_NAME], account[RULES_CODE * 2];
};

struct rules {
    size_t count;
    struct programme programmes[RULES_PROGRAMMES]; /* by position */
    int poverty_per_mille[RULES_DISTRICTS];        /* by district */
    int announced_later_days[RULES_DISTRICTS];
};

/* Reads a folder's files in force on `today` (one from the future only when a programme has none
 * else). file_out names what was being read. Returns 0 or -errno; -EINVAL for a file against the
 * form above, -E2BIG for too many programmes. */
int rules_read(const char *folder, int32_t today, struct rules *rules_out, char file_out[256]);

/* As an object that rules_parse reads: what a round was decided by is kept with it. */
json_t *rules_write(const char *folder, const struct rules *rules);
int rules_parse(const json_t *object, struct rules *rules_out);

/* One programme of a parsed rule file. Returns 0 or -EINVAL. */
int rules_parse_programme(const json_t *object, struct programme *programme_out);

/* Sources that must have answered, as bits: those of the facts it asks about. */
uint16_t rules_sources(const struct programme *programme);

/* Rupiah for one stage on a day; 0 when the family has no component it pays for. */
int64_t rules_amount(const struct programme *programme, const struct household *household,
                     int32_t day);

/* The verdict without regard to places: VERDICT_QUEUED means eligible. `received`: it received in
 * the quarter before, so that a "no" is "no longer". *missing_out is set with
 * VERDICT_INCOMPLETE. A missing source never makes a "no". */
enum verdict rules_judge(const struct programme *programme, const struct household *household,
                         int32_t day, bool received, enum source *missing_out);

#endif
