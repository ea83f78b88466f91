/* kiosk-finger: the fingerprint driver (no arguments but -c), and its commands. */

#include "../start.h"
#include "../wire.h"
#include "commands.h"
#include "matrix.h"
#include "nbis.h"
#include "serve.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>


static const char usage[] = "usage: kiosk-finger [-c FILE]\n"
                            "       kiosk-finger --extract IMAGE > TEMPLATE\n"
                            "       kiosk-finger --enrol IMAGE IMAGE... > TEMPLATE\n"
                            "       kiosk-finger --card5|--card3 TEMPLATE > TEMPLATE.card5|.card3\n"
                            "       kiosk-finger --match TEMPLATE IMAGE...\n"
                            "       kiosk-finger --decide TEMPLATE[,TEMPLATE] IMAGE...\n"
                            "       kiosk-finger --matrix TEMPLATES.txt IMAGES.txt\n";

static int failed(const char *doing, const char *what, int result)
{
    fprintf(stderr, "kiosk-finger: %s%s%s: %s\n", doing, what ? " " : "", what ? what : "",
            strerror(-result));
    return EXIT_FAILURE;
}

static void note(const char *what)
{
    fprintf(stderr, "kiosk-finger: %s\n", what);
}

/* Other programs' sections are passed over. */
static int on_setting(void *user, const char *section, const char *name, const char *value)
{
    struct serve_setup *setup = user;
    char *end;
    if (strcmp(section, "finger"))
        return 1;
    if (strcmp(name, "dpi"))
        return start_pass_over("kiosk-finger", section, name);
    unsigned long dpi = strtoul(value, &end, 10);
    if (*end || dpi < NBIS_DPI_MIN || dpi > NBIS_DPI_MAX)
        return 0;
    setup->dpi = (unsigned)dpi;
    return 1;
}

static int run_driver(const char *config)
{
    struct serve_setup setup = {.version = WIRE_VERSION, .dpi = MINUTIA_DPI, .note = note};
    if (config && start_with("kiosk-finger", config, on_setting, &setup))
        return EXIT_FAILURE;
    int result = serve(WIRE_FD, &setup);
    return result ? failed("serve", NULL, result) : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0}); /* a finger is in memory: never in a core dump */
    mallopt(M_PERTURB,
            1); /* libfprint frees pictures as they are: glibc overwrites what is freed */
    if (argc == 1)
        return run_driver(NULL);
    if (argc == 3 && !strcmp(argv[1], "-c"))
        return run_driver(argv[2]);
    if (argc == 3 && !strcmp(argv[1], "--extract")) {
        int result = command_extract(argv[2], stdout);
        return result ? failed("extract", argv[2], result) : EXIT_SUCCESS;
    }
    if (argc >= 4 && !strcmp(argv[1], "--enrol")) {
        const char *path = NULL;
        int result = command_enrol(argv + 2, stdout, &path);
        return result ? failed("enrol", path, result) : EXIT_SUCCESS;
    }
    if (argc == 3 && (!strcmp(argv[1], "--card5") || !strcmp(argv[1], "--card3"))) {
        int result = command_compact(argv[2], (enum compact_form)(argv[1][6] - '0'), stdout);
        return result ? failed("compact", argv[2], result) : EXIT_SUCCESS;
    }
    if (argc >= 4 && !strcmp(argv[1], "--match")) {
        const char *path = NULL;
        int result = command_match(argv[2], argv + 3, stdout, &path);
        return result ? failed("match", path, result) : EXIT_SUCCESS;
    }
    if (argc >= 4 && !strcmp(argv[1], "--decide")) {
        const char *path = NULL;
        int result = command_decide(argv[2], argv + 3, stdout, &path);
        return result ? failed("decide", path, result) : EXIT_SUCCESS;
    }
    if (argc == 4 && !strcmp(argv[1], "--matrix")) {
        const char *path = NULL;
        int result = matrix_write(argv[2], argv[3], stdout, stderr, &path);
        return result ? failed("matrix", path, result) : EXIT_SUCCESS;
    }
    fputs(usage, stderr);
    return EXIT_FAILURE;
}
