#include "kiosk/watchdog.h"

#include <systemd/sd-daemon.h>

void watchdog_begin(struct watchdog *w, int64_t now_ms)
{
    uint64_t patience_us = 0;
    *w = (struct watchdog){0};
    if (sd_watchdog_enabled(0, &patience_us) > 0)
        w->every_ms = (int64_t)(patience_us / 3000);
    w->next_ms = now_ms + w->every_ms;
    sd_notify(0, "READY=1");
}

void watchdog_feed(struct watchdog *w, int64_t now_ms)
{
    if (!w->every_ms || now_ms < w->next_ms)
        return;
    sd_notify(0, "WATCHDOG=1");
    w->next_ms = now_ms + w->every_ms;
}

int64_t watchdog_rest_ms(const struct watchdog *w, int64_t now_ms, int64_t rest_ms)
{
    int64_t left_ms = w->next_ms - now_ms;
    if (!w->every_ms || left_ms >= rest_ms)
        return rest_ms;
    return left_ms > 0 ? left_ms : 0;
}
