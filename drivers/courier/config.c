#include "config.h"

#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    size_t offset, size;
    bool is_path;
} keys[] = {
#define KEY(field, is_path)                                                                        \
    {                                                                                              \
#field, offsetof(struct config, field), sizeof(((struct config *)0)->field), is_path       \
    }
    KEY(service, false),        KEY(device, false),     KEY(sender, false),
    KEY(signing_key_id, false), KEY(service_id, false), KEY(ca, true),
    KEY(certificate, true),     KEY(key, true),         KEY(signing_key, true),
    KEY(service_keys, true),    KEY(data, true),        KEY(enrolment, false),
    KEY(proxy, false),          KEY(bundles, false),    KEY(updates, true),
    KEY(commission, false),
#undef KEY
};

enum { KEYS = sizeof keys / sizeof *keys, REQUIRED = KEYS - 5 /* the last may be missing */ };

struct reading {
    struct config config;
    const char *folder; /* of the file, "" or ending in '/' */
    int folder_length;
};

static int take(void *context, const char *section, const char *name, const char *value)
{
    struct reading *r = context;
    if (strcmp(section, "courier"))
        return 1;
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(name, keys[i].name))
            continue;
        char *out = (char *)&r->config + keys[i].offset;
        int folder = keys[i].is_path && *value != '/' ? r->folder_length : 0;
        if (*out || !*value)
            return 0;
        return snprintf(out, keys[i].size, "%.*s%s", folder, r->folder, value) < (int)keys[i].size;
    }
    snprintf(r->config.unknown, sizeof r->config.unknown, "%s", name);
    return 1;
}

int config_read(const char *path, struct config *config_out, int *line_out)
{
    const char *slash = strrchr(path, '/');
    struct reading r = {.folder = path, .folder_length = slash ? (int)(slash + 1 - path) : 0};
    int line;
    *line_out = 0;
    if (access(path, R_OK))
        return -errno;
    line = ini_parse(path, take, &r);
    if (line) {
        *line_out = line > 0 ? line : 0;
        return -EINVAL;
    }
    for (size_t i = 0; i < REQUIRED; i++)
        if (!((char *)&r.config)[keys[i].offset])
            return -EINVAL;
    *config_out = r.config;
    return 0;
}
