/* How a kiosk says how it is, and how it is set from afar: the real courier and service. */
#include "tests/courier_stage.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct courier_stage s;

static void set(const char *name, const char *value)
{
    assert_int_equal(stage_sh(&s, "$programs/central set kiosk-48291 %s %s $stage", name, value),
                     0);
}

/* What the service lists of the kiosks, once it says these words. */
static void wait_for_fleet(const char *words)
{
    assert_int_equal(stage_sh(&s,
                              "for i in $(seq 600); do"
                              " $programs/central fleet $stage | grep '%s' && exit; sleep 0.1;"
                              " done; exit 1",
                              words),
                     0);
}

static bool file_says(const char *name, const char *words)
{
    char text[8192];
    FILE *file = fopen(stage_path(&s, name), "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return strstr(text, words) != NULL;
}

static void the_service_learns_how_a_kiosk_is_and_the_device_keeps_the_same(void **state)
{
    static const struct wire_devices devices = {
        .faults = {[WIRE_PART_PRINTER] = WIRE_FAULT_PAPER_OUT}};
    (void)state;
    stage_start_courier(&s, NULL);
    assert_int_equal(wire_send(s.face, WIRE_DEVICES, 0, &devices), 0);
    wait_for_fleet("kiosk-48291 .* kiosk " WIRE_VERSION " .*waiting 0 .*printer fail");
    assert_true(file_says("data/kiosk.prom",
                          "kiosk_part_state{serial=\"kiosk-48291\",part=\"printer\"} 2"));
    assert_true(file_says("data/kiosk.prom", "version=\"" WIRE_VERSION "\"} 1"));
    assert_int_equal(stage_stop_courier(&s), 0);
}

static void without_a_line_the_figures_are_on_the_device_all_the_same(void **state)
{
    (void)state;
    stage_stop_service(&s);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    for (int i = 0; access(stage_path(&s, "data/kiosk.prom"), R_OK); i++) {
        assert_true(i < STAGE_DEADLINE_MS / 10);
        poll(NULL, 0, 10);
    }
    assert_true(
        file_says("data/kiosk.prom", "kiosk_part_state{serial=\"kiosk-48291\",part=\"link\"} 2"));
    assert_int_equal(stage_stop_courier(&s), 0);
}

static void what_is_set_from_afar_holds_also_after_a_start_without_a_line(void **state)
{
    (void)state;
    set("idle_s", "200");
    set("language", "jv");
    stage_start_courier(&s, NULL);
    assert_int_equal(stage_heard(&s, 0), WIRE_SETTINGS);
    assert_int_equal(s.got.body.settings.idle_s, 200);
    assert_string_equal(s.got.body.settings.language, "jv");
    wait_for_fleet("settings 0 of 2");
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_stop_service(&s);
    stage_start_courier(&s, NULL);
    assert_int_equal(stage_heard(&s, 0), WIRE_SETTINGS);
    assert_int_equal(s.got.body.settings.idle_s, 200);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_service(&s);
    stage_start_courier(&s, NULL);
    wait_for_fleet("settings 2 of 2");
    assert_int_equal(stage_stop_courier(&s), 0);
}

/* Kept settings are signed: whoever changes the file changes nothing. */
static void settings_that_somebody_changed_on_the_disk_are_not_believed(void **state)
{
    (void)state;
    set("idle_s", "200");
    stage_start_courier(&s, NULL);
    assert_int_equal(stage_heard(&s, 0), WIRE_SETTINGS);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_stop_service(&s);
    assert_int_equal(stage_sh(&s, "cd $stage/data; grep -q '\"idle_s\":200' settings.json;"
                                  "sed -i 's/\"idle_s\":200/\"idle_s\":300/' settings.json"),
                     0);
    stage_start_courier(&s, NULL);
    stage_wait_for_link(&s, 0, 0);
    assert_true(stage_logged(&s, "read the settings kept"));
    assert_int_equal(stage_stop_courier(&s), 0);
}

/* Asked for until it was told that it is done, and never again. */
static void a_commission_is_asked_for_once_and_kept_with_what_came_of_it(void **state)
{
    static const struct wire_commission done = {
        .outcomes = {[WIRE_STEP_TOUCH] = WIRE_OUTCOME_GOOD, [WIRE_STEP_SOUND] = WIRE_OUTCOME_BAD}};
    (void)state;
    assert_int_equal(stage_sh(&s, "echo 'commission = yes' >>$stage/kiosk.conf"), 0);
    for (int start = 0; start < 2; start++) {
        stage_start_courier(&s, NULL);
        assert_int_equal(stage_heard(&s, 0), WIRE_COMMISSION_DUE);
        if (start)
            assert_int_equal(wire_send(s.face, WIRE_COMMISSION, 0, &done), 0);
        stage_wait_for_catalogue(&s);
        assert_int_equal(stage_stop_courier(&s), 0);
    }
    assert_true(file_says("data/commission.json", "\"touch\":\"good\""));
    assert_true(file_says("data/commission.json", "\"sound\":\"bad\""));
    stage_start_courier(&s, NULL);
    stage_result_comes(&s, 1); /* the first message but the link's */
    assert_int_equal(stage_stop_courier(&s), 0);
}

#define ON_A_STAGE(test)                                                                           \
    cmocka_unit_test_prestate_setup_teardown(test, stage_serving, stage_ended, &s)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_STAGE(the_service_learns_how_a_kiosk_is_and_the_device_keeps_the_same),
        ON_A_STAGE(without_a_line_the_figures_are_on_the_device_all_the_same),
        ON_A_STAGE(what_is_set_from_afar_holds_also_after_a_start_without_a_line),
        ON_A_STAGE(a_commission_is_asked_for_once_and_kept_with_what_came_of_it),
        ON_A_STAGE(settings_that_somebody_changed_on_the_disk_are_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
