#include "kiosk/ctl/place.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct reading {
    struct place place;
    const char *folder;
    int folder_length;
};

static int copy(char *to, size_t size, const char *value)
{
    return snprintf(to, size, "%s", value) < (int)size;
}

static int take_path(const struct reading *r, char *to, size_t size, const char *value)
{
    return snprintf(to, size, "%.*s%s", *value == '/' ? 0 : r->folder_length, r->folder, value) <
           (int)size;
}

/* inih's handler; 1 accepts, also what is others'. */
static int take(void *context, const char *section, const char *name, const char *value)
{
    struct reading *r = context;
    struct place *p = &r->place;
    if (!strcmp(section, "place")) {
        if (!strcmp(name, "serial"))
            return copy(p->serial, sizeof p->serial, value);
        if (!strcmp(name, "village"))
            return copy(p->village, sizeof p->village, value);
        return strcmp(name, "name") || copy(p->name, sizeof p->name, value);
    }
    if (!strcmp(section, "kiosk") && !strcmp(name, "sockets"))
        return take_path(r, p->sockets, sizeof p->sockets, value);
    if (!strcmp(section, "courier") && !strcmp(name, "data"))
        return take_path(r, p->data, sizeof p->data, value);
    if (!strcmp(section, "courier") && !strcmp(name, "signing_key_id"))
        return copy(p->key_id, sizeof p->key_id, value);
    if (!strcmp(section, "kiosk") && !strcmp(name, "hours"))
        return copy(p->hours, sizeof p->hours, value);
    if (!strcmp(section, "kiosk") && !strcmp(name, "provisioned"))
        p->provisioned = !strcmp(value, "yes");
    return 1;
}

int place_read(const char *path, struct place *place_out)
{
    const char *slash = strrchr(path, '/');
    struct reading r = {.place = {.sockets = "/run/kiosk"},
                        .folder = path,
                        .folder_length = slash ? (int)(slash + 1 - path) : 0};
    if (access(path, R_OK))
        return -errno;
    if (ini_parse(path, take, &r))
        return -EINVAL;
    *place_out = r.place;
    return 0;
}
