/*
 * bench: what stands in for hardware on a desk and in tests, and the hand that moves it.
 *
 * Everything lives in one stage folder (director.h). `bench serve` is the stand-ins; the other
 * commands go to it over STAGE/bench.sock. Run from the project's top folder.
 */
#include "album.h"
#include "client.h"
#include "director.h"
#include "window.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE_FILE   "tests/bench/people.json"
#define STAGE_DEFAULT "build/stage"

static int usage(void)
{
    fputs("usage: bench people STAGE\n"
          "       bench serve STAGE [--time real|none] [--window]\n"
          "       bench [-s STAGE] card NAME[-b|+N]|two|bank|phone|tag|silent|off\n"
          "       bench [-s STAGE] finger NAME[-left]\n"
          "       bench [-s STAGE] reader|sensor on|off\n"
          "       bench [-s STAGE] printer on|off|ok|low|out|runs-out|cover|stuck|hung|babbles\n"
          "       bench [-s STAGE] net on|off|slow\n"
          "       bench [-s STAGE] status|quit\n",
          stderr);
    return 2;
}

static int failure(const char *what, int error)
{
    fprintf(stderr, "bench: %s: %s\n", what, strerror(-error));
    return 1;
}

static int people(const char *stage)
{
    struct people everybody;
    char *directory;
    int error = people_read(PEOPLE_FILE, &everybody);

    if (error != 0)
        return failure(PEOPLE_FILE, error);
    if (asprintf(&directory, "%s/people", stage) < 0)
        return 1;
    error = album_write(&everybody, directory);
    if (error != 0)
        error = failure(directory, error);
    free(directory);
    return error;
}

static void *run(void *director)
{
    int error = director_run(director);

    if (error != 0)
        failure("serving", error);
    return NULL;
}

static int serve(const char *stage, int argc, char **argv)
{
    struct people everybody;
    struct director *director = NULL;
    bool real_time = true, window = false;
    pthread_t thread;
    int error;

    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--window") == 0) {
            window = true;
        } else if (strcmp(argv[i], "--time") == 0 && i + 1 < argc) {
            real_time = strcmp(argv[++i], "none") != 0;
        } else {
            return usage();
        }
    }
    error = people_read(PEOPLE_FILE, &everybody);
    if (error != 0)
        return failure(PEOPLE_FILE, error);
    error = director_open(stage, &everybody, real_time, &director);
    if (error != 0)
        return failure(stage, error);
    if (!window) {
        run(director);
    } else {
        /* A window belongs to the main thread; it speaks to the director as any client does. */
        error = -pthread_create(&thread, NULL, run, director);
        if (error == 0) {
            error = window_run(stage, &everybody);
            pthread_join(thread, NULL);
        }
    }
    director_close(director);
    return error == 0 ? 0 : failure("window", error);
}

static int ask(const char *stage, int argc, char **argv)
{
    char command[CLIENT_LINE_MAX], reply[CLIENT_LINE_MAX] = "", *path;
    int fd, error;

    snprintf(command, sizeof(command), "%s %s", argv[0], argc > 1 ? argv[1] : "");
    if (asprintf(&path, "%s/bench.sock", stage) < 0)
        return 1;
    fd = client_send(path, command);
    error = fd < 0 ? fd : client_answer(fd, reply, sizeof(reply));
    if (reply[0])
        puts(reply);
    else if (error != 0)
        failure(path, error);
    if (fd >= 0)
        close(fd);
    free(path);
    return error == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    const char *stage = STAGE_DEFAULT;
    int option;

    while ((option = getopt(argc, argv, "+s:")) != -1) {
        if (option != 's')
            return usage();
        stage = optarg;
    }
    argc -= optind;
    argv += optind;
    if (argc == 2 && strcmp(argv[0], "people") == 0)
        return people(argv[1]);
    if (argc >= 2 && strcmp(argv[0], "serve") == 0)
        return serve(argv[1], argc - 2, argv + 2);
    if (argc == 1 || argc == 2)
        return ask(stage, argc, argv);
    return usage();
}
