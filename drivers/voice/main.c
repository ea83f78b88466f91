/*
 * kiosk-voice: what the face says and sounds, on fd 3.
 *
 * kiosk-voice -c FILE; section [voice]:
 *   device = default    an ALSA PCM; "null" for silence, "file:'sound.raw',raw" for a file
 *   voice = id          espeak-ng's voice for Indonesian
 *   clips = FOLDER      catalogues that may carry recordings (clips.h); none by default
 *   jack = never        headphones: "never", "always", or an ALSA control device ("hw:0") to watch
 * Ends with 0 when the face closes the connection, with 1 after a message it must not send.
 */
#include "serve.h"

#include "../wire.h"

#include <errno.h>
#include <ini.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>


/* Copies a value that fits; libinih's answer. */
static int take(char *to, size_t size, const char *value)
{
    return snprintf(to, size, "%s", value) < (int)size;
}

/* libinih's handler: 0 refuses the line. */
static int on_key(void *context, const char *section, const char *key, const char *value)
{
    struct voice_settings *settings = context;
    if (strcmp(section, "voice") != 0)
        return 1;
    if (!strcmp(key, "device"))
        return take(settings->device, sizeof settings->device, value);
    if (!strcmp(key, "voice"))
        return take(settings->voice, sizeof settings->voice, value);
    if (!strcmp(key, "clips"))
        return take(settings->clips, sizeof settings->clips, value);
    if (!strcmp(key, "jack"))
        return take(settings->jack, sizeof settings->jack, value);
    return 0;
}

/* Paths in the file, such as that of samples, start at its folder. */
static int enter_folder_of(const char *file)
{
    char *copy = strdup(file);
    int result = !copy ? -ENOMEM : chdir(dirname(copy)) ? -errno : 0;
    free(copy);
    return result;
}

int main(int argc, char **argv)
{
    /* A core file would hold what was said to a person. */
    const struct rlimit none = {0, 0};
    struct voice_settings settings = {.device = "default", .voice = "id", .jack = "never"};
    const char *file = NULL;
    int option, line, result = setrlimit(RLIMIT_CORE, &none) ? -errno : 0;

    while ((option = getopt(argc, argv, "c:")) == 'c')
        file = optarg;
    if (option != -1 || !file || optind != argc) {
        fprintf(stderr, "usage: kiosk-voice -c FILE\n");
        return 2;
    }
    line = ini_parse(file, on_key, &settings);
    if (line) {
        fprintf(stderr, "kiosk-voice: %s: %s %d\n", file, line < 0 ? "not opened" : "bad line",
                line);
        return 1;
    }
    if (!result)
        result = enter_folder_of(file);
    if (!result)
        result = serve(WIRE_FD, WIRE_VERSION, &settings);
    if (!result)
        return 0;
    fprintf(stderr, "kiosk-voice: stopped: %s\n", strerror(-result));
    return 1;
}
