/*
 * kioskctl: what a technician may do.
 *
 * kioskctl card-trace -c FILE    what a card on the reader and the SAM answer, nothing personal; by
 *                                the card's driver, which has the reader to itself: the kiosk's own
 *                                must not be running
 *
 * Each command is the work of the program that has the privilege for it and lies in the same
 * folder; this one has none.
 */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int usage(void)
{
    fprintf(stderr, "usage: kioskctl card-trace -c FILE\n");
    return 2;
}

/* Becomes the program `name` of this one's folder; returns only when that failed. */
static int become(const char *name, char *const argv[])
{
    char self[PATH_MAX], path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
    if (size < 0)
        return -errno;
    self[size] = '\0';
    if (snprintf(path, sizeof path, "%s/%s", dirname(self), name) >= (int)sizeof path)
        return -ENAMETOOLONG;
    execv(path, argv);
    return -errno;
}

int main(int argc, char **argv)
{
    if (argc != 4 || strcmp(argv[1], "card-trace") != 0 || strcmp(argv[2], "-c") != 0)
        return usage();
    char *driver[] = {"kiosk-card", "-t", "-c", argv[3], NULL};
    int error = become(driver[0], driver);
    fprintf(stderr, "kioskctl: %s: %s\n", driver[0], strerror(-error));
    return 1;
}
