#include "kiosk/ctl/update.h"

#include "kiosk/ctl/folder.h"
#include "kiosk/ctl/place.h"
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

enum { VERSION = 32, SAID = 64 * 1024, NIGHT_FROM_H = 1, NIGHT_TO_H = 4 };

static int fail(const char *about, const char *why)
{
    fprintf(stderr, "kioskctl: update: %s: %s\n", about, why);
    return 1;
}

/* Runs a program of Debian's. `said`, when not NULL, takes what it says, as text. Returns its status,
 * or -errno. */
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

static int install(const char *bundle, char version_out[VERSION])
{
    char *const argv[] = {"rauc", "install", (char *)bundle, NULL};
    if (read_version(bundle, version_out))
        return 1;
    if (run(argv, NULL, 0))
        return fail(bundle, "it was not written; this version stays");
    note("trying", version_out);
    printf("version %s is written; it starts with the next start of the board\n", version_out);
    return 0;
}

/* Without hours that are known, it is closed at night. */
static bool is_closed(const char *text, time_t now)
{
    struct hours hours;
    struct tm tm;
    int64_t last;
    if (*text && hours_read(text, &hours))
        return !hours_last(&hours, now, &last) || last != now;
    return localtime_r(&now, &tm) && tm.tm_hour >= NIGHT_FROM_H && tm.tm_hour < NIGHT_TO_H;
}

static int install_fetched(const char *conf)
{
    char *const restart[] = {"systemctl", "reboot", NULL};
    char pattern[PATH_MAX], version[VERSION] = "";
    struct place place;
    glob_t found = {0};
    int status = 0, result = place_read(conf, &place);
    if (result)
        return fail(conf, strerror(-result));
    if (!is_closed(place.hours, time(NULL)))
        return 0;
    if (snprintf(pattern, sizeof pattern, "%s/bundle/*.raucb", place.data) >= (int)sizeof pattern)
        return fail(conf, strerror(ENAMETOOLONG));
    if (!glob(pattern, 0, NULL, &found)) {
        char *bundle = found.gl_pathv[found.gl_pathc - 1], *name = strrchr(bundle, '/') + 1;
        status = install(bundle, version);
        if (status)
            note("refused", strtok(name, "."));
        for (size_t i = 0; i < found.gl_pathc; i++)
            unlink(found.gl_pathv[i]);
        if (!status)
            status = run(restart, NULL, 0) ? fail("start again", "systemctl does not") : 0;
    }
    globfree(&found);
    return status;
}

int update_command(int argc, char **argv)
{
    char version[VERSION];
    if (argc == 4 && !strcmp(argv[1], "--fetched") && !strcmp(argv[2], "-c"))
        return install_fetched(argv[3]);
    if (argc != 2 || *argv[1] == '-')
        return 2;
    return install(argv[1], version);
}
