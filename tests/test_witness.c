/*
 * The journal as an auditor meets it: kept by the real courier, pinned at the real service, looked
 * over with kioskctl.
 */
#include "tests/courier_stage.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct courier_stage s;

/* A visit with an objection; the checkpoint goes before it, since the line is idle then, and
 * another one when the next courier starts. */
static int set_up(void **state)
{
    stage_serving(state);
    for (int run = 0; run < 2; run++) {
        stage_start_courier(&s, NULL);
        struct wire_filing filing = stage_objection(&s, 1);
        stage_file(&s, 1, &filing, true);
        stage_wait_for_link(&s, 1, 0);
        assert_int_equal(stage_stop_courier(&s), 0);
    }
    return 0;
}

/* Whether kioskctl finds the journal sound, held to what the service lists. */
static bool verified(void)
{
    return stage_sh(&s, "$programs/central checkpoints $stage >$stage/checkpoints;"
                        "$programs/kioskctl journal verify -c $stage/kiosk.conf"
                        " $stage/checkpoints") == 0;
}

static void tamper(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(stage_path(&s, "data/journal.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void what_the_courier_wrote_is_sound_and_pinned_at_the_service(void **state)
{
    (void)state;
    assert_true(verified());
    assert_true(stage_logged(&s, "journal: sound:"));
    assert_false(stage_logged(&s, " 0 checkpoints of the service"));
    assert_false(stage_logged(&s, "BEHIND"));
}

static void what_the_face_reported_is_an_entry_of_the_journal(void **state)
{
    (void)state;
    const struct wire_fault_report forged = {.fault = WIRE_FAULT_CARD_FORGED};
    stage_start_courier(&s, NULL);
    const struct wire_filing filing = stage_objection(&s, 1);
    assert_int_equal(wire_send(s.face, WIRE_INCIDENT, 0, &forged), 0);
    stage_file(&s, 1, &filing, false); /* what came before it was taken, too */
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(stage_sh(&s, "$programs/kioskctl journal export -c $stage/kiosk.conf"), 0);
    assert_true(stage_logged(&s, " incident CARD_FORGED"));
}

static void what_was_cut_off_with_its_checkpoints_misses_the_service_s(void **state)
{
    (void)state;
    tamper("DELETE FROM checkpoint; DELETE FROM entry WHERE sequence > 1");
    assert_false(verified());
    assert_true(stage_logged(&s, "NOT SOUND: cut off"));
}

static void a_changed_entry_is_named(void **state)
{
    (void)state;
    tamper("UPDATE entry SET detail = 'other' WHERE sequence = 2");
    assert_false(verified());
    assert_true(stage_logged(&s, "NOT SOUND: changed"));
    assert_true(stage_logged(&s, "(entry 2)"));
}

#define AFTER_A_VISIT(test) cmocka_unit_test_prestate_setup_teardown(test, set_up, stage_ended, &s)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AFTER_A_VISIT(what_the_courier_wrote_is_sound_and_pinned_at_the_service),
        AFTER_A_VISIT(what_the_face_reported_is_an_entry_of_the_journal),
        AFTER_A_VISIT(what_was_cut_off_with_its_checkpoints_misses_the_service_s),
        AFTER_A_VISIT(a_changed_entry_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
