#include "kiosk/scan.h"

#include <string.h>

int64_t scan_pace_ms(enum scan_pace pace)
{
    switch (pace) {
    case SCAN_SLOW:
        return 4000;
    case SCAN_MEDIUM:
        return 2500;
    case SCAN_FAST:
        return 1500;
    case SCAN_OFF:
    case SCAN_PACES:
        break;
    }
    return 0;
}

int64_t scan_due_ms(struct scan *scan, const struct session *s, struct ring ring, int64_t now_ms)
{
    int64_t pace_ms = scan_pace_ms(s->settings.scan);
    bool spoken_to = listening_is_spoken_to(s);
    if (memcmp(&ring, &scan->ring, sizeof ring) != 0 || spoken_to || scan->spoken_to)
        scan->since_ms = now_ms;
    scan->ring = ring;
    scan->spoken_to = spoken_to;
    return pace_ms && ring.first >= 0 && !spoken_to ? scan->since_ms + pace_ms : 0;
}
