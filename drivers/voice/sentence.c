#include "sentence.h"

#include <stdbool.h>
#include <string.h>

static bool ends(const char *at)
{
    if (*at == '\n')
        return true;
    return strchr(".?!;", *at) && (at[1] == 0 || at[1] == ' ' || at[1] == '\n');
}

/* The last place before `limit` where the voice may break off. */
static size_t cut(const char *text, size_t limit)
{
    size_t comma = 0, space = 0, character = 1;
    for (size_t i = 1; i < limit; i++) {
        if (text[i] == ' ')
            space = i;
        if (text[i] == ' ' && text[i - 1] == ',')
            comma = i;
        if (((unsigned char)text[i] & 0xc0) != 0x80)
            character = i;
    }
    return comma ? comma : space ? space : character;
}

size_t sentence_take(const char *text, char *out, size_t size)
{
    size_t skipped = strspn(text, " \n"), length = 0;
    text += skipped;
    if (!*text)
        return 0;
    while (text[length] && length + 1 < size && !ends(text + length))
        length++;
    if (text[length] && length + 1 < size)
        length++;
    else if (text[length])
        length = cut(text, size);
    memcpy(out, text, length);
    out[length] = 0;
    return skipped + length;
}
