#include "serve.h"

#include "answer.h"
#include "est.h"
#include "keyring.h"
#include "service.h"
#include "stage.h"
#include "store.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { TOKEN_LEAST = 16, TOKEN_MAX = 256 };

/* What is open; each edge has a thread, and each thread a store of its own. */
struct serving {
    const char *stage;
    struct keyring keys;
    struct answer_desk desk;
    struct store *enrolments;
    char token[TOKEN_MAX];
    struct service *service;
    struct est *est;
};

/* The first line of the token's file; whoever has it may ask. */
static int read_token(const char *path, char token_out[TOKEN_MAX])
{
    FILE *file = fopen(path, "re");
    int r = file ? 0 : -errno;

    if (r == 0 && !fgets(token_out, TOKEN_MAX, file))
        r = -EINVAL;
    if (r == 0)
        token_out[strcspn(token_out, "\r\n")] = 0;
    if (r == 0 && strlen(token_out) < TOKEN_LEAST)
        r = -EINVAL;
    if (file)
        fclose(file);
    return r;
}

static int write_port(const char *stage, const char *name, uint16_t port)
{
    char text[16];

    snprintf(text, sizeof(text), "%u\n", port);
    return stage_write(stage, name, text);
}

static int open_stores(struct serving *s, bool enrols)
{
    char path[STAGE_PATH];
    int r = stage_path(s->stage, "central.db", path);

    if (r == 0)
        r = store_open(path, &s->desk.store);
    if (r == 0 && enrols)
        r = store_open(path, &s->enrolments);
    return r;
}

/* The one that is awaited comes last. */
static int listen_all(struct serving *s, const struct serve *wish, serve_report report)
{
    int r = 0;

    if (!wish->token_file)
        r = est_start(s->stage, s->enrolments, &s->keys, report, &s->est);
    if (r == 0)
        r = service_start(s->stage, wish->port, wish->token_file ? s->token : NULL, &s->desk,
                          report, &s->service);
    if (r == 0 && s->est)
        r = write_port(s->stage, "est.port", est_port(s->est));
    if (r == 0)
        r = write_port(s->stage, "central.port", service_port(s->service));
    return r;
}

int serve(const struct serve *wish, const char *stage, serve_report report,
          char what_out[SERVE_TEXT])
{
    struct serving s = {.stage = stage};
    const char *what = "keys";
    int signal_number, r = keyring_read(stage, &s.keys);
    sigset_t signals;

    s.desk = (struct answer_desk){.keys = &s.keys,
                                  .partners = wish->token_file != NULL,
                                  .unsigned_as = wish->unsigned_count ? wish->unsigned_as : NULL};
    /* Blocked before any thread starts, so that they come here. */
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    if (r == 0) {
        what = "central.db (made by central load)";
        r = open_stores(&s, !wish->token_file);
    }
    if (r == 0 && wish->token_file) {
        what = wish->token_file;
        r = read_token(wish->token_file, s.token);
    }
    if (r == 0) {
        what = "listening";
        r = listen_all(&s, wish, report);
    }
    if (r == 0)
        r = -sigwait(&signals, &signal_number);
    stage_remove(stage, "central.port");
    stage_remove(stage, "est.port");
    service_stop(s.service);
    est_stop(s.est);
    store_close(s.desk.store);
    store_close(s.enrolments);
    keyring_wipe(&s.keys);
    snprintf(what_out, SERVE_TEXT, "%s", what);
    return r;
}
