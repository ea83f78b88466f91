/*
 * face: what is on the glass now: the window, the scene it shows, its page, and the finger on it.
 *
 * face_show() paints only when the scene, the page, the touched box or a setting changed, so a
 * still screen costs nothing.
 */
#ifndef KIOSK_FACE_H
#define KIOSK_FACE_H

#include "kiosk/session.h"
#include "kiosk/speech.h"
#include "kiosk/trace.h"
#include "kiosk/ui/layout.h"

#include <SDL.h>
#include <stdbool.h>

struct face;

struct face_options {
    struct panel panel;
    bool fullscreen;
    bool offscreen;    /* no window: a surface in memory, for one picture */
    const char *trace; /* folder, or NULL */
};

/* Opens the window. Returns 0 or -errno; SDL_GetError() says more. */
int face_open(const struct face_options *options, struct face **face_out);

/* Takes NULL. */
void face_close(struct face *f);

/* The font file that should be there and is not (fonts_missing()); NULL: none. */
const char *face_missing_font(const struct face *f);

/* The glass; its pixels are the window's. */
const struct panel *face_panel(const struct face *f);

/* Brings the glass up to date with the session: black, while it listens in the dark. caused_ms:
 * SDL_GetTicks64() of the event that led to it, for the trace. Returns 0 or -errno; after a failure
 * nothing of the new frame is shown. */
int face_show(struct face *f, const struct session *s, uint64_t caused_ms);

/* Shows the sample of a control (samples.h) in the session's settings. Returns 0, -ENOENT (no such
 * sample) or -errno. */
int face_sample(struct face *f, const struct session *s, const char *name);

/* Black glass that no press acts on, or what there is to show, from the next face_show() on. */
void face_rest(struct face *f, bool rests);

/* The session's receipt as it is printed. */
void face_paper(struct face *f, const struct session *s, struct wire_print *print_out);

/* Makes the next face_show() paint, whatever changed: the window was uncovered. */
void face_expose(struct face *f);

/* Leaves nothing of the last person: scene, glyphs and pixels are cleared at once. */
void face_wipe(struct face *f, const struct settings *settings);

/* A finger or the mouse touches at now_ms (SDL_GetTicks64()), moves, and lets go. face_release()
 * returns true with the action when it let go where it touched, of what it was aimed at (ui/aim.h);
 * turning a page is done here and returns false. */
void face_press(struct face *f, int x, int y, uint64_t now_ms);
void face_drag(struct face *f, int x, int y);
bool face_release(struct face *f, int x, int y, struct scene_action *action_out);

/* The ring of a keypad (ui/focus.h) goes one on (1) or back (-1); what it is on is chosen: true
 * with the action, as face_release() does. The ring goes with the visit. */
void face_move(struct face *f, int by);
bool face_select(struct face *f, struct scene_action *action_out);

/* What the bar's button of this role does; false: there is none on this screen. */
bool face_bar(const struct face *f, enum role role, struct scene_action *action_out);

/* What there is to be heard of it. Stays valid until the next call that changes the glass. */
void face_sight(const struct face *f, struct speech_sight *sight_out);

/* What is shown waits for something: its progress moves on with face_beat(). */
bool face_is_waiting(const struct face *f);
void face_beat(struct face *f);

/* Writes picture PATH.png and dump PATH.json of what is shown. Returns 0 or -errno. */
int face_picture(struct face *f, const char *path);

#endif
