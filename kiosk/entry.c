#include "kiosk/entry.h"

#include <string.h>

enum { FIRST_YEAR = 1900 };

bool entry_type(struct entry *e, uint16_t character)
{
    size_t length = strlen(e->text);
    char last = length ? e->text[length - 1] : ' ';

    if (length + 1 >= sizeof e->text || character < ' ' || character > '~' ||
        (character == ' ' && last == ' '))
        return false;
    e->text[length] = (char)character;
    e->text[length + 1] = 0;
    return true;
}

bool entry_type_nik(struct entry *e, uint16_t character)
{
    return character >= '0' && character <= '9' && !entry_is_nik(e) && entry_type(e, character);
}

bool entry_is_nik(const struct entry *e)
{
    return strlen(e->text) == ENTRY_NIK;
}

bool entry_erase(struct entry *e)
{
    size_t length = strlen(e->text);
    if (length == 0)
        return false;
    e->text[length - 1] = 0;
    return true;
}

static int days_of(int month, int year)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

static int around(int value, int by, int last)
{
    return (value - 1 + by + last) % last + 1;
}

void entry_date_step(struct entry_date *d, enum entry_part part, int by, int32_t today)
{
    struct entry_date next = *d;
    switch (part) {
    case ENTRY_PART_DAY:
        next.day = around(d->day, by, days_of(d->month, d->year));
        break;
    case ENTRY_PART_MONTH:
        next.month = around(d->month, by, 12);
        break;
    case ENTRY_PART_YEAR:
        next.year += by;
        break;
    }
    if (next.day > days_of(next.month, next.year))
        next.day = days_of(next.month, next.year);
    if (next.year < FIRST_YEAR || next.year > today / 10000)
        return;
    if (next.year * 10000 + next.month * 100 + next.day > today) { /* the last day there is */
        next.month = today / 100 % 100;
        next.day = today % 100;
    }
    *d = next;
}
