#include "kiosk/ctl/provision.h"

#include "kiosk/ctl/conf.h"
#include "kiosk/ctl/folder.h"
#include "kiosk/ctl/site_text.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct request {
    const char *file, *serial, *data, *trust;
};

static int fail(const char *about, const char *why)
{
    fprintf(stderr, "kioskctl: provision: %s: %s\n", about, why);
    return 1;
}

/* The key that this device believes. */
static int read_trust(const char *path, uint8_t key_out[crypto_sign_PUBLICKEYBYTES])
{
    char text[128];
    uint8_t key[crypto_sign_PUBLICKEYBYTES];
    size_t size, length;
    int result = folder_get(path, text, sizeof text, &size);
    if (result)
        return result;
    if (sodium_base642bin(key, sizeof key, text, size, " \r\n", &length, NULL,
                          sodium_base64_VARIANT_ORIGINAL) ||
        length != sizeof key)
        return -EINVAL;
    memcpy(key_out, key, sizeof key);
    return 0;
}

/* Returns 0, or 1 after it said what is wrong. */
static int check_signature(const struct request *r, const char *bytes, size_t size)
{
    char path[PATH_MAX];
    uint8_t key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
    size_t length;
    int result = read_trust(r->trust, key);
    if (result)
        return fail(r->trust, result == -EINVAL ? "not 32 bytes in base64" : strerror(-result));
    if (snprintf(path, sizeof path, "%s.sig", r->file) >= (int)sizeof path)
        return fail(r->file, strerror(ENAMETOOLONG));
    result = folder_get(path, signature, sizeof signature, &length);
    if (result && result != -EFBIG)
        return fail(path, strerror(-result));
    if (result || length != sizeof signature)
        return fail(path, "not a signature of 64 bytes");
    if (crypto_sign_verify_detached(signature, (const uint8_t *)bytes, size, key))
        return fail(r->file, "the signature is not of this file by the key this device trusts");
    return 0;
}

typedef void writer(const struct site *s, FILE *to);

static void write_ca(const struct site *s, FILE *to)
{
    fputs(s->ca, to);
}

static void write_service_keys(const struct site *s, FILE *to)
{
    fputs(s->keys, to);
}

static void write_code(const struct site *s, FILE *to)
{
    fprintf(to, "%s %s\n", s->device.serial, s->device.code);
}

/* So that decommissioning can ask for the code again. */
static void write_digest(const struct site *s, FILE *to)
{
    char digest[crypto_pwhash_STRBYTES], code[SITE_CODE];
    if (site_code(s->device.code, code) &&
        !crypto_pwhash_str(digest, code, strlen(code), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                           crypto_pwhash_MEMLIMIT_MIN))
        fprintf(to, "%s\n", digest);
}

/* Puts what `write` says into a file of a folder of the data folder ("": itself). */
static int put(const struct site *s, const char *data, const char *folder, const char *name,
               mode_t mode, writer *write)
{
    char path[PATH_MAX], *text = NULL;
    size_t size = 0;
    int result = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to)
        return -ENOMEM;
    write(s, to);
    if (fclose(to))
        result = -ENOMEM;
    if (!result && snprintf(path, sizeof path, "%s/%s", data, folder) >= (int)sizeof path)
        result = -ENAMETOOLONG;
    if (!result && *folder)
        result = folder_make(path, strcmp(folder, "network") ? 0700 : 0755);
    if (!result)
        result = folder_put(*folder ? path : data, name, text, size, mode);
    explicit_bzero(text, size);
    free(text);
    return result;
}

static int write_all(const struct site *s, const char *data)
{
    char wifi[CONF_WIFI_NAME];
    bool radio = *s->values[SITE_SSID];
    const struct {
        const char *folder, *name;
        mode_t mode;
        writer *write;
    } files[] = {
        {"", "ca.pem", 0644, write_ca},
        {"", "service.keys", 0644, write_service_keys},
        {"", "environment", 0644, conf_write_environment},
        {"network", "10-kiosk.network", 0644, conf_write_network},
        {"iwd", radio ? wifi : NULL, 0600, conf_write_wifi},
        {"keys", "code", 0600, write_code},
        {"", "decommission", 0600, write_digest},
        {"", "kiosk.conf", 0644, conf_write_kiosk}, /* the last: from here on it is in service */
    };
    conf_wifi_name(s, wifi);
    /* What the courier learned of the service before no longer counts. */
    char learned[PATH_MAX];
    int forgotten = snprintf(learned, sizeof learned, "%s/data", data) < (int)sizeof learned
                        ? folder_wipe(learned, "service.keys")
                        : -ENAMETOOLONG;
    if (!forgotten)
        forgotten = folder_wipe(learned, "authorities.pem");
    if (forgotten) {
        fail(learned, strerror(-forgotten));
        return forgotten;
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        int result = files[i].name ? put(s, data, files[i].folder, files[i].name, files[i].mode,
                                         files[i].write)
                                   : 0;
        if (result) {
            char about[PATH_MAX];
            snprintf(about, sizeof about, "%s/%s%s%s", data, files[i].folder,
                     *files[i].folder ? "/" : "", files[i].name);
            fail(about, strerror(-result));
            return result;
        }
    }
    return 0;
}

static int provision(const struct request *r)
{
    static char bytes[SITE_TEXT_MAX];
    static struct site site;
    struct site_flaw flaw;
    size_t size;
    int result = folder_get(r->file, bytes, sizeof bytes, &size);
    if (result)
        return fail(r->file, strerror(-result));
    result = check_signature(r, bytes, size);
    if (result)
        goto out;
    result = site_text_read(bytes, size, r->serial, &site, &flaw) ? 1 : 0;
    if (result && flaw.line)
        fprintf(stderr, "kioskctl: provision: %s: line %d: %s\n", r->file, flaw.line, flaw.why);
    else if (result)
        fail(r->file, flaw.why);
    if (!result) {
        /* The service takes no second key of one name, and a wiped device makes another key. */
        snprintf(site.device.key_id, sizeof site.device.key_id, "d%08x", randombytes_random());
        result = write_all(&site, r->data) ? 1 : 0;
    }
    if (!result)
        printf("%s is the kiosk of %s (%s).\n", site.device.serial, site.device.name,
               site.device.village);
out:
    explicit_bzero(bytes, sizeof bytes);
    explicit_bzero(&site, sizeof site);
    return result;
}

int provision_command(int argc, char **argv)
{
    static const struct option names[] = {{"serial", required_argument, NULL, 's'},
                                          {"data", required_argument, NULL, 'd'},
                                          {"trust", required_argument, NULL, 't'},
                                          {0}};
    struct request r = {.data = PROVISION_DATA, .trust = PROVISION_TRUST};
    int option;
    while ((option = getopt_long(argc, argv, "", names, NULL)) != -1) {
        if (option == 's')
            r.serial = optarg;
        else if (option == 'd')
            r.data = optarg;
        else if (option == 't')
            r.trust = optarg;
        else
            return 2;
    }
    if (optind + 1 != argc || !r.serial)
        return 2;
    r.file = argv[optind];
    if (sodium_init() < 0)
        return fail("start", "no libsodium");
    return provision(&r);
}
