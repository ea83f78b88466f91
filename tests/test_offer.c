/* kioskctl provision --from, as the face hears it: a folder, and what is laid into it. */
#include "drivers/wire.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { TEXT = 16384, DEADLINE_MS = 60000 };

struct offering {
    char place[64], site[TEXT]; /* site: the corpus' own */
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    pid_t program;
    int face;
    struct wire_packet heard;
};

static const char *at(const struct offering *o, const char *name)
{
    static char path[4][256];
    static int next;
    next = (next + 1) % 4;
    snprintf(path[next], sizeof path[next], "%s/%s", o->place, name);
    return path[next];
}

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static const char *read_file(const char *path)
{
    static char text[TEXT];
    FILE *file = fopen(path, "r");
    text[file ? fread(text, 1, sizeof text - 1, file) : 0] = '\0';
    if (file)
        fclose(file);
    return text;
}

/* Whole or not at all: it is looked at while this goes on. */
static void lay(const struct offering *o, const char *text, bool signed_by_the_office)
{
    uint8_t signature[crypto_sign_BYTES] = {0};
    if (signed_by_the_office)
        crypto_sign_detached(signature, NULL, (const uint8_t *)text, strlen(text), o->secret);
    unlink(at(o, "stick/site.ini"));
    write_file(at(o, "stick/site.ini.sig"), signature, sizeof signature);
    write_file(at(o, "new"), text, strlen(text));
    assert_int_equal(rename(at(o, "new"), at(o, "stick/site.ini")), 0);
}

static const char *with(const struct offering *o, const char *old, const char *new)
{
    static char text[TEXT];
    const char *where = strstr(o->site, old);
    assert_non_null(where);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(where - o->site), o->site, new,
             where + strlen(old));
    return text;
}

static void start(struct offering *o)
{
    const char *programs = getenv("KIOSK_BUILD") ? getenv("KIOSK_BUILD") : "build";
    char program[256];
    int pair[2];
    snprintf(program, sizeof program, "%s/kioskctl", programs);
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
    o->program = fork();
    assert_true(o->program >= 0);
    if (!o->program) {
        close(pair[0]);
        if (dup2(pair[1], WIRE_FD) < 0)
            _exit(127);
        if (pair[1] != WIRE_FD)
            close(pair[1]);
        execl(program, "kioskctl", "provision", "--from", at(o, "stick"), "--data", at(o, "data"),
              "--trust", at(o, "trust"), "--forget", NULL);
        _exit(127);
    }
    close(pair[1]);
    o->face = pair[0];
}

/* Returns the status it ended with. */
static int stop(struct offering *o)
{
    int status;
    close(o->face);
    assert_int_equal(waitpid(o->program, &status, 0), o->program);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The next word of how far it is; NULL when it hung up. */
static const struct wire_site *next(struct offering *o)
{
    do {
        struct pollfd face = {.fd = o->face, .events = POLLIN};
        assert_int_equal(poll(&face, 1, DEADLINE_MS), 1);
        if (wire_recv(o->face, WIRE_TO_KIOSK, &o->heard))
            return NULL;
    } while (o->heard.header.type != WIRE_SITE);
    return &o->heard.body.site;
}

static const struct wire_site *expect(struct offering *o, enum wire_site_state state)
{
    const struct wire_site *site = next(o);
    assert_non_null(site);
    assert_int_equal(site->state, state);
    return site;
}

static const struct wire_site *pick(struct offering *o, const char *digits)
{
    struct wire_site_pick body = {0};
    strcpy(body.digits, digits);
    assert_int_equal(wire_send(o->face, WIRE_SITE_PICK, 0, &body), 0);
    return next(o);
}

static void take(struct offering *o)
{
    static const struct wire_site_take nothing;
    assert_int_equal(wire_send(o->face, WIRE_SITE_TAKE, 0, &nothing), 0);
}

/* As the courier leaves it. */
static void enrol(const struct offering *o, const char *outcome)
{
    char id[32], line[64];
    const char *where = strstr(read_file(at(o, "data/kiosk.conf")), "signing_key_id = ");
    assert_non_null(where);
    assert_int_equal(sscanf(where, "signing_key_id = %31s", id), 1);
    snprintf(line, sizeof line, "%s %s\n", outcome, id);
    write_file(at(o, "new"), line, strlen(line));
    assert_int_equal(rename(at(o, "new"), at(o, "data/keys/enrolment")), 0);
}

static int set_up(void **state)
{
    struct offering *o = calloc(1, sizeof *o);
    uint8_t public[crypto_sign_PUBLICKEYBYTES];
    char text[64];
    strcpy(o->place, "build/offer-XXXXXX");
    if (sodium_init() < 0 || (mkdir("build", 0777) && errno != EEXIST) || !mkdtemp(o->place))
        return -1;
    mkdir(at(o, "stick"), 0755);
    mkdir(at(o, "data"), 0755);
    crypto_sign_keypair(public, o->secret);
    sodium_bin2base64(text, sizeof text, public, sizeof public, sodium_base64_VARIANT_ORIGINAL);
    write_file(at(o, "trust"), text, strlen(text));
    strcpy(o->site, read_file("tests/fuzz/corpus/site/cable"));
    *state = o;
    return *o->site ? 0 : -1;
}

static int tear_down(void **state)
{
    struct offering *o = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", o->place);
    if (system(command))
        return -1;
    free(o);
    return 0;
}

static void the_screen_is_told_what_kind_of_file_is_there(void **state)
{
    struct offering *o = *state;
    start(o);
    expect(o, WIRE_SITE_NONE);
    lay(o, o->site, false);
    expect(o, WIRE_SITE_UNSIGNED);
    lay(o, with(o, "217.5x136.0", "217.5"), true);
    const struct wire_site *flawed = expect(o, WIRE_SITE_FLAWED);
    assert_int_equal(flawed->line, 10);
    assert_string_equal(flawed->why, "[panel] millimetres: not like 217.5x136.0");
    lay(o, o->site, true);
    assert_int_equal(expect(o, WIRE_SITE_WHICH)->devices, 2);
    unlink(at(o, "stick/site.ini"));
    expect(o, WIRE_SITE_NONE);
    assert_int_equal(stop(o), 0);
    assert_string_equal(read_file(at(o, "data/kiosk.conf")), "");
}

static void a_device_is_the_one_whose_digits_are_typed(void **state)
{
    struct offering *o = *state;
    lay(o, o->site, true);
    start(o);
    expect(o, WIRE_SITE_WHICH);
    assert_int_equal(pick(o, "00009")->state, WIRE_SITE_UNKNOWN);
    assert_int_equal(pick(o, "00010")->state, WIRE_SITE_UNKNOWN);
    const struct wire_site *found = pick(o, "00008");
    assert_int_equal(found->state, WIRE_SITE_FOUND);
    assert_string_equal(found->serial, "kiosk-00008");
    assert_string_equal(found->name, "Pesanggaran");
    assert_string_equal(found->service, "https://localhost:8443");
    assert_string_equal(read_file(at(o, "data/kiosk.conf")), "");
    assert_int_equal(stop(o), 0);
}

static void one_device_need_not_be_told_which_it_is(void **state)
{
    struct offering *o = *state;
    lay(o, with(o, "kiosk-00007 = 35.10.01.2001 7KQ2-M4XD-PV9T Sarongan\n", ""), true);
    start(o);
    assert_string_equal(expect(o, WIRE_SITE_FOUND)->serial, "kiosk-00008");
    assert_int_equal(stop(o), 0);
}

static void it_is_in_service_only_with_its_certificate_and_goes_on_after_a_power_cut(void **state)
{
    struct offering *o = *state;
    static const char last[] = "\nprovision = yes\n";
    lay(o, o->site, true);
    start(o);
    expect(o, WIRE_SITE_WHICH);
    pick(o, "00007");
    take(o);
    assert_string_equal(expect(o, WIRE_SITE_ENROLLING)->serial, "kiosk-00007");
    const char *conf = read_file(at(o, "data/kiosk.conf"));
    assert_string_equal(conf + strlen(conf) - strlen(last), last);
    assert_null(strstr(conf, "provisioned"));
    enrol(o, "unreached");
    expect(o, WIRE_SITE_UNREACHED);
    assert_int_equal(kill(o->program, SIGKILL), 0);
    assert_int_equal(stop(o), -1);

    start(o);
    assert_string_equal(expect(o, WIRE_SITE_UNREACHED)->name, "Sarongan");
    enrol(o, "untrusted");
    expect(o, WIRE_SITE_UNTRUSTED);
    assert_true(*read_file(at(o, "stick/site.ini")));
    enrol(o, "done");
    expect(o, WIRE_SITE_DONE);
    assert_int_equal(stop(o), 0);
    assert_non_null(strstr(read_file(at(o, "data/kiosk.conf")), "\nprovisioned = yes\n"));
    assert_null(strstr(read_file(at(o, "data/kiosk.conf")), "provision = yes"));
    assert_string_equal(read_file(at(o, "stick/site.ini")), "");
}

static void a_code_that_is_refused_asks_for_another_file(void **state)
{
    struct offering *o = *state;
    lay(o, o->site, true);
    start(o);
    expect(o, WIRE_SITE_WHICH);
    pick(o, "00007");
    take(o);
    expect(o, WIRE_SITE_ENROLLING);
    enrol(o, "refused");
    expect(o, WIRE_SITE_REFUSED);
    lay(o, with(o, "7KQ2-M4XD-PV9T", "9KQ2-M4XD-PV9T"), true);
    expect(o, WIRE_SITE_WHICH);
    pick(o, "00007");
    take(o);
    expect(o, WIRE_SITE_ENROLLING); /* what became of the first file's code is not of this one's */
    assert_non_null(strstr(read_file(at(o, "data/keys/code")), "kiosk-00007 9KQ2-M4XD-PV9T d"));
    assert_int_equal(stop(o), 0);
}

static void a_card_that_takes_nothing_is_told(void **state)
{
    struct offering *o = *state;
    lay(o, with(o, "kiosk-00008 = 35.10.01.2002 8KQ2-M4XD-PV9T Pesanggaran\n", ""), true);
    mkdir(at(o, "data/ca.pem"), 0700); /* so that a file cannot come there */
    start(o);
    expect(o, WIRE_SITE_FOUND);
    take(o);
    assert_non_null(strstr(expect(o, WIRE_SITE_UNWRITTEN)->why, "ca.pem: Is a directory"));
    assert_int_equal(stop(o), 0);
}

static void a_device_in_service_is_left_alone(void **state)
{
    struct offering *o = *state;
    static const char conf[] = "[place]\nserial = kiosk-00007\n[kiosk]\nprovisioned = yes\n";
    write_file(at(o, "data/kiosk.conf"), conf, strlen(conf));
    lay(o, o->site, true);
    start(o);
    assert_null(next(o));
    assert_int_equal(stop(o), 1);
    assert_string_equal(read_file(at(o, "data/kiosk.conf")), conf);
}

#define WITH_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_A_FOLDER(the_screen_is_told_what_kind_of_file_is_there),
        WITH_A_FOLDER(a_device_is_the_one_whose_digits_are_typed),
        WITH_A_FOLDER(one_device_need_not_be_told_which_it_is),
        WITH_A_FOLDER(it_is_in_service_only_with_its_certificate_and_goes_on_after_a_power_cut),
        WITH_A_FOLDER(a_code_that_is_refused_asks_for_another_file),
        WITH_A_FOLDER(a_card_that_takes_nothing_is_told),
        WITH_A_FOLDER(a_device_in_service_is_left_alone),
    };
    return cmocka_run_group_tests_name("offer", tests, NULL, NULL);
}
