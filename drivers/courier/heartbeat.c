#include "heartbeat.h"

#include "certificate.h"
#include "commission.h"
#include "kept.h"
#include "keyfile.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MINUTE_MS = 60000,
    NEWS_MS = 10000, /* after a device changed: a plug that wobbles makes one heartbeat, not ten */
};

static const char kept[] = "settings.json";

void heartbeat_open(struct heartbeat *h, const char *directory, const char *certificate,
                    const char *updates, const struct mail *mail, int64_t now,
                    struct notes *notes)
{
    const json_t *message;
    json_t *root = NULL;
    int result;
    *h = (struct heartbeat){.directory = directory,
                            .certificate = certificate,
                            .updates = updates,
                            .started_at = now,
                            .settings = settings_usual()};
    board_image(h->image);
    result = kept_get(directory, kept, NULL, mail, "on-heartbeat", &root, &message);
    if (!result)
        result = settings_parse(message, &h->settings);
    json_decref(root);
    if (result != -ENOENT)
        notes_add_errno(notes, "read the settings kept", result);
    h->told = h->settings.told.version == 0;
}

void heartbeat_learn(struct heartbeat *h, const struct wire_devices *devices, int64_t steady_ms)
{
    if (!memcmp(devices, &h->devices, sizeof *devices))
        return;
    h->devices = *devices;
    if (steady_ms + NEWS_MS < h->at_ms)
        h->at_ms = steady_ms + NEWS_MS;
}

static void read_certificate(const char *path, struct figures *f)
{
    static char pem[CERTIFICATE_MAX];
    struct certificate_life life;
    size_t size;
    if (keyfile_get(path, pem, sizeof pem, &size) || certificate_life(pem, size, &life))
        return;
    f->certificate_ends_at = life.ends_at;
    f->certificate_renewal_at = certificate_renewal(&life);
}

static int describe(struct heartbeat *h, const struct store *store, bool online, int64_t now,
                    json_t **message_out)
{
    char refused[BOARD_IMAGE];
    struct figures f = {
        .image = h->image,
        .refused = refused,
        .now = now,
        .started_at = h->started_at,
        .online = online,
        .clock_kept = store->clock_kept,
        .store_usable = store->trouble == 0,
        .devices = h->devices,
        .waiting = store->waiting,
        .aside = store->aside,
        .settings_version = h->settings.told.version,
        .counts = h->counts,
    };
    board_version(h->updates, "refused", refused);
    read_certificate(h->certificate, &f);
    board_look(h->directory, &f);
    f.keypad_expected = commission_keypad(h->directory);
    mail_id(h->transaction);
    return figures_message(&f, h->transaction, message_out);
}

static int write_figures(const struct heartbeat *h, const json_t *message, const char *serial)
{
    char *text;
    size_t size;
    int result = figures_text(message, serial, &text, &size);
    if (result)
        return result;
    result = kept_put(h->directory, "kiosk.prom", NULL, text, size);
    free(text);
    return result;
}

/* Up to a tenth sooner, so that kiosks that came back together do not stay together. */
static int64_t period_ms(const struct heartbeat *h)
{
    uint32_t whole = h->settings.heartbeat_minutes * MINUTE_MS;
    return whole - randombytes_uniform(whole / 10);
}

void heartbeat_beat(struct heartbeat *h, const struct store *store, const struct mail *mail,
                    bool online, int64_t now, int64_t steady_ms, struct notes *notes)
{
    json_t *message = NULL;
    int result;
    if (steady_ms < h->at_ms)
        return;
    h->at_ms = steady_ms + period_ms(h);
    result = describe(h, store, online, now, &message);
    if (!result && !store->trouble)
        notes_add_errno(notes, "write the figures", write_figures(h, message, mail->signer->id));
    if (!result && online) {
        result = mail_send(mail, LINK_DELIVER, "/kiosk/v1/heartbeats", "heartbeat", message, now);
        message = NULL;
        h->under_way = !result;
    }
    notes_add_errno(notes, "send a heartbeat", result);
    json_decref(message);
}

void heartbeat_hasten(struct heartbeat *h, int64_t steady_ms)
{
    if (steady_ms < h->at_ms)
        h->at_ms = steady_ms;
}

/* Older ones come from a service that lost some, or from a replay. */
static int take(struct heartbeat *h, struct store *store, const json_t *message,
                const struct link_result *r, struct notes *notes)
{
    struct settings settings;
    char version[16];
    int result = settings_parse(message, &settings);
    if (result || settings.told.version <= h->settings.told.version)
        return result;
    h->settings = settings;
    h->told = false;
    snprintf(version, sizeof version, "%u", settings.told.version);
    store_log(store, "settings", version, notes);
    return kept_put(h->directory, kept, NULL, r->body, r->size);
}

bool heartbeat_hear(struct heartbeat *h, struct store *store, const struct mail *mail,
                    const struct link_result *r, int64_t now, struct notes *notes)
{
    char reason[REPLY_REASON] = "";
    const json_t *message;
    json_t *root = NULL;
    int result = -EAGAIN;
    h->under_way = false;
    h->offer = (struct offer){0};
    if (!r->fault)
        result = mail_open(mail, r, "on-heartbeat", h->transaction, now, &root, &message, reason);
    if (!result)
        result = take(h, store, message, r, notes);
    if (!result)
        result = offer_parse(message, &h->offer);
    json_decref(root);
    if (result)
        notes_add(notes, "send a heartbeat",
                  r->fault  ? r->why
                  : *reason ? reason
                            : strerror(-result));
    return !result;
}
