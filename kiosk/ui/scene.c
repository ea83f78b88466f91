#include "kiosk/ui/scene.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void scene_clear(struct scene *s, const char *name)
{
    explicit_bzero(s, sizeof(*s));
    s->name = name;
}

static const char *keep(struct scene *s, const char *text)
{
    if (text == NULL || *text == '\0')
        return "";
    size_t size = strlen(text) + 1;
    if (size > SCENE_TEXT_MAX - s->used)
        return "";
    char *copy = s->text + s->used;
    memcpy(copy, text, size);
    s->used += size;
    return copy;
}

struct element *scene_add(struct scene *s, enum role role, const char *label, const char *detail)
{
    if (s->count == SCENE_ELEMENTS_MAX)
        return &s->elements[SCENE_ELEMENTS_MAX - 1];
    struct element *e = &s->elements[s->count++];
    *e = (struct element){
        .role = role, .label = keep(s, label), .detail = keep(s, detail), .utterance = ""};
    return e;
}

const char *scene_text(struct scene *s, const char *format, ...)
{
    size_t room = SCENE_TEXT_MAX - s->used;
    char *text = s->text + s->used;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, room, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= room) {
        explicit_bzero(text, room);
        return "";
    }
    s->used += (size_t)length + 1;
    return text;
}

const char *scene_role_name(enum role role)
{
    switch (role) {
    case ROLE_BANNER:
        return "banner";
    case ROLE_NOTICE:
        return "notice";
    case ROLE_TITLE:
        return "title";
    case ROLE_PICTURE:
        return "picture";
    case ROLE_PHOTO:
        return "photo";
    case ROLE_FACE:
        return "face";
    case ROLE_TEXT:
        return "text";
    case ROLE_STRONG:
        return "strong";
    case ROLE_NUMBER:
        return "number";
    case ROLE_QR:
        return "qr";
    case ROLE_FACT:
        return "fact";
    case ROLE_CARD:
        return "card";
    case ROLE_CHOICE:
        return "choice";
    case ROLE_MASKED:
        return "masked";
    case ROLE_STEP:
        return "step";
    case ROLE_KEY:
        return "key";
    case ROLE_PROGRESS:
        return "progress";
    case ROLE_PRIMARY:
        return "primary";
    case ROLE_ACTION:
        return "action";
    case ROLE_BACK:
        return "back";
    case ROLE_STOP:
        return "stop";
    case ROLE_HELP:
        return "help";
    case ROLE_DONE:
        return "done";
    case ROLE_SETTING:
        return "setting";
    }
    return "?";
}
