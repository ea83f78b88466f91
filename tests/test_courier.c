/*
 * The real kiosk-courier between a face (this test, on its socket) and the real reference service.
 * KIOSK_BUILD names the folder of both programs ("build").
 */
#include "drivers/wire.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { DEADLINE_MS = 60000 }; /* only a hang reaches it */

static char stage[64];
static char port[16];
static pid_t service, courier;
static int face = -1;
static struct wire_link last_link;
static struct wire_catalogue last_catalogue;
static struct wire_packet got;

static const char *program(const char *name)
{
    static char path[PATH_MAX];
    const char *folder = getenv("KIOSK_BUILD");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "build", name);
    return path;
}

static const char *in_stage(const char *name)
{
    static char paths[2][PATH_MAX];
    static int turn;
    turn = !turn;
    snprintf(paths[turn], sizeof *paths, "%s/%s", stage, name);
    return paths[turn];
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Starts a program that ends with this one; fd 3 is `connection` unless -1; stderr goes to the
 * stage's log. */
static pid_t started(char *const argv[], int connection)
{
    const char *log = in_stage("log");
    pid_t child = fork();
    if (!child) {
        int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (connection >= 0)
            dup2(connection, WIRE_FD);
        if (fd < 0 || dup2(fd, STDERR_FILENO) < 0)
            _exit(126);
        execv(argv[0], argv);
        _exit(127);
    }
    assert_true(child > 0);
    return child;
}

static int ended(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void run(char *const argv[])
{
    assert_int_equal(ended(started(argv, -1)), 0);
}

/* Waits until `name` is in the stage, by the folder's own events. */
static void wait_for_file(const char *name)
{
    char events[4096];
    int watch = inotify_init1(IN_CLOEXEC);
    assert_true(watch >= 0 && inotify_add_watch(watch, stage, IN_MOVED_TO | IN_CLOSE_WRITE) >= 0);
    while (access(in_stage(name), R_OK)) {
        struct pollfd waited = {.fd = watch, .events = POLLIN};
        assert_int_equal(poll(&waited, 1, DEADLINE_MS), 1);
        assert_true(read(watch, events, sizeof events) > 0);
    }
    close(watch);
}

static void configure(const char *ca, const char *service_keys)
{
    char text[1024];
    snprintf(text, sizeof text,
             "[kiosk]\nanything = here\n[courier]\nservice = https://localhost:%s\nca = %s\n"
             "certificate = keys/device.pem\nkey = keys/device.key\ndevice = 48291\n"
             "sender = kiosk-48291\nsigning_key = keys/device.ed25519\nsigning_key_id = d1\n"
             "service_id = perlinsos\nservice_keys = %s\ndata = data\n",
             port, ca, service_keys);
    write_file(in_stage("kiosk.conf"), text);
}

static void start_service(void)
{
    char path[PATH_MAX], wanted[16];
    snprintf(path, sizeof path, "%s", program("central"));
    snprintf(wanted, sizeof wanted, "%s", *port ? port : "0");
    char *const argv[] = {path, "serve", "--port", wanted, stage, NULL};
    service = started(argv, -1);
    wait_for_file("central.port");
    FILE *file = fopen(in_stage("central.port"), "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%15s", port), 1);
    fclose(file);
}

static void stop_service(void)
{
    kill(service, SIGTERM);
    assert_int_equal(ended(service), 0);
    service = 0;
}

/* What the courier says unasked. */
static void remember(void)
{
    if (got.header.type == WIRE_CATALOGUE)
        last_catalogue = got.body.catalogue;
    else if (got.header.type == WIRE_LINK)
        last_link = got.body.link;
    else
        fail_msg("%s was not asked for", wire_name(got.header.type));
}

static void wait_for_catalogue(void)
{
    while (!last_catalogue.made_at) {
        struct pollfd waited = {.fd = face, .events = POLLIN};
        assert_int_equal(poll(&waited, 1, DEADLINE_MS), 1);
        assert_int_equal(wire_recv(face, WIRE_TO_KIOSK, &got), 0);
        remember();
    }
}

/* The next message but those, which are only remembered. */
static enum wire_type heard(uint32_t visit)
{
    for (;;) {
        struct pollfd waited = {.fd = face, .events = POLLIN};
        assert_int_equal(poll(&waited, 1, DEADLINE_MS), 1);
        assert_int_equal(wire_recv(face, WIRE_TO_KIOSK, &got), 0);
        if (got.header.type != WIRE_LINK && got.header.type != WIRE_CATALOGUE)
            break;
        remember();
    }
    assert_int_equal(got.header.visit, visit);
    return (enum wire_type)got.header.type;
}

static void wait_for_link(uint32_t online, uint32_t waiting)
{
    while (last_link.online != online || last_link.waiting != waiting) {
        struct pollfd waited = {.fd = face, .events = POLLIN};
        assert_int_equal(poll(&waited, 1, DEADLINE_MS), 1);
        assert_int_equal(wire_recv(face, WIRE_TO_KIOSK, &got), 0);
        remember();
    }
    assert_int_equal(last_link.offline_since != 0, !online);
}

static void start_courier(void)
{
    int ends[2];
    char path[PATH_MAX], conf[PATH_MAX];
    snprintf(path, sizeof path, "%s", program("kiosk-courier"));
    snprintf(conf, sizeof conf, "%s", in_stage("kiosk.conf"));
    char *const argv[] = {path, "-c", conf, NULL};
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    courier = started(argv, ends[1]);
    close(ends[1]);
    face = ends[0];
    last_link = (struct wire_link){.waiting = UINT32_MAX};
    last_catalogue = (struct wire_catalogue){0};
    assert_int_equal(heard(0), WIRE_READY);
    assert_string_equal(got.body.ready.program, "kiosk-courier");
}

static int stop_courier(void)
{
    close(face);
    face = -1;
    int status = ended(courier);
    courier = 0;
    return status;
}

/* Stand-ins of the service's own files: it only digests the one and passes on the other. */
static void write_people(void)
{
    static const char *const keys[] = {"siti",   "karto",   "budi", "painem",
                                       "slamet", "wahyuni", "joko", "sri"};
    assert_int_equal(mkdir(in_stage("people"), 0700), 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char name[64];
        snprintf(name, sizeof name, "people/%s.jpg", keys[i]);
        write_file(in_stage(name), keys[i]);
        snprintf(name, sizeof name, "people/%s-right.iso", keys[i]);
        write_file(in_stage(name), "FMR right");
        snprintf(name, sizeof name, "people/%s-left.iso", keys[i]);
        write_file(in_stage(name), "FMR left");
    }
}

static int set_up(void **state)
{
    char path[PATH_MAX];
    (void)state;
    strcpy(stage, "build/courier-XXXXXX");
    *port = '\0';
    if (sodium_init() < 0 || (mkdir("build", 0777) && errno != EEXIST) || !mkdtemp(stage))
        return -1;
    snprintf(path, sizeof path, "%s", program("central"));
    run((char *const[]){"/bin/sh", "tests/central/keys.sh", stage, NULL});
    write_people();
    run((char *const[]){path, "load", "--people", "tests/bench/people.json", stage, NULL});
    start_service();
    configure("keys/ca.pem", "keys/service.keys");
    start_courier();
    wait_for_link(1, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    if (face >= 0)
        close(face);
    face = -1;
    if (courier)
        kill(courier, SIGKILL), waitpid(courier, NULL, 0);
    if (service)
        kill(service, SIGKILL), waitpid(service, NULL, 0);
    courier = service = 0;
    run((char *const[]){"/bin/rm", "-rf", stage, NULL});
    return 0;
}

static struct wire_card card_of_budi(void)
{
    struct wire_card card = {.assurance = WIRE_ASSURANCE_TAG,
                             .uid_size = 7,
                             .uid = {0x04, 0x73, 0x2c, 0x7a, 0x3b, 0x61, 0x82}};
    crypto_hash_sha256(card.photo_sha256, (const uint8_t *)"budi", 4);
    return card;
}

static struct wire_subject budi(void)
{
    return (struct wire_subject){.card = card_of_budi(),
                                 .consent = {.version = "2026-11", .given_at = time(NULL) - 30},
                                 .score_class = 2,
                                 .verified_at = time(NULL)};
}

static enum wire_type asked_templates(uint32_t visit, struct wire_card card)
{
    struct wire_templates_ask ask = {.card = card,
                                     .consent = {.version = "2026-11", .given_at = time(NULL)}};
    assert_int_equal(wire_send(face, WIRE_TEMPLATES_ASK, visit, &ask), 0);
    return heard(visit);
}

static enum wire_type asked_attempt(uint32_t visit, struct wire_card card, uint32_t verified)
{
    struct wire_attempt attempt = {.card = card,
                                   .consent = {.version = "2026-11", .given_at = time(NULL)},
                                   .verified = verified};
    assert_int_equal(wire_send(face, WIRE_ATTEMPT, visit, &attempt), 0);
    return heard(visit);
}

static void ask_result(uint32_t visit)
{
    struct wire_query query = {.subject = budi(), .locale = "id"};
    query.subject.verified_at -= visit; /* nobody's finger comes twice in a second */
    assert_int_equal(wire_send(face, WIRE_QUERY, visit, &query), 0);
}

/* Asks for the result and prepares an objection against its first reason that can be contested. */
static struct wire_filing objection(uint32_t visit)
{
    struct wire_filing object = {.subject = budi(),
                                 .kind = WIRE_FILING_OBJECTION,
                                 .contested_count = 1,
                                 .confirmed_at = time(NULL)};
    assert_int_equal(getrandom(object.key, sizeof object.key, 0), sizeof object.key);
    ask_result(visit);
    assert_int_equal(heard(visit), WIRE_BREAKDOWN);
    const struct wire_breakdown *b = &got.body.breakdown;
    for (uint32_t i = 0; i < b->reason_count; i++) {
        const struct wire_reason *r = &b->reasons[i];
        if (!r->grounds || r->effect != WIRE_EFFECT_AGAINST)
            continue;
        uint32_t ground = (uint32_t)__builtin_ctz(r->grounds);
        memcpy(object.person, b->subject, sizeof object.person);
        memcpy(object.programme, b->programmes[r->programme].code, sizeof object.programme);
        memcpy(object.contested[0].reason, r->id, sizeof r->id);
        memcpy(object.contested[0].ground, b->grounds[ground].code, WIRE_CODE);
        return object;
    }
    fail_msg("nothing in this result can be contested");
    return object;
}

static void send_object(uint32_t visit, const struct wire_filing *object)
{
    assert_int_equal(wire_send(face, WIRE_FILING, visit, object), 0);
}

static bool has_case(const char *number)
{
    const struct wire_breakdown *b = &got.body.breakdown;
    for (uint32_t i = 0; i < b->case_count; i++)
        if (!strcmp(b->cases[i].number, number))
            return b->cases[i].state == WIRE_CASE_RECEIVED;
    return false;
}

static bool logged(const char *words)
{
    static char log[1 << 16];
    FILE *file = fopen(in_stage("log"), "r");
    assert_non_null(file);
    log[fread(log, 1, sizeof log - 1, file)] = '\0';
    fclose(file);
    return strstr(log, words) != NULL;
}

static void at_level_chip_a_person_is_found_by_the_nik_alone(void **state)
{
    (void)state;
    struct wire_query query = {.subject = budi(), .locale = "id"};
    query.subject.card.assurance = WIRE_ASSURANCE_CHIP;
    memset(query.subject.card.photo_sha256, 0, WIRE_DIGEST);
    strcpy(query.subject.card.nik, "3510152509680003");
    assert_int_equal(wire_send(face, WIRE_QUERY, 1, &query), 0);
    assert_int_equal(heard(1), WIRE_BREAKDOWN);
    assert_string_equal(got.body.breakdown.name, "BUDI SANTOSO");
    strcpy(query.subject.card.nik, "3510152509680009");
    assert_int_equal(wire_send(face, WIRE_QUERY, 2, &query), 0);
    assert_int_equal(heard(2), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_CARD_UNKNOWN);
}

static void a_known_card_brings_its_templates(void **state)
{
    (void)state;
    assert_int_equal(asked_templates(1, card_of_budi()), WIRE_TEMPLATES);
    assert_int_equal(got.body.templates.count, 2);
    assert_memory_equal(got.body.templates.templates[0].record, "FMR", 3);
}

static void a_cards_checks_of_a_day_run_out_unless_the_right_finger_came(void **state)
{
    uint32_t visit = 1;
    (void)state;
    for (; visit <= 3; visit++) {
        assert_int_equal(asked_templates(visit, card_of_budi()), WIRE_TEMPLATES);
        ask_result(visit);
        assert_int_equal(heard(visit), WIRE_BREAKDOWN);
    }
    for (; visit <= 8; visit++)
        assert_int_equal(asked_templates(visit, card_of_budi()), WIRE_TEMPLATES);
    assert_int_equal(asked_templates(visit, card_of_budi()), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
}

static void restart_courier(void)
{
    assert_int_equal(kill(courier, SIGKILL), 0);
    stop_courier();
    start_courier();
    wait_for_link(1, 0);
}

static void no_restart_of_the_courier_gives_a_card_more_checks(void **state)
{
    (void)state;
    for (uint32_t check = 1; check <= 5; check++) {
        assert_int_equal(asked_templates(1, card_of_budi()), WIRE_TEMPLATES);
        restart_courier();
    }
    stop_service(); /* this device's own count */
    assert_int_equal(asked_templates(1, card_of_budi()), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
    start_service();
}

static void the_service_counts_for_a_device_that_forgot(void **state)
{
    (void)state;
    for (uint32_t visit = 1; visit <= 5; visit++)
        assert_int_equal(asked_templates(visit, card_of_budi()), WIRE_TEMPLATES);
    assert_int_equal(unlink(in_stage("data/attempts.db")), 0);
    restart_courier();
    assert_int_equal(asked_templates(1, card_of_budi()), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
    assert_int_equal(stop_courier(), 0);
    assert_true(logged("rjct.attempts.spent"));
}

static void at_level_chip_checks_are_counted_as_well(void **state)
{
    struct wire_card chip = card_of_budi();
    (void)state;
    chip.assurance = WIRE_ASSURANCE_CHIP;
    memset(chip.photo_sha256, 0, WIRE_DIGEST);
    strcpy(chip.nik, "3510152509680003");
    for (uint32_t visit = 1; visit <= 4; visit++)
        assert_int_equal(asked_attempt(visit, chip, 0), WIRE_ATTEMPT_TAKEN);
    assert_int_equal(asked_templates(5, card_of_budi()), WIRE_TEMPLATES);
    assert_int_equal(asked_attempt(6, chip, 0), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
    assert_int_equal(unlink(in_stage("data/attempts.db")), 0);
    restart_courier();
    assert_int_equal(asked_attempt(1, chip, 0), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
}

static void a_declaration_needs_no_line_and_is_counted_nevertheless(void **state)
{
    (void)state;
    assert_int_equal(asked_templates(1, card_of_budi()), WIRE_TEMPLATES);
    ask_result(1);
    assert_int_equal(heard(1), WIRE_BREAKDOWN);
    stop_service();
    for (int check = 1; check <= 5; check++)
        assert_int_equal(asked_attempt(1, card_of_budi(), 1), WIRE_ATTEMPT_TAKEN);
    assert_int_equal(asked_attempt(1, card_of_budi(), 1), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
    assert_int_equal(asked_attempt(2, card_of_budi(), 0), WIRE_FAULT);
    start_service();
}

static void a_declaration_that_the_service_refuses_is_stopped(void **state)
{
    (void)state;
    for (uint32_t visit = 1; visit <= 5; visit++)
        assert_int_equal(asked_templates(visit, card_of_budi()), WIRE_TEMPLATES);
    assert_int_equal(unlink(in_stage("data/attempts.db")), 0);
    restart_courier();
    assert_int_equal(asked_attempt(1, card_of_budi(), 1), WIRE_ATTEMPT_TAKEN);
    assert_int_equal(heard(1), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_ATTEMPTS_SPENT);
}

static void a_card_nobody_knows_or_a_copy_brings_none(void **state)
{
    struct wire_card card = card_of_budi();
    (void)state;
    card.photo_sha256[0] ^= 1;
    assert_int_equal(asked_templates(1, card), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_CARD_UNKNOWN);
    card.uid[6] ^= 0xff;
    assert_int_equal(asked_templates(2, card), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_CARD_UNKNOWN);
    assert_int_equal(stop_courier(), 0);
    assert_true(logged("rjct.card.unknown"));
    assert_false(logged("04732C7A3B61"));
}

static void the_result_comes_with_its_reasons(void **state)
{
    (void)state;
    ask_result(1);
    assert_int_equal(heard(1), WIRE_BREAKDOWN);
    assert_string_equal(got.body.breakdown.name, "BUDI SANTOSO");
    assert_int_equal(got.body.breakdown.programmes[0].verdict, WIRE_VERDICT_NOT_ELIGIBLE);
    assert_true(got.body.breakdown.reason_count > 0);
    assert_int_equal(stop_courier(), 0);
    assert_false(logged("BUDI"));
}

static void an_objection_is_safe_here_first_and_then_there(void **state)
{
    struct wire_filing object = objection(1);
    char number[WIRE_NUMBER];
    (void)state;
    send_object(1, &object);
    assert_int_equal(heard(1), WIRE_RECEIPT);
    assert_int_equal(got.body.receipt.delivered, 0);
    assert_memory_equal(got.body.receipt.number, "48291000001", 11);
    memcpy(number, got.body.receipt.number, sizeof number);
    assert_int_equal(heard(1), WIRE_RECEIPT);
    assert_int_equal(got.body.receipt.delivered, 1);
    assert_string_equal(got.body.receipt.number, number);
    assert_true(got.body.receipt.expected_day > 20260000);
    wait_for_link(1, 0);
    ask_result(2);
    assert_int_equal(heard(2), WIRE_BREAKDOWN);
    assert_true(has_case(number));
}

static void an_objection_made_offline_survives_and_arrives_later(void **state)
{
    struct wire_filing object = objection(1);
    char number[WIRE_NUMBER];
    (void)state;
    stop_service();
    send_object(1, &object);
    assert_int_equal(heard(1), WIRE_RECEIPT);
    assert_int_equal(got.body.receipt.delivered, 0);
    memcpy(number, got.body.receipt.number, sizeof number);
    wait_for_link(0, 1);
    kill(courier, SIGKILL);
    assert_int_equal(stop_courier(), -SIGKILL);

    start_courier();
    wait_for_link(0, 1);
    object.confirmed_at++; /* the person pressed "Coba lagi": the key alone says it is the same */
    send_object(1, &object);
    assert_int_equal(heard(1), WIRE_RECEIPT);
    assert_string_equal(got.body.receipt.number, number);
    start_service();
    assert_int_equal(heard(1), WIRE_RECEIPT);
    assert_int_equal(got.body.receipt.delivered, 1);
    assert_string_equal(got.body.receipt.number, number);
    wait_for_link(1, 0);
    ask_result(2);
    assert_int_equal(heard(2), WIRE_BREAKDOWN);
    assert_int_equal(got.body.breakdown.case_count, 1);
    assert_true(has_case(number));
}

static void filed(uint32_t visit, const struct wire_filing *filing, uint32_t delivered)
{
    send_object(visit, filing);
    assert_int_equal(heard(visit), WIRE_RECEIPT);
    assert_int_equal(got.body.receipt.delivered, 0);
    if (!delivered)
        return;
    assert_int_equal(heard(visit), WIRE_RECEIPT);
    assert_int_equal(got.body.receipt.delivered, 1);
}

static void what_was_signed_last_is_there_without_a_line_and_takes_a_provisional(void **state)
{
    struct wire_filing filing = {.subject = budi(),
                                 .kind = WIRE_FILING_PROVISIONAL,
                                 .programme = "PKH",
                                 .contested_count = 1,
                                 .contested = {{.ground = "sold"}},
                                 .confirmed_at = time(NULL)};
    (void)state;
    filing.subject.score_class = 0;
    filing.subject.verified_at = 0;
    wait_for_catalogue();
    assert_int_equal(stop_courier(), 0);
    stop_service();
    start_courier();
    wait_for_catalogue();
    assert_int_equal(last_catalogue.provisional_days, 14);
    assert_string_equal(last_catalogue.offers[0].code, "PKH");
    assert_true(last_catalogue.offers[0].objection_closes_at > time(NULL));
    assert_true(last_catalogue.agent_count > 0);
    filed(1, &filing, 0);
    start_service();
    assert_int_equal(heard(1), WIRE_RECEIPT);
    assert_int_equal(got.body.receipt.delivered, 1);
    assert_true(got.body.receipt.expected_day > 20260000);
}

static void a_catalogue_that_was_tampered_with_is_not_believed(void **state)
{
    FILE *file;
    int byte;
    (void)state;
    wait_for_catalogue();
    assert_int_equal(stop_courier(), 0);
    stop_service();
    file = fopen(in_stage("data/catalogue.json"), "r+");
    assert_non_null(file);
    while ((byte = fgetc(file)) != EOF && byte != 'P')
        ;
    assert_int_equal(fseek(file, -1, SEEK_CUR), 0);
    assert_true(fputc('Q', file) != EOF);
    assert_int_equal(fclose(file), 0);
    start_courier();
    wait_for_link(0, 0);
    assert_int_equal(last_catalogue.made_at, 0);
    assert_int_equal(stop_courier(), 0);
    assert_true(logged("read the catalogue kept"));
}

static void a_complaint_a_report_a_withdrawal_and_a_rating_go_the_same_way(void **state)
{
    struct wire_filing filing = objection(1);
    struct wire_filing nobodys = {.kind = WIRE_FILING_COMPLAINT,
                                  .contested_count = 1,
                                  .contested = {{.ground = "money"}},
                                  .text = "Diminta uang",
                                  .key = {1},
                                  .confirmed_at = time(NULL)};
    (void)state;
    wait_for_catalogue();
    filed(1, &filing, 1);
    filing.kind = WIRE_FILING_WITHDRAWAL;
    filing.contested_count = 0;
    filing.key[0] ^= 1;
    memcpy(filing.about, got.body.receipt.number, sizeof filing.about);
    filed(1, &filing, 1);
    assert_string_equal(got.body.receipt.number, filing.about);
    filing.kind = WIRE_FILING_REPORT;
    filing.report = WIRE_REPORT_DISASTER;
    filing.since = 20261100;
    filing.key[0] ^= 2;
    filed(1, &filing, 1);
    filed(2, &nobodys, 1);
    nobodys.kind = WIRE_FILING_RATING;
    nobodys.rating = WIRE_RATING_GOOD;
    nobodys.key[0] = 2;
    filed(3, &nobodys, 1);
    assert_false(logged("uang"));
}

static void what_the_service_refuses_for_good_is_told(void **state)
{
    struct wire_filing filing = objection(1);
    (void)state;
    strcpy(filing.contested[0].ground, "no_such_ground");
    send_object(1, &filing);
    assert_int_equal(heard(1), WIRE_RECEIPT);
    assert_int_equal(heard(1), WIRE_RECEIPT);
    assert_int_equal(got.body.receipt.refused, 1);
    assert_int_equal(got.body.receipt.delivered, 0);
    assert_string_equal(got.body.receipt.reason, "ground");
    wait_for_link(1, 0);
}

static void a_line_that_is_down_is_told_and_returns(void **state)
{
    (void)state;
    stop_service();
    ask_result(1);
    assert_int_equal(heard(1), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_LINK_DOWN);
    wait_for_link(0, 0);
    start_service();
    wait_for_link(1, 0);
    ask_result(1);
    assert_int_equal(heard(1), WIRE_BREAKDOWN);
}

static void a_late_answer_never_reaches_the_next_person(void **state)
{
    (void)state;
    kill(service, SIGSTOP); /* nothing is answered before both have asked */
    ask_result(1);
    ask_result(2);
    kill(service, SIGCONT);
    assert_int_equal(heard(2), WIRE_BREAKDOWN);
    assert_int_equal(stop_courier(), 0);
}

static void a_service_with_another_authority_is_not_trusted(void **state)
{
    (void)state;
    assert_int_equal(stop_courier(), 0);
    run((char *const[]){"/bin/sh", "tests/central/keys.sh", (char *)in_stage("other"), NULL});
    configure("other/keys/ca.pem", "keys/service.keys");
    start_courier();
    wait_for_link(0, 0);
    ask_result(1);
    assert_int_equal(heard(1), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_SERVICE_UNTRUSTED);
}

static void an_answer_signed_by_another_key_is_not_shown(void **state)
{
    (void)state;
    assert_int_equal(stop_courier(), 0);
    run((char *const[]){"/bin/sh", "tests/central/keys.sh", (char *)in_stage("other"), NULL});
    configure("keys/ca.pem", "other/keys/service.keys");
    start_courier();
    ask_result(1);
    assert_int_equal(heard(1), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_SERVICE_UNTRUSTED);
}

static void a_store_that_cannot_be_written_gives_no_receipt(void **state)
{
    struct wire_filing object = objection(1);
    (void)state;
    assert_int_equal(stop_courier(), 0);
    run((char *const[]){"/bin/rm", "-rf", (char *)in_stage("data"), NULL});
    write_file(in_stage("data"), "in the way");
    start_courier();
    send_object(1, &object);
    assert_int_equal(heard(1), WIRE_FAULT);
    assert_int_equal(got.body.fault.fault, WIRE_FAULT_STORE_UNUSABLE);
    ask_result(1);
    assert_int_equal(heard(1), WIRE_BREAKDOWN);
}

static void a_face_that_says_what_it_may_not_is_left(void **state)
{
    struct wire_verify_stop stop = {0};
    (void)state;
    assert_int_equal(wire_send(face, WIRE_VERIFY_STOP, 1, &stop), 0);
    assert_int_equal(ended(courier), 1);
    courier = 0;
    assert_true(logged("Bad message"));
}

#define ON_A_STAGE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_STAGE(a_known_card_brings_its_templates),
        ON_A_STAGE(a_cards_checks_of_a_day_run_out_unless_the_right_finger_came),
        ON_A_STAGE(no_restart_of_the_courier_gives_a_card_more_checks),
        ON_A_STAGE(the_service_counts_for_a_device_that_forgot),
        ON_A_STAGE(at_level_chip_checks_are_counted_as_well),
        ON_A_STAGE(a_declaration_needs_no_line_and_is_counted_nevertheless),
        ON_A_STAGE(a_declaration_that_the_service_refuses_is_stopped),
        ON_A_STAGE(a_card_nobody_knows_or_a_copy_brings_none),
        ON_A_STAGE(the_result_comes_with_its_reasons),
        ON_A_STAGE(at_level_chip_a_person_is_found_by_the_nik_alone),
        ON_A_STAGE(an_objection_is_safe_here_first_and_then_there),
        ON_A_STAGE(an_objection_made_offline_survives_and_arrives_later),
        ON_A_STAGE(what_was_signed_last_is_there_without_a_line_and_takes_a_provisional),
        ON_A_STAGE(a_catalogue_that_was_tampered_with_is_not_believed),
        ON_A_STAGE(a_complaint_a_report_a_withdrawal_and_a_rating_go_the_same_way),
        ON_A_STAGE(what_the_service_refuses_for_good_is_told),
        ON_A_STAGE(a_line_that_is_down_is_told_and_returns),
        ON_A_STAGE(a_late_answer_never_reaches_the_next_person),
        ON_A_STAGE(a_service_with_another_authority_is_not_trusted),
        ON_A_STAGE(an_answer_signed_by_another_key_is_not_shown),
        ON_A_STAGE(a_store_that_cannot_be_written_gives_no_receipt),
        ON_A_STAGE(a_face_that_says_what_it_may_not_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
