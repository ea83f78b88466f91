#include "offer.h"

#include "reading.h"

#include <errno.h>
#include <string.h>

#define DAY_BYTES_MAX (INT64_C(1) << 40)

static bool is_version(const char *text)
{
    return *text && *text != '0' && !text[strspn(text, "0123456789")];
}

/* An address without what would end a line of a request. */
static bool copy_url(char url_out[OFFER_URL], const char *text)
{
    size_t length = strlen(text);
    if (length >= OFFER_URL || strncmp(text, "https://", 8))
        return false;
    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return false;
    strcpy(url_out, text);
    return true;
}

int offer_parse(const json_t *message, struct offer *offer_out)
{
    struct reading r = {.wrong = false};
    struct offer o = {0};
    const json_t *update = reading_object(&r, message, "update");
    if (update) {
        READING_ID(&r, update, "version", o.version);
        o.size = reading_integer(&r, update, "size", OFFER_SIZE_MAX);
        o.bytes_a_day = reading_integer(&r, update, "bytes_a_day", DAY_BYTES_MAX);
        r.wrong = r.wrong || !is_version(o.version) || !o.size || !o.bytes_a_day ||
                  !copy_url(o.url, reading_string(&r, update, "url"));
    }
    if (r.wrong)
        return -EBADMSG;
    *offer_out = o;
    return 0;
}

bool offer_is_later(const char *a, const char *b)
{
    size_t digits_a = strlen(a), digits_b = strlen(b);
    return digits_a != digits_b ? digits_a > digits_b : strcmp(a, b) > 0;
}
