#include "enrolment.h"

#include "certificate.h"
#include "est.h"
#include "keyfile.h"
#include "keys.h"
#include "registration.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

enum { CODE_LINE = 128 };

struct key {
    char pem[CERTIFICATE_MAX];
    size_t size;
};

static int fail(const char *doing, const char *why)
{
    fprintf(stderr, "kiosk-courier: %s: %s\n", doing, why);
    return 1;
}

static int fail_errno(const char *doing, int result)
{
    return fail(doing, strerror(-result));
}

/* Reads the TLS key, or makes it. */
static int own_key(const struct config *c, struct key *key_out)
{
    int result = keyfile_get(c->key, key_out->pem, sizeof key_out->pem - 1, &key_out->size);
    if (result == -ENOENT) {
        result = certificate_make_key(key_out->pem, &key_out->size);
        if (!result)
            result = keyfile_put(c->key, key_out->pem, key_out->size);
    }
    if (!result)
        key_out->pem[key_out->size] = '\0';
    return result;
}

/* Reads a message key's seed, or makes it. */
static int own_seed(const char *path)
{
    uint8_t seed[KEYS_SEED];
    int result = keys_read_seed(path, seed);
    if (result == -ENOENT) {
        randombytes_buf(seed, sizeof seed);
        result = keyfile_put(path, seed, sizeof seed);
    }
    sodium_memzero(seed, sizeof seed);
    return result;
}

static int make(const struct config *c, struct key *key_out)
{
    int result = own_key(c, key_out);
    if (result)
        return fail_errno(c->key, result);
    result = own_seed(c->signing_key);
    return result ? fail_errno(c->signing_key, result) : 0;
}

/* A file beside the TLS key. */
static int path_beside(const struct config *c, const char *name, char path_out[CONFIG_PATH])
{
    const char *slash = strrchr(c->key, '/');
    return snprintf(path_out, CONFIG_PATH, "%.*s%s", slash ? (int)(slash + 1 - c->key) : 0,
                    c->key, name) < CONFIG_PATH
               ? 0
               : -ENAMETOOLONG;
}

/* How it went, for who shows it (enrolment.h). */
static int put_outcome(const struct config *c, int status)
{
    const char *outcome = !status                 ? "done"
                          : status == EX_NOPERM   ? "refused"
                          : status == EX_PROTOCOL ? "untrusted"
                                                  : "unreached";
    char path[CONFIG_PATH], line[ENVELOPE_ID + 16];
    int result = path_beside(c, "enrolment", path);
    snprintf(line, sizeof line, "%s %s\n", outcome, c->signing_key_id);
    if (!result)
        result = keyfile_put(path, line, strlen(line));
    return result ? fail_errno("enrolment", result) : status;
}

static int print_request(const struct config *c, const struct key *key)
{
    static char pem[CERTIFICATE_MAX];
    int result = certificate_request_pem(key->pem, key->size, c->sender, pem);
    if (result)
        return fail(c->key, "not a P-256 key");
    fputs(pem, stdout);
    return 0;
}

/* Asks, looks at the answer, and keeps the certificate. */
static int ask(const struct config *c, const struct key *key, const struct est_setup *setup,
               int64_t now)
{
    static char request[CERTIFICATE_MAX], answer[EST_ANSWER], pem[CERTIFICATE_MAX];
    char why[EST_WHY];
    size_t size;
    int result = certificate_request_base64(key->pem, key->size, c->sender, request);
    if (result)
        return fail(c->key, "not a P-256 key");
    result = est_ask(setup, request, answer, &size, why);
    if (result) {
        fail("ask for the certificate", why);
        return result == -EACCES                              ? EX_NOPERM
               : result == -EKEYREJECTED || result == -EPROTO ? EX_PROTOCOL
               : result == -EAGAIN                            ? EX_TEMPFAIL
                                                              : 1;
    }
    result = certificate_take(answer, size, key->pem, key->size, c->sender, c->ca, now, pem, &size);
    if (result) {
        fail("take the certificate",
             result == -EKEYREJECTED ? "not of this device, or not by an authority it knows"
             : result == -ENOENT     ? "the authority's own is not readable"
                                     : "not an answer of EST");
        return result == -ENOENT ? 1 : EX_PROTOCOL;
    }
    result = keyfile_put(c->certificate, pem, size);
    return result ? fail_errno(c->certificate, result) : 0;
}

static int read_life(const struct config *c, struct certificate_life *life_out)
{
    static char pem[CERTIFICATE_MAX];
    size_t size;
    int result = keyfile_get(c->certificate, pem, sizeof pem, &size);
    return result ? result : certificate_life(pem, size, life_out);
}

/* Tells until when the certificate is good. */
static int tell(const struct config *c)
{
    struct certificate_life life;
    struct tm tm;
    char day[32] = "";
    time_t end;
    int result = read_life(c, &life);
    if (result)
        return fail_errno(c->certificate, result);
    end = (time_t)life.ends_at;
    if (gmtime_r(&end, &tm))
        strftime(day, sizeof day, "%Y-%m-%d", &tm);
    printf("%s has a certificate until %s\n", c->sender, day);
    return 0;
}

static int enrol(const struct config *c, const struct key *key, int64_t now)
{
    char path[CONFIG_PATH], line[CODE_LINE] = "", serial[64] = "", code[32] = "", id[64] = "";
    struct est_setup setup = {
        .server = c->enrolment, .proxy = c->proxy, .ca = c->ca, .serial = serial, .code = code};
    size_t size;
    int status = 1, result = path_beside(c, "code", path);
    if (!result)
        result = keyfile_get(path, line, sizeof line - 1, &size);
    if (result == -ENOENT)
        return fail("enrol", "there is no one-time code: provision again, with a new code");
    if (result)
        return fail_errno(path, result);
    if (!*c->enrolment)
        status = fail("enrol", "the settings do not say where certificates are given");
    else if (sscanf(line, "%63s %31s %63s", serial, code, id) < 2 || strcmp(serial, c->sender) ||
             (*id && strcmp(id, c->signing_key_id)))
        status = fail(path, "not of this device: provision again");
    else
        status = ask(c, key, &setup, now);
    sodium_memzero(line, sizeof line);
    sodium_memzero(code, sizeof code);
    return status ? status : tell(c);
}

/* It is spent; only now, since an answer can be lost. */
static int forget_code(const struct config *c)
{
    char path[CONFIG_PATH];
    int result = path_beside(c, "code", path);
    if (!result && unlink(path) && errno != ENOENT)
        result = -errno;
    return result ? fail_errno("code", result) : 0;
}

static int tell_key_of(const struct config *c, unsigned generation, const char *path, int64_t now)
{
    char why[REGISTRATION_WHY];
    struct envelope_signer signer = {0};
    int result = keys_read_signer(path, generation, c->sender, c->signing_key_id, &signer);
    if (result)
        return fail_errno(path, result);
    result = registration_begin(c, &signer, now, why);
    sodium_memzero(&signer, sizeof signer);
    return result ? fail("register the message key", why) : 0;
}

static int tell_key(const struct config *c, int64_t now)
{
    int status = tell_key_of(c, keys_generations(c->signing_key), c->signing_key, now);
    if (!status)
        printf("the service knows the message key of %s\n", c->sender);
    return status;
}

/* Where the next message key waits for the service to know it; "BASE.N" is of generation N. */
static int offered_base(const struct config *c, char base_out[CONFIG_PATH])
{
    return snprintf(base_out, CONFIG_PATH, "%s.offered", c->signing_key) < CONFIG_PATH
               ? 0
               : -ENAMETOOLONG;
}

static bool is_offered(const struct config *c)
{
    char base[CONFIG_PATH], path[CONFIG_PATH];
    return !offered_base(c, base) &&
           !keys_generation_path(base, keys_generations(c->signing_key) + 1, path, sizeof path) &&
           !access(path, F_OK);
}

/* One that was offered and not taken yet, for a power cut or the line, is offered again. */
static int rotate(const struct config *c, int64_t now)
{
    unsigned next = keys_generations(c->signing_key) + 1;
    char base[CONFIG_PATH], offered[CONFIG_PATH], taken[CONFIG_PATH];
    int status, result = next > KEYS_GENERATIONS_MAX ? -ENOSPC : offered_base(c, base);
    if (!result)
        result = keys_generation_path(base, next, offered, sizeof offered);
    if (!result)
        result = keys_generation_path(c->signing_key, next, taken, sizeof taken);
    if (!result)
        result = own_seed(offered);
    if (result)
        return fail_errno(c->signing_key, result);
    status = tell_key_of(c, next, base, now);
    if (status)
        return status;
    result = keyfile_move(offered, taken);
    if (result)
        return fail_errno(taken, result);
    printf("%s signs with its message key %u from its next start on\n", c->sender, next);
    return 0;
}

/* The certificate and the keys stay, for the technician to wipe. */
static int leave(const struct config *c, int64_t now)
{
    char why[REGISTRATION_WHY];
    struct envelope_signer signer = {0};
    int result = keys_read_signer(c->signing_key, keys_generations(c->signing_key), c->sender,
                                  c->signing_key_id, &signer);
    if (result)
        return fail_errno(c->signing_key, result);
    result = registration_end(c, &signer, now, why);
    sodium_memzero(&signer, sizeof signer);
    if (result)
        return fail("tell the service", why);
    printf("the service knows that %s is out of service\n", c->sender);
    return 0;
}

static int renew(const struct config *c, const struct key *key, int64_t now)
{
    const struct est_setup setup = {.server = c->enrolment,
                                    .proxy = c->proxy,
                                    .ca = c->ca,
                                    .certificate = c->certificate,
                                    .key = c->key};
    struct certificate_life life;
    int status, result = read_life(c, &life);
    if (result)
        return fail_errno(c->certificate, result);
    if (now < certificate_renewal(&life) && is_offered(c)) /* begun with the last certificate */
        return rotate(c, now);
    if (now < certificate_renewal(&life)) {
        printf("%s need not renew its certificate yet\n", c->sender);
        return 0;
    }
    if (now >= life.ends_at)
        return fail("renew",
                    "the certificate is over, or the clock is wrong: provision again, with "
                    "a new code");
    if (!*c->enrolment)
        return fail("renew", "the settings do not say where certificates are given");
    status = ask(c, key, &setup, now);
    if (!status)
        status = tell(c);
    return status ? status : rotate(c, now);
}

bool enrolment_knows(const char *what)
{
    static const char *const known[] = {"make",  "csr",    "enrol", "register",
                                        "renew", "rotate", "leave"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(what, known[i]))
            return true;
    return false;
}

int enrolment_do(const char *what, const struct config *config, int64_t now)
{
    static struct key key;
    int status = make(config, &key);
    if (!status && !strcmp(what, "csr"))
        status = print_request(config, &key);
    else if (!status && !strcmp(what, "enrol"))
        status = enrol(config, &key, now);
    if (!status && (!strcmp(what, "enrol") || !strcmp(what, "register")))
        status = tell_key(config, now);
    if (!status && !strcmp(what, "enrol"))
        status = forget_code(config);
    if (!strcmp(what, "enrol"))
        status = put_outcome(config, status);
    if (!status && !strcmp(what, "renew"))
        status = renew(config, &key, now);
    if (!status && !strcmp(what, "rotate"))
        status = rotate(config, now);
    if (!status && !strcmp(what, "leave"))
        status = leave(config, now);
    sodium_memzero(&key, sizeof key);
    return status;
}
