/*
 * kioskctl provision, as a technician uses it: a signed file, a folder, and whatever can be wrong
 * with either. To see the power cut fail: put kiosk.conf first in provision.c.
 */
#include "drivers/courier/config.h"
#include "tests/powercut/disk.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <setjmp.h>
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

enum { TEXT = 16384 };

static const char *programs;
static char place[64], data[80], site[TEXT]; /* site: the corpus' own file, for kiosk-00007 */
static uint8_t secret[crypto_sign_SECRETKEYBYTES];
static char said[TEXT]; /* by the last command, on either stream */

static const char *at(const char *name)
{
    static char path[4][256];
    static int next;
    next = (next + 1) % 4;
    snprintf(path[next], sizeof path[next], "%s/%s", place, name);
    return path[next];
}

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* "" when it is not there. */
static const char *read_file(const char *path)
{
    static char text[TEXT];
    FILE *file = fopen(path, "r");
    text[file ? fread(text, 1, sizeof text - 1, file) : 0] = '\0';
    if (file)
        fclose(file);
    return text;
}

static void sign(const char *text)
{
    uint8_t signature[crypto_sign_BYTES];
    crypto_sign_detached(signature, NULL, (const uint8_t *)text, strlen(text), secret);
    write_file(at("site.ini"), text, strlen(text));
    write_file(at("site.ini.sig"), signature, sizeof signature);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st;
    (void)kind;
    return where->level ? remove(path) : 0;
}

static void empty(const char *folder)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static int entries(const char *folder)
{
    int count = 0;
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        count += *e->d_name != '.' || (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."));
    closedir(d);
    return count;
}

static int set_up(void **state)
{
    uint8_t public[crypto_sign_PUBLICKEYBYTES];
    char text[64];
    (void)state;
    programs = getenv("KIOSK_BUILD") ? getenv("KIOSK_BUILD") : "build";
    strcpy(place, "build/provision-XXXXXX");
    if (sodium_init() < 0 || (mkdir("build", 0777) && errno != EEXIST) || !mkdtemp(place))
        return -1;
    snprintf(data, sizeof data, "%s/data", place);
    mkdir(data, 0755);
    crypto_sign_keypair(public, secret);
    sodium_bin2base64(text, sizeof text, public, sizeof public, sodium_base64_VARIANT_ORIGINAL);
    write_file(at("trust"), text, strlen(text));
    strcpy(site, read_file("tests/fuzz/corpus/site/cable"));
    return *site ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    empty(place);
    return rmdir(place);
}

/* Runs a command of the shell; returns its status. */
static int run(const char *format, ...)
{
    char command[1024], whole[1200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    snprintf(whole, sizeof whole, "%s >%s 2>&1", command, at("said"));
    int status = system(whole);
    strcpy(said, read_file(at("said")));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int provision_as(const char *serial, const char *environment)
{
    return run("%s %s/kioskctl provision %s --serial %s --data %s --trust %s", environment,
               programs, at("site.ini"), serial, data, at("trust"));
}

static int provision(void)
{
    return provision_as("kiosk-00007", "");
}

static void expect_said(const char *words)
{
    if (!strstr(said, words))
        fail_msg("\"%s\" is not in: %s", words, said);
}

static int mode_of(const char *name)
{
    struct stat st;
    char path[256];
    snprintf(path, sizeof path, "%s/%s", data, name);
    return stat(path, &st) ? -1 : (int)(st.st_mode & 0777);
}

static const char *in_data(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", data, name);
    return read_file(path);
}

static void a_signed_file_puts_the_device_in_service(void **state)
{
    (void)state;
    sign(site);
    assert_int_equal(provision(), 0);
    expect_said("kiosk-00007 is the kiosk of Sarongan (35.10.01.2001).");
    assert_non_null(strstr(in_data("kiosk.conf"), "provisioned = yes\n"));
    assert_non_null(strstr(in_data("kiosk.conf"), "device = 00007\n"));
    assert_non_null(strstr(in_data("network/10-kiosk.network"), "Address=10.20.30.40/24\n"));
    assert_string_equal(in_data("environment"), "TZ=Asia/Jakarta\n");
    assert_non_null(strstr(in_data("keys/code"), "kiosk-00007 7KQ2-M4XD-PV9T d"));
}

/* A driver ends with 0 when nobody listens, and with 1 when it does not understand its settings. */
static int status_of_driver(const char *name)
{
    char program[PATH_MAX], conf[128];
    int pair[2], status;
    snprintf(program, sizeof program, "%s/%s", programs, name);
    snprintf(conf, sizeof conf, "%s/kiosk.conf", data);
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (!pid) {
        int end = dup(pair[1]);
        close(pair[0]);
        dup2(end, 3);
        execl(program, name, "-c", conf, NULL);
        _exit(127);
    }
    close(pair[0]);
    close(pair[1]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void each_program_understands_what_was_written(void **state)
{
    struct config config;
    char conf[128];
    int line;
    (void)state;
    sign(site);
    assert_int_equal(provision(), 0);
    snprintf(conf, sizeof conf, "%s/kiosk.conf", data);
    assert_int_equal(config_read(conf, &config, &line), 0);
    assert_string_equal(config.sender, "kiosk-00007");
    assert_string_equal(config.enrolment, "https://localhost:8444");
    assert_int_equal(run("%s/kiosk -c %s --scene start --out %s", programs, conf, at("start")), 0);
    assert_int_equal(status_of_driver("kiosk-card"), 0);
    assert_int_equal(status_of_driver("kiosk-finger"), 0);
    assert_int_equal(status_of_driver("kiosk-voice"), 0);
    assert_int_equal(status_of_driver("kiosk-printer"), 0);
}

/* After a roll-back the file is a later version's. */
static void each_program_passes_over_what_a_later_version_wrote(void **state)
{
    struct config config;
    char conf[128];
    int line;
    (void)state;
    sign(site);
    assert_int_equal(provision(), 0);
    snprintf(conf, sizeof conf, "%s/kiosk.conf", data);
    assert_int_equal(run("sed -i 's/^\\[.*/&\\nof_the_next_version = 1/' %s", conf), 0);
    assert_int_equal(config_read(conf, &config, &line), 0);
    assert_string_equal(config.unknown, "of_the_next_version");
    assert_int_equal(run("%s/kiosk -c %s --scene start --out %s", programs, conf, at("start")), 0);
    expect_said("[kiosk] of_the_next_version: not known to this version");
    assert_int_equal(status_of_driver("kiosk-card"), 0);
    assert_int_equal(status_of_driver("kiosk-finger"), 0);
    assert_int_equal(status_of_driver("kiosk-voice"), 0);
    assert_int_equal(status_of_driver("kiosk-printer"), 0);
}

static void secrets_are_readable_by_their_owner_alone(void **state)
{
    (void)state;
    sign(read_file("tests/fuzz/corpus/site/wifi"));
    assert_int_equal(provision(), 0);
    assert_int_equal(mode_of("keys"), 0700);
    assert_int_equal(mode_of("keys/code"), 0600);
    assert_int_equal(mode_of("decommission"), 0600);
    assert_int_equal(mode_of("iwd"), 0700);
    /* "Desa "Kemiren"" as iwd wants a name that is not plain, its backslash doubled. */
    assert_int_equal(mode_of("iwd/=4465736120224b656d6972656e22.psk"), 0600);
    assert_non_null(
        strstr(in_data("iwd/=4465736120224b656d6972656e22.psk"), "Passphrase=rahasia\\\\negara\n"));
    assert_non_null(strstr(in_data("kiosk.conf"), "proxy = http://10.20.30.1:3128\n"));
    assert_non_null(strstr(in_data("kiosk.conf"), "jack_place = left\n"));
    assert_null(strstr(in_data("kiosk.conf"), "rahasia"));
    assert_null(strstr(said, "rahasia"));
}

static void a_modem_gets_its_access_point_and_loses_it_with_another_file(void **state)
{
    (void)state;
    sign(read_file("tests/fuzz/corpus/site/lte"));
    assert_int_equal(provision(), 0);
    assert_string_equal(in_data("modem"),
                        "apn=kiosk.perlinsos,user=desa,password=rahasia!,pin=1234\n");
    assert_int_equal(mode_of("modem"), 0600);
    assert_non_null(strstr(in_data("network/10-kiosk.network"), "Name=ww*\n"));
    assert_null(strstr(in_data("kiosk.conf"), "rahasia"));
    sign(site);
    assert_int_equal(provision(), 0);
    assert_int_equal(mode_of("modem"), -1);
}

static void what_is_wrong_is_told_with_line_and_field_and_nothing_is_written(void **state)
{
    static const struct {
        const char *old, *new, *told;
    } flaws[] = {
        {"kind = cable", "kind = pigeon", "line 3: [network] kind: not cable, wifi or lte"},
        {"kind = cable", "kind = lte", "[network] apn: with lte, and not without"},
        {"kind = cable", "kind = cable\napn = internet", "[network] apn: with lte"},
        {"kind = cable", "kind = cable\npin = 1234", "[network] user, password, pin: with lte alone"},
        {"kind = cable", "kind = lte\napn = internet", "[network] address: not with lte"},
        {"kind = cable", "kind = lte\napn = a,user=b", "line 4: [network] apn: not letters"},
        {"kind = cable", "kind = lte\napn = a\nuser = b", "[network] user, password: both"},
        {"kind = cable", "kind = lte\napn = a\npassword = a,b", "line 5: [network] password: not"},
        {"kind = cable", "kind = lte\napn = a\npin = 12", "line 5: [network] pin: not 4 to 8 digits"},
        {"[panel]", "[pannel]", "line 9: [pannel] pixels: there is no such section"},
        {"pixels = ", "pixel = ", "line 9: [panel] pixel: there is no such field"},
        {"1280x800", "1280", "line 9: [panel] pixels: not like 1280x800"},
        {"1280x800", "12801280x800", "line 9: [panel] pixels"},
        {"217.5x136.0", "217.5x136.0mm", "line 10: [panel] millimetres: not like"},
        {"10.20.30.40/24", "10.20.30.400/24", "line 4: [network] address"},
        {"10.20.30.1 10", "10.20.30.01 10", "line 6: [network] dns"},
        {"gateway = 10.20.30.1\n", "\n", "[network] address, gateway, dns: all of them or none"},
        {"kind = cable", "kind = wifi", "[network] ssid, passphrase: both with wifi"},
        {"https://localhost:8443", "http://localhost",
         "line 17: [service] address: not like https"},
        {" -----END CERTIFICATE-----\n", "", "[service] ca: not a whole certificate"},
        {" MIIBszCC", " MIIBs?CC", "line 21: [service] ca: not a line of a certificate"},
        {" s1 x25519", " s1 rsa", "line 24: [service] keys"},
        {" s1 x25519", " s1 ed25519", "[service] keys: one of ed25519 and one of x25519"},
        {"reader = right", "reader = behind", "line 13: [places] reader"},
        {"dpi = 512", "dpi = many", "line 31: [sensor] dpi: not a number"},
        {"Asia/Jakarta", "Europe/Berlin", "line 44: [clock] zone: not Asia/Jakarta"},
        {"mon-thu 08.00", "mon-thu 25.00", "line 47: [hours] open: not like"},
        {"idle_s = 60", "idle_s = -1", "line 50: [policies] idle_s: not 1 to 3600"},
        {"idle_s = 60", "idle_s = 60 ; a minute", "line 50: a comment beside something else"},
        {"size = large", "idle_s = 50", "line 51: [policies] idle_s: for the second time"},
        {"size = large", "size large", "line 51: neither a section nor a field"},
        {"size = large", " large", "line 51: [policies] idle_s: a line that begins with a space"},
        {"zone = ", "  zone = ", "line 44: [clock] zone: a line that begins with a space"},
        {"first = id", "", "[languages] first: is missing"},
        {"35.10.01.2002", "35.10.01", "line 56: [devices] kiosk-00008: not a village"},
        {"8KQ2-M4XD-PV9T", "8KQ2-M4XD", "line 56: [devices] kiosk-00008: not a village"},
        {"kiosk-00008", "kiosk-00007", "line 56: [devices] kiosk-00007: for the second time"},
        {"kiosk-00008", "kiosk", "line 56: [devices] kiosk: not a serial"},
        {"kiosk-00007", "kiosk-00009", "[devices] kiosk-00007: this device is not among them"},
        {"Sarongan", "Sar\xc3\xb6ngan", "line 55: a character that is not plain text"},
    };
    static char text[TEXT];
    (void)state;
    empty(data);
    for (size_t i = 0; i < sizeof flaws / sizeof *flaws; i++) {
        const char *where = strstr(site, flaws[i].old);
        assert_non_null(where);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(where - site), site, flaws[i].new,
                 where + strlen(flaws[i].old));
        sign(text);
        assert_int_equal(provision(), 1);
        expect_said(flaws[i].told);
        assert_int_equal(entries(data), 0);
    }
    memset(text, 'x', 300);
    strcpy(text + 300, "\n");
    sign(text);
    assert_int_equal(provision(), 1);
    expect_said("line 1: a line of more than 190 characters");
    sign("");
    assert_int_equal(provision(), 1);
    expect_said("[network] kind: is missing");
    sign(site);
    assert_int_equal(provision_as("kiosk-99999", ""), 1);
    expect_said("[devices] kiosk-99999: this device is not among them");
    assert_int_equal(provision_as("kiosk", ""), 1);
    expect_said("the serial asked for is not one like kiosk-00007");
    assert_int_equal(entries(data), 0);
}

static void a_device_whose_trusted_key_is_missing_or_none_believes_nobody(void **state)
{
    static const char *const trusts[][2] = {{"nowhere", "No such file or directory"},
                                            {"site.ini.sig", "not 32 bytes in base64"}};
    (void)state;
    empty(data);
    sign(site);
    for (size_t i = 0; i < sizeof trusts / sizeof *trusts; i++) {
        assert_int_equal(run("%s/kioskctl provision %s --serial kiosk-00007 --data %s --trust %s",
                             programs, at("site.ini"), data, at(trusts[i][0])),
                         1);
        expect_said(trusts[i][1]);
    }
    assert_int_equal(entries(data), 0);
}

static void a_file_that_nobody_trusted_signed_is_refused(void **state)
{
    static char text[TEXT];
    uint8_t public[crypto_sign_PUBLICKEYBYTES], own[crypto_sign_SECRETKEYBYTES];
    (void)state;
    empty(data);
    sign(site);
    strcpy(text, site);
    strstr(text, "localhost")[0] = 'k'; /* one letter, after it was signed */
    write_file(at("site.ini"), text, strlen(text));
    assert_int_equal(provision(), 1);
    expect_said("the signature is not of this file by the key this device trusts");

    memcpy(own, secret, sizeof own);
    crypto_sign_keypair(public, secret);
    sign(site);
    memcpy(secret, own, sizeof own);
    assert_int_equal(provision(), 1);
    expect_said("the signature is not of this file");

    write_file(at("site.ini.sig"), "short", 5);
    assert_int_equal(provision(), 1);
    expect_said("not a signature of 64 bytes");
    unlink(at("site.ini.sig"));
    assert_int_equal(provision(), 1);
    expect_said("site.ini.sig: No such file");
    unlink(at("site.ini"));
    assert_int_equal(provision(), 1);
    expect_said("site.ini: No such file");

    assert_int_equal(entries(data), 0);
}

static void openssl_alone_can_sign(void **state)
{
    (void)state;
    empty(data);
    write_file(at("site.ini"), site, strlen(site));
    assert_int_equal(run("(cd %s && openssl genpkey -algorithm ed25519 -out key.pem && "
                         "openssl pkey -in key.pem -pubout -outform DER | tail -c 32 | base64 "
                         ">office && openssl pkeyutl -sign -rawin -inkey key.pem -in site.ini "
                         "-out site.ini.sig)",
                         place),
                     0);
    assert_int_equal(run("%s/kioskctl provision %s --serial kiosk-00007 --data %s --trust %s",
                         programs, at("site.ini"), data, at("office")),
                     0);
}

static void another_villages_file_takes_the_place_of_the_first(void **state)
{
    (void)state;
    empty(data);
    sign(site);
    assert_int_equal(provision(), 0);
    mkdir(at("data/data"), 0700);
    write_file(at("data/data/service.keys"), "learned", 7); /* of the first village's service */
    write_file(at("data/data/authorities.pem"), "learned", 7);
    assert_int_equal(provision_as("kiosk-00008", ""), 0);
    assert_string_equal(in_data("data/service.keys"), "");
    assert_string_equal(in_data("data/authorities.pem"), "");
    assert_non_null(strstr(in_data("kiosk.conf"), "name = Pesanggaran\n"));
    assert_non_null(strstr(in_data("keys/code"), "kiosk-00008 8KQ2-M4XD-PV9T d"));
}

static void a_disk_that_takes_nothing_is_told_and_the_device_is_as_it_was(void **state)
{
    (void)state;
    empty(data);
    sign(site);
    assert_int_equal(mkdir(at("data/ca.pem"), 0700), 0); /* so that a file cannot come there */
    assert_int_equal(provision(), 1);
    expect_said("ca.pem: Is a directory");
    assert_string_equal(in_data("kiosk.conf"), "");
    rmdir(at("data/ca.pem"));
    write_file(at("data/data"), "in the way", 10); /* of what was learned, which must go */
    assert_int_equal(provision(), 1);
    expect_said("data: Not a directory");
    assert_string_equal(in_data("kiosk.conf"), "");
    unlink(at("data/data"));
    empty(data);
    rmdir(data);
    assert_int_equal(provision(), 1);
    expect_said("No such file or directory");
    mkdir(data, 0755);
    assert_int_equal(provision(), 0);
}

static bool holds_all(void)
{
    return strstr(in_data("ca.pem"), "END CERTIFICATE") &&
           strstr(in_data("service.keys"), "x25519") &&
           strstr(in_data("network/10-kiosk.network"), "DNS=10.20.30.2\n") &&
           *in_data("environment") && *in_data("keys/code") && *in_data("decommission") &&
           strstr(in_data("kiosk.conf"), "provisioned = yes\n");
}

static void a_power_cut_at_any_moment_leaves_a_device_that_can_be_provisioned(void **state)
{
    static const char old[] = "[kiosk]\n";
    char environment[3 * PATH_MAX], folder[PATH_MAX], library[PATH_MAX], so[PATH_MAX];
    size_t in_service = 0, moments;
    (void)state;
    empty(data);
    sign(site);
    snprintf(so, sizeof so, "%s/powercut.so", programs);
    assert_non_null(realpath(so, library));
    assert_non_null(realpath(data, folder));
    snprintf(environment, sizeof environment,
             "LD_PRELOAD=%s POWERCUT_FOLDER=%s POWERCUT_TRACE=%s "
             "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
             library, folder, at("trace"));
    assert_int_equal(provision_as("kiosk-00007", environment), 0);
    assert_true(holds_all());
    struct disk *disk = disk_read(at("trace"));
    moments = disk_moments(disk);
    assert_true(moments > 20);
    for (size_t i = 0; i < moments; i++) {
        for (int kind = 0; kind < DISK_KINDS; kind++) {
            empty(data);
            mkdir(at("data/network"), 0755);
            mkdir(at("data/keys"), 0700);
            write_file(at("data/kiosk.conf"), old, strlen(old));
            disk_write(disk, i, (enum disk_kind)kind, data);
            if (strcmp(in_data("kiosk.conf"), old)) {
                assert_true(holds_all());
                in_service++;
            }
            if (i == moments - 1) /* it said that it is the kiosk of this place */
                assert_true(holds_all());
        }
        /* And again, over whatever the last of these disks holds. */
        assert_int_equal(provision(), 0);
        assert_true(holds_all());
    }
    assert_true(in_service > 0 && in_service < DISK_KINDS * moments);
    disk_free(disk);
}

static int decommission(const char *options)
{
    return run("%s/kioskctl decommission --data %s %s", programs, data, options);
}

/* A device that was in use: with keys, records of a visit, an outbox. */
static void use(void)
{
    empty(data);
    sign(site);
    assert_int_equal(provision(), 0);
    write_file(at("data/keys/device.key"), "key", 3);
    assert_int_equal(mkdir(at("data/data"), 0700), 0);
    write_file(at("data/data/journal.db"), "journal", 7);
}

static void a_device_is_wiped_with_its_code_and_can_be_another_villages(void **state)
{
    (void)state;
    use();
    assert_int_equal(decommission("--code 7kq2m4xdpv9t"), 0);
    expect_said("Wiped.");
    assert_string_equal(in_data("kiosk.conf"), "");
    assert_string_equal(in_data("keys/device.key"), "");
    assert_string_equal(in_data("keys/code"), "");
    assert_string_equal(in_data("data/journal.db"), "");
    assert_string_equal(in_data("network/10-kiosk.network"), "");
    assert_int_equal(decommission("--code 7KQ2-M4XD-PV9T"), 1);
    expect_said("this device is not provisioned");
    assert_int_equal(provision_as("kiosk-00008", ""), 0);
    assert_int_equal(decommission("--code 7KQ2-M4XD-PV9T"), 1);
    assert_int_equal(decommission("--code 8KQ2-M4XD-PV9T"), 0);
}

static void nobody_wipes_a_device_without_its_code_or_with_records_that_wait(void **state)
{
    (void)state;
    use();
    assert_int_equal(decommission("--code 8KQ2-M4XD-PV9T"), 1);
    expect_said("not the code this device was provisioned with");
    assert_int_equal(decommission("--code ''"), 1);
    write_file(at("data/data/outbox.db"), "not a database, but perhaps somebody's", 38);
    assert_int_equal(decommission("--code 7KQ2-M4XD-PV9T"), 1);
    expect_said("it is not known whether any wait");
    assert_non_null(strstr(in_data("kiosk.conf"), "provisioned = yes\n"));
    assert_string_equal(in_data("keys/device.key"), "key");
    assert_int_equal(decommission("--code 7KQ2-M4XD-PV9T --lose-records"), 0);
    assert_string_equal(in_data("data/outbox.db"), "");
}

static void wiping_that_was_cut_short_leaves_it_out_of_service_and_goes_on(void **state)
{
    (void)state;
    use();
    /* Too deep to be ours: there wiping stops. */
    assert_int_equal(run("mkdir -p %s/network/1/2/3/4/5/6", data), 0);
    assert_int_equal(decommission("--code 7KQ2-M4XD-PV9T"), 1);
    expect_said("network: ");
    assert_string_equal(in_data("kiosk.conf"), "");
    assert_string_equal(in_data("keys/device.key"), "");
    assert_int_equal(run("rm -r %s/network/1", data), 0);
    assert_int_equal(decommission("--code 7KQ2-M4XD-PV9T"), 0);
    assert_string_equal(in_data("decommission"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signed_file_puts_the_device_in_service),
        cmocka_unit_test(each_program_understands_what_was_written),
        cmocka_unit_test(each_program_passes_over_what_a_later_version_wrote),
        cmocka_unit_test(secrets_are_readable_by_their_owner_alone),
        cmocka_unit_test(a_modem_gets_its_access_point_and_loses_it_with_another_file),
        cmocka_unit_test(what_is_wrong_is_told_with_line_and_field_and_nothing_is_written),
        cmocka_unit_test(a_device_whose_trusted_key_is_missing_or_none_believes_nobody),
        cmocka_unit_test(a_file_that_nobody_trusted_signed_is_refused),
        cmocka_unit_test(openssl_alone_can_sign),
        cmocka_unit_test(another_villages_file_takes_the_place_of_the_first),
        cmocka_unit_test(a_disk_that_takes_nothing_is_told_and_the_device_is_as_it_was),
        cmocka_unit_test(a_device_is_wiped_with_its_code_and_can_be_another_villages),
        cmocka_unit_test(nobody_wipes_a_device_without_its_code_or_with_records_that_wait),
        cmocka_unit_test(wiping_that_was_cut_short_leaves_it_out_of_service_and_goes_on),
        cmocka_unit_test(a_power_cut_at_any_moment_leaves_a_device_that_can_be_provisioned),
    };
    return cmocka_run_group_tests_name("provision", tests, set_up, tear_down);
}
