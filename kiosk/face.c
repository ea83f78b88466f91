#include "kiosk/face.h"

#include "kiosk/samples.h"
#include "kiosk/screens/screen.h"
#include "kiosk/ui/aim.h"
#include "kiosk/ui/dump.h"
#include "kiosk/ui/focus.h"
#include "kiosk/ui/font.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct face {
    SDL_Window *window;     /* NULL: offscreen */
    SDL_Surface *offscreen; /* NULL: the window's own */
    struct fonts *fonts;
    struct trace *trace;
    struct panel panel;
    struct scene scenes[2]; /* the one shown and the one being built */
    unsigned shown;
    struct page layout; /* of scenes[shown] */
    struct paint_state paint;
    struct settings settings;
    bool dark;  /* black glass; what it would show is there for the ear */
    bool rests; /* black glass: nobody is there */
    unsigned page;
    struct aim aim;
    bool acted; /* what the next frame shows anew is what the person wanted */
    struct focus focus;
    bool stale; /* the glass does not show scenes[shown] */
    bool new_page;
};

int face_open(const struct face_options *options, struct face **face_out)
{
    struct face *f = calloc(1, sizeof *f);
    int result = -ENOMEM;
    if (!f)
        return -ENOMEM;
    (void)mlock(f, sizeof *f); /* never swapped out, where the limit lets it be so (main.c) */
    f->panel = options->panel;
    f->paint.pressed = -1;
    focus_clear(&f->focus);
    f->paint.ring = f->focus.ring;
    f->stale = true;
    if (options->offscreen) {
        f->offscreen = SDL_CreateRGBSurfaceWithFormat(0, f->panel.width_px, f->panel.height_px, 32,
                                                      SDL_PIXELFORMAT_XRGB8888);
        if (!f->offscreen)
            goto out;
    } else {
        f->window = SDL_CreateWindow("Perlinsos", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                     f->panel.width_px, f->panel.height_px,
                                     options->fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
        result = -ENODEV;
        if (!f->window)
            goto out;
        SDL_GetWindowSize(f->window, &f->panel.width_px, &f->panel.height_px);
    }
    result = fonts_open(FONTS_FOLDER, &f->fonts);
    if (!result && options->trace)
        result = trace_open(options->trace, &f->trace);
out:
    if (result)
        face_close(f);
    else
        *face_out = f;
    return result;
}

void face_close(struct face *f)
{
    if (!f)
        return;
    trace_close(f->trace);
    fonts_close(f->fonts);
    SDL_FreeSurface(f->offscreen);
    if (f->window)
        SDL_DestroyWindow(f->window);
    explicit_bzero(f, sizeof *f);
    free(f);
}

const struct panel *face_panel(const struct face *f)
{
    return &f->panel;
}

const char *face_missing_font(const struct face *f)
{
    return fonts_missing(f->fonts);
}

static bool same_element(const struct element *a, const struct element *b)
{
    return a->role == b->role && a->tone == b->tone && a->icon == b->icon &&
           a->chosen == b->chosen && a->action.what == b->action.what &&
           a->action.which == b->action.which && !strcmp(a->label, b->label) &&
           !strcmp(a->detail, b->detail) && !strcmp(a->utterance, b->utterance);
}

static bool same_scene(const struct scene *a, const struct scene *b)
{
    if (!a->name || strcmp(a->name, b->name) || a->count != b->count)
        return false;
    for (unsigned i = 0; i < a->count; i++)
        if (!same_element(&a->elements[i], &b->elements[i]))
            return false;
    return true;
}

static SDL_Surface *glass(struct face *f)
{
    return f->window ? SDL_GetWindowSurface(f->window) : f->offscreen;
}

/* A new page is a step, whether or not the eye sees that it is new. */
static int note(struct face *f, uint64_t caused_ms)
{
    bool step = f->trace && f->new_page;
    f->new_page = false;
    return step ? trace_step(f->trace, glass(f), &f->scenes[f->shown], &f->layout, &f->paint,
                             (int64_t)(SDL_GetTicks64() - caused_ms))
                : 0;
}

static int paint(struct face *f, uint64_t caused_ms)
{
    SDL_Surface *surface = glass(f);
    int result;
    if (!surface)
        return -ENODEV;
    f->paint.contrast = f->settings.contrast;
    if (f->dark)
        paint_blank(surface, CONTRAST_WHITE_ON_BLACK);
    else if ((result = paint_layout(surface, &f->layout, f->fonts, &f->paint)))
        return result;
    if (f->window && SDL_UpdateWindowSurface(f->window))
        return -EIO;
    f->stale = false;
    return note(f, caused_ms);
}

/* anew: another scene, on which the ring begins again. The scene that was shown is still there:
 * what looks as before is not painted again. */
static int lay_out(struct face *f, bool anew)
{
    enum text_size size = f->dark ? TEXT_SMALL : f->settings.size; /* fewest pages to hear */
    const struct page before = f->layout;
    const struct paint_state state = f->paint;
    int result = layout_make(&f->layout, &f->scenes[f->shown], &f->panel, size, f->fonts, f->page);
    if (!result)
        f->page = f->layout.page;
    f->new_page = true;
    if (f->paint.pressed >= 0)
        f->paint.pressed = aim_box(&f->aim, &f->layout);
    focus_place(&f->focus, &f->scenes[f->shown], &f->layout, anew);
    f->paint.ring = f->focus.ring;
    if (!f->dark && (!page_is_like(&before, &f->layout) || state.pressed != f->paint.pressed ||
                     state.ring.first != f->paint.ring.first ||
                     state.ring.last != f->paint.ring.last))
        f->stale = true;
    return result;
}

int face_show(struct face *f, const struct session *s, uint64_t caused_ms)
{
    struct scene *next = &f->scenes[1 - f->shown];
    const struct scene *now = &f->scenes[f->shown];
    bool dark = s->listening.dark || f->rests;
    bool settings = f->settings.size != s->settings.size ||
                    f->settings.contrast != s->settings.contrast ||
                    f->settings.language != s->settings.language || f->dark != dark;
    if (f->settings.language != s->settings.language && s->languages)
        language_use(s->languages, s->settings.language);
    screen_build(s, next);
    f->settings = s->settings;
    f->dark = dark;
    f->paint.photo = (struct paint_photo){s->visit.photo_width_px, s->visit.photo_height_px,
                                          s->visit.photo_width_px ? s->visit.photo : NULL};
    f->stale |= settings;
    if (settings || !same_scene(now, next)) {
        bool anew = !now->name || strcmp(now->name, next->name);
        int result;
        if (anew)
            f->page = 0;
        if (f->acted)
            aim_expect(&f->aim);
        else
            aim_change(&f->aim, &f->layout, !anew, (int64_t)caused_ms);
        f->shown = 1 - f->shown;
        result = lay_out(f, anew);
        if (result)
            return result;
    }
    f->acted = false;
    explicit_bzero(&f->scenes[1 - f->shown], sizeof f->scenes[0]);
    return f->stale ? paint(f, caused_ms) : note(f, caused_ms);
}

int face_sample(struct face *f, const struct session *s, const char *name)
{
    struct scene *scene = &f->scenes[f->shown];
    f->settings = s->settings;
    if (s->languages)
        language_use(s->languages, s->settings.language);
    for (int i = 0; i < SAMPLES; i++) {
        sample_build((enum sample)i, scene);
        if (!strcmp(scene->name, name)) {
            int result = lay_out(f, true);
            return result ? result : paint(f, 0);
        }
    }
    return -ENOENT;
}

void face_rest(struct face *f, bool rests)
{
    f->rests = rests;
}

void face_paper(struct face *f, const struct session *s, struct wire_print *print_out)
{
    struct scene *spare = &f->scenes[1 - f->shown];
    screen_paper(s, spare, print_out);
    explicit_bzero(spare, sizeof *spare);
}

void face_expose(struct face *f)
{
    f->stale = true;
}

void face_wipe(struct face *f, const struct settings *settings)
{
    SDL_Surface *surface = glass(f);
    for (int i = 0; i < 2; i++)
        scene_clear(&f->scenes[i], "");
    explicit_bzero(&f->layout, sizeof f->layout);
    explicit_bzero(&f->aim, sizeof f->aim);
    f->paint.photo.pixels = NULL;
    f->paint.pressed = -1;
    focus_clear(&f->focus);
    f->paint.ring = f->focus.ring;
    f->page = 0;
    fonts_forget(f->fonts);
    if (surface)
        paint_blank(surface, settings->contrast);
    f->stale = true;
}

static void touch(struct face *f, int box)
{
    if (box != f->paint.pressed) {
        f->paint.pressed = box;
        f->stale = true;
    }
}

void face_press(struct face *f, int x, int y, uint64_t now_ms)
{
    touch(f, f->dark ? -1 : aim_press(&f->aim, &f->layout, x, y, (int64_t)now_ms));
}

void face_drag(struct face *f, int x, int y)
{
    if (f->paint.pressed >= 0 && !aim_holds(&f->aim, x, y))
        touch(f, -1);
}

/* Turns the page, or hands the action on. */
static bool act(struct face *f, struct scene_action action, struct scene_action *action_out)
{
    f->acted = true;
    if (action.what == PAGE_NEXT || action.what == PAGE_PREVIOUS) {
        f->page = action.which;
        aim_expect(&f->aim);
        lay_out(f, false);
        return false;
    }
    *action_out = action;
    return true;
}

bool face_release(struct face *f, int x, int y, struct scene_action *action_out)
{
    int pressed = f->paint.pressed;
    touch(f, -1);
    if (pressed < 0 || !aim_holds(&f->aim, x, y))
        return false;
    return act(f, f->layout.boxes[pressed].action, action_out);
}

void face_move(struct face *f, int by)
{
    focus_move(&f->focus, &f->scenes[f->shown], &f->layout, by);
    f->paint.ring = f->focus.ring;
    f->stale = true;
}

bool face_select(struct face *f, struct scene_action *action_out)
{
    struct scene_action action;
    bool chosen;
    if (f->focus.ring.first < 0) {
        face_move(f, 1);
        return false;
    }
    chosen = focus_choose(&f->focus, &f->scenes[f->shown], &f->layout, &action);
    f->paint.ring = f->focus.ring;
    f->stale = true;
    return chosen && act(f, action, action_out);
}

bool face_bar(const struct face *f, enum role role, struct scene_action *action_out)
{
    for (unsigned i = 0; i < f->layout.box_count; i++)
        if (f->layout.boxes[i].role == role && f->layout.boxes[i].action.what) {
            *action_out = f->layout.boxes[i].action;
            return true;
        }
    return false;
}

void face_sight(const struct face *f, struct speech_sight *sight_out)
{
    *sight_out = (struct speech_sight){&f->scenes[f->shown], &f->layout, f->focus.ring};
}

bool face_is_waiting(const struct face *f)
{
    const struct scene *scene = &f->scenes[f->shown];
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->elements[i].role == ROLE_PROGRESS)
            return true;
    return false;
}

void face_beat(struct face *f)
{
    f->paint.beat++;
    f->stale = true;
}

int face_picture(struct face *f, const char *path)
{
    char name[512];
    FILE *dump;
    int result;
    snprintf(name, sizeof name, "%s.png", path);
    result = picture_write(glass(f), name);
    if (result)
        return result;
    snprintf(name, sizeof name, "%s.json", path);
    dump = fopen(name, "w");
    if (!dump)
        return -errno;
    result =
        dump_write(dump, &f->scenes[f->shown], &f->layout, f->settings.contrast, f->focus.ring);
    if (fclose(dump) && !result)
        result = -errno;
    return result;
}
