#include "still.h"

#include "camera.h"
#include "extraction.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <string.h>

_Static_assert((int)IMAGE_SIDE_MIN == (int)EXTRACTION_SIDE_MIN &&
                   (int)IMAGE_SIDE_MAX == (int)EXTRACTION_SIDE_MAX,
               "what a file may be, a live picture may");

enum { TRIES = 3 }; /* to show a picture while the sensor goes away */

enum state { OPENING, RESTING, WAITING, SHOWING, SEEN, UNSEEN, AWAY };

struct still {
    enum state state;
    struct camera *camera;
    char *folder, *socket;
    struct minutiae seen;
};

static void on_camera(void *user, const struct camera_event *event)
{
    struct still *s = user;
    switch (event->happening) {
    case CAMERA_READY:
        s->state = RESTING;
        break;
    case CAMERA_WAITING:
        s->state = WAITING;
        break;
    case CAMERA_ABSENT:
    case CAMERA_UNFIT:
        s->state = AWAY;
        break;
    case CAMERA_SCANNED:
        s->seen = *event->live;
        s->state = s->seen.count ? SEEN : UNSEEN;
        break;
    case CAMERA_POOR:
    case CAMERA_SHORT:
    case CAMERA_ASKEW:
    case CAMERA_LEFT_ON:
        s->state = UNSEEN;
        break;
    case CAMERA_TOUCHED:
    case CAMERA_TAKEN:
        break;
    }
}

static void wait_while(const struct still *s, enum state state)
{
    while (s->state == state)
        g_main_context_iteration(NULL, TRUE);
}

/* A picture shown before the sensor looks for one may be lost. */
static void wait_for_sensor(const struct still *s)
{
    while (s->state != WAITING)
        g_main_context_iteration(NULL, TRUE);
}

int still_open(struct still **still_out)
{
    struct still *s = g_new0(struct still, 1);
    s->folder = g_dir_make_tmp("kiosk-finger-XXXXXX", NULL);
    if (!s->folder) {
        g_free(s);
        return -EACCES;
    }
    s->socket = g_build_filename(s->folder, "sensor", NULL);
    /* Nothing but the sensor made here, whatever is plugged in. */
    g_setenv("FP_DRIVERS_ALLOWLIST", "virtual_image", TRUE);
    g_setenv("FP_VIRTUAL_IMAGE", s->socket, TRUE);
    s->camera = camera_new(on_camera, s, MINUTIA_DPI);
    wait_while(s, OPENING);
    if (s->state != RESTING) {
        still_close(s);
        return -ENODEV;
    }
    camera_scan(s->camera);
    *still_out = s;
    return 0;
}

/* A new connection for each picture: the device reads it when it next wants a finger. */
static int connect_to(const char *path, GSocketConnection **connection_out)
{
    GError *error = NULL;
    GSocketClient *client = g_socket_client_new();
    GSocketAddress *address = g_unix_socket_address_new(path);
    GSocketConnection *connection =
        g_socket_client_connect(client, G_SOCKET_CONNECTABLE(address), NULL, &error);
    g_object_unref(address);
    g_object_unref(client);
    if (!connection) {
        g_error_free(error);
        return -ECONNREFUSED;
    }
    *connection_out = connection;
    return 0;
}

static void on_shown(GObject *source, GAsyncResult *result, gpointer data)
{
    bool *shown = data;
    g_output_stream_write_all_finish(G_OUTPUT_STREAM(source), result, NULL, NULL);
    *shown = true;
}

/* Returns 0 when the sensor has seen it, or is away. */
static int show(struct still *s, const void *packet, size_t size)
{
    GSocketConnection *connection = NULL;
    bool shown = false;
    wait_for_sensor(s);
    int result = connect_to(s->socket, &connection);
    if (result)
        return result;
    s->state = SHOWING;
    g_output_stream_write_all_async(g_io_stream_get_output_stream(G_IO_STREAM(connection)), packet,
                                    size, G_PRIORITY_DEFAULT, NULL, on_shown, &shown);
    wait_while(s, SHOWING);
    g_io_stream_close(G_IO_STREAM(connection), NULL, NULL);
    while (!shown)
        g_main_context_iteration(NULL, TRUE);
    g_object_unref(connection);
    return 0;
}

int still_read(struct still *s, const struct image *image, struct minutiae *minutiae_out)
{
    int32_t header[2] = {(int32_t)image->width, (int32_t)image->height};
    size_t pixels = (size_t)image->width * image->height;
    uint8_t *packet = g_malloc(sizeof header + pixels);
    int result = -ENODEV;
    memcpy(packet, header, sizeof header);
    memcpy(packet + sizeof header, image->pixels, pixels);
    for (int i = 0; i < TRIES && result == -ENODEV; i++) {
        result = show(s, packet, sizeof header + pixels);
        if (!result && s->state != SEEN)
            result = s->state == UNSEEN ? -ENODATA : -ENODEV;
    }
    if (!result)
        *minutiae_out = s->seen;
    explicit_bzero(&s->seen, sizeof s->seen);
    explicit_bzero(packet, sizeof header + pixels);
    g_free(packet);
    return result;
}

void still_close(struct still *s)
{
    if (!s)
        return;
    camera_free(s->camera);
    g_unlink(s->socket);
    g_rmdir(s->folder);
    g_free(s->socket);
    g_free(s->folder);
    g_free(s);
}
