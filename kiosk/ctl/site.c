#include "kiosk/ctl/site.h"

#include "kiosk/hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum presence { OPTIONAL, REQUIRED };

#define DIGITS        "0123456789"
#define SMALL         "abcdefghijklmnopqrstuvwxyz"
#define CAPITALS      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LETTERS       SMALL CAPITALS
#define BASE64        LETTERS DIGITS "+/="
#define DEVICE_DIGITS 5

static bool only(const char *text, const char *set)
{
    return *text && !text[strspn(text, set)];
}

/* Whether `text` is one of `words`, which are separated by spaces. */
static bool among(const char *text, const char *words)
{
    size_t length = strlen(text);
    for (const char *at = words; length && (at = strstr(at, text)); at++)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return !strchr(text, ' ');
    return false;
}

static bool is_within(const char *text, long least, long most)
{
    return only(text, DIGITS) && strlen(text) < 10 && atol(text) >= least && atol(text) <= most;
}

static bool is_text(const char *text)
{
    return *text != '\0';
}

static bool is_kind(const char *text)
{
    return among(text, "cable wifi lte");
}

/* Dotted, four numbers of 0 to 255. */
static bool is_ipv4(const char *text)
{
    unsigned part[4];
    char again[16];
    if (!only(text, DIGITS ".") || strlen(text) > 15 ||
        sscanf(text, "%3u.%3u.%3u.%3u", part, part + 1, part + 2, part + 3) != 4)
        return false;
    /* Written back it is the same: no leading zeros, nothing behind. */
    return part[0] < 256 && part[1] < 256 && part[2] < 256 && part[3] < 256 &&
           snprintf(again, sizeof again, "%u.%u.%u.%u", part[0], part[1], part[2], part[3]) > 0 &&
           !strcmp(again, text);
}

static bool is_address(const char *text)
{
    char address[20];
    const char *slash = strchr(text, '/');
    if (!slash || slash - text >= (long)sizeof address)
        return false;
    snprintf(address, sizeof address, "%.*s", (int)(slash - text), text);
    return is_ipv4(address) && is_within(slash + 1, 8, 30);
}

static bool is_addresses(const char *text)
{
    char copy[SITE_VALUE], *rest = copy, *one;
    int count = 0;
    snprintf(copy, sizeof copy, "%s", text);
    while ((one = strsep(&rest, " ")))
        if (*one && (!is_ipv4(one) || ++count > 3))
            return false;
    return count > 0;
}

static bool is_ssid(const char *text)
{
    return *text && strlen(text) <= 32;
}

static bool is_passphrase(const char *text)
{
    return strlen(text) >= 8 && strlen(text) <= 63;
}

/* 3GPP TS 23.003, 9.1: labels of letters, digits and hyphens. */
static bool is_apn(const char *text)
{
    return only(text, LETTERS DIGITS "-.") && strlen(text) < 64;
}

/* What stands between commas in what mmcli(1) is told. */
static bool is_account(const char *text)
{
    return *text && strlen(text) < 64 && !strpbrk(text, ",=\"'\\ ");
}

/* 3GPP TS 31.101, 9.3: of a SIM. */
static bool is_pin(const char *text)
{
    return only(text, DIGITS) && strlen(text) >= 4 && strlen(text) <= 8;
}

static bool is_pixels(const char *text)
{
    int width, height, end = 0;
    return only(text, DIGITS "x") && sscanf(text, "%4dx%4d%n", &width, &height, &end) == 2 &&
           !text[end] && width >= 320 && width <= 8192 && height >= 240 && height <= 8192;
}

static bool is_millimetres(const char *text)
{
    double width, height;
    int end = 0;
    return only(text, DIGITS ".x") && sscanf(text, "%7lfx%7lf%n", &width, &height, &end) == 2 &&
           !text[end] && width >= 50 && width <= 2000 && height >= 50 && height <= 2000;
}

static bool is_place(const char *text)
{
    return among(text, "left right above below");
}

static bool is_url(const char *text)
{
    static const char scheme[] = "https://";
    return !strncmp(text, scheme, strlen(scheme)) &&
           only(text + strlen(scheme), LETTERS DIGITS "-.:[]");
}

static bool is_proxy(const char *text)
{
    static const char scheme[] = "http://";
    return !strncmp(text, scheme, strlen(scheme)) &&
           only(text + strlen(scheme), LETTERS DIGITS "-.:[]");
}

static bool is_name(const char *text)
{
    return only(text, LETTERS DIGITS "-_.") && strlen(text) < 64;
}

static bool is_language(const char *text)
{
    return only(text, SMALL) && strlen(text) >= 2 && strlen(text) <= 3;
}

static bool is_zone(const char *text)
{
    return among(text, "Asia/Jakarta Asia/Pontianak Asia/Makassar Asia/Jayapura");
}

static bool is_hours(const char *text)
{
    struct hours hours;
    return hours_read(text, &hours);
}

static bool is_seconds(const char *text)
{
    return is_within(text, 1, 3600);
}

static bool is_dpi(const char *text)
{
    return is_within(text, 300, 1000);
}

static bool is_paper(const char *text)
{
    return among(text, "58 80");
}

static bool is_size(const char *text)
{
    return among(text, "small default large largest");
}

static bool is_contrast(const char *text)
{
    return among(text, "default black-on-white white-on-black low");
}

static bool is_link(const char *text)
{
    return only(text, LETTERS DIGITS ":/.-_?=&%") && strlen(text) < 64;
}

static bool is_pem(const char *line)
{
    return !strcmp(line, "-----BEGIN CERTIFICATE-----") ||
           !strcmp(line, "-----END CERTIFICATE-----") || (only(line, BASE64) && strlen(line) <= 64);
}

static bool is_service_key(const char *line)
{
    char id[64], kind[16], key[64], rest[2];
    return sscanf(line, "%63s %15s %63s %1s", id, kind, key, rest) == 3 && is_name(id) &&
           among(kind, "ed25519 x25519") && strlen(key) == 44 && only(key, BASE64);
}

static const struct {
    const char *section, *name;
    enum presence presence;
    bool (*check)(const char *text);
    const char *wants; /* "... is not WANTS" */
    const char *conf_section, *conf_name;
} fields[SITE_FIELDS] = {
    [SITE_NETWORK] = {"network", "kind", REQUIRED, is_kind, "cable, wifi or lte", NULL, NULL},
    [SITE_ADDRESS] = {"network", "address", OPTIONAL, is_address, "like 10.1.2.3/24", NULL, NULL},
    [SITE_GATEWAY] = {"network", "gateway", OPTIONAL, is_ipv4, "like 10.1.2.1", NULL, NULL},
    [SITE_NAMES] = {"network", "dns", OPTIONAL, is_addresses, "one to three like 10.1.2.1", NULL,
                    NULL},
    [SITE_PROXY] = {"network", "proxy", OPTIONAL, is_proxy, "like http://10.1.2.1:3128", "courier",
                    "proxy"},
    [SITE_SSID] = {"network", "ssid", OPTIONAL, is_ssid, "1 to 32 characters", NULL, NULL},
    [SITE_PASSPHRASE] = {"network", "passphrase", OPTIONAL, is_passphrase, "8 to 63 characters",
                         NULL, NULL},
    [SITE_APN] = {"network", "apn", OPTIONAL, is_apn, "letters, digits, dots and hyphens", NULL,
                  NULL},
    [SITE_APN_USER] = {"network", "user", OPTIONAL, is_account,
                       "1 to 63 characters without comma, equals sign, quote, backslash or space",
                       NULL, NULL},
    [SITE_APN_PASSWORD] = {"network", "password", OPTIONAL, is_account,
                           "1 to 63 characters without comma, equals sign, quote, backslash or "
                           "space",
                           NULL, NULL},
    [SITE_PIN] = {"network", "pin", OPTIONAL, is_pin, "4 to 8 digits", NULL, NULL},
    [SITE_PIXELS] = {"panel", "pixels", REQUIRED, is_pixels, "like 1280x800", "kiosk", "panel"},
    [SITE_MILLIMETRES] = {"panel", "millimetres", REQUIRED, is_millimetres, "like 217.5x136.0",
                          "kiosk", "panel_mm"},
    [SITE_PLACE_READER] = {"places", "reader", OPTIONAL, is_place, "left, right, above or below",
                           "kiosk", "card_place"},
    [SITE_PLACE_SENSOR] = {"places", "sensor", OPTIONAL, is_place, "left, right, above or below",
                           "kiosk", "sensor_place"},
    [SITE_PLACE_JACK] = {"places", "jack", OPTIONAL, is_place, "left, right, above or below",
                         "kiosk", "jack_place"},
    [SITE_SERVICE] = {"service", "address", REQUIRED, is_url, "like https://kiosk.example:8443",
                      "courier", "service"},
    [SITE_ENROLMENT] = {"service", "enrolment", REQUIRED, is_url, "like https://enrol.example:8444",
                        "courier", "enrolment"},
    [SITE_SERVICE_ID] = {"service", "id", REQUIRED, is_name, "a name", "courier", "service_id"},
    [SITE_CA] = {"service", "ca", REQUIRED, is_pem, "a line of a certificate (PEM)", NULL, NULL},
    [SITE_KEYS] = {"service", "keys", REQUIRED, is_service_key,
                   "KEYID, ed25519 or x25519, and 32 bytes in base64", NULL, NULL},
    [SITE_READER] = {"reader", "device", REQUIRED, is_text, "libnfc's name of a reader", "card",
                     "reader"},
    [SITE_RESET] = {"reader", "reset", OPTIONAL, is_text, "like /dev/gpiochip0:17", "card",
                    "reset"},
    [SITE_SAM_SLOT] = {"reader", "sam_slot", OPTIONAL, is_text, "the beginning of a slot's name",
                       "card", "sam_slot"},
    [SITE_DPI] = {"sensor", "dpi", OPTIONAL, is_dpi, "a number of 300 to 1000", "finger", "dpi"},
    [SITE_VOICE] = {"sound", "device", OPTIONAL, is_text, "ALSA's name of a device", "voice",
                    "device"},
    [SITE_JACK] = {"sound", "jack", OPTIONAL, is_text, "never, always, or like hw:0", "voice",
                   "jack"},
    [SITE_PRINTER] = {"printer", "device", OPTIONAL, is_text, "a device", "printer", "device"},
    [SITE_PAPER] = {"printer", "paper", OPTIONAL, is_paper, "58 or 80", "printer", "paper"},
    [SITE_LANGUAGE] = {"languages", "first", REQUIRED, is_language, "a code like id", "kiosk",
                       "language"},
    [SITE_ZONE] = {"clock", "zone", REQUIRED, is_zone,
                   "Asia/Jakarta, Asia/Pontianak, Asia/Makassar or Asia/Jayapura", NULL, NULL},
    [SITE_HOURS] = {"hours", "open", REQUIRED, is_hours,
                    "like mon-thu 08.00-16.00, fri 08.00-15.00", "kiosk", "hours"},
    [SITE_IDLE] = {"policies", "idle_s", OPTIONAL, is_seconds, "1 to 3600", "kiosk", "idle_s"},
    [SITE_ALERT] = {"policies", "alert_s", OPTIONAL, is_seconds, "1 to 3600", "kiosk", "alert_s"},
    [SITE_LIFTED] = {"policies", "lifted_s", OPTIONAL, is_seconds, "1 to 3600", "kiosk",
                     "lifted_s"},
    [SITE_REMIND] = {"policies", "remind_s", OPTIONAL, is_seconds, "1 to 3600", "kiosk",
                     "remind_s"},
    [SITE_CALL] = {"policies", "call_s", OPTIONAL, is_seconds, "1 to 3600", "kiosk", "call_s"},
    [SITE_SIZE] = {"policies", "size", OPTIONAL, is_size, "small, default, large or largest",
                   "kiosk", "size"},
    [SITE_CONTRAST] = {"policies", "contrast", OPTIONAL, is_contrast,
                       "default, black-on-white, white-on-black or low", "kiosk", "contrast"},
    [SITE_RECEIPT_LINK] = {"policies", "receipt_link", OPTIONAL, is_link,
                           "letters, digits and :/.-_?=&%", "kiosk", "receipt_link"},
};

const char *site_conf_section(enum site_field field)
{
    return fields[field].conf_section;
}

const char *site_conf_name(enum site_field field)
{
    return fields[field].conf_name;
}

static bool is_serial(const char *serial)
{
    size_t length = strlen(serial);
    return length > DEVICE_DIGITS && length < SITE_SERIAL && only(serial, LETTERS DIGITS "-") &&
           strspn(serial + length - DEVICE_DIGITS, DIGITS) == DEVICE_DIGITS;
}

bool site_begin(struct site *s, const char *serial)
{
    if (!is_serial(serial))
        return false;
    memset(s, 0, sizeof *s);
    strcpy(s->device.serial, serial);
    s->last = -1;
    return true;
}

static bool is_village(const char *text)
{
    static const char shape[] = "00.00.00.0000";
    for (const char *at = shape; *at; at++, text++)
        if (*at == '.' ? *text != '.' : *text < '0' || *text > '9')
            return false;
    return !*text;
}

bool site_code(const char *text, char code_out[SITE_CODE])
{
    /* Twelve of Crockford's base32, in groups or not. */
    static const char digits[] = DIGITS "ABCDEFGHJKMNPQRSTVWXYZ",
                      small[] = "abcdefghjkmnpqrstvwxyz";
    char code[SITE_CODE] = "";
    size_t count = 0;
    for (; *text; text++) {
        const char *at = strchr(small, *text);
        if (*text == '-')
            continue;
        if (count == SITE_CODE - 1 || (!at && !strchr(digits, *text)))
            return false;
        code[count++] = at ? (char)(*text - 'a' + 'A') : *text;
    }
    if (count != SITE_CODE - 1)
        return false;
    memcpy(code_out, code, sizeof code);
    return true;
}

/* A line of [devices]: whoever's it is, it must be one. */
static bool take_device(struct site *s, const char *serial, const char *value, char *why)
{
    struct site_device d = {0};
    char code[SITE_CODE];
    int name = 0;
    if (!is_serial(serial)) {
        snprintf(why, SITE_WHY, "[devices] %.40s: not a serial like kiosk-00007", serial);
        return false;
    }
    if (sscanf(value, "%15s %15s %n", d.village, d.code, &name) != 2 || !name || !value[name] ||
        !is_village(d.village) || !site_code(d.code, code) ||
        strlen(value + name) >= sizeof d.name || !only(value + name, LETTERS DIGITS " .'()/-")) {
        snprintf(why, SITE_WHY,
                 "[devices] %s: not a village like 35.10.01.2001, a one-time code like "
                 "7KQ2-M4XD-PV9T, and the village's name",
                 serial);
        return false;
    }
    if (strcmp(serial, s->device.serial))
        return true;
    if (*s->device.village) {
        snprintf(why, SITE_WHY, "[devices] %s: for the second time", serial);
        return false;
    }
    strcpy(d.serial, serial);
    strcpy(d.name, value + name);
    s->device = d;
    return true;
}

static char *lines_of(struct site *s, int field)
{
    return field == SITE_CA ? s->ca : field == SITE_KEYS ? s->keys : NULL;
}

/* Adds a line to a field of several. */
static bool add_line(char *lines, const char *value)
{
    size_t used = strlen(lines);
    if (used + strlen(value) + 2 > SITE_LINES)
        return false;
    sprintf(lines + used, "%s\n", value);
    return true;
}

static int find(const char *section, const char *name, bool *section_known_out)
{
    *section_known_out = false;
    for (int i = 0; i < SITE_FIELDS; i++) {
        if (strcmp(fields[i].section, section))
            continue;
        *section_known_out = true;
        if (!strcmp(fields[i].name, name))
            return i;
    }
    return -1;
}

bool site_take(struct site *s, const char *section, const char *name, const char *value,
               bool continues, char *why)
{
    bool section_known;
    int field, last = s->last;
    s->last = -1;
    /* A name alone would not do: a section may begin with an indented line. */
    if (continues && (last < 0 || !lines_of(s, last) || strcmp(fields[last].section, section) ||
                      strcmp(fields[last].name, name))) {
        snprintf(why, SITE_WHY, "[%.40s] %.40s: a line that begins with a space", section, name);
        return false;
    }
    if (!strcmp(section, "devices"))
        return take_device(s, name, value, why);
    field = find(section, name, &section_known);
    if (field < 0) {
        snprintf(why, SITE_WHY,
                 section_known ? "[%.40s] %.40s: there is no such field"
                               : "[%.40s] %.40s: there is no such section",
                 section, name);
        return false;
    }
    char *lines = lines_of(s, field);
    if (!continues && *(lines ? lines : s->values[field])) {
        snprintf(why, SITE_WHY, "[%s] %s: for the second time", section, name);
        return false;
    }
    if (!fields[field].check(value)) {
        /* What it says may be a secret, and is not told again. */
        snprintf(why, SITE_WHY, "[%s] %s: not %s", section, name, fields[field].wants);
        return false;
    }
    if (lines ? !add_line(lines, value)
              : snprintf(s->values[field], SITE_VALUE, "%s", value) >= SITE_VALUE) {
        snprintf(why, SITE_WHY, "[%s] %s: too long", section, name);
        return false;
    }
    s->last = field;
    return true;
}

static bool says(char *why, const char *what)
{
    snprintf(why, SITE_WHY, "%s", what);
    return false;
}

static bool has(const struct site *s, enum site_field field)
{
    return *s->values[field] != '\0';
}

/* What is wrong with the way to the service as a whole, or NULL. */
static const char *network_flaw(const struct site *s)
{
    bool wifi = !strcmp(s->values[SITE_NETWORK], "wifi");
    bool lte = !strcmp(s->values[SITE_NETWORK], "lte");
    if (wifi != has(s, SITE_SSID) || wifi != has(s, SITE_PASSPHRASE))
        return "[network] ssid, passphrase: both with wifi, and neither without";
    if (has(s, SITE_ADDRESS) != has(s, SITE_GATEWAY) || has(s, SITE_ADDRESS) != has(s, SITE_NAMES))
        return "[network] address, gateway, dns: all of them or none";
    if (lte != has(s, SITE_APN))
        return "[network] apn: with lte, and not without";
    if (has(s, SITE_APN_USER) != has(s, SITE_APN_PASSWORD))
        return "[network] user, password: both or neither";
    if (!lte && (has(s, SITE_APN_USER) || has(s, SITE_PIN)))
        return "[network] user, password, pin: with lte alone";
    if (lte && has(s, SITE_ADDRESS))
        return "[network] address: not with lte, where the network gives it";
    return NULL;
}

bool site_whole(const struct site *s, char *why)
{
    static const char begin[] = "-----BEGIN", end[] = "-----END CERTIFICATE-----\n";
    const char *flaw = network_flaw(s);
    size_t ca = strlen(s->ca);
    for (int i = 0; i < SITE_FIELDS; i++) {
        const char *value = i == SITE_CA ? s->ca : i == SITE_KEYS ? s->keys : s->values[i];
        if (fields[i].presence == REQUIRED && !*value) {
            snprintf(why, SITE_WHY, "[%s] %s: is missing", fields[i].section, fields[i].name);
            return false;
        }
    }
    if (strncmp(s->ca, begin, strlen(begin)) || ca < strlen(end) ||
        strcmp(s->ca + ca - strlen(end), end))
        return says(why, "[service] ca: not a whole certificate (PEM)");
    if (!strstr(s->keys, " ed25519 ") || !strstr(s->keys, " x25519 "))
        return says(why, "[service] keys: one of ed25519 and one of x25519 are needed");
    if (flaw)
        return says(why, flaw);
    if (!*s->device.village) {
        snprintf(why, SITE_WHY, "[devices] %s: this device is not among them", s->device.serial);
        return false;
    }
    return true;
}
