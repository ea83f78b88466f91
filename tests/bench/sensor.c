#include "sensor.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

void sensor_init(struct sensor *sensor, const char *path)
{
    *sensor = (struct sensor){.path = path, .fd = -1};
}

static int device_connect(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd;

    snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static void device_disconnect(struct sensor *sensor)
{
    if (sensor->fd >= 0)
        close(sensor->fd);
    sensor->fd = -1;
    sensor->sent = 0;
}

static void press_end(struct sensor *sensor)
{
    device_disconnect(sensor);
    print_free(&sensor->image);
    sensor->pressing = false;
}

void sensor_close(struct sensor *sensor)
{
    int empty;

    if (sensor->fd >= 0) {
        empty = device_connect(sensor->path);
        if (empty >= 0)
            close(empty);
    }
    press_end(sensor);
}

/* Tells the device, if it is open, that it is gone. */
static void device_remove(const char *path)
{
    static const int32_t gone[2] = {-5, 0};
    int fd = device_connect(path);

    if (fd < 0)
        return;
    send(fd, gone, sizeof(gone), MSG_NOSIGNAL);
    close(fd);
}

int sensor_plug(struct sensor *sensor, bool on)
{
    if (on != sensor->unplugged)
        return 0;
    if (on && rmdir(sensor->path) != 0)
        return -errno;
    if (!on) {
        device_disconnect(sensor);
        device_remove(sensor->path);
        if ((unlink(sensor->path) != 0 && errno != ENOENT) || mkdir(sensor->path, 0700) != 0)
            return -errno;
    }
    sensor->unplugged = !on;
    return 0;
}

int sensor_press(struct sensor *sensor, struct print_image *image, int64_t now_ms)
{
    if (sensor->pressing)
        return -EBUSY;
    sensor->image = *image;
    *image = (struct print_image){0};
    sensor->pressing = true;
    sensor->give_up_ms = now_ms + SENSOR_PATIENCE_MS;
    return 0;
}

static size_t image_size(const struct print_image *image)
{
    return (size_t)image->width * (size_t)image->height;
}

static bool all_sent(const struct sensor *sensor)
{
    return sensor->sent == 2 * sizeof(int32_t) + image_size(&sensor->image);
}

int64_t sensor_watch(const struct sensor *sensor, struct pollfd *fd_out, int64_t now_ms)
{
    *fd_out = (struct pollfd){.fd = sensor->fd, .events = POLLIN};
    if (!sensor->pressing)
        return -1;
    if (sensor->fd < 0)
        return now_ms + SENSOR_RETRY_MS;
    if (!all_sent(sensor))
        fd_out->events |= POLLOUT;
    return sensor->give_up_ms;
}

/* Sends what the device's buffer takes. Returns 0, or -errno when the device is gone. */
static int image_send(struct sensor *sensor)
{
    const int32_t header[2] = {sensor->image.width, sensor->image.height};

    while (!all_sent(sensor)) {
        bool in_header = sensor->sent < sizeof(header);
        const uint8_t *from = in_header ? (const uint8_t *)header + sensor->sent
                                        : sensor->image.pixels + sensor->sent - sizeof(header);
        size_t left = (in_header ? sizeof(header) : sizeof(header) + image_size(&sensor->image)) -
                      sensor->sent;
        ssize_t n = send(sensor->fd, from, left, MSG_NOSIGNAL);

        if (n < 0)
            return errno == EAGAIN || errno == EINTR ? 0 : -errno;
        sensor->sent += (size_t)n;
    }
    shutdown(sensor->fd, SHUT_WR);
    return 0;
}

bool sensor_step(struct sensor *sensor, const struct pollfd *polled, int64_t now_ms,
                 int *result_out)
{
    char byte;

    if (!sensor->pressing)
        return false;
    if (now_ms >= sensor->give_up_ms) {
        sensor_close(sensor);
        *result_out = -ETIMEDOUT;
        return true;
    }
    if (sensor->fd < 0) {
        sensor->fd = device_connect(sensor->path);
        return false;
    }
    if (polled->fd != sensor->fd)
        return false;
    if (polled->revents & POLLOUT && image_send(sensor) != 0) {
        device_disconnect(sensor);
        return false;
    }
    if (!(polled->revents & (POLLIN | POLLHUP | POLLERR)))
        return false;
    /* An orderly end after everything was sent and read is a capture; anything else means the
     * device was closed under the finger, which then waits for it to open again. */
    if (all_sent(sensor) && recv(sensor->fd, &byte, 1, 0) == 0) {
        press_end(sensor);
        *result_out = 0;
        return true;
    }
    device_disconnect(sensor);
    return false;
}
