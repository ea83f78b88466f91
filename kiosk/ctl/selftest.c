#include "kiosk/ctl/selftest.h"

#include "kiosk/ctl/check.h"
#include "kiosk/ctl/courier.h"
#include "kiosk/ctl/folder.h"
#include "kiosk/ctl/place.h"

#include <errno.h>
#include <getopt.h>
#include <glob.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 12000,
    PARTS_MAX = 16,
    FLOOR = 1767225600 /* 2026-01-01: before it was made */
};

struct report {
    time_t at;
    const struct place *place;
    struct check parts[PARTS_MAX];
    size_t count;
};

static void add(struct report *r, struct check check)
{
    r->parts[r->count++] = check;
}

static struct probe ask(const struct place *place, const char *driver)
{
    char path[256];
    struct probe p;
    snprintf(path, sizeof path, "%s/%s.sock", place->sockets, driver);
    probe_ask(path, !strcmp(driver, "courier"), PATIENCE_MS, &p);
    return p;
}

/* The beginning of a file's text; false where there is none. */
static bool read_text(const char *path, char *text, size_t room)
{
    FILE *file = fopen(path, "re");
    size_t size = file ? fread(text, 1, room - 1, file) : 0;
    text[size] = '\0';
    if (file)
        fclose(file);
    return size != 0;
}

/* Of the first file that the pattern below `folder` finds. */
static bool read_first(const char *folder, const char *pattern, char text[64])
{
    char path[PATH_MAX];
    glob_t found;
    bool good = false;
    snprintf(path, sizeof path, "%s/%s", folder, pattern);
    if (!glob(path, 0, NULL, &found)) {
        good = read_text(found.gl_pathv[0], text, 64);
        globfree(&found);
    }
    return good;
}

/* A keyboard on USB; the one that HDMI brings is none. */
static struct check keypad(const char *sys)
{
    enum { BUS_USB = 3 };
    char path[PATH_MAX], text[512];
    glob_t found;
    bool there = false;
    snprintf(path, sizeof path, "%s/class/input/input*", sys);
    if (glob(path, 0, NULL, &found))
        return check_keypad(false);
    for (size_t i = 0; i < found.gl_pathc && !there; i++) {
        snprintf(path, sizeof path, "%s/id/bustype", found.gl_pathv[i]);
        if (!read_text(path, text, sizeof text) || strtoul(text, NULL, 16) != BUS_USB)
            continue;
        snprintf(path, sizeof path, "%s/capabilities/key", found.gl_pathv[i]);
        there = read_text(path, text, sizeof text) && check_has_pad_keys(text);
    }
    globfree(&found);
    return check_keypad(there);
}

static struct check temperature(const char *sys)
{
    char text[64], *end = text;
    bool known = read_first(sys, "class/thermal/thermal_zone0/temp", text);
    long value = known ? strtol(text, &end, 10) : 0;
    return check_temperature(known && end != text, value);
}

static struct check voltage(const char *sys)
{
    char text[64];
    /* The Raspberry Pi's firmware, through the kernel's raspberrypi-hwmon. */
    bool known = read_first(sys, "class/hwmon/hwmon*/in0_lcrit_alarm", text);
    return check_voltage(known, known && *text == '1');
}

static struct check disk(const char *conf)
{
    static const char probe[] = "selftest\n";
    const char *slash = strrchr(conf, '/');
    char folder[PATH_MAX], path[PATH_MAX];
    struct statvfs st = {0};
    int error;
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - conf) : 1, slash ? conf : ".");
    error =
        statvfs(folder, &st) ? -errno : folder_put(folder, ".selftest", probe, sizeof probe, 0600);
    if (snprintf(path, sizeof path, "%s/.selftest", folder) < (int)sizeof path)
        unlink(path);
    return check_disk((uint64_t)st.f_bavail * st.f_frsize, (uint64_t)st.f_blocks * st.f_frsize,
                      error);
}

static struct check kept_clock(time_t now)
{
    struct timex kernel = {0};
    int state = adjtimex(&kernel);
    return check_clock(now, state >= 0 && state != TIME_ERROR && !(kernel.status & STA_UNSYNC),
                       FLOOR);
}

static void examine(struct report *r, const char *conf, const char *sys)
{
    struct courier_state courier = {0};
    struct probe p = ask(r->place, "card");
    add(r, check_driver("reader", &p));
    add(r, check_sam(&p));
    p = ask(r->place, "finger");
    add(r, check_driver("sensor", &p));
    add(r, keypad(sys));
    p = ask(r->place, "voice");
    add(r, check_driver("sound", &p));
    p = ask(r->place, "printer");
    add(r, check_driver("printer", &p));
    p = ask(r->place, "courier");
    add(r, check_link(&p));
    courier_ask(conf, &courier);
    add(r, check_certificate(r->at, courier.certificate_ends_at, courier.certificate_renewal_at));
    add(r, kept_clock(r->at));
    add(r, disk(conf));
    add(r, temperature(sys));
    add(r, voltage(sys));
}

static enum check_result worst(const struct report *r)
{
    enum check_result found = CHECK_GOOD;
    for (size_t i = 0; i < r->count; i++)
        if (r->parts[i].result == CHECK_BAD)
            return CHECK_BAD;
        else if (r->parts[i].result != CHECK_GOOD)
            found = CHECK_WARN;
    return found;
}

static const char *date_of(const struct report *r, char text[32])
{
    struct tm tm;
    if (!gmtime_r(&r->at, &tm) || !strftime(text, 32, "%FT%TZ", &tm))
        *text = '\0';
    return text;
}

static void print_text(const struct report *r)
{
    char date[32];
    printf("%s %s\n", *r->place->serial ? r->place->serial : "not provisioned", date_of(r, date));
    for (size_t i = 0; i < r->count; i++) {
        const struct check *c = &r->parts[i];
        printf("%-12s %-8s %s\n", c->part, check_result_name(c->result), c->figure);
        if (*c->advice)
            printf("%-12s %-8s %s\n", "", "", c->advice);
    }
    printf("%s\n", worst(r) == CHECK_GOOD   ? "ready"
                   : worst(r) == CHECK_WARN ? "ready, but look at the above"
                                            : "NOT ready");
}

static void print_json(const struct report *r)
{
    char date[32];
    json_t *parts = json_array();
    for (size_t i = 0; i < r->count; i++) {
        const struct check *c = &r->parts[i];
        json_array_append_new(parts, json_pack("{s:s, s:s, s:s%, s:s}", "part", c->part, "result",
                                               check_result_name(c->result), "figure", c->figure,
                                               strlen(c->figure), "advice", c->advice));
    }
    json_t *all =
        json_pack("{s:s, s:s, s:s, s:o}", "serial", r->place->serial, "at", date_of(r, date),
                  "result", check_result_name(worst(r)), "parts", parts);
    json_dumpf(all, stdout, JSON_INDENT(2));
    puts("");
    json_decref(all);
}

int selftest_command(int argc, char **argv)
{
    static const struct option names[] = {
        {"json", no_argument, NULL, 'j'}, {"sys", required_argument, NULL, 's'}, {0}};
    const char *conf = NULL, *sys = "/sys";
    bool json = false;
    struct place place;
    struct report report = {.at = time(NULL), .place = &place};
    int option, result;
    while ((option = getopt_long(argc, argv, "c:", names, NULL)) != -1) {
        if (option == 'c')
            conf = optarg;
        else if (option == 's')
            sys = optarg;
        else if (option == 'j')
            json = true;
        else
            return 2;
    }
    if (!conf || optind != argc)
        return 2;
    result = place_read(conf, &place);
    if (result) {
        fprintf(stderr, "kioskctl: selftest: %s: %s\n", conf, strerror(-result));
        return 1;
    }
    examine(&report, conf, sys);
    if (json)
        print_json(&report);
    else
        print_text(&report);
    return worst(&report) == CHECK_BAD;
}
