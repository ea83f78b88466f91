/*
 * monitor SOCKET shot FILE.png|FILE.ppm | tap X Y | stop | cont | off: a word with QEMU's monitor (QMP), for a machine of
 * `make image-check`: what its screen shows; a finger on it, X and Y in pixels of WIDTH x HEIGHT; it
 * stands still, and goes on; its power cut. Ends with 0 when QEMU says it did so.
 */
#include <jansson.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { WIDTH = 1280, HEIGHT = 800, ABSOLUTE_MAX = 0x7fff }; /* of a tablet's axes */

static FILE *monitor, *mouth; /* one connection, each way */

static int complain(const char *what)
{
    fprintf(stderr, "monitor: %s\n", what);
    return 1;
}

/* Reads until an answer that is no event. Returns 0 if it is a good one. */
static int answer(void)
{
    for (;;) {
        json_t *said = json_loadf(monitor, JSON_DISABLE_EOF_CHECK, NULL);
        int result = !said ? -1 : json_object_get(said, "error") ? 1 : 0;
        bool is_event = said && json_object_get(said, "event");
        json_decref(said);
        if (!is_event)
            return result;
    }
}

static int ask(const char *what, json_t *arguments)
{
    json_t *question = arguments ? json_pack("{s:s, s:o}", "execute", what, "arguments", arguments)
                                 : json_pack("{s:s}", "execute", what);
    int result = question ? json_dumpf(question, mouth, JSON_COMPACT) : -1;
    json_decref(question);
    if (result || fflush(mouth))
        return complain("nobody listens");
    return answer() ? complain(what) : 0;
}

static json_t *axis(const char *name, int value, int of)
{
    return json_pack("{s:s, s:{s:s, s:i}}", "type", "abs", "data", "axis", name, "value",
                     value * ABSOLUTE_MAX / of);
}

static json_t *button(bool down)
{
    return json_pack("{s:s, s:{s:b, s:s}}", "type", "btn", "data", "down", down, "button", "left");
}

static int tap(int x, int y)
{
    int result = ask("input-send-event", json_pack("{s:[o, o]}", "events", axis("x", x, WIDTH),
                                                   axis("y", y, HEIGHT)));
    if (!result)
        result = ask("input-send-event", json_pack("{s:[o]}", "events", button(true)));
    if (!result)
        result = ask("input-send-event", json_pack("{s:[o]}", "events", button(false)));
    return result;
}

static int greet(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || strlen(path) >= sizeof address.sun_path)
        return complain("no socket");
    strcpy(address.sun_path, path);
    if (connect(fd, (struct sockaddr *)&address, sizeof address))
        return complain("no machine");
    monitor = fdopen(fd, "r");
    mouth = fdopen(dup(fd), "w");
    if (!monitor || !mouth || answer()) /* its greeting */
        return complain("no monitor");
    return ask("qmp_capabilities", NULL);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return complain("SOCKET shot FILE.png|FILE.ppm | tap X Y | stop | cont | off");
    if (greet(argv[1]))
        return 1;
    if (!strcmp(argv[2], "shot") && argc == 4)
        return ask("screendump", json_pack("{s:s, s:s}", "filename", argv[3], "format",
                                           strstr(argv[3], ".ppm") ? "ppm" : "png"));
    if (!strcmp(argv[2], "tap") && argc == 5)
        return tap(atoi(argv[3]), atoi(argv[4]));
    if ((!strcmp(argv[2], "stop") || !strcmp(argv[2], "cont")) && argc == 3)
        return ask(argv[2], NULL);
    if (!strcmp(argv[2], "off") && argc == 3)
        return ask("quit", NULL);
    return complain("SOCKET shot FILE.png|FILE.ppm | tap X Y | stop | cont | off");
}
