#include "kiosk/loop.h"

#include "kiosk/devices.h"
#include "kiosk/light.h"
#include "kiosk/scan.h"
#include "kiosk/touch.h"
#include "kiosk/watchdog.h"

#include <SDL.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BEAT_MS = 500 };

/* Between the two threads, one message at a time: the waiting one hears the next when this one has
 * been dealt with. Whatever drivers say and how fast, it is the sockets that hold it. */
struct watch {
    struct peers *peers;
    Uint32 number; /* SDL's, of the event that says there is news */
    SDL_sem *dealt_with;
    struct peer_event news;
};

struct loop {
    struct watchdog watchdog;
    struct light light;
    struct session *session;
    struct face *face;
    const struct keypad *keypad;
    struct touch touch;
    struct scan scan;
    int64_t scan_due_ms;
    struct watch watch;
    struct wire_devices devices; /* as the courier knows it */
    bool devices_told;
    bool ends; /* the session wants to be started again */
    struct speech speech;
    char said[WIRE_SPEECH];
};

static int wait_for_peers(void *context)
{
    struct watch *w = context;
    for (;;) {
        SDL_Event event = {.user = {.type = w->number}};
        peers_wait(w->peers, &w->news);
        if (w->news.news == PEER_STOPPED)
            return 0;
        while (SDL_PushEvent(&event) < 0)
            SDL_Delay(1); /* the queue is full of touches: this must not be lost */
        SDL_SemWait(w->dealt_with);
    }
}

static void step(struct loop *l, struct event *event);

/* A printer that is away is told of as one that went away. */
static void print(struct loop *l, uint32_t visit)
{
    struct event away = {.kind = EVENT_PEER_DOWN, .peer = PEER_PRINTER};
    struct wire_print paper;
    face_paper(l->face, l->session, &paper);
    if (peers_send(l->watch.peers, PEER_PRINTER, WIRE_PRINT, visit, &paper))
        step(l, &away);
    explicit_bzero(&paper, sizeof paper);
}

static void perform(struct loop *l, const struct commands *commands)
{
    for (unsigned i = 0; i < commands->count; i++) {
        const struct command *c = &commands->list[i];
        switch (c->kind) {
        case COMMAND_SEND: {
            int result = peers_send(l->watch.peers, c->peer, c->type, c->visit, c->body);
            if (result == -ENOTCONN && c->peer == PEER_VOICE)
                break; /* a kiosk without sound is whole: what sounds is seen as well */
            if (result) {
                struct event away = {.kind = EVENT_PEER_DOWN, .peer = c->peer};
                fprintf(stderr, "kiosk: %s to %s: %s\n", wire_name(c->type), peer_name(c->peer),
                        strerrordesc_np(-result));
                step(l, &away);
            }
            break;
        }
        case COMMAND_PRINT:
            print(l, c->visit);
            break;
        case COMMAND_WIPE:
            face_wipe(l->face, &l->session->settings);
            explicit_bzero(&l->speech, sizeof l->speech);
            break;
        case COMMAND_END:
            l->ends = true;
            break;
        }
    }
}

/* What the log tells of the session: never who it is about. */
struct account {
    enum state state;
    enum wire_fault fault, device_fault[PEERS];
};

static struct account account_of(const struct session *s)
{
    struct account a = {.state = s->state, .fault = s->fault};
    memcpy(a.device_fault, s->device_fault, sizeof a.device_fault);
    return a;
}

/* One line for each thing that is another than before, with what the technician needs of it. */
static void tell(const struct session *s, const struct account *before)
{
    for (int i = 0; i < PEERS; i++)
        if (s->device_fault[i] != before->device_fault[i])
            fprintf(stderr, "kiosk: %s: %s\n", peer_name((enum peer)i),
                    s->device_fault[i] ? wire_fault_name(s->device_fault[i]) : "well again");
    if (s->state != before->state)
        fprintf(stderr, "kiosk: visit %u: %s -> %s\n", s->visit_number, state_name(before->state),
                state_name(s->state));
    if (s->fault && (s->fault != before->fault ||
                     (s->state == STATE_TROUBLE && state_phase(before->state) != PHASE_TROUBLE &&
                      state_phase(before->state) != PHASE_COVER)))
        fprintf(stderr, "kiosk: visit %u: trouble: %s, when in %s\n", s->visit_number,
                wire_fault_name(s->fault), state_name(before->state));
}

/* A courier that is away hears it when it is back. */
static void tell_devices(struct loop *l)
{
    struct wire_devices devices;
    devices_of(l->session, &devices);
    if (!l->session->up[PEER_COURIER])
        l->devices_told = false;
    else if (!l->devices_told || memcmp(&devices, &l->devices, sizeof devices))
        l->devices_told = !peers_send(l->watch.peers, PEER_COURIER, WIRE_DEVICES, 0, &devices);
    l->devices = devices;
}

static void step(struct loop *l, struct event *event)
{
    struct commands commands;
    struct account before = account_of(l->session);
    event->now_ms = (int64_t)SDL_GetTicks64();
    event->wall_s = time(NULL);
    if (!session_step(l->session, event, &commands)) {
        fprintf(stderr, "kiosk: %s is not allowed in %s\n",
                event->kind == EVENT_PACKET ? wire_name(event->packet->header.type) : "event",
                state_name(before.state));
        if (event->kind == EVENT_PACKET)
            peers_cut(l->watch.peers, event->peer);
    }
    tell(l->session, &before);
    perform(l, &commands);
    tell_devices(l);
}

static void hear(struct loop *l)
{
    struct peer_event *news = &l->watch.news;
    struct event event = {.kind = EVENT_PEER_DOWN, .peer = news->peer};
    if (news->news == PEER_PACKET) {
        event.kind = EVENT_PACKET;
        event.packet = &news->packet;
        if (news->packet.header.type == WIRE_READY)
            fprintf(stderr, "kiosk: %s is ready: %s\n", peer_name(news->peer),
                    news->packet.body.ready.device);
    } else {
        fprintf(stderr, "kiosk: %s %s\n", peer_name(news->peer),
                news->news == PEER_DOWN ? "ended" : "said what is not allowed: cut off");
    }
    step(l, &event);
    explicit_bzero(news, sizeof *news);
    SDL_SemPost(l->watch.dealt_with);
}

/* What is shown is heard, too, if somebody listens. */
static void speak(struct loop *l)
{
    struct speech_sight sight;
    face_sight(l->face, &sight);
    if (speech_next(&l->speech, l->session, &sight, l->said, sizeof l->said))
        step(l, &(struct event){.kind = EVENT_SAY, .text = l->said});
    explicit_bzero(l->said, sizeof l->said);
}

static void act(struct loop *l, struct scene_action action)
{
    struct event event = {
        .kind = EVENT_TAP, .action = (enum action)action.what, .which = action.which};
    step(l, &event);
}

static void touch(struct loop *l, const SDL_Event *e)
{
    const struct panel *glass = face_panel(l->face);
    struct scene_action action;
    int x, y;
    switch (touch_take(&l->touch, e, glass->width_px, glass->height_px, &x, &y)) {
    case TOUCH_PRESS:
        light_touch(&l->light, (int64_t)SDL_GetTicks64());
        step(l, &(struct event){.kind = EVENT_TOUCH});
        face_press(l->face, x, y, SDL_GetTicks64());
        break;
    case TOUCH_DRAG:
        face_drag(l->face, x, y);
        break;
    case TOUCH_RELEASE:
        if (face_release(l->face, x, y, &action))
            act(l, action);
        break;
    case TOUCH_NONE:
        break;
    }
}

static void act_by_bar(struct loop *l, enum role role)
{
    struct scene_action action;
    if (face_bar(l->face, role, &action))
        act(l, action);
}

static void select_focused(struct loop *l)
{
    struct scene_action action;
    if (face_select(l->face, &action))
        act(l, action);
}

static void press(struct loop *l, enum pad pad)
{
    static const enum action voiced[PADS] = {
        [PAD_REPEAT] = ACTION_REPEAT, [PAD_PAUSE] = ACTION_PAUSE,   [PAD_SOFTER] = ACTION_SOFTER,
        [PAD_LOUDER] = ACTION_LOUDER, [PAD_SLOWER] = ACTION_SLOWER, [PAD_FASTER] = ACTION_FASTER,
    };
    switch (pad) {
    case PAD_UP:
        face_move(l->face, -1);
        break;
    case PAD_DOWN:
        face_move(l->face, 1);
        break;
    case PAD_SELECT:
        select_focused(l);
        break;
    case PAD_BACK:
        act_by_bar(l, ROLE_BACK);
        break;
    case PAD_HELP:
        act_by_bar(l, ROLE_HELP);
        break;
    case PAD_REPEAT:
    case PAD_PAUSE:
    case PAD_SOFTER:
    case PAD_LOUDER:
    case PAD_SLOWER:
    case PAD_FASTER:
        act(l, (struct scene_action){.what = (uint16_t)voiced[pad]});
        break;
    case PAD_NONE:
    case PADS:
        break;
    }
}

/* A key that is held is pressed once: not every hand lets go at once. */
static void key(struct loop *l, const SDL_KeyboardEvent *e)
{
    enum pad pad = e->repeat ? PAD_NONE : keypad_take(l->keypad, e->keysym.sym);
    if (pad == PAD_NONE)
        return;
    light_touch(&l->light, (int64_t)SDL_GetTicks64());
    step(l, &(struct event){.kind = EVENT_TOUCH});
    if (commission_tries(l->session, (unsigned)(pad - PAD_UP)))
        step(l, &(struct event){.kind = EVENT_KEY, .which = (uint16_t)(pad - PAD_UP)});
    else
        press(l, pad);
}

/* Returns false when the program is to end. */
static bool handle(struct loop *l, const SDL_Event *e)
{
    if (e->type == l->watch.number) {
        hear(l);
        return true;
    }
    switch (e->type) {
    case SDL_QUIT:
        return false;
    case SDL_KEYDOWN:
        key(l, &e->key);
        break;
    case SDL_WINDOWEVENT:
        if (e->window.event == SDL_WINDOWEVENT_EXPOSED)
            face_expose(l->face);
        break;
    default: /* a finger's or the mouse's, or nothing this program asked for */
        touch(l, e);
        break;
    }
    return true;
}

/* How long nothing needs doing: until the session's deadline, the ring's next move, the next beat
 * of a progress, or the next minute of the clock. */
static int rest_ms(const struct loop *l)
{
    int64_t now = (int64_t)SDL_GetTicks64();
    int64_t deadline = session_deadline_ms(l->session);
    int64_t rest = (60 - time(NULL) % 60) * 1000;
    if (deadline && deadline - now < rest)
        rest = deadline - now;
    if (l->scan_due_ms && l->scan_due_ms - now < rest)
        rest = l->scan_due_ms - now;
    if (face_is_waiting(l->face) && rest > BEAT_MS)
        rest = BEAT_MS;
    rest = watchdog_rest_ms(&l->watchdog, (int64_t)SDL_GetTicks64(), rest);
    return rest > 0 ? (int)rest : 0;
}

static int go_round(struct loop *l)
{
    for (;;) {
        struct speech_sight sight;
        SDL_Event e;
        uint64_t caused;
        int result;
        if (SDL_WaitEventTimeout(&e, rest_ms(l))) {
            caused = SDL_GetTicks64();
            do
                if (!handle(l, &e) || l->ends)
                    return 0;
            while (SDL_PollEvent(&e));
        } else {
            struct event time_event = {.kind = EVENT_TIME};
            caused = SDL_GetTicks64();
            step(l, &time_event);
            if (l->scan_due_ms && l->scan_due_ms <= (int64_t)caused)
                face_move(l->face, 1);
            if (face_is_waiting(l->face))
                face_beat(l->face);
        }
        watchdog_feed(&l->watchdog, (int64_t)SDL_GetTicks64());
        light_turn(&l->light, l->session, (int64_t)SDL_GetTicks64());
        face_rest(l->face, l->light.out);
        result = face_show(l->face, l->session, caused);
        if (result) {
            fprintf(stderr, "kiosk: show: %s (%s)\n", strerrordesc_np(-result), SDL_GetError());
            return result;
        }
        speak(l);
        face_sight(l->face, &sight);
        l->scan_due_ms = scan_due_ms(&l->scan, l->session, sight.ring, (int64_t)SDL_GetTicks64());
    }
}

int loop_run(struct session *session, struct face *face, struct peers *peers,
             const struct keypad *keypad)
{
    struct loop l = {.session = session, .face = face, .keypad = keypad};
    SDL_Thread *thread = NULL;
    int result = face_show(face, session, SDL_GetTicks64());
    if (result)
        return result;
    watchdog_begin(&l.watchdog, (int64_t)SDL_GetTicks64());
    light_begin(&l.light, (int64_t)SDL_GetTicks64());
    l.watch.peers = peers;
    l.watch.number = SDL_RegisterEvents(1);
    l.watch.dealt_with = SDL_CreateSemaphore(0);
    if (l.watch.dealt_with)
        thread = SDL_CreateThread(wait_for_peers, "peers", &l.watch);
    result = -ENOMEM;
    if (!thread)
        goto out;
    result = go_round(&l);
    peers_stop(peers);
    SDL_SemPost(l.watch.dealt_with);
    SDL_WaitThread(thread, NULL);
out:
    SDL_DestroySemaphore(l.watch.dealt_with);
    explicit_bzero(&l, sizeof l);
    return result;
}
