#include "board.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

enum { MIB = 1 << 20 };

/* The number in the first file of this pattern; false without one. */
static bool number_in(const char *pattern, long *number_out)
{
    glob_t found;
    bool good = false;
    FILE *file;
    if (glob(pattern, 0, NULL, &found))
        return false;
    file = fopen(found.gl_pathv[0], "re");
    if (file) {
        good = fscanf(file, "%ld", number_out) == 1;
        fclose(file);
    }
    globfree(&found);
    return good;
}

/* Whether a line of "capabilities/key", words of 64 bits in hexadecimal and the last the lowest, has
 * the keys that a keypad cannot be without (linux/input-event-codes.h). */
static bool has_pad_keys(const char *line)
{
    enum { ENTER = 28, UP = 103, DOWN = 108, WORD = 64 };
    uint64_t words[2] = {0};
    char copy[512], *rest = copy, *one;
    snprintf(copy, sizeof copy, "%s", line);
    while ((one = strsep(&rest, " \n")))
        if (*one) {
            words[1] = words[0];
            words[0] = strtoull(one, NULL, 16);
        }
    return words[0] >> ENTER & 1 && words[1] >> (UP - WORD) & 1 && words[1] >> (DOWN - WORD) & 1;
}

/* A keyboard on USB; the one that HDMI brings is none. */
static bool has_keypad(void)
{
    static const char pattern[] = "/sys/class/input/input*/id/bustype";
    enum { BUS_USB = 3 };
    glob_t found;
    bool there = false;
    if (glob(pattern, 0, NULL, &found))
        return false;
    for (size_t i = 0; i < found.gl_pathc && !there; i++) {
        char path[256], line[512] = "";
        unsigned bus = 0;
        FILE *file = fopen(found.gl_pathv[i], "re");
        if (file) {
            there = fscanf(file, "%x", &bus) == 1 && bus == BUS_USB;
            fclose(file);
        }
        snprintf(path, sizeof path, "%.*s/capabilities/key",
                 (int)(strlen(found.gl_pathv[i]) - strlen("/id/bustype")), found.gl_pathv[i]);
        file = there ? fopen(path, "re") : NULL;
        there = file && fgets(line, sizeof line, file) && has_pad_keys(line);
        if (file)
            fclose(file);
    }
    globfree(&found);
    return there;
}

void board_look(const char *directory, struct figures *figures)
{
    struct statvfs st;
    long number;
    if (!statvfs(directory, &st)) {
        figures->free_mib = (uint64_t)st.f_bavail * st.f_frsize / MIB;
        figures->whole_mib = (uint64_t)st.f_blocks * st.f_frsize / MIB;
    }
    figures->keypad = has_keypad();
    figures->temperature_known = number_in("/sys/class/thermal/thermal_zone0/temp", &number);
    if (figures->temperature_known)
        figures->temperature_c = (int)(number / 1000);
    /* The Raspberry Pi's firmware, through the kernel's raspberrypi-hwmon. */
    figures->voltage_known = number_in("/sys/class/hwmon/hwmon*/in0_lcrit_alarm", &number);
    figures->voltage_low = figures->voltage_known && number == 1;
}

void board_image(char image_out[BOARD_IMAGE])
{
    static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";
    char line[256], value[BOARD_IMAGE];
    FILE *file = fopen("/etc/os-release", "re");
    *image_out = '\0';
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "IMAGE_VERSION=%*[\"']%31[^\"'\n]", value) == 1 ||
            sscanf(line, "IMAGE_VERSION=%31[^\"'\n]", value) == 1)
            if (!value[strspn(value, set)])
                strcpy(image_out, value);
    if (file)
        fclose(file);
}

void board_version(const char *folder, const char *name, char version_out[BOARD_IMAGE])
{
    char path[4096];
    FILE *file = *folder && snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path
                     ? fopen(path, "re")
                     : NULL;
    if (!file || fscanf(file, "%31[0-9]", version_out) != 1)
        *version_out = '\0';
    if (file)
        fclose(file);
}
