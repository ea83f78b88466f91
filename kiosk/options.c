#include "kiosk/options.h"

#include <errno.h>
#include <getopt.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: kiosk [-c FILE] [--trace DIR] [--window] [--panel 10|15] [--size NAME]\n"
    "             [--contrast NAME] [--language CODE] [--scene NAME --out PATH]\n"
    "sizes: small default large largest\n"
    "contrasts: default black-on-white white-on-black low\n";

static bool read_panel_px(const char *text, struct panel *p)
{
    return sscanf(text, "%dx%d", &p->width_px, &p->height_px) == 2 && p->width_px > 0 &&
           p->width_px <= 8192 && p->height_px > 0 && p->height_px <= 8192;
}

static bool read_panel_mm(const char *text, struct panel *p)
{
    return sscanf(text, "%lfx%lf", &p->width_mm, &p->height_mm) == 2 && p->width_mm >= 50 &&
           p->height_mm >= 50;
}

static bool read_size(const char *name, enum text_size *out)
{
    for (int i = 0; i < TEXT_SIZES; i++)
        if (!strcmp(name, theme_size_name((enum text_size)i))) {
            *out = (enum text_size)i;
            return true;
        }
    return false;
}

static bool read_contrast(const char *name, enum contrast *out)
{
    for (int i = 0; i < CONTRASTS; i++)
        if (!strcmp(name, theme_contrast_name((enum contrast)i))) {
            *out = (enum contrast)i;
            return true;
        }
    return false;
}

/* The index of `name` in a list that ends with NULL. */
static bool read_one_of(const char *name, const char *const *names, int *out)
{
    for (int i = 0; names[i]; i++)
        if (!strcmp(name, names[i])) {
            *out = i;
            return true;
        }
    return false;
}

static bool read_scan(const char *name, enum scan_pace *out)
{
    static const char *const names[] = {[SCAN_OFF] = "off",
                                        [SCAN_SLOW] = "slow",
                                        [SCAN_MEDIUM] = "medium",
                                        [SCAN_FAST] = "fast",
                                        NULL};
    int found;
    if (!read_one_of(name, names, &found))
        return false;
    *out = (enum scan_pace)found;
    return true;
}

static bool read_place(const char *name, enum place *out)
{
    static const char *const names[] = {
        [PLACE_UNTOLD] = "untold", [PLACE_LEFT] = "left",   [PLACE_RIGHT] = "right",
        [PLACE_ABOVE] = "above",   [PLACE_BELOW] = "below", NULL};
    int found;
    if (!read_one_of(name, names, &found))
        return false;
    *out = (enum place)found;
    return true;
}

static bool read_seconds(const char *text, int64_t *ms_out)
{
    char *end;
    long seconds = strtol(text, &end, 10);
    if (*end || seconds < 1 || seconds > 3600)
        return false;
    *ms_out = (int64_t)seconds * 1000;
    return true;
}

static bool panel_named(const char *name, struct panel *p)
{
    if (!strcmp(name, "10"))
        *p = (struct panel){1280, 800, 217.5, 136.0};
    else if (!strcmp(name, "15"))
        *p = (struct panel){1920, 1080, 345.3, 194.2};
    else
        return false;
    return true;
}

static bool read_language(const char *code, struct options *o)
{
    return snprintf(o->language, sizeof o->language, "%s", code) < (int)sizeof o->language;
}

struct file {
    struct options *options;
    const char *folder; /* of the file: what relative paths start from */
    int folder_length;
};

static bool read_path(const struct file *file, const char *value, char *out, size_t size)
{
    int length = value[0] == '/'
                     ? snprintf(out, size, "%s", value)
                     : snprintf(out, size, "%.*s%s", file->folder_length, file->folder, value);
    return length < (int)size;
}

/* The village it stands in; what does not fit is cut. */
static int read_of_place(const char *name, const char *value, struct session_setup *setup)
{
    if (!strcmp(name, "serial"))
        snprintf(setup->serial, sizeof setup->serial, "%s", value);
    else if (!strcmp(name, "village"))
        snprintf(setup->village, sizeof setup->village, "%s", value);
    else if (!strcmp(name, "name"))
        snprintf(setup->village_name, sizeof setup->village_name, "%s", value);
    return 1;
}

/* inih calls this for each key; 1 accepts. */
static int key(void *context, const char *section, const char *name, const char *value)
{
    struct file *file = context;
    struct options *o = file->options;
    if (!strcmp(section, "place"))
        return read_of_place(name, value, &o->setup);
    if (strcmp(section, "kiosk"))
        return 1;
    if (!strcmp(name, "sockets"))
        return read_path(file, value, o->sockets, sizeof o->sockets);
    if (!strcmp(name, "panel"))
        return read_panel_px(value, &o->panel);
    if (!strcmp(name, "panel_mm"))
        return read_panel_mm(value, &o->panel);
    if (!strcmp(name, "size"))
        return read_size(value, &o->setup.defaults.size);
    if (!strcmp(name, "contrast"))
        return read_contrast(value, &o->setup.defaults.contrast);
    if (!strcmp(name, "idle_s"))
        return read_seconds(value, &o->setup.idle_ms);
    if (!strcmp(name, "alert_s"))
        return read_seconds(value, &o->setup.alert_ms);
    if (!strcmp(name, "call_s"))
        return read_seconds(value, &o->setup.call_ms);
    if (!strcmp(name, "language"))
        return read_language(value, o);
    if (!strcmp(name, "locale"))
        return read_path(file, value, o->locale, sizeof o->locale);
    if (!strcmp(name, "lifted_s"))
        return read_seconds(value, &o->setup.lifted_ms);
    if (!strcmp(name, "hours"))
        return hours_read(value, &o->setup.hours);
    if (!strcmp(name, "receipt_link"))
        return snprintf(o->setup.receipt_link, sizeof o->setup.receipt_link, "%s", value) <
               (int)sizeof o->setup.receipt_link;
    if (!strcmp(name, "remind_s"))
        return read_seconds(value, &o->setup.remind_ms);
    if (!strncmp(name, "key_", 4))
        return keypad_set(&o->keypad, name + 4, value);
    if (!strcmp(name, "card_place"))
        return read_place(value, &o->setup.card_place);
    if (!strcmp(name, "sensor_place"))
        return read_place(value, &o->setup.sensor_place);
    if (!strcmp(name, "jack_place"))
        return read_place(value, &o->setup.jack_place);
    if (!strcmp(name, "scan"))
        return read_scan(value, &o->setup.defaults.scan);
    if (!strcmp(name, "provisioned")) {
        o->provisioned = !strcmp(value, "yes");
        return o->provisioned || !strcmp(value, "no");
    }
    if (!strcmp(name, "provision")) {
        o->provision = !strcmp(value, "yes");
        return o->provision || !strcmp(value, "no");
    }
    /* A later version's, before a roll-back: passed over by every program (drivers/start.h). */
    fprintf(stderr, "kiosk: [kiosk] %s: not known to this version, passed over\n", name);
    return 1;
}

static int read_file(const char *path, struct options *o)
{
    const char *slash = strrchr(path, '/');
    struct file file = {o, path, slash ? (int)(slash - path) + 1 : 0};
    int line = ini_parse(path, key, &file);
    if (line < 0)
        fprintf(stderr, "kiosk: %s: %s\n", path, strerror(errno));
    else if (line > 0)
        fprintf(stderr, "kiosk: %s:%d: not understood\n", path, line);
    return line ? -EINVAL : 0;
}

int options_read(int argc, char **argv, struct options *o)
{
    enum { TRACE = 256, WINDOW, PANEL, SIZE, CONTRAST, LANGUAGE, SCENE, OUT };
    static const struct option names[] = {
        {"config", required_argument, NULL, 'c'},
        {"trace", required_argument, NULL, TRACE},
        {"window", no_argument, NULL, WINDOW},
        {"panel", required_argument, NULL, PANEL},
        {"size", required_argument, NULL, SIZE},
        {"contrast", required_argument, NULL, CONTRAST},
        {"language", required_argument, NULL, LANGUAGE},
        {"scene", required_argument, NULL, SCENE},
        {"out", required_argument, NULL, OUT},
        {0},
    };
    bool good = true;
    int option;
    memset(o, 0, sizeof *o);
    strcpy(o->sockets, "/run/kiosk");
    strcpy(o->setup.receipt_link, SESSION_RECEIPT_LINK);
    o->setup.defaults.size = TEXT_DEFAULT;
    o->fullscreen = true;
    o->setup.idle_ms = SESSION_IDLE_MS;
    o->setup.alert_ms = SESSION_ALERT_MS;
    o->setup.lifted_ms = SESSION_LIFTED_MS;
    o->setup.remind_ms = SESSION_REMIND_MS;
    o->setup.call_ms = HANDOVER_MS;
    panel_named("10", &o->panel);
    keypad_init(&o->keypad);
    while (good && (option = getopt_long(argc, argv, "c:", names, NULL)) != -1) {
        switch (option) {
        case 'c':
            good = !read_file(optarg, o);
            break;
        case TRACE:
            o->trace = optarg;
            break;
        case WINDOW:
            o->fullscreen = false;
            break;
        case PANEL:
            good = panel_named(optarg, &o->panel);
            break;
        case SIZE:
            good = read_size(optarg, &o->setup.defaults.size);
            break;
        case CONTRAST:
            good = read_contrast(optarg, &o->setup.defaults.contrast);
            break;
        case LANGUAGE:
            good = read_language(optarg, o);
            break;
        case SCENE:
            o->scene = optarg;
            break;
        case OUT:
            o->out = optarg;
            break;
        default:
            good = false;
        }
    }
    if (!good || optind != argc || (o->scene && !o->out)) {
        fputs(usage, stderr);
        return -EINVAL;
    }
    if (o->trace && o->provisioned) {
        fputs("kiosk: a provisioned device keeps no pictures of visits: --trace refused\n", stderr);
        return -EINVAL;
    }
    return 0;
}
