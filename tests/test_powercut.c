/*
 * The courier's folder, cut off from power after every single write, sync, truncation, renaming and
 * removal of a day's work: records taken in without a line, a restart, their delivery and erasure.
 * Each time what the disk may hold (tests/powercut/disk.h) is opened again as the courier opens it.
 * To see it fail: synchronous=OFF in drivers/courier/database.c.
 *
 * POWERCUT: how many objections (4).
 */
#include "drivers/courier/journal.h"
#include "drivers/courier/outbox.h"
#include "tests/courier_stage.h"
#include "tests/powercut/disk.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { RECEIPTS_MAX = 200, LONG_AGO = 1 };

static struct courier_stage s;
static char preload[PATH_MAX + 16], trace[PATH_MAX], place[128];
static uint8_t nobody[32]; /* what is opened here is not sealed again */

static int set_up(void **state)
{
    char folder[PATH_MAX], data[128];
    (void)state;
    stage_make(&s);
    snprintf(data, sizeof data, "%s", stage_path(&s, "data"));
    assert_int_equal(mkdir(data, 0700), 0);
    /* In memory where there is such a place: what is opened again there is synced a thousand times.
     */
    strcpy(place, "/dev/shm/powercut-XXXXXX");
    if (!mkdtemp(place)) {
        snprintf(place, sizeof place, "%s", stage_path(&s, "after"));
        assert_int_equal(mkdir(place, 0700), 0);
    }
    assert_non_null(realpath(data, folder));
    snprintf(trace, sizeof trace, "%s", stage_path(&s, "trace"));
    char library[PATH_MAX];
    assert_non_null(realpath(stage_program("powercut.so"), library));
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", library);
    setenv("POWERCUT_FOLDER", folder, 1);
    setenv("POWERCUT_TRACE", trace, 1);
    setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    rmdir(place);
    stage_remove(&s);
    return 0;
}

/* A day: nothing can be delivered, the courier ends, then everything is delivered. */
static void live(unsigned objections)
{
    stage_start_service(&s);
    stage_configure(&s, NULL, NULL, NULL);
    stage_start_courier(&s, preload);
    struct wire_filing filing = stage_objection(&s, 1);
    stage_wait_for_link(&s, 1, 0);
    stage_stop_service(&s);
    for (unsigned i = 0; i < objections; i++) {
        assert_int_equal(getrandom(filing.key, sizeof filing.key, 0), sizeof filing.key);
        assert_int_equal(wire_send(s.face, WIRE_FILING, 2 + i, &filing), 0);
        assert_int_equal(stage_heard(&s, 2 + i), WIRE_RECEIPT);
    }
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_courier(&s, preload);
    stage_start_service(&s);
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(stage_stop_courier(&s), 0);
}

static void empty_place(void)
{
    struct dirent *entry;
    DIR *folder = opendir(place);
    assert_non_null(folder);
    while ((entry = readdir(folder)))
        if (*entry->d_name != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
}

struct promised {
    char numbers[RECEIPTS_MAX][WIRE_NUMBER]; /* with a receipt, and not yet acknowledged */
    size_t count;
};

/* What the courier said decides what it must still have. */
static void listen_in(struct promised *p, const void *said, size_t size)
{
    static struct wire_packet packet;
    memcpy(&packet, said, size);
    if (packet.header.type != WIRE_RECEIPT || packet.body.receipt.delivered)
        return;
    assert_true(p->count < RECEIPTS_MAX);
    memcpy(p->numbers[p->count++], packet.body.receipt.number, WIRE_NUMBER);
}

static bool holds(char numbers[][RECEIPT_NUMBER], size_t count, const char *number)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(numbers[i], number))
            return true;
    return false;
}

static void open_again(const struct promised *p, bool delivering)
{
    static char numbers[RECEIPTS_MAX][RECEIPT_NUMBER];
    const struct outbox_setup setup = {
        .directory = place, .device = "48291", .sealing_id = "s1", .sealing_key = nobody};
    struct outbox_record record = {0};
    struct outbox_found found;
    struct outbox *o = NULL;
    struct journal *j = NULL;
    struct journal_verdict verdict;
    size_t count = 0;
    bool damaged;
    int due;
    assert_int_equal(outbox_open(&setup, &o, &found), 0);
    assert_false(found.damaged);
    while ((due = outbox_due(o, LONG_AGO, &record)) == 0) {
        memcpy(numbers[count++], record.number, RECEIPT_NUMBER);
        assert_int_equal(outbox_acknowledge(o, record.counter), 0);
        outbox_record_clear(&record);
    }
    assert_int_equal(due, -ENOENT);
    outbox_close(o);
    for (size_t i = 0; !delivering && i < p->count; i++)
        assert_true(holds(numbers, count, p->numbers[i]));

    assert_int_equal(journal_open(place, &j, &damaged), 0);
    assert_false(damaged);
    assert_int_equal(journal_add(j, LONG_AGO, false, "opened-again", ""), 0);
    journal_close(j);
    assert_int_equal(
        journal_verify(
            place, &(struct journal_signers){.sender = "kiosk-48291", .keys = &nobody, .count = 1},
            NULL, 0, &verdict),
        0);
    assert_true(verdict.flaw == JOURNAL_SOUND || verdict.flaw == JOURNAL_FORGED);
}

static void whenever_the_power_goes_nothing_promised_is_missing(void **state)
{
    const char *wanted = getenv("POWERCUT");
    unsigned objections = wanted ? (unsigned)strtoul(wanted, NULL, 10) : 4, cuts = 0;
    struct promised promised = {.count = 0};
    unsigned ready = 0;
    (void)state;
    assert_in_range(objections, 1, RECEIPTS_MAX);
    live(objections);
    struct disk *disk = disk_read(trace);
    for (size_t i = 0; i < disk_moments(disk); i++) {
        size_t size;
        const void *said = disk_said(disk, i, &size);
        if (said) {
            struct wire_header header;
            memcpy(&header, said, sizeof header); /* it lies where it was written */
            listen_in(&promised, said, size);
            ready += header.type == WIRE_READY;
        }
        for (int kind = 0; disk_changes(disk, i) && kind < DISK_KINDS; kind++) {
            disk_write(disk, i, (enum disk_kind)kind, place);
            open_again(&promised, ready > 1);
            empty_place();
            cuts++;
        }
    }
    assert_int_equal(promised.count, objections);
    printf("# figure: %u power cuts in the work of %u objections, each opened again\n", cuts,
           objections);
    disk_free(disk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whenever_the_power_goes_nothing_promised_is_missing, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
