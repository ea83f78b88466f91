#include "biodata.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#define NIK_DIGITS 16

_Static_assert(NIK_DIGITS < WIRE_NIK, "a NIK fits");

/* A part of the file's bytes. */
struct span {
    const uint8_t *at;
    size_t size;
};

/* Whether a field ends at `i`, and how many bytes the mark takes: `","`, with spaces allowed
 * around the comma, as some writers put them. */
static size_t boundary(struct span text, size_t i)
{
    size_t start = i;
    if (text.at[i++] != '"')
        return 0;
    while (i < text.size && text.at[i] == ' ')
        i++;
    if (i == text.size || text.at[i++] != ',')
        return 0;
    while (i < text.size && text.at[i] == ' ')
        i++;
    return i < text.size && text.at[i] == '"' ? i + 1 - start : 0;
}

static bool blank(uint8_t byte)
{
    return byte <= ' ' || byte == 0x7f;
}

/* Without blanks around it, a byte order mark, and one pair of quotes. */
static struct span bare(struct span text)
{
    static const uint8_t mark[3] = {0xef, 0xbb, 0xbf};
    if (text.size >= sizeof mark && !memcmp(text.at, mark, sizeof mark))
        text = (struct span){text.at + sizeof mark, text.size - sizeof mark};
    while (text.size && blank(text.at[text.size - 1]))
        text.size--;
    while (text.size && blank(*text.at))
        text = (struct span){text.at + 1, text.size - 1};
    if (text.size && *text.at == '"')
        text = (struct span){text.at + 1, text.size - 1};
    if (text.size && text.at[text.size - 1] == '"')
        text.size--;
    return text;
}

/* Takes the next field off *text; false when there is none. */
static bool next_field(struct span *text, struct span *field_out)
{
    if (!text->at)
        return false;
    for (size_t i = 0; i < text->size; i++) {
        size_t mark = boundary(*text, i);
        if (!mark)
            continue;
        *field_out = (struct span){text->at, i};
        *text = (struct span){text->at + i + mark, text->size - i - mark};
        return true;
    }
    *field_out = *text;
    *text = (struct span){NULL, 0};
    return true;
}

static bool read_nik(struct span field, char nik_out[WIRE_NIK])
{
    while (field.size && blank(*field.at))
        field = (struct span){field.at + 1, field.size - 1};
    while (field.size && blank(field.at[field.size - 1]))
        field.size--;
    if (field.size != NIK_DIGITS)
        return false;
    for (size_t i = 0; i < field.size; i++)
        if (field.at[i] < '0' || field.at[i] > '9')
            return false;
    memcpy(nik_out, field.at, NIK_DIGITS);
    nik_out[NIK_DIGITS] = '\0';
    return true;
}

/* Bytes of the UTF-8 character at the start (RFC 3629: shortest form, no surrogates), 0 if none. */
static size_t character(struct span text)
{
    uint8_t first = text.at[0];
    size_t size = first < 0x80                    ? 1
                  : first >= 0xc2 && first < 0xe0 ? 2
                  : first >= 0xe0 && first < 0xf0 ? 3
                  : first >= 0xf0 && first < 0xf5 ? 4
                                                  : 0;
    if (!size || size > text.size)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((text.at[i] & 0xc0) != 0x80)
            return 0;
    uint8_t second = size > 1 ? text.at[1] : 0;
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
        (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f))
        return 0;
    return size;
}

static void clean(struct span field, char *out, size_t room)
{
    size_t n = 0;
    bool gap = false;
    while (field.size) {
        uint8_t one[2] = {(uint8_t)(0xc0 | *field.at >> 6), (uint8_t)(0x80 | (*field.at & 0x3f))};
        size_t taken = character(field);
        const uint8_t *bytes = taken ? field.at : one;
        size_t size = taken ? taken : sizeof one;
        bool space = blank(*field.at) || (size == 2 && bytes[0] == 0xc2 && bytes[1] < 0xa1);
        if (!space) {
            if (n + gap + size + 1 > room)
                break;
            if (gap)
                out[n++] = ' ';
            memcpy(out + n, bytes, size);
            n += size;
        }
        gap = n && space;
        taken = taken ? taken : 1;
        field = (struct span){field.at + taken, field.size - taken};
    }
    out[n] = '\0';
}

int biodata_read(const uint8_t *bytes, size_t size, struct biodata *biodata_out)
{
    struct span text = bare((struct span){bytes, size}), field;
    struct biodata biodata = {.fields = 0};
    bool known = false;
    while (next_field(&text, &field)) {
        if (biodata.fields == BIODATA_NIK)
            known = read_nik(field, biodata.nik);
        else if (biodata.fields == BIODATA_NAME)
            clean(field, biodata.name, sizeof biodata.name);
        biodata.fields++;
    }
    if (known)
        *biodata_out = biodata;
    explicit_bzero(&biodata, sizeof biodata);
    return known ? 0 : -EBADMSG;
}
