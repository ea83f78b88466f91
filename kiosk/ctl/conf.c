#include "kiosk/ctl/conf.h"

#include <string.h>

enum { DEVICE_DIGITS = 5 };

static const char *device_of(const struct site *s)
{
    return s->device.serial + strlen(s->device.serial) - DEVICE_DIGITS;
}

/* The fields that belong to the section as they are. */
static void write_section(const struct site *s, const char *section, FILE *to)
{
    fprintf(to, "[%s]\n", section);
    for (int i = 0; i < SITE_FIELDS; i++) {
        const char *at = site_conf_section((enum site_field)i);
        if (at && !strcmp(at, section) && *s->values[i])
            fprintf(to, "%s = %s\n", site_conf_name((enum site_field)i), s->values[i]);
    }
}

void conf_write_kiosk(const struct site *s, FILE *to)
{
    fputs("; Written by kioskctl provision, from a signed file: changes are lost with the next.\n",
          to);
    fprintf(to, "[place]\nserial = %s\nvillage = %s\nname = %s\n", s->device.serial,
            s->device.village, s->device.name);
    write_section(s, "card", to);
    write_section(s, "finger", to);
    write_section(s, "courier", to);
    fprintf(to,
            "device = %s\nsender = %s\nsigning_key_id = %s\nca = ca.pem\n"
            "certificate = keys/device.pem\nkey = keys/device.key\n"
            "signing_key = keys/device.ed25519\nservice_keys = service.keys\ndata = data\n"
            "updates = update\ncommission = yes\n",
            device_of(s), s->device.serial, s->device.key_id);
    write_section(s, "voice", to);
    write_section(s, "printer", to);
    write_section(s, "kiosk", to);
    fputs("sockets = /run/kiosk\n", to);
}

void conf_write_network(const struct site *s, FILE *to)
{
    const char *kind = s->values[SITE_NETWORK];
    char names[SITE_VALUE], *rest = names, *one;
    fprintf(to,
            "[Match]\nName=%s\n\n[Link]\nRequiredForOnline=no\n\n"
            "[Network]\nLinkLocalAddressing=ipv6\nLLMNR=no\nMulticastDNS=no\n",
            !strcmp(kind, "wifi")  ? "wl*"
            : !strcmp(kind, "lte") ? "ww*"
                                   : "en* eth*");
    if (!*s->values[SITE_ADDRESS]) {
        fputs("DHCP=yes\n\n[DHCPv4]\nSendHostname=no\nUseDomains=no\nUseNTP=no\n", to);
        return;
    }
    fprintf(to, "Address=%s\nGateway=%s\n", s->values[SITE_ADDRESS], s->values[SITE_GATEWAY]);
    strcpy(names, s->values[SITE_NAMES]);
    while ((one = strsep(&rest, " ")))
        if (*one)
            fprintf(to, "DNS=%s\n", one);
}

void conf_write_wifi(const struct site *s, FILE *to)
{
    fputs("[Security]\nPassphrase=", to);
    /* iwd reads a backslash as the beginning of an escape. */
    for (const char *at = s->values[SITE_PASSPHRASE]; *at; at++)
        fputs(*at == '\\' ? "\\\\" : (char[]){*at, '\0'}, to);
    fputs("\n[Settings]\nAutoConnect=true\n", to);
}

void conf_write_modem(const struct site *s, FILE *to)
{
    fprintf(to, "apn=%s", s->values[SITE_APN]);
    if (*s->values[SITE_APN_USER])
        fprintf(to, ",user=%s,password=%s", s->values[SITE_APN_USER], s->values[SITE_APN_PASSWORD]);
    if (*s->values[SITE_PIN])
        fprintf(to, ",pin=%s", s->values[SITE_PIN]);
    fputs("\n", to);
}

void conf_wifi_name(const struct site *s, char name_out[CONF_WIFI_NAME])
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -_";
    const char *ssid = s->values[SITE_SSID];
    size_t length = strlen(ssid);
    if (!ssid[strspn(ssid, plain)]) {
        snprintf(name_out, CONF_WIFI_NAME, "%.32s.psk", ssid);
        return;
    }
    name_out[0] = '=';
    for (size_t i = 0; i < length; i++)
        sprintf(name_out + 1 + 2 * i, "%02x", (unsigned char)ssid[i]);
    strcpy(name_out + 1 + 2 * length, ".psk");
}

void conf_write_environment(const struct site *s, FILE *to)
{
    fprintf(to, "TZ=%s\n", s->values[SITE_ZONE]);
}
