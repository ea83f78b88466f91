#include "kiosk/session.h"

#include "kiosk/commission.h"
#include "kiosk/listening.h"
#include "kiosk/patience.h"
#include "kiosk/receive.h"
#include "kiosk/tap.h"

#include <string.h>

int session_alert_s(const struct session *s)
{
    int64_t left_ms = s->deadline_ms - s->now_ms;
    return left_ms > 0 ? (int)((left_ms + 999) / 1000) : 0;
}

int64_t session_deadline_ms(const struct session *s)
{
    int left_s = session_alert_s(s);
    if (s->state == STATE_IDLE && left_s > 1) /* the next change of the seconds shown */
        return s->deadline_ms - (left_s - 1) * 1000;
    return s->deadline_ms;
}

void session_init(struct session *s, const struct session_setup *setup)
{
    memset(s, 0, sizeof *s);
    s->provisioned = s->setup = *setup;
    s->reset.control = WIRE_CONTROL_RESET;
    s->settings = setup->defaults;
    s->deadline_ms = SESSION_STARTING_MS;
}

bool session_step(struct session *s, const struct event *e, struct commands *commands_out)
{
    commands_out->count = 0;
    s->now_ms = e->now_ms;
    s->wall_s = e->wall_s;
    switch (e->kind) {
    case EVENT_TAP:
        return tap_take(s, commands_out, e);
    case EVENT_TOUCH:
        patience_touched(s);
        return true;
    case EVENT_PACKET:
        return receive_packet(s, commands_out, e);
    case EVENT_PEER_DOWN:
        return receive_peer_down(s, commands_out, e);
    case EVENT_KEY:
        commission_key(s, e->which);
        return true;
    case EVENT_SAY:
        listening_say(s, commands_out, e->text);
        patience_renew(s);
        return true;
    case EVENT_TIME:
        if (s->deadline_ms && e->now_ms >= s->deadline_ms)
            patience_over(s, commands_out);
        return true;
    }
    return false;
}
