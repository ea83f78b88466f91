#include "eyes.h"

#include "elements.h"
#include "sight.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STILL_MS = 500 };

static int tap(struct player *p, json_t *dump, json_t *element)
{
    if (!p->hand.on)
        sight_wait(&p->steps, p->looked, p->own, element);
    p->own = p->from = steps_newest(&p->steps) + 1;
    p->taps++;
    return hand_tap(&p->hand, p->glass, p->looked, dump, element);
}

/* Waits for a step from p->from on; returns its dump, or NULL past the deadline. */
static json_t *newest_dump(struct player *p, int64_t deadline_ms)
{
    do {
        int newest = steps_newest(&p->steps);

        if (newest >= p->from && newest >= 0) {
            p->looked = newest;
            return steps_dump(&p->steps, newest);
        }
    } while (steps_wait(&p->steps, deadline_ms));
    return NULL;
}

/* Whether the page stays as it is: by keys it takes a while to come to a button, and one that goes
 * away meanwhile is another's. A finger is quick. */
static bool is_still(struct player *p)
{
    int64_t until_ms = steps_now_ms() + STILL_MS;

    while (p->hand.on && steps_newest(&p->steps) == p->looked && steps_wait(&p->steps, until_ms))
        ;
    return steps_newest(&p->steps) == p->looked;
}

typedef json_t *(*element_finder)(json_t *dump, const char *words);

/* Finds an element on the page shown, else on the pages after it, else on those before; what is
 * not on any may still come. Returns its dump, which owns *element_out, or NULL. */
static json_t *look(struct player *p, element_finder find, const char *words, json_t **element_out)
{
    int64_t deadline_ms = steps_now_ms() + DEADLINE_MS;
    const char *turn = "Berikutnya";

    for (;;) {
        json_t *dump = newest_dump(p, deadline_ms), *paging;

        if (!dump)
            return NULL;
        *element_out = find(dump, words);
        if (*element_out)
            return dump;
        paging = element_labelled(dump, turn);
        if (!paging) {
            turn = "Sebelumnya";
            paging = element_labelled(dump, turn);
        }
        if (paging && is_still(p)) {
            tap(p, dump, paging);
        } else if (paging) {
            p->from = steps_newest(&p->steps);
        } else {
            p->from = steps_newest(&p->steps) + 1;
            turn = "Berikutnya";
        }
        json_decref(dump);
    }
}

int eyes_text(struct player *p, const char *words)
{
    json_t *element, *dump = look(p, element_saying, words, &element);

    if (!dump)
        return -ETIMEDOUT;
    json_decref(dump);
    return 0;
}

int eyes_not(struct player *p, const char *words)
{
    json_t *dump = newest_dump(p, steps_now_ms() + DEADLINE_MS);
    int result = dump && !element_saying(dump, words) ? 0 : -EEXIST;

    json_decref(dump);
    return result;
}

int eyes_tap(struct player *p, const char *label)
{
    json_t *element, *dump = look(p, element_labelled, label, &element);
    int result = -ETIMEDOUT;

    while (dump && !is_still(p)) {
        json_decref(dump);
        dump = look(p, element_labelled, label, &element);
    }
    if (dump)
        result = tap(p, dump, element);
    json_decref(dump);
    return result;
}

int eyes_taps(struct player *p, const char *most)
{
    return p->taps <= atoi(most) ? 0 : -E2BIG;
}

int eyes_see(struct player *p, const char *rest)
{
    char scene[64];
    int seconds = DEADLINE_MS / 1000, found;
    int64_t deadline_ms;

    if (sscanf(rest, "%63s within %d", scene, &seconds) < 1)
        return -EINVAL;
    deadline_ms = steps_now_ms() + seconds * 1000;
    while ((found = steps_find(&p->steps, p->from, scene)) < 0)
        if (!steps_wait(&p->steps, deadline_ms))
            return -ETIMEDOUT;
    p->from = found;
    return 0;
}

int eyes_dark(struct player *p, const char *how)
{
    int64_t deadline_ms = steps_now_ms() + DEADLINE_MS;

    while (glass_is_black(p->glass) != (strcmp(how, "yes") == 0)) {
        if (steps_now_ms() > deadline_ms)
            return -ETIMEDOUT;
        steps_wait(&p->steps, steps_now_ms() + 20);
    }
    return 0;
}
