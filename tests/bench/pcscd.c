#include "pcscd.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOCK "/tmp/kiosk-pcscd.lock"

int pcscd_begin(struct pcscd *pcscd)
{
    pid_t parent = getpid();
    char readers[PATH_MAX];
    if (!realpath("tests/bench/readers", readers))
        return -errno;
    int lock = open(LOCK, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0)
        return -errno;
    if (flock(lock, LOCK_EX)) {
        int error = -errno;
        close(lock);
        return error;
    }
    pid_t daemon = fork();
    if (!daemon) {
        /* A second one says that the first runs, and ends. */
        int quiet = open("/dev/null", O_RDWR);
        if (quiet < 0 || dup2(quiet, 1) < 0 || dup2(quiet, 2) < 0 ||
            prctl(PR_SET_PDEATHSIG, SIGTERM) || getppid() != parent)
            _exit(127);
        execl("/usr/sbin/pcscd", "pcscd", "-f", "-c", readers, (char *)NULL);
        _exit(127);
    }
    if (daemon < 0) {
        close(lock);
        return -errno;
    }
    *pcscd = (struct pcscd){.lock = lock, .daemon = daemon};
    return 0;
}

void pcscd_end(struct pcscd *pcscd)
{
    if (pcscd->daemon > 0) {
        kill(pcscd->daemon, SIGTERM);
        waitpid(pcscd->daemon, NULL, 0);
    }
    pcscd->daemon = 0;
    close(pcscd->lock);
}
