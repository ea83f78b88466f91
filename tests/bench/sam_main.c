/*
 * sam: a SAM in the slot of a pcscd of its own, until it is told to end (SIGTERM, SIGINT).
 *
 * sam SECRET_FILE    writes, once the SAM is in its slot, what opens it
 */
#include "pcscd.h"
#include "vicc.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000 };

static int write_secret(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return -errno;
    ssize_t n = write(file, sam_secret(), SAM_SECRET);
    close(file);
    return n == SAM_SECRET ? 0 : -EIO;
}

int main(int argc, char **argv)
{
    static struct sam sam;
    struct pcscd pcscd;
    struct vicc *slot = NULL;
    sigset_t ends;
    int which, error;

    if (argc != 2) {
        fprintf(stderr, "usage: sam SECRET_FILE\n");
        return 2;
    }
    /* pcscd is to hear the signals: it is started before they are held back here. */
    error = pcscd_begin(&pcscd);
    if (error) {
        fprintf(stderr, "sam: pcscd: %s\n", strerror(-error));
        return 1;
    }
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    error = vicc_start(&sam, PATIENCE_MS, &slot);
    if (!error)
        error = write_secret(argv[1]);
    if (!error)
        sigwait(&ends, &which);
    else
        fprintf(stderr, "sam: %s\n", strerror(-error));
    vicc_stop(slot);
    pcscd_end(&pcscd);
    return error ? 1 : 0;
}
