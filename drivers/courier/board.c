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

void board_look(const char *directory, struct figures *figures)
{
    struct statvfs st;
    long number;
    if (!statvfs(directory, &st)) {
        figures->free_mib = (uint64_t)st.f_bavail * st.f_frsize / MIB;
        figures->whole_mib = (uint64_t)st.f_blocks * st.f_frsize / MIB;
    }
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
