#include "tests/courier_stage.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libgen.h>
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

#define PEOPLE "tests/bench/people.json"

const char *stage_program(const char *name)
{
    static char paths[2][PATH_MAX];
    static int turn;
    const char *folder = getenv("KIOSK_BUILD");
    turn = !turn;
    snprintf(paths[turn], sizeof *paths, "%s/%s", folder ? folder : "build", name);
    return paths[turn];
}

const char *stage_path(const struct courier_stage *s, const char *name)
{
    static char paths[2][PATH_MAX];
    static int turn;
    turn = !turn;
    snprintf(paths[turn], sizeof *paths, "%s/%s", s->folder, name);
    return paths[turn];
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Starts a program that ends with this one; fd 3 is `connection` unless -1. */
static pid_t started(const struct courier_stage *s, char *const argv[], int connection,
                     const char *environment)
{
    const char *log = stage_path(s, "log");
    pid_t child = fork();
    if (!child) {
        int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (connection >= 0)
            dup2(connection, WIRE_FD);
        if (fd < 0 || dup2(fd, STDERR_FILENO) < 0 || dup2(fd, STDOUT_FILENO) < 0)
            _exit(126);
        if (environment)
            putenv((char *)environment);
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

/* As started(), on its side of the radio link. */
static pid_t started_at(const struct courier_stage *s, const char *side, char *const argv[],
                        int connection, const char *environment)
{
    char space[64];
    char *there[16] = {"/sbin/ip", "netns", "exec", space};
    size_t count = 0;
    if (!s->radio)
        return started(s, argv, connection, environment);
    snprintf(space, sizeof space, "%s-%s", s->radio, side);
    for (; argv[count]; count++)
        there[4 + count] = argv[count];
    return started(s, there, connection, environment);
}

int stage_sh(const struct courier_stage *s, const char *format, ...)
{
    char script[2048];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(script, sizeof script, format, arguments);
    va_end(arguments);
    assert_in_range(size, 0, sizeof script - 1);
    char *const argv[] = {"/bin/sh", "-ec", script, NULL};
    setenv("stage", s->folder, 1);
    setenv("programs", stage_program(""), 1);
    return ended(started(s, argv, -1, NULL));
}

void stage_wait_for_file(const struct courier_stage *s, const char *name)
{
    char events[4096], folder[PATH_MAX];
    int watch = inotify_init1(IN_CLOEXEC);
    snprintf(folder, sizeof folder, "%s", stage_path(s, name));
    assert_true(watch >= 0 &&
                inotify_add_watch(watch, dirname(folder), IN_MOVED_TO | IN_CLOSE_WRITE) >= 0);
    while (access(stage_path(s, name), R_OK)) {
        struct pollfd waited = {.fd = watch, .events = POLLIN};
        assert_int_equal(poll(&waited, 1, STAGE_DEADLINE_MS), 1);
        assert_true(read(watch, events, sizeof events) > 0);
    }
    close(watch);
}

static void read_port(const struct courier_stage *s, const char *name, char port_out[16])
{
    FILE *file = fopen(stage_path(s, name), "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%15s", port_out), 1);
    fclose(file);
}

void stage_start_service(struct courier_stage *s)
{
    char *const argv[] = {(char *)stage_program("central"),         "serve",   "--port",
                          *s->service_port ? s->service_port : "0", s->folder, NULL};
    s->service = started_at(s, "service", argv, -1, NULL);
    stage_wait_for_file(s, "central.port");
    read_port(s, "central.port", s->service_port);
}

void stage_stop_service(struct courier_stage *s)
{
    kill(s->service, SIGTERM);
    assert_int_equal(ended(s->service), 0);
    s->service = 0;
}

void stage_start_gateway(struct courier_stage *s, const char *fates, unsigned seed)
{
    char dice[16];
    snprintf(dice, sizeof dice, "%u", seed);
    char *const argv[] = {
        (char *)stage_program("gateway"), s->folder, s->service_port, dice, (char *)fates, NULL};
    unlink(stage_path(s, "gateway.port"));
    s->gateway = started(s, argv, -1, NULL);
    stage_wait_for_file(s, "gateway.port");
}

void stage_stop_gateway(struct courier_stage *s)
{
    kill(s->gateway, SIGKILL);
    ended(s->gateway);
    s->gateway = 0;
}

void stage_start_proxy(struct courier_stage *s)
{
    char *const argv[] = {(char *)stage_program("proxy"), s->folder, s->service_port, NULL};
    unlink(stage_path(s, "proxy.port"));
    s->proxy = started(s, argv, -1, NULL);
    stage_wait_for_file(s, "proxy.port");
}

void stage_configure(struct courier_stage *s, const char *service, const char *ca,
                     const char *service_keys)
{
    char text[1024], port[16], own[32];
    if (!service) {
        memcpy(port, s->service_port, sizeof port);
        if (s->gateway)
            read_port(s, "gateway.port", port);
        snprintf(own, sizeof own, "localhost:%s", port);
        service = own;
    }
    snprintf(text, sizeof text,
             "[kiosk]\nanything = here\n[courier]\nservice = https://%s\nca = %s\n"
             "certificate = keys/device.pem\nkey = keys/device.key\ndevice = 48291\n"
             "sender = kiosk-48291\nsigning_key = keys/device.ed25519\nsigning_key_id = d1\n"
             "service_id = perlinsos\nservice_keys = %s\ndata = data\n",
             service, ca ? ca : "keys/ca.pem", service_keys ? service_keys : "keys/service.keys");
    write_file(stage_path(s, "kiosk.conf"), text);
}

static void write_one(const struct courier_stage *s, const char *key, const char *suffix,
                      const char *text)
{
    char name[96];
    snprintf(name, sizeof name, "people/%s%s", key, suffix);
    write_file(stage_path(s, name), text);
}

/* Stand-ins of the service's own files: it only digests the one and passes on the other. */
static void write_people(const struct courier_stage *s)
{
    json_t *people = json_load_file(PEOPLE, 0, NULL), *person;
    const json_t *list = json_is_array(people) ? people : json_object_get(people, "people");
    size_t i;
    assert_true(json_array_size(list) > 0);
    assert_int_equal(mkdir(stage_path(s, "people"), 0700), 0);
    json_array_foreach(list, i, person)
    {
        const char *key = json_string_value(json_object_get(person, "key"));
        assert_non_null(key);
        write_one(s, key, ".jpg", key);
        write_one(s, key, "-right.iso", "FMR right");
        write_one(s, key, "-left.iso", "FMR left");
    }
    json_decref(people);
}

void stage_make(struct courier_stage *s)
{
    *s = (struct courier_stage){.folder = "build/courier-XXXXXX", .face = -1};
    assert_true(sodium_init() >= 0);
    assert_true(!mkdir("build", 0777) || errno == EEXIST);
    assert_non_null(mkdtemp(s->folder));
    assert_int_equal(stage_sh(s, "sh tests/central/keys.sh $stage"), 0);
    write_people(s);
    assert_int_equal(stage_sh(s, "$programs/central load --people " PEOPLE " $stage"), 0);
}

static void end(pid_t *process)
{
    if (*process)
        kill(*process, SIGKILL), waitpid(*process, NULL, 0);
    *process = 0;
}

void stage_remove(struct courier_stage *s)
{
    if (s->face >= 0)
        close(s->face);
    s->face = -1;
    end(&s->courier);
    end(&s->proxy);
    end(&s->gateway);
    end(&s->service);
    stage_sh(s, "rm -rf $stage");
}

int stage_serving(void **state)
{
    struct courier_stage *s = *state;
    stage_make(s);
    stage_start_service(s);
    stage_configure(s, NULL, NULL, NULL);
    return 0;
}

int stage_online(void **state)
{
    struct courier_stage *s = *state;
    stage_serving(state);
    stage_start_courier(s, NULL);
    stage_wait_for_link(s, 1, 0);
    return 0;
}

int stage_ended(void **state)
{
    stage_remove(*state);
    return 0;
}

void stage_start_courier(struct courier_stage *s, const char *environment)
{
    int ends[2];
    char conf[PATH_MAX];
    snprintf(conf, sizeof conf, "%s", stage_path(s, "kiosk.conf"));
    char *const argv[] = {(char *)stage_program("kiosk-courier"), "-c", conf, NULL};
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    s->courier = started_at(s, "kiosk", argv, ends[1], environment);
    close(ends[1]);
    s->face = ends[0];
    s->link = (struct wire_link){.waiting = UINT32_MAX};
    s->catalogue = (struct wire_catalogue){0};
    assert_int_equal(stage_heard(s, 0), WIRE_READY);
    assert_string_equal(s->got.body.ready.program, "kiosk-courier");
}

int stage_stop_courier(struct courier_stage *s)
{
    close(s->face);
    s->face = -1;
    int status = ended(s->courier);
    s->courier = 0;
    return status;
}

static void receive(struct courier_stage *s)
{
    struct pollfd waited = {.fd = s->face, .events = POLLIN};
    assert_int_equal(poll(&waited, 1, STAGE_DEADLINE_MS), 1);
    assert_int_equal(wire_recv(s->face, WIRE_TO_KIOSK, &s->got), 0);
    if (s->got.header.type == WIRE_LINK)
        s->link = s->got.body.link;
    if (s->got.header.type == WIRE_CATALOGUE)
        s->catalogue = s->got.body.catalogue;
}

enum wire_type stage_heard(struct courier_stage *s, uint32_t visit)
{
    do
        receive(s);
    while (s->got.header.type == WIRE_LINK || s->got.header.type == WIRE_CATALOGUE);
    assert_int_equal(s->got.header.visit, visit);
    return (enum wire_type)s->got.header.type;
}

void stage_told(struct courier_stage *s, uint32_t visit, enum wire_fault fault)
{
    assert_int_equal(stage_heard(s, visit), WIRE_FAULT);
    assert_int_equal(s->got.body.fault.fault, fault);
}

void stage_wait_for_link(struct courier_stage *s, uint32_t online, uint32_t waiting)
{
    while (s->link.online != online || s->link.waiting != waiting)
        receive(s);
    assert_int_equal(s->link.offline_since != 0, !online);
}

void stage_wait_for_catalogue(struct courier_stage *s)
{
    while (!s->catalogue.made_at)
        receive(s);
}

bool stage_logged(const struct courier_stage *s, const char *words)
{
    static char log[1 << 20];
    FILE *file = fopen(stage_path(s, "log"), "r");
    assert_non_null(file);
    log[fread(log, 1, sizeof log - 1, file)] = '\0';
    fclose(file);
    return strstr(log, words) != NULL;
}

struct wire_subject stage_budi(void)
{
    struct wire_subject budi = {.card = {.assurance = WIRE_ASSURANCE_TAG,
                                         .uid_size = 7,
                                         .uid = {0x04, 0x73, 0x2c, 0x7a, 0x3b, 0x61, 0x82}},
                                .consent = {.version = "2026-11", .given_at = time(NULL) - 30},
                                .score_class = 2,
                                .verified_at = time(NULL)};
    crypto_hash_sha256(budi.card.photo_sha256, (const uint8_t *)"budi", 4);
    return budi;
}

void stage_ask_result(struct courier_stage *s, uint32_t visit)
{
    struct wire_query query = {.subject = stage_budi(), .locale = "id"};
    query.subject.verified_at -= visit; /* no finger comes twice within a second */
    assert_int_equal(wire_send(s->face, WIRE_QUERY, visit, &query), 0);
}

void stage_result_comes(struct courier_stage *s, uint32_t visit)
{
    stage_ask_result(s, visit);
    assert_int_equal(stage_heard(s, visit), WIRE_BREAKDOWN);
}

enum wire_type stage_ask_templates(struct courier_stage *s, uint32_t visit, struct wire_card card)
{
    struct wire_templates_ask ask = {.card = card,
                                     .consent = {.version = "2026-11", .given_at = time(NULL)}};
    assert_int_equal(wire_send(s->face, WIRE_TEMPLATES_ASK, visit, &ask), 0);
    return stage_heard(s, visit);
}

void stage_file(struct courier_stage *s, uint32_t visit, const struct wire_filing *filing,
                bool delivered)
{
    assert_int_equal(wire_send(s->face, WIRE_FILING, visit, filing), 0);
    for (uint32_t known = 0; known <= delivered; known++) {
        assert_int_equal(stage_heard(s, visit), WIRE_RECEIPT);
        assert_int_equal(s->got.body.receipt.delivered, known);
    }
}

struct wire_filing stage_objection(struct courier_stage *s, uint32_t visit)
{
    struct wire_filing object = {.subject = stage_budi(),
                                 .kind = WIRE_FILING_OBJECTION,
                                 .contested_count = 1,
                                 .confirmed_at = time(NULL)};
    assert_int_equal(getrandom(object.key, sizeof object.key, 0), sizeof object.key);
    stage_result_comes(s, visit);
    const struct wire_breakdown *b = &s->got.body.breakdown;
    assert_true(b->programme_count > 0 && b->ground_count > 0);
    memcpy(object.person, b->subject, sizeof object.person);
    memcpy(object.programme, b->programmes[0].code, sizeof object.programme);
    memcpy(object.contested[0].ground, b->grounds[0].code, WIRE_CODE);
    return object;
}
