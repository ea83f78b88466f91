/*
 * kiosk-courier: carries the face's questions and objections to the central service and brings
 * back signed answers. Has the network, the device's keys and the outbox; no screen, no devices.
 * With --journal it looks over what it wrote, with --keys after its keys, and with --state tells
 * how it is, with --outbox what waits, for kioskctl.
 */
#include "audit.h"
#include "config.h"
#include "desk.h"
#include "enrolment.h"
#include "keys.h"
#include "manifest.h"
#include "state.h"

#include <curl/curl.h>
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static void complain(const char *doing, const char *why)
{
    fprintf(stderr, "kiosk-courier: %s: %s\n", doing, why);
}

/* Answers lie in the memory of jansson and libcurl in many small pieces: each is wiped as it is
 * given back, so that nothing of a visit outlives it. */
static void wiping_free(void *memory)
{
    if (memory)
        explicit_bzero(memory, malloc_usable_size(memory));
    free(memory);
}

static struct moment read_clocks(void)
{
    struct timespec real, steady;
    struct timex kernel = {0};
    int state = adjtimex(&kernel);
    clock_gettime(CLOCK_REALTIME, &real);
    clock_gettime(CLOCK_MONOTONIC, &steady);
    return (struct moment){
        .now = real.tv_sec,
        .steady_ms = (int64_t)steady.tv_sec * 1000 + steady.tv_nsec / 1000000,
        .trusted = state >= 0 && state != TIME_ERROR && !(kernel.status & STA_UNSYNC),
    };
}

static int say_ready(const struct config *config)
{
    struct wire_ready ready = {.program = "kiosk-courier", .version = WIRE_VERSION};
    snprintf(ready.device, sizeof ready.device, "%.79s", config->service);
    return wire_send(WIRE_FD, WIRE_READY, 0, &ready);
}

/* Takes one message of the face. Returns 0, -EPIPE when the face is gone, or -errno. */
static int listen_to_face(struct desk *desk)
{
    static struct wire_packet packet;
    int result = wire_recv(WIRE_FD, WIRE_FROM_KIOSK, &packet);
    if (result)
        return result;
    struct moment now = read_clocks();
    result = desk_take(desk, &packet, &now);
    sodium_memzero(&packet, sizeof packet);
    return result;
}

static int serve(struct desk *desk, struct link *link)
{
    int result;
    do {
        struct moment now = read_clocks();
        struct link_result heard;
        struct note note;
        bool readable = false;
        result = desk_tick(desk, &now);
        if (!result)
            result = link_wait(link, WIRE_FD, desk_timeout_ms(desk, &now), &readable);
        now = read_clocks();
        while (!result && link_next(link, &heard))
            result = desk_hear(desk, &heard, &now);
        if (!result && readable)
            result = listen_to_face(desk);
        while (desk_note(desk, &note))
            complain(note.doing, note.why);
    } while (!result);
    return result;
}

static int load_keys(const struct config *config, struct envelope_signer *signer_out,
                     struct keyset *service_out)
{
    int result = keys_read_signer(config->signing_key, keys_generations(config->signing_key),
                                  config->sender, config->signing_key_id, signer_out);
    return result ? result
                  : keys_read_newest(config->service_keys, config->data, config->service_id,
                                     service_out);
}

/* The authorities of provisioning, or those the service said since. */
static void trust_newest(struct config *config)
{
    char path[CONFIG_PATH];
    if (!keys_authorities(config->service_keys, config->data, config->service_id, path,
                          sizeof path))
        strcpy(config->ca, path);
}

static int run(const struct config *config)
{
    struct envelope_signer signer = {0};
    struct keyset service;
    struct desk_setup setup = {
        .face = WIRE_FD,
        .outbox = {.directory = config->data,
                   .device = config->device,
                   .sealing_id = service.sealing_id,
                   .sealing_key = service.sealing},
        .signer = &signer,
        .service = &service,
        .service_id = config->service_id,
        .updates = config->updates,
        .origin = config->service,
        .bundles = config->bundles,
        .certificate = config->certificate,
        .commissions = !strcmp(config->commission, "yes"),
    };
    const struct link_setup line = {.service = config->service,
                                    .proxy = config->proxy,
                                    .ca = config->ca,
                                    .certificate = config->certificate,
                                    .key = config->key};
    struct desk *desk = NULL;
    struct moment now;
    const char *doing = "load the keys";
    int result = load_keys(config, &signer, &service);
    if (result)
        goto out;
    doing = "make the line";
    result = link_open(&line, &setup.link);
    if (result)
        goto out;
    doing = "open the desk";
    now = read_clocks();
    result = desk_open(&setup, &now, &desk);
    if (result)
        goto out;
    doing = "serve the face";
    result = say_ready(config);
    if (!result)
        result = serve(desk, setup.link);
out:
    desk_close(desk);
    link_close(setup.link);
    sodium_memzero(&signer, sizeof signer);
    if (result == -EPIPE)
        return 0;
    complain(doing, strerror(-result));
    return 1;
}

/* `kiosk-courier --journal verify|export -c FILE [CHECKPOINTS]`. */
static int look_over(const char *what, const struct config *config, const char *witnessed)
{
    int result = strcmp(what, "export") ? audit_verify(config, witnessed) : audit_export(config);
    if (result && result != -EKEYREJECTED)
        complain("look over the journal", strerror(-result));
    return result ? 1 : 0;
}

static int list(const struct config *config)
{
    int result = manifest_print(config, time(NULL));
    if (result)
        complain("read the outbox", strerror(-result));
    return result ? 1 : 0;
}

static int usage(void)
{
    fprintf(stderr,
            "usage: kiosk-courier -c kiosk.conf\n"
            "       kiosk-courier --keys make|csr|enrol|register|renew|rotate|leave -c kiosk.conf\n"
            "       kiosk-courier --state -c kiosk.conf\n"
            "       kiosk-courier --outbox -c kiosk.conf\n"
            "       kiosk-courier --journal verify -c kiosk.conf [CHECKPOINTS]\n"
            "       kiosk-courier --journal export -c kiosk.conf\n");
    return 2;
}

int main(int argc, char **argv)
{
    struct config config;
    int line, result;

    const char *journal = NULL, *keys = NULL;
    bool state = argc == 4 && !strcmp(argv[1], "--state");
    bool outbox = argc == 4 && !strcmp(argv[1], "--outbox");

    if (argc >= 5 && !strcmp(argv[1], "--journal"))
        journal = argv[2];
    else if (argc >= 5 && !strcmp(argv[1], "--keys"))
        keys = argv[2];
    argv += journal || keys ? 2 : state || outbox;
    argc -= journal || keys ? 2 : state || outbox;
    if (argc < 3 || argc > (journal ? 4 : 3) || strcmp(argv[1], "-c") ||
        (journal && strcmp(journal, "verify") && strcmp(journal, "export")) ||
        (keys && !enrolment_knows(keys)))
        return usage();
    umask(077);
    signal(SIGXFSZ, SIG_IGN); /* a write that may not be says so itself */
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    json_set_alloc_funcs(malloc, wiping_free);
    if (sodium_init() < 0 ||
        curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wiping_free, realloc, strdup, calloc)) {
        complain("start", "no libsodium or libcurl");
        return 1;
    }
    result = config_read(argv[2], &config, &line);
    if (result) {
        fprintf(stderr, "kiosk-courier: read %s line %d: %s\n", argv[2], line, strerror(-result));
        return 1;
    }
    if (*config.unknown)
        complain(config.unknown, "not known to this version, passed over");
    trust_newest(&config);
    result = journal  ? look_over(journal, &config, argv[3])
             : state  ? (state_print(&config), 0)
             : outbox ? list(&config)
             : keys   ? enrolment_do(keys, &config, time(NULL))
                      : run(&config);
    curl_global_cleanup();
    return result;
}
