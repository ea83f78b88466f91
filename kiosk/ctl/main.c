/*
 * kioskctl: what a technician may do.
 *
 * kioskctl provision FILE --serial S [--data FOLDER] [--trust FILE]
 *      makes this device one of those that the signed FILE is for (provision.h)
 * kioskctl provision --from FOLDER [--forget] [--data FOLDER] [--trust FILE]
 *      offers the file that FOLDER holds on the screen, to the face on descriptor 3 (offer.h)
 * kioskctl version
 *      of all programs, and what is new in it (RELEASES.md, beside them)
 * kioskctl keys make|csr|enrol|register|renew|rotate -c FILE
 *      the device's keys and its certificate, by the courier and as its user
 * kioskctl status [--json] -c FILE
 *      what is known of this device without asking its drivers (status.h)
 * kioskctl outbox -c FILE
 *      a line a record that waits for the service or cannot be delivered (manifest.h)
 * kioskctl bundle -c FILE
 *      what whoever is asked for help wants to see, without identity (bundle.h)
 * kioskctl selftest [--json] [--sys FOLDER] -c FILE
 *      a readiness report; the kiosk must not be running (selftest.h)
 * kioskctl update FILE | update --fetched -c FILE
 *      the next version of the whole device, from a signed bundle (update.h)
 * kioskctl decommission --code CODE [--data FOLDER] [--lose-records] [--untold]
 *      tells the service, and wipes keys and data; the kiosk must not be running (decommission.h)
 * kioskctl journal verify -c FILE [CHECKPOINTS]
 *      whether anybody changed the journal: by its chain, by its own checkpoints, and by those the
 *      service has (CHECKPOINTS, a line each)
 * kioskctl journal export -c FILE
 *      every entry, a line each
 * kioskctl card-trace -c FILE
 *      what a card on the reader and the SAM answer, nothing personal; by the card's driver, which
 *      has the reader to itself: the kiosk's own must not be running
 *
 * What needs a privilege is the work of the program that has it and lies in the same folder.
 */
#include "drivers/wire.h"
#include "kiosk/ctl/bundle.h"
#include "kiosk/ctl/decommission.h"
#include "kiosk/ctl/program.h"
#include "kiosk/ctl/provision.h"
#include "kiosk/ctl/selftest.h"
#include "kiosk/ctl/status.h"
#include "kiosk/ctl/update.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int usage(void)
{
    fprintf(stderr,
            "usage: kioskctl provision FILE --serial S [--data FOLDER] [--trust FILE]\n"
            "       kioskctl provision --from FOLDER [--forget] [--data FOLDER] [--trust FILE]\n"
            "       kioskctl version\n"
            "       kioskctl keys make|csr|enrol|register|renew|rotate -c FILE\n"
            "       kioskctl status [--json] -c FILE\n"
            "       kioskctl outbox -c FILE\n"
            "       kioskctl bundle -c FILE\n"
            "       kioskctl selftest [--json] [--sys FOLDER] -c FILE\n"
            "       kioskctl update FILE | update --fetched -c FILE\n"
            "       kioskctl decommission --code CODE [--data FOLDER] [--lose-records] [--untold]\n"
            "       kioskctl journal verify -c FILE [CHECKPOINTS]\n"
            "       kioskctl journal export -c FILE\n"
            "       kioskctl card-trace -c FILE\n");
    return 2;
}

/* argv[0] is the command's own name. */
static int card_trace(int argc, char **argv)
{
    if (argc != 3 || strcmp(argv[1], "-c"))
        return 2;
    return program_become((char *[]){"kiosk-card", "-t", "-c", argv[2], NULL});
}

static int journal(int argc, char **argv)
{
    if ((argc != 4 && argc != 5) || strcmp(argv[2], "-c"))
        return 2;
    return program_become(
        (char *[]){"kiosk-courier", "--journal", argv[1], "-c", argv[3], argv[4], NULL});
}

static int outbox(int argc, char **argv)
{
    if (argc != 3 || strcmp(argv[1], "-c"))
        return 2;
    return program_become_courier((char *[]){"kiosk-courier", "--outbox", "-c", argv[2], NULL},
                                  argv[2]);
}

static int version(int argc, char **argv)
{
    char path[PATH_MAX], line[256];
    FILE *file = NULL;
    (void)argv;
    if (argc != 1)
        return 2;
    puts(WIRE_VERSION);
    if (!program_beside("RELEASES.md", path, sizeof path))
        file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        fputs(line, stdout);
    if (file)
        fclose(file);
    return 0;
}

static int keys(int argc, char **argv)
{
    if (argc != 4 || strcmp(argv[2], "-c"))
        return 2;
    return program_become_courier(
        (char *[]){"kiosk-courier", "--keys", argv[1], "-c", argv[3], NULL}, argv[3]);
}

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"provision", provision_command},
    {"version", version},
    {"keys", keys},
    {"status", status_command},
    {"outbox", outbox},
    {"bundle", bundle_command},
    {"selftest", selftest_command},
    {"update", update_command},
    {"decommission", decommission_command},
    {"journal", journal},
    {"card-trace", card_trace},
};

int main(int argc, char **argv)
{
    int status = 2;
    umask(077);
    for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(argv[1], commands[i].name))
            status = commands[i].run(argc - 1, argv + 1);
    return status == 2 ? usage() : status;
}
