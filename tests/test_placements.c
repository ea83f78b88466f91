/*
 * Random placements: whatever is put on the reader, and whatever goes wrong with the line, the
 * card, its chip and the SAM, ends in a reading or in a trouble that has a name, and nothing stays
 * stuck. The real driver with the real libnfc and pcscd; what it says goes to the real session and
 * its screens, as in the face. PLACEMENTS (40) of them from FROM (0) on, of the dice SEED (1).
 */
#include "bench/ektp_card.h"
#include "bench/other_card.h"
#include "bench/pcscd.h"
#include "bench/pn532.h"
#include "bench/spawn.h"
#include "bench/vicc.h"
#include "kiosk/screens/screen.h"
#include "kiosk/session.h"
#include "test_card_jpeg.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    PATIENCE_MS = 30000, /* only a stuck reader reaches it */
    GRACE_MS = 300,      /* for a lifted card */
    TELL_MOST = 40,      /* messages of one placement that are remembered */
    FILES_MOST = 16,     /* descriptors of a driver that keeps none for good */
    RECORD = 24 + 4 + 60 * 6 + 2,
    MONDAY = 1795320000,
};

#define NIK "3510154807710002"

static const uint8_t uid[7] = {0x04, 0x51, 0x2a, 0x7a, 0x3b, 0x61, 0x80};
static const uint8_t identifier[8] = {0x4b, 0x54, 0x50, 1, 2, 3, 4, 5};
static const uint8_t bank_uid[4] = {0xde, 0xad, 0xbe, 0xef};

/* What is put down. */
enum thing {
    EKTP_A,
    EKTP_B,
    BANK,
    PHONE,
    PASSPORT,
    PASSPORT_B,
    TAG,
    SILENT,
    THINGS,
};
static const char *const things[THINGS] = {"e-KTP",     "e-KTP of type B", "bank card",
                                           "telephone", "passport",        "passport of type B",
                                           "tag",       "silent card"};

/* What becomes of it besides the chip's fault, some time later. */
enum mishap { NOTHING, TAKEN_AWAY, UNPLUGGED, SAM_PULLED, MISHAPS };
static const char *const mishaps[MISHAPS] = {"nothing", "taken away", "reader unplugged",
                                             "SAM pulled out"};

enum flaw { GENUINE, OTHER_KEYS, ALTERED, REPEATED, UNSIGNED, TOO_SHORT, FLAWS };
static const char *const flaws[FLAWS] = {"genuine", "other keys", "alters replies",
                                         "replays", "unsigned",   "file too short"};

static const char *const troubles[] = {[PN532_TROUBLE_NONE] = "no fault",
                                       [PN532_DELAY] = "delay",
                                       [PN532_TRUNCATE] = "truncation",
                                       [PN532_BAD_CHECKSUM] = "checksum",
                                       [PN532_NAD] = "NAD",
                                       [PN532_MUTE] = "mute",
                                       [PN532_CARD_LEAVES] = "removal",
                                       [PN532_CARD_MUMBLES] = "broken frame"};

struct plan {
    enum thing thing;
    int beside; /* a second thing, -1: none */
    enum flaw flaw;
    struct pn532_fault fault;
    enum sam_trouble sam;
    enum mishap mishap;
    int mishap_ms, back_ms; /* after it was put down; until it is undone */
    bool agrees;            /* the person goes on to the finger */
};

struct desk {
    char folder[64], link[96], config[96], secret[96];
    struct pcscd pcscd;
    struct sam sam;
    struct vicc *slot; /* NULL: the SAM is not in it */
    struct pn532 *chip;
    struct ektp_card ektp;
    struct ektp_chip inside;
    struct picc other, second;
    const struct picc *lying[2];
    uint8_t record[RECORD];
    unsigned char *jpeg;
    size_t jpeg_size;
    pid_t driver;
    int face;
    bool at_chip; /* the level it last told */
    bool calm;    /* the SAM was left alone before this placement */
    struct session session;
    struct scene scene;
    struct wire_packet got;
    struct plan plan;
    unsigned number, told;
    char tale[TELL_MOST][48]; /* what was said in this placement */
    unsigned restarts, read, proved, named, gone;
    int64_t slowest_ms;
    uint64_t dice;
};

/* SplitMix64 (Steele, Lea, Flood 2014). */
static unsigned roll(struct desk *desk, unsigned sides)
{
    uint64_t z = desk->dice += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (unsigned)((z ^ z >> 31) % sides);
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- telling what happened ---------------------------------------------------------------- */

static void tell(struct desk *desk, const char *what, const char *more)
{
    snprintf(desk->tale[desk->told++ % TELL_MOST], sizeof desk->tale[0], "%.20s %.24s", what, more);
}

static void give_up(struct desk *desk, const char *why)
{
    const struct plan *p = &desk->plan;
    print_message(
        "# placement %u: %s\n# %s%s%s, %s; %s of %02X after %u, %u ms; SAM %d; %s at %d for "
        "%d ms%s; session in %s\n",
        desk->number, why, things[p->thing], p->beside < 0 ? "" : " and ",
        p->beside < 0 ? "" : things[p->beside], flaws[p->flaw], troubles[p->fault.trouble],
        p->fault.command, p->fault.skip, p->fault.delay_ms, p->sam, mishaps[p->mishap],
        p->mishap_ms, p->back_ms, p->agrees ? "; agrees" : "", state_name(desk->session.state));
    for (unsigned i = desk->told > TELL_MOST ? desk->told - TELL_MOST : 0; i < desk->told; i++)
        print_message("#   %s\n", desk->tale[i % TELL_MOST]);
    fail();
}

/* --- the face ------------------------------------------------------------------------------ */

static void step(struct desk *desk, struct event e)
{
    struct commands commands;
    e.now_ms = now_ms();
    e.wall_s = MONDAY;
    enum state before = desk->session.state;
    if (!session_step(&desk->session, &e, &commands))
        give_up(desk, "the driver said what is not allowed");
    screen_build(&desk->session, &desk->scene);
    if (desk->session.state != before)
        tell(desk, "  ->", state_name(desk->session.state));
    if (desk->session.state == STATE_CONSENT && before != STATE_CONSENT && desk->plan.agrees &&
        desk->session.visit.card.assurance == WIRE_ASSURANCE_CHIP)
        step(desk, (struct event){.kind = EVENT_TAP, .action = ACTION_AGREE});
}

static void start_driver(struct desk *desk)
{
    desk->driver = spawn_driver("kiosk-card", desk->config, &desk->face);
    assert_true(desk->driver > 0);
}

/* libnfc ends the process when a status byte announces a NAD; nothing else may. */
static void bring_back_driver(struct desk *desk)
{
    int status = spawn_end(&desk->face, &desk->driver);
    tell(desk, "driver ended", WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "by itself");
    if (desk->plan.fault.trouble != PN532_NAD || !WIFSIGNALED(status) ||
        WTERMSIG(status) != SIGABRT)
        give_up(desk, "the driver ended");
    desk->restarts++;
    step(desk, (struct event){.kind = EVENT_PEER_DOWN, .peer = PEER_CARD});
    start_driver(desk);
}

/* Takes what the driver says within so many milliseconds, and passes it on. */
static void listen_for(struct desk *desk, int ms)
{
    struct pollfd in = {.fd = desk->face, .events = POLLIN};
    int64_t due = session_deadline_ms(&desk->session);
    if (due && now_ms() >= due)
        step(desk, (struct event){.kind = EVENT_TIME});
    if (poll(&in, 1, ms) <= 0)
        return;
    if (wire_recv(desk->face, WIRE_TO_KIOSK, &desk->got)) {
        bring_back_driver(desk);
        return;
    }
    const struct wire_header *h = &desk->got.header;
    tell(desk, wire_name(h->type),
         h->type == WIRE_FAULT   ? wire_fault_name(desk->got.body.fault.fault)
         : h->type == WIRE_READY ? strrchr(desk->got.body.ready.device, ',') + 1
                                 : "");
    if (h->type == WIRE_READY)
        desk->at_chip = strstr(desk->got.body.ready.device, "level chip") != NULL;
    if (h->type == WIRE_CARD_TEMPLATES && desk->plan.flaw != GENUINE)
        give_up(desk, "a card that is not genuine gave templates");
    step(desk, (struct event){.kind = EVENT_PACKET, .peer = PEER_CARD, .packet = &desk->got});
}

/* --- what is put down, and what goes wrong ------------------------------------------------- */

static int insert_sam(struct desk *desk)
{
    return desk->slot ? 0 : vicc_start(&desk->sam, PATIENCE_MS, &desk->slot);
}

static void pull_sam(struct desk *desk)
{
    vicc_stop(desk->slot);
    desk->slot = NULL;
}

static void plug_in(struct desk *desk)
{
    assert_int_equal(pn532_start(desk->link, false, &desk->chip), 0);
    for (int i = 0; i < 2 && desk->lying[i]; i++)
        assert_int_equal(pn532_put(desk->chip, desk->lying[i]), 0);
}

static void unplug(struct desk *desk)
{
    pn532_stop(desk->chip);
    desk->chip = NULL;
}

static const struct picc *make(struct desk *desk, struct picc *to, enum thing thing)
{
    switch (thing) {
    case EKTP_A:
        ektp_card_init(&desk->ektp, uid, sizeof uid, desk->jpeg, desk->jpeg_size);
        return &desk->ektp.picc;
    case EKTP_B:
        ektp_card_init_b(&desk->ektp, identifier, desk->jpeg, desk->jpeg_size);
        return &desk->ektp.picc;
    case BANK:
        return bank_card_init(to, bank_uid);
    case PHONE:
        return phone_init(to);
    case PASSPORT:
        return passport_init(to);
    case PASSPORT_B:
        return passport_init_b(to);
    case TAG:
        return tag_init(to);
    case SILENT:
        return silent_card_init(to);
    case THINGS:
        break;
    }
    return NULL;
}

/* Gives the e-KTP its chip, with whatever is wrong with it. */
static void give_chip(struct desk *desk)
{
    enum flaw flaw = desk->plan.flaw;
    char biodata[512];
    ektp_chip_biodata(biodata, sizeof biodata, NIK, "SITI AMINAH", 'P');
    const struct ektp_chip_content content = {
        .biodata = biodata,
        .minutiae = {{desk->record, RECORD}, {desk->record, RECORD}},
        .photo = {desk->jpeg, desk->jpeg_size}};
    bool type_b = desk->plan.thing == EKTP_B;
    assert_true(ektp_chip_init(&desk->inside, type_b ? identifier : uid,
                               type_b ? sizeof identifier : sizeof uid, flaw == OTHER_KEYS ? 3 : 0,
                               &content));
    if (flaw == ALTERED)
        desk->inside.trouble = EKTP_CHIP_ALTERS_REPLIES;
    if (flaw == REPEATED)
        desk->inside.trouble = EKTP_CHIP_REPEATS_REPLIES;
    if (flaw == UNSIGNED)
        desk->inside.files[1 + roll(desk, EKTP_CHIP_FILES - 1)].bytes[40] ^= 1;
    if (flaw == TOO_SHORT)
        desk->inside.files[roll(desk, EKTP_CHIP_FILES - 1)].bytes[0] = 0x3f;
    desk->ektp.chip = &desk->inside;
}

static struct pn532_fault roll_fault(struct desk *desk)
{
    /* InDataExchange, InListPassiveTarget, InDeselect, InCommunicateThru, RFConfiguration, any */
    static const uint8_t commands[] = {0x40, 0x40, 0x40, 0x4a, 0x44, 0x42, 0x32, 0x00};
    struct pn532_fault fault = {.trouble = PN532_TROUBLE_NONE};
    if (roll(desk, 10) < 4)
        return fault;
    fault.trouble = (enum pn532_trouble)(1 + roll(desk, PN532_CARD_MUMBLES));
    if (fault.trouble == PN532_NAD &&
        roll(desk, 3)) /* each costs the process, and what it leaked */
        fault.trouble = PN532_CARD_MUMBLES;
    fault.command = commands[roll(desk, sizeof commands)];
    if (fault.trouble == PN532_NAD)
        fault.command = 0x40;
    fault.skip = roll(desk, fault.command == 0x40 ? 36 : 4);
    fault.delay_ms = roll(desk, 8) ? roll(desk, 400) : 1500;
    return fault;
}

static void roll_plan(struct desk *desk, unsigned number, unsigned seed)
{
    struct plan *p = &desk->plan;
    desk->dice = (uint64_t)seed << 32 | number;
    desk->number = number;
    *p = (struct plan){.beside = -1};
    p->thing = (enum thing)roll(desk, 3) ? (roll(desk, 4) ? EKTP_A : EKTP_B)
                                         : (enum thing)roll(desk, THINGS);
    if (p->thing > EKTP_B ? !roll(desk, 8) : !roll(desk, 10))
        p->beside = (int)(BANK + roll(desk, THINGS - BANK));
    if (p->thing <= EKTP_B && !roll(desk, 4))
        p->flaw = (enum flaw)(1 + roll(desk, FLAWS - 1));
    p->fault = roll_fault(desk);
    if (!roll(desk, 25))
        p->sam = (enum sam_trouble)(SAM_WRONG_KEYS + roll(desk, SAM_FORGETS - SAM_WRONG_KEYS + 1));
    if (!roll(desk, 5))
        p->mishap = roll(desk, 4) ? TAKEN_AWAY : (enum mishap)(UNPLUGGED + roll(desk, 2));
    p->mishap_ms = (int)roll(desk, 400);
    p->back_ms = (int)roll(desk, 600);
    p->agrees = roll(desk, 2);
}

static void begin_mishap(struct desk *desk)
{
    const struct plan *p = &desk->plan;
    tell(desk, "-", mishaps[p->mishap]);
    if (p->mishap == TAKEN_AWAY) {
        memset(desk->lying, 0, sizeof desk->lying);
        pn532_remove(desk->chip, NULL);
    } else if (p->mishap == UNPLUGGED) {
        unplug(desk);
    } else if (p->mishap == SAM_PULLED) {
        pull_sam(desk);
    }
}

static void end_mishap(struct desk *desk)
{
    if (!desk->chip)
        plug_in(desk);
    assert_int_equal(insert_sam(desk), 0);
}

/* --- one placement ------------------------------------------------------------------------- */

/* Whether the person knows what came of it. */
static bool is_settled(const struct desk *desk)
{
    const struct session *s = &desk->session;
    bool proved = s->visit.card.assurance == WIRE_ASSURANCE_TAG || s->visit.templates.count;
    if (s->state == STATE_START || s->state == STATE_LIFTED)
        return desk->chip && pn532_is_empty(desk->chip);
    return s->state == STATE_TROUBLE || s->state == STATE_FINGER ||
           ((s->state == STATE_CONSENT || s->state == STATE_TEMPLATES) && proved);
}

static void count_outcome(struct desk *desk)
{
    const struct session *s = &desk->session;
    bool plain = !desk->plan.fault.trouble && desk->plan.sam == SAM_SOUND && !desk->plan.mishap &&
                 desk->plan.beside < 0;
    if (s->state == STATE_TROUBLE) {
        if (!s->fault || !strcmp(desk->scene.elements[0].label, "Ada gangguan."))
            give_up(desk, "a trouble without a name");
        if (plain && desk->plan.thing <= EKTP_B && desk->plan.flaw == GENUINE)
            give_up(desk, "a sound card was not read");
        desk->named++;
    } else if (s->state == STATE_FINGER || s->state == STATE_TEMPLATES ||
               s->state == STATE_CONSENT) {
        if (desk->plan.thing > EKTP_B && desk->plan.beside < 0)
            give_up(desk, "something else was read as an e-KTP");
        if (plain && desk->calm && desk->at_chip && s->visit.card.assurance != WIRE_ASSURANCE_CHIP)
            give_up(desk, "read at another level than was told");
        desk->read++;
        desk->proved += s->visit.templates.count != 0;
    } else {
        desk->gone++;
    }
}

static void wait_for_level_chip(struct desk *desk)
{
    int64_t until = now_ms() + PATIENCE_MS;
    while (!desk->at_chip) {
        if (now_ms() > until)
            give_up(desk, "the SAM was not found again");
        listen_for(desk, 20);
    }
}

static void put_down(struct desk *desk)
{
    const struct plan *p = &desk->plan;
    desk->lying[0] = make(desk, &desk->other, p->thing);
    if (p->thing <= EKTP_B)
        give_chip(desk);
    if (p->beside >= 0)
        desk->lying[1] = make(desk, &desk->second, (enum thing)p->beside);
    pn532_break(desk->chip, &p->fault);
    desk->sam.trouble = p->sam;
    for (int i = 0; i < 2 && desk->lying[i]; i++)
        assert_int_equal(pn532_put(desk->chip, desk->lying[i]), 0);
}

static unsigned files_of(pid_t process)
{
    char path[64];
    unsigned count = 0;
    snprintf(path, sizeof path, "/proc/%d/fd", process);
    DIR *folder = opendir(path);
    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

/* Everything is as it was: nothing lies there, nothing is broken, and the face knows. */
static void clear_away(struct desk *desk)
{
    static const struct pn532_fault none = {.trouble = PN532_TROUBLE_NONE};
    memset(desk->lying, 0, sizeof desk->lying);
    if (desk->chip)
        pn532_remove(desk->chip, NULL);
    end_mishap(desk);
    int64_t until = now_ms() + PATIENCE_MS;
    while (desk->session.state != STATE_START) {
        if (now_ms() > until)
            give_up(desk, "a card that was taken away stays");
        listen_for(desk, 20);
    }
    pn532_break(desk->chip, &none);
    desk->sam.trouble = SAM_SOUND;
    if (desk->plan.sam == SAM_MUTE) { /* pcscd waits for its answer as well */
        pull_sam(desk);
        assert_int_equal(insert_sam(desk), 0);
    }
    desk->calm = desk->plan.sam == SAM_SOUND && desk->plan.mishap != SAM_PULLED;
    if (files_of(desk->driver) > FILES_MOST)
        give_up(desk, "the driver keeps descriptors");
}

static void place(struct desk *desk)
{
    const struct plan *p = &desk->plan;
    int64_t start = now_ms(), stage_ms = p->mishap_ms;
    bool begun = p->mishap == NOTHING, over = begun;
    desk->told = 0;
    put_down(desk);
    while (!is_settled(desk) || !over) {
        int64_t age = now_ms() - start;
        if (age > PATIENCE_MS)
            give_up(desk, "nothing was told for 30 s");
        if (!over && age >= stage_ms) {
            if (!begun)
                begin_mishap(desk);
            else
                end_mishap(desk);
            over = begun;
            begun = true;
            stage_ms += p->back_ms;
        }
        listen_for(desk, over ? 20 : 1);
    }
    int64_t took = now_ms() - start;
    if (took > desk->slowest_ms)
        desk->slowest_ms = took;
    count_outcome(desk);
    clear_away(desk);
}

static int set_up(void **state)
{
    static const uint8_t head[24] = {
        'F', 'M', 'R',  0,    ' ',  '2',  '0', 0,   0, 0,   RECORD >> 8, RECORD & 0xff,
        0,   0,   0x01, 0x2c, 0x01, 0x90, 0,   197, 0, 197, 1,           0};
    struct desk *desk = calloc(1, sizeof *desk);
    if (!desk)
        return -1;
    *state = desk;
    desk->face = -1;
    strcpy(desk->folder, "/tmp/test_placements.XXXXXX");
    if (!mkdtemp(desk->folder))
        return -1;
    snprintf(desk->link, sizeof desk->link, "%s/pn532", desk->folder);
    snprintf(desk->config, sizeof desk->config, "%s/kiosk.conf", desk->folder);
    snprintf(desk->secret, sizeof desk->secret, "%s/sam.secret", desk->folder);
    FILE *config = fopen(desk->config, "w"), *secret = fopen(desk->secret, "w");
    if (!config || !secret || fchmod(fileno(secret), 0600))
        return -1;
    fprintf(config, "[card]\nreader = pn532_uart:pn532\nsam_secret = sam.secret\n");
    fwrite(sam_secret(), 1, SAM_SECRET, secret);
    fclose(config);
    fclose(secret);
    memcpy(desk->record, head, sizeof head);
    for (int i = 0; i < 60; i++) {
        const uint8_t minutia[6] = {0x40, (uint8_t)(i * 4), 0, (uint8_t)(i * 3), (uint8_t)(i * 11)};
        memcpy(desk->record + 28 + i * 6, minutia, sizeof minutia);
    }
    desk->record[24] = 2;
    desk->record[27] = 60;
    desk->jpeg = jpeg_make(120, 160, false, false, &desk->jpeg_size);
    session_init(&desk->session, &(struct session_setup){.idle_ms = SESSION_IDLE_MS,
                                                         .alert_ms = SESSION_ALERT_MS,
                                                         .lifted_ms = GRACE_MS,
                                                         .remind_ms = SESSION_REMIND_MS,
                                                         .call_ms = HANDOVER_MS});
    return pcscd_begin(&desk->pcscd) || insert_sam(desk);
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    spawn_end(&desk->face, &desk->driver);
    pn532_stop(desk->chip);
    pull_sam(desk);
    pcscd_end(&desk->pcscd);
    unlink(desk->config);
    unlink(desk->secret);
    rmdir(desk->folder);
    free(desk->jpeg);
    free(desk);
    return 0;
}

static unsigned wanted(const char *name, unsigned usual)
{
    const char *value = getenv(name);
    return value ? (unsigned)strtoul(value, NULL, 10) : usual;
}

static void every_placement_ends_in_a_reading_or_a_named_trouble(void **state)
{
    struct desk *desk = *state;
    unsigned count = wanted("PLACEMENTS", 40), seed = wanted("SEED", 1), from = wanted("FROM", 0);
    plug_in(desk);
    start_driver(desk);
    for (unsigned i = from; i < from + count; i++) {
        roll_plan(desk, i, seed);
        wait_for_level_chip(desk);
        place(desk);
    }
    desk->plan.fault.trouble = PN532_TROUBLE_NONE;
    int status = spawn_end(&desk->face, &desk->driver);
    assert_true(WIFEXITED(status)); /* and with nothing leaked, under the sanitizer */
    assert_int_equal(WEXITSTATUS(status), 0);
    printf(
        "# figure: %u placements: %u read, %u of them proved; %u troubles by name, %u taken away "
        "before; driver ended by a NAD and back %u times; slowest told after %lld ms\n",
        count, desk->read, desk->proved, desk->named, desk->gone, desk->restarts,
        (long long)desk->slowest_ms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_placement_ends_in_a_reading_or_a_named_trouble,
                                        set_up, tear_down),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
