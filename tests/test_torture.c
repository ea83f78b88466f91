/*
 * Objections under torture: the courier is killed at random moments, the disk fills, and the
 * service answers late, twice, wrongly or not at all. In the end every receipt a person saw is one
 * objection at the service, and there is no other.
 *
 * TORTURE: how many objections (100); SEED: of the dice (1). The dice choose what happens; when in
 * a program's life a kill arrives is the scheduler's dice. Without the right to mount, the disk
 * does not fill, and the figures say so.
 */
#include "tests/courier_stage.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    MOST = 20000,
    KILL_ONE_IN = 6,
    FILL_ONE_IN = 25,
    GATEWAY_EVERY = 50, /* objections; then other dice between courier and service */
    LEFT_BYTES = 64 * 1024,
};

static const char fates[] = "pass,pass,pass,pass,late,never,deaf,twice,repeated,garbage,tampered,"
                            "stale,huge,busy,error,portal";

struct told {
    uint8_t key[WIRE_KEY];
    char number[WIRE_NUMBER]; /* "": no receipt */
};

static struct told told[MOST];
static struct courier_stage s;
static struct wire_filing filing;
static unsigned seed, kills, fulls, resent;
static bool disk_may_fill;

static unsigned dice(unsigned sides)
{
    return (unsigned)rand_r(&seed) % sides;
}

static void pull_the_plug(void)
{
    kill(s.courier, SIGKILL);
    stage_stop_courier(&s);
    kills++;
    stage_start_courier(&s, NULL);
}

/* Lets some time pass, or a message come: moments to be killed in. */
static void linger(int ms)
{
    struct pollfd waited = {.fd = s.face, .events = 0};
    poll(&waited, 1, ms);
}

static void fill(bool full)
{
    struct statvfs disk;
    const char *path = stage_path(&s, "data/filler");
    fulls += full;
    if (!full) {
        unlink(path);
        return;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(statvfs(stage_path(&s, "data"), &disk), 0);
    off_t room = (off_t)(disk.f_bavail * disk.f_frsize) - (off_t)dice(LEFT_BYTES);
    if (room > 0)
        assert_int_equal(posix_fallocate(fd, 0, room), 0);
    close(fd);
}

/* What the courier says to this filing: a RECEIPT, a FAULT, or WIRE_NONE when it is gone. */
static enum wire_type answered(uint32_t visit)
{
    for (;;) {
        struct pollfd waited = {.fd = s.face, .events = POLLIN};
        assert_int_equal(poll(&waited, 1, STAGE_DEADLINE_MS), 1);
        int result = wire_recv(s.face, WIRE_TO_KIOSK, &s.got);
        if (result == -EPIPE)
            return WIRE_NONE;
        assert_int_equal(result, 0);
        if (s.got.header.type == WIRE_LINK)
            s.link = s.got.body.link;
        else if (s.got.header.visit == visit && s.got.header.type == WIRE_RECEIPT)
            return WIRE_RECEIPT;
        else if (s.got.header.visit == visit && s.got.header.type == WIRE_FAULT)
            return WIRE_FAULT;
    }
}

/* One person objects, and stays until there is a receipt or the kiosk says that there is none. */
static void object(uint32_t visit, struct told *t)
{
    bool killing = dice(KILL_ONE_IN) == 0;
    enum wire_type said = WIRE_NONE;
    assert_int_equal(getrandom(filing.key, sizeof filing.key, 0), sizeof filing.key);
    memcpy(t->key, filing.key, sizeof t->key);
    filing.confirmed_at = time(NULL);
    while (said == WIRE_NONE) {
        int sent = wire_send(s.face, WIRE_FILING, visit, &filing);
        if (killing) {
            linger((int)dice(12));
            kill(s.courier, SIGKILL);
        }
        said = sent ? WIRE_NONE : answered(visit);
        if (said == WIRE_RECEIPT)
            memcpy(t->number, s.got.body.receipt.number, sizeof t->number);
        else if (said == WIRE_FAULT)
            assert_int_equal(s.got.body.fault.fault, WIRE_FAULT_STORE_UNUSABLE);
        if (killing || said == WIRE_NONE) {
            stage_stop_courier(&s);
            kills++;
            stage_start_courier(&s, NULL);
            resent += said == WIRE_NONE; /* the face asks again what was not answered */
        }
        killing = false;
    }
}

static void change_the_gateway(unsigned round)
{
    stage_stop_gateway(&s);
    stage_start_gateway(&s, fates, seed + round);
    stage_configure(&s, NULL, NULL, NULL);
    pull_the_plug();
}

static void calm_down(void)
{
    fill(false);
    FILE *calm = fopen(stage_path(&s, "gateway.calm"), "w");
    assert_non_null(calm);
    fclose(calm);
    pull_the_plug(); /* what waits is tried at once when the line is found again */
    stage_wait_for_link(&s, 1, 0);
    assert_int_equal(s.link.aside, 0);
}

static unsigned count(sqlite3 *db, const char *sql, const char *value)
{
    sqlite3_stmt *row = NULL;
    unsigned number = 0;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    if (value)
        sqlite3_bind_text(row, 1, value, -1, SQLITE_STATIC);
    if (sqlite3_step(row) == SQLITE_ROW)
        number = (unsigned)sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return number;
}

static void every_receipt_is_one_objection_and_there_is_no_other(void **state)
{
    const char *wanted = getenv("TORTURE"), *dice_from = getenv("SEED");
    unsigned objections = wanted ? (unsigned)strtoul(wanted, NULL, 10) : 100, receipts = 0;
    sqlite3 *db = NULL;
    (void)state;
    assert_in_range(objections, 1, MOST);
    seed = dice_from ? (unsigned)strtoul(dice_from, NULL, 10) : 1;
    for (unsigned i = 0; i < objections; i++) {
        if (i % GATEWAY_EVERY == GATEWAY_EVERY - 1)
            change_the_gateway(i);
        bool full = disk_may_fill && dice(FILL_ONE_IN) == 0;
        if (full)
            fill(true);
        object(i + 2, &told[i]);
        if (full)
            fill(false);
        receipts += *told[i].number != '\0';
    }
    calm_down();

    assert_int_equal(sqlite3_open_v2(stage_path(&s, "central.db"), &db, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    assert_int_equal(count(db, "SELECT count(*) FROM filing", NULL), receipts);
    assert_int_equal(count(db, "SELECT count(DISTINCT idempotency_key) FROM filing", NULL),
                     receipts);
    for (unsigned i = 0; i < objections; i++)
        if (*told[i].number)
            assert_int_equal(
                count(db, "SELECT count(*) FROM filing WHERE number = ?", told[i].number), 1);
    sqlite3_close(db);
    printf("# figure: %u objections, %u receipts, %u at the service; courier killed %u times (%u "
           "before it had answered), disk full %u times%s\n",
           objections, receipts, receipts, kills, resent, fulls,
           disk_may_fill ? "" : " (not allowed to mount)");
}

static int set_up(void **state)
{
    char data[128];
    (void)state;
    stage_make(&s);
    snprintf(data, sizeof data, "%s", stage_path(&s, "data"));
    assert_int_equal(mkdir(data, 0700), 0);
    disk_may_fill = mount("none", data, "tmpfs", 0, "size=8m,mode=0700") == 0;
    stage_start_service(&s);
    stage_configure(&s, NULL, NULL, NULL);
    stage_start_courier(&s, NULL);
    filing = stage_objection(&s, 1);
    assert_int_equal(stage_stop_courier(&s), 0);
    stage_start_gateway(&s, fates, 1);
    stage_configure(&s, NULL, NULL, NULL);
    stage_start_courier(&s, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    if (disk_may_fill)
        umount2(stage_path(&s, "data"), MNT_DETACH);
    stage_remove(&s);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_receipt_is_one_objection_and_there_is_no_other),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
