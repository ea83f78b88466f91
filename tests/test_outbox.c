#include "drivers/courier/backoff.h"
#include "drivers/courier/contact.h"
#include "drivers/courier/line.h"
#include "drivers/courier/outbox.h"
#include "tests/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOW = 1795300000 };
static const char plain[] = "{\"person\":\"opaque-7\",\"ground\":\"sudah dijual\"}";
static const char *const keys[] = {
    "00000000-0000-8000-8000-000000000001",
    "00000000-0000-8000-8000-000000000002",
    "00000000-0000-8000-8000-000000000003",
};

static uint8_t public_key[32], secret_key[32];
static char directory[PLACE];
static struct outbox_setup setup = {
    .directory = directory, .device = "48291", .sealing_id = "s1", .sealing_key = public_key};

static int make_place(void **state)
{
    (void)state;
    if (sodium_init() < 0 || place_make("outbox", directory))
        return -1;
    return crypto_box_keypair(public_key, secret_key);
}

static int remove_place(void **state)
{
    (void)state;
    return place_remove(directory);
}

static struct outbox *opened(void)
{
    struct outbox_found found;
    struct outbox *o = NULL;
    assert_int_equal(outbox_open(&setup, &o, &found), 0);
    assert_false(found.damaged);
    return o;
}

static struct outbox_filing filing_of(const char *key, const char *about)
{
    return (struct outbox_filing){.key = key,
                                  .kind = 3,
                                  .about = about,
                                  .accepted_at = NOW,
                                  .clock_trusted = true,
                                  .plain = plain,
                                  .size = sizeof plain};
}

static void add(struct outbox *o, const char *key, char number_out[RECEIPT_NUMBER])
{
    const struct outbox_filing filing = filing_of(key, NULL);
    assert_int_equal(outbox_add(o, &filing, number_out), 0);
    assert_true(receipt_ok(number_out));
}

static uint32_t waiting(struct outbox *o)
{
    uint32_t count = 99, aside = 99;
    assert_int_equal(outbox_count(o, &count, &aside), 0);
    return count;
}

/* The record that is due has this number. Returns its counter. */
static int64_t next(struct outbox *o, const char *number)
{
    struct outbox_record record = {0};
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_string_equal(record.number, number);
    int64_t counter = record.counter;
    outbox_record_clear(&record);
    return counter;
}

/* Whether any file of the outbox holds these bytes. */
static bool on_disk(const void *bytes, size_t size)
{
    static char content[1 << 20];
    struct dirent *entry;
    bool found = false;
    DIR *folder = opendir(directory);
    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        int fd = openat(dirfd(folder), entry->d_name, O_RDONLY);
        ssize_t got = read(fd, content, sizeof content);
        if (got > 0)
            found = found || memmem(content, (size_t)got, bytes, size);
        close(fd);
    }
    closedir(folder);
    return found;
}

static void a_record_survives_a_killed_courier(void **state)
{
    char number[RECEIPT_NUMBER] = "";
    struct outbox_record record = {0};
    int status, pipes[2];
    (void)state;
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (!child) {
        const struct outbox_filing filing = filing_of(keys[0], NULL);
        struct outbox_found found;
        struct outbox *o = NULL;
        if (outbox_open(&setup, &o, &found) || outbox_add(o, &filing, number) ||
            write(pipes[1], number, sizeof number) != sizeof number)
            _exit(1);
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(read(pipes[0], number, sizeof number), sizeof number);
    close(pipes[0]);
    close(pipes[1]);

    struct outbox *o = opened();
    assert_int_equal(waiting(o), 1);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_string_equal(record.number, number);
    assert_string_equal(record.key, keys[0]);
    assert_int_equal(record.accepted_at, NOW);
    assert_int_equal(record.kind, 3);
    assert_int_equal(record.attempts, 0);
    assert_true(record.clock_trusted);
    outbox_record_clear(&record);
    outbox_close(o);
}

static void only_the_service_can_read_a_record(void **state)
{
    struct outbox_record record = {0};
    char number[RECEIPT_NUMBER], read_back[sizeof plain];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], number);
    assert_true(on_disk(keys[0], strlen(keys[0])));
    assert_false(on_disk("opaque-7", 8));
    assert_false(on_disk("dijual", 6));
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_string_equal(record.sealing_id, "s1");
    assert_int_equal(record.box_size, sizeof plain + crypto_box_SEALBYTES);
    assert_int_equal(crypto_box_seal_open((uint8_t *)read_back, record.box, record.box_size,
                                          public_key, secret_key),
                     0);
    assert_string_equal(read_back, plain);
    outbox_record_clear(&record);
    outbox_close(o);
}

static void the_same_confirmation_twice_is_one_record(void **state)
{
    char first[RECEIPT_NUMBER], again[RECEIPT_NUMBER], other[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], first);
    add(o, keys[0], again);
    add(o, keys[1], other);
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
    assert_int_equal(waiting(o), 2);
    outbox_close(o);
}

static void what_the_service_has_is_erased_from_the_disk(void **state)
{
    struct outbox_record record = {0};
    char number[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], number);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_true(on_disk(record.box, record.box_size));
    assert_int_equal(outbox_acknowledge(o, record.counter), 0);
    assert_int_equal(waiting(o), 0);
    assert_false(on_disk(record.box, record.box_size));
    assert_false(on_disk(keys[0], strlen(keys[0])));
    outbox_record_clear(&record);
    outbox_close(o);
}

static void a_number_never_comes_twice_even_when_its_record_is_gone(void **state)
{
    char last[RECEIPT_NUMBER] = "", number[RECEIPT_NUMBER];
    struct outbox_record record = {0};
    (void)state;
    for (int i = 0; i < 5; i++) {
        struct outbox *o = opened();
        add(o, keys[0], number);
        assert_true(strcmp(number, last) > 0);
        memcpy(last, number, sizeof last);
        assert_int_equal(outbox_due(o, NOW, &record), 0);
        assert_int_equal(outbox_acknowledge(o, record.counter), 0);
        outbox_record_clear(&record);
        outbox_close(o);
    }
}

static void a_number_stays_when_the_device_is_renamed(void **state)
{
    char number[RECEIPT_NUMBER], again[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], number);
    outbox_close(o);
    setup.device = "10000";
    o = opened();
    setup.device = "48291";
    add(o, keys[0], again);
    assert_string_equal(number, again);
    outbox_close(o);
}

static void a_record_that_failed_waits_and_lets_others_pass(void **state)
{
    struct outbox_record record = {0};
    char first[RECEIPT_NUMBER], second[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], first);
    add(o, keys[1], second);
    assert_int_equal(outbox_postpone(o, next(o, first), NOW, 0), 0);
    assert_int_equal(outbox_postpone(o, next(o, second), NOW, 0), 0);
    assert_int_equal(outbox_due(o, NOW, &record), -ENOENT);
    assert_int_equal(waiting(o), 2);
    assert_int_equal(outbox_hasten(o), 0);
    (void)next(o, first);
    outbox_close(o);
}

static void a_clock_set_back_holds_no_record_for_years(void **state)
{
    struct outbox_record record = {0};
    char number[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], number);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_int_equal(outbox_postpone(o, record.counter, NOW, 0), 0);
    outbox_record_clear(&record);
    assert_int_equal(outbox_due(o, NOW - 400 * 86400, &record), 0);
    outbox_record_clear(&record);
    outbox_close(o);
}

static void what_the_service_refuses_is_set_aside_not_lost(void **state)
{
    struct outbox_record record = {0};
    char number[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], number);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_int_equal(outbox_set_aside(o, record.counter, "rjct.objection.closed"), 0);
    assert_int_equal(waiting(o), 0);
    assert_true(on_disk(record.box, record.box_size));
    outbox_record_clear(&record);
    assert_int_equal(outbox_hasten(o), 0);
    assert_int_equal(outbox_due(o, NOW, &record), -ENOENT);
    outbox_close(o);
}

static void a_record_keeps_its_kind_and_whoever_it_is_sealed_to(void **state)
{
    uint8_t other_public[32], other_secret[32], opened_box[sizeof plain];
    struct outbox_filing f = filing_of(keys[0], NULL);
    struct outbox_record record = {0};
    char number[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    assert_int_equal(crypto_box_keypair(other_public, other_secret), 0);
    f.sealing_id = "i1";
    f.sealing_key = other_public;
    assert_int_equal(outbox_add(o, &f, number), 0);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_int_equal(record.kind, 3);
    assert_string_equal(record.sealing_id, "i1");
    assert_int_equal(
        crypto_box_seal_open(opened_box, record.box, record.box_size, other_public, other_secret),
        0);
    assert_int_not_equal(
        crypto_box_seal_open(opened_box, record.box, record.box_size, public_key, secret_key), 0);
    outbox_record_clear(&record);
    outbox_close(o);
}

static void what_belongs_to_one_case_goes_in_its_order(void **state)
{
    struct outbox_record record = {0};
    char first[RECEIPT_NUMBER], number[RECEIPT_NUMBER], other[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], first);
    const struct outbox_filing withdrawal = filing_of(keys[1], first);
    assert_int_equal(outbox_add(o, &withdrawal, number), 0);
    add(o, keys[2], other);
    int64_t begun = next(o, first);
    assert_int_equal(outbox_postpone(o, begun, NOW, 0), 0);
    assert_int_equal(outbox_acknowledge(o, next(o, other)), 0);
    assert_int_equal(outbox_due(o, NOW, &record), -ENOENT);
    assert_int_equal(outbox_acknowledge(o, begun), 0);
    (void)next(o, number);
    outbox_close(o);
}

static void the_service_may_ask_for_rest_but_not_for_ever(void **state)
{
    struct outbox_record record = {0};
    char number[RECEIPT_NUMBER];
    struct outbox *o = opened();
    (void)state;
    add(o, keys[0], number);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_int_equal(outbox_postpone(o, record.counter, NOW, 120), 0);
    int64_t counter = record.counter;
    outbox_record_clear(&record);
    assert_int_equal(outbox_due(o, NOW + 119, &record), -ENOENT);
    assert_int_equal(outbox_due(o, NOW + 120, &record), 0);
    assert_int_equal(record.attempts, 1);
    outbox_record_clear(&record);
    assert_int_equal(outbox_postpone(o, counter, NOW, 400 * 86400), 0);
    assert_int_equal(outbox_due(o, NOW + OUTBOX_WAIT_MAX_S, &record), 0);
    outbox_record_clear(&record);
    outbox_close(o);
}

static void staff_are_warned_from_the_second_day_and_it_ends_after_the_fifth(void **state)
{
    (void)state;
    assert_int_equal(contact_of(NOW, NOW - 86400), WIRE_CONTACT_KEPT);
    assert_int_equal(contact_of(NOW, NOW + 86399), WIRE_CONTACT_KEPT);
    assert_int_equal(contact_of(NOW, NOW + 86400), WIRE_CONTACT_LATE);
    assert_int_equal(contact_of(NOW, NOW + 5 * 86400 - 1), WIRE_CONTACT_LATE);
    assert_int_equal(contact_of(NOW, NOW + 5 * 86400), WIRE_CONTACT_LOST);
    assert_int_equal(contact_ends_at(NOW), NOW + 5 * 86400);
}

static void waits_grow_and_no_two_devices_need_wait_alike(void **state)
{
    (void)state;
    for (uint32_t n = 1; n < 40; n++) {
        int64_t most = backoff(5, 3600, n, 0), least = backoff(5, 3600, n, UINT32_MAX);
        assert_in_range(least, most - most / 2, most);
        assert_true(least <= most - most / 2 + 1);
        assert_true(most <= 3600);
        assert_true(backoff(5, 3600, n + 1, UINT32_MAX) >= least);
        if (backoff(5, 3600, n + 1, 0) < 3600)
            assert_true(backoff(5, 3600, n + 1, UINT32_MAX) >= most);
    }
    assert_int_equal(backoff(5, 3600, 1, 0), 5);
    assert_int_equal(backoff(5, 3600, UINT32_MAX, 0), 3600);
}

static void a_line_tells_only_news_and_looks_again_ever_later(void **state)
{
    struct line line = {0};
    (void)state;
    assert_true(line_missed(&line, NOW, 1000, 0));
    assert_int_equal(line.offline_since, NOW);
    assert_int_equal(line.look_at_ms, 2000);
    assert_false(line_missed(&line, NOW + 1, 2000, 0));
    assert_int_equal(line.offline_since, NOW);
    assert_int_equal(line.look_at_ms, 4000);
    assert_true(line_met(&line, 5000));
    assert_int_equal(line.offline_since, 0);
    assert_false(line_met(&line, 6000));
    assert_int_equal(line.look_at_ms, 66000);
    assert_true(line_missed(&line, NOW + 9, 7000, 0));
    assert_int_equal(line.look_at_ms, 8000);
}

/* Versions may only add to what is on the disk, and what they add has to do without the others: a
 * board goes back to the version before when a new one does not come up. */
static void what_the_next_version_wrote_is_delivered_by_this_one_and_the_reverse(void **state)
{
    static const char next_version[] = "ALTER TABLE record ADD COLUMN urgency INTEGER;"
                                       "UPDATE record SET urgency = 2;"
                                       "INSERT INTO fact (name, value) VALUES (9999, 1);"
                                       "CREATE TABLE later (anything TEXT) STRICT;";
    char path[96], first[RECEIPT_NUMBER], second[RECEIPT_NUMBER];
    sqlite3 *db = NULL;
    (void)state;

    struct outbox *o = opened();
    add(o, keys[0], first);
    outbox_close(o);
    snprintf(path, sizeof path, "%s/outbox.db", directory);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, next_version, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);

    o = opened();
    add(o, keys[1], second);
    assert_int_equal(waiting(o), 2);
    (void)next(o, first);
    outbox_close(o);

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "UPDATE record SET urgency = 1 WHERE urgency IS NULL;", NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_changes(db), 1);
    sqlite3_close(db);
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(a_record_survives_a_killed_courier),
        IN_A_PLACE(only_the_service_can_read_a_record),
        IN_A_PLACE(the_same_confirmation_twice_is_one_record),
        IN_A_PLACE(what_the_service_has_is_erased_from_the_disk),
        IN_A_PLACE(a_number_never_comes_twice_even_when_its_record_is_gone),
        IN_A_PLACE(a_number_stays_when_the_device_is_renamed),
        IN_A_PLACE(a_record_that_failed_waits_and_lets_others_pass),
        IN_A_PLACE(a_clock_set_back_holds_no_record_for_years),
        IN_A_PLACE(what_the_service_refuses_is_set_aside_not_lost),
        IN_A_PLACE(a_record_keeps_its_kind_and_whoever_it_is_sealed_to),
        IN_A_PLACE(what_belongs_to_one_case_goes_in_its_order),
        IN_A_PLACE(the_service_may_ask_for_rest_but_not_for_ever),
        IN_A_PLACE(what_the_next_version_wrote_is_delivered_by_this_one_and_the_reverse),
        cmocka_unit_test(staff_are_warned_from_the_second_day_and_it_ends_after_the_fifth),
        cmocka_unit_test(waits_grow_and_no_two_devices_need_wait_alike),
        cmocka_unit_test(a_line_tells_only_news_and_looks_again_ever_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
