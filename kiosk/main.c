/*
 * kiosk: the face. Assembles window, session and peers, and hands events from one to the other.
 * Sleeps in SDL_WaitEvent; one thread waits on the drivers' sockets and pushes what they say.
 * Log lines stay in one language whatever the screen speaks: errno's words are never translated.
 */
#include "kiosk/face.h"
#include "kiosk/options.h"
#include "kiosk/peer.h"
#include "kiosk/practice.h"
#include "kiosk/session.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>

enum { BEAT_MS = 500 };

struct kiosk {
    struct face *face;
    struct peers *peers;
    struct session session;
    struct languages languages;
    Uint32 peer_event; /* SDL's number for what the waiting thread pushes */
};

/* The waiting thread: what drivers say becomes an SDL event that owns a struct peer_event. */
static int wait_for_peers(void *context)
{
    struct kiosk *k = context;
    for (;;) {
        struct peer_event *news = malloc(sizeof *news);
        SDL_Event event = {.user = {.type = k->peer_event, .data1 = news}};
        if (!news)
            abort(); /* systemd starts the face again, without the visit */
        peers_wait(k->peers, news);
        if (news->news == PEER_STOPPED) {
            free(news);
            return 0;
        }
        while (SDL_PushEvent(&event) < 0)
            SDL_Delay(1); /* the queue is full of touches: these must not be lost */
    }
}

static void step(struct kiosk *k, struct event *event);

static void perform(struct kiosk *k, const struct commands *commands)
{
    for (unsigned i = 0; i < commands->count; i++) {
        const struct command *c = &commands->list[i];
        switch (c->kind) {
        case COMMAND_SEND: {
            int result = peers_send(k->peers, c->peer, c->type, c->visit, c->body);
            if (result == -ENOTCONN && c->peer == PEER_VOICE)
                break; /* a kiosk without sound is whole: what sounds is seen as well */
            if (result) {
                struct event away = {.kind = EVENT_PEER_DOWN, .peer = c->peer};
                fprintf(stderr, "kiosk: %s to %s: %s\n", wire_name(c->type), peer_name(c->peer),
                        strerrordesc_np(-result));
                step(k, &away);
            }
            break;
        }
        case COMMAND_WIPE:
            face_wipe(k->face, &k->session.settings);
            break;
        }
    }
}

static void step(struct kiosk *k, struct event *event)
{
    struct commands commands;
    enum state before = k->session.state;
    event->now_ms = (int64_t)SDL_GetTicks64();
    event->wall_s = time(NULL);
    if (!session_step(&k->session, event, &commands)) {
        fprintf(stderr, "kiosk: %s is not allowed in %s\n",
                event->kind == EVENT_PACKET ? wire_name(event->packet->header.type) : "event",
                state_name(before));
        if (event->kind == EVENT_PACKET)
            peers_cut(k->peers, event->peer);
    }
    if (k->session.state != before)
        fprintf(stderr, "kiosk: visit %u: %s -> %s\n", k->session.visit_number, state_name(before),
                state_name(k->session.state));
    perform(k, &commands);
}

static void hear(struct kiosk *k, struct peer_event *news)
{
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
    step(k, &event);
    explicit_bzero(news, sizeof *news);
    free(news);
}

static void act(struct kiosk *k, struct scene_action action)
{
    struct event event = {
        .kind = EVENT_TAP, .action = (enum action)action.what, .which = action.which};
    step(k, &event);
}

static void release(struct kiosk *k, int x, int y)
{
    struct scene_action action;
    if (face_release(k->face, x, y, &action))
        act(k, action);
}

static void key(struct kiosk *k, SDL_Keycode code)
{
    struct scene_action action;
    if (code == SDLK_DOWN || code == SDLK_RIGHT || code == SDLK_TAB)
        face_key(k->face, FACE_NEXT, &action);
    else if (code == SDLK_UP || code == SDLK_LEFT)
        face_key(k->face, FACE_PREVIOUS, &action);
    else if ((code == SDLK_RETURN || code == SDLK_SPACE) && face_key(k->face, FACE_SELECT, &action))
        act(k, action);
}

/* Returns false when the program is to end. */
static bool handle(struct kiosk *k, const SDL_Event *e)
{
    if (e->type == k->peer_event) {
        hear(k, e->user.data1);
        return true;
    }
    switch (e->type) {
    case SDL_QUIT:
        return false;
    case SDL_MOUSEBUTTONDOWN:
        step(k, &(struct event){.kind = EVENT_TOUCH});
        face_press(k->face, e->button.x, e->button.y);
        break;
    case SDL_MOUSEMOTION:
        face_drag(k->face, e->motion.x, e->motion.y);
        break;
    case SDL_MOUSEBUTTONUP:
        release(k, e->button.x, e->button.y);
        break;
    case SDL_KEYDOWN:
        step(k, &(struct event){.kind = EVENT_TOUCH});
        key(k, e->key.keysym.sym);
        break;
    case SDL_WINDOWEVENT:
        if (e->window.event == SDL_WINDOWEVENT_EXPOSED)
            face_expose(k->face);
        break;
    default: /* SDL's own events, none of which this program asked for */
        break;
    }
    return true;
}

/* How long nothing needs doing: until the session's deadline, the next beat of a progress, or the
 * next minute of the clock. */
static int rest_ms(const struct kiosk *k)
{
    int64_t deadline = session_deadline_ms(&k->session);
    int64_t rest = (60 - time(NULL) % 60) * 1000;
    if (deadline && deadline - (int64_t)SDL_GetTicks64() < rest)
        rest = deadline - (int64_t)SDL_GetTicks64();
    if (face_is_waiting(k->face) && rest > BEAT_MS)
        rest = BEAT_MS;
    return rest > 0 ? (int)rest : 0;
}

static int run(struct kiosk *k)
{
    for (;;) {
        SDL_Event e;
        uint64_t caused;
        int result;
        if (SDL_WaitEventTimeout(&e, rest_ms(k))) {
            caused = SDL_GetTicks64();
            do
                if (!handle(k, &e))
                    return 0;
            while (SDL_PollEvent(&e));
        } else {
            struct event time_event = {.kind = EVENT_TIME};
            caused = SDL_GetTicks64();
            step(k, &time_event);
            if (face_is_waiting(k->face))
                face_beat(k->face);
        }
        result = face_show(k->face, &k->session, caused);
        if (result) {
            fprintf(stderr, "kiosk: show: %s (%s)\n", strerrordesc_np(-result), SDL_GetError());
            return result;
        }
    }
}

/* The catalogues stand beside the program unless its file says otherwise. */
static void open_languages(struct kiosk *k, const struct options *o)
{
    char folder[sizeof o->locale];
    char *base = SDL_GetBasePath();
    int result;
    snprintf(folder, sizeof folder, "%s", o->locale);
    if (!*folder)
        snprintf(folder, sizeof folder, "%slocale", base ? base : "");
    SDL_free(base);
    result = languages_open(&k->languages, folder);
    if (result)
        fprintf(stderr, "kiosk: languages in %s: %s\n", folder, strerrordesc_np(-result));
    k->session.languages = &k->languages;
    k->session.setup.defaults.language = language_index(&k->languages, o->language);
    k->session.settings = k->session.setup.defaults;
}

static int show_scene(const struct options *o, struct kiosk *k)
{
    enum state state;
    int result = practice_state(o->scene, &state);
    if (result == -ENOENT && face_sample(k->face, &k->session, o->scene) == 0)
        return face_picture(k->face, o->out);
    if (result) {
        fprintf(stderr, "kiosk: no scene %s\n", o->scene);
        return result;
    }
    practice_visit(&k->session, state, time(NULL));
    result = face_show(k->face, &k->session, 0);
    return result ? result : face_picture(k->face, o->out);
}

/* What belongs to a person is in the session: never in a core dump, and never swapped out, where
 * the limit on locked memory (RLIMIT_MEMLOCK) lets it be so. */
static void keep_to_ourselves(struct session *session)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    if (mlock(session, sizeof *session))
        fprintf(stderr, "kiosk: lock the visit in memory: %s\n", strerrordesc_np(errno));
}

int main(int argc, char **argv)
{
    static struct kiosk k;
    struct options options;
    struct session_setup setup;
    SDL_Thread *thread = NULL;
    int result = options_read(argc, argv, &options);
    if (result)
        return 2;
    signal(SIGPIPE, SIG_IGN);
    keep_to_ourselves(&k.session);
    if (options.scene)
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    setup = (struct session_setup){
        .defaults = options.settings,
        .idle_ms = options.idle_ms,
        .alert_ms = options.alert_ms,
        .lifted_ms = options.lifted_ms,
        .remind_ms = options.remind_ms,
    };
    if (getrandom(setup.seed, sizeof setup.seed, 0) != sizeof setup.seed ||
        SDL_Init(SDL_INIT_VIDEO)) {
        fprintf(stderr, "kiosk: start: %s\n", SDL_GetError());
        return 1;
    }
    session_init(&k.session, &setup);
    open_languages(&k, &options);
    k.session.wall_s = time(NULL);
    result = face_open(&(struct face_options){.panel = options.panel,
                                              .fullscreen = options.fullscreen,
                                              .offscreen = options.scene != NULL,
                                              .trace = options.trace},
                       &k.face);
    if (result) {
        fprintf(stderr, "kiosk: window: %s (%s)\n", strerrordesc_np(-result), SDL_GetError());
        goto out;
    }
    if (face_missing_font(k.face))
        fprintf(stderr, "kiosk: font %s: %s; another stands in\n", face_missing_font(k.face),
                strerrordesc_np(ENOENT));
    if (options.scene) {
        result = show_scene(&options, &k);
        goto out;
    }
    result = peers_open(options.sockets, &k.peers);
    if (result)
        goto out;
    k.peer_event = SDL_RegisterEvents(1);
    result = face_show(k.face, &k.session, SDL_GetTicks64());
    if (!result)
        thread = SDL_CreateThread(wait_for_peers, "peers", &k);
    if (thread)
        result = run(&k);
    if (thread) {
        peers_stop(k.peers);
        SDL_WaitThread(thread, NULL);
    }
out:
    peers_close(k.peers);
    face_close(k.face);
    explicit_bzero(&k, sizeof k);
    SDL_Quit();
    return result ? 1 : 0;
}
