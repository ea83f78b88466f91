/* What a technician is shown of records that wait, and what leaves the device when help is asked
 * for: the real courier, with an objection filed while there is no line. */
#include "tests/courier_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static struct courier_stage s;
static char number[WIRE_NUMBER];

/* Runs `kioskctl WHAT -c FILE`, with programs of the stage before the system's; its output is in
 * STAGE/said. */
static int ctl(const char *what)
{
    return stage_sh(
        &s, "PATH=$PWD/$stage/bin:$PATH $programs/kioskctl %s -c $stage/kiosk.conf >$stage/said",
        what);
}

static bool said(const char *words)
{
    static char text[1 << 20];
    FILE *file = fopen(stage_path(&s, "said"), "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return strstr(text, words) != NULL;
}

/* A journal of the system in which something else wrote what it should not have. */
static void write_journalctl(void)
{
    FILE *file;
    assert_int_equal(mkdir(stage_path(&s, "bin"), 0755), 0);
    file = fopen(stage_path(&s, "bin/journalctl"), "w");
    assert_non_null(file);
    fputs("#!/bin/sh\n"
          "echo '2026-11-29T15:04:05+0000 board kiosk-card[412]: the reader is away'\n"
          "echo '2026-11-29T15:04:06+0000 board other[413]: 3510162708740003 0812-3456-7890'\n",
          file);
    fclose(file);
    assert_int_equal(chmod(stage_path(&s, "bin/journalctl"), 0755), 0);
}

static int set_up(void **state)
{
    *state = &s;
    stage_serving(state);
    write_journalctl();
    stage_start_courier(&s, NULL);
    struct wire_filing filing = stage_objection(&s, 1);
    stage_stop_service(&s);
    stage_file(&s, 1, &filing, false);
    memcpy(number, s.got.body.receipt.number, sizeof number);
    assert_int_equal(stage_stop_courier(&s), 0);
    return 0;
}

static void the_outbox_lists_what_waits_and_nothing_of_what_it_says(void **state)
{
    (void)state;
    assert_int_equal(ctl("outbox"), 0);
    assert_true(said(number));
    assert_true(said(" objection 20"));
    assert_true(said(" waits"));
}

static void a_bundle_tells_how_the_kiosk_is_and_names_nobody(void **state)
{
    (void)state;
    assert_int_equal(ctl("bundle"), 0);
    assert_true(said("\"version\": \"" WIRE_VERSION "\""));
    assert_true(said("\"records_waiting\": 1"));
    assert_true(said("objection 20"));
    assert_true(said(" filed ############"));
    assert_true(said("the reader is away"));
    assert_true(said("other[413]: ################ ####-####-####"));
    assert_false(said(number));
    assert_false(said("3510162708740003"));
    assert_false(said("Budi"));
    assert_false(said("BUDI"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_outbox_lists_what_waits_and_nothing_of_what_it_says),
        cmocka_unit_test(a_bundle_tells_how_the_kiosk_is_and_names_nobody),
    };
    return cmocka_run_group_tests(tests, set_up, stage_ended);
}
