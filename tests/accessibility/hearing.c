/* What is heard of a page, and what keys alone can do on it. */
#include "tests/accessibility/audit.h"

#include "kiosk/ui/focus.h"
#include "kiosk/ui/utterance.h"

#include <stdio.h>
#include <string.h>

static char page[WIRE_SPEECH], focused[WIRE_SPEECH];

/* Every line that is seen of a box is in what is said of the page, or when the ring is on it; an
 * element with words of its own for the ear says those. */
static void check_box(struct audit *a, const struct exhibit *p, unsigned index)
{
    const struct page_box *b = &p->layout->boxes[index];
    const struct element *e = b->element == PAGE_PAGER ? NULL : &p->scene->elements[b->element];
    struct utterance said = {.text = focused, .size = sizeof focused};
    focused[0] = 0;
    if (b->action.what)
        utterance_focus(&said, p->scene, p->layout, (struct ring){(int)index, (int)index});
    if (e && e->utterance[0]) {
        if (!strstr(page, e->utterance) && !strstr(focused, e->utterance))
            audit_break(a, RULE_HEARING, p, "\"%s\" is never said", e->utterance);
        return;
    }
    for (unsigned i = 0; i < b->lines; i++) {
        const struct page_line *line = &p->layout->lines[b->first_line + i];
        char text[512];
        snprintf(text, sizeof text, "%.*s", (int)line->length, line->text);
        if (!strstr(page, text) && !strstr(focused, text))
            audit_break(a, RULE_HEARING, p, "\"%s\" is seen and never said", text);
    }
}

/* What can be chosen from where the ring is: a box, or each of a row of keys. Returns how many. */
static unsigned reach(const struct exhibit *p, struct focus focus, bool seen[PAGE_BOXES_MAX])
{
    struct scene_action action;
    unsigned reached = 0;
    if (focus.ring.last > focus.ring.first)
        focus_choose(&focus, p->scene, p->layout, &action);
    else
        return seen[focus.ring.first] = true;
    for (; focus.ring.last == focus.ring.first; focus_move(&focus, p->scene, p->layout, 1)) {
        seen[focus.ring.first] = true;
        reached++;
    }
    return reached;
}

/* The ring comes to everything that can be touched, and what it is on can be chosen. */
static void check_keys(struct audit *a, const struct exhibit *p)
{
    struct focus focus;
    unsigned tappable = 0, reached = 0;
    bool seen[PAGE_BOXES_MAX] = {false};
    for (unsigned i = 0; i < p->layout->box_count; i++)
        tappable += p->layout->boxes[i].action.what != 0;
    focus_clear(&focus);
    for (unsigned i = a->spoilt == RULE_KEYS; i < tappable && reached < tappable; i++) {
        focus_move(&focus, p->scene, p->layout, 1);
        if (focus.ring.first < 0 || seen[focus.ring.first] || !focus.action.what)
            break;
        reached += reach(p, focus, seen);
    }
    if (reached != tappable)
        audit_break(a, RULE_KEYS, p, "keys reach %u of %u", reached, tappable);
}

void hearing_check(struct audit *a, const struct exhibit *p)
{
    struct utterance said = {.text = page, .size = sizeof page};
    page[0] = 0;
    if (a->spoilt != RULE_HEARING)
        utterance_page(&said, p->scene, p->layout);
    for (unsigned i = 0; i < p->layout->box_count; i++)
        check_box(a, p, i);
    check_keys(a, p);
}
