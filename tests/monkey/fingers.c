#include "fingers.h"

#include <X11/extensions/XI2.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <xorg/xf86-input-inputtest-protocol.h>

enum { AXIS_X, AXIS_Y, AXIS_MOST = 0xffff }; /* inputtest(4), device type Touch */

struct fingers {
    int socket;
    int width_px, height_px;
    bool down[FINGERS];
    double x[FINGERS], y[FINGERS]; /* where it is, on the axes */
};

static int say(const struct fingers *f, const void *event, size_t size)
{
    if (send(f->socket, event, size, MSG_NOSIGNAL) != (ssize_t)size)
        return errno ? -errno : -EIO;
    return 0;
}

/* Waits for the answer of this type, of `size` bytes with its header. */
static int hear(const struct fingers *f, enum xf86ITResponseType type, size_t size)
{
    xf86ITResponseAny answer;
    ssize_t n = recv(f->socket, &answer, size, MSG_WAITALL);

    if (n < 0)
        return -errno;
    return n == (ssize_t)size && answer.header.type == type ? 0 : -EPROTO;
}

int fingers_open(const char *path, int width_px, int height_px, struct fingers **fingers_out)
{
    struct fingers *f = calloc(1, sizeof *f);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    xf86ITEventClientVersion version = {
        .header = {sizeof version, XF86IT_EVENT_CLIENT_VERSION},
        .major = XF86IT_PROTOCOL_VERSION_MAJOR,
        .minor = XF86IT_PROTOCOL_VERSION_MINOR,
    };
    int result = -ENOMEM;

    if (!f)
        return -ENOMEM;
    *f = (struct fingers){.width_px = width_px, .height_px = height_px};
    f->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    result = f->socket < 0 || connect(f->socket, (struct sockaddr *)&address, sizeof address)
                 ? -errno
                 : say(f, &version, sizeof version);
    if (!result)
        result = hear(f, XF86IT_RESPONSE_SERVER_VERSION, sizeof(xf86ITResponseServerVersion));
    if (result)
        fingers_close(f);
    else
        *fingers_out = f;
    return result;
}

void fingers_close(struct fingers *f)
{
    if (!f)
        return;
    if (f->socket >= 0) {
        fingers_lift_all(f);
        close(f->socket);
    }
    free(f);
}

static int touch(const struct fingers *f, unsigned i, unsigned type)
{
    xf86ITEventTouch event = {
        .header = {sizeof event, XF86IT_EVENT_TOUCH}, .touchid = i, .touch_type = type};

    event.valuators.mask[0] = 1 << AXIS_X | 1 << AXIS_Y;
    event.valuators.valuators[AXIS_X] = f->x[i];
    event.valuators.valuators[AXIS_Y] = f->y[i];
    return say(f, &event, sizeof event);
}

int fingers_put(struct fingers *f, unsigned i, int x, int y)
{
    bool moves = f->down[i];

    f->x[i] = (double)x * AXIS_MOST / f->width_px;
    f->y[i] = (double)y * AXIS_MOST / f->height_px;
    f->down[i] = true;
    return touch(f, i, moves ? XI_TouchUpdate : XI_TouchBegin);
}

int fingers_lift(struct fingers *f, unsigned i)
{
    if (!f->down[i])
        return 0;
    f->down[i] = false;
    return touch(f, i, XI_TouchEnd);
}

int fingers_lift_all(struct fingers *f)
{
    xf86ITEventWaitForSync sync = {.header = {sizeof sync, XF86IT_EVENT_WAIT_FOR_SYNC}};
    int result = 0;

    for (unsigned i = 0; i < FINGERS && !result; i++)
        result = fingers_lift(f, i);
    if (!result)
        result = say(f, &sync, sizeof sync);
    return result ? result
                  : hear(f, XF86IT_RESPONSE_SYNC_FINISHED, sizeof(xf86ITResponseSyncFinished));
}
