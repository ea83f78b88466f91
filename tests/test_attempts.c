/* How often a card's finger may be asked for: drivers/courier/attempts.h, on a real disk. */

#include "drivers/courier/attempts.h"
#include "tests/place.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOUR_S = 3600 };

static const int64_t MORNING = 1795000000;
static const struct wire_card siti = {.uid_size = 7, .uid = {4, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 1}};
static const struct wire_card budi = {.uid_size = 7, .uid = {4, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 2}};
static const uint8_t secret[ATTEMPTS_SECRET] = {7};

static char folder[PLACE], path[96];

static struct attempts *begin(void)
{
    struct attempts *a = NULL;
    assert_int_equal(attempts_new(folder, secret, &a), 0);
    return a;
}

static struct attempts *restart(struct attempts *a)
{
    attempts_free(a);
    return begin();
}

static int prepare(void **state)
{
    (void)state;
    if (place_make("attempts", folder))
        return -1;
    snprintf(path, sizeof path, "%s/attempts.db", folder);
    return 0;
}

static int tidy(void **state)
{
    (void)state;
    return place_remove(folder);
}

static int take(struct attempts *a, const struct wire_card *card, int64_t at)
{
    int64_t attempt = 0;
    return attempts_take(a, ATTEMPTS_RESIDENT, card, at, &attempt);
}

static void spend(struct attempts *a, const struct wire_card *card, int64_t at)
{
    for (int i = 0; i < ATTEMPTS_A_DAY; i++)
        assert_int_equal(take(a, card, at), 0);
    assert_int_equal(take(a, card, at), -EDQUOT);
}

static void a_days_attempts_run_out_for_that_card_alone(void **state)
{
    struct attempts *a = begin();
    (void)state;
    spend(a, &siti, MORNING);
    spend(a, &budi, MORNING);
    attempts_free(a);
}

static void no_restart_gives_anybody_another_day(void **state)
{
    struct attempts *a = begin();
    (void)state;
    for (int i = 0; i < ATTEMPTS_A_DAY; i++) {
        assert_int_equal(take(a, &siti, MORNING), 0);
        a = restart(a);
    }
    assert_int_equal(take(a, &siti, MORNING), -EDQUOT);
    attempts_free(a);
}

static void they_come_back_a_day_later_and_not_before(void **state)
{
    struct attempts *a = begin();
    (void)state;
    spend(a, &siti, MORNING);
    a = restart(a);
    assert_int_equal(take(a, &siti, MORNING + ATTEMPTS_DAY_S - 1), -EDQUOT);
    spend(a, &siti, MORNING + ATTEMPTS_DAY_S);
    attempts_free(a);
}

static void a_clock_set_back_gives_nobody_another_day_and_takes_no_more_than_one(void **state)
{
    struct attempts *a = begin();
    (void)state;
    spend(a, &siti, MORNING + 1000 * HOUR_S);
    assert_int_equal(take(a, &siti, MORNING), -EDQUOT);
    assert_int_equal(take(a, &siti, MORNING + ATTEMPTS_DAY_S), 0);
    attempts_free(a);
}

static void a_member_of_staff_has_a_day_of_attempts_apart_from_the_residents(void **state)
{
    struct attempts *a = begin();
    int64_t attempt = 0;
    (void)state;
    spend(a, &siti, MORNING);
    for (int i = 0; i < ATTEMPTS_A_DAY; i++)
        assert_int_equal(attempts_take(a, ATTEMPTS_STAFF, &siti, MORNING, &attempt), 0);
    assert_int_equal(attempts_take(a, ATTEMPTS_STAFF, &siti, MORNING, &attempt), -EDQUOT);
    assert_int_equal(attempts_give_back(a, attempt), 0);
    assert_int_equal(attempts_take(a, ATTEMPTS_STAFF, &siti, MORNING, &attempt), 0);
    assert_int_equal(take(a, &siti, MORNING), -EDQUOT);
    attempts_free(a);
}

static void the_right_finger_costs_nothing(void **state)
{
    struct attempts *a = begin();
    int64_t attempt = 0, first = 0;
    (void)state;
    assert_int_equal(attempts_take(a, ATTEMPTS_RESIDENT, &siti, MORNING, &first), 0);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(attempts_take(a, ATTEMPTS_RESIDENT, &siti, MORNING, &attempt), 0);
        assert_int_equal(attempts_give_back(a, attempt), 0);
        assert_int_equal(attempts_give_back(a, attempt), 0);
    }
    for (int i = 1; i < ATTEMPTS_A_DAY; i++)
        assert_int_equal(take(a, &siti, MORNING), 0);
    assert_int_equal(take(a, &siti, MORNING), -EDQUOT);
    attempts_free(a);
}

static void a_card_read_through_its_chip_is_the_card_read_without(void **state)
{
    struct attempts *a = begin();
    struct wire_card chip = siti, other_uid;
    (void)state;
    strcpy(chip.nik, "3510152509680003");
    other_uid = chip;
    other_uid.uid[6] = 9; /* of a chip that makes up a UID each time */
    assert_int_equal(take(a, &siti, MORNING), 0);
    assert_int_equal(take(a, &other_uid, MORNING), 0);
    for (int i = 2; i < ATTEMPTS_A_DAY; i++)
        assert_int_equal(take(a, &chip, MORNING), 0);
    assert_int_equal(take(a, &chip, MORNING), -EDQUOT);
    attempts_free(a);
}

static bool stands_on_the_disk(const char *name, const void *what, size_t size)
{
    static char bytes[1 << 20];
    FILE *file = fopen(name, "rb");
    if (!file)
        return false;
    size_t got = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return memmem(bytes, got, what, size) != NULL;
}

static void nothing_on_the_disk_tells_whose_card_it_was(void **state)
{
    struct attempts *a = begin();
    struct wire_card chip = siti;
    char log[128];
    (void)state;
    strcpy(chip.nik, "3510152509680003");
    spend(a, &chip, MORNING);
    snprintf(log, sizeof log, "%s-wal", path);
    for (int closed = 0; closed < 2; closed++) {
        assert_false(stands_on_the_disk(path, chip.nik, 16));
        assert_false(stands_on_the_disk(log, chip.nik, 16));
        assert_false(stands_on_the_disk(path, chip.uid, 7));
        assert_false(stands_on_the_disk(log, chip.uid, 7));
        if (!closed)
            attempts_free(a);
    }
    assert_true(stands_on_the_disk(path, "SQLite", 6));
}

/* A day later the file is as if nobody had been here. */
static void after_the_day_nothing_is_left(void **state)
{
    static char before[1 << 16], after[1 << 16];
    struct attempts *a = begin();
    (void)state;
    assert_int_equal(attempts_prune(a, MORNING), 0);
    a = restart(a);
    for (int i = 0; i < 100; i++) {
        struct wire_card card = siti;
        card.uid[0] = (uint8_t)i;
        assert_int_equal(take(a, &card, MORNING), 0);
    }
    a = restart(a);
    FILE *file = fopen(path, "rb");
    size_t full = fread(before, 1, sizeof before, file);
    fclose(file);
    assert_int_equal(attempts_prune(a, MORNING + ATTEMPTS_DAY_S), 0);
    attempts_free(a);
    file = fopen(path, "rb");
    size_t pruned = fread(after, 1, sizeof after, file);
    fclose(file);
    assert_true(full > 4096 && pruned > 4096);
    /* Any digest that stood there before would stand there still. */
    size_t alike = 0;
    for (size_t i = 4096; i + 16 < full; i++)
        if (before[i] && memmem(before + i, 16, "\0\0\0", 3) == NULL)
            alike += memmem(after + 4096, pruned - 4096, before + i, 16) != NULL;
    assert_int_equal(alike, 0);
}

static void a_damaged_file_is_begun_anew(void **state)
{
    struct attempts *a = begin();
    (void)state;
    assert_int_equal(take(a, &siti, MORNING), 0);
    attempts_free(a);
    FILE *file = fopen(path, "r+b");
    for (int i = 0; i < 8192; i++)
        putc(i * 7, file);
    fclose(file);
    a = begin();
    spend(a, &siti, MORNING);
    attempts_free(a);
}

static void what_cannot_be_written_down_is_not_counted(void **state)
{
    struct attempts *a = NULL;
    char nowhere[96];
    int64_t attempt = -1;
    (void)state;
    snprintf(nowhere, sizeof nowhere, "%s/no-such-folder", folder);
    assert_int_equal(attempts_new(nowhere, secret, &a), 0);
    assert_int_equal(attempts_take(a, ATTEMPTS_RESIDENT, &siti, MORNING, &attempt), -EROFS);
    assert_int_equal(attempt, -1);
    assert_int_equal(mkdir(nowhere, 0700), 0);
    assert_int_equal(attempts_take(a, ATTEMPTS_RESIDENT, &siti, MORNING, &attempt), 0);
    attempts_free(a);
}

#define ON_A_DISK(test) cmocka_unit_test_setup_teardown(test, prepare, tidy)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_DISK(a_days_attempts_run_out_for_that_card_alone),
        ON_A_DISK(no_restart_gives_anybody_another_day),
        ON_A_DISK(they_come_back_a_day_later_and_not_before),
        ON_A_DISK(a_clock_set_back_gives_nobody_another_day_and_takes_no_more_than_one),
        ON_A_DISK(a_member_of_staff_has_a_day_of_attempts_apart_from_the_residents),
        ON_A_DISK(the_right_finger_costs_nothing),
        ON_A_DISK(a_card_read_through_its_chip_is_the_card_read_without),
        ON_A_DISK(nothing_on_the_disk_tells_whose_card_it_was),
        ON_A_DISK(after_the_day_nothing_is_left),
        ON_A_DISK(a_damaged_file_is_begun_anew),
        ON_A_DISK(what_cannot_be_written_down_is_not_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
