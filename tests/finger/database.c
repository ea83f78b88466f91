#include "database.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 64, NAMES_MAX = DATABASE_FINGERS * DATABASE_IMPRESSIONS };

struct name {
    char finger[NAME_SIZE];
    int impression;
};

struct names {
    size_t count;
    struct name name[NAMES_MAX];
};

/* Where a name's scores go. */
struct place {
    unsigned finger, slot;
};

static int read_names(const char *path, struct names *names)
{
    FILE *file = fopen(path, "r");
    char line[4096];
    int err = 0;

    if (!file)
        return -errno;
    names->count = 0;
    while (err == 0 && fgets(line, sizeof line, file)) {
        const char *base = strrchr(line, '/') ? strrchr(line, '/') + 1 : line;
        const char *mark = strrchr(base, '_');
        struct name *name = &names->name[names->count];

        if (names->count == NAMES_MAX) {
            err = -E2BIG;
        } else if (!mark || (size_t)(mark - base) >= NAME_SIZE ||
                   sscanf(mark, "_%d.", &name->impression) != 1) {
            err = -EBADMSG;
        } else {
            snprintf(name->finger, sizeof name->finger, "%.*s", (int)(mark - base), base);
            names->count++;
        }
    }
    fclose(file);
    return err;
}

static int find_finger(struct name *known, unsigned *count, const struct name *name)
{
    unsigned f = 0;

    while (f < *count && strcmp(known[f].finger, name->finger) != 0)
        f++;
    if (f == DATABASE_FINGERS)
        return -E2BIG;
    if (f == *count)
        known[(*count)++] = *name;
    return (int)f;
}

static int settle(struct name *known, unsigned *fingers, const struct names *names,
                  unsigned *impressions, int impression[][DATABASE_IMPRESSIONS],
                  struct place *place)
{
    for (size_t k = 0; k < names->count; k++) {
        int f = find_finger(known, fingers, &names->name[k]);

        if (f < 0 || impressions[f] == DATABASE_IMPRESSIONS)
            return -E2BIG;
        place[k] = (struct place){(unsigned)f, impressions[f]};
        impression[f][impressions[f]++] = names->name[k].impression;
    }
    return 0;
}

static int read_scores(const char *path, struct database *d, const struct place *row, size_t rows,
                       const struct place *column, size_t columns)
{
    FILE *file = fopen(path, "r");
    int err = 0;

    if (!file)
        return -errno;
    for (size_t r = 0; r < rows && err == 0; r++) {
        for (size_t c = 0; c < columns && err == 0; c++) {
            double *score = &d->score[row[r].finger][row[r].slot][column[c].finger][column[c].slot];

            if (fscanf(file, "%lf", score) != 1)
                err = -EBADMSG;
        }
    }
    if (err == 0 && fscanf(file, "%*s") != EOF)
        err = -EBADMSG;
    fclose(file);
    return err;
}

int database_read(const char *templates, const char *prints, const char *matrix,
                  struct database **database_out)
{
    struct names *names = calloc(2, sizeof *names);
    struct name *known = calloc(DATABASE_FINGERS, sizeof *known);
    struct place *place = calloc(2 * NAMES_MAX, sizeof *place);
    struct database *d = calloc(1, sizeof *d);
    int err = names && known && place && d ? 0 : -ENOMEM;

    if (err == 0)
        err = read_names(templates, &names[0]);
    if (err == 0)
        err = read_names(prints, &names[1]);
    if (err == 0)
        err = settle(known, &d->fingers, &names[0], d->templates, d->template_impression, place);
    if (err == 0)
        err = settle(known, &d->fingers, &names[1], d->prints, d->print_impression,
                     place + NAMES_MAX);
    if (err == 0)
        err = read_scores(matrix, d, place, names[0].count, place + NAMES_MAX, names[1].count);
    if (err == 0) {
        *database_out = d;
        d = NULL;
    }
    free(d);
    free(place);
    free(known);
    free(names);
    return err;
}
