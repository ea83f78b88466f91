/* The stand-in finger before a device that behaves as libfprint's virtual_image does. */
#include "tests/bench/sensor.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

enum { TRIES = 500, POLL_MS = 20, WIDTH = 300, HEIGHT = 400, SIZE = WIDTH * HEIGHT };

struct fixture {
    char path[64];
    struct sensor sensor;
    int device; /* listens; -1: closed */
};

static void device_open(struct fixture *f)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    strcpy(address.sun_path, f->path);
    unlink(f->path);
    f->device = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(0, bind(f->device, (struct sockaddr *)&address, sizeof(address)));
    assert_int_equal(0, listen(f->device, 2));
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    snprintf(f->path, sizeof(f->path), "/tmp/sensor-test-%d.sock", (int)getpid());
    f->device = -1;
    sensor_init(&f->sensor, f->path);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    sensor_close(&f->sensor);
    if (f->device >= 0)
        close(f->device);
    unlink(f->path);
    free(f);
    return 0;
}

static void press(struct fixture *f)
{
    struct print_image image = {WIDTH, HEIGHT, malloc(SIZE)};

    assert_non_null(image.pixels);
    for (size_t i = 0; i < SIZE; i++)
        image.pixels[i] = (uint8_t)(i * 31 >> 4);
    assert_int_equal(0, sensor_press(&f->sensor, &image, 0));
    assert_null(image.pixels);
}

/* One turn of the owner's loop; whether the press is over, with its result. */
static bool turn(struct fixture *f, int64_t now_ms, int *result_out)
{
    struct pollfd fd;

    sensor_watch(&f->sensor, &fd, now_ms);
    poll(&fd, 1, POLL_MS);
    return sensor_step(&f->sensor, &fd, now_ms, result_out);
}

static int accept_finger(struct fixture *f)
{
    int result;

    turn(f, 0, &result);
    return accept(f->device, NULL, NULL);
}

/* Reads a whole image as the device does when it wants a finger, with turns in between. */
static void take_image(struct fixture *f, int finger)
{
    static uint8_t got[8 + SIZE + 1];
    size_t size = 0;
    int32_t header[2];
    int result;

    for (int i = 0; i < TRIES && size < 8 + SIZE; i++) {
        ssize_t n = recv(finger, got + size, sizeof(got) - size, MSG_DONTWAIT);

        if (n > 0)
            size += (size_t)n;
        else
            assert_false(turn(f, 0, &result));
    }
    assert_int_equal(8 + SIZE, size);
    memcpy(header, got, sizeof(header));
    assert_int_equal(WIDTH, header[0]);
    assert_int_equal(HEIGHT, header[1]);
    for (size_t i = 0; i < SIZE; i++)
        assert_int_equal((uint8_t)(i * 31 >> 4), got[8 + i]);
}

static int end_of_press(struct fixture *f, int64_t now_ms)
{
    int result = 1;

    for (int i = 0; i < TRIES; i++) {
        if (turn(f, now_ms, &result))
            return result;
    }
    fail_msg("the press never ended");
    return 1;
}

static void a_press_is_over_when_the_device_has_taken_the_image(void **state)
{
    struct fixture *f = *state;
    int finger;

    device_open(f);
    press(f);
    finger = accept_finger(f);
    take_image(f, finger);
    close(finger);
    assert_int_equal(0, end_of_press(f, 0));
    assert_false(f->sensor.pressing);
}

static void a_finger_waits_for_a_device_that_is_not_open_yet(void **state)
{
    struct fixture *f = *state;
    int finger, result;

    press(f);
    assert_false(turn(f, 0, &result));
    device_open(f);
    finger = accept_finger(f);
    take_image(f, finger);
    close(finger);
    assert_int_equal(0, end_of_press(f, 0));
}

static void a_device_closed_under_the_finger_gets_it_again(void **state)
{
    struct fixture *f = *state;
    int finger, result;

    device_open(f);
    press(f);
    finger = accept_finger(f);
    assert_false(turn(f, 0, &result));
    close(finger); /* nothing was read */
    for (int i = 0; i < TRIES && f->sensor.fd >= 0; i++)
        assert_false(turn(f, 0, &result));
    finger = accept_finger(f);
    take_image(f, finger);
    close(finger);
    assert_int_equal(0, end_of_press(f, 0));
}

static void a_finger_nobody_wanted_leaves_nothing_for_the_next_person(void **state)
{
    struct fixture *f = *state;
    int finger, after;
    char byte;

    device_open(f);
    press(f);
    finger = accept_finger(f);
    assert_int_equal(-ETIMEDOUT, end_of_press(f, SENSOR_PATIENCE_MS));
    /* The device drops the old connection for the new, and finds nothing in that. */
    after = accept(f->device, NULL, NULL);
    assert_int_equal(0, recv(after, &byte, 1, 0));
    close(finger);
    close(after);
}

static void an_unplugged_device_is_told_and_cannot_be_opened_until_it_is_back(void **state)
{
    struct fixture *f = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int32_t told[2];
    int line;

    device_open(f);
    assert_int_equal(0, sensor_plug(&f->sensor, false));
    line = accept(f->device, NULL, NULL);
    assert_int_equal(sizeof(told), recv(line, told, sizeof(told), MSG_WAITALL));
    assert_int_equal(-5, told[0]);
    close(line);
    close(f->device);
    f->device = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    strcpy(address.sun_path, f->path);
    unlink(f->path);
    assert_int_not_equal(0, bind(f->device, (struct sockaddr *)&address, sizeof(address)));
    assert_int_equal(0, sensor_plug(&f->sensor, true));
    assert_int_equal(0, bind(f->device, (struct sockaddr *)&address, sizeof(address)));
}

static void two_fingers_do_not_press_at_once(void **state)
{
    struct fixture *f = *state;
    struct print_image second = {1, 1, malloc(1)};

    press(f);
    assert_int_equal(-EBUSY, sensor_press(&f->sensor, &second, 0));
    assert_non_null(second.pixels);
    print_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_press_is_over_when_the_device_has_taken_the_image, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_finger_waits_for_a_device_that_is_not_open_yet, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_device_closed_under_the_finger_gets_it_again, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_finger_nobody_wanted_leaves_nothing_for_the_next_person,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            an_unplugged_device_is_told_and_cannot_be_opened_until_it_is_back, setup, teardown),
        cmocka_unit_test_setup_teardown(two_fingers_do_not_press_at_once, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
