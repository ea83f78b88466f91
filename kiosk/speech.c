#include "kiosk/speech.h"

#include <libintl.h>
#include <string.h>

static uint32_t mark_text(uint32_t mark, const char *text)
{
    for (; *text; text++)
        mark = (mark ^ (unsigned char)*text) * 16777619u; /* FNV-1a */
    return (mark ^ 0xFF) * 16777619u;
}

/* Of what is said when it changes; 0: of what is not. */
static uint32_t mark_of(const struct scene *scene, const struct page_box *box)
{
    const struct element *e;
    uint32_t mark = 2166136261u;
    if (box->element == PAGE_PAGER || box->action.what || box->role == ROLE_NOTICE)
        return 0;
    e = &scene->elements[box->element];
    if (e->quiet || e->role == ROLE_QR)
        return 0;
    mark = mark_text(mark, e->label);
    mark = mark_text(mark, e->detail);
    mark = mark_text(mark, e->utterance);
    return mark ? mark : 1;
}

static uint32_t title_of(const struct speech_sight *sight)
{
    for (unsigned i = 0; i < sight->layout->box_count; i++)
        if (sight->layout->boxes[i].role == ROLE_TITLE)
            return mark_of(sight->scene, &sight->layout->boxes[i]);
    return 0;
}

static bool is_marked(const struct speech *p, uint32_t mark)
{
    for (unsigned i = 0; i < p->count; i++)
        if (p->marks[i] == mark)
            return true;
    return false;
}

static void add_changes(const struct speech *p, struct utterance *out,
                        const struct speech_sight *sight)
{
    for (unsigned i = 0; i < sight->layout->box_count; i++) {
        uint32_t mark = mark_of(sight->scene, &sight->layout->boxes[i]);
        if (mark && !is_marked(p, mark))
            utterance_box(out, sight->scene, sight->layout, i);
    }
}

static bool is_other_screen(const struct speech *p, const struct session *s,
                            const struct speech_sight *sight)
{
    return p->last == SPOKEN_NOTHING || strcmp(p->scene, sight->scene->name) ||
           p->state != s->state || p->language != s->settings.language ||
           p->reminders != s->reminders;
}

static bool is_other_page(const struct speech *p, const struct speech_sight *sight)
{
    return p->page != sight->layout->page || p->title != title_of(sight);
}

/* Whether the ring is on something else, or on something that has become another. */
static struct scene_action focus_of(const struct speech_sight *sight)
{
    struct scene_action action = {0};
    if (sight->ring.first >= 0) {
        const struct page_box *box = &sight->layout->boxes[sight->ring.first];
        bool whole = sight->ring.last > sight->ring.first;
        action = box->action;
        action.which = (uint16_t)(action.which ^ (box->chosen ? 0x8000 : 0) ^ (whole ? 0x4000 : 0));
    }
    return action;
}

static void remember(struct speech *p, const struct session *s, const struct speech_sight *sight)
{
    p->scene = sight->scene->name;
    p->state = s->state;
    p->page = sight->layout->page;
    p->language = s->settings.language;
    p->reminders = s->reminders;
    p->asked = s->listening.asked;
    p->focus = focus_of(sight);
    p->title = title_of(sight);
    p->count = sight->layout->box_count;
    for (unsigned i = 0; i < p->count; i++)
        p->marks[i] = mark_of(sight->scene, &sight->layout->boxes[i]);
}

static void add_focus(struct utterance *out, const struct speech_sight *sight)
{
    if (sight->ring.first >= 0)
        utterance_focus(out, sight->scene, sight->layout, sight->ring);
}

static void add_page(struct speech *p, struct utterance *out, const struct speech_sight *sight)
{
    utterance_page(out, sight->scene, sight->layout);
    add_focus(out, sight);
    p->last = SPOKEN_PAGE;
}

static void add_numbers(struct speech *p, struct utterance *out, const struct speech_sight *sight)
{
    for (unsigned i = 0; i < sight->scene->count; i++)
        if (sight->scene->elements[i].role == ROLE_NUMBER)
            utterance_element(out, &sight->scene->elements[i]);
    p->last = SPOKEN_NUMBER;
}

static void add_again(struct speech *p, struct utterance *out, const struct speech_sight *sight,
                      enum again again)
{
    if (again == AGAIN_NUMBER || (again == AGAIN_LAST && p->last == SPOKEN_NUMBER)) {
        add_numbers(p, out, sight);
    } else if (again == AGAIN_LAST && p->last == SPOKEN_FOCUS) {
        add_focus(out, sight);
        p->last = SPOKEN_AGAIN;
    } else {
        add_page(p, out, sight);
    }
}

bool speech_next(struct speech *p, const struct session *s, const struct speech_sight *sight,
                 char *text, size_t size)
{
    struct utterance out = {.text = text, .size = size};
    struct scene_action focus = focus_of(sight);
    bool moved = focus.what && memcmp(&focus, &p->focus, sizeof focus);
    text[0] = 0;
    if (!listening_may_hear(s)) {
        p->last = SPOKEN_NOTHING;
        return false;
    }
    if (is_other_screen(p, s, sight)) {
        p->lent &= p->last != SPOKEN_NOTHING && p->language == s->settings.language;
        add_page(p, &out, sight);
    } else if (p->asked != s->listening.asked) {
        add_again(p, &out, sight, s->listening.again);
    } else if (is_other_page(p, sight)) {
        add_page(p, &out, sight);
    } else if (moved) {
        add_changes(p, &out, sight);
        add_focus(&out, sight);
        p->last = SPOKEN_FOCUS;
    } else {
        add_changes(p, &out, sight);
        if (!out.length && s->listening.lent && !p->lent && !s->listening.unsaid) {
            utterance_add(&out, gettext("Bahasa ini dibacakan dengan suara Indonesia."));
            p->lent = true;
        }
    }
    remember(p, s, sight);
    return out.length != 0;
}
