#include "kiosk/ctl/provision.h"

#include "kiosk/ctl/conf.h"
#include "kiosk/ctl/folder.h"
#include "kiosk/ctl/offer.h"
#include "kiosk/ctl/site_text.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CONF_MAX = 64 * 1024 };

struct request {
    const char *file, *serial, *data, *trust;
};

/* Returns `error`. */
static int say(char *why, const char *about, const char *what, int error)
{
    snprintf(why, PROVISION_WHY, "%.300s: %.200s", about, what);
    return error;
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

static int check_signature(const char *file, const char *trust, const char *bytes, size_t size,
                           char *why)
{
    char path[PATH_MAX];
    uint8_t key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
    size_t length;
    int result = read_trust(trust, key);
    if (result)
        return say(why, trust, result == -EINVAL ? "not 32 bytes in base64" : strerror(-result),
                   result);
    if (snprintf(path, sizeof path, "%s.sig", file) >= (int)sizeof path)
        return say(why, file, strerror(ENAMETOOLONG), -ENAMETOOLONG);
    result = folder_get(path, signature, sizeof signature, &length);
    if (result && result != -EFBIG)
        return say(why, path, strerror(-result), result == -ENOENT ? -EKEYREJECTED : result);
    if (result || length != sizeof signature)
        return say(why, path, "not a signature of 64 bytes", -EKEYREJECTED);
    if (crypto_sign_verify_detached(signature, (const uint8_t *)bytes, size, key))
        return say(why, file, "the signature is not of this file by the key this device trusts",
                   -EKEYREJECTED);
    return 0;
}

int provision_read(const char *file, const char *trust, char *bytes, size_t room, size_t *size_out,
                   char *why)
{
    size_t size;
    int result = folder_get(file, bytes, room, &size);
    if (result)
        return say(why, file, strerror(-result), result);
    result = check_signature(file, trust, bytes, size, why);
    if (!result)
        *size_out = size;
    return result;
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
    fprintf(to, "%s %s %s\n", s->device.serial, s->device.code, s->device.key_id);
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

static void write_in_service(const struct site *s, FILE *to)
{
    conf_write_kiosk(s, to);
    fputs(CONF_IN_SERVICE, to);
}

static void write_pending(const struct site *s, FILE *to)
{
    conf_write_kiosk(s, to);
    fputs(CONF_PENDING, to);
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

static int write_all(const struct site *s, const char *data, bool pending, char *why)
{
    char wifi[CONF_WIFI_NAME];
    bool radio = *s->values[SITE_SSID], modem = *s->values[SITE_APN];
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
        {"", modem ? "modem" : NULL, 0600, conf_write_modem},
        {"keys", "code", 0600, write_code},
        {"", "decommission", 0600, write_digest},
        /* The last: from here on it is this site's device. */
        {"", "kiosk.conf", 0644, pending ? write_pending : write_in_service},
    };
    conf_wifi_name(s, wifi);
    /* What was learned of service and mobile network before no longer counts. */
    char learned[PATH_MAX];
    int forgotten = snprintf(learned, sizeof learned, "%s/data", data) < (int)sizeof learned
                        ? folder_wipe(learned, "service.keys")
                        : -ENAMETOOLONG;
    if (!forgotten)
        forgotten = folder_wipe(learned, "authorities.pem");
    if (!forgotten)
        forgotten = folder_wipe(data, "modem");
    if (!forgotten && snprintf(learned, sizeof learned, "%s/network", data) < (int)sizeof learned)
        forgotten = folder_wipe(learned, "05-modem.network");
    if (forgotten)
        return say(why, learned, strerror(-forgotten), forgotten);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        int result = files[i].name ? put(s, data, files[i].folder, files[i].name, files[i].mode,
                                         files[i].write)
                                   : 0;
        if (result) {
            char about[PATH_MAX];
            snprintf(about, sizeof about, "%s/%s%s%s", data, files[i].folder,
                     *files[i].folder ? "/" : "", files[i].name);
            return say(why, about, strerror(-result), result);
        }
    }
    return 0;
}

int provision_write(struct site *site, const char *data, bool pending, char *why)
{
    /* The service takes no second key of one name, and a wiped device makes another key. */
    snprintf(site->device.key_id, sizeof site->device.key_id, "d%08x", randombytes_random());
    return write_all(site, data, pending, why);
}

int provision_finish(const char *data)
{
    static char text[CONF_MAX];
    char path[PATH_MAX];
    size_t size, last = strlen(CONF_PENDING);
    int result = snprintf(path, sizeof path, "%s/kiosk.conf", data) < (int)sizeof path
                     ? folder_get(path, text, sizeof text - strlen(CONF_IN_SERVICE), &size)
                     : -ENAMETOOLONG;
    if (result)
        return result;
    if (size < last || memcmp(text + size - last, CONF_PENDING, last))
        return -EINVAL;
    strcpy(text + size - last, CONF_IN_SERVICE);
    return folder_put(data, "kiosk.conf", text, strlen(text), 0644);
}

static int provision(const struct request *r)
{
    static char bytes[SITE_TEXT_MAX];
    static struct site site;
    char why[PROVISION_WHY];
    struct site_flaw flaw;
    size_t size;
    int result = provision_read(r->file, r->trust, bytes, sizeof bytes, &size, why);
    if (!result && site_text_read(bytes, size, r->serial, &site, &flaw)) {
        if (flaw.line)
            snprintf(why, sizeof why, "%.200s: line %d: %s", r->file, flaw.line, flaw.why);
        else
            say(why, r->file, flaw.why, 0);
        result = -EINVAL;
    }
    if (!result)
        result = provision_write(&site, r->data, false, why);
    if (result)
        fprintf(stderr, "kioskctl: provision: %s\n", why);
    else
        printf("%s is the kiosk of %s (%s).\n", site.device.serial, site.device.name,
               site.device.village);
    explicit_bzero(bytes, sizeof bytes);
    explicit_bzero(&site, sizeof site);
    return result ? 1 : 0;
}

int provision_command(int argc, char **argv)
{
    static const struct option names[] = {{"serial", required_argument, NULL, 's'},
                                          {"from", required_argument, NULL, 'f'},
                                          {"forget", no_argument, NULL, 'g'},
                                          {"data", required_argument, NULL, 'd'},
                                          {"trust", required_argument, NULL, 't'},
                                          {0}};
    struct request r = {.data = PROVISION_DATA, .trust = PROVISION_TRUST};
    const char *from = NULL;
    bool forget = false;
    int option;
    while ((option = getopt_long(argc, argv, "", names, NULL)) != -1) {
        if (option == 's')
            r.serial = optarg;
        else if (option == 'f')
            from = optarg;
        else if (option == 'g')
            forget = true;
        else if (option == 'd')
            r.data = optarg;
        else if (option == 't')
            r.trust = optarg;
        else
            return 2;
    }
    if (from ? r.serial || optind != argc : optind + 1 != argc || !r.serial || forget)
        return 2;
    if (sodium_init() < 0) {
        fputs("kioskctl: provision: no libsodium\n", stderr);
        return 1;
    }
    if (from)
        return offer_run(&(struct offer_setup){from, r.data, r.trust, forget});
    r.file = argv[optind];
    return provision(&r);
}
