/* What screens do: under a finger, on the keypad, over time, and from one person to the next. */
#include "tests/accessibility/audit.h"

#include "kiosk/face.h"
#include "kiosk/practice.h"
#include "kiosk/screens/screen.h"
#include "kiosk/ui/focus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOON = 1795323600, LATER_MS = 10000 /* than any screen came */ };

static struct session session;
static struct scene scene;
static struct page layout;

static double changed(const SDL_Surface *a, const SDL_Surface *b, struct rect r)
{
    long count = 0;
    for (int y = r.y; y < r.y + r.h; y++)
        for (int x = r.x; x < r.x + r.w; x++) {
            struct rgb p = audit_pixel(a, x, y), q = audit_pixel(b, x, y);
            /* In grey: what only changes its colour does not change. */
            count += abs((p.r + 2 * p.g + p.b) - (q.r + 2 * q.g + q.b)) > 4 * 24;
        }
    return (double)count / ((double)r.w * r.h);
}

static SDL_Surface *paint(struct audit *a, const struct exhibit *p, struct paint_state state)
{
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, p->panel->width_px, p->panel->height_px, 32,
                                                    SDL_PIXELFORMAT_XRGB8888);
    state.contrast = p->contrast;
    if (!s || paint_layout(s, p->layout, a->fonts, &state)) {
        SDL_FreeSurface(s);
        return NULL;
    }
    return s;
}

static void check_ring(struct audit *a, const struct exhibit *p, const SDL_Surface *with,
                       struct rect r)
{
    int wide = page_px(p->panel, theme_spacing.ring_space + theme_spacing.ring);
    int middle = page_px(p->panel, theme_spacing.ring_space + theme_spacing.ring / 2);
    double ratio = theme_ratio(audit_pixel(with, r.x - middle, r.y + r.h / 2),
                               audit_pixel(with, r.x - wide - 2, r.y + r.h / 2));
    if (ratio < 3)
        audit_break(a, RULE_FOCUS, p, "the ring has %.2f:1", ratio);
}

/* The ring around rows of keys. */
static void check_rows(struct audit *a, const struct exhibit *p)
{
    struct focus focus;
    focus_clear(&focus);
    for (unsigned i = 0; i < p->layout->box_count; i++) {
        focus_move(&focus, p->scene, p->layout, 1);
        if (focus.ring.last == focus.ring.first)
            continue;
        SDL_Surface *ringed = paint(a, p, (struct paint_state){.pressed = -1, .ring = focus.ring});
        if (ringed)
            check_ring(a, p, ringed, p->layout->boxes[focus.ring.first].rect);
        SDL_FreeSurface(ringed);
    }
}

/* Every target of a page, pressed and focused. Only at the default size: shapes, not letters. */
void conduct_check(struct audit *a, const struct exhibit *p)
{
    if (p->size != TEXT_DEFAULT || p->layout->page > 0 || p->panel != &audit_panels[0])
        return;
    for (unsigned i = 0; i < p->layout->box_count; i++) {
        const struct page_box *b = &p->layout->boxes[i];
        struct paint_state state = {.pressed = -1, .ring = {-1, -1}};
        bool seen = *b->label || b->icon_rect.w;
        if (b->tone != TONE_PLAIN && (!seen || a->spoilt == RULE_SENSES))
            audit_break(a, RULE_SENSES, p, "a colour alone says something");
        if (b->action.what == 0)
            continue;
        state.pressed = a->spoilt == RULE_RESPONSE ? -1 : (int)i;
        if (a->spoilt != RULE_FOCUS)
            state.ring = (struct ring){(int)i, (int)i};
        SDL_Surface *touched = paint(a, p, state);
        if (!touched || changed(p->glass, touched, b->rect) < 0.5)
            audit_break(a, RULE_RESPONSE, p, "\"%s\" does not show a touch", b->label);
        if (touched)
            check_ring(a, p, touched, b->rect);
        SDL_FreeSurface(touched);
    }
    check_rows(a, p);
}

static struct exhibit page_of(enum state state)
{
    practice_visit(&session, state, NOON);
    screen_build(&session, &scene);
    return (struct exhibit){.screen = scene.name,
                            .language = "id",
                            .panel = &audit_panels[0],
                            .size = TEXT_DEFAULT,
                            .scene = &scene};
}

/* A finger that leaves before it lets go, or comes from elsewhere, chooses nothing. */
static void drag(struct audit *a, struct face *f, const struct exhibit *p, const struct page_box *b)
{
    struct scene_action action;
    int x = b->rect.x + b->rect.w / 2, y = b->rect.y + b->rect.h / 2;
    int outside = a->spoilt == RULE_HITS ? y : 2;
    face_press(f, x, y, LATER_MS);
    face_drag(f, x, outside);
    if (face_release(f, x, outside, &action))
        audit_break(a, RULE_HITS, p, "\"%s\" was chosen outside", b->label);
    face_press(f, x, 2, LATER_MS);
    face_drag(f, x, y);
    if (face_release(f, x, y, &action))
        audit_break(a, RULE_HITS, p, "\"%s\" was chosen by dragging onto it", b->label);
}

static bool has(enum role role)
{
    for (unsigned i = 0; i < scene.count; i++)
        if (scene.elements[i].role == role)
            return true;
    return false;
}

static void check_progress(struct audit *a, struct exhibit *p)
{
    struct paint_state state = {.pressed = -1, .ring = {-1, -1}};
    SDL_Surface *before, *after;
    if (!audit_show(a, p, 0, &layout, false))
        return;
    before = paint(a, p, state);
    state.beat = 1;
    if (a->spoilt == RULE_SENSES)
        p->contrast = CONTRAST_WHITE_ON_BLACK;
    after = paint(a, p, state);
    struct rect glass = {0, 0, p->panel->width_px, p->panel->height_px};
    double part = before && after ? changed(before, after, glass) : 1;
    if (part == 0 || !has(ROLE_PROGRESS))
        audit_break(a, RULE_RESPONSE, p, "does not show that it works");
    if (part > 0.01)
        audit_break(a, RULE_SENSES, p, "flashes over %.0f %% of the glass", part * 100);
    SDL_FreeSurface(before);
    SDL_FreeSurface(after);
}

void conduct_touch(struct audit *a)
{
    struct face *f;
    struct scene_action action;
    if (face_open(&(struct face_options){.panel = audit_panels[0], .offscreen = true}, &f)) {
        audit_break(a, RULE_HITS, NULL, "there is no glass");
        return;
    }
    for (int s = 0; s < STATES; s++) {
        struct exhibit p = page_of((enum state)s);
        session.settings = (struct settings){.size = TEXT_DEFAULT};
        if (s == STATE_READING || s == STATE_TEMPLATES || s == STATE_LOADING || s == STATE_SENDING)
            check_progress(a, &p);
        if (!audit_show(a, &p, 0, &layout, false) || face_show(f, &session, 0))
            continue;
        bool any = false;
        for (unsigned i = 0; i < layout.box_count; i++)
            if (layout.boxes[i].action.what) {
                drag(a, f, &p, &layout.boxes[i]);
                any |= layout.boxes[i].action.what < PAGE_PREVIOUS;
            }
        /* The ring is there after a key and still there on the next screen. */
        if (a->spoilt != RULE_FOCUS && s == 0)
            face_move(f, 1);
        /* Around a row of keys it goes in first. */
        if (any && !face_select(f, &action) && !face_select(f, &action))
            audit_break(a, RULE_FOCUS, &p, "the ring is lost");
    }
    face_close(f);
}

static void step(struct session *s, struct event e, int64_t now_ms)
{
    struct commands commands;
    e.now_ms = now_ms;
    e.wall_s = NOON;
    session_step(s, &e, &commands);
}

/* The next time the session asks to be woken, or for ever. */
static int64_t wake(struct audit *a, int64_t now_ms)
{
    int64_t at = session_deadline_ms(&session);
    if (at < now_ms || a->spoilt == RULE_SILENCE)
        return -1;
    step(&session, (struct event){.kind = EVENT_TIME}, at);
    return at;
}

static const struct session_setup usual = {
    .defaults = {.size = TEXT_DEFAULT},
    .idle_ms = SESSION_IDLE_MS,
    .alert_ms = SESSION_ALERT_MS,
    .lifted_ms = SESSION_LIFTED_MS,
    .remind_ms = SESSION_REMIND_MS,
    .call_ms = HANDOVER_MS,
};

static void silence(struct audit *a, enum state state)
{
    int64_t now_ms = 1000, since_ms;
    practice_visit(&session, state, NOON);
    session.setup = usual;
    session.deadline_ms = now_ms + session.setup.idle_ms;
    for (int time = 0; time < 10; time++) {
        since_ms = now_ms;
        while (now_ms >= 0 && session.state != STATE_IDLE)
            now_ms = wake(a, now_ms);
        if (now_ms - since_ms < 120000 || now_ms - since_ms > 300000) {
            audit_break(a, RULE_SILENCE, NULL, "%s alerts after %lld ms", state_name(state),
                        (long long)(now_ms - since_ms));
            return;
        }
        step(&session, (struct event){.kind = EVENT_TAP, .action = ACTION_GO_ON}, now_ms);
        if (session.state != state)
            audit_break(a, RULE_SILENCE, NULL, "%s does not go on", state_name(state));
    }
    while (now_ms >= 0 && session.state != STATE_IDLE)
        now_ms = wake(a, now_ms);
    since_ms = now_ms;
    while (session.state == STATE_IDLE)
        now_ms = wake(a, now_ms);
    if (now_ms - since_ms < 20000 || now_ms - since_ms > 45000)
        audit_break(a, RULE_SILENCE, NULL, "the alert lasts %lld ms",
                    (long long)(now_ms - since_ms));
}

/* The start screen as the next person finds it, after a visit and in a fresh kiosk. */
static void next_person(struct audit *a)
{
    static const enum action settings[] = {ACTION_SIZE, ACTION_CONTRAST, ACTION_LANGUAGE};
    struct exhibit p = {
        .screen = "start", .language = "id", .panel = &audit_panels[0], .scene = &scene};
    SDL_Surface *frames[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        session_init(&session, &usual);
        session.languages = &a->languages;
        if (i == 1) {
            for (size_t n = 0; n < 3; n++)
                step(&session, (struct event){.kind = EVENT_TAP, .action = settings[n]}, 1);
            session.visit.placement = 1;
            session.state = STATE_TAKE_CARD;
            strcpy(session.visit.breakdown.name, "LATIHAN");
            struct wire_packet gone = {.header = {.type = WIRE_CARD_GONE}};
            if (a->spoilt != RULE_DEFAULTS && a->spoilt != RULE_PRIVACY)
                step(&session,
                     (struct event){.kind = EVENT_PACKET, .peer = PEER_CARD, .packet = &gone}, 2);
        }
        session.wall_s = NOON;
        language_use(&a->languages, session.settings.language);
        screen_build(&session, &scene);
        p.size = session.settings.size;
        p.contrast = session.settings.contrast;
        if (layout_make(&layout, &scene, p.panel, p.size, a->fonts, 0) == 0) {
            p.layout = &layout;
            frames[i] = paint(a, &p, (struct paint_state){.pressed = -1, .ring = {-1, -1}});
        }
    }
    struct rect glass = {0, 0, p.panel->width_px, p.panel->height_px};
    double part = frames[0] && frames[1] ? changed(frames[0], frames[1], glass) : 1;
    if (part > 0) {
        audit_break(a, RULE_DEFAULTS, NULL, "%.1f %% of the start screen differ", part * 100);
        audit_break(a, RULE_PRIVACY, NULL, "%.1f %% of the last frame remain", part * 100);
    }
    language_use(&a->languages, 0);
    SDL_FreeSurface(frames[0]);
    SDL_FreeSurface(frames[1]);
}

/* Whoever calls for help can say which trouble it is: each has words and a pictogram of its own. */
static void alike(struct audit *a, int fault, const char *title, enum icon icon)
{
    static char titles[WIRE_FAULTS][128];
    static enum icon icons[WIRE_FAULTS];
    snprintf(titles[fault], sizeof titles[fault], "%s", title);
    icons[fault] = icon;
    for (int i = 1; i < fault; i++)
        if (!strcmp(titles[i], titles[fault]) || icons[i] == icons[fault])
            audit_break(a, RULE_MESSAGES, NULL, "troubles %d and %d are told alike", i, fault);
}

static void messages(struct audit *a)
{
    for (unsigned l = 0; l < a->languages.count; l++) {
        language_use(&a->languages, l);
        for (int fault = 1; fault < WIRE_FAULTS; fault++) {
            const char *title = "";
            enum icon icon = ICON_NONE;
            int said = 0;
            bool on;
            practice_visit(&session, STATE_TROUBLE, NOON);
            session.fault = (enum wire_fault)fault;
            screen_build(&session, &scene);
            for (unsigned i = 0; i < scene.count && a->spoilt != RULE_MESSAGES; i++) {
                const struct element *e = &scene.elements[i];
                said += (e->role == ROLE_TITLE || e->role == ROLE_TEXT) && strlen(e->label) > 8;
                title = e->role == ROLE_TITLE ? e->label : title;
                icon = e->role == ROLE_PICTURE ? e->icon : icon;
            }
            on = has(ROLE_PRIMARY) || has(ROLE_DONE);
            if (said < 3 || !on)
                audit_break(a, RULE_MESSAGES, NULL, "trouble %d says %d of what, why and what next",
                            fault, said);
            alike(a, fault, title, icon);
        }
    }
    language_use(&a->languages, 0);
}

/* What only the person may know, in any element. */
static bool tells(void)
{
    static const char *const own[] = {"LATIHAN", "Sepeda motor", "600", "1736", "PKH"};
    for (unsigned i = 0; i < scene.count; i++)
        for (size_t n = 0; n < sizeof own / sizeof own[0]; n++)
            if (strstr(scene.elements[i].label, own[n]) || strstr(scene.elements[i].detail, own[n]))
                return true;
    return has(ROLE_PHOTO);
}

static void secrets(struct audit *a)
{
    for (int s = 0; s < STATES; s++) {
        bool open = s >= STATE_OVERVIEW && s <= STATE_OPENINGS;
        page_of((enum state)s);
        if (a->spoilt == RULE_PRIVACY && s == STATE_CONSENT)
            page_of(STATE_OVERVIEW);
        if (!open && tells())
            audit_break(a, RULE_PRIVACY, NULL, "%s tells of the person", scene.name);
    }
    for (int c = 0; c < CONTRASTS; c++)
        for (int i = 0; i <= TONE_QUIET; i++)
            for (int j = 0; j < i; j++) {
                const struct theme *t = theme_get((enum contrast)c);
                double ratio = theme_ratio(t->tones[i], t->tones[j]);
                if (ratio > 1.6)
                    audit_break(a, RULE_PRIVACY, NULL, "tones %d and %d differ by %.2f:1", i, j,
                                ratio);
            }
}

void conduct_visit(struct audit *a)
{
    /* A finger check that was left is a new one: going on asks for its templates first. */
    for (int s = STATE_TROUBLE; s <= STATE_OPENINGS; s++)
        if (s != STATE_REFUSED && s != STATE_TEMPLATES && s != STATE_FINGER && s != STATE_DECLARE &&
            s != STATE_LOADING && s != STATE_SENDING)
            silence(a, (enum state)s);
    next_person(a);
    messages(a);
    secrets(a);
}
