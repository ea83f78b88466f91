#include "kept.h"

#include "instant.h"
#include "keyfile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

static int path_of(const char *directory, const char *name, char path_out[PATH_SIZE])
{
    int n = snprintf(path_out, PATH_SIZE, "%s/%s", directory, name);
    return n > 0 && n < PATH_SIZE ? 0 : -ENAMETOOLONG;
}

int kept_put(const char *directory, const char *name, const char *body, size_t size)
{
    char path[PATH_SIZE];
    int result = path_of(directory, name, path);
    return result ? result : keyfile_put(path, body, size);
}

/* When it was signed; 0 for what says no such thing. */
static int64_t signed_at(const char *body, size_t size)
{
    json_t *root = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
    const char *text =
        json_string_value(json_object_get(json_object_get(root, "header"), "message_ts"));
    int64_t at = 0;
    if (!text || instant_read(text, &at))
        at = 0;
    json_decref(root);
    return at;
}

static bool says(const json_t *header, const char *name, const char *value)
{
    const char *text = json_string_value(json_object_get(header, name));
    return text && !strcmp(text, value);
}

int kept_get(const char *directory, const char *name, const struct mail *mail, const char *action,
             json_t **root_out, const json_t **message_out)
{
    const struct keyset *service = mail->service;
    char path[PATH_SIZE];
    char *body = NULL;
    const json_t *header;
    json_t *root = NULL;
    size_t size;
    int result = path_of(directory, name, path);
    if (result)
        return result;
    body = malloc(ENVELOPE_MAX + 1);
    if (!body)
        return -ENOMEM;
    result = keyfile_get(path, body, ENVELOPE_MAX + 1, &size);
    if (!result)
        result = envelope_open(service->verifiers, service->verifier_count, body, size,
                               signed_at(body, size), &root);
    header = json_object_get(root, "header");
    if (!result &&
        (!says(header, "action", action) || !says(header, "receiver_id", mail->signer->id)))
        result = -EKEYREJECTED;
    free(body);
    if (result) {
        json_decref(root);
        return result;
    }
    *root_out = root;
    *message_out = json_object_get(root, "message");
    return 0;
}
