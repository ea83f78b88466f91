/* Rules and ranking of the reference service: hand-worked families, sources that fail or contradict
 * each other, and a slow, obvious second computation. */
#include "tests/central/bridge.h"
#include "tests/central/dice.h"
#include "tests/central/ranking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20261123, TRIALS = 1000, FAMILIES = 60 };

static struct rules rules;

static int read_rules(void **state)
{
    char file[256];
    (void)state;

    return rules_read("tests/central/rules", TODAY, &rules, file);
}

static const struct programme *programme(const char *code)
{
    for (size_t i = 0; i < rules.count; i++) {
        if (strcmp(rules.programmes[i].code, code) == 0)
            return &rules.programmes[i];
    }
    fail_msg("no rules for %s", code);
    return NULL;
}

/* A mother of 40, a boy of 14, a girl of 9; decile 2, nothing on record that excludes. */
static struct household mother_and_two(void)
{
    return (struct household){.family = 1,
                              .village = 152004,
                              .registered = true,
                              .value = {[FACT_WELFARE] = 1500, [FACT_POWER] = 450},
                              .member_count = 3,
                              .born = {19860101, 20120501, 20170301}};
}

static enum verdict judge(const char *code, const struct household *household)
{
    enum source missing = SOURCES;

    return rules_judge(programme(code), household, TODAY, false, &missing);
}

static void a_mother_of_two_schoolchildren_gets_600000_a_stage(void **state)
{
    struct household h = mother_and_two();
    (void)state;

    assert_int_equal(judge("PKH", &h), VERDICT_QUEUED);
    /* SMP 1,500,000 and SD 900,000 a year, in four stages. */
    assert_int_equal(rules_amount(programme("PKH"), &h, TODAY), (1500000 + 900000) / 4);
    assert_int_equal(rules_amount(programme("BPNT"), &h, TODAY), 600000);
}

static void no_more_than_four_members_are_paid_for_the_dearest_first(void **state)
{
    /* Pregnant at 30; children of 2, 4, 8, 14; a grandmother of 70. */
    struct household h = {.registered = true,
                          .village = 152004,
                          .value = {[FACT_WELFARE] = 100, [FACT_PREGNANT] = 1},
                          .member_count = 6,
                          .born = {19960101, 20240101, 20220101, 20180601, 20120501, 19560101}};
    (void)state;

    /* Pregnancy and two small children 3,000,000 each, the elderly 2,400,000; no fifth. */
    assert_int_equal(rules_amount(programme("PKH"), &h, TODAY), (3 * 3000000 + 2400000) / 4);
}

static void each_limit_is_kept_at_its_edge(void **state)
{
    (void)state;
    for (size_t i = 0; i < programme("PKH")->exclusion_count; i++) {
        const struct rules_exclusion *limit = &programme("PKH")->exclusions[i];
        struct household h = mother_and_two();

        h.value[limit->fact] = limit->over;
        assert_int_equal(judge("PKH", &h), VERDICT_QUEUED);
        h.value[limit->fact] = limit->over + 1;
        assert_int_equal(judge("PKH", &h), VERDICT_NOT_ELIGIBLE);
    }
}

static void decile_4_qualifies_for_pkh_and_decile_5_for_bpnt_only(void **state)
{
    struct household h = mother_and_two();
    (void)state;

    h.value[FACT_WELFARE] = 3999;
    assert_int_equal(judge("PKH", &h), VERDICT_QUEUED);
    h.value[FACT_WELFARE] = 4000;
    assert_int_equal(judge("PKH", &h), VERDICT_NOT_ELIGIBLE);
    assert_int_equal(judge("BPNT", &h), VERDICT_QUEUED);
    h.value[FACT_WELFARE] = 5000;
    assert_int_equal(judge("BPNT", &h), VERDICT_NOT_ELIGIBLE);
}

static void without_anyone_it_pays_for_pkh_has_nothing_to_give(void **state)
{
    struct household h = mother_and_two();
    (void)state;

    h.member_count = 1;
    assert_int_equal(judge("PKH", &h), VERDICT_NOT_ELIGIBLE);
    assert_int_equal(judge("BPNT", &h), VERDICT_QUEUED);
}

static void who_received_before_and_does_not_qualify_is_told_no_longer(void **state)
{
    struct household h = mother_and_two();
    enum source missing = SOURCES;
    (void)state;

    h.value[FACT_ENGINE] = 155;
    assert_int_equal(rules_judge(programme("PKH"), &h, TODAY, true, &missing), VERDICT_NO_LONGER);
}

/* Also of a family that another record excludes. */
static void a_source_that_is_down_never_makes_a_no(void **state)
{
    (void)state;
    for (int s = 0; s < SOURCES; s++) {
        struct bridge bridge = {0};
        struct household h = mother_and_two();
        enum source missing = SOURCES;
        bool asked = rules_sources(programme("PKH")) >> s & 1;

        bridge.states[s] = SOURCE_DOWN;
        h.value[FACT_WAGE] = s == SOURCE_BPJS_TK ? 0 : 9000000;
        bridge_ask(&bridge, &h);
        assert_int_equal(rules_judge(programme("PKH"), &h, TODAY, true, &missing),
                         asked ? VERDICT_INCOMPLETE : VERDICT_NO_LONGER);
        assert_int_equal(missing, asked ? s : SOURCES);
    }
}

/* Late, and about somebody else: neither is a "no", nor anything else of this family. */
static void a_source_that_is_slow_or_wrong_makes_no_no_either(void **state)
{
    static const enum source_state states[] = {SOURCE_SLOW, SOURCE_WRONG};
    (void)state;

    for (size_t s = 0; s < 2; s++) {
        struct bridge bridge = {.states = {[SOURCE_POLRI] = states[s]}};
        int waiting = 0;

        for (int i = 1; i <= 300; i++) {
            struct household h = mother_and_two();
            enum verdict verdict;

            h.family = i;
            bridge_ask(&bridge, &h);
            verdict = judge("PKH", &h);
            assert_int_equal(h.value[FACT_ENGINE], 0);
            assert_true(verdict == VERDICT_INCOMPLETE || verdict == VERDICT_QUEUED);
            waiting += verdict == VERDICT_INCOMPLETE;
        }
        assert_in_range(waiting, 30, 140);
    }
}

/* Polri still has the motorbike of a father whom Dukcapil knows to be dead. */
static void a_record_of_someone_who_died_does_not_count(void **state)
{
    struct household h = mother_and_two();
    (void)state;

    h.member_count = 4;
    h.born[3] = 19800101;
    h.value[FACT_ENGINE] = 1300;
    h.owner[FACT_ENGINE] = 3;
    assert_int_equal(judge("PKH", &h), VERDICT_NOT_ELIGIBLE);
    h.gone = 1u << 3;
    assert_true(household_outdated(&h, FACT_ENGINE));
    assert_int_equal(judge("PKH", &h), VERDICT_QUEUED);
    h.gone = 0xf;
    assert_int_equal(judge("PKH", &h), VERDICT_NOT_ELIGIBLE);
}

static void the_newest_rule_set_in_force_applies(void **state)
{
    json_t *all = rules_write("tests/central/rules", &rules);
    json_t *later = json_deep_copy(json_array_get(json_object_get(all, "programmes"), 0));
    struct rules *two = calloc(1, sizeof(*two));
    (void)state;

    json_object_set_new(later, "version", json_string("2027.1"));
    json_object_set_new(later, "day", json_string("2027-01-10"));
    json_object_set_new(later, "decile", json_integer(3));
    json_array_append_new(json_object_get(all, "programmes"), later);
    assert_int_equal(rules_parse(all, two), 0);
    assert_int_equal(two->count, rules.count);
    for (size_t i = 0; i < two->count; i++) {
        if (strcmp(two->programmes[i].version, "2027.1") == 0)
            assert_int_equal(two->programmes[i].decile, 3);
    }
    json_decref(all);
    free(two);
}

/* --- the second computation: every rule written out again, places found one by one -------------
 */

static bool obviously_eligible(const struct programme *p, const struct household *h)
{
    int64_t year = p->family_year;
    int paid = 0, there = 0;

    for (int m = 0; m < h->member_count; m++)
        there += !(h->gone >> m & 1);
    for (size_t i = 0; i < p->exclusion_count; i++) {
        enum fact fact = p->exclusions[i].fact;
        bool dead = fact_cards[fact].personal && (h->gone >> h->owner[fact] & 1);
        if (!dead && h->value[fact] > p->exclusions[i].over)
            return false;
    }
    for (size_t i = 0; i < p->component_count; i++) {
        int count = 0;

        for (int m = 0; m < h->member_count; m++) {
            int age = (TODAY - h->born[m]) / 10000;
            if (!p->components[i].by_fact && !(h->gone >> m & 1) && age >= p->components[i].from &&
                age <= p->components[i].to)
                count++;
        }
        if (p->components[i].by_fact && !(fact_cards[p->components[i].fact].personal &&
                                          (h->gone >> h->owner[p->components[i].fact] & 1)))
            count = h->value[p->components[i].fact];
        for (; count > 0 && (p->components_paid == 0 || paid < p->components_paid); count--) {
            year += p->components[i].year;
            paid++;
        }
    }
    return there > 0 && year / p->stages > 0 &&
           (p->decile == 0 || h->value[FACT_WELFARE] / 1000 + 1 <= p->decile);
}

static bool goes_before(const struct household *a, const struct seat *as, const struct household *b,
                        const struct seat *bs, bool keep)
{
    int32_t need[2];
    const struct household *both[] = {a, b};

    if (keep && as->received != bs->received)
        return as->received;
    for (int i = 0; i < 2; i++) {
        bool ill =
            both[i]->value[FACT_ILLNESS] && !(both[i]->gone >> both[i]->owner[FACT_ILLNESS] & 1);
        need[i] = both[i]->value[FACT_WELFARE] - (ill ? 200 : 0) -
                  (both[i]->disaster_until >= TODAY ? 2 * 9999 : 0);
    }
    return need[0] != need[1] ? need[0] < need[1] : a->family < b->family;
}

static void check_places(const struct programme *p, const struct household *h,
                         const struct seat *before, const struct seat *after, bool keep)
{
    for (int i = 0; i < FAMILIES; i++) {
        int64_t registered = 0, ahead = 0, quota;
        int district = h[i].village / 10000;

        for (int k = 0; k < FAMILIES; k++) {
            if (h[k].village / 10000 != district)
                continue;
            registered += h[k].registered;
            if (k != i && before[k].verdict == VERDICT_QUEUED &&
                goes_before(&h[k], &before[k], &h[i], &before[i], keep))
                ahead++;
        }
        quota = registered * rules.poverty_per_mille[district] * p->quota_per_mille / 1000000;
        if (before[i].verdict != VERDICT_QUEUED) {
            assert_int_equal(after[i].verdict, before[i].verdict);
        } else if (ahead < quota) {
            assert_int_equal(after[i].verdict, VERDICT_RECEIVING);
        } else {
            assert_int_equal(after[i].verdict, VERDICT_QUEUED);
            assert_int_equal(after[i].place, ahead - quota + 1);
        }
    }
}

static struct programme draw_rules(struct dice *dice)
{
    struct programme p = {.code = "X", .decile = dice_between(dice, 0, 10), .stages = 4};

    p.quota_per_mille = dice_between(dice, 0, 6000);
    for (int f = 0; f < FACTS; f++) {
        if (dice_between(dice, 0, 4) == 0)
            p.exclusions[p.exclusion_count++] =
                (struct rules_exclusion){.fact = (enum fact)f, .over = dice_between(dice, 0, 3000)};
    }
    p.components_paid = dice_between(dice, 0, 4);
    for (int i = dice_between(dice, 0, 5); i > 0; i--) {
        int from = dice_between(dice, 0, 70);
        p.components[p.component_count++] =
            (struct rules_component){.by_fact = dice_between(dice, 0, 3) == 0,
                                     .fact = FACT_PREGNANT,
                                     .from = from,
                                     .to = from + dice_between(dice, 0, 30),
                                     .year = dice_between(dice, 1, 40) * 100000};
    }
    p.family_year = p.component_count ? 0 : 2400000;
    return p;
}

static struct household draw_household(struct dice *dice, int number)
{
    struct household h = {.family = number,
                          .village = 10000 * dice_between(dice, 1, 4) + 2001,
                          .registered = dice_between(dice, 0, 9) > 0,
                          .silent = dice_between(dice, 0, 9) ? 0 : 1u << SOURCE_POLRI,
                          .disaster_until = dice_between(dice, 0, 9) ? 0 : TODAY + 1,
                          .member_count = (uint8_t)dice_between(dice, 1, 8),
                          .gone = dice_between(dice, 0, 5) ? 0 : 1};

    for (int m = 0; m < h.member_count; m++)
        h.born[m] = 10000 * dice_between(dice, 1930, 2025) + 101;
    for (int f = 0; f < FACTS; f++) {
        h.value[f] = dice_between(dice, 0, 2) ? 0 : dice_between(dice, 1, 4000);
        h.owner[f] = (uint8_t)dice_between(dice, 0, h.member_count - 1);
    }
    h.value[FACT_PREGNANT] = dice_between(dice, 0, 1);
    h.value[FACT_WELFARE] = dice_between(dice, 0, 20) * 499;
    return h;
}

static void a_thousand_random_rule_sets_agree_with_a_slow_second_computation(void **state)
{
    (void)state;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        struct dice dice = dice_make(0x72756c6573u, trial);
        struct programme p = draw_rules(&dice);
        struct household h[FAMILIES];
        struct seat before[FAMILIES] = {0}, after[FAMILIES];
        bool keep = dice_between(&dice, 0, 1);

        for (int i = 0; i < FAMILIES; i++) {
            enum source missing = SOURCES;
            bool asks_polri = rules_sources(&p) >> SOURCE_POLRI & 1;

            h[i] = draw_household(&dice, i + 1);
            before[i].received = dice_between(&dice, 0, 3) == 0;
            before[i].verdict = rules_judge(&p, &h[i], TODAY, before[i].received, &missing);
            if (!h[i].registered)
                assert_int_equal(before[i].verdict, VERDICT_NOT_REGISTERED);
            else if (h[i].silent && asks_polri)
                assert_int_equal(before[i].verdict, VERDICT_INCOMPLETE);
            else if (obviously_eligible(&p, &h[i]))
                assert_int_equal(before[i].verdict, VERDICT_QUEUED);
            else
                assert_int_equal(before[i].verdict,
                                 before[i].received ? VERDICT_NO_LONGER : VERDICT_NOT_ELIGIBLE);
        }
        memcpy(after, before, sizeof(after));
        assert_int_equal(ranking_fill(&rules, &p, TODAY, h, after, FAMILIES, keep), 0);
        check_places(&p, h, before, after, keep);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mother_of_two_schoolchildren_gets_600000_a_stage),
        cmocka_unit_test(no_more_than_four_members_are_paid_for_the_dearest_first),
        cmocka_unit_test(each_limit_is_kept_at_its_edge),
        cmocka_unit_test(decile_4_qualifies_for_pkh_and_decile_5_for_bpnt_only),
        cmocka_unit_test(without_anyone_it_pays_for_pkh_has_nothing_to_give),
        cmocka_unit_test(who_received_before_and_does_not_qualify_is_told_no_longer),
        cmocka_unit_test(a_source_that_is_down_never_makes_a_no),
        cmocka_unit_test(a_source_that_is_slow_or_wrong_makes_no_no_either),
        cmocka_unit_test(a_record_of_someone_who_died_does_not_count),
        cmocka_unit_test(the_newest_rule_set_in_force_applies),
        cmocka_unit_test(a_thousand_random_rule_sets_agree_with_a_slow_second_computation),
    };
    return cmocka_run_group_tests(tests, read_rules, NULL);
}
