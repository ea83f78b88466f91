/*
 * The next version on its way here: the real kiosk-courier fetches what the real reference service
 * offers (courier_stage.h).
 */
#include "drivers/courier/fetch.h"
#include "tests/courier_stage.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PIECE = 64 * 1024, SIZE = 20 * PIECE + 1234, LOOK_MS = 10 };

/* Named by its version and SIZE. */
#define PART_21 "data/bundle-21-1311954.part"
_Static_assert(SIZE == 1311954, "as in the name");

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

static int tear_down(void **state)
{
    umount2(stage_path(&s, "data"), MNT_DETACH);
    return stage_ended(state);
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

static void offer_nothing(void)
{
    assert_int_equal(unlink(stage_path(&s, "offers/all.json")), 0);
}

static void a_version_that_is_offered_comes_whole(void **state)
{
    (void)state;
    offer("21", "localhost", 1LL << 40);
    stage_start_courier(&s, NULL);
    expect_whole("data/bundle/21.raucb");
    assert_int_equal(size_of(PART_21), -1);
}

/* Were the first part fetched again, it would be what lies there now. */
static void what_was_cut_off_is_taken_up_where_it_was(void **state)
{
    (void)state;
    offer("21", "localhost", 1LL << 32);
    stage_start_courier(&s, NULL);
    wait_for(PART_21, 2 * PIECE);
    assert_int_equal(kill(s.courier, SIGKILL), 0);
    assert_int_equal(stage_stop_courier(&s), -SIGKILL);
    long have = size_of(PART_21);
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
    wait_for(PART_21, PIECE);
    stage_result_comes(&s, 1);
    assert_int_equal(size_of(PART_21), PIECE);
}

static void expect_refusal(const char *logged)
{
    stage_start_courier(&s, NULL);
    for (int waited = 0; !stage_logged(&s, logged); waited += LOOK_MS) {
        assert_true(waited < STAGE_DEADLINE_MS);
        poll(NULL, 0, LOOK_MS);
    }
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(size_of(PART_21), -1);
    assert_int_equal(size_of("data/bundle"), -1);
}

/* Other news of the same hour has come, and what another version left is gone. */
static void expect_nothing_fetched(void)
{
    stage_start_courier(&s, NULL);
    stage_wait_for_catalogue(&s);
    stage_result_comes(&s, 1);
    assert_int_equal(stage_stop_courier(&s), 0);
    assert_int_equal(size_of(PART_21), -1);
    assert_int_equal(size_of("data/bundle"), -1);
}

static void what_runs_and_what_did_not_come_up_is_not_fetched_again(void **state)
{
    (void)state;
    offer("20", "localhost", 1LL << 40);
    expect_nothing_fetched();
    offer("21", "localhost", 1LL << 40);
    write_text("updates/refused", "21\n");
    expect_nothing_fetched();
}

static void nothing_is_fetched_from_a_place_that_was_not_provisioned(void **state)
{
    (void)state;
    offer("21", "127.0.0.1", 1LL << 40);
    expect_refusal("a place that is not in kiosk.conf");
}

static void a_later_offer_takes_the_place_of_one_half_fetched(void **state)
{
    (void)state;
    offer("21", "localhost", PIECE);
    stage_start_courier(&s, NULL);
    wait_for(PART_21, PIECE);
    assert_int_equal(stage_stop_courier(&s), 0);
    offer("22", "localhost", 1LL << 40);
    stage_start_courier(&s, NULL);
    expect_whole("data/bundle/22.raucb");
    assert_int_equal(size_of(PART_21), -1);
}

/* Were it fetched again, it would be what lies there now. */
static void what_is_no_longer_offered_is_not_installed_and_not_lost(void **state)
{
    (void)state;
    offer("21", "localhost", 1LL << 40);
    stage_start_courier(&s, NULL);
    expect_whole("data/bundle/21.raucb");
    assert_int_equal(stage_stop_courier(&s), 0);
    offer_nothing();
    stage_start_courier(&s, NULL);
    wait_for(PART_21, SIZE);
    assert_int_equal(size_of("data/bundle/21.raucb"), -1);
    assert_int_equal(stage_stop_courier(&s), 0);
    write_text("bundles/next", "");
    offer("21", "localhost", 1LL << 40);
    stage_start_courier(&s, NULL);
    expect_whole("data/bundle/21.raucb");
}

/* Whoever published the same version twice is told, and the village does not pay for it on and on.
 */
static void a_file_of_another_size_than_was_offered_is_not_put_together(void **state)
{
    (void)state;
    write_bytes("bundles/next", bundle, SIZE - 1);
    offer("21", "localhost", 1LL << 40);
    expect_refusal("the file is of another size than the offer");
}

/* While a piece is under way, a later version is offered: what was asked for is of the other one.
 */
static void a_piece_of_one_version_does_not_begin_the_next(void **state)
{
    (void)state;
    struct fetch f = {.directory = s.folder, .updates = s.folder, .bundles = ""};
    struct offer first = {.version = "21", .size = SIZE, .bytes_a_day = 1LL << 40};
    struct offer second = {.version = "22", .size = SIZE, .bytes_a_day = 1LL << 40};
    struct link_result late = {.lane = LINK_FETCH, .whole = SIZE, .body = bundle, .size = PIECE};
    struct notes notes = {0};
    struct link *link;
    char origin[64];
    struct link_setup setup = {
        .service = origin, .proxy = "", .ca = "", .certificate = "", .key = ""};
    snprintf(origin, sizeof origin, "https://localhost:%s", s.service_port);
    f.service = origin;
    snprintf(first.url, sizeof first.url, "%s/first", origin);
    snprintf(second.url, sizeof second.url, "%s/second", origin);
    write_text("running", "20\n");
    assert_int_equal(link_open(&setup, &link), 0);
    fetch_take(&f, link, &first, &notes);
    fetch_start(&f, link, 0, &notes);
    assert_true(f.under_way);
    fetch_take(&f, link, &second, &notes);
    fetch_hear(&f, &late, 0, &notes);
    assert_int_equal(f.have, 0);
    assert_int_equal(size_of("bundle-22-1311954.part"), -1);
    link_close(link);
}

/* Of 65 MiB, 64 are theirs. A disk of its own is real where this may mount. */
static void records_keep_their_room_on_the_disk(void **state)
{
    (void)state;
    const char *data = stage_path(&s, "data");
    if ((mkdir(data, 0700) && errno != EEXIST) ||
        mount("none", data, "tmpfs", 0, "size=65m,mode=0700")) {
        print_message("# not allowed to mount a file system: %s\n", strerror(errno));
        skip();
    }
    offer("21", "localhost", 1LL << 40);
    expect_refusal("No space left on device");
}

static void nobody_but_a_technician_writes_a_version_by_hand(void **state)
{
    (void)state;
    assert_int_equal(
        stage_sh(&s, "as=; folder=$(mktemp -d); chmod 0755 $folder; cp $programs/kioskctl $folder/;"
                     "[ $(id -u) != 0 ] || as='setpriv --reuid 65534 --regid 65534 --clear-groups';"
                     "result=0; $as $folder/kioskctl update next.raucb || result=$?;"
                     "rm -r $folder; exit $result"),
        1);
    assert_true(stage_logged(&s, "next.raucb: only in technician mode"));
}

#define STAGED(test) cmocka_unit_test_prestate_setup_teardown(test, set_up, tear_down, &s)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(a_version_that_is_offered_comes_whole),
        STAGED(what_was_cut_off_is_taken_up_where_it_was),
        STAGED(a_village_pays_for_no_more_bytes_a_day_than_were_meant),
        STAGED(what_runs_and_what_did_not_come_up_is_not_fetched_again),
        STAGED(nothing_is_fetched_from_a_place_that_was_not_provisioned),
        STAGED(a_later_offer_takes_the_place_of_one_half_fetched),
        STAGED(a_piece_of_one_version_does_not_begin_the_next),
        STAGED(what_is_no_longer_offered_is_not_installed_and_not_lost),
        STAGED(a_file_of_another_size_than_was_offered_is_not_put_together),
        STAGED(records_keep_their_room_on_the_disk),
        STAGED(nobody_but_a_technician_writes_a_version_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
