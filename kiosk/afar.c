#include "kiosk/afar.h"

#include <string.h>

/* The index of the language; `otherwise` when there is none of that code. */
static unsigned language(const struct session *s, const char *code, unsigned otherwise)
{
    for (unsigned i = 0; s->languages && i < s->languages->count; i++)
        if (!strcmp(s->languages->list[i].code, code))
            return i;
    return otherwise;
}

void afar_take(struct session *s)
{
    const struct wire_settings *a = &s->afar;
    struct session_setup *to = &s->setup;
    to->idle_ms = a->idle_s ? (int64_t)a->idle_s * 1000 : s->provisioned.idle_ms;
    if (!hours_read(a->hours, &to->hours))
        to->hours = s->provisioned.hours;
    to->defaults.language = language(s, a->language, s->provisioned.defaults.language);
    s->reset.loudness = a->loudness;
}
