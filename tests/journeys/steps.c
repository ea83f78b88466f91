#include "steps.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

int steps_open(const char *directory, struct steps *steps_out)
{
    int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    int error;

    if (fd < 0)
        return -errno;
    if (inotify_add_watch(fd, directory, IN_MOVED_TO) < 0) {
        error = -errno;
        close(fd);
        return error;
    }
    *steps_out = (struct steps){.directory = directory, .watch = fd};
    return 0;
}

void steps_close(struct steps *steps)
{
    close(steps->watch);
}

/* The number in "NNN-SCENE.json", and the scene; -1 for any other name. */
static int name_parse(const char *name, char scene_out[64])
{
    char scene[64];
    int number, end = 0;

    if (sscanf(name, "%d-%63[^.].json%n", &number, scene, &end) != 2 || end == 0 || name[end])
        return -1;
    strcpy(scene_out, scene);
    return number;
}

/* The first step from `from` on (or the newest), of `scene` unless that is NULL; -1: none. */
static int search(const struct steps *steps, int from, const char *scene, bool newest,
                  char scene_out[64])
{
    DIR *directory = opendir(steps->directory);
    struct dirent *entry;
    int found = -1;

    while (directory && (entry = readdir(directory))) {
        char name[64];
        int number = name_parse(entry->d_name, name);

        if (number < from || number < 0 || (scene && strcmp(scene, name) != 0))
            continue;
        if (found < 0 || (newest ? number > found : number < found)) {
            found = number;
            strcpy(scene_out, name);
        }
    }
    if (directory)
        closedir(directory);
    return found;
}

int steps_newest(const struct steps *steps)
{
    char scene[64];

    return search(steps, 0, NULL, true, scene);
}

int steps_find(const struct steps *steps, int from, const char *scene)
{
    char name[64];

    return search(steps, from, scene, false, name);
}

json_t *steps_dump(const struct steps *steps, int number)
{
    char path[4096], scene[64];

    if (search(steps, number, NULL, false, scene) != number)
        return NULL;
    snprintf(path, sizeof(path), "%s/%03d-%s.json", steps->directory, number, scene);
    return json_load_file(path, 0, NULL);
}

int64_t steps_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool steps_wait(const struct steps *steps, int64_t deadline_ms)
{
    struct pollfd watch = {.fd = steps->watch, .events = POLLIN};
    char news[4096];
    int64_t rest = deadline_ms - steps_now_ms();

    if (rest <= 0)
        return false;
    if (poll(&watch, 1, (int)rest) > 0) {
        while (read(steps->watch, news, sizeof(news)) > 0)
            ;
    }
    return true;
}
