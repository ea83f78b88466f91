#include "drivers/courier/journal.h"
#include "tests/place.h"

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOW = 1795300000, ENTRIES = 12, PINNED = 8 };

static char directory[PLACE];
static struct envelope_signer signer;
static uint8_t public_key[32];
static const struct journal_signers signers = {
    .sender = "kiosk-48291", .keys = &public_key, .count = 1};
static struct journal_checkpoint witnessed; /* of entry PINNED */

static struct journal *opened(void)
{
    struct journal *j = NULL;
    bool damaged = true;
    assert_int_equal(journal_open(directory, &j, &damaged), 0);
    assert_false(damaged);
    return j;
}

/* ENTRIES entries, one checkpoint at PINNED. */
static int make_journal(void **state)
{
    static const uint8_t seed[32] = {7};
    uint8_t secret[64];
    (void)state;
    if (sodium_init() < 0 || place_make("journal", directory) ||
        envelope_signer_init(seed, "kiosk-48291", "d1", &signer))
        return -1;
    crypto_sign_seed_keypair(public_key, secret, seed);
    struct journal *j = opened();
    for (int i = 1; i <= ENTRIES; i++) {
        assert_int_equal(journal_add(j, NOW + i, true, "visit", ""), 0);
        if (i == PINNED)
            assert_int_equal(journal_sign(j, &signer, NOW + i, &witnessed), 0);
    }
    journal_close(j);
    return 0;
}

static int remove_journal(void **state)
{
    (void)state;
    return place_remove(directory);
}

/* What somebody with the file in his hands would do. */
static void tamper(const char *sql)
{
    char path[96];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/journal.db", directory);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_true(sqlite3_total_changes(db) > 0);
    sqlite3_close(db);
}

static struct journal_verdict verified(const struct journal_checkpoint *by, size_t count)
{
    struct journal_verdict verdict;
    assert_int_equal(journal_verify(directory, &signers, by, count, &verdict), 0);
    return verdict;
}

static void expect(enum journal_flaw flaw, int64_t sequence)
{
    struct journal_verdict verdict = verified(&witnessed, 1);
    assert_int_equal(verdict.flaw, flaw);
    assert_int_equal(verdict.sequence, sequence);
}

static void what_was_written_is_found_sound_and_pinned(void **state)
{
    struct journal_verdict verdict = verified(&witnessed, 1);
    (void)state;
    assert_int_equal(verdict.flaw, JOURNAL_SOUND);
    assert_int_equal(verdict.entries, ENTRIES);
    assert_int_equal(verdict.pinned, PINNED);
}

static void a_changed_entry_is_found(void **state)
{
    (void)state;
    tamper("UPDATE entry SET event = 'nothing' WHERE sequence = 5");
    expect(JOURNAL_CHANGED, 5);
}

static void a_changed_time_is_found(void **state)
{
    (void)state;
    tamper("UPDATE entry SET at = at - 1 WHERE sequence = 12");
    expect(JOURNAL_CHANGED, 12);
}

static void a_removed_entry_is_found(void **state)
{
    (void)state;
    tamper("DELETE FROM entry WHERE sequence = 5");
    expect(JOURNAL_MISSING, 5);
}

static void a_removed_entry_whose_gap_is_closed_is_found(void **state)
{
    (void)state;
    tamper("DELETE FROM entry WHERE sequence = 5;"
           "UPDATE entry SET sequence = sequence - 1 WHERE sequence > 5");
    expect(JOURNAL_CHANGED, 5);
}

static void two_entries_that_changed_places_are_found(void **state)
{
    (void)state;
    tamper("UPDATE entry SET sequence = 99 WHERE sequence = 5;"
           "UPDATE entry SET sequence = 5 WHERE sequence = 6;"
           "UPDATE entry SET sequence = 6 WHERE sequence = 99");
    expect(JOURNAL_CHANGED, 5);
}

static void a_missing_beginning_is_found(void **state)
{
    (void)state;
    tamper("DELETE FROM entry WHERE sequence <= 3");
    expect(JOURNAL_BEGINNING, 4);
}

static void an_end_cut_off_before_a_checkpoint_is_found(void **state)
{
    (void)state;
    tamper("DELETE FROM entry WHERE sequence >= 7");
    expect(JOURNAL_CUT, 6);
    tamper("DELETE FROM checkpoint");
    expect(JOURNAL_CUT, 6); /* by the service's, which nobody here can remove */
}

static void an_end_cut_off_and_written_on_is_found(void **state)
{
    (void)state;
    tamper("DELETE FROM entry WHERE sequence >= 7");
    tamper("DELETE FROM checkpoint");
    struct journal *j = opened();
    for (int i = 0; i < 10; i++)
        assert_int_equal(journal_add(j, NOW, true, "visit", ""), 0);
    journal_close(j);
    assert_int_equal(verified(NULL, 0).flaw, JOURNAL_SOUND); /* by itself nobody could tell */
    expect(JOURNAL_OTHER, PINNED);
}

static void a_journal_rolled_back_to_an_older_copy_is_found(void **state)
{
    struct journal_checkpoint later;
    (void)state;
    struct journal *j = opened();
    assert_int_equal(journal_sign(j, &signer, NOW + 99, &later), 0);
    journal_close(j);
    tamper("DELETE FROM entry WHERE sequence > 8");
    tamper("DELETE FROM checkpoint WHERE sequence > 8");
    struct journal_verdict verdict = verified(&later, 1);
    assert_int_equal(verdict.flaw, JOURNAL_CUT);
    assert_int_equal(verdict.sequence, PINNED);
}

static void a_checkpoint_of_another_hand_is_found(void **state)
{
    struct journal_checkpoint forged = witnessed;
    (void)state;
    forged.hash[3] ^= 1;
    struct journal_verdict verdict = verified(&forged, 1);
    assert_int_equal(verdict.flaw, JOURNAL_FORGED);
    assert_true(journal_signed(&witnessed, &signers));
    assert_false(journal_signed(
        &witnessed,
        &(struct journal_signers){.sender = "kiosk-48292", .keys = &public_key, .count = 1}));
}

static void what_a_checkpoint_stands_for_may_be_dropped(void **state)
{
    (void)state;
    tamper("DELETE FROM entry WHERE sequence <= 8"); /* as journal_acknowledge does, much later */
    struct journal_verdict verdict = verified(&witnessed, 1);
    assert_int_equal(verdict.flaw, JOURNAL_SOUND);
    assert_int_equal(verdict.entries, ENTRIES - PINNED);
}

static void a_checkpoint_is_made_only_when_there_is_something_new(void **state)
{
    struct journal_checkpoint c;
    (void)state;
    struct journal *j = opened();
    assert_int_equal(journal_sign(j, &signer, NOW, &c), 0);
    assert_int_equal(c.sequence, ENTRIES);
    assert_int_equal(journal_sign(j, &signer, NOW, &c), 0); /* it did not arrive: again */
    assert_int_equal(journal_acknowledge(j, c.sequence), 0);
    assert_int_equal(journal_sign(j, &signer, NOW, &c), -ENOENT);
    assert_int_equal(journal_add(j, NOW, false, "visit", ""), 0);
    assert_int_equal(journal_sign(j, &signer, NOW, &c), 0);
    assert_int_equal(c.sequence, ENTRIES + 1);
    journal_close(j);
}

static int see_last(void *context, const struct journal_entry *e)
{
    *(struct journal_entry *)context = *e;
    return 0;
}

static void words_cannot_break_a_line(void **state)
{
    struct journal_entry last = {0};
    (void)state;
    struct journal *j = opened();
    assert_int_equal(journal_add(j, NOW, false, "a b\nc", "13 visit x\x80"), 0);
    journal_close(j);
    assert_int_equal(journal_each(directory, see_last, &last), 0);
    assert_string_equal(last.event, "a-b-c");
    assert_string_equal(last.detail, "13-visit-x-");
    assert_int_equal(verified(&witnessed, 1).flaw, JOURNAL_SOUND);
}

static void a_damaged_journal_is_kept_and_a_new_one_begun(void **state)
{
    char path[96];
    bool damaged = false;
    struct journal *j = NULL;
    (void)state;
    snprintf(path, sizeof path, "%s/journal.db", directory);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("not a database ", file);
    fclose(file);
    assert_int_equal(journal_open(directory, &j, &damaged), 0);
    assert_true(damaged);
    journal_close(j);
    expect(JOURNAL_CUT, 0);
}

#define ON_A_JOURNAL(test) cmocka_unit_test_setup_teardown(test, make_journal, remove_journal)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_JOURNAL(what_was_written_is_found_sound_and_pinned),
        ON_A_JOURNAL(a_changed_entry_is_found),
        ON_A_JOURNAL(a_changed_time_is_found),
        ON_A_JOURNAL(a_removed_entry_is_found),
        ON_A_JOURNAL(a_removed_entry_whose_gap_is_closed_is_found),
        ON_A_JOURNAL(two_entries_that_changed_places_are_found),
        ON_A_JOURNAL(a_missing_beginning_is_found),
        ON_A_JOURNAL(an_end_cut_off_before_a_checkpoint_is_found),
        ON_A_JOURNAL(an_end_cut_off_and_written_on_is_found),
        ON_A_JOURNAL(a_journal_rolled_back_to_an_older_copy_is_found),
        ON_A_JOURNAL(a_checkpoint_of_another_hand_is_found),
        ON_A_JOURNAL(what_a_checkpoint_stands_for_may_be_dropped),
        ON_A_JOURNAL(a_checkpoint_is_made_only_when_there_is_something_new),
        ON_A_JOURNAL(words_cannot_break_a_line),
        ON_A_JOURNAL(a_damaged_journal_is_kept_and_a_new_one_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
