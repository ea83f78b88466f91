#include "kiosk/ctl/update.h"

#include "kiosk/ctl/folder.h"
#include "kiosk/ctl/place.h"
#include "kiosk/ctl/program.h"
#include "kiosk/hours.h"

#include <errno.h>
#include <glob.h>
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define DIGITS "0123456789"

enum { VERSION = 32, SAID = 64 * 1024, NIGHT_FROM_H = 1, NIGHT_TO_H = 4, CLOSED_S = 60 * 60 };

static int fail(const char *about, const char *why)
{
    fprintf(stderr, "kioskctl: update: %s: %s\n", about, why);
    return 1;
}

/* Runs a program of Debian's. `said`, when not NULL, takes what it says, as text. Returns its
 * status, or -errno. */
static int run(char *const argv[], char *said, size_t size)
{
    int ends[2] = {-1, -1}, status = 0;
    size_t got = 0;
    ssize_t one = 0;
    if (said && pipe(ends))
        return -errno;
    pid_t child = fork();
    if (!child) {
        if (said)
            dup2(ends[1], STDOUT_FILENO);
        execvp(argv[0], argv);
        _exit(127);
    }
    int result = child < 0 ? -errno : 0;
    if (said) {
        close(ends[1]);
        while (child > 0 && got < size - 1 && (one = read(ends[0], said + got, size - 1 - got)) > 0)
            got += (size_t)one;
        said[got] = '\0';
        close(ends[0]);
    }
    if (child > 0 && waitpid(child, &status, 0) != child)
        result = -errno;
    return result ? result : WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* The version a bundle says it is, after its signature was found good. Returns 0 or 1. */
static int read_version(const char *bundle, char version_out[VERSION])
{
    char *const argv[] = {"rauc", "info", "--output-format=json", (char *)bundle, NULL};
    char *said = malloc(SAID);
    int status = said ? run(argv, said, SAID) : -ENOMEM;
    json_t *info = status ? NULL : json_loads(said, 0, NULL);
    const char *version = json_string_value(json_object_get(info, "version"));
    bool good = version && *version && strlen(version) < VERSION;
    if (good)
        strcpy(version_out, version);
    json_decref(info);
    free(said);
    return good ? 0 : fail(bundle, "it is no bundle that this device trusts");
}

static void note(const char *name, const char *version)
{
    int result = folder_put(UPDATE_FOLDER, name, version, strlen(version), 0644);
    if (result)
        fail(name, strerror(-result));
}

/* Whether the number `a` is larger than `b`. */
static bool is_later(const char *a, const char *b)
{
    size_t digits_a = strlen(a), digits_b = strlen(b);
    return digits_a != digits_b ? digits_a > digits_b : strcmp(a, b) > 0;
}

/* The version of the slot that runs, from beside this program. Returns 0 or 1. */
static int read_running(char version_out[VERSION])
{
    char path[PATH_MAX];
    size_t size = 0;
    int result = program_beside("version", path, sizeof path);
    if (!result)
        result = folder_get(path, version_out, VERSION - 1, &size);
    version_out[size] = '\0';
    version_out[strcspn(version_out, "\n")] = '\0';
    return result ? fail("this is no device with two slots", strerror(-result)) : 0;
}

enum taken { TAKEN, TAKEN_NOT, TAKEN_OLD };

/* Writes the bundle to the other slot, unless it is no later than what runs. */
static enum taken install(const char *bundle)
{
    char *const argv[] = {"rauc", "install", (char *)bundle, NULL};
    char version[VERSION], running[VERSION];
    if (read_running(running) || read_version(bundle, version))
        return TAKEN_NOT;
    if (!is_later(version, running)) {
        fprintf(stderr, "kioskctl: update: %s: version %s is not later than %s, which runs\n",
                bundle, version, running);
        return TAKEN_OLD;
    }
    if (run(argv, NULL, 0)) {
        fail(bundle, "it was not written; this version stays");
        return TAKEN_NOT;
    }
    note("trying", version);
    printf("version %s is written; it starts with the next start of the board\n", version);
    return TAKEN;
}

/* Closed for an hour: the last visit is over. Without hours that are known, it is closed at night.
 */
static bool is_closed(const char *text, time_t now)
{
    struct hours hours;
    struct tm tm;
    int64_t last;
    if (*text && hours_read(text, &hours))
        return !hours_last(&hours, now, &last) || last + CLOSED_S <= now;
    return localtime_r(&now, &tm) && tm.tm_hour >= NIGHT_FROM_H && tm.tm_hour < NIGHT_TO_H;
}

/* Of versions in a folder, the latest: "FOLDER/NUMBER.raucb". */
static char *latest(const glob_t *found)
{
    char *bundle = found->gl_pathv[0];
    for (size_t i = 1; i < found->gl_pathc; i++)
        if (is_later(found->gl_pathv[i], bundle))
            bundle = found->gl_pathv[i];
    return bundle;
}

static int install_fetched(const char *conf)
{
    char *const restart[] = {"systemctl", "reboot", NULL};
    char pattern[PATH_MAX], version[VERSION];
    struct place place;
    glob_t found = {0};
    enum taken taken = TAKEN_OLD;
    int result = place_read(conf, &place);
    if (result)
        return fail(conf, strerror(-result));
    if (!is_closed(place.hours, time(NULL)))
        return 0;
    if (snprintf(pattern, sizeof pattern, "%s/bundle/*.raucb", place.data) >= (int)sizeof pattern)
        return fail(conf, strerror(ENAMETOOLONG));
    if (!glob(pattern, 0, NULL, &found)) {
        const char *bundle = latest(&found);
        snprintf(version, sizeof version, "%.*s", (int)strspn(strrchr(bundle, '/') + 1, DIGITS),
                 strrchr(bundle, '/') + 1);
        taken = install(bundle);
        if (taken == TAKEN_NOT && !access(bundle, F_OK)) /* else it was taken back meanwhile */
            note("refused", version);
        for (size_t i = 0; i < found.gl_pathc; i++)
            unlink(found.gl_pathv[i]);
    }
    globfree(&found);
    if (taken == TAKEN && run(restart, NULL, 0))
        return fail("start again", "systemctl does not");
    return taken == TAKEN_NOT;
}

int update_command(int argc, char **argv)
{
    if (argc == 4 && !strcmp(argv[1], "--fetched") && !strcmp(argv[2], "-c"))
        return install_fetched(argv[3]);
    if (argc != 2 || *argv[1] == '-')
        return 2;
    if (geteuid())
        return fail(argv[1], "only in technician mode (image/README.md), as root");
    return install(argv[1]) != TAKEN;
}
