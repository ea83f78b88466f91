/*
 * What a disk can do to the outbox: it fills up, turns read-only, rots, loses a file. Full and
 * read-only are real where this may mount (root, CAP_SYS_ADMIN): a small tmpfs, and the same
 * mounted read-only. Where it may not, those tests say so and skip; a limit on the size of files
 * (RLIMIT_FSIZE), which any user may set, still ends a file as a full disk does.
 */
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
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOW = 1795300000 };
static const char plain[] = "{\"person\":\"opaque-7\",\"ground\":\"sudah dijual\"}";

static uint8_t public_key[32], secret_key[32];
static char directory[PLACE];
static bool mounted;
static struct outbox_found found;
static struct outbox_setup setup = {
    .directory = directory, .device = "48291", .sealing_id = "s1", .sealing_key = public_key};

static const char *in_place(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static int make_place(void **state)
{
    (void)state;
    mounted = false;
    if (sodium_init() < 0 || place_make("outbox", directory))
        return -1;
    return crypto_box_keypair(public_key, secret_key);
}

static int remove_place(void **state)
{
    (void)state;
    if (mounted)
        umount2(directory, MNT_DETACH);
    return place_remove(directory);
}

static void mount_small_disk(void)
{
    if (mount("none", directory, "tmpfs", 0, "size=2m,mode=0700")) {
        print_message("# not allowed to mount a file system: %s\n", strerror(errno));
        skip();
    }
    mounted = true;
}

static struct outbox *opened(void)
{
    struct outbox *o = NULL;
    assert_int_equal(outbox_open(&setup, &o, &found), 0);
    return o;
}

static int add(struct outbox *o, unsigned i, const void *what, size_t size,
               char number_out[RECEIPT_NUMBER])
{
    char key[UUID_TEXT];
    snprintf(key, sizeof key, "00000000-0000-8000-8000-%012u", i);
    const struct outbox_filing filing = {
        .key = key, .accepted_at = NOW, .clock_trusted = true, .plain = what, .size = size};
    return outbox_add(o, &filing, number_out);
}

static uint32_t waiting(struct outbox *o, uint32_t *aside_out)
{
    uint32_t count = 99;
    assert_int_equal(outbox_count(o, &count, aside_out), 0);
    return count;
}

/* Fills the disk to its last byte. */
static void fill_disk(void)
{
    static char block[4096];
    int fd = open(in_place("filler"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    size_t size = sizeof block;
    assert_true(fd >= 0);
    while (size) {
        ssize_t put = write(fd, block, size);
        if (put < (ssize_t)size)
            size /= 2;
    }
    close(fd);
}

static void a_full_disk_is_known_before_anybody_types(void **state)
{
    char number[RECEIPT_NUMBER] = "untouched", first[RECEIPT_NUMBER];
    uint32_t aside;
    (void)state;
    mount_small_disk();
    struct outbox *o = opened();
    assert_int_equal(outbox_probe(o), 0);
    assert_int_equal(add(o, 1, plain, sizeof plain, first), 0);
    fill_disk();
    assert_int_equal(outbox_probe(o), -ENOSPC);
    static uint8_t big[60000];
    assert_int_equal(add(o, 2, big, sizeof big, number), -ENOSPC);
    assert_string_equal(number, "untouched");
    assert_int_equal(waiting(o, &aside), 1);
    outbox_close(o);

    assert_int_equal(unlink(in_place("filler")), 0);
    o = opened();
    assert_false(found.damaged);
    assert_int_equal(outbox_probe(o), 0);
    assert_int_equal(waiting(o, &aside), 1);
    assert_int_equal(add(o, 2, big, sizeof big, number), 0);
    outbox_close(o);
}

static void what_waits_is_still_delivered_and_erased_while_there_is_no_room_for_more(void **state)
{
    struct outbox_record record = {0};
    char number[RECEIPT_NUMBER];
    uint32_t aside;
    (void)state;
    mount_small_disk();
    struct outbox *o = opened();
    assert_int_equal(add(o, 1, plain, sizeof plain, number), 0);
    int fd = open(in_place("filler"), O_WRONLY | O_CREAT, 0600);
    assert_int_equal(posix_fallocate(fd, 0, OUTBOX_ROOM + 200000), 0);
    close(fd);
    assert_int_equal(outbox_probe(o), -ENOSPC);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_int_equal(outbox_acknowledge(o, record.counter), 0);
    assert_int_equal(waiting(o, &aside), 0);
    outbox_record_clear(&record);
    outbox_close(o);
}

static void a_disk_that_turns_read_only_is_known_and_keeps_what_it_has(void **state)
{
    char number[RECEIPT_NUMBER] = "untouched", first[RECEIPT_NUMBER];
    struct outbox *o = NULL;
    uint32_t aside;
    (void)state;
    mount_small_disk();
    o = opened();
    assert_int_equal(add(o, 1, plain, sizeof plain, first), 0);
    outbox_close(o);
    assert_int_equal(mount(NULL, directory, NULL, MS_REMOUNT | MS_RDONLY, "size=2m"), 0);
    o = NULL;
    int result = outbox_open(&setup, &o, &found);
    if (!result)
        result = outbox_probe(o);
    assert_int_equal(result, -EROFS);
    outbox_close(o);
    assert_int_equal(mount(NULL, directory, NULL, MS_REMOUNT, "size=2m"), 0);
    o = opened();
    assert_int_equal(waiting(o, &aside), 1);
    assert_int_equal(add(o, 2, plain, sizeof plain, number), 0);
    outbox_close(o);
}

static void a_file_that_may_not_grow_refuses_and_leaves_nothing_half_written(void **state)
{
    static uint8_t big[60000];
    char number[RECEIPT_NUMBER] = "untouched", after[RECEIPT_NUMBER];
    struct rlimit limit;
    uint32_t aside;
    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    rlim_t whole = limit.rlim_cur;
    struct outbox *o = opened();
    assert_int_equal(add(o, 1, plain, sizeof plain, after), 0);
    limit.rlim_cur = 40000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_true(add(o, 2, big, sizeof big, number) < 0);
    assert_string_equal(number, "untouched");
    limit.rlim_cur = whole;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_equal(waiting(o, &aside), 1);
    outbox_close(o);
    o = opened();
    assert_int_equal(waiting(o, &aside), 1);
    assert_int_equal(add(o, 2, big, sizeof big, number), 0);
    assert_int_equal(waiting(o, &aside), 2);
    outbox_close(o);
}

static void a_place_that_cannot_be_written_is_an_error(void **state)
{
    struct outbox_setup nowhere = setup;
    struct outbox *o = NULL;
    (void)state;
    nowhere.directory = "/dev/null/data";
    assert_int_equal(outbox_open(&nowhere, &o, &found), -ENOTDIR);
    nowhere.directory = "/dev/null";
    assert_true(outbox_open(&nowhere, &o, &found) < 0);
    assert_null(o);
}

static void a_file_that_is_no_database_is_kept_and_a_new_one_begun(void **state)
{
    char content[32] = "", number[RECEIPT_NUMBER];
    (void)state;
    FILE *file = fopen(in_place("outbox.db"), "w");
    for (int i = 0; i < 1000; i++)
        fputs("not a database ", file);
    fclose(file);
    struct outbox *o = opened();
    assert_true(found.damaged);
    assert_int_equal(found.salvaged, 0);
    assert_int_equal(add(o, 1, plain, sizeof plain, number), 0);
    outbox_close(o);
    file = fopen(in_place("outbox.db.damaged-1"), "r");
    assert_non_null(file);
    assert_int_equal(fread(content, 1, 15, file), 15);
    fclose(file);
    assert_string_equal(content, "not a database ");
}

/* Overwrites one page in the middle, where rows are. */
static void rot(const char *path)
{
    static char noise[4096];
    struct stat st;
    int fd = open(path, O_WRONLY);
    assert_true(fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 20 * (off_t)sizeof noise);
    memset(noise, 0xa5, sizeof noise);
    assert_int_equal(pwrite(fd, noise, sizeof noise, st.st_size / 2 / 4096 * 4096), sizeof noise);
    close(fd);
}

static void what_can_be_read_of_a_rotten_file_is_saved_and_no_number_comes_again(void **state)
{
    static const uint8_t big[3000];
    char last[RECEIPT_NUMBER], number[RECEIPT_NUMBER], path[128];
    struct outbox_record record = {0};
    uint32_t aside;
    (void)state;
    struct outbox *o = opened();
    for (unsigned i = 1; i <= 40; i++)
        assert_int_equal(add(o, i, big, sizeof big, last), 0);
    outbox_close(o);
    snprintf(path, sizeof path, "%s", in_place("outbox.db"));
    rot(path);

    o = opened();
    assert_true(found.damaged);
    assert_true(found.salvaged >= 10);
    assert_int_equal(waiting(o, &aside), found.salvaged);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    outbox_record_clear(&record);
    assert_int_equal(add(o, 41, plain, sizeof plain, number), 0);
    assert_true(strcmp(number, last) > 0);
    outbox_close(o);
    o = opened();
    assert_false(found.damaged);
    outbox_close(o);
}

static void a_file_that_vanished_takes_no_number_with_it(void **state)
{
    char last[RECEIPT_NUMBER], number[RECEIPT_NUMBER];
    (void)state;
    struct outbox *o = opened();
    for (unsigned i = 1; i <= 3; i++)
        assert_int_equal(add(o, i, plain, sizeof plain, last), 0);
    outbox_close(o);
    assert_int_equal(unlink(in_place("outbox.db")), 0);
    o = opened();
    assert_int_equal(add(o, 4, plain, sizeof plain, number), 0);
    assert_true(strcmp(number, last) > 0);
    outbox_close(o);
}

static void a_record_that_cannot_be_read_does_not_hold_up_the_others(void **state)
{
    char first[RECEIPT_NUMBER], number[RECEIPT_NUMBER];
    struct outbox_record record = {0};
    uint32_t aside = 99;
    (void)state;
    struct outbox *o = opened();
    assert_int_equal(add(o, 1, plain, sizeof plain, first), 0);
    assert_int_equal(add(o, 2, plain, sizeof plain, number), 0);
    outbox_close(o);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(in_place("outbox.db"), &db), 0);
    assert_int_equal(sqlite3_exec(db, "UPDATE record SET device = 'nowhere' WHERE counter = 1",
                                  NULL, NULL, NULL),
                     0);
    sqlite3_close(db);

    o = opened();
    assert_int_equal(outbox_due(o, NOW, &record), -EILSEQ);
    assert_int_equal(outbox_due(o, NOW, &record), 0);
    assert_string_equal(record.number, number);
    assert_int_equal(waiting(o, &aside), 1);
    assert_int_equal(aside, 1);
    outbox_record_clear(&record);
    outbox_close(o);
}

static void another_version_s_file_is_left_alone(void **state)
{
    struct outbox *o = NULL;
    sqlite3 *db = NULL;
    (void)state;
    assert_int_equal(sqlite3_open(in_place("outbox.db"), &db), 0);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE record (counter TEXT)", NULL, NULL, NULL), 0);
    sqlite3_close(db);
    assert_int_equal(outbox_open(&setup, &o, &found), -EPROTO);
    assert_null(o);
    assert_int_equal(access(in_place("outbox.db.damaged-1"), F_OK), -1);
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(a_full_disk_is_known_before_anybody_types),
        IN_A_PLACE(what_waits_is_still_delivered_and_erased_while_there_is_no_room_for_more),
        IN_A_PLACE(a_disk_that_turns_read_only_is_known_and_keeps_what_it_has),
        IN_A_PLACE(a_file_that_may_not_grow_refuses_and_leaves_nothing_half_written),
        IN_A_PLACE(a_place_that_cannot_be_written_is_an_error),
        IN_A_PLACE(a_file_that_is_no_database_is_kept_and_a_new_one_begun),
        IN_A_PLACE(what_can_be_read_of_a_rotten_file_is_saved_and_no_number_comes_again),
        IN_A_PLACE(a_file_that_vanished_takes_no_number_with_it),
        IN_A_PLACE(a_record_that_cannot_be_read_does_not_hold_up_the_others),
        IN_A_PLACE(another_version_s_file_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
