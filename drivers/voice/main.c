/*
 * kiosk-voice: what the face says and sounds, on fd 3.
 *
 * kiosk-voice -c FILE; section [voice]:
 *   device = default    an ALSA PCM; "null" for silence, "file:'sound.raw',raw" for a file
 *   voice = id          espeak-ng's voice for Indonesian
 *   clips = FOLDER      catalogues that may carry recordings (clips.h); by default beside the
 * program jack = never        headphones: "never", "always", or an ALSA control device ("hw:0") to
 * watch Ends with 0 when the face closes the connection, with 1 after a message it must not send.
 */
#include "serve.h"

#include "../start.h"
#include "../wire.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    return start_pass_over("kiosk-voice", section, key);
}

/* The catalogues beside the program. */
static void find_clips(char *folder, size_t size)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length < 0)
        return;
    program[length] = 0;
    *strrchr(program, '/') = 0;
    if (snprintf(folder, size, "%s/locale", program) >= (int)size)
        folder[0] = 0;
}

int main(int argc, char **argv)
{
    struct voice_settings settings = {.device = "default", .voice = "id", .jack = "never"};
    const char *file = NULL;
    int option, result;

    while ((option = getopt(argc, argv, "c:")) == 'c')
        file = optarg;
    if (option != -1 || !file || optind != argc) {
        fprintf(stderr, "usage: kiosk-voice -c FILE\n");
        return 2;
    }
    if (start_with("kiosk-voice", file, on_key, &settings))
        return 1;
    if (!settings.clips[0])
        find_clips(settings.clips, sizeof settings.clips);
    result = serve(WIRE_FD, WIRE_VERSION, &settings);
    if (!result)
        return 0;
    fprintf(stderr, "kiosk-voice: stopped: %s\n", strerror(-result));
    return 1;
}
