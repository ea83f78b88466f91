/* The generated regency of the reference service, and what is told of its families. */
#include "tests/central/calendar.h"
#include "tests/central/reasons.h"
#include "tests/central/regency.h"
#include "tests/central/result.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20261123, SEED = 7, FAMILIES = REGENCY_USUAL };

static struct cast cast[CAST_MAX];
static size_t cast_count;
static struct villages villages;
static struct rules rules;

static int read_files(void **state)
{
    char file[256];
    (void)state;

    return cast_read("tests/bench/people.json", cast, &cast_count) ||
           villages_read("tests/central/villages.txt", &villages) ||
           rules_read("tests/central/rules", TODAY, &rules, file);
}

static struct family *make(uint64_t seed, size_t count)
{
    struct family *families = calloc(count, sizeof(*families));
    struct regency *regency = NULL;

    assert_non_null(families);
    assert_int_equal(regency_open(seed, TODAY, &villages, cast, cast_count, count, &regency), 0);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(regency_next(regency, &families[i]), 1);
    assert_int_equal(regency_next(regency, &families[0]), 0);
    regency_close(regency);
    return families;
}

static void there_are_25_districts_and_217_villages_with_their_codes(void **state)
{
    char code[VILLAGES_CODE];
    (void)state;

    assert_int_equal(villages.district_count, 25);
    assert_int_equal(villages.count, 217);
    villages_write_code(VILLAGES_KEMIREN, code);
    assert_string_equal(code, "35.10.15.2004");
    assert_string_equal(villages_name(&villages, VILLAGES_KEMIREN), "Kemiren");
    assert_string_equal(villages_name(&villages, VILLAGES_LATENG), "Lateng");
    assert_string_equal(villages_district(&villages, 15), "Glagah");
}

static void the_same_seed_gives_the_same_regency(void **state)
{
    struct family *one = make(SEED, FAMILIES), *two = make(SEED, FAMILIES);
    struct family *other = make(SEED + 1, FAMILIES);
    (void)state;

    assert_memory_equal(one, two, FAMILIES * sizeof(*one));
    assert_memory_not_equal(one, other, FAMILIES * sizeof(*one));
    free(one);
    free(two);
    free(other);
}

static void every_village_of_a_large_regency_is_peopled(void **state)
{
    struct family *families = make(SEED, FAMILIES);
    (void)state;

    for (size_t v = 0; v < villages.count; v++) {
        size_t found = 0;

        for (size_t i = 0; i < FAMILIES; i++)
            found += families[i].household.village == villages.village[v].code;
        assert_in_range(found, 1, FAMILIES);
    }
    free(families);
}

static int compare_niks(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void a_nik_tells_birth_day_and_sex_and_is_nobody_elses(void **state)
{
    struct family *families = make(SEED, FAMILIES);
    const char **niks = calloc((size_t)FAMILIES * HOUSEHOLD_MEMBERS, sizeof(*niks));
    size_t count = 0;
    (void)state;

    for (size_t f = 0; f < FAMILIES; f++) {
        for (int m = 0; m < families[f].household.member_count; m++) {
            const struct family_member *member = &families[f].members[m];
            int day = (member->nik[6] - '0') * 10 + member->nik[7] - '0';

            assert_int_equal(strspn(member->nik, "0123456789"), 16);
            assert_int_equal(day, member->born % 100 + (member->sex == 'P' ? 40 : 0));
            assert_int_equal(cast_born(member->nik, TODAY) % 10000, member->born % 10000);
            assert_in_range(calendar_age(member->born, TODAY), 0, 110);
            assert_string_not_equal(member->nik + 12, "0000");
            /* Whose card the service does not know has it enrolled at a kiosk. */
            const char *key = families[f].cast_key[m];
            bool known = !key || strcmp(key, "tumini") != 0;
            assert_int_equal(member->has_card,
                             known && calendar_age(member->born, TODAY) >= FAMILY_ADULT);
            niks[count++] = member->nik;
        }
    }
    qsort(niks, count, sizeof(*niks), compare_niks);
    for (size_t i = 1; i < count; i++)
        assert_string_not_equal(niks[i - 1], niks[i]);
    free(niks);
    free(families);
}

/* As in real registers: some late, some wrong, some contradict each other. */
static void records_are_held_at_every_source_with_gaps_and_contradictions(void **state)
{
    struct family *families = make(SEED, FAMILIES);
    size_t held[SOURCES] = {0}, silent = 0, miscounted = 0, outdated = 0, gone = 0;
    (void)state;

    for (size_t i = 0; i < FAMILIES; i++) {
        const struct household *household = &families[i].household;

        for (int f = 0; f < FACTS; f++) {
            held[fact_cards[f].source] += household->value[f] != 0;
            outdated += household_outdated(household, (enum fact)f);
        }
        silent += household->silent != 0;
        miscounted += household->value[FACT_MEMBERS] != household->value[FACT_MEMBERS_DTSEN];
        gone += household->gone != 0;
    }
    for (int s = 0; s < SOURCES; s++)
        assert_in_range(held[s], 1, (size_t)FAMILIES * FACTS);
    assert_in_range(silent, 1, FAMILIES / 10);
    assert_in_range(miscounted, 1, FAMILIES / 5);
    assert_in_range(gone, 1, FAMILIES / 10);
    assert_in_range(outdated, 1, FAMILIES / 10);
    free(families);
}

static struct reasons_view look(const struct family *family, size_t programme, int viewer)
{
    struct reasons_view view = {.programme = &rules.programmes[programme],
                                .household = &family->household,
                                .viewer = viewer,
                                .missing = SOURCES,
                                .computed_on = TODAY};

    for (int i = 0; i < family->household.member_count; i++)
        snprintf(view.names[i], sizeof(view.names[i]), "%s", family->members[i].name);
    view.verdict = rules_judge(view.programme, &family->household, TODAY, false, &view.missing);
    return view;
}

/* A "no" has a record that decided it; a "yes" has none against it. */
static void verdicts_agree_with_their_reasons(void **state)
{
    struct family *families = make(SEED, FAMILIES);
    (void)state;

    for (size_t f = 0; f < FAMILIES; f++) {
        for (size_t p = 0; p < rules.count; p++) {
            struct reasons_view view = look(&families[f], p, 0);
            struct reason reasons[REASONS_MAX];
            size_t count = reasons_write(&view, reasons), against = 0;

            for (size_t i = 0; i < count; i++)
                against += reasons[i].effect == REASON_AGAINST;
            if (view.verdict == VERDICT_NOT_ELIGIBLE)
                assert_in_range(against, 1, count);
            if (view.verdict == VERDICT_QUEUED)
                assert_int_equal(against, 0);
            if (view.verdict == VERDICT_NOT_REGISTERED)
                assert_int_equal(count, 0);
        }
    }
    free(families);
}

static void what_is_said_of_a_family_names_nobody_and_blames_nobody(void **state)
{
    static const char *const never[] = {"gagal", "tidak cocok", "miskin", "salah sasaran",
                                        "Batas PKH"};
    struct family *families = make(SEED, FAMILIES);
    (void)state;

    for (size_t f = 0; f < FAMILIES; f++) {
        struct reasons_view view = look(&families[f], f % rules.count, 0);
        struct reason reasons[REASONS_MAX];
        size_t count = reasons_write(&view, reasons);

        for (size_t i = 0; i < count; i++) {
            assert_true(strlen(reasons[i].says) > 0);
            for (int m = 0; m < families[f].household.member_count; m++) {
                assert_null(strstr(reasons[i].says, families[f].members[m].name));
                assert_null(strstr(reasons[i].says, families[f].members[m].nik));
            }
            for (size_t n = 0; n < sizeof(never) / sizeof(*never); n++) {
                assert_null(strcasestr(reasons[i].says, never[n]));
                assert_null(strcasestr(reasons[i].limit, never[n]));
            }
        }
    }
    free(families);
}

static const struct family *family_of(const struct family *families, const char *key)
{
    for (size_t i = 0; i < cast_families(cast, cast_count); i++) {
        if (strcmp(families[i].cast_key[0], key) == 0)
            return &families[i];
    }
    fail_msg("%s is not in the regency", key);
    return NULL;
}

static void budi_is_refused_pkh_for_four_records_by_name_of_source(void **state)
{
    static const char *const sources[] = {"Polri", "BPJS Ketenagakerjaan", "PLN", "ATR/BPN"};
    struct family *families = make(SEED, FAMILIES);
    struct reasons_view view = look(family_of(families, "budi"), 0, 0);
    struct reason reasons[REASONS_MAX];
    size_t count = reasons_write(&view, reasons);
    (void)state;

    assert_true(count > 7);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(reasons[i].decisive, i < 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(reasons[i].source, sources[i]);
    assert_string_equal(reasons[0].id, "PKH.engine_cc");
    assert_string_equal(reasons[0].says, "Tercatat 1 sepeda motor 155 cc.");
    free(families);
}

static const struct reason *by_source(const struct reason *reasons, size_t count,
                                      const char *source)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(reasons[i].source, source) == 0)
            return &reasons[i];
    }
    return NULL;
}

/* Karto's illness is his to see; his wife sees which institution has something, and no more. */
static void another_members_illness_is_told_by_institution_only(void **state)
{
    struct family *families = make(SEED, FAMILIES);
    struct reasons_view own = look(family_of(families, "karto"), 0, 0);
    struct reasons_view wife = look(family_of(families, "karto"), 0, 1);
    struct reason reasons[REASONS_MAX];
    const struct reason *seen;
    size_t count = reasons_write(&own, reasons);
    (void)state;

    seen = by_source(reasons, count, "BPJS Kesehatan");
    assert_string_equal(seen ? seen->says : "", "Tercatat perawatan rutin dalam keluarga.");
    assert_string_equal(seen ? seen->sensitivity : "", "health");
    count = reasons_write(&wife, reasons);
    seen = by_source(reasons, count, "BPJS Kesehatan");
    assert_string_equal(seen ? seen->says : "",
                        "Catatan ini milik anggota keluarga lain. Isinya tidak ditampilkan.");
    assert_int_equal(own.verdict, wife.verdict);
    free(families);
}

static void siti_collects_600000_a_stage_by_the_rules(void **state)
{
    struct family *families = make(SEED, FAMILIES);
    (void)state;

    assert_int_equal(
        rules_amount(&rules.programmes[0], &family_of(families, "siti")->household, TODAY), 600000);
    free(families);
}

static void the_window_is_open_from_the_announcement_for_a_month(void **state)
{
    struct round round = {.announced_on = 20261113, .refresh_on = 20270213};
    struct decided decided = {.verdict = VERDICT_NOT_ELIGIBLE};
    struct result result = result_write(&rules.programmes[0], &round, &decided, "Glagah", TODAY);
    (void)state;

    assert_int_equal(result.opens_at, calendar_start(20261113));
    assert_int_equal(result.closes_at, calendar_start(20261214) - 1);
    result = result_write(&rules.programmes[0], &round, &decided, "Glagah", 20261112);
    assert_int_equal(result.verdict, VERDICT_NOT_ANNOUNCED);
    assert_int_equal(result.announced_on, 20261113);
    assert_int_equal(result.opens_at, 0);
}

static void months_end_within_their_month(void **state)
{
    (void)state;
    assert_int_equal(calendar_add_months(20270131, 1), 20270228);
    assert_int_equal(calendar_add_months(20271231, 2), 20280229);
    assert_int_equal(calendar_add_days(20261231, 1), 20270101);
    /* 17:00 UTC is already the next day in WIB. */
    assert_int_equal(calendar_day(1795280400), 20261122);
    assert_int_equal(calendar_day(1795280399), 20261121);
    assert_int_equal(calendar_start(20261122), 1795280400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_25_districts_and_217_villages_with_their_codes),
        cmocka_unit_test(the_same_seed_gives_the_same_regency),
        cmocka_unit_test(every_village_of_a_large_regency_is_peopled),
        cmocka_unit_test(a_nik_tells_birth_day_and_sex_and_is_nobody_elses),
        cmocka_unit_test(records_are_held_at_every_source_with_gaps_and_contradictions),
        cmocka_unit_test(verdicts_agree_with_their_reasons),
        cmocka_unit_test(what_is_said_of_a_family_names_nobody_and_blames_nobody),
        cmocka_unit_test(budi_is_refused_pkh_for_four_records_by_name_of_source),
        cmocka_unit_test(another_members_illness_is_told_by_institution_only),
        cmocka_unit_test(siti_collects_600000_a_stage_by_the_rules),
        cmocka_unit_test(the_window_is_open_from_the_announcement_for_a_month),
        cmocka_unit_test(months_end_within_their_month),
    };
    return cmocka_run_group_tests(tests, read_files, NULL);
}
