#include "kiosk/ctl/decommission.h"

#include "kiosk/ctl/courier.h"
#include "kiosk/ctl/folder.h"
#include "kiosk/ctl/place.h"
#include "kiosk/ctl/program.h"
#include "kiosk/ctl/provision.h"
#include "kiosk/ctl/site.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct request {
    const char *code, *data;
    bool lose_records, untold;
};

static int fail(const char *about, const char *why)
{
    fprintf(stderr, "kioskctl: decommission: %s: %s\n", about, why);
    return 1;
}

/* Returns 0, or 1 after it said why not. */
static int check_code(const struct request *r)
{
    char path[PATH_MAX], digest[crypto_pwhash_STRBYTES + 1] = "", code[SITE_CODE];
    size_t size;
    int result;
    snprintf(path, sizeof path, "%s/decommission", r->data);
    result = folder_get(path, digest, sizeof digest - 1, &size);
    if (result == -ENOENT)
        return fail(r->data, "this device is not provisioned");
    if (result)
        return fail(path, strerror(-result));
    digest[strcspn(digest, "\n")] = '\0';
    if (!site_code(r->code, code) || crypto_pwhash_str_verify(digest, code, strlen(code)))
        return fail("--code", "not the code this device was provisioned with");
    return 0;
}

/* Nothing that somebody filed is lost unsaid. */
static int check_records(const struct request *r, const char *conf)
{
    struct courier_state courier;
    struct place place;
    char why[96];
    int result = place_read(conf, &place);
    if (result == -ENOENT || (!result && !place.provisioned))
        return 0; /* begun already */
    if (r->lose_records)
        return 0;
    if (result || courier_ask(conf, &courier) || !courier.readable)
        return fail("records", "it is not known whether any wait; --lose-records goes on");
    snprintf(why, sizeof why, "%u wait for the service, %u are aside; --lose-records goes on",
             courier.waiting, courier.aside);
    return courier.waiting || courier.aside ? fail("records", why) : 0;
}

/* A device that never had a certificate is not known to the service, and one whose kiosk.conf is
 * gone told it already. */
static int tell(const struct request *r, char *conf)
{
    struct courier_state courier;
    struct place place;
    char said[512];
    int result = place_read(conf, &place);
    if (r->untold || result == -ENOENT || (!result && !place.provisioned) ||
        (!result && !courier_ask(conf, &courier) && !courier.certificate_ends_at))
        return 0;
    if (result ||
        program_read_courier((char *[]){"kiosk-courier", "--keys", "leave", "-c", conf, NULL}, conf,
                             said, sizeof said))
        return fail("service", "it could not be told; --untold goes on, and whoever runs it has to "
                               "revoke this device's certificate and key");
    fputs(said, stdout);
    return 0;
}

static int wipe(const struct request *r)
{
    /* In this order; what is not there is wiped already. */
    static const char *const names[] = {
        "kiosk.conf", "keys",         "data",   "aside",       "iwd",
        "network",    "modem",  "service.keys", "ca.pem", "environment", "decommission",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int result = folder_wipe(r->data, names[i]);
        if (result)
            return fail(names[i], strerror(-result));
    }
    return 0;
}

int decommission_command(int argc, char **argv)
{
    static const struct option names[] = {{"code", required_argument, NULL, 'c'},
                                          {"data", required_argument, NULL, 'd'},
                                          {"lose-records", no_argument, NULL, 'l'},
                                          {"untold", no_argument, NULL, 'u'},
                                          {0}};
    struct request r = {.data = PROVISION_DATA};
    char conf[PATH_MAX];
    int option;
    while ((option = getopt_long(argc, argv, "", names, NULL)) != -1) {
        if (option == 'c')
            r.code = optarg;
        else if (option == 'd')
            r.data = optarg;
        else if (option == 'l')
            r.lose_records = true;
        else if (option == 'u')
            r.untold = true;
        else
            return 2;
    }
    if (optind != argc || !r.code)
        return 2;
    if (sodium_init() < 0)
        return fail("start", "no libsodium");
    if (snprintf(conf, sizeof conf, "%s/kiosk.conf", r.data) >= (int)sizeof conf)
        return fail(r.data, strerror(ENAMETOOLONG));
    if (check_code(&r) || check_records(&r, conf) || tell(&r, conf) || wipe(&r))
        return 1;
    puts("Wiped. Start the board again.");
    return 0;
}
