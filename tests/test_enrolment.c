/*
 * The device's keys and its certificate, as a technician has them made: kioskctl keys, the real
 * courier, the reference service's EST, and openssl to look at what came of it.
 */
#include "drivers/courier/certificate.h"
#include "tests/courier_stage.h"
#include "tests/powercut/disk.h"

#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { TEXT = 8192 };

static struct courier_stage s;
static char said[TEXT]; /* by the last command, on either stream */

static const char *read_file(const char *path)
{
    static char text[TEXT];
    FILE *file = fopen(path, "r");
    text[file ? fread(text, 1, sizeof text - 1, file) : 0] = '\0';
    if (file)
        fclose(file);
    return text;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static const char *own(const char *name)
{
    static char path[4][256];
    static int next;
    next = (next + 1) % 4;
    snprintf(path[next], sizeof path[next], "%s/own/keys/%s", s.folder, name);
    return path[next];
}

static bool is_there(const char *name)
{
    return access(own(name), F_OK) == 0;
}

/* Runs a command of the shell; returns its status. */
static int run(const char *format, ...)
{
    char command[1024], whole[1200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    snprintf(whole, sizeof whole, "(%s) >%s/said 2>&1", command, s.folder);
    int status = system(whole);
    strcpy(said, read_file(stage_path(&s, "said")));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int keys_at(const char *before, const char *what)
{
    return run("%s %s keys %s -c %s/own/kiosk.conf", before, stage_program("kioskctl"), what,
               s.folder);
}

static int keys(const char *what)
{
    return keys_at("", what);
}

static void expect_said(const char *words)
{
    if (!strstr(said, words))
        fail_msg("\"%s\" is not in: %s", words, said);
}

/* A device that was provisioned, with a code of the service. */
static void provision(const char *serial)
{
    char text[1024], port[16];
    snprintf(port, sizeof port, "%s", read_file(stage_path(&s, "est.port")));
    port[strcspn(port, "\n")] = '\0';
    run("rm -rf %s/own", s.folder);
    assert_int_equal(mkdir(stage_path(&s, "own"), 0755), 0);
    assert_int_equal(mkdir(stage_path(&s, "own/keys"), 0700), 0);
    snprintf(text, sizeof text,
             "[courier]\nservice = https://localhost:%s\nenrolment = https://localhost:%s\n"
             "ca = ../keys/ca.pem\ncertificate = keys/device.pem\nkey = keys/device.key\n"
             "device = 00007\nsender = %s\nsigning_key = keys/device.ed25519\n"
             "signing_key_id = d1\nservice_id = perlinsos\nservice_keys = ../keys/service.keys\n"
             "data = data\n",
             s.service_port, port, serial);
    write_file(stage_path(&s, "own/kiosk.conf"), text);
    assert_int_equal(run("%s code %s %s", stage_program("central"), serial, s.folder), 0);
    said[strcspn(said, "\n")] = '\0';
    snprintf(text, sizeof text, "%s %.40s\n", serial, said);
    write_file(own("code"), text);
}

static int set_up(void **state)
{
    (void)state;
    setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
    stage_make(&s);
    stage_start_service(&s);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    stage_stop_service(&s);
    stage_remove(&s);
    return 0;
}

static void keys_are_made_here_once_and_the_courier_alone_reads_them(void **state)
{
    char first[TEXT];
    struct stat st;
    (void)state;
    provision("kiosk-00001");
    assert_int_equal(keys("csr"), 0);
    strcpy(first, read_file(own("device.key")));
    assert_int_equal(stat(own("device.key"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(stat(own("device.ed25519"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(st.st_size, 32);
    write_file(stage_path(&s, "request"), said);
    assert_int_equal(run("openssl req -in %s/request -noout -verify -subject -text", s.folder), 0);
    expect_said("verify OK");
    expect_said("subject=CN = kiosk-00001");
    expect_said("ASN1 OID: prime256v1");
    assert_int_equal(keys("make"), 0);
    assert_string_equal(read_file(own("device.key")), first);
}

static void a_key_that_is_none_is_told_and_not_replaced(void **state)
{
    (void)state;
    provision("kiosk-00001");
    assert_int_equal(run("openssl genpkey -algorithm RSA -out %s", own("device.key")), 0);
    assert_int_equal(keys("csr"), 1);
    expect_said("device.key: not a P-256 key");
    write_file(own("device.key"), "torn");
    assert_int_equal(keys("enrol"), 1);
    expect_said("device.key: not a P-256 key");
    assert_string_equal(read_file(own("device.key")), "torn");
    unlink(own("device.key"));
    write_file(own("device.ed25519"), "short");
    assert_int_equal(keys("make"), 1);
    expect_said("device.ed25519: ");
}

static void the_code_gives_the_certificate_and_is_gone(void **state)
{
    (void)state;
    provision("kiosk-00002");
    assert_int_equal(keys("enrol"), 0);
    expect_said("kiosk-00002 has a certificate until 20");
    expect_said("the service knows the message key of kiosk-00002");
    assert_false(is_there("code"));
    assert_int_equal(run("openssl verify -purpose sslclient -CAfile %s/keys/ca.pem %s", s.folder,
                         own("device.pem")),
                     0);
    assert_int_equal(run("curl -sSf --noproxy '*' --cacert %s/keys/ca.pem --cert %s --key %s "
                         "https://localhost:%s/kiosk/v1/health",
                         s.folder, own("device.pem"), own("device.key"), s.service_port),
                     0);
    assert_int_equal(keys("enrol"), 1);
    expect_said("there is no one-time code");
}

static void a_code_that_is_not_good_is_told_and_the_device_can_try_another(void **state)
{
    char code[64];
    (void)state;
    provision("kiosk-00003");
    strcpy(code, read_file(own("code")));
    write_file(own("code"), "kiosk-00003 0000-0000-0000\n");
    assert_int_equal(keys("enrol"), EX_NOPERM);
    expect_said("the one-time code is not known for this serial");
    assert_false(is_there("device.pem"));
    write_file(own("code"), "kiosk-00004 0000-0000-0000\n");
    assert_int_equal(keys("enrol"), 1);
    expect_said("code: not of this device");
    write_file(own("code"), "");
    assert_int_equal(keys("enrol"), 1);
    expect_said("code: not of this device");
    write_file(own("code"), code);
    assert_int_equal(keys("enrol"), 0);

    write_file(own("code"), code); /* by the same key: its answer was lost */
    assert_int_equal(keys("enrol"), 0);
    write_file(own("code"), code);
    unlink(own("device.key"));
    assert_int_equal(keys("enrol"), EX_NOPERM);
    expect_said("used by another key: ask for a new code");
}

static void the_certificate_is_renewed_at_two_thirds_of_its_life(void **state)
{
    char first[TEXT];
    (void)state;
    provision("kiosk-00005");
    assert_int_equal(keys("enrol"), 0);
    strcpy(first, read_file(own("device.pem")));
    assert_int_equal(keys("renew"), 0);
    expect_said("need not renew its certificate yet");
    assert_int_equal(keys_at("faketime -f +240d", "renew"), 0);
    expect_said("need not renew its certificate yet");
    assert_string_equal(read_file(own("device.pem")), first);
    /* The message key follows it; the service, where it is not that late, does not hear of it yet.
     */
    assert_int_equal(keys_at("faketime -f +250d", "renew"), 1);
    expect_said("has a certificate until 20");
    expect_said("register the message key: ");
    assert_false(is_there("device.ed25519.2"));
    assert_int_equal(keys("renew"), 0);
    expect_said("kiosk-00005 signs with its message key 2 from its next start on");
    assert_true(is_there("device.ed25519") && is_there("device.ed25519.2"));
    assert_false(is_there("device.ed25519.offered.2"));
    assert_int_equal(keys("renew"), 0);
    expect_said("need not renew its certificate yet");
    assert_string_not_equal(read_file(own("device.pem")), first);
    assert_int_equal(run("openssl verify -purpose sslclient -CAfile %s/keys/ca.pem %s", s.folder,
                         own("device.pem")),
                     0);
    assert_int_equal(keys_at("faketime -f +370d", "renew"), 1);
    expect_said("the certificate is over, or the clock is wrong");
}

static void a_certificate_that_was_revoked_is_told_and_another_code_helps(void **state)
{
    (void)state;
    provision("kiosk-00013");
    assert_int_equal(keys("enrol"), 0);
    assert_int_equal(run("openssl x509 -in %s -noout -serial | sed 's/serial=/certificate /' |"
                         " tr A-F a-f >>%s/keys/revoked",
                         own("device.pem"), s.folder),
                     0);
    assert_int_equal(keys_at("faketime -f +250d", "renew"), EX_NOPERM);
    expect_said("the certificate is expired or revoked: provision again, with a new code");
    assert_int_equal(keys("register"), 1);
    provision("kiosk-00013");
    keys("enrol"); /* what provisions gives the message key another id; provision() does not */
    expect_said("kiosk-00013 has a certificate until 20");
}

static void a_code_older_than_two_weeks_is_told_and_another_one_helps(void **state)
{
    (void)state;
    provision("kiosk-00014");
    assert_int_equal(run("%s advance 15 %s", stage_program("central"), s.folder), 0);
    assert_int_equal(keys("enrol"), EX_NOPERM);
    expect_said("the one-time code is older than 14 days: ask for a new code");
    provision("kiosk-00014");
    assert_int_equal(keys("enrol"), 0);
}

static void a_clock_years_off_and_a_line_that_is_not_there_are_told_as_such(void **state)
{
    (void)state;
    provision("kiosk-00006");
    assert_int_equal(keys_at("faketime -f '@2001-02-03 00:00:00'", "enrol"), EX_PROTOCOL);
    expect_said("the clock says 2001-02-0");
    assert_true(is_there("code"));
    stage_stop_service(&s);
    assert_int_equal(keys("enrol"), EX_TEMPFAIL);
    expect_said("the service is not reached");
    assert_true(is_there("code"));
    stage_start_service(&s);
}

static void another_service_gives_this_device_nothing(void **state)
{
    char conf[TEXT], *ca;
    (void)state;
    provision("kiosk-00008");
    assert_int_equal(run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
                         "-keyout %s/other.key -out %s/other.pem -subj /CN=other",
                         s.folder, s.folder),
                     0);
    strcpy(conf, read_file(stage_path(&s, "own/kiosk.conf")));
    ca = strstr(conf, "../keys/ca.pem");
    assert_non_null(ca);
    memcpy(ca, "../other.pem  ", strlen("../keys/ca.pem"));
    write_file(stage_path(&s, "own/kiosk.conf"), conf);
    assert_int_equal(keys("enrol"), EX_PROTOCOL);
    expect_said("the service's certificate does not hold");
    assert_true(is_there("code"));
    assert_false(is_there("device.pem"));
}

static void the_service_is_told_the_message_key_and_can_be_told_again(void **state)
{
    (void)state;
    provision("kiosk-00012");
    assert_int_equal(keys("register"), 1);
    expect_said("register the message key: ");
    assert_int_equal(keys("enrol"), 0);
    assert_int_equal(keys("register"), 0);
    expect_said("the service knows the message key of kiosk-00012");
    stage_stop_service(&s);
    assert_int_equal(keys("register"), 1);
    expect_said("register the message key: ");
    stage_start_service(&s);
}

/* What certificate_take says of an answer with a certificate for `subject`, by `ca`, of `key`. */
static int taken(const char *subject, const char *ca, const char *key, const char *usage)
{
    static char own_key[TEXT], answer[TEXT], pem[CERTIFICATE_MAX];
    size_t size;
    assert_int_equal(run("cd %s && openssl req -new -key %s -subj '%s' -out r && "
                         "echo extendedKeyUsage=%s >e && "
                         "openssl x509 -req -in r -CA %s.pem -CAkey %s.key -days 9 -extfile e "
                         "-out c -set_serial 77 && openssl crl2pkcs7 -nocrl -certfile c "
                         "-outform DER | openssl base64 >answer",
                         s.folder, key, subject, usage, ca, ca),
                     0);
    strcpy(own_key, read_file(own("device.key")));
    strcpy(answer, read_file(stage_path(&s, "answer")));
    return certificate_take(answer, strlen(answer), own_key, strlen(own_key), "kiosk-00010",
                            stage_path(&s, "keys/ca.pem"), time(NULL), pem, &size);
}

static void only_its_own_certificate_by_its_own_authority_is_taken(void **state)
{
    static const char mine[] = "own/keys/device.key", other[] = "keys/device.key";
    char own_key[TEXT], pem[CERTIFICATE_MAX];
    size_t size;
    (void)state;
    provision("kiosk-00010");
    assert_int_equal(keys("make"), 0);
    strcpy(own_key, read_file(own("device.key")));
    assert_int_equal(taken("/CN=kiosk-00010", "keys/ca", mine, "clientAuth"), 0);
    assert_int_equal(taken("/CN=kiosk-00011", "keys/ca", mine, "clientAuth"), -EKEYREJECTED);
    assert_int_equal(taken("/CN=kiosk-00010/O=x", "keys/ca", mine, "clientAuth"), -EKEYREJECTED);
    assert_int_equal(taken("/CN=kiosk-00010", "keys/ca", other, "clientAuth"), -EKEYREJECTED);
    assert_int_equal(taken("/CN=kiosk-00010", "keys/ca", mine, "serverAuth"), -EKEYREJECTED);
    assert_int_equal(taken("/CN=kiosk-00010", "other", mine, "clientAuth"), -EKEYREJECTED);
    assert_int_equal(certificate_take("bm8=", 4, own_key, strlen(own_key), "kiosk-00010",
                                      stage_path(&s, "keys/ca.pem"), time(NULL), pem, &size),
                     -EBADMSG);
}

static void a_power_cut_at_any_moment_leaves_a_device_that_enrols(void **state)
{
    char before[3 * PATH_MAX], folder[PATH_MAX], library[PATH_MAX], code[64], first[TEXT];
    size_t with_key = 0;
    (void)state;
    provision("kiosk-00009");
    strcpy(code, read_file(own("code")));
    assert_non_null(realpath(stage_program("powercut.so"), library));
    assert_non_null(realpath(stage_path(&s, "own/keys"), folder));
    snprintf(before, sizeof before,
             "LD_PRELOAD=%s POWERCUT_FOLDER=%s POWERCUT_TRACE=%s/trace "
             "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
             library, folder, s.folder);
    assert_int_equal(keys_at(before, "enrol"), 0);
    strcpy(first, read_file(own("device.key")));
    struct disk *disk = disk_read(stage_path(&s, "trace"));
    assert_true(disk_moments(disk) > 10);
    for (size_t i = 0; i < disk_moments(disk); i++)
        for (int kind = 0; kind < DISK_KINDS; kind++) {
            run("rm -f %s/*", folder);
            disk_write(disk, i, (enum disk_kind)kind, folder);
            if (i == disk_moments(disk) - 1) /* it said that it has a certificate */
                assert_true(is_there("device.key") && is_there("device.pem"));
            if (!is_there("device.key") || !is_there("device.ed25519")) {
                /* Nobody was told of a key that is lost. */
                assert_false(is_there("device.pem"));
                continue;
            }
            assert_string_equal(read_file(own("device.key")), first);
            assert_int_equal(chmod(own("device.key"), 0600), 0);
            assert_int_equal(chmod(own("device.ed25519"), 0600), 0);
            write_file(own("code"), code);
            assert_int_equal(keys("enrol"), 0);
            with_key++;
        }
    assert_true(with_key > 0);
    disk_free(disk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_made_here_once_and_the_courier_alone_reads_them),
        cmocka_unit_test(a_key_that_is_none_is_told_and_not_replaced),
        cmocka_unit_test(the_code_gives_the_certificate_and_is_gone),
        cmocka_unit_test(a_code_that_is_not_good_is_told_and_the_device_can_try_another),
        cmocka_unit_test(the_certificate_is_renewed_at_two_thirds_of_its_life),
        cmocka_unit_test(a_certificate_that_was_revoked_is_told_and_another_code_helps),
        cmocka_unit_test(a_clock_years_off_and_a_line_that_is_not_there_are_told_as_such),
        cmocka_unit_test(another_service_gives_this_device_nothing),
        cmocka_unit_test(the_service_is_told_the_message_key_and_can_be_told_again),
        cmocka_unit_test(only_its_own_certificate_by_its_own_authority_is_taken),
        cmocka_unit_test(a_power_cut_at_any_moment_leaves_a_device_that_enrols),
        cmocka_unit_test(a_code_older_than_two_weeks_is_told_and_another_one_helps),
    };
    return cmocka_run_group_tests_name("enrolment", tests, set_up, tear_down);
}
