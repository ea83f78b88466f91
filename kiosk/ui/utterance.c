#include "kiosk/ui/utterance.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

enum { SENTENCE_MAX = 2048 };

/* Appends `sentence` and ends it, unless it has an end of its own. */
void utterance_add(struct utterance *out, const char *sentence)
{
    size_t length = strlen(sentence);
    const char *space = out->length ? " " : "";
    const char *stop = length && strchr(".?!:;", sentence[length - 1]) ? "" : ".";
    size_t room = out->size - out->length;
    int written;
    if (!length)
        return;
    written = snprintf(out->text + out->length, room, "%s%s%s", space, sentence, stop);
    if (written < 0 || (size_t)written >= room)
        out->text[out->length] = 0;
    else
        out->length += (size_t)written;
}

static const struct element *element_of(const struct scene *scene, const struct page_box *box)
{
    return box->element == PAGE_PAGER ? NULL : &scene->elements[box->element];
}

/* The lines on this page of an element that is divided over several. */
static void add_lines(struct utterance *out, const struct page *layout,
                      const struct page_box *box)
{
    char sentence[SENTENCE_MAX];
    size_t length = 0;
    for (unsigned i = 0; i < box->lines; i++) {
        const struct page_line *line = &layout->lines[box->first_line + i];
        if (length + line->length + 2 > sizeof sentence)
            break;
        if (length)
            sentence[length++] = ' ';
        memcpy(sentence + length, line->text, line->length);
        length += line->length;
    }
    sentence[length] = 0;
    utterance_add(out, sentence);
    explicit_bzero(sentence, sizeof sentence);
}

static void add_pair(struct utterance *out, const char *label, const char *detail)
{
    char sentence[SENTENCE_MAX];
    snprintf(sentence, sizeof sentence, "%s: %s", label, detail);
    utterance_add(out, sentence);
    explicit_bzero(sentence, sizeof sentence);
}

void utterance_element(struct utterance *out, const struct element *e)
{
    if (e->utterance[0]) {
        utterance_add(out, e->utterance);
    } else if (e->role == ROLE_FACT || e->role == ROLE_STEP) {
        add_pair(out, e->label, e->detail);
    } else if (e->role == ROLE_NUMBER && e->detail[0]) {
        add_pair(out, e->detail, e->label);
    } else {
        utterance_add(out, e->label);
        utterance_add(out, e->detail);
    }
}

void utterance_box(struct utterance *out, const struct scene *scene, const struct page *layout,
                   unsigned index)
{
    const struct page_box *box = &layout->boxes[index];
    const struct element *e = element_of(scene, box);
    if (!e)
        utterance_add(out, box->label);
    else if (box->part && !e->utterance[0])
        add_lines(out, layout, box);
    else if (e->role != ROLE_QR) /* its number is said beside it */
        utterance_element(out, e);
}

/* A key that writes one character is known by it. */
static bool is_letter(const struct page_box *box)
{
    return strlen(box->label) == 1 && box->label[0] != '+';
}

static const char *kind(const struct page_box *box)
{
    switch (box->role) {
    case ROLE_CHOICE:
        return box->chosen ? gettext("dipilih") : gettext("belum dipilih");
    case ROLE_KEY:
        return box->chosen ? gettext("dipilih") : is_letter(box) ? "" : gettext("tombol");
    case ROLE_CARD:
    case ROLE_PRIMARY:
    case ROLE_ACTION:
    case ROLE_BACK:
    case ROLE_STOP:
    case ROLE_HELP:
    case ROLE_DONE:
    case ROLE_SETTING:
    case ROLE_MASKED:
        return gettext("tombol");
    case ROLE_BANNER:
    case ROLE_NOTICE:
    case ROLE_TITLE:
    case ROLE_PICTURE:
    case ROLE_PHOTO:
    case ROLE_FACE:
    case ROLE_TEXT:
    case ROLE_STRONG:
    case ROLE_NUMBER:
    case ROLE_QR:
    case ROLE_FACT:
    case ROLE_STEP:
    case ROLE_PROGRESS:
        break;
    }
    return "";
}

/* A row of keys is known by its first and last. */
static void add_row(struct utterance *out, const char *first, const char *last)
{
    char sentence[64];
    snprintf(sentence, sizeof sentence, gettext("Baris %s sampai %s"), first, last);
    utterance_add(out, sentence);
}

void utterance_focus(struct utterance *out, const struct scene *scene, const struct page *layout,
                     struct ring ring)
{
    const struct page_box *first = &layout->boxes[ring.first];
    if (ring.last > ring.first) {
        add_row(out, first->label, layout->boxes[ring.last].label);
        return;
    }
    utterance_box(out, scene, layout, (unsigned)ring.first);
    utterance_add(out, kind(first));
}

/* What is heard only where the ring comes to it: it is the same on every screen, or too much. */
static bool is_passed_over(const struct page_box *box)
{
    return box->role == ROLE_BACK || box->role == ROLE_STOP || box->role == ROLE_HELP || box->role == ROLE_DONE ||
           box->role == ROLE_SETTING || (box->role == ROLE_KEY && box->action.what);
}

/* What it is about comes first, and small print last. */
enum rank { FIRST, BETWEEN, LAST };

static enum rank rank_of(enum role role)
{
    return role == ROLE_TITLE ? FIRST : role == ROLE_NOTICE ? LAST : BETWEEN;
}

void utterance_page(struct utterance *out, const struct scene *scene, const struct page *layout)
{
    char pages[128];
    bool choices = false;
    for (unsigned i = 0; i < scene->count; i++) /* whether or not letters leave it room */
        if (scene->elements[i].role == ROLE_BANNER)
            utterance_add(out, scene->elements[i].label);
    for (enum rank rank = FIRST; rank <= LAST; rank++)
        for (unsigned i = 0; i < layout->box_count; i++)
            if (!layout->boxes[i].action.what && layout->boxes[i].role != ROLE_BANNER &&
                rank_of(layout->boxes[i].role) == rank)
                utterance_box(out, scene, layout, i);
    if (layout->pages > 1) {
        snprintf(pages, sizeof pages, gettext("Halaman %u dari %u"), layout->page + 1,
                 layout->pages);
        utterance_add(out, pages);
    }
    for (unsigned i = 0; i < layout->box_count; i++) {
        const struct page_box *box = &layout->boxes[i];
        if (!box->action.what || is_passed_over(box))
            continue;
        if (!choices)
            utterance_add(out, gettext("Pilihan"));
        choices = true;
        utterance_box(out, scene, layout, i);
        if (box->role == ROLE_CHOICE && box->chosen)
            utterance_add(out, kind(box));
    }
}
