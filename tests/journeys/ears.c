#include "ears.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LISTEN_MS = 30000, SEEK_MAX = 60 };

int ears_hear(struct player *p, const char *chime)
{
    return sound_await(p->stage, chime, steps_now_ms() + DEADLINE_MS, &p->ear);
}

int ears_headphones(struct player *p, const char *how)
{
    char path[512], part[sizeof(path) + 8];
    FILE *file;

    sound_skip(p->stage, &p->ear);
    snprintf(path, sizeof(path), "%s/headphones", p->stage);
    snprintf(part, sizeof(part), "%s.part", path);
    file = fopen(part, "we");
    if (!file)
        return -errno;
    fputs(strcmp(how, "in") == 0 ? "1" : "0", file);
    return fclose(file) != 0 || rename(part, path) != 0 ? -errno : 0;
}

int ears_press(struct player *p, const char *key)
{
    p->from = steps_newest(&p->steps) + 1;
    return glass_press(p->glass, key);
}

int ears_listen(struct player *p, const char *words)
{
    int result = sound_await_words(p->stage, words, steps_now_ms() + LISTEN_MS, &p->ear);

    p->from = steps_newest(&p->steps); /* what is heard is what is shown */
    return result;
}

/* A page that is being read when the key is pressed may have the words as well: so what the ring
 * is on is asked for once more, and counts then. */
int ears_seek(struct player *p, const char *words)
{
    const char *on = p->hand.on ? p->hand.on : "Down";
    int result = 0;

    for (int moves = 0; moves < SEEK_MAX && result == 0; moves++) {
        bool found = false;

        sound_skip(p->stage, &p->ear);
        result = glass_press(p->glass, on);
        if (result == 0)
            result = sound_await_focus(p->stage, words, false, steps_now_ms() + LISTEN_MS, &p->ear,
                                       &found);
        if (result != 0 || !found)
            continue;
        found = false;
        result = glass_press(p->glass, "F2");
        if (result == 0)
            result = sound_await_focus(p->stage, words, false, steps_now_ms() + LISTEN_MS, &p->ear,
                                       &found);
        if (found)
            return 0;
    }
    return result != 0 ? result : -ENOENT;
}

int ears_scan(struct player *p, const char *words)
{
    for (int moves = 0; moves < SEEK_MAX; moves++) {
        bool found = false;
        int result =
            sound_await_focus(p->stage, words, true, steps_now_ms() + LISTEN_MS, &p->ear, &found);

        if (result != 0 || found)
            return result;
    }
    return -ENOENT;
}

int ears_unsaid(struct player *p, const char *words)
{
    return sound_has_words(p->stage, words) ? -EEXIST : 0;
}
