/* The generated village of the reference service: tests/central/village.h and what is told of it.
 */
#include "tests/central/calendar.h"
#include "tests/central/reasons.h"
#include "tests/central/result.h"
#include "tests/central/village.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20261123, SEED = 7 };

static struct cast cast[CAST_MAX];
static size_t cast_count;

static struct family *make(uint64_t seed)
{
    struct family *families = calloc(VILLAGE_FAMILIES, sizeof(*families));

    assert_non_null(families);
    village_make(seed, TODAY, cast, cast_count, families, VILLAGE_FAMILIES);
    return families;
}

static const struct family *family_of(const struct family *families, const char *key)
{
    for (size_t i = 0; i < VILLAGE_FAMILIES; i++) {
        if (families[i].cast_key && strcmp(families[i].cast_key, key) == 0)
            return &families[i];
    }
    fail_msg("%s is not in the village", key);
    return NULL;
}

static int read_cast(void **state)
{
    (void)state;
    return cast_read("tests/bench/people.json", cast, &cast_count);
}

static void the_same_seed_gives_the_same_village(void **state)
{
    struct family *one = make(SEED), *two = make(SEED), *other = make(SEED + 1);
    (void)state;

    assert_memory_equal(one, two, VILLAGE_FAMILIES * sizeof(*one));
    assert_memory_not_equal(one, other, VILLAGE_FAMILIES * sizeof(*one));
    free(one);
    free(two);
    free(other);
}

static void every_verdict_is_there_beside_the_cast(void **state)
{
    struct family *families = make(SEED);
    bool seen[VERDICTS] = {false};
    (void)state;

    for (size_t i = cast_count; i < VILLAGE_FAMILIES; i++) {
        for (int p = 0; p < PROGRAMMES; p++)
            seen[families[i].verdicts[p]] = true;
    }
    for (int v = 0; v < VERDICTS; v++)
        assert_true(seen[v]);
    free(families);
}

static void a_nik_tells_birth_day_and_sex_and_is_nobody_elses(void **state)
{
    struct family *families = make(SEED);
    const char *niks[VILLAGE_FAMILIES * FAMILY_MEMBERS];
    size_t count = 0;
    (void)state;

    for (size_t f = 0; f < VILLAGE_FAMILIES; f++) {
        for (size_t m = 0; m < families[f].member_count; m++) {
            const struct family_member *member = &families[f].members[m];
            int day = (member->nik[6] - '0') * 10 + member->nik[7] - '0';

            assert_int_equal(strspn(member->nik, "0123456789"), 16);
            assert_int_equal(strlen(member->nik), 16);
            assert_int_equal(day, member->born % 100 + (member->sex == 'P' ? 40 : 0));
            assert_int_equal(cast_born(member->nik, TODAY), member->born);
            assert_in_range(calendar_age(member->born, TODAY), 0, 110);
            assert_string_not_equal(member->nik + 12, "0000");
            for (size_t i = 0; i < count; i++)
                assert_string_not_equal(niks[i], member->nik);
            niks[count++] = member->nik;
        }
    }
    free(families);
}

static void only_those_of_age_have_a_card(void **state)
{
    struct family *families = make(SEED);
    (void)state;

    for (size_t f = 0; f < VILLAGE_FAMILIES; f++) {
        for (size_t m = 0; m < families[f].member_count; m++)
            assert_int_equal(families[f].members[m].has_card,
                             calendar_age(families[f].members[m].born, TODAY) >= FAMILY_ADULT);
    }
    free(families);
}

/* A "no" has a record that decided it; a "yes" has none against it. */
static void verdicts_agree_with_their_reasons(void **state)
{
    struct family *families = make(SEED);
    (void)state;

    for (size_t f = 0; f < VILLAGE_FAMILIES; f++) {
        for (int p = 0; p < PROGRAMMES; p++) {
            struct reason reasons[REASONS_MAX];
            size_t count = reasons_write(&families[f], (enum programme)p, TODAY, reasons);
            enum verdict verdict = families[f].verdicts[p];
            size_t against = 0;

            for (size_t i = 0; i < count; i++)
                against += reasons[i].effect == REASON_AGAINST;
            if (verdict == VERDICT_NOT_ELIGIBLE || verdict == VERDICT_NO_LONGER)
                assert_in_range(against, 1, count);
            if (verdict == VERDICT_RECEIVING || verdict == VERDICT_QUEUED)
                assert_int_equal(against, 0);
            if (verdict == VERDICT_NOT_ANNOUNCED || verdict == VERDICT_NOT_REGISTERED)
                assert_int_equal(count, 0);
        }
    }
    free(families);
}

static void what_is_said_of_a_family_names_nobody_and_blames_nobody(void **state)
{
    static const char *const never[] = {"gagal", "tidak cocok", "miskin", "salah sasaran"};
    struct family *families = make(SEED);
    (void)state;

    for (size_t f = 0; f < VILLAGE_FAMILIES; f++) {
        for (int p = 0; p < PROGRAMMES; p++) {
            struct reason reasons[REASONS_MAX];
            size_t count = reasons_write(&families[f], (enum programme)p, TODAY, reasons);

            for (size_t i = 0; i < count; i++) {
                assert_true(strlen(reasons[i].says) > 0);
                for (size_t m = 0; m < families[f].member_count; m++) {
                    assert_null(strstr(reasons[i].says, families[f].members[m].name));
                    assert_null(strstr(reasons[i].says, families[f].members[m].nik));
                }
                for (size_t n = 0; n < sizeof(never) / sizeof(*never); n++) {
                    assert_null(strcasestr(reasons[i].says, never[n]));
                    assert_null(strcasestr(reasons[i].limit, never[n]));
                }
            }
        }
    }
    free(families);
}

static void budi_is_refused_pkh_for_four_records_by_name_of_source(void **state)
{
    static const char *const sources[] = {"Polri", "BPJS Ketenagakerjaan", "PLN", "ATR/BPN"};
    struct family *families = make(SEED);
    struct reason reasons[REASONS_MAX];
    size_t count = reasons_write(family_of(families, "budi"), PROGRAMME_PKH, TODAY, reasons);
    (void)state;

    assert_true(count > 7);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(reasons[i].decisive, i < 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(reasons[i].source, sources[i]);
    assert_string_equal(reasons[0].says, "Tercatat 1 sepeda motor 155 cc atas nama B*** S******.");
    free(families);
}

static void siti_collects_600000_and_karto_waits_at_place_12(void **state)
{
    struct family *families = make(SEED);
    struct result siti = result_write(family_of(families, "siti"), PROGRAMME_PKH, TODAY);
    struct result unpaid = result_write(family_of(families, "siti"), PROGRAMME_BPNT, TODAY);
    struct result karto = result_write(family_of(families, "karto"), PROGRAMME_PKH, TODAY);
    (void)state;

    assert_int_equal(siti.amount, 600000);
    assert_string_equal(siti.stage, "4");
    assert_string_equal(siti.place, "Kantor Pos Glagah");
    assert_true(siti.collect_by > TODAY);
    assert_int_equal(unpaid.verdict, VERDICT_RECEIVING);
    assert_int_equal(unpaid.amount, 0);
    assert_int_equal(karto.queue_place, 12);
    assert_true(karto.refresh_on > TODAY);
    free(families);
}

static void the_window_is_open_on_the_day_of_the_load(void **state)
{
    struct family *families = make(SEED);
    struct result budi = result_write(family_of(families, "budi"), PROGRAMME_PKH, TODAY);
    struct result wahyuni = result_write(family_of(families, "wahyuni"), PROGRAMME_PKH, TODAY);
    (void)state;

    assert_true(budi.opens_at < calendar_start(TODAY));
    assert_true(budi.closes_at > calendar_start(TODAY) + 14 * 86400);
    assert_int_equal(wahyuni.opens_at, 0);
    assert_true(wahyuni.announced_on > TODAY);
    free(families);
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
        cmocka_unit_test(the_same_seed_gives_the_same_village),
        cmocka_unit_test(every_verdict_is_there_beside_the_cast),
        cmocka_unit_test(a_nik_tells_birth_day_and_sex_and_is_nobody_elses),
        cmocka_unit_test(only_those_of_age_have_a_card),
        cmocka_unit_test(verdicts_agree_with_their_reasons),
        cmocka_unit_test(what_is_said_of_a_family_names_nobody_and_blames_nobody),
        cmocka_unit_test(budi_is_refused_pkh_for_four_records_by_name_of_source),
        cmocka_unit_test(siti_collects_600000_and_karto_waits_at_place_12),
        cmocka_unit_test(the_window_is_open_on_the_day_of_the_load),
        cmocka_unit_test(months_end_within_their_month),
    };
    return cmocka_run_group_tests(tests, read_cast, NULL);
}
