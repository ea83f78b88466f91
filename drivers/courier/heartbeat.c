#include "heartbeat.h"

#include "request.h"

#include <stdio.h>
#include <string.h>

/* The first line of a file of versions; "" where there is none. */
static void read_version(const char *folder, const char *name, char version_out[OFFER_VERSION])
{
    char path[4096], format[16];
    FILE *file = snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path
                     ? fopen(path, "re")
                     : NULL;
    snprintf(format, sizeof format, "%%%d[0-9]", OFFER_VERSION - 1);
    *version_out = '\0';
    if (file && fscanf(file, format, version_out) != 1)
        *version_out = '\0';
    if (file)
        fclose(file);
}

void heartbeat_open(struct heartbeat *h, const char *updates)
{
    *h = (struct heartbeat){.updates = updates};
    if (!*updates)
        return;
    read_version(updates, "running", h->running);
    read_version(updates, "refused", h->refused);
}

bool heartbeat_is_due(const struct heartbeat *h, int64_t steady_ms)
{
    return *h->updates && steady_ms >= h->at_ms;
}

void heartbeat_start(struct heartbeat *h, const struct store *store, const struct mail *mail,
                     int64_t now, int64_t steady_ms, struct notes *notes)
{
    json_t *message = NULL;
    int result;
    if (!heartbeat_is_due(h, steady_ms))
        return;
    heartbeat_open(h, h->updates);
    h->at_ms = steady_ms + HEARTBEAT_EVERY_MS;
    mail_id(h->transaction);
    result = request_heartbeat(h->running, h->refused, store->waiting, store->aside,
                               h->transaction, &message);
    if (!result)
        result = mail_send(mail, LINK_DELIVER, "/kiosk/v1/heartbeats", "heartbeat", message, now);
    notes_add_errno(notes, "send a heartbeat", result);
    h->under_way = !result;
}

bool heartbeat_hear(struct heartbeat *h, const struct mail *mail, const struct link_result *r,
                    int64_t now, struct notes *notes, struct offer *offer_out)
{
    char reason[REPLY_REASON] = "";
    struct offer offer = {0};
    const json_t *message;
    json_t *root = NULL;
    int result;

    h->under_way = false;
    if (r->fault) {
        notes_add(notes, "send a heartbeat", r->why);
        return false;
    }
    result = mail_open(mail, r, "on-heartbeat", h->transaction, now, &root, &message, reason);
    if (!result)
        result = offer_parse(message, &offer);
    json_decref(root);
    if (result) {
        notes_add(notes, "believe a heartbeat's answer", *reason ? reason : strerror(-result));
        return false;
    }
    if (!*h->running || !offer_is_later(offer.version, h->running) ||
        !strcmp(offer.version, h->refused))
        return false;
    *offer_out = offer;
    return true;
}
