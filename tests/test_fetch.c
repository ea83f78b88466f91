/*
 * The next version on its way here: the real kiosk-courier fetches what the real reference service
 * offers (courier_stage.h).
 */
#include "tests/courier_stage.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PIECE = 64 * 1024, SIZE = 20 * PIECE + 1234, LOOK_MS = 10 };

static struct courier_stage s;
static char bundle[SIZE];

static void write_bytes(const char *name, const char *bytes, size_t size)
{
    FILE *file = fopen(stage_path(&s, name), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void write_text(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

/* Version 20 runs here. */
static int set_up(void **state)
{
    stage_serving(state);
    assert_int_equal(stage_sh(&s, "cd $stage; echo 'updates = updates' >>kiosk.conf;"
                                  "mkdir updates offers bundles"),
                     0);
    write_text("updates/running", "20\n");
    for (size_t i = 0; i < sizeof bundle; i++)
        bundle[i] = (char)(i * 7 + i / PIECE);
    write_bytes("bundles/next", bundle, sizeof bundle);
    return 0;
}

static void offer(const char *version, const char *host, long long bytes_a_day)
{
    char text[512];
    snprintf(
        text, sizeof text,
        "{\"version\": \"%s\", \"url\": \"https://%s:%s/kiosk/v1/bundles/next\", \"size\": %d, "
        "\"bytes_a_day\": %lld}",
        version, host, s.service_port, SIZE, bytes_a_day);
    write_text("offers/all.json", text);
}

static long size_of(const char *name)
{
    struct stat st;
    return stat(stage_path(&s, name), &st) ? -1 : (long)st.st_size;
}

static void wait_for(const char *name, long least)
{
    for (int waited = 0; size_of(name) < least; waited += LOOK_MS) {
        assert_true(waited < STAGE_DEADLINE_MS);
        poll(NULL, 0, LOOK_MS);
    }
}

static void expect_whole(const char *name)
{
    static char got[SIZE + 1];
    wait_for(name, 0);
    FILE *file = fopen(stage_path(&s, name), "r");
    assert_non_null(file);
    assert_int_equal(fread(got, 1, sizeof got, file), SIZE);
    fclose(file);
    assert_memory_equal(got, bundle, SIZE);
}

static void a_version_that_is_offered_comes_whole(void **state)
{
    (void)state;
    offer("21", "localhost", 1LL << 40);
    stage_start_courier(&s, NULL);
    expect_whole("data/bundle/21.raucb");
    assert_int_equal(size_of("data/bundle-21.part"), -1);
}

/* Were the first part fetched again, it would be what lies there now. */
static void what_was_cut_off_is_taken_up_where_it_was(void **state)
{
    (void)state;
    offer("21", "localhost", 1LL << 32);
    stage_start_courier(&s, NULL);
    wait_for("data/bundle-21.part", 2 * PIECE);
    assert_int_equal(kill(s.courier, SIGKILL), 0);
    assert_int_equal(stage_stop_courier(&s), -SIGKILL);
    long have = size_of("data/bundle-21.part");
    assert_true(have < SIZE);
    write_text("bundles/next", "");
    char *changed = calloc(1, SIZE);
    assert_non_null(changed);
    memcpy(changed + have, bundle + have, (size_t)(SIZE - have));
    write_bytes("bundles/next", changed, SIZE);
    free(changed);
    offer("21", "localhost", 1LL << 40);
    stage_start_courier(&s, NULL);
    expect_whole("data/bundle/21.raucb");
}

static void a_village_pays_for_no_more_bytes_a_day_than_were_meant(void **state)
{
    (void)state;
    offer("21", "localhost", PIECE);
    stage_start_courier(&s, NULL);
    wait_for("data/bundle-21.part", PIECE);
    stage_result_comes(&s, 1);
    assert_int_equal(size_of("data/bundle-21.part"), PIECE);
}

/* Other news of the same hour has come, and what another version left is gone. */
static void expect_nothing_fetched(const char *logged)
{
    stage_start_courier(&s, NULL);
    stage_wait_for_catalogue(&s);
    stage_result_comes(&s, 1);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(size_of("data/bundle-21.part"), -1);
    assert_int_equal(size_of("data/bundle-20.part"), -1);
    assert_int_equal(size_of("data/bundle"), -1);
    if (logged)
        assert_true(stage_logged(&s, logged));
}

static void what_runs_and_what_did_not_come_up_is_not_fetched_again(void **state)
{
    (void)state;
    offer("20", "localhost", 1LL << 40);
    expect_nothing_fetched(NULL);
    offer("21", "localhost", 1LL << 40);
    write_text("updates/refused", "21\n");
    expect_nothing_fetched(NULL);
}

static void nothing_is_fetched_from_a_place_that_was_not_provisioned(void **state)
{
    (void)state;
    offer("21", "127.0.0.1", 1LL << 40);
    expect_nothing_fetched("a place that is not in kiosk.conf");
}

static void a_later_offer_takes_the_place_of_one_half_fetched(void **state)
{
    (void)state;
    offer("21", "localhost", PIECE);
    stage_start_courier(&s, NULL);
    wait_for("data/bundle-21.part", PIECE);
    assert_int_equal(stage_stop_courier(&s), 0);
    offer("22", "localhost", 1LL << 40);
    stage_start_courier(&s, NULL);
    expect_whole("data/bundle/22.raucb");
    assert_int_equal(size_of("data/bundle-21.part"), -1);
}

#define STAGED(test) cmocka_unit_test_prestate_setup_teardown(test, set_up, stage_ended, &s)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(a_version_that_is_offered_comes_whole),
        STAGED(what_was_cut_off_is_taken_up_where_it_was),
        STAGED(a_village_pays_for_no_more_bytes_a_day_than_were_meant),
        STAGED(what_runs_and_what_did_not_come_up_is_not_fetched_again),
        STAGED(nothing_is_fetched_from_a_place_that_was_not_provisioned),
        STAGED(a_later_offer_takes_the_place_of_one_half_fetched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
