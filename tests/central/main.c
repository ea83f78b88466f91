/*
 * central: the reference central service. See README.md beside this file.
 */
#include "answer.h"
#include "keyring.h"
#include "load.h"
#include "service.h"
#include "stage.h"
#include "store.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PORT = 8443, PORT_MAX = 65535 };

static const char usage[] = "usage: central load [--people FILE] STAGE\n"
                            "       central serve [--port N] STAGE\n";

static int complain(const char *what, int error)
{
    fprintf(stderr, "central: %s: %s\n", what, strerror(-error));
    return EXIT_FAILURE;
}

static void report(int error)
{
    complain("answering a request", error);
}

static int load(const char *stage, const char *people)
{
    char file[LOAD_FILE];
    int r = load_stage(stage, people, time(NULL), file);

    return r < 0 ? complain(file[0] ? file : "central.db", r) : EXIT_SUCCESS;
}

/* Until asked to end. The signals are blocked before the service's thread starts, so that they
 * come here. */
static int serve_until_signal(const char *stage, const struct service *service,
                              const sigset_t *signals)
{
    char text[16];
    int signal_number, r;

    snprintf(text, sizeof(text), "%u\n", service_port(service));
    r = stage_write(stage, "central.port", text);
    if (r == 0)
        r = -sigwait(signals, &signal_number);
    stage_remove(stage, "central.port");
    return r < 0 ? complain("central.port", r) : EXIT_SUCCESS;
}

static int serve(const char *stage, uint16_t port)
{
    struct keyring keys = {0};
    struct answer_desk desk = {.keys = &keys};
    struct service *service = NULL;
    char path[STAGE_PATH];
    const char *what = "keys";
    int status = EXIT_FAILURE, r = keyring_read(stage, &keys);
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    if (r == 0) {
        what = "central.db (made by central load)";
        r = stage_path(stage, "central.db", path);
    }
    if (r == 0)
        r = store_open(path, &desk.store);
    if (r == 0) {
        what = "listening";
        r = service_start(stage, port, &desk, report, &service);
    }
    if (r == 0)
        status = serve_until_signal(stage, service, &signals);
    else
        complain(what, r);
    service_stop(service);
    store_close(desk.store);
    keyring_wipe(&keys);
    return status;
}

static bool read_port(const char *text, uint16_t *port_out)
{
    char *end;
    unsigned long port = strtoul(text, &end, 10);

    if (*end || end == text || port > PORT_MAX)
        return false;
    *port_out = (uint16_t)port;
    return true;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"people", required_argument, NULL, 'p'}, {"port", required_argument, NULL, 'n'}, {0}};
    const char *people = "tests/bench/people.json";
    uint16_t port = PORT;
    bool good = true;

    if (sodium_init() < 0)
        return complain("libsodium", -ENOSYS);
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o == 'p')
            people = optarg;
        else
            good = good && o == 'n' && read_port(optarg, &port);
    }
    if (good && argc - optind == 2 && strcmp(argv[optind], "load") == 0)
        return load(argv[optind + 1], people);
    if (good && argc - optind == 2 && strcmp(argv[optind], "serve") == 0)
        return serve(argv[optind + 1], port);
    fputs(usage, stderr);
    return 2;
}
