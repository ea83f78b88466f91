/* What systemd hears of the face, on a notification socket as systemd's own. */
#include "kiosk/watchdog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static int systemd = -1;
static struct sockaddr_un address;

static int set_up(void **state)
{
    (void)state;
    address = (struct sockaddr_un){.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "/tmp/kiosk-notify-%d", getpid());
    systemd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    assert_int_equal(bind(systemd, (struct sockaddr *)&address, sizeof address), 0);
    setenv("NOTIFY_SOCKET", address.sun_path, 1);
    setenv("WATCHDOG_USEC", "15000000", 1);
    unsetenv("WATCHDOG_PID");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    close(systemd);
    unlink(address.sun_path);
    return 0;
}

static const char *heard(void)
{
    static char said[64];
    ssize_t size = recv(systemd, said, sizeof said - 1, 0);
    said[size > 0 ? size : 0] = '\0';
    return said;
}

static void the_face_says_when_it_shows_and_then_that_it_goes_round(void **state)
{
    struct watchdog w;
    (void)state;
    watchdog_begin(&w, 1000);
    assert_string_equal(heard(), "READY=1");
    assert_int_equal(watchdog_rest_ms(&w, 1000, 60000), 5000);
    watchdog_feed(&w, 5999);
    assert_string_equal(heard(), "");
    watchdog_feed(&w, 6000);
    assert_string_equal(heard(), "WATCHDOG=1");
    assert_int_equal(watchdog_rest_ms(&w, 6000, 300), 300);
    assert_int_equal(watchdog_rest_ms(&w, 12000, 300), 0);
}

static void on_a_desk_nobody_is_told_and_nothing_wakes_for_it(void **state)
{
    struct watchdog w;
    (void)state;
    unsetenv("WATCHDOG_USEC");
    watchdog_begin(&w, 0);
    assert_string_equal(heard(), "READY=1");
    watchdog_feed(&w, 1000000);
    assert_string_equal(heard(), "");
    assert_int_equal(watchdog_rest_ms(&w, 1000000, 60000), 60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_face_says_when_it_shows_and_then_that_it_goes_round,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(on_a_desk_nobody_is_told_and_nothing_wakes_for_it, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
