#include "numeral.h"

#include <string.h>

static const char *const units[] = {"nol",  "satu", "dua",   "tiga",    "empat",
                                    "lima", "enam", "tujuh", "delapan", "sembilan"};

void prose_put(struct prose *p, const char *bytes, size_t count)
{
    if (p->length + count >= p->size) {
        p->full = true;
        return;
    }
    memcpy(p->text + p->length, bytes, count);
    p->length += count;
    p->text[p->length] = 0;
}

void prose_word(struct prose *p, const char *word)
{
    char last = p->length ? p->text[p->length - 1] : ' ';
    if (last != ' ' && last != '\n' && last != '(' && last != '"')
        prose_put(p, " ", 1);
    prose_put(p, word, strlen(word));
}

/* "se" stands for one before puluh, belas, ratus and ribu. */
static void below_thousand(struct prose *p, unsigned n)
{
    if (n >= 200)
        prose_word(p, units[n / 100]);
    if (n >= 100)
        prose_word(p, n >= 200 ? "ratus" : "seratus");
    n %= 100;
    if (n >= 20) {
        prose_word(p, units[n / 10]);
        prose_word(p, "puluh");
        n %= 10;
    } else if (n >= 12) {
        prose_word(p, units[n - 10]);
        prose_word(p, "belas");
        return;
    } else if (n >= 10) {
        prose_word(p, n == 11 ? "sebelas" : "sepuluh");
        return;
    }
    if (n)
        prose_word(p, units[n]);
}

void numeral_write(struct prose *p, uint64_t number)
{
    static const struct {
        uint64_t size;
        const char *name;
    } groups[] = {{1000000000000, "triliun"}, {1000000000, "miliar"}, {1000000, "juta"}};
    if (!number) {
        prose_word(p, units[0]);
        return;
    }
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        uint64_t count = number / groups[i].size;
        number %= groups[i].size;
        if (!count)
            continue;
        numeral_write(p, count);
        prose_word(p, groups[i].name);
    }
    if (number >= 2000) {
        below_thousand(p, (unsigned)(number / 1000));
        prose_word(p, "ribu");
    } else if (number >= 1000) {
        prose_word(p, "seribu");
    }
    below_thousand(p, (unsigned)(number % 1000));
}

void numeral_digits(struct prose *p, const char *digits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (digits[i] >= '0' && digits[i] <= '9')
            prose_word(p, units[digits[i] - '0']);
}

const char *numeral_month(unsigned month)
{
    static const char *const months[] = {"Januari",   "Februari", "Maret",    "April",
                                         "Mei",       "Juni",     "Juli",     "Agustus",
                                         "September", "Oktober",  "November", "Desember"};
    return month >= 1 && month <= 12 ? months[month - 1] : NULL;
}
