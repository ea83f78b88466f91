/* kiosk: the face. Assembles window, session and peers, and gives them to the loop. */
#include "kiosk/face.h"
#include "kiosk/loop.h"
#include "kiosk/options.h"
#include "kiosk/peer.h"
#include "kiosk/practice.h"
#include "kiosk/session.h"
#include "kiosk/touch.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>

struct kiosk {
    struct face *face;
    struct peers *peers;
    struct session session;
    struct languages languages;
};

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
    k->session.provisioned.defaults.language = k->session.setup.defaults.language;
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
    int result = options_read(argc, argv, &options);
    if (result)
        return 2;
    signal(SIGPIPE, SIG_IGN);
    keep_to_ourselves(&k.session);
    touch_setup();
    if (options.scene)
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    if (getrandom(options.setup.seed, SESSION_SEED, 0) != SESSION_SEED ||
        SDL_Init(SDL_INIT_VIDEO)) {
        fprintf(stderr, "kiosk: start: %s\n", SDL_GetError());
        return 1;
    }
    session_init(&k.session, &options.setup);
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
    result = peers_open(options.sockets, options.provision, &k.peers);
    if (result)
        goto out;
    result = loop_run(&k.session, k.face, k.peers, &options.keypad);
out:
    peers_close(k.peers);
    face_close(k.face);
    explicit_bzero(&k, sizeof k);
    SDL_Quit();
    return result ? 1 : 0;
}
